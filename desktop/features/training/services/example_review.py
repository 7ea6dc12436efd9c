"""Decisions of a person on training examples, each kept with who and when, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core import sampling
from desktop.core.requests import new_id
from desktop.core.review.rows import RowState
from desktop.core.training_entities import ErrorEstimate, Example, Review
from desktop.features.training.services.example_store import PERSONAL, ExampleStore

_SEED = 3407
# Below so many reviewed rows the interval is too wide to say anything (a smaller sample is read whole).
ESTIMATE_FROM = 30


class ExampleReview:
    """Used by `ExampleService`. One call is one action, and one `undo` takes it back."""

    def __init__(self, store: ExampleStore) -> None:
        self._store = store

    # --- what comes next ---

    def queue(self, base: str) -> list[Example]:
        """Pending ones: doubtful first, then by number; those put off last."""
        waiting = self._in_state(base, RowState.PENDING)
        return sorted(waiting, key=lambda row: (row.skipped, not row.doubtful, row.number))

    def similar(self, base: str, example: str) -> list[Example]:
        """The other pending ones of its cluster."""
        cluster = self._store.get(base, example).cluster
        waiting = self._in_state(base, RowState.PENDING)
        return [row for row in waiting if cluster and row.cluster == cluster and row.id != example]

    # --- decisions ---

    def approve(self, base: str, ids: Sequence[str], by: str) -> None:
        """Let examples train, also rejected ones. Raises EXAMPLE_UNKNOWN, ValueError without `by`."""
        now = datetime.now(UTC)
        self._decide(base, ids, by, "approve", lambda row: _judged(row, RowState.APPROVED, by, now))

    def reject(self, base: str, ids: Sequence[str], by: str) -> None:
        """Keep examples from training. Raises EXAMPLE_UNKNOWN, ValueError without `by`."""
        now = datetime.now(UTC)
        self._decide(base, ids, by, "reject", lambda row: _judged(row, RowState.REJECTED, by, now))

    def edit(self, base: str, example: str, question: str, answer: str, by: str) -> Example:
        """Approve in other words; what the check said of the old ones is forgotten until the next check.
        Raises EXAMPLE_UNKNOWN, ValueError without `by` or without a text."""
        question, answer = question.strip(), answer.strip()
        if not question or not answer:
            raise ValueError("an example has a question and an answer")
        now = datetime.now(UTC)

        def change(row: Example) -> Example:
            row = _judged(row, RowState.APPROVED, by, now)
            if (question, answer) == (row.text.question, row.text.answer):
                return row
            text = replace(row.text, question=question, answer=answer)
            return replace(
                row, text=text, edited=True, findings=(), checked=False, masked_question="", masked_answer=""
            )

        self._decide(base, [example], by, "edit", change)
        return self._store.get(base, example)

    def skip(self, base: str, example: str) -> None:
        """Put an example off: it comes last."""
        self._decide(base, [example], "", "skip", lambda row: replace(row, skipped=True))

    def mask(self, base: str, ids: Sequence[str], by: str) -> None:
        """Take the texts in which personal data is replaced; the state stays. Examples without personal data
        stay as they are."""

        def change(row: Example) -> Example:
            if not row.masked_question and not row.masked_answer:
                return row
            text = replace(
                row.text,
                question=row.masked_question or row.text.question,
                answer=row.masked_answer or row.text.answer,
            )
            left = tuple(finding for finding in row.findings if finding.code not in PERSONAL)
            return replace(row, text=text, findings=left, masked_question="", masked_answer="")

        self._decide(base, ids, by, "mask", change)

    def undo(self, base: str) -> list[Example]:
        """Take back the last action that was not yet taken back; the examples as they are now, [] when there
        is nothing to take back."""
        while reviews := self._store.last_action(base):
            rows = self._store.all(base)
            restored = [
                _restored(rows[review.example], review.before) for review in reviews if review.example in rows
            ]
            self._store.decide(base, [replace(review, undone=True) for review in reviews], restored)
            if restored:
                return restored
        return []

    # --- a sample of the rest ---

    def sample(self, base: str, size: int) -> list[Example]:
        """Examples of a random sample of the pending ones without doubts that still wait, in random order.
        A sample is drawn once; a new one when it is reviewed and examples came since."""
        rows = self._store.all(base)
        drawn = [row for row in rows.values() if row.sampled]
        fresh = [row for row in rows.values() if _untouched(row) and not _covered(row, drawn)]
        if fresh and not any(row.state is RowState.PENDING for row in drawn):
            self._store.save(base, [replace(row, sampled=False) for row in drawn])
            drawn = []
        if not drawn:
            ids = [row.id for row in self._store.all(base).values() if _untouched(row)]
            chosen = sampling.draw(ids, size, _SEED + len(ids))
            self._store.save(base, [replace(self._store.get(base, key), sampled=True) for key in chosen])
        waiting = [
            row for row in self._store.all(base).values() if row.sampled and row.state is RowState.PENDING
        ]
        # Ids are random: by them the order is random, and the same each time.
        return sorted(waiting, key=lambda row: row.id)

    def estimate(self, base: str) -> ErrorEstimate | None:
        """What the reviewed part of the sample says of the rest: a row is wrong when it was rejected or
        edited. None until 30 rows of it (or all, when it is smaller) are reviewed."""
        drawn = [row for row in self._store.all(base).values() if row.sampled]
        reviewed = [row for row in drawn if row.reviewed_at is not None]
        if not reviewed or len(reviewed) < min(ESTIMATE_FROM, len(drawn)):
            return None
        wrong = sum(row.state is RowState.REJECTED or row.edited for row in reviewed)
        low, high = sampling.wilson(wrong, len(reviewed))
        return ErrorEstimate(
            len(reviewed), wrong, wrong / len(reviewed), (high - low) / 2, len(self._rest(base))
        )

    def approve_rest(self, base: str, by: str) -> int:
        """Approve what the sample speaks for; returns how many. Raises ValueError without an estimate."""
        if self.estimate(base) is None:
            raise ValueError("no sample was reviewed")
        rest = [row.id for row in self._rest(base)]
        self.approve(base, rest, by)
        return len(rest)

    def _rest(self, base: str) -> list[Example]:
        rows = self._store.all(base).values()
        drawn = [row for row in rows if row.sampled]
        return [row for row in rows if _untouched(row) and _covered(row, drawn)]

    # --- how it is done ---

    def _decide(
        self, base: str, ids: Sequence[str], by: str, decision: str, change: Callable[[Example], Example]
    ) -> None:
        if decision != "skip" and not by.strip():
            raise ValueError("a decision names its reviewer")
        before = [self._store.get(base, key) for key in dict.fromkeys(ids)]
        pairs = [(old, new) for old in before if (new := change(old)) != old]
        action, now = new_id(), datetime.now(UTC)
        reviews = [Review(new_id(), action, old.id, base, by, now, decision, old) for old, _ in pairs]
        if pairs:
            self._store.decide(base, reviews, [new for _, new in pairs])

    def _in_state(self, base: str, state: RowState) -> list[Example]:
        return [row for row in self._store.all(base).values() if row.state is state]


def _judged(row: Example, state: RowState, by: str, now: datetime) -> Example:
    if row.state is state and row.reviewed_by:
        return row
    return replace(row, state=state, reviewed_by=by, reviewed_at=now, skipped=False)


def _restored(now: Example, before: Example) -> Example:
    """The example as it stood, with what the check has learnt since of the same text."""
    if now.text == before.text:
        before = replace(
            before,
            findings=now.findings,
            checked=now.checked,
            masked_question=now.masked_question,
            masked_answer=now.masked_answer,
        )
    return replace(before, cluster=now.cluster, sampled=now.sampled)


def _untouched(row: Example) -> bool:
    """The check has no doubts, and nobody has decided."""
    return row.state is RowState.PENDING and row.checked and not row.doubtful


def _covered(row: Example, drawn: Sequence[Example]) -> bool:
    """Whether the sample was drawn among examples of which this was one: those that were there when the first
    of the sample was reviewed."""
    first = min((one.reviewed_at for one in drawn if one.reviewed_at is not None), default=None)
    return bool(drawn) and (first is None or row.created <= first)
