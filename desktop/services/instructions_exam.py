"""The exams that a search for instructions holds: each question once to each candidate, kept with a mark."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desktop.domain.entities import ChatMessage, MessageState
from desktop.domain.exam import Contestant, Exam, ExamAnswer, ExamQuestion, ExamState, Purpose
from desktop.domain.problem import Problem, ProblemError
from desktop.services.asking import Asking
from desktop.services.chat_service import ChatService
from desktop.services.conductor import Request
from desktop.services.pending import Pending
from desktop.services.ports import ExamRepository
from workers.contract.codes import Code
from workers.contract.exam import GivenAnswer, Grade, Mark
from workers.contract.specs import NAMESPACE, Passage, Way


@dataclass(frozen=True, slots=True)
class Marker:
    """The questions of a base, and what marks answers to them."""

    questions: Callable[[str], list[ExamQuestion]]
    grade: Callable[[str, Sequence[GivenAnswer]], Pending[list[Grade]]]


class SearchExam:
    """One exam of a search. What was answered before is not asked again, whatever happened in between;
    `heard` is told after each answer."""

    def __init__(
        self,
        rows: ExamRepository,
        chats: ChatService,
        marker: Marker,
        base_name: str,
        exam: Exam,
        questions: Sequence[ExamQuestion],
        heard: Callable[[], None],
    ) -> None:
        self._rows, self._chats, self._marker, self._heard = rows, chats, marker, heard
        self._base_name, self.exam, self.questions = base_name, exam, tuple(questions)
        self._answers: dict[tuple[str, str], ExamAnswer] = {
            (answer.contestant, answer.question): answer for answer in rows.answers(exam.id)
        }

    def __len__(self) -> int:
        """Answers there are."""
        return len(self._answers)

    def answer(self, contestant: Contestant, question: ExamQuestion) -> ExamAnswer:
        """One that is there."""
        return self._answers[(contestant.key, question.id)]

    def answers(self, contestant: Contestant) -> dict[str, ExamAnswer]:
        """By question."""
        return {
            question: answer for (key, question), answer in self._answers.items() if key == contestant.key
        }

    def marks(self, contestant: Contestant) -> dict[str, Mark]:
        """By question."""
        return {question: answer.mark for question, answer in self.answers(contestant).items()}

    def save(
        self, *, contestants: Sequence[Contestant] | None = None, state: ExamState | None = None
    ) -> None:
        """Keep who sits it, or what became of it."""
        self.exam = replace(
            self.exam,
            contestants=tuple(contestants) if contestants is not None else self.exam.contestants,
            state=state or self.exam.state,
            updated=datetime.now(UTC),
        )
        self._rows.save(self.exam)

    async def ask(self, question: ExamQuestion, contestants: Sequence[Contestant]) -> None:
        """Put a question to those that have not answered it yet, one after another."""
        for contestant in contestants:
            if (contestant.key, question.id) not in self._answers:
                await self._ask(question, contestant)

    async def write(self, request: str, model: str) -> str:
        """What the model alone says to a request; not kept here."""
        message, _ = await self._put(request, Way.MODEL, model, "")
        return message.text

    async def _ask(self, question: ExamQuestion, contestant: Contestant) -> None:
        message, passages = await self._put(
            question.text.question, contestant.entry.way, contestant.model, contestant.instructions
        )
        given = GivenAnswer(
            question=question.text,
            answer=message.text,
            refused=message.state is MessageState.REFUSED,
            searched=contestant.entry.way.searches,
            citations=message.citations,
            passages=passages,
        )
        grades = await self._marker.grade(self.exam.base, [given])
        answer = ExamAnswer(
            exam=self.exam.id,
            contestant=contestant.key,
            question=question.id,
            text=message.text,
            state=message.state,
            citations=message.citations,
            grade=grades[0],
            timings=message.timings,
        )
        self._rows.save_answers([answer])
        self._answers[(contestant.key, question.id)] = answer
        self._heard()

    async def _put(
        self, text: str, way: Way, model: str, instructions: str
    ) -> tuple[ChatMessage, tuple[Passage, ...]]:
        """A finished answer with the passages it was made from; raises what it failed with."""
        await self._person_first()
        base = self.exam.base
        asking = self._chats.put(
            Request(base, self._base_name, text, way, model, instructions=instructions, fresh=True)
        )
        message = await asking.finished
        if message.state is MessageState.FAILED:
            raise ProblemError(Problem(Code(message.code), message.problem_params))
        return message, asking.passages.passages if asking.passages else ()

    async def _person_first(self) -> None:
        """A person who waits for an answer is not made to wait for a search as well."""
        while writing := [one for one in self._chats.writing.values() if not one.is_done()]:
            # Calling the search off must not end the person's answer: the wait has a value of its own.
            await _end_of(writing[0])


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
        contestants=(),
        questions=tuple(question.id for question in questions),
        seed=seed,
        created=now,
        updated=now,
        job=job,
        reviewed=sum(question.reviewed_at is not None for question in questions),
    )
    rows.save(exam)
    return exam


def _end_of(asking: Asking) -> Pending[None]:
    """Settles when an answer is there; calling it off leaves that answer alone."""
    ended: Pending[None] = Pending(lambda: ended.resolve(None))
    asking.finished.then(lambda _: ended.resolve(None))
    return ended


def rounds_exam(job: str) -> str:
    """The id of the exam that a search's rounds are held as."""
    return str(uuid.uuid5(NAMESPACE, f"search rounds\n{job}"))


def judging_exam(job: str) -> str:
    """The id of the exam that a search's winner is judged by."""
    return str(uuid.uuid5(NAMESPACE, f"search judging\n{job}"))
