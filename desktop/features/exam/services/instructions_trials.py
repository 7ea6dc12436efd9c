"""Instructions tried at once: ten questions, answered without them and with them.

A trial shows what changes in the answers. It is no exam: ten questions tell gross differences alone, so it
lets nothing be switched on."""

from dataclasses import dataclass

from desktop.core.base_service import BaseService
from desktop.core.exam_entities import Candidate, Exam, ExamState, Instructions, Purpose
from desktop.core.feature_ports import Documents, Models
from desktop.core.ports import ExamRepository
from desktop.features.exam.domain.exam_draw import drawn
from desktop.features.exam.domain.instruction_versions import EvaluatedQuestion, judged_by
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import Mark

QUESTIONS = 10
_SEED = 3407


@dataclass(frozen=True, slots=True)
class Trial:
    """How a version did: `right` of `judged` answers with it, `right_before` without it."""

    exam: Exam
    judged: tuple[EvaluatedQuestion, ...]

    @property
    def right(self) -> int:
        """Right answers with the instructions."""
        return sum(one.after.mark is Mark.RIGHT for one in self.judged)

    @property
    def right_before(self) -> int:
        """Right answers without them."""
        return sum(one.before.mark is Mark.RIGHT for one in self.judged)


class InstructionsTrials:
    """Made by the application."""

    def __init__(
        self,
        rows: ExamRepository,
        exams: ExamRunner,
        questions: QuestionRows,
        bases: BaseService,
        documents: Documents,
        models: Models,
    ) -> None:
        self._rows, self._exams, self._questions = rows, exams, questions
        self._bases, self._documents, self._models = bases, documents, models

    def begin(self, version: Instructions) -> Exam:
        """Put ten questions of the base, always the same ones, without and with a version; the trial that is
        under way is that one. Raises NO_QUESTIONS, NO_MODEL."""
        base = self._bases.get(version.base)
        under_way = self.last(version)
        if under_way is not None and under_way.exam.state in (ExamState.RUNNING, ExamState.PAUSED):
            self._exams.resume(under_way.exam.id)
            return self._exams.get(under_way.exam.id)
        model = self._models.selected(base.id)
        if model is None:
            raise ProblemError(Code.NO_MODEL)
        searches = base.way is not AnswerMode.MODEL and self._documents.answering(base.id) > 0
        sitting = [
            Candidate(AnswerMode.of(searches=searches), model.id),
            Candidate(AnswerMode.of(searches=searches, instructed=True), model.id, instructions=version.id),
        ]
        asked = [row.id for row in drawn(self._questions.asked(base.id), QUESTIONS, _SEED)]
        return self._exams.start(
            base.id, sitting, seed=_SEED, purpose=Purpose.TRIAL, questions=asked, general=False
        )

    def last(self, version: Instructions) -> Trial | None:
        """The latest trial of a version, as far as it was held; None before the first."""
        for exam in self._rows.list(version.base):
            mine = any(one.instructions == version.id for one in exam.candidates)
            if exam.purpose is Purpose.TRIAL and mine:
                answers, questions = self._rows.answers(exam.id), self._questions.list(version.base)
                return Trial(exam, tuple(judged_by(exam, version.id, answers, questions)))
        return None

    def under_way(self, base: str) -> Exam | None:
        """The one that goes on or rests now."""
        states = (ExamState.RUNNING, ExamState.PAUSED)
        found = (exam for exam in self._rows.list(base) if exam.purpose is Purpose.TRIAL)
        return next((exam for exam in found if exam.state in states), None)
