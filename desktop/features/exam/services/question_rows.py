"""The exam questions of the bases, and what people decide about them."""

import builtins
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.core.changes import Changes
from desktop.core.exam_entities import SHIPPED, Exam, ExamQuestion, QuestionCounts, is_shipped
from desktop.core.feature_ports import Documents
from desktop.core.line_files import read_lines
from desktop.core.ports import Publisher, RowRepository
from desktop.core.requests import new_id
from desktop.core.review.kind import RowKind
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain import exam_halves
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.specs.jobs import Job
from workers.text.folding import key
from workers.text.language import LANGUAGES, language_of

ASKED = (RowState.PENDING, RowState.APPROVED)
_ORDER = (RowState.PENDING, RowState.APPROVED, RowState.REJECTED)


def identity(text: ExamText) -> str:
    """What makes two questions the same: their words."""
    return key(text.question)


def exported(row: ExamQuestion) -> dict[str, Any]:
    """A question as one object; an empty answer = the documents do not say. All can be imported again."""
    text = row.text
    return {
        "number": row.number,
        "id": row.id,
        "question": text.question,
        "answer": text.answer,
        "kind": text.kind.value,
        "quote": text.quote,
        "document": text.document_name,
        "page": text.page,
        "must": list(text.must),
        "must_not": list(text.must_not),
        "language": text.language,
        "state": row.state.value,
        "source": row.source.value,
        "origin": row.origin,
        "half": row.half.value,
        "lost": row.lost,
        "reviewed_by": row.reviewed_by,
        "reviewed_at": row.reviewed_at.isoformat() if row.reviewed_at else "",
        "edited": row.edited,
    }


QUESTIONS: RowKind[ExamQuestion, ExamText] = RowKind(
    text=ExamText,
    job=Job.MAKE_EXAM,
    exam=True,
    identity=identity,
    changes=lambda base: Changes(questions_of=frozenset({base})),
    unknown=lambda row: ProblemError(Code.QUESTION_UNKNOWN, question=row),
    none=lambda name: ProblemError(Code.NO_QUESTIONS, name=name),
    given=frozenset(RowState),
    exported=lambda row, names: exported(row),
    table=(
        "number", "question", "answer", "kind", "quote", "document", "page", "must", "must_not", "language",
        "state", "reviewed_by", "reviewed_at",
    ),
    cells=lambda row, names: exported(row),
)  # fmt: skip


