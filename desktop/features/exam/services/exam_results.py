"""What came of exams: their answers with the marks, and their tables."""

import builtins
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.changes import Changes
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamQuestion, Scoreboard
from desktop.core.feature_ports import Models
from desktop.core.ports import ExamRepository, Publisher
from desktop.features.exam.domain import exam_statistics, task_choice
from desktop.features.exam.domain.task_choice import TaskChoice
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import Mark


class ExamResults:
    """Made by the application. `answering` tells who answers in a base now: others are compared with it."""

    def __init__(
        self,
        rows: ExamRepository,
        answering: Callable[[str], Candidate | None],
        publish: Publisher,
        models: Models | None = None,
    ) -> None:
        self._rows, self._answering, self._publish, self._models = rows, answering, publish, models
        self._boards: dict[str, tuple[int, str, Scoreboard]] = {}

    def answers(self, exam: str) -> builtins.list[ExamAnswer]:
        """All answers so far."""
        return builtins.list(self._rows.answers(exam))

    def table(self, exam: str) -> Scoreboard:
        """The scoreboard of an exam as far as it was held. Raises EXAM_UNKNOWN."""
        found = self._rows.get(exam)
        if found is None:
            raise ProblemError(Code.EXAM_UNKNOWN, exam=exam)
        now = self._answering(found.base)
        active, answers = now.key if now is not None else "", self._rows.answers(exam)
        known = self._boards.get(exam)
        if known is None or known[:2] != (len(answers), active):
            known = (len(answers), active, exam_statistics.scoreboard(found, answers, active))
            self._boards[exam] = known
        return known[2]

    def tasks(self, exam: Exam, questions: Mapping[str, ExamQuestion]) -> builtins.list[TaskChoice]:
        """The smallest that is enough for each task that the exam has questions of; `questions` by id."""
        kinds = {key: questions[key].text.kind for key in exam.questions if key in questions}
        return task_choice.choices(exam, self._rows.answers(exam.id), kinds, self._size)

    def override_mark(
        self, exam: str, candidate: str, question: str, mark: Mark | None, by: str
    ) -> ExamAnswer:
        """Give an answer a person's mark, or take it back (None); the table follows. Raises QUESTION_UNKNOWN
        for an answer that was not given, ValueError without `by`."""
        if not by.strip():
            raise ValueError("who decides is kept with the decision")
        for answer in self._rows.answers(exam):
            if (answer.candidate, answer.question) == (candidate, question):
                at = datetime.now(UTC) if mark is not None else None
                name = " ".join(by.split()) if mark is not None else ""
                changed = replace(answer, overruled=mark, overruled_by=name, overruled_at=at)
                self._rows.save_answers([changed])
                self._boards.pop(exam, None)
                self._publish(Changes(exams=frozenset({exam})))
                return changed
        raise ProblemError(Code.QUESTION_UNKNOWN, question=question)

    def _size(self, model: str) -> int:
        """Weights of a model; one that is gone counts as the largest."""
        known = {one.id: one for one in self._models.list()} if self._models is not None else {}
        return known[model].parameters or known[model].size if model in known else sys.maxsize
