"""What the exams say of an adapter or of instructions, for the guards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamState,
    Instructions,
    Purpose,
    is_shipped,
)
from desktop.core.feature_ports import Adapters
from desktop.core.ports import ExamRepository
from desktop.core.training_entities import Adapter
from desktop.features.exam.domain import guard_rules
from desktop.features.exam.domain.guard_rules import Area, CandidatePair, GuardVerdict, Tried
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import Mark

_PURPOSES = (Purpose.EXAM, Purpose.STRENGTH)


class GuardExams:
    """Used by `GuardService`."""

    def __init__(
        self,
        rows: ExamRepository,
        questions: QuestionRows,
        adapters: Adapters,
        instructions: InstructionsStore,
    ) -> None:
        self._rows, self._questions = rows, questions
        self._adapters, self._instructions = adapters, instructions

    def judge_adapter(self, base: str, adapter: Adapter, strength: float) -> GuardVerdict:
        """By the last exam that the adapter sat at this strength."""
        return self._judge(
            self._held(base),
            lambda one: one.adapter == adapter.id and guard_rules.same_strength(one.strength, strength),
        )

    def judge_instructions(self, base: str, instructions: Instructions) -> GuardVerdict:
        """By the last exam that they sat, or by the one that their search ended with."""
        own = self._rows.get(instructions.exam) if instructions.exam else None
        held = [*self._held(base), *([own] if own is not None and own.state is ExamState.DONE else [])]
        return self._judge(held, lambda one: one.instructions == instructions.id)

    def best_strength(self, exam: str) -> float:
        """Of a sweep; see `guard_rules.best_strength`."""
        found = self._rows.get(exam)
        if found is None:
            raise ProblemError(Code.EXAM_UNKNOWN, exam=exam)
        marks, areas = self._marks(found)
        own = [question for question in areas if areas[question] is not Area.GENERAL]
        tried = [
            Tried(
                one.strength,
                sum(marks[one.key].get(question, False) for question in own),
                sum(right for question, right in marks[one.key].items() if is_shipped(question)),
                guard_rules.judge(self._pairs(found, [one], marks), areas).allowed,
            )
            for one in found.candidates
            if one.adapter
        ]
        without = [one for one in found.candidates if not one.adapter]
        right = [sum(marks[one.key].get(question, False) for question in own) for one in without]
        return guard_rules.best_strength(tried, max(right, default=0))

    def last_sweep(self, base: str, adapter: str) -> str:
        """The last exam of an adapter at several strengths; "" before the first one."""
        return next(
            (
                exam.id
                for exam in self._held(base)
                if exam.purpose is Purpose.STRENGTH and any(c.adapter == adapter for c in exam.candidates)
            ),
            "",
        )

    def _held(self, base: str) -> list[Exam]:
        """Exams that were held to their end, the latest first."""
        return [
            exam
            for exam in self._rows.list(base)
            if exam.state is ExamState.DONE and exam.purpose in _PURPOSES
        ]

    def _judge(self, exams: Sequence[Exam], sat: Callable[[Candidate], bool]) -> GuardVerdict:
        """The last exam that can be judged counts, whatever it says."""
        for exam in exams:
            candidates = [one for one in exam.candidates if sat(one)]
            if not candidates:
                continue
            marks, areas = self._marks(exam)
            verdict = guard_rules.judge(self._pairs(exam, candidates, marks), areas)
            if verdict.code != Code.EXAM_NEEDED:
                return replace(verdict, exam=exam.id)
        return GuardVerdict(False, Code.EXAM_NEEDED)

    def _pairs(
        self, exam: Exam, candidates: Sequence[Candidate], marks: Mapping[str, Mapping[str, bool]]
    ) -> list[CandidatePair]:
        """Each candidate beside what answers now, else beside the plain way, as far as that sat the exam."""
        adapter, version = self._adapters.active(exam.base), self._instructions.active(exam.base)
        now = (adapter.id, adapter.strength) if adapter is not None else None
        pairs = []
        for one in candidates:
            for other in guard_rules.counterparts(one, now, version.id if version is not None else ""):
                if other.key in marks:
                    searches = one.entry.searches
                    pairs.append(CandidatePair(searches, marks[one.key], marks[other.key]))
                    break
        return pairs

    def _marks(self, exam: Exam) -> tuple[dict[str, dict[str, bool]], dict[str, Area | None]]:
        """Candidate → question → right or not, and the area of each question that is still there."""
        marks: dict[str, dict[str, bool]] = {one.key: {} for one in exam.candidates}
        for answer in self._rows.answers(exam.id):
            marks.setdefault(answer.candidate, {})[answer.question] = answer.mark is Mark.RIGHT
        areas: dict[str, Area | None] = {}
        for question in {question for judged in marks.values() for question in judged}:
            try:
                text = self._questions.get(exam.base, question).text
            except ProblemError:
                continue
            areas[question] = guard_rules.area_of(question, text)
        return marks, areas
