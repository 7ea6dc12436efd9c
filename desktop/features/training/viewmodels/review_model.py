"""The review of training examples: which row is shown, what is decided, how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.review.rows import RowState
from desktop.core.training_entities import ErrorEstimate, Example, ExampleCounts
from desktop.features.training.viewmodels.finding_text import FindingText, describe
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.codes import ProblemError
from workers.contract.training import Finding, FindingCode

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

LEAST_FOR_SAMPLE = 30  # with fewer rows waiting, reading them all is the better way
LOOK_MS = 60  # changes that come together are looked at once


class Mode(StrEnum):
    """Which rows come: all that wait, doubtful ones first, or the random sample."""

    ALL = "all"
    SAMPLE = "sample"


def is_personal(finding: Finding) -> bool:
    """Whether a check saw personal data."""
    return finding.code in _PERSONAL


_PERSONAL = frozenset(code for code in FindingCode if code.value.startswith("personal_"))


class ReviewModel(ProblemReporter, QObject):
    """Made by the review view. The row that is shown stays until it is decided, whatever comes in.

    Signals: `changed` the row, counts or estimate are other; `message(sentence)`.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self.mode = Mode.ALL
        self.queue: list[Example] = []
        self.current: Example | None = None
        self.counts = ExampleCounts()
        self.estimate: ErrorEstimate | None = None
        self.alike: list[Example] = []
        self.sampled = self.sampled_done = 0
        self.can_undo = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self.look)
        self.awake = False  # nothing is looked at while the view is hidden
        listen(application.change_publisher, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    @property
    def reviewer(self) -> str:
        """Who signs; "" before the first decision."""
        return self._application.settings.values.reviewer

    def sign_as(self, name: str) -> None:
        """Remember who reviews."""
        self._application.settings.change(reviewer=" ".join(name.split()))

    def reset(self) -> None:
        """Another base is current."""
        self.mode, self.current = Mode.ALL, None
        self.can_undo = bool(self.base)
        self.look()

    # --- what is known ---

    def look(self) -> None:
        """Read queue, counts and estimate again."""
        self._soon.stop()
        service, base = self._application.examples.rows, self.base
        if not base:
            self.queue, self.current, self.alike = [], None, []
            self.counts, self.estimate = ExampleCounts(), None
            self.changed.emit()
            return
        rows = service.list(base)
        drawn = [row for row in rows if row.sampled]
        self.sampled = len(drawn)
        self.sampled_done = sum(row.reviewed_at is not None for row in drawn)
        self.counts, self.estimate = service.counts(base), service.estimate(base)
        self.queue = service.queue(base)
        if self.mode is Mode.SAMPLE:
            # Without drawing: the sample is drawn once, when it is asked for.
            sample = [row for row in self.queue if row.sampled]
            if sample:
                self.queue = sample
            else:
                self.mode = Mode.ALL
        places = {row.id: at for at, row in enumerate(self.queue)}
        here = places.get(self.current.id, -1) if self.current is not None else -1
        self.current = self.queue[max(here, 0)] if self.queue else None
        self.alike = service.similar(base, self.current.id) if self.current is not None else []
        self.changed.emit()

    @property
    def reviewed(self) -> int:
        """Rows that somebody or the check has decided."""
        return self.counts.approved + self.counts.rejected

    @property
    def may_sample(self) -> bool:
        """Whether a random sample saves anybody work."""
        return self.counts.pending - self.counts.doubtful >= LEAST_FOR_SAMPLE

    def findings(self, example: Example) -> list[FindingText]:
        """The checks' lines, what is wrong last, as on paper."""
        order = sorted(example.findings, key=lambda finding: finding.severity != "ok")
        return [describe(finding, self._number) for finding in order]

    def personal(self, example: Example) -> bool:
        """Whether personal data can be replaced in it."""
        return bool(example.masked_question or example.masked_answer)

    def document_name(self, example: Example) -> str:
        """Name of the file the quote is from; "" when the base no longer has it."""
        documents = self._application.documents.list(self.base)
        path = next((one.path for one in documents if one.id == example.text.document), "")
        return path.replace("\\", "/").rsplit("/", 1)[-1]

    def _number(self, example: str) -> int:
        try:
            return self._application.examples.rows.get(self.base, example).number
        except ProblemError:
            return 0

    # --- decisions ---

    def approve(self) -> None:
        self._decide(lambda base, key: self._application.examples.rows.approve(base, [key], self.reviewer))

    def reject(self) -> None:
        self._decide(lambda base, key: self._application.examples.rows.reject(base, [key], self.reviewer))

    def skip(self) -> None:
        """Put it off; when all were put off, just the next one."""
        self._decide(lambda base, key: self._application.examples.rows.skip(base, key))

    def edit(self, question: str, answer: str) -> None:
        """Approve in these words."""
        if self.current is not None:
            text = replace(self.current.text, question=question, answer=answer)
            self._decide(
                lambda base, key: self._application.examples.rows.edit(base, key, text, self.reviewer)
            )

    def mask(self) -> None:
        """Replace personal data; the row still waits for its decision."""
        if self.current is not None:
            key = self.current.id
            self.attempt(lambda: self._application.examples.rows.mask(self.base, [key], self.reviewer))
            self.can_undo = True
            self.look()

    def decide_many(self, ids: Sequence[str], approve: bool) -> None:
        """Approve or reject several rows as one action."""
        if ids:
            rows = self._application.examples.rows
            act = rows.approve if approve else rows.reject
            self.attempt(lambda: act(self.base, list(ids), self.reviewer))
            self.can_undo = True
            self.look()

    def approve_similar(self) -> int:
        """The row with those like it, as one action; returns how many."""
        if self.current is None:
            return 0
        ids = [self.current.id, *(row.id for row in self.alike)]
        self.decide_many(ids, True)
        return len(ids)

    def undo(self) -> int:
        """Take back the last action and show its row; returns how many rows came back."""
        if not self.base:
            return 0
        restored = self._application.examples.rows.undo(self.base)
        if restored:
            waiting = [row for row in restored if row.state is RowState.PENDING]
            self.current = (waiting or restored)[0]
            if self.mode is Mode.SAMPLE and not self.current.sampled:
                self.mode = Mode.ALL
        else:
            self.can_undo = False
        self.look()
        return len(restored)

    # --- the sample ---

    def begin_sample(self) -> None:
        """Draw the random sample, or go on with it."""
        if self.base and self._application.examples.rows.sample(self.base):
            self.mode, self.current = Mode.SAMPLE, None
        self.look()

    def leave_sample(self) -> None:
        self.mode, self.current = Mode.ALL, None
        self.look()

    def approve_rest(self) -> int:
        """Take what the sample speaks for, as one action; returns how many."""
        taken = self._application.examples.rows.approve_rest(self.base, self.reviewer)
        self.can_undo = True
        self.look()
        return taken

    # --- helpers ---

    def _decide(self, act: Callable[[str, str], object]) -> None:
        shown = self.current
        if shown is None:
            return
        ids = [row.id for row in self.queue]
        at = ids.index(shown.id) if shown.id in ids else -1
        self.attempt(lambda: act(self.base, shown.id))
        self.can_undo = True
        following = self.queue[at + 1 :]
        self.current = following[0] if following else None
        self.look()

    def _on_changes(self, changes: "Changes") -> None:
        if self.awake and (self.base in changes.examples_of or changes.bases):
            self._soon.start()
