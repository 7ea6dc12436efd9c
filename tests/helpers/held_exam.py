"""An exam as it is when it was held, with the marks that a test wants."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import MessageState
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamQuestion, ExamState, Purpose
from desktop.features.exam.exam_repository import SqlExams
from workers.contract.exam import ExamText, Grade, Mark, QuestionKind
from workers.contract.specs.answers import Timings

LETTERS = {"r": Mark.RIGHT, "w": Mark.WRONG, "p": Mark.PARTLY, "f": Mark.REFUSED, "i": Mark.INVENTED}


def put_questions(
    application: Application, count: int = 20, documents: Sequence[str] = ()
) -> list[ExamQuestion]:
    """Questions of the current base, about `documents` in turn."""
    base = application.bases.current
    made = []
    for number in range(count):
        name = documents[number % len(documents)] if documents else ""
        text = ExamText(f"Вопрос {uuid.uuid4()}?", "Да", QuestionKind.FACT, document=name, document_name=name)
        made.append(application.questions.importer.write(base, text, "Анна"))
    return made


def hold(
    application: Application,
    marks: Mapping[Candidate, str],
    purpose: Purpose = Purpose.EXAM,
    cites_right: str = "",
) -> Exam:
    """An exam of the base's questions that has been held: a letter of `LETTERS` a question. The answers
    with a mark among `cites_right` name the right place."""
    base, rows = application.bases.current, SqlExams(application.database.session)
    asked = application.questions.rows.asked(base)
    now = datetime.now(UTC)
    exam = Exam(
        str(uuid.uuid4()), base, purpose, ExamState.DONE, tuple(marks), tuple(row.id for row in asked), 3407,
        now, now,
    )  # fmt: skip
    rows.save(exam)
    rows.save_answers(
        [
            ExamAnswer(
                exam.id, one.key, row.id, "", MessageState.COMPLETE, (),
                Grade(LETTERS[letter], (), True if letter in cites_right else None), Timings(),
            )
            for one, letters in marks.items()
            for row, letter in zip(asked, letters, strict=True)
        ]
    )  # fmt: skip
    application.change_publisher(Changes(exams=frozenset({exam.id}), exams_of=frozenset({base})))
    return exam
