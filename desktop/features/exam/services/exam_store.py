"""What the product knows of its exam questions: kept in memory, written at once."""

import json
from collections.abc import Iterable, Sequence

from desktop.core.changes import Changes
from desktop.core.exam_entities import ExamQuestion, QuestionCounts
from desktop.core.ports import ExamRepository, Publisher
from desktop.core.review.rows import PassageRecord, RowState
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.files import sha256
from workers.text.folding import key

ASKED = (RowState.PENDING, RowState.APPROVED)


class ExamStore:
    """Used by `ExamService` and its parts; the only one that writes questions. A base is read when it is
    first asked for. Every change is in the database before it is announced."""

    def __init__(self, rows: ExamRepository, publish: Publisher) -> None:
        self._rows, self._publish = rows, publish
        self._bases: dict[str, dict[str, ExamQuestion]] = {}  # by id, in the order of numbers
        self._passages: dict[str, dict[str, PassageRecord]] = {}

    # --- what there is ---

    def all(self, base: str) -> dict[str, ExamQuestion]:
        """Questions of a base by id, in the order of their numbers; not to be changed."""
        if base not in self._bases:
            self._bases[base] = {row.id: row for row in self._rows.questions(base)}
        return self._bases[base]

    def own(self, base: str) -> list[ExamQuestion]:
        """Those of the exam, by number: without those of the quick look."""
        return [row for row in self.all(base).values() if row.state is not RowState.QUICK]

    def quick(self, base: str) -> list[ExamQuestion]:
        """Those of the quick look whose quotes stand in the documents, in the order they were made."""
        rows = [row for row in self.all(base).values() if row.state is RowState.QUICK and not row.lost]
        return sorted(rows, key=lambda row: -row.number)

    def get(self, base: str, question: str) -> ExamQuestion:
        """Raises QUESTION_UNKNOWN."""
        found = self.all(base).get(question)
        if found is None:
            raise ProblemError(Code.QUESTION_UNKNOWN, question=question)
        return found

    def passages(self, base: str) -> dict[str, PassageRecord]:
        """Chunks that questions were made from, by chunk; not to be changed."""
        if base not in self._passages:
            self._passages[base] = {row.chunk: row for row in self._rows.passages(base)}
        return self._passages[base]

    def next_number(self, base: str) -> int:
        return max((0, *(row.number for row in self.all(base).values()))) + 1

    def next_quick(self, base: str) -> int:
        """The number of the next one of the quick look; those after it count down."""
        return min((0, *(row.number for row in self.all(base).values()))) - 1

    def counts(self, base: str) -> QuestionCounts:
        return count(self.own(base))

    def asked_before(self, base: str) -> set[str]:
        """Ids of questions that some exam of the base asks or asked: what they say stays readable."""
        return {question for exam in self._rows.list(base) for question in exam.questions}

    # --- what changes ---

    def save(
        self, base: str, questions: Sequence[ExamQuestion], passages: Sequence[PassageRecord] = ()
    ) -> None:
        """Insert or replace, in one transaction."""
        rows, chunks = self.all(base), self.passages(base)
        self._rows.save_questions(questions, passages)
        moved = any(row.id not in rows or rows[row.id].number != row.number for row in questions)
        rows.update((row.id, row) for row in questions)
        chunks.update((row.chunk, row) for row in passages)
        if moved:  # those that come back after an undo have early numbers
            self._bases[base] = {row.id: row for row in sorted(rows.values(), key=lambda row: row.number)}
        self._changed(base)

    def remove(
        self, base: str, questions: Sequence[ExamQuestion], passages: Sequence[PassageRecord] = ()
    ) -> None:
        """Forget questions and passages, in one transaction."""
        rows, chunks = self.all(base), self.passages(base)
        self._rows.remove_questions([row.id for row in questions], passages)
        for row in questions:
            rows.pop(row.id, None)
        for passage in passages:
            chunks.pop(passage.chunk, None)
        self._changed(base)

    def forget_base(self, base: str) -> None:
        """The base is removed; the database removes its rows by itself."""
        self._bases.pop(base, None)
        self._passages.pop(base, None)

    def _changed(self, base: str) -> None:
        self._publish(Changes(questions_of=frozenset({base})))


def count(questions: Iterable[ExamQuestion]) -> QuestionCounts:
    """How many there are of what."""
    states = dict.fromkeys(RowState, 0)
    unanswered = 0
    for row in questions:
        states[row.state] += 1
        unanswered += row.state in ASKED and not row.text.answerable
    return QuestionCounts(
        sum(states.values()),
        states[RowState.PENDING],
        states[RowState.APPROVED],
        states[RowState.REJECTED],
        unanswered,
    )


def identity(question: str) -> str:
    """What makes two questions the same: spaces, case and ё are not compared."""
    return key(question)


def questions_hash(questions: Iterable[ExamQuestion]) -> str:
    """sha256 (hex) over the questions with what is expected, whatever their order."""
    lines = sorted(
        json.dumps(to_json(row.text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for row in questions
    )
    return sha256("".join(f"{line}\n" for line in lines))
