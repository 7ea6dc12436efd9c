"""The name of the current base with its list: choose, create, rename, remove."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.ui.bases_model import BasesModel
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import PopupItem, PopupList
from desktop.ui.widgets.base import paint_box, paint_icon
from desktop.ui.widgets.translated import Translated

_ICON = 16  # px
_CREATE, _RENAME, _REMOVE = "+create", "+rename", "+remove"


class BaseSwitcher(Translated, QAbstractButton):
    """Stands at x = 112 in the header of every page of a base (the chat page puts one in its own header).
    It announces nothing itself: the services announce that another base is current."""

    def __init__(self, model: BasesModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        model.changed.connect(self.refresh)
        self._list = PopupList(self)
        self._list.chosen.connect(self._chosen)
        self._name = NamePopup(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open_list)
        theme().changed.connect(self.updateGeometry)
        self.refresh()

    def refresh(self) -> None:
        """Show the current base's name."""
        base = self.model.current()
        self.setText(base.name if base else self.tr("No base yet"))
        self.setAccessibleName(fill(self.tr("Base: %1"), self.text()))
        self.updateGeometry()
        self.update()

    def open_list(self) -> None:
        """Open the list of bases under the name."""
        current = self.model.current()
        items = [
            PopupItem(base.id, base.name, checked=current is not None and base.id == current.id)
            for base in self.model.all()
        ]
        items.append(PopupItem(_CREATE, self.tr("Create a base"), icon="plus", separator_before=bool(items)))
        if current is not None:
            items.append(PopupItem(_RENAME, fill(self.tr("Rename “%1”"), current.name), icon="pencil"))
            items.append(PopupItem(_REMOVE, fill(self.tr("Remove “%1”…"), current.name), icon="trash-2"))
        self._list.show_items(items)
        self._list.open_at(self, width=280)

    def sizeHint(self) -> QSize:
        return QSize(min(self._text_width(), 320) + 2 * theme().grown(_ICON) + 28, theme().height("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().height("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            box = self.rect().toRectF()
            paint_box(painter, box, theme().radius("control"), "hover")
        icon, middle = theme().grown(_ICON), self.height() / 2
        paint_icon(painter, 0, middle, "folder", "text_secondary", _ICON)
        font = theme().font("section")
        font.setPixelSize(theme().font("answer").pixelSize())
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        left = icon + 8
        room = self.width() - left - icon - 12
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, 0, room, self.height(), Qt.AlignmentFlag.AlignVCenter, shown)
        end = left + painter.fontMetrics().horizontalAdvance(shown) + 8
        paint_icon(painter, end, middle + 1, "chevron-down", "text_secondary", _ICON)
        painter.end()

    def _text_width(self) -> int:
        font = theme().font("section")
        font.setPixelSize(theme().font("answer").pixelSize())
        return QFontMetrics(font).horizontalAdvance(self.text())

    def _chosen(self, value: str) -> None:
        current = self.model.current()
        if value == _CREATE:
            self._name.ask(self, self.tr("Name of the base"), "", self.tr("Create"), self.model.create)
        elif value == _RENAME and current is not None:
            self._name.ask(self, self.tr("New name"), current.name, self.tr("Rename"), self.model.rename)
        elif value == _REMOVE and current is not None:
            self.ask_to_remove()
        else:
            self.model.select(value)

    def ask_to_remove(self) -> None:
        """Name the loss; the current base goes when the user agrees."""
        base = self.model.current()
        if base is None:
            return
        count, chats = self.model.contents(base.id)
        lost = [self.tr("%n document(s) will have to be read again", "", count)] if count else []
        lost += [self.tr("%n chat(s) will be gone for good", "", chats)] if chats else []
        kept = self.tr("The files themselves stay where they are.")
        dialog = Confirm(
            self.window(),
            fill(self.tr("Remove the base “%1”?"), base.name),
            f"{', '.join(lost)}. {kept}" if lost else kept,
            self.tr("Remove the base"),
            self.tr("Keep"),
        )
        dialog.accepted.connect(lambda: self.model.remove(base.id))
        dialog.open()

    def retranslate(self) -> None:
        self.refresh()
