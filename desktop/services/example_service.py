"""Training examples of the bases: made, brought in, checked, reviewed, given out."""

import builtins
from collections.abc import Sequence

from desktop.domain.training import ErrorEstimate, Example, ExampleCounts, ExampleState, PassageRecord
from desktop.services.base_service import BaseService
from desktop.services.example_book import ExampleBook
from desktop.services.example_review import ExampleReview
from desktop.services.ports import Announcer, ExampleRepository

SAMPLE = 280


class ExampleService:
    """Made by the application. Only approved examples train; who approved and when is kept."""

    def __init__(self, rows: ExampleRepository, bases: BaseService, announce: Announcer) -> None:
        self._book = ExampleBook(rows, announce)
        self._review = ExampleReview(self._book)
        bases.before_removal.append(self._book.forget_base)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Example]:
        """All examples of a base, by number."""
        return builtins.list(self._book.all(base).values())

    def get(self, base: str, example: str) -> Example:
        """Raises EXAMPLE_UNKNOWN."""
        return self._book.get(base, example)

    def counts(self, base: str) -> ExampleCounts:
        return self._book.counts(base)

    def passages(self, base: str) -> Sequence[PassageRecord]:
        """What became of the passages that examples were made from."""
        return builtins.list(self._book.passages(base).values())

    def approved(self, base: str) -> builtins.list[Example]:
        """Those that train, by number."""
        return [row for row in self._book.all(base).values() if row.state is ExampleState.APPROVED]

    def data_hash(self, base: str) -> str:
        """sha256 (hex) of the approved texts, whatever their order."""
        return self._book.data_hash(base)

    # --- review: see ExampleReview ---

    def queue(self, base: str) -> builtins.list[Example]:
        """Pending ones: doubtful first, then by number; skipped ones last."""
        return self._review.queue(base)

    def similar(self, base: str, example: str) -> builtins.list[Example]:
        """The other pending ones of its cluster of near-duplicates."""
        return self._review.similar(base, example)

    def approve(self, base: str, ids: Sequence[str], by: str) -> None:
        """Let examples train, also rejected ones. Raises EXAMPLE_UNKNOWN, ValueError without `by`."""
        self._review.approve(base, ids, by)

    def reject(self, base: str, ids: Sequence[str], by: str) -> None:
        """Keep examples from training. Raises EXAMPLE_UNKNOWN, ValueError without `by`."""
        self._review.reject(base, ids, by)

    def edit(self, base: str, example: str, question: str, answer: str, by: str) -> Example:
        """Approve in other words. Raises EXAMPLE_UNKNOWN, ValueError without `by` or a text."""
        return self._review.edit(base, example, question, answer, by)

    def skip(self, base: str, example: str) -> None:
        """Put an example off: it comes last in the queue."""
        self._review.skip(base, example)

    def mask(self, base: str, ids: Sequence[str], by: str) -> None:
        """Take the texts in which personal data is replaced; the state stays."""
        self._review.mask(base, ids, by)

    def undo(self, base: str) -> builtins.list[Example]:
        """Take back the last action (again and again, also after a restart); the examples as they are now."""
        return self._review.undo(base)

    def sample(self, base: str, size: int = SAMPLE) -> builtins.list[Example]:
        """What still waits of a random sample of the pending ones without doubts, in random order."""
        return self._review.sample(base, size)

    def estimate(self, base: str) -> ErrorEstimate | None:
        """What the reviewed sample says of the rest; None until 30 rows of it (or all) are reviewed."""
        return self._review.estimate(base)

    def approve_rest(self, base: str, by: str) -> int:
        """Approve what the sample speaks for; returns how many. Raises ValueError without an estimate."""
        return self._review.approve_rest(base, by)
