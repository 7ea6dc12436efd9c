"""Decisions of a person on exam questions, and the way back within a session."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import RowState
from desktop.features.exam.services.exam_store import ExamStore
from workers.contract.exam import ExamText, QuestionKind
from workers.text.language import language_of

_ORDER = (RowState.PENDING, RowState.APPROVED, RowState.REJECTED)


class ExamReview:
    """Used by `ExamService`. One call is one action, and one `undo` takes it back, until the program ends."""

    def __init__(self, store: ExamStore) -> None:
        self._store = store
        # By base, the last action last: how the questions stood before.
        self._actions: dict[str, list[list[ExamQuestion]]] = {}

    def queue(self, base: str) -> list[ExamQuestion]:
        """Pending ones first, then approved, then rejected ones; by number."""
        return sorted(self._store.own(base), key=lambda row: (_ORDER.index(row.state), row.number))

    def approve(self, base: str, ids: Sequence[str], by: str) -> None:
        """Say that questions and answers are right. Raises QUESTION_UNKNOWN, ValueError without `by`."""
        now = datetime.now(UTC)
        self._decide(base, ids, by, lambda row: _judged(_kept(row), RowState.APPROVED, by, now))

    def reject(self, base: str, ids: Sequence[str], by: str) -> None:
        """Ask questions no more. Raises QUESTION_UNKNOWN, ValueError without `by`."""
        now = datetime.now(UTC)
        self._decide(base, ids, by, lambda row: _judged(row, RowState.REJECTED, by, now))

    def edit(self, base: str, question: str, text: ExamText, by: str) -> ExamQuestion:
        """Approve in other words. A changed quote loses its place until it is looked up. Raises
        QUESTION_UNKNOWN, ValueError without `by` or a question."""
        if not text.question.strip():
            raise ValueError("a question has words")
        now = datetime.now(UTC)

        def change(row: ExamQuestion) -> ExamQuestion:
            row = _judged(_kept(row), RowState.APPROVED, by, now)
            new = moved(row.text, complete(text))
            return row if new == row.text else replace(row, text=new, edited=True)

        self._decide(base, [question], by, change)
        return self._store.get(base, question)

    def remove(self, base: str, ids: Sequence[str]) -> None:
        """Forget questions, and the passages that nothing is left of: they may be asked about anew. What an
        exam has asked stays as a rejected one, for its table to be read. Raises QUESTION_UNKNOWN."""
        before = [self._store.get(base, key) for key in dict.fromkeys(ids)]
        asked = self._store.asked_before(base)
        kept = [row for row in before if row.id in asked]
        gone = [row for row in before if row.id not in asked]
        self._remember(base, before)
        if kept:
            self._store.save(base, [replace(row, state=RowState.REJECTED, lost=False) for row in kept])
        if gone:
            doomed = {row.id for row in gone}
            left = {row.text.chunk for row in self._store.all(base).values() if row.id not in doomed}
            chunks = {row.text.chunk for row in gone} - left
            known = self._store.passages(base)
            self._store.remove(base, gone, [known[chunk] for chunk in chunks if chunk in known])

    def undo(self, base: str) -> list[ExamQuestion]:
        """Take back the last action of this session; the questions as they are now, [] when there is none."""
        actions = self._actions.get(base)
        if not actions:
            return []
        before = actions.pop()
        self._store.save(base, before)
        return before

    def forget_base(self, base: str) -> None:
        self._actions.pop(base, None)

    def _decide(
        self, base: str, ids: Sequence[str], by: str, change: Callable[[ExamQuestion], ExamQuestion]
    ) -> None:
        if not by.strip():
            raise ValueError("a decision names its reviewer")
        before = [self._store.get(base, key) for key in dict.fromkeys(ids)]
        pairs = [(old, new) for old in before if (new := change(old)) != old]
        if pairs:
            self._remember(base, [old for old, _ in pairs])
            self._store.save(base, [new for _, new in pairs])

    def _remember(self, base: str, before: list[ExamQuestion]) -> None:
        if before:
            self._actions.setdefault(base, []).append(before)


def moved(old: ExamText, new: ExamText) -> ExamText:
    """The new text; where its quote is another one than at the old place, without a place."""
    if new.quote == old.quote or (new.chunk, new.start, new.end) != (old.chunk, old.start, old.end):
        return new
    return without_place(new)


def complete(text: ExamText) -> ExamText:
    """The text with the kind that its answer makes it, and a language."""
    kind = text.kind
    if not text.answerable and kind is not QuestionKind.FALSE_PREMISE:
        kind = QuestionKind.NO_ANSWER
    elif text.answerable and kind is QuestionKind.NO_ANSWER:
        kind = QuestionKind.FACT
    return replace(
        text,
        question=text.question.strip(),
        answer=text.answer.strip(),
        kind=kind,
        language=text.language or language_of(text.question),
    )


def without_place(text: ExamText) -> ExamText:
    """The text before its quote is looked up."""
    return replace(text, document="", chunk="", start=0, end=0, page=0)


def _judged(row: ExamQuestion, state: RowState, by: str, now: datetime) -> ExamQuestion:
    if row.state is state and row.reviewed_by and not row.lost:
        return row
    return replace(row, state=state, reviewed_by=by, reviewed_at=now, lost=False)


def _kept(row: ExamQuestion) -> ExamQuestion:
    """A person wants it though the documents no longer hold its quote: it has no place then."""
    return replace(row, text=without_place(row.text), lost=False) if row.lost else row
