"""Exams of the bases: held, with their answers, marks and tables."""

import builtins
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamState,
    Purpose,
    Scoreboard,
)
from desktop.core.feature_ports import Adapters, Answers, Documents, Models
from desktop.core.future import Future
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import ExamRepository, Publisher
from desktop.features.exam.domain import exam_statistics
from desktop.features.exam.services.active_ways import ActiveWays
from desktop.features.exam.services.exam_answers import Marker
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_marking import ExamMarking
from desktop.features.exam.services.exam_running import ExamRunning
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import GivenAnswer, Grade, Mark


class ExamService:
    """Made by the application; `recover` is called once at start-up. `running.on_answer` hears every answer
    of an exam."""

    def __init__(
        self,
        *,
        rows: ExamRepository,
        questions: QuestionRows,
        bases: BaseService,
        documents: Documents,
        adapters: Adapters,
        instructions: InstructionsStore,
        chats: Answers,
        marking: ExamMarking,
        ways: ActiveWays,
        models: Models,
        jobs: JobService,
        publish: Publisher,
    ) -> None:
        self._marking, self._ways, self._rows, self._publish = marking, ways, rows, publish
        self._contestants = ExamCandidates(bases, documents, models, adapters, instructions)
        marker = Marker(questions.list, marking.grade, questions.general)
        self.running = ExamRunning(rows, questions, marker, chats, bases, documents, jobs, publish)
        self._boards: dict[str, tuple[int, str, Scoreboard]] = {}

    # --- exams: see ExamRunning ---

    def contestants(
        self, base: str, entries: Sequence[AnswerMode] = (), model: str = ""
    ) -> builtins.list[Candidate]:
        """Who can sit an exam now; see `ExamCandidates.find`."""
        return self._contestants.find(base, entries, model)

    def start(
        self,
        base: str,
        contestants: Sequence[Candidate],
        limit: int = 0,
        seed: int = 3407,
        purpose: Purpose = Purpose.EXAM,
        questions: Sequence[str] | None = None,
        general: bool = True,
    ) -> Exam:
        """Hold an exam; see `ExamRunning.start`."""
        return self.running.start(base, contestants, limit, seed, purpose, questions, general)

    def pause(self, exam: str) -> None:
        self.running.pause(exam)

    def resume(self, exam: str) -> None:
        self.running.resume(exam)

    def cancel(self, exam: str) -> None:
        self.running.cancel(exam)

    def remove(self, exam: str) -> None:
        """An exam with its answers. Raises EXAM_UNKNOWN."""
        self.running.remove(exam)

    def list(self, base: str) -> builtins.list[Exam]:
        """Exams of a base, the latest first."""
        return self.running.list(base)

    def get(self, exam: str) -> Exam:
        """Raises EXAM_UNKNOWN."""
        return self.running.get(exam)

    def latest(self, base: str) -> Exam | None:
        """The last exam that was held to its end."""
        done = (exam for exam in self.list(base) if exam.state is ExamState.DONE)
        return next((exam for exam in done if exam.purpose is Purpose.EXAM), None)

    def wait(self, exam: str) -> Future[Exam]:
        """Settles when it has ended or rests."""
        return self.running.wait(exam)

    def seconds_left(self, exam: str) -> float | None:
        return self.running.seconds_left(exam)

    def recover(self) -> None:
        """At start-up, once."""
        self.running.recover()

    # --- exams: their marks ---

    def answers(self, exam: str) -> builtins.list[ExamAnswer]:
        """All answers so far. Raises EXAM_UNKNOWN."""
        return builtins.list(self._rows.answers(self.get(exam).id))

    def table(self, exam: str) -> Scoreboard:
        """The scoreboard of an exam as far as it was held. Raises EXAM_UNKNOWN."""
        found = self.get(exam)
        now = self._ways.answering(found.base)
        active, answers = now.key if now is not None else "", self._rows.answers(exam)
        known = self._boards.get(exam)
        if known is None or known[:2] != (len(answers), active):
            known = (len(answers), active, exam_statistics.scoreboard(found, answers, active))
            self._boards[exam] = known
        return known[2]

    def overrule(self, exam: str, contestant: str, question: str, mark: Mark | None, by: str) -> ExamAnswer:
        """Give an answer a person's mark, or take it back (None); the table follows. Raises EXAM_UNKNOWN,
        QUESTION_UNKNOWN for an answer that was not given, ValueError without `by`."""
        if not by.strip():
            raise ValueError("who decides is kept with the decision")
        for answer in self.answers(exam):
            if (answer.contestant, answer.question) == (contestant, question):
                at = datetime.now(UTC) if mark is not None else None
                name = " ".join(by.split()) if mark is not None else ""
                changed = replace(answer, overruled=mark, overruled_by=name, overruled_at=at)
                self._rows.save_answers([changed])
                self._boards.pop(exam, None)
                self._publish(Changes(exams=frozenset({exam})))
                return changed
        raise ProblemError(Code.QUESTION_UNKNOWN, question=question)

    def grade(self, base: str, given: Sequence[GivenAnswer]) -> Future[builtins.list[Grade]]:
        """Marks of answers, in order."""
        return self._marking.grade(base, given)
