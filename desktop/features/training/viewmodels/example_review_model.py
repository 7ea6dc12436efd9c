"""The review of training examples: doubtful ones first, similar ones together, a sample for the rest."""

from collections.abc import Sequence
from enum import StrEnum

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.feature_ports import Documents
from desktop.core.review.rows import RowState
from desktop.core.training_entities import ErrorEstimate, Example, ExampleCounts
from desktop.features.training.services.example_rows import ExampleRows
from desktop.features.training.viewmodels.finding_text import FindingText, describe
from desktop.settings.store import SettingsStore
from desktop.ui.review.review_model import ReviewModel
from workers.contract.training.checks import Severity

LEAST_FOR_SAMPLE = 30  # with fewer rows waiting, reading them all is the better way


class ReviewMode(StrEnum):
    """Which rows come: all that wait, doubtful ones first, or the random sample."""

    ALL = "all"
    SAMPLE = "sample"


class ExampleReviewModel(ReviewModel[Example]):
    """`alike` are the rows that are almost the same as the one that is shown."""

    counts: ExampleCounts

    def __init__(
        self,
        rows: ExampleRows,
        documents: Documents,
        bases: BaseService,
        settings: SettingsStore,
        changes: ChangePublisher,
    ) -> None:
        super().__init__(rows, documents, bases, settings, changes)
        self._examples = rows
        self.mode = ReviewMode.ALL
        self.estimate: ErrorEstimate | None = None
        self.alike: list[Example] = []
        self.sampled = self.sampled_done = 0

    def reset(self) -> None:
        """Another base is current: all rows are reviewed, no sample."""
        self.mode = ReviewMode.ALL
        super().reset()

    # --- what is known ---

    def _queue(self, base: str) -> list[Example]:
        queue = super()._queue(base)
        if self.mode is ReviewMode.SAMPLE:
            # Without drawing: the sample is drawn once, when it is asked for.
            sample = [row for row in queue if row.sampled]
            opened = next((row for row in queue if row.id == self._opened), None)
            if sample and (opened is None or opened.sampled):
                return sample
            self.mode = ReviewMode.ALL
        return queue

    def _looked(self, rows: list[Example]) -> None:
        drawn = [row for row in rows if row.sampled]
        self.sampled = len(drawn)
        self.sampled_done = sum(row.reviewed_at is not None for row in drawn)
        self.estimate = self._examples.estimate(self.base) if self.base else None
        shown = self.current
        waits = shown is not None and shown.state is RowState.PENDING
        self.alike = self._examples.similar(self.base, shown.id) if shown is not None and waits else []

    @property
    def may_sample(self) -> bool:
        """Whether a random sample saves anybody work."""
        return self.counts.pending - self.counts.doubtful >= LEAST_FOR_SAMPLE

    def findings(self, example: Example) -> list[FindingText]:
        """The checks' lines, what is wrong last, as on paper."""
        order = sorted(example.findings, key=lambda finding: finding.severity is not Severity.OK)
        there = self._examples.all(self.base)
        return [describe(one, lambda key: there[key].number if key in there else 0) for one in order]

    # --- decisions ---

    def skip(self) -> None:
        """Put it off; that is kept, and `undo` takes it back."""
        self._decide(lambda base, key: self._examples.skip(base, key))

    def mask(self) -> None:
        """Replace personal data; the row still waits for its decision."""
        if self.current is not None:
            key = self.current.id
            self.attempt(lambda: self._examples.mask(self.base, [key], self.reviewer))
            self.can_undo = True
            self.refresh()

    def decide_many(self, ids: Sequence[str], approve: bool) -> None:
        """Approve or reject several rows as one action."""
        if ids:
            act = self._examples.approve if approve else self._examples.reject
            self.attempt(lambda: act(self.base, list(ids), self.reviewer))
            self.can_undo, self._opened = True, ""
            self.refresh()

    def approve_similar(self) -> int:
        """The row with those like it, as one action; returns how many."""
        if self.current is None:
            return 0
        ids = [self.current.id, *(row.id for row in self.alike)]
        self.decide_many(ids, True)
        return len(ids)

    # --- the sample ---

    def begin_sample(self) -> None:
        """Draw the random sample, or go on with it."""
        if self.base and self._examples.sample(self.base):
            self.mode, self.current, self._opened = ReviewMode.SAMPLE, None, ""
        self.refresh()

    def leave_sample(self) -> None:
        """Back to all rows."""
        self.mode, self.current, self._opened = ReviewMode.ALL, None, ""
        self.refresh()

    def approve_remaining(self) -> int:
        """Take what the sample speaks for, as one action; returns how many."""
        taken = self._examples.approve_remaining(self.base, self.reviewer)
        self.can_undo = True
        self.refresh()
        return taken

    def _concerns(self, changes: Changes) -> bool:
        return changes.bases or self.base in changes.examples_of
