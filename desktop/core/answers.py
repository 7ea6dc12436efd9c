"""A question that is put to the model, and its answer on the way: plain objects that a screen, a
command or an exam can watch."""

import builtins
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.entities import ChatMessage, MessageState
from desktop.core.future import Future
from workers.contract.answer_mode import AnswerMode
from workers.contract.messages import Passages
from workers.contract.specs.answers import Turn
from workers.contract.specs.search import Filters

# Seconds of reading before the time left is told: earlier figures jump.
_TOLD_AFTER_S = 2.0


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """What is asked: `previous` is the question before (for follow-ups), `model` "" = the base's choice.
    `adapter` and `strength`, `instructions`: those to be used; None = what is switched on in the base,
    `instructions` "" = none. `fresh`: see `Question`; `literal`: it is searched as it was typed;
    `shown`: documents that the answer before is from; `attached`: paths of files that are read for this
    question alone; `corrected`: what a person has answered to the same question is the answer."""

    base: str
    base_name: str
    text: str
    way: AnswerMode
    model: str = ""
    previous: str = ""
    filters: Filters = Filters()
    history: tuple[Turn, ...] = ()
    adapter: str | None = None
    strength: float | None = None
    instructions: str | None = None
    fresh: bool = False
    literal: bool = False
    shown: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    corrected: bool = False


class AnswerInProgress:
    """Made by `ChatService`. `message` is the answer as it stands now; `stage` is "searching", "loading",
    "reading", "writing" or "done"; `passages` are there before the first word. Callbacks of `on_change` are
    called after every change; `finished` resolves with the final message (a failure is its state FAILED).
    `gave_way`: it was ended for a person's question. `read`, `left`: see `read_on`."""

    left: float | None

    def __init__(self, message: ChatMessage, stop: Callable[["AnswerInProgress"], None]) -> None:
        self.message = message
        self.stage = "searching"
        self.passages: Passages | None = None
        self.left_out = 0
        self.on_change: builtins.list[Callable[[AnswerInProgress], None]] = []
        self.finished: Future[ChatMessage] = Future(self.stop)
        self.gave_way = False
        self.read, self.left = 0.0, None
        self._read_from: tuple[float, float] | None = None
        self._stop = stop

    def is_done(self) -> bool:
        """Whether the final message is there."""
        return self.finished.completed

    def stop(self) -> None:
        """End with what is written so far."""
        if not self.is_done():
            self._stop(self)

    def read_on(self, share: float, now: float) -> None:
        """The model has read this share (0…1) of what it reads before the first word, at `now` (seconds of a
        steady clock). `read` and the seconds that are `left` (None: not known yet) never go back."""
        self.read = max(self.read, min(share, 1.0))
        if self._read_from is None:
            self._read_from = (now, self.read)
        began, first = self._read_from
        spent, gained = now - began, self.read - first
        if spent >= _TOLD_AFTER_S and gained > 0:
            left = spent * (1.0 - self.read) / gained
            self.left = left if self.left is None else min(left, self.left)
        self.change()

    def give_way(self) -> None:
        """End at once because a person asks: who put the question in the background puts it again."""
        self.gave_way = not self.is_done()
        self.stop()

    def change(self, stage: str = "", **values: Any) -> None:
        """Set fields of the message and tell (called by the service)."""
        if values:
            self.message = replace(self.message, **values)
        if stage:
            self.stage = stage
        for listener in builtins.list(self.on_change):
            listener(self)

    def finish(self, **values: Any) -> None:
        """The final message (called by the service); later calls do nothing."""
        if self.is_done():
            return
        self.stage = "done"
        self.message = replace(self.message, **values)
        assert self.message.state is not MessageState.WRITING
        self.change()
        self.finished.resolve(self.message)
