"""The search over everything: a field and the list of what was found, above the page."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.search.hits import Hit
from desktop.ui.search.search_list import SearchList, spoken
from desktop.ui.search.search_model import SearchModel
from desktop.ui.theme import theme
from desktop.ui.widgets import FindField, Label
from desktop.ui.widgets.base import column, mark
from desktop.ui.widgets.translated import Translated

_WIDTH, _TOP, _LIST = 680, 72, 520  # px: of the card, above it, of the list at most
_PAGE = 6  # rows of a page of the keys


class SearchOverlay(Translated, QWidget):
    """Lies over the whole window. Signals: `chosen(Hit)` after it has closed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, model: SearchModel) -> None:
        super().__init__(parent)
        self.model, self._over = model, parent
        model.setParent(self)
        self._before: QWidget | None = None
        self.card = QFrame(self)
        mark(self.card, card="popup")
        body = column(self.card, 6, (8, 8, 8, 8))
        self.field, self.list = FindField(), SearchList()
        self.nothing = Label("", "body", "tertiary", wrap=True)
        self.nothing.setContentsMargins(12, 4, 12, 8)
        self.keys = Label("", "caption", "tertiary", wrap=True)
        self.keys.setContentsMargins(12, 2, 12, 2)
        for widget in (self.field, self.list, self.nothing, self.keys):
            body.addWidget(widget)
        self.field.textChanged.connect(self._typed)
        self.field.closed.connect(self.close_search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _: self._choose())
        model.changed.connect(self._show)
        parent.installEventFilter(self)
        self.hide()
        self.retranslate()

    def open_search(self, words: str = "") -> None:
        """Show it with the cursor in its field."""
        if not self.isVisible():
            window = self.window()
            self._before = window.focusWidget()
            self.model.begin()
        self.field.setFont(theme().font("body"))
        self.field.setText(words)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_search(self) -> None:
        """Hide it; the focus goes back to where it was."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _typed(self, words: str) -> None:
        self.list.held = False
        self.model.type(words)

    def _show(self) -> None:
        if not self.isVisible():
            return
        self.list.show_hits(self.model.hits())
        rows = self.list.model().rowCount()
        height = sum(self.list.sizeHintForRow(at) for at in range(rows)) + 8
        self.list.setFixedHeight(min(height, _LIST, max(self.height() - _TOP - 140, 120)))
        self.list.setVisible(bool(rows))
        looking = self.model.looking
        self.nothing.setText(self.tr("Looking in the documents…") if looking else self.tr("Nothing found"))
        self.nothing.setVisible(looking or not rows)
        self._speak()
        width = min(_WIDTH, self.width() - 48)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        free = max((self.height() - self.card.height()) // 2, 8)
        self.card.move((self.width() - width) // 2, min(_TOP, free))

    def _speak(self) -> None:
        hit = self.list.chosen()
        self.field.setAccessibleDescription(spoken(hit) if hit is not None else self.nothing.text())

    def _choose(self) -> None:
        hit: Hit | None = self.list.chosen()
        if hit is not None:
            self.close_search()
            self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
            self._show()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        steps = {keys.Key_Up: -1, keys.Key_Down: 1, keys.Key_PageUp: -_PAGE, keys.Key_PageDown: _PAGE}
        key = Qt.Key(event.key())
        if key in steps:
            self.list.step(steps[key])
        elif key in (keys.Key_Tab, keys.Key_Backtab):
            self.list.step_group(1 if key is keys.Key_Tab else -1)
        elif key in (keys.Key_Return, keys.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.list.rows():
                self.list.choose(self.list.rows()[-1])
            self._choose()
        else:
            return False
        self._speak()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_search()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("scrim"))
        painter.end()

    def retranslate(self) -> None:
        """Say all words again."""
        self.field.setPlaceholderText(self.tr("Find places, documents, chats, settings, commands"))
        self.field.setAccessibleName(self.tr("Search everywhere"))
        self._show()
        self.keys.setText(self.tr("↑ ↓ choose · Tab next group · Enter open · Ctrl+Enter ask · Esc close"))
