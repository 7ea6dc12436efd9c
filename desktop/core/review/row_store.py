"""What the product knows of the rows of one kind: kept in memory, written at once."""

import builtins
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic

from desktop.core.ports import Publisher, RowRepository
from desktop.core.review.kind import RowKind
from desktop.core.review.rows import PassageRecord, R, Review, RowSource, RowState, T


class RowStore(ABC, Generic[R, T]):
    """The only one that writes rows of its kind. A base is read when it is first asked for. Every change is
    in the database before it is published."""

    def __init__(self, kind: RowKind[R, T], repository: RowRepository[R], publish: Publisher) -> None:
        self.kind = kind
        self._repository, self._publish = repository, publish
        self._bases: dict[str, dict[str, R]] = {}  # by id, in the order of numbers
        self._passages: dict[str, dict[str, PassageRecord]] = {}

    # --- what there is ---

    def all(self, base: str) -> dict[str, R]:
        """Rows of a base by id, in the order of their numbers, quick ones too; not to be changed."""
        if base not in self._bases:
            self._bases[base] = {row.id: row for row in self._repository.list(base)}
        return self._bases[base]

    def list(self, base: str) -> builtins.list[R]:
        """Rows of a base by number, without quick ones."""
        return [row for row in self.all(base).values() if row.state is not RowState.QUICK]

    def in_state(self, base: str, *states: RowState) -> builtins.list[R]:
        """Rows of a base in any of some states, by number."""
        return [row for row in self.all(base).values() if row.state in states]

    def get(self, base: str, row: str) -> R:
        """Raises EXAMPLE_UNKNOWN or QUESTION_UNKNOWN."""
        found = self.all(base).get(row)
        if found is None:
            raise self.kind.unknown(row)
        return found

    def same(self, base: str, text: T) -> R | None:
        """The row that is the same as a text."""
        identity = self.kind.identity(text)
        return next((row for row in self.list(base) if self.kind.identity(row.text) == identity), None)

    def passages(self, base: str) -> dict[str, PassageRecord]:
        """What became of the passages that rows were made from, by chunk; not to be changed."""
        if base not in self._passages:
            self._passages[base] = {row.chunk: row for row in self._repository.passages(base)}
        return self._passages[base]

    def next_number(self, base: str) -> int:
        """The number of the next new row."""
        return max((0, *(row.number for row in self.all(base).values()))) + 1

    # --- what changes ---

    def add(
        self,
        base: str,
        texts: Sequence[T],
        source: RowSource,
        origin: str,
        state: RowState = RowState.PENDING,
        reviewers: Sequence[str] = (),
        passage: PassageRecord | None = None,
    ) -> builtins.list[R]:
        """New rows, saved with the passage that they were made from. `reviewers`: who has approved each ("" =
        nobody yet)."""
        rows = self._new(base, texts, source, origin, state, reviewers or [""] * len(texts))
        if rows or passage is not None:
            self.save(base, rows, [passage] if passage is not None else [])
        return rows

    def save(
        self,
        base: str,
        rows: Sequence[R],
        passages: Sequence[PassageRecord] = (),
        reviews: Sequence[Review[R]] = (),
    ) -> None:
        """Insert or replace rows and passages, and keep decisions, in one transaction."""
        there, chunks = self.all(base), self.passages(base)
        self._repository.save(rows, passages, reviews)
        moved = any(row.id not in there or there[row.id].number != row.number for row in rows)
        there.update((row.id, row) for row in rows)
        chunks.update((passage.chunk, passage) for passage in passages)
        if moved:  # those that come back after an undo have early numbers
            self._bases[base] = {row.id: row for row in sorted(there.values(), key=lambda row: row.number)}
        self._changed(base)

    def forget(self, base: str, rows: Sequence[R], passages: Sequence[PassageRecord] = ()) -> None:
        """Rows and passages go, in one transaction; decisions on them stay."""
        there, chunks = self.all(base), self.passages(base)
        self._repository.remove([row.id for row in rows], passages)
        for row in rows:
            there.pop(row.id, None)
        for passage in passages:
            chunks.pop(passage.chunk, None)
        self._changed(base)

    def forget_base(self, base: str) -> None:
        """The base is removed; the database removes its rows by itself."""
        self._bases.pop(base, None)
        self._passages.pop(base, None)

    def _changed(self, base: str) -> None:
        self._publish(self.kind.changes(base))

    @abstractmethod
    def _new(
        self,
        base: str,
        texts: Iterable[T],
        source: RowSource,
        origin: str,
        state: RowState,
        reviewers: Sequence[str],
    ) -> builtins.list[R]:
        """Numbered rows of the kind, not saved."""
