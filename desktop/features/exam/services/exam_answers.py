"""The answers of one exam: each question once to each candidate, kept with its mark."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.answers import AnswerRequest
from desktop.core.background_answers import ask_behind_people
from desktop.core.entities import ChatMessage, MessageState
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamQuestion, ExamState
from desktop.core.feature_ports import Answers
from desktop.core.ports import ExamRepository
from desktop.features.exam.services.exam_marking import ExamMarking
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import GivenAnswer, Mark
from workers.contract.specs.search import Passage


class ExamAnswers:
    """One exam while it is held. What was answered before is not asked again, whatever happened in between;
    `on_answer` is told after each answer."""

    def __init__(
        self,
        rows: ExamRepository,
        chats: Answers,
        marking: ExamMarking,
        base_name: str,
        exam: Exam,
        questions: Sequence[ExamQuestion],
        on_answer: Callable[[ExamAnswer], None],
    ) -> None:
        self._rows, self._chats, self._marking, self._on_answer = rows, chats, marking, on_answer
        self._base_name, self.exam, self.questions = base_name, exam, tuple(questions)
        self._answers: dict[tuple[str, str], ExamAnswer] = {
            (answer.candidate, answer.question): answer for answer in rows.answers(exam.id)
        }

    def __len__(self) -> int:
        """Answers there are."""
        return len(self._answers)

    def answer(self, candidate: Candidate, question: ExamQuestion) -> ExamAnswer:
        """One that is there."""
        return self._answers[(candidate.key, question.id)]

    def answers(self, candidate: Candidate) -> dict[str, ExamAnswer]:
        """By question."""
        return {question: answer for (key, question), answer in self._answers.items() if key == candidate.key}

    def marks(self, candidate: Candidate) -> dict[str, Mark]:
        """By question."""
        return {question: answer.mark for question, answer in self.answers(candidate).items()}

    def save(self, *, candidates: Sequence[Candidate] | None = None, state: ExamState | None = None) -> None:
        """Keep who sits it, or what became of it."""
        self.exam = replace(
            self.exam,
            candidates=tuple(candidates) if candidates is not None else self.exam.candidates,
            state=state or self.exam.state,
            updated=datetime.now(UTC),
        )
        self._rows.save(self.exam)

    async def ask(self, question: ExamQuestion, candidates: Sequence[Candidate]) -> None:
        """Put a question to those that have not answered it yet, one after another."""
        for candidate in candidates:
            if (candidate.key, question.id) not in self._answers:
                await self._ask(question, candidate, candidate.entry.without_instructions)

    async def ask_general(self, question: ExamQuestion, candidate: Candidate) -> None:
        """Put a question that no document shall answer: without search, to what model and adapter know. Who
        differs by the search alone is not asked again."""
        if (candidate.key, question.id) in self._answers:
            return
        for other in self.exam.candidates:
            known = self._answers.get((other.key, question.id))
            if known is not None and _unsearched(other) == _unsearched(candidate):
                self._keep(replace(known, candidate=candidate.key))
                return
        await self._ask(question, candidate, AnswerMode.TRAINED if candidate.adapter else AnswerMode.MODEL)

    async def write(self, request: str, model: str) -> str:
        """What the model alone says to a request; not kept here."""
        message, _ = await self._put(request, Candidate(AnswerMode.MODEL, model), AnswerMode.MODEL)
        return message.text

    async def _ask(self, question: ExamQuestion, candidate: Candidate, way: AnswerMode) -> None:
        message, passages = await self._put(question.text.question, candidate, way)
        refused = message.state is MessageState.REFUSED
        # What the model wrote behind a refusal is no answer to be marked.
        text = "" if refused else message.text
        given = GivenAnswer(
            question=question.text,
            answer=text,
            refused=refused,
            searched=way.searches,
            citations=message.citations,
            passages=passages,
        )
        grades = await self._marking.grade([given])
        self._keep(ExamAnswer(
            exam=self.exam.id,
            candidate=candidate.key,
            question=question.id,
            text=text,
            state=message.state,
            citations=message.citations,
            grade=grades[0],
            timings=message.timings,
        ))  # fmt: skip

    def _keep(self, answer: ExamAnswer) -> None:
        self._rows.save_answers([answer])
        self._answers[(answer.candidate, answer.question)] = answer
        self._on_answer(answer)

    async def _put(
        self, text: str, candidate: Candidate, way: AnswerMode
    ) -> tuple[ChatMessage, tuple[Passage, ...]]:
        """A finished answer with the passages it was made from; raises what it failed with."""
        return await ask_behind_people(self._chats, AnswerRequest(
            self.exam.base, self._base_name, text, way, candidate.model,
            adapter=candidate.adapter or None, strength=candidate.strength if candidate.adapter else None,
            instructions=candidate.instructions, fresh=True,
        ))  # fmt: skip


def _unsearched(candidate: Candidate) -> tuple[object, ...]:
    """What of a candidate answers where nothing is searched."""
    return candidate.model, candidate.adapter, candidate.strength, candidate.instructions
