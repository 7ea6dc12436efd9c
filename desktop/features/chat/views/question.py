"""The user's question: a bubble at the right."""

import html
from pathlib import PurePath

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.features.chat.viewmodels.found_words import place_of
from desktop.features.chat.viewmodels.replies import Reply
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import IconButton, Label
from desktop.ui.widgets.base import column, paint_box, row
from desktop.ui.widgets.translated import Translated
from workers.contract.paths import shown_name
from workers.text.shortening import shorten

WIDEST = 432  # px
_PAD = 16
_NAMES = 60  # letters of the names of attached files


class _Bubble(QWidget):
    """The coloured box; its words can be selected."""

    def __init__(self, text: str) -> None:
        super().__init__()
        layout = column(self, 0, (_PAD, 7, _PAD, 9))
        self.label = Label("", "question", wrap=True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.set_text(text)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

    def set_text(self, text: str) -> None:
        """Plain text; rich text is only used for the height of its lines."""
        self.text = text
        self.restyle()

    def restyle(self) -> None:
        """Lines as high as the size of the text wants."""
        line = theme().line("question")
        words = html.escape(self.text).replace("\n", "<br>")
        rich = f'<div style="line-height:{line}px; white-space:pre-wrap">{words}</div>'
        if rich != self.label.text():  # which would end a selection
            self.label.setText(rich)

    def fit(self, available: int) -> None:
        """As wide as the words need, at most `available`."""
        metrics = QFontMetrics(theme().font("question"))
        longest = max((metrics.horizontalAdvance(line) for line in self.text.split("\n")), default=0)
        self.setFixedWidth(min(longest + 2 * _PAD + 4, min(available, WIDEST)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), 12, "selected", "soft_border")
        painter.end()


class QuestionView(Translated, QWidget):
    """One question of the conversation, with the way to ask it in other words and to its branches.

    Signals: `edit_wanted(message)`; `step(message, by)` to the next (1) or previous (-1) branch.
    """

    edit_wanted = Signal(str)
    step = Signal(str, int)

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply
        self._bubble = _Bubble(reply.message.text)
        self.edit, self.previous, self.next = (
            IconButton(icon, "") for icon in ("pencil", "chevron-left", "chevron-right")
        )
        self._where = Label("", "caption", "secondary")
        self._files = Label("", "caption", "secondary")
        self._turning = QWidget()
        turning = row(self._turning, 4)
        turning.addStretch(1)
        for part in (self.previous, self._where, self.next):
            turning.addWidget(part)
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.reply.message.id))
        self.previous.clicked.connect(lambda: self.step.emit(self.reply.message.id, -1))
        self.next.clicked.connect(lambda: self.step.emit(self.reply.message.id, 1))
        lines = column(self, 2)
        line = row(None, 4)
        line.addStretch(1)
        line.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._bubble)
        lines.addLayout(line)
        lines.addWidget(self._files, 0, Qt.AlignmentFlag.AlignRight)
        lines.addWidget(self._turning)
        self.retranslate()
        theme().changed.connect(self._restyle)

    def text(self) -> str:
        return self._bubble.text

    @property
    def has_selection(self) -> bool:
        """Whether words of it are selected."""
        return self._bubble.label.hasSelectedText()

    def select_words(self, words: str) -> None:
        """Select where `words` stand first; nothing where they do not."""
        start, end = place_of(words, self.text()) or (0, 0)
        self._bubble.label.setSelection(start, end - start)

    def show_reply(self, reply: Reply) -> None:
        """Show a question; nothing is laid out anew while its words are the same."""
        changed = reply.message.text != self.text()
        self.reply = reply
        if changed:
            self._bubble.set_text(reply.message.text)
            self._fit()
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words again."""
        message, (at, of) = self.reply.message, self.reply.turning
        self.setAccessibleName(message.text)
        self.edit.set_name(self.tr("Ask in other words"))
        self.previous.set_name(self.tr("Previous branch"))
        self.next.set_name(self.tr("Next branch"))
        self._where.setText(fill(self.tr("%1 of %2"), at, of))
        self.previous.set_reason(self.tr("This is the first branch") if at <= 1 else "")
        self.next.set_reason(self.tr("This is the last branch") if at >= of else "")
        self._turning.setVisible(of > 1)
        names = ", ".join(shown_name(PurePath(path).name) for path in message.attached)
        self._files.setText(fill(self.tr("For this question: %1"), shorten(names, _NAMES)))
        self._files.setVisible(bool(message.attached))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        self._bubble.restyle()
        self._fit()

    def _fit(self) -> None:
        self._bubble.fit(self.width() - self.edit.sizeHint().width() - 4)
