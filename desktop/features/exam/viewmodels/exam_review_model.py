"""The review of exam questions: which one is shown, what is decided, how far it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.exam_entities import ExamQuestion, QuestionCounts
from desktop.core.review.rows import RowState
from desktop.features.exam.viewmodels.place_lookup import place_of
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.exam import ExamText
from workers.contract.specs import Citation

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

LOOK_MS = 60  # changes that come together are looked at once


class ExamReviewModel(ProblemReporter, QObject):
    """Made by the review view. The question that is shown stays until it is decided, whatever comes in; what
    is put off comes again after all others.

    Signals: `changed` the question or the counts are other; `message(sentence)`.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self.queue: list[ExamQuestion] = []
        self.current: ExamQuestion | None = None
        self.counts = QuestionCounts()
        self.can_undo = False
        self.awake = False  # nothing is looked at while the view is hidden
        self._later: list[str] = []  # put off, in this order
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self.look)
        listen(application.change_publisher, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    @property
    def reviewer(self) -> str:
        """Who signs; "" before the first decision."""
        return self._application.settings.values.reviewer

    @property
    def reviewed(self) -> int:
        return self.counts.approved + self.counts.rejected

    def sign_as(self, name: str) -> None:
        """Remember who reviews."""
        self._application.settings.change(reviewer=" ".join(name.split()))

    def reset(self) -> None:
        """Another base is current."""
        self.current, self.can_undo, self._later = None, False, []
        self.look()

    def open(self, question: str) -> None:
        """Show one question, whatever was decided about it."""
        self.current = self._application.questions.rows.all(self.base).get(question, self.current)
        self.look()

    def look(self) -> None:
        """Read queue and counts again."""
        self._soon.stop()
        rows, base = self._application.questions.rows, self.base
        if not base:
            self.queue, self.current, self.counts = [], None, QuestionCounts()
            self.changed.emit()
            return
        self.counts = rows.counts(base)
        everything = rows.queue(base)
        waiting = [row for row in everything if row.state is RowState.PENDING]
        self.queue = sorted(waiting, key=self._turn)
        shown = self.current.id if self.current is not None else ""
        here = next((row for row in everything if row.id == shown), None)
        self.current = here or next(iter(self.queue), None)
        self.changed.emit()

    def place(self, question: ExamQuestion) -> Citation | None:
        """Where the answer stands; None when that is not known, or the document is gone."""
        return place_of(self._application.documents, self.base, question.text)

    # --- decisions ---

    def approve(self) -> None:
        self._decide(lambda base, key: self._application.questions.rows.approve(base, [key], self.reviewer))

    def reject(self) -> None:
        self._decide(lambda base, key: self._application.questions.rows.reject(base, [key], self.reviewer))

    def edit(self, text: ExamText) -> None:
        """Approve in these words."""
        self._decide(lambda base, key: self._application.questions.rows.edit(base, key, text, self.reviewer))

    def skip(self) -> None:
        """Put it off."""
        if self.current is None:
            return
        shown = self.current.id
        self._later = [key for key in self._later if key != shown] + [shown]
        self._go_on(shown)

    def undo(self) -> int:
        """Take back the last action and show its question; returns how many came back."""
        restored = list(self._application.questions.rows.undo(self.base)) if self.base else []
        if restored:
            self.current = restored[0]
        else:
            self.can_undo = False
        self.look()
        return len(restored)

    # --- helpers ---

    def _turn(self, row: ExamQuestion) -> int:
        return self._later.index(row.id) + 1 if row.id in self._later else 0

    def _decide(self, act: Callable[[str, str], object]) -> None:
        shown = self.current
        if shown is not None and self.attempt(lambda: act(self.base, shown.id)):
            self.can_undo = True
            self._go_on(shown.id)

    def _go_on(self, shown: str) -> None:
        """To the question after this one."""
        ids = [row.id for row in self.queue]
        following = self.queue[ids.index(shown) + 1 :] if shown in ids else self.queue
        self.current = following[0] if following else None
        self.look()

    def _on_changes(self, changes: "Changes") -> None:
        if self.awake and (self.base in changes.questions_of or changes.bases):
            self._soon.start()
