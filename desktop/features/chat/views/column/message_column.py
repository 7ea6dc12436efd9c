"""The messages of a chat below each other: those near the view as widgets, the others as places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.entities import USER, ChatMessage, MessageState
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.answer import AnswerView
from desktop.features.chat.views.column.places import Places
from desktop.features.chat.views.question import WIDEST, QuestionView
from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark

MessageWidget = QuestionView | AnswerView
GAP, SIDE, ABOVE, BELOW = 16, 24, 24, 8  # px
_KINDS = ("question", "answer")
_AROUND = (24, 118)  # px around the words of each: a bubble; line of the way, legend, chips, buttons
_SPARE = 8  # questions, and as many answers, that are kept to show other messages
_TRIES = 4  # of a height: it may never come to rest
_PAINTED = 600  # letters of a message that stand there until its widget does


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stays in its place while heights change: `offset` pixels of message `at` are above the view."""

    at: int
    offset: int


class MessageColumn(QWidget):
    """`make` builds the widget of a message, `fill` shows a reply in one. A height is measured when the
    widget is made, and remembered; before that it is estimated.

    Signals: `relaid` a widget asks for another height.
    """

    relaid = Signal()

    def __init__(
        self, make: Callable[[Reply], MessageWidget], fill: Callable[[MessageWidget, Reply], None]
    ) -> None:
        super().__init__()
        mark(self, fill="surface")
        self._make, self._fill = make, fill
        self.replies: list[Reply] = []
        self._index: dict[str, int] = {}
        self._places = Places(GAP, ABOVE, BELOW)
        self._measured: dict[str, tuple[str, int]] = {}  # message → its text, and the height that it had
        self._width = 0
        self._shown: dict[str, MessageWidget] = {}
        self._spare: dict[type[MessageWidget], list[MessageWidget]] = {QuestionView: [], AnswerView: []}
        self._unfolded: set[str] = set()
        theme().changed.connect(self._forget_heights)

    # --- content ---

    def clear(self) -> None:
        """Another chat."""
        for widget in self._shown.values():
            _dispose(widget)
        self._shown.clear()
        self._measured.clear()
        self._unfolded.clear()

    def set_replies(self, replies: Sequence[Reply]) -> None:
        """All messages of the chat in order; widgets of those that stay are kept."""
        self.replies = list(replies)
        self._index = {reply.message.id: at for at, reply in enumerate(self.replies)}
        for message in [message for message in self._shown if message not in self._index]:
            _dispose(self._shown.pop(message))
        for message, widget in self._shown.items():
            self._fill(widget, self.replies[self._index[message]])
        self._estimate()
        self.measure()

    def update_reply(self, reply: Reply) -> None:
        """One message is another by now; nothing where the chat does not have it."""
        at = self._index.get(reply.message.id, -1)
        if at < 0:
            return
        self.replies[at] = reply
        widget = self._shown.get(reply.message.id)
        if widget is None:
            self._places.set_height(at, self._height(reply.message))
            return
        self._fill(widget, reply)
        self._measure_one(at, widget)

    def index(self, message: str) -> int:
        """The place of a message in the chat; -1 where it has none."""
        return self._index.get(message, -1)

    def widget(self, at: int) -> MessageWidget:
        """The widget of message `at`, made now where there is none yet."""
        reply = self.replies[at]
        known = self._shown.get(reply.message.id)
        if known is not None:
            return known
        spares = self._spare[QuestionView if reply.message.role == USER else AnswerView]
        spare = spares.pop() if spares else None
        widget = spare or self._make(reply)
        if spare is None:
            widget.setParent(self)
        self._shown[reply.message.id] = widget
        self._fill(widget, reply)
        if isinstance(widget, AnswerView) and reply.message.id in self._unfolded:
            widget.refusal.unfold(True)
        widget.setGeometry(self._left(), self._places.top(at), self._width, self._places.height(at))
        widget.show()
        self._measure_one(at, widget)
        return widget

    def widgets(self) -> Iterator[MessageWidget]:
        """Those that are there, in the order of the chat."""
        for at in sorted(self._index[message] for message in self._shown):
            yield self._shown[self.replies[at].message.id]

    # --- places ---

    def missing(self, top: int, bottom: int) -> int | None:
        """The message nearest to the end of [`top`, `bottom`) that has no widget yet."""
        there = reversed(self._places.between(top, bottom))
        return next((at for at in there if self.replies[at].message.id not in self._shown), None)

    def drop_beyond(self, top: int, bottom: int) -> None:
        """Give up the widgets that are nowhere in [`top`, `bottom`): but for one with the focus or with words
        that are selected."""
        kept = {self.replies[at].message.id for at in self._places.between(top, bottom)}
        for message in [message for message in self._shown if message not in kept]:
            if not _is_used(self._shown[message]):
                self._drop(message)

    def anchor(self, top: int, bottom: int) -> Anchor:
        """The first message in the view that stands at its true height, or the first of all."""
        seen = self._places.between(top, bottom)
        first = seen.start if seen else 0
        true = (at for at in seen if self.replies[at].message.id in self._shown)
        at = next(true, first)
        return Anchor(at, top - self._places.top(at)) if len(self._places) else Anchor(0, 0)

    def top(self, anchor: Anchor) -> int:
        """Where the view has to begin for the anchor to be where it was."""
        return self._places.top(anchor.at) + anchor.offset if len(self._places) else 0

    def set_width(self, width: int) -> None:
        """The width of the view in pixels; other heights follow when the messages are next seen."""
        wanted = max(min(theme().width("composer_max"), width - 2 * SIDE), 1)
        self.resize(width, self.height())
        if wanted != self._width:
            self._width = wanted
            self._forget_heights()

    def place(self, least: int) -> None:
        """Put every widget where it belongs; the column is at least `least` pixels high."""
        for message, widget in self._shown.items():
            at = self._index[message]
            box = QRect(self._left(), self._places.top(at), self._width, self._places.height(at))
            if widget.geometry() != box:
                widget.setGeometry(box)
        self.resize(self.width(), max(self._places.total, least))
        self.update()

    def measure(self) -> bool:
        """Ask every widget for its height again; whether one has another."""
        found = [self._measure_one(self._index[message], widget) for message, widget in self._shown.items()]
        return any(found)

    def order_keys(self) -> None:
        """Tab goes through the messages in their order, however they were made."""
        stops = [
            part
            for widget in self.widgets()
            for part in (widget, *widget.findChildren(QWidget))
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.relaid.emit()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Messages that are not there yet show their words at once: the view moves faster than they come."""
        painter = QPainter(self)
        painter.setFont(theme().font("answer"))
        painter.setPen(theme().colour("text_tertiary"))
        for at in self._places.between(event.rect().top(), event.rect().bottom() + 1):
            message = self.replies[at].message
            # What stands behind the line of a refusal is not shown unasked.
            if message.id not in self._shown and message.state is not MessageState.REFUSED:
                side = Qt.AlignmentFlag.AlignRight if message.role == USER else Qt.AlignmentFlag.AlignLeft
                box = QRect(self._left(), self._places.top(at), self._width, self._places.height(at))
                painter.drawText(box, side | Qt.TextFlag.TextWordWrap, message.text[:_PAINTED])
        painter.end()

    # --- parts ---

    def _left(self) -> int:
        return (self.width() - self._width) // 2

    def _drop(self, message: str) -> None:
        widget = self._shown.pop(message)
        if isinstance(widget, AnswerView):
            refused = widget.reply.message.state is MessageState.REFUSED
            (self._unfolded.add if refused and not widget.folded else self._unfolded.discard)(message)
        spares = self._spare[type(widget)]
        if len(spares) < _SPARE and (isinstance(widget, QuestionView) or widget.is_plain):
            widget.hide()
            spares.append(widget)
        else:
            _dispose(widget)

    def _forget_heights(self) -> None:
        self._measured.clear()
        self._estimate()
        self.measure()
        self.relaid.emit()

    def _estimate(self) -> None:
        """The height of each message: the one it had, else what its letters will take."""
        widths = (min(self._width, WIDEST), self._width)
        fonts = [QFontMetrics(theme().font(kind)).averageCharWidth() for kind in _KINDS]
        self._letters = [max(width // max(letter, 1), 1) for width, letter in zip(widths, fonts, strict=True)]
        self._lines = [theme().line(kind) for kind in _KINDS]
        self._places.reset([self._height(reply.message) for reply in self.replies])

    def _height(self, message: ChatMessage) -> int:
        text, height = self._measured.get(message.id, ("", 0))
        if height and text == message.text:
            return height
        kind = 0 if message.role == USER else 1
        lines = sum(-(-max(len(line), 1) // self._letters[kind]) for line in message.text.split("\n"))
        return lines * self._lines[kind] + _AROUND[kind]

    def _measure_one(self, at: int, widget: MessageWidget) -> bool:
        widget.resize(self._width, widget.height())
        height = _height_of(widget, self._width)
        for _ in range(_TRIES):  # parts that are laid out may then ask for another height
            widget.resize(self._width, height)
            before, height = height, _height_of(widget, self._width)
            if height == before:
                break
        message = self.replies[at].message
        self._measured[message.id] = (message.text, height)
        return self._places.set_height(at, height)


def _height_of(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    assert layout is not None
    layout.activate()
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


def _is_used(widget: MessageWidget) -> bool:
    """Whether it has the focus, or words that a person has selected."""
    focused = QApplication.focusWidget()
    if isinstance(widget, AnswerView):
        selected = widget.text.textCursor().hasSelection()
    else:
        selected = widget.has_selection
    return selected or (focused is not None and widget.isAncestorOf(focused))


def _dispose(widget: MessageWidget) -> None:
    widget.hide()
    widget.deleteLater()
