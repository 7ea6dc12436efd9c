"""The review of rows: which one is shown, what is decided, how far it is."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.feature_ports import Documents
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import R, RowCounts, RowState
from desktop.settings.store import SettingsStore
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.review.parts import OfReviewer, place_of
from workers.contract.specs.answers import Citation

REFRESH_MS = 60  # changes that come together are looked at once


class ReviewModel(OfReviewer, QObject, Generic[R]):
    """The row that is shown stays until it is decided, whatever comes in; what is put off comes again after
    all others.

    Signals: `changed` the row or the counts are other; `message(sentence)`.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        rows: RowReview[R, Any],
        documents: Documents,
        bases: BaseService,
        settings: SettingsStore,
        changes: ChangePublisher,
    ) -> None:
        super().__init__()
        self._service, self._documents, self._bases, self._settings = rows, documents, bases, settings
        self.queue: list[R] = []
        self.current: R | None = None
        self.counts: RowCounts = rows.counts("")
        self.can_undo = False
        self.awake = False  # nothing is looked at while the view is hidden
        self._opened = ""  # shown although nobody waits for its decision
        self._later: list[str] = []  # put off, in this order
        self._soon = single_shot_timer(self, REFRESH_MS, self.refresh)
        listen(changes, self, self._on_changes)

    @property
    def reviewed(self) -> int:
        """Rows that somebody or the product has decided."""
        return self.counts.approved + self.counts.rejected

    def reset(self) -> None:
        """Another base is current."""
        self.current, self.can_undo, self._opened, self._later = None, bool(self.base), "", []
        self.refresh()

    def open(self, row: str) -> None:
        """Show one row, whatever was decided about it."""
        self._opened = row
        self.refresh()

    def refresh(self) -> None:
        """Read queue and counts again."""
        self._soon.stop()
        base = self.base
        rows = self._service.list(base) if base else []
        self.counts = self._service.counts(base)
        self.queue = self._queue(base) if base else []
        shown = self._opened or (self.current.id if self.current is not None else "")
        there = rows if self._opened else self.queue
        here = next((row for row in there if row.id == shown), None)
        self._opened = self._opened if here is not None else ""
        self.current = here or next(iter(self.queue), None)
        self._looked(rows)
        self.changed.emit()

    def place(self, row: R) -> Citation | None:
        """Where the answer stands; None when that is not known, or the document is gone."""
        return place_of(self._documents, self.base, row.text)

    # --- decisions ---

    def approve(self) -> None:
        """The row that is shown is right; the next one comes."""
        self._decide(lambda base, key: self._service.approve(base, [key], self.reviewer))

    def reject(self) -> None:
        """The row that is shown is of no use; the next one comes."""
        self._decide(lambda base, key: self._service.reject(base, [key], self.reviewer))

    def edit(self, text: object) -> None:
        """Approve in these words."""
        self._decide(lambda base, key: self._service.edit(base, key, text, self.reviewer))

    def skip(self) -> None:
        """Put it off."""
        if self.current is None:
            return
        shown = self.current.id
        self._later = [key for key in self._later if key != shown] + [shown]
        self._go_on(shown)

    def undo(self) -> int:
        """Take back the last action and show its row; returns how many rows came back."""
        restored = self._service.undo(self.base) if self.base else []
        if restored:
            waiting = [row for row in restored if row.state is RowState.PENDING]
            self._opened = (waiting or restored)[0].id
        else:
            self.can_undo = False
        self.refresh()
        return len(restored)

    # --- what a kind may do otherwise ---

    @abstractmethod
    def _concerns(self, changes: Changes) -> bool:
        """Whether the rows of the current base may be others."""

    def _queue(self, base: str) -> list[R]:
        """Rows that wait, in the order in which they are shown."""
        waiting = [row for row in self._service.queue(base) if row.state is RowState.PENDING]
        later = {key: at for at, key in enumerate(self._later, 1)}
        return sorted(waiting, key=lambda row: later.get(row.id, 0))

    def _looked(self, rows: list[R]) -> None:
        """Queue, counts and the row that is shown are known."""

    # --- helpers ---

    def _decide(self, act: Callable[[str, str], object]) -> None:
        shown = self.current
        if shown is not None and self.attempt(lambda: act(self.base, shown.id)):
            self.can_undo = True
            self._go_on(shown.id)

    def _go_on(self, shown: str) -> None:
        """To the row after this one."""
        ids = [row.id for row in self.queue]
        following = self.queue[ids.index(shown) + 1 :] if shown in ids else self.queue
        self.current, self._opened = (following[0] if following else None), ""
        self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if self.awake and self._concerns(changes):
            self._soon.start()
