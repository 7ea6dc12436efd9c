"""Exam questions as a kind of rows that a person reviews, and how they are given out."""

from typing import Any

from desktop.core.changes import Changes
from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.kind import RowKind
from desktop.core.review.rows import RowState
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText
from workers.contract.specs.jobs import Job
from workers.text.folding import key


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
