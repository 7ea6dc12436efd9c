"""The exams that a search for instructions holds, and what they are called."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.core.exam_entities import Exam, ExamQuestion, ExamState, Purpose
from desktop.core.ports import ExamRepository
from workers.contract.specs.bases import NAMESPACE


def opened(
    rows: ExamRepository, identity: str, base: str, job: str, seed: int, questions: Sequence[ExamQuestion]
) -> Exam:
    """The exam of that id as it was begun, else a new one with these questions."""
    found = rows.get(identity)
    if found is not None:
        return found
    now = datetime.now(UTC)
    exam = Exam(
        id=identity,
        base=base,
        purpose=Purpose.SEARCH,
        state=ExamState.RUNNING,
        candidates=(),
        questions=tuple(question.id for question in questions),
        seed=seed,
        created=now,
        updated=now,
        job=job,
        reviewed=sum(question.reviewed_at is not None for question in questions),
    )
    rows.save(exam)
    return exam


def rounds_exam(job: str) -> str:
    """The id of the exam that a search's rounds are held as."""
    return str(uuid.uuid5(NAMESPACE, f"search rounds\n{job}"))


def judging_exam(job: str) -> str:
    """The id of the exam that a search's winner is judged by."""
    return str(uuid.uuid5(NAMESPACE, f"search judging\n{job}"))
