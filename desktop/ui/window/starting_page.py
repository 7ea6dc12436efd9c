"""What a window shows until its first page is there: still blocks, and a field that takes a question."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.features.chat.views.question_edit import QuestionEdit
from desktop.ui.page import Page
from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, paint_box, row
from desktop.ui.widgets.skeleton import Skeleton
from desktop.ui.widgets.translated import Translated

_LIST = 240  # px of the list of chats, which will stand at the left


class _Field(QWidget):
    """A box like that of the chat, with room for its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QuestionEdit()
        self.setMaximumWidth(theme().width("composer_max"))
        layout = column(self, 8, (16, 14, 12, 12))
        layout.addWidget(self.edit)
        layout.addSpacing(theme().height("control"))
        self.setFocusProxy(self.edit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().radius("composer"), "surface", "focus", 2)
        painter.end()


class StartingPage(Translated, QWidget):
    """Made by the window, before there are data. `asks`: the chat comes first, so that a question can be
    typed, and sent; the chat then asks it."""

    def __init__(self, asks: bool) -> None:
        super().__init__()
        self._sent = False
        layout = column(self, 0, (24, 80, 24, 36))
        layout.addWidget(Skeleton(8, at_once=True))
        layout.addStretch(1)
        self.edit: QuestionEdit | None = None
        if asks:
            field = _Field()
            self.edit = field.edit
            self.edit.sent.connect(self._send)
            line = row(None, 0, (_LIST, 0, 0, 0))
            line.addStretch(1)
            line.addWidget(field, 1000)
            line.addStretch(1)
            layout.addLayout(line)
            self.setFocusProxy(field)
            self.retranslate()

    def hand_over(self, page: Page, go: Callable[[str], None]) -> None:
        """The first page is there: it goes on with what was typed."""
        text = self.edit.toPlainText() if self.edit is not None else ""
        field = page.typed_in.focusProxy() if page.typed_in is not None else None
        if text.strip() and self._sent:
            go(f"chat:?{text.strip()}")
        elif text and isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
        self.deleteLater()

    def _send(self) -> None:
        if self.edit is not None and self.edit.text():
            self._sent = True
            self.edit.setReadOnly(True)

    def retranslate(self) -> None:
        """Say the words of the field."""
        if self.edit is not None:
            self.edit.setPlaceholderText(self.tr("Ask in your own words"))
            self.edit.setAccessibleName(self.tr("Question"))
