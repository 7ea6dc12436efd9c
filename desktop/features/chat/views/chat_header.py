"""The header over the conversation: title, search within it, source panel, menu, shield."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.i18n.placeholders import fill
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets import ElidedLabel, FindField, IconButton, Label
from desktop.ui.widgets.base import as_region, mark, row, with_text_size
from desktop.ui.widgets.translated import Translated


class ChatHeader(Translated, QWidget):
    """56 px.

    Signals: `list_wanted` (shown only while the list is folded); `found(words, step)` while words to find are
    typed (0), Enter (1), Shift+Enter (-1); `panel_toggled`; `settings_wanted`; `menu_wanted`.
    """

    list_wanted = Signal()
    found = Signal(str, int)
    panel_toggled = Signal()
    settings_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, shield: QAbstractButton) -> None:
        super().__init__()
        mark(self, fill="surface", edge="bottom")
        as_region(self)
        with_text_size(self, lambda: self.setFixedHeight(theme().height("header")))
        line = row(self, 4, (24, 0, 16, 0))
        self.list_button = IconButton("panel-left", "")
        self.title = ElidedLabel("", "section", mode=Qt.TextElideMode.ElideRight)
        self.field = FindField()
        self.count = Label("", "caption", "secondary")
        self.search = IconButton("search", "")
        self.panel = IconButton("panel-right", "")
        self.panel.setCheckable(True)
        speak_as(self.panel, Role.Button)
        self.settings = IconButton("sliders-horizontal", "")
        self.menu = IconButton("ellipsis", "")
        self.shield = shield
        line.addWidget(self.list_button)
        line.addWidget(self.title, 1)
        line.addWidget(self.field, 1)
        line.addWidget(self.count)
        for button in (self.search, self.panel, self.settings, self.menu, self.shield):
            line.addWidget(button)
        self.field.hide()
        self.count.hide()
        self.list_button.hide()
        self.list_button.clicked.connect(self.list_wanted)
        self.search.clicked.connect(self.open_search)
        self.panel.clicked.connect(self.panel_toggled)
        self.settings.clicked.connect(self.settings_wanted)
        self.menu.clicked.connect(self.menu_wanted)
        self.field.returnPressed.connect(self._entered)
        self.field.textChanged.connect(lambda text: self.found.emit(text.strip(), 0))
        self.field.closed.connect(self.close_search)
        self.retranslate()

    def show_chat(self, title: str, messages: bool) -> None:
        """Title of the open chat; an empty chat has nothing to find and no menu."""
        self.title.setText(title)
        self.search.setVisible(messages)
        self.menu.setVisible(bool(title))
        if not messages:
            self.close_search()

    def open_search(self) -> None:
        """Show the field in the place of the title, with the cursor in it."""
        if self.search.isHidden():
            return
        self.title.hide()
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_search(self) -> None:
        """Empty the field and show the title again."""
        self.field.clear()
        self.field.hide()
        self.count.hide()
        self.title.show()

    def show_found(self, number: int, of: int) -> None:
        """Which of the messages found is shown, from 1; nothing while no words are typed."""
        words = fill(self.tr("%1 of %2"), number, of) if of else self.tr("Not found")
        self.count.setText(words)
        self.count.setVisible(bool(self.field.text().strip()))

    def _entered(self) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.found.emit(self.field.text().strip(), -1 if shift else 1)

    def retranslate(self) -> None:
        """Say all words again."""
        self.list_button.set_name(self.tr("Chats"))
        self.search.set_name(self.tr("Find in the chat (Ctrl+F)"))
        self.panel.set_name(self.tr("Source panel"))
        self.settings.set_name(self.tr("Chat settings: instructions, ready questions"))
        self.menu.set_name(self.tr("More"))
        self.field.setPlaceholderText(self.tr("Find in the chat"))
        self.field.setAccessibleName(self.tr("Find in the chat"))
