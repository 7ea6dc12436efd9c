"""Settings: sections at the left, cards at the right; every change acts at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedWidget, QWidget

from desktop.ui.page import Page
from desktop.ui.section import Section
from desktop.ui.settings_model import SettingsModel
from desktop.ui.theme import Theme, theme
from desktop.ui.widgets import ScrollColumn
from desktop.ui.widgets.base import column, mark, paint_box, row


class _Item(QAbstractButton):
    """A section's name in the list: icon and word, 40 px high."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, theme().height("control_large"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            paint_box(painter, box, theme().radius("item"), "selected", "soft_border")
        elif self.underMouse() and self.isEnabled():
            paint_box(painter, box, theme().radius("item"), "hover")
        role = "accent_text" if self.isChecked() else "text_secondary"
        if not self.isEnabled():
            role = "text_disabled"
        pixmap = theme().pixmap(self._icon, role, 18, self.devicePixelRatioF())
        painter.drawPixmap(12, (self.height() - 18) // 2, pixmap)
        painter.setFont(theme().font("control"))
        painter.setPen(theme().colour(role))
        painter.drawText(box.adjusted(42, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class SettingsPage(Page):
    """Sections are made when first shown."""

    def __init__(
        self,
        theme: Theme,
        model: SettingsModel,
        sections: Sequence[tuple[type[Section], Callable[[], Section]]],
    ) -> None:
        """`sections`: each kind of section with what makes one."""
        super().__init__(theme)
        model.setParent(self)
        self._kinds = [kind for kind, _ in sections]
        self._makers = [make for _, make in sections]
        line = row(self)
        side = QWidget()
        mark(side, fill="window", edge="right")
        side.setFixedWidth(theme.width("settings_list"))
        items = column(side, 0, (16, 16, 16, 16))
        self._stack = QStackedWidget()
        self._items: list[_Item] = []
        self._sections: list[Section | None] = []
        for index, kind in enumerate(self._kinds):
            item = _Item(kind.ICON)
            item.clicked.connect(lambda _=False, at=index: self.open_section(at))
            items.addWidget(item)
            self._items.append(item)
            self._sections.append(None)
            self._stack.addWidget(QWidget())
        items.addStretch(1)
        line.addWidget(side)
        line.addWidget(self._stack, 1)
        self._current = 0
        self._dirty = False
        model.changed.connect(self._settings_changed)
        model.figures_changed.connect(self._figures_changed)
        self.retranslate()
        self.open_section(0)

    def header_title(self) -> str:
        return self.tr("Settings")

    def search_name(self) -> str:
        return self.tr("Find a setting")

    def open_section(self, index: int) -> None:
        """Show a section by its place in the list."""
        self._current = index
        self._items[index].setChecked(True)
        self._section(index)
        self._stack.setCurrentIndex(index)

    def open_view(self, name: str) -> None:
        """Show a section by its name ("security")."""
        names = [kind.__name__.removesuffix("Section").lower() for kind in self._kinds]
        self.shown()
        if name in names:
            self.open_section(names.index(name))

    def search(self, text: str) -> None:
        """Open the first section that speaks of `text`; the others are greyed in the list."""
        first = -1
        for index in range(len(self._kinds)):
            found = self._section(index).filter(text)
            self._items[index].setEnabled(not text or bool(found))
            self._items[index].setToolTip("" if found or not text else self.tr("Nothing found here"))
            if found and first < 0:
                first = index
        if text and first >= 0:
            self.open_section(first)

    def shown(self) -> None:
        """Figures may have changed while another page was in front."""
        if self._dirty:
            self._rebuild()

    def retranslate(self) -> None:
        for item, kind in zip(self._items, self._kinds, strict=True):
            word = kind.title()
            item.setText(word)
            item.setAccessibleName(word)
        self._rebuild()

    def _section(self, index: int) -> Section:
        section = self._sections[index]
        if section is None:
            section = self._makers[index]()
            section.go.connect(self.go)
            section.rebuild()
            self._sections[index] = section
            area = ScrollColumn((32, 24, 24, 24), widest=self.theme.width("settings_max"))
            area.body.addWidget(section)
            old = self._stack.widget(index)
            self._stack.insertWidget(index, area)
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()
        return section

    def _rebuild(self) -> None:
        self._dirty = False
        for section in self._sections:
            if section is not None:
                section.rebuild()

    def _settings_changed(self) -> None:
        if not self.isVisible():
            self._dirty = True  # while it is in front, its own controls show what they changed

    def _figures_changed(self) -> None:
        self._dirty = True
        if self.isVisible():
            self._rebuild()
