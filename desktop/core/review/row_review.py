"""Decisions of a person on rows, each kept with who and when, and the way back."""

import builtins
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.requests import new_id
from desktop.core.review.row_store import RowStore
from desktop.core.review.rows import R, Review, RowCounts, RowState, T


class RowReview(RowStore[R, T]):
    """The rows of a kind with what people decide about them. One call is one action, and one `undo` takes it
    back, again and again, also after a restart. `on_edited` hears each row that got other words."""

    on_edited: Callable[[str, R], None] = staticmethod(lambda base, row: None)

    @abstractmethod
    def counts(self, base: str) -> RowCounts:
        """How many there are of what."""

    @abstractmethod
    def queue(self, base: str) -> builtins.list[R]:
        """Rows in the order in which a person looks at them."""

    def approve(self, base: str, ids: Sequence[str], by: str) -> None:
        """Say that rows are right, also rejected ones. Raises EXAMPLE_UNKNOWN or QUESTION_UNKNOWN, ValueError
        without `by`."""
        now = datetime.now(UTC)
        self._decide(base, ids, by, "approve", lambda row: self._judged(row, RowState.APPROVED, by, now))

    def reject(self, base: str, ids: Sequence[str], by: str) -> None:
        """Neither train with rows nor ask them any more. Raises as `approve`."""
        now = datetime.now(UTC)
        self._decide(base, ids, by, "reject", lambda row: self._judged(row, RowState.REJECTED, by, now))

    def edit(self, base: str, row: str, text: T, by: str) -> R:
        """Approve in other words. Raises as `approve`, and ValueError for a text that lacks words."""
        now = datetime.now(UTC)

        def change(old: R) -> R:
            judged = self._judged(old, RowState.APPROVED, by, now)
            return self._reworded(judged, text)

        if self._decide(base, [row], by, "edit", change):
            self.on_edited(base, self.get(base, row))
        return self.get(base, row)

    def undo(self, base: str) -> builtins.list[R]:
        """Take back the last action that was not yet taken back; the rows as they are now, [] when there is
        nothing to take back."""
        while reviews := self._repository.last_action(base):
            there, restored = self.all(base), []
            number = self.next_number(base)
            numbers = {row.number: row.id for row in there.values()}
            for review in reviews:
                before = review.before
                if review.row in there:
                    restored.append(self._restored(there[review.row], before))
                elif review.decision == "remove":
                    if numbers.get(before.number, before.id) != before.id:  # another one has its number now
                        before, number = replace(before, number=number), number + 1
                    restored.append(before)
            self.save(base, restored, reviews=[replace(review, undone=True) for review in reviews])
            if restored:
                return restored
        return []

    # --- what a kind may do otherwise ---

    def _judged(self, row: R, state: RowState, by: str, now: datetime) -> R:
        """The row in a state that a person has chosen."""
        if row.state is state and row.reviewed_by:
            return row
        return replace(row, state=state, reviewed_by=by, reviewed_at=now)

    @abstractmethod
    def _reworded(self, row: R, text: T) -> R:
        """The row with other words; the same where nothing is new. Raises ValueError for a text that lacks
        words."""

    def _restored(self, now: R, before: R) -> R:
        """The row as it stood before a decision; `now` is how it stands."""
        return before

    def _decide(
        self, base: str, ids: Sequence[str], by: str, decision: str, change: Callable[[R], R]
    ) -> builtins.list[R]:
        """Change rows and keep that; those that it changed."""
        if decision != "skip" and not by.strip():
            raise ValueError("a decision names its reviewer")
        before = [self.get(base, key) for key in dict.fromkeys(ids)]
        pairs = [(old, new) for old in before if (new := change(old)) != old]
        if pairs:
            reviews = self._reviews(base, [old for old, _ in pairs], by, decision)
            self.save(base, [new for _, new in pairs], reviews=reviews)
        return [new for _, new in pairs]

    def _reviews(self, base: str, before: Sequence[R], by: str, decision: str) -> builtins.list[Review[R]]:
        action, now = new_id(), datetime.now(UTC)
        return [Review(new_id(), action, row.id, base, by, now, decision, row) for row in before]
