"""The list of chats: new chat, groups by time, a menu on each."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.core.entities import Chat
from desktop.features.chat.viewmodels import chat_groups
from desktop.features.chat.viewmodels.chat_model import ChatModel
from desktop.ui.base_switcher import BaseSwitcher
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Label, Menu
from desktop.ui.widgets.base import as_region, clear, column, mark, paint_box, paint_icon, row, with_text_size
from desktop.ui.widgets.translated import Translated

_PIN = 14  # px
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChatItem(QAbstractButton):
    """52 px: title, and below it when and how many answers.

    Signals: `menu_wanted(chat, where)` on a right click, the menu key or Shift+F10; `remove_wanted(chat)` on
    Delete.
    """

    menu_wanted = Signal(str, QPoint)
    remove_wanted = Signal(str)

    def __init__(self, chat: Chat, title: str, caption: str, current: bool) -> None:
        super().__init__()
        self.chat, self._caption = chat, caption
        self.setText(title)
        self.setToolTip(title)
        self.setCheckable(True)
        self.setChecked(current)
        speak_as(self, Role.ListItem)
        pinned = [self.tr("pinned")] if chat.pinned else []
        self.setAccessibleName(", ".join([title, *pinned, caption]))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """The model decides which chat is open, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(120, theme().height("chat_item"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            paint_box(painter, QRectF(self.rect()), theme().radius("item"), "selected", "soft_border")
        elif self.underMouse():
            paint_box(painter, QRectF(self.rect()), theme().radius("item"), "hover")
        room = self.width() - 24 - (theme().grown(_PIN) + 4 if self.chat.pinned else 0)
        title = QFontMetrics(theme().font("control"))
        line, small = theme().line("body"), theme().line("caption")
        top = (self.height() - line - small - 2) / 2
        painter.setFont(theme().font("control"))
        painter.setPen(theme().colour("text"))
        shown = title.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(12, top, room, line), _LEFT, shown)
        if self.chat.pinned:
            left = self.width() - 12 - theme().grown(_PIN)
            paint_icon(painter, left, top + line / 2, "pin", "text_tertiary", _PIN)
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("text_tertiary"))
        painter.drawText(QRectF(12, top + line + 2, room, small), _LEFT, self._caption)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.chat.id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.chat.id, self.mapToGlobal(QPoint(12, self.height())))
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove_wanted.emit(self.chat.id)
        else:
            super().keyPressEvent(event)


class ChatList(Translated, QWidget):
    """240 px with a header of its own that holds the base switcher. `extend_menu(menu, chat)` adds what else
    can be done with a chat.

    Signals: `chosen` a chat or *New chat* was clicked (the folded list closes then); `removed(chat, title)`.
    """

    chosen = Signal()
    removed = Signal(str, str)

    def __init__(self, model: ChatModel, switcher: BaseSwitcher) -> None:
        super().__init__()
        self._model = model
        self.extend_menu: Callable[[Menu, str], None] = lambda menu, chat: None
        mark(self, fill="window", edge="right")
        as_region(self)
        wide = theme().width("chat_list")
        with_text_size(self, lambda: self.setFixedWidth(theme().grown(wide, 0.5) + 1))
        layout = column(self, 0, (0, 0, 1, 0))
        head = QWidget()
        mark(head, edge="bottom")
        with_text_size(head, lambda: head.setFixedHeight(theme().height("header")))
        line = row(head, 0, (24, 0, 12, 0))
        self.switcher = switcher
        line.addWidget(self.switcher)
        line.addStretch(1)
        self.new = Button("", "soft", "plus")
        self.new.align_left()
        self.new.clicked.connect(self._new_chat)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows have the focus
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._list = column(inner, 0, (12, 0, 12, 12))
        self._scroll.setWidget(inner)
        above = row(None, 0, (12, 12, 12, 8))
        above.addWidget(self.new, 1)
        layout.addWidget(head)
        layout.addLayout(above)
        layout.addWidget(self._scroll, 1)
        self._name = NamePopup(self)
        model.chats_changed.connect(self.refresh)
        model.opened.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Build the list again; it is short enough for that."""
        clear(self._list)
        current = self._model.chat
        groups = chat_groups.group(self._model.chats())
        if not groups:
            empty = Label(self.tr("Your chats will appear here."), "body", "tertiary", wrap=True)
            empty.setContentsMargins(12, 4, 12, 4)
            self._list.addWidget(empty)
        for at, group in enumerate(groups):
            heading = Label(group.title, "caption", "tertiary")
            heading.setContentsMargins(12, 14 if at else 2, 12, 4)
            self._list.addWidget(heading)
            for chat in group.chats:
                title = chat.title or self.tr("New chat")
                here = current is not None and chat.id == current.id
                item = ChatItem(chat, title, chat_groups.caption(chat), here)
                item.clicked.connect(lambda _=False, key=chat.id: self._open(key))
                item.menu_wanted.connect(self._menu)
                item.remove_wanted.connect(self.remove)
                self._list.addWidget(item)
        self._list.addStretch(1)

    def items(self) -> list[ChatItem]:
        """The chats from top to bottom."""
        widgets = [self._list.itemAt(at) for at in range(self._list.count())]
        found = [item.widget() for item in widgets if item is not None]
        return [widget for widget in found if isinstance(widget, ChatItem)]

    def show_menu(self, chat: str, where: QPoint) -> None:
        """The menu of a chat: pin, rename, remove and more."""
        self._menu(chat, where)

    def rename(self, chat: str, anchor: QWidget) -> None:
        """Ask for another title under `anchor`."""
        title = self._title(chat)

        def take(text: str) -> str:
            self._model.rename(chat, text)
            return ""

        self._name.ask(anchor, self.tr("Title of the chat"), title, self.tr("Rename"), take)

    def rename_chosen(self) -> None:
        """F2 anywhere on the page: the chat that has the focus, else the open one."""
        items = self.items()
        focused = [item for item in items if item.hasFocus()]
        for item in (focused or [item for item in items if item.chat.id == self._model.chat_id])[:1]:
            self.rename(item.chat.id, item)

    def remove(self, chat: str) -> None:
        """Remove; the page offers to undo it."""
        title = self._title(chat)
        self._model.remove(chat)
        self.removed.emit(chat, title)

    def _title(self, chat: str) -> str:
        return next((c.title for c in self._model.chats() if c.id == chat), "") or self.tr("New chat")

    def _menu(self, chat: str, where: QPoint) -> None:
        menu = Menu(self)
        item = next((item for item in self.items() if item.chat.id == chat), None)
        anchor = item or self.new
        pinned = item is not None and item.chat.pinned
        words = self.tr("Unpin") if pinned else self.tr("Pin")
        menu.add(words, "pin").triggered.connect(lambda: self._model.pin(chat, not pinned))
        menu.add(self.tr("Rename"), "pencil", "F2").triggered.connect(lambda: self.rename(chat, anchor))
        self.extend_menu(menu, chat)
        menu.addSeparator()
        remove = menu.add(self.tr("Remove"), "trash-2", self.tr("Del"))
        remove.triggered.connect(lambda: self.remove(chat))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _open(self, chat: str) -> None:
        self._model.open(chat)
        self.chosen.emit()

    def _new_chat(self) -> None:
        self._model.open("")
        self.chosen.emit()

    def retranslate(self) -> None:
        self.new.setText(self.tr("New chat"))
        self.refresh()
