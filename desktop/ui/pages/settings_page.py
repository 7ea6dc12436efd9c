"""Settings: sections at the left, cards at the right; every change acts at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.page import Page
from desktop.ui.section import Section
from desktop.ui.settings_model import SettingsModel
from desktop.ui.theme import Theme
from desktop.ui.widgets import ScrollColumn, SideItem, SideList
from desktop.ui.widgets.base import row


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
        side = SideList()
        self._stack = QStackedWidget()
        self._items: list[SideItem] = []
        self._sections: list[Section | None] = []
        for index, kind in enumerate(self._kinds):
            item = side.add(kind.ICON)
            item.clicked.connect(lambda _=False, at=index: self.open_section(at))
            self._items.append(item)
            self._sections.append(None)
            self._stack.addWidget(QWidget())
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

    def found(self, words: str) -> list[tuple[str, str, str]]:
        """The settings that speak of `words`: name of the section, its title, title of the setting."""
        places = []
        for index, kind in enumerate(self._kinds):
            for title in self._section(index).named(words):
                places.append((kind.__name__.removesuffix("Section").lower(), kind.title(), title))
        return places

    def shown(self) -> None:
        """Figures may have changed while another page was in front."""
        if self._dirty:
            self._rebuild()

    def retranslate(self) -> None:
        for item, kind in zip(self._items, self._kinds, strict=True):
            word = kind.title()
            item.setText(word)
            item.setAccessibleName(word)
            item.updateGeometry()
        self._rebuild()

    def _section(self, index: int) -> Section:
        section = self._sections[index]
        if section is None:
            section = self._makers[index]()
            section.go.connect(self.go)
            section.message.connect(self.toast)
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