class QuestionRows(RowReview[ExamQuestion, ExamText]):
    """Pending and approved questions are asked. Made by `QuestionSet`. `exams` gives the exams of a base,
    `shipped` is the folder of the questions that come with the product."""

    def __init__(
        self,
        repository: RowRepository[ExamQuestion],
        exams: Callable[[str], Sequence[Exam]],
        documents: Documents,
        shipped: Path,
        publish: Publisher,
    ) -> None:
        super().__init__(QUESTIONS, repository, publish)
        self._exams, self._documents, self._shipped = exams, documents, shipped
        self._general: dict[str, builtins.list[ExamQuestion]] = {}

    # --- what there is ---

    def get(self, base: str, row: str) -> ExamQuestion:
        """A question of a base, or a shipped one. Raises QUESTION_UNKNOWN."""
        if is_shipped(row):
            for question in self.general():
                if question.id == row:
                    return question
        return super().get(base, row)

    def asked(self, base: str) -> builtins.list[ExamQuestion]:
        """Those that an exam asks, by number."""
        return self.in_state(base, *ASKED)

    def quick(self, base: str) -> builtins.list[ExamQuestion]:
        """Those of the quick look whose quotes stand in the documents, in the order they were made."""
        rows = [row for row in self.in_state(base, RowState.QUICK) if not row.lost]
        return sorted(rows, key=lambda row: -row.number)

    def general(self, language: str = "") -> builtins.list[ExamQuestion]:
        """The questions that come with the product ("" = in all languages). Raises ROWS_UNREADABLE."""
        chosen = LANGUAGES if not language else (language,)
        return [row for one in chosen for row in self._in_language(one)]

    def counts(self, base: str) -> QuestionCounts:
        """How many there are of what."""
        rows = self.list(base)
        states = [row.state for row in rows]
        return QuestionCounts(
            len(rows),
            states.count(RowState.PENDING),
            states.count(RowState.APPROVED),
            states.count(RowState.REJECTED),
            sum(row.state in ASKED and not row.text.answerable for row in rows),
        )

    def asked_before(self, base: str) -> set[str]:
        """Ids of questions that some exam of the base asks or asked: what they say stays readable."""
        return {question for exam in self._exams(base) for question in exam.questions}

    def queue(self, base: str) -> builtins.list[ExamQuestion]:
        """All: pending ones first, then approved, then rejected ones; by number."""
        return sorted(self.list(base), key=lambda row: (_ORDER.index(row.state), row.number))

    # --- what changes ---

    def remove(self, base: str, ids: Sequence[str], by: str = "") -> None:
        """Forget questions, and the passages that nothing is left of: they may be asked about anew. What an
        exam has asked stays as a rejected one, for its table to be read. Raises QUESTION_UNKNOWN."""
        before = [self.get(base, key) for key in dict.fromkeys(ids)]
        asked = self.asked_before(base)
        kept = [replace(row, state=RowState.REJECTED, lost=False) for row in before if row.id in asked]
        gone = [row for row in before if row.id not in asked]
        if not before:
            return
        self.save(base, kept, reviews=self._reviews(base, before, by, "remove"))
        if gone:
            removed = {row.id for row in gone}
            left = {row.text.chunk for row in self.all(base).values() if row.id not in removed}
            known = self.passages(base)
            chunks = {row.text.chunk for row in gone} - left
            self.forget(base, gone, [known[chunk] for chunk in chunks if chunk in known])

    def draw_again(self, base: str, ids: Sequence[str]) -> None:
        """New questions whose documents are known by now go into the half where the documents are."""
        there = self.all(base)
        new = [there[key] for key in ids if key in there]
        others = [row for row in there.values() if row.id not in set(ids)]
        halves = exam_halves.draw([row.text for row in new], others, len(self._documents.list(base)))
        moved = [
            replace(row, half=half) for row, half in zip(new, halves, strict=True) if row.half is not half
        ]
        if moved:
            self.save(base, moved)

    # --- how it is done ---

    def _new(
        self, base: str, texts: Iterable[ExamText], source: RowSource, origin: str, state: RowState,
        reviewers: Sequence[str],
    ) -> builtins.list[ExamQuestion]:  # fmt: skip
        new, there = builtins.list(texts), self.all(base).values()
        halves = exam_halves.draw(new, there, len(self._documents.list(base)))
        now = datetime.now(UTC)
        # Quick ones count down, so that those of the exam have no gaps.
        first, step = self.next_number(base), 1
        if state is RowState.QUICK:
            first, step = min((0, *(row.number for row in there))) - 1, -1
        return [
            ExamQuestion(
                new_id(), base, first + step * place, text, RowState.APPROVED if by else state, source,
                origin, now, by, now if by else None, half=half,
            )
            for place, (text, by, half) in enumerate(zip(new, reviewers, halves, strict=True))
        ]  # fmt: skip

    def _in_language(self, language: str) -> builtins.list[ExamQuestion]:
        if language not in self._general:
            file = self._shipped / f"general_{language}.jsonl"
            if not file.is_file():  # none come along in this language
                return []
            texts = read_lines(file, ExamText)
            made = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            self._general[language] = [
                ExamQuestion(
                    f"{SHIPPED}{language}_{number:02d}", "", number,
                    replace(text, kind=QuestionKind.GENERAL, language=language), RowState.APPROVED,
                    RowSource.SHIPPED, file.name, made,
                )
                for number, text in enumerate(texts, 1)
            ]  # fmt: skip
        return self._general[language]

    def _judged(self, row: ExamQuestion, state: RowState, by: str, now: datetime) -> ExamQuestion:
        if not row.lost:
            return super()._judged(row, state, by, now)
        if state is RowState.APPROVED:  # wanted though the documents no longer hold its quote: no place then
            row = replace(row, text=without_place(row.text))
        return super()._judged(replace(row, lost=False, reviewed_by=""), state, by, now)

    def _reworded(self, row: ExamQuestion, text: ExamText) -> ExamQuestion:
        """A changed quote loses its place until it is looked up."""
        if not text.question.strip():
            raise ValueError("a question has words")
        new = moved(row.text, complete(text))
        return row if new == row.text else replace(row, text=new, edited=True)


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
