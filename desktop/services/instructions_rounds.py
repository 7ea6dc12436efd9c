"""How a search for instructions tries its candidates: the first questions, the rounds, the judging."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.domain import halving
from desktop.domain.entities import JobRecord
from desktop.domain.exam import Contestant, Entry, ExamAnswer, ExamQuestion, ExamState, Instructions
from desktop.services.instructions_book import SEARCHED, InstructionsBook
from desktop.services.instructions_drafts import InstructionsDrafts, mistakes
from desktop.services.instructions_exam import Marker, SearchExam
from workers.contract.exam import Mark
from workers.contract.messages import Message, Progress

# (first, second) of the same questions, right or not → (difference of the shares, low, high).
Compare = Callable[[Sequence[bool], Sequence[bool]], tuple[float, float, float]]
# First answers without instructions: their speed shares out the time, their mistakes are shown to the model.
PILOT = 8
_LEAST_S = 0.001


@dataclass(slots=True)
class Sitting:
    """One run of a search over its two exams. `bare` answers without instructions."""

    job: JobRecord
    language: str
    bare: Contestant
    rounds: SearchExam
    judging: SearchExam
    hear: Callable[[Message], None]
    total: int = 0
    stage: str = "trying"

    def candidate(self, instructions: str) -> Contestant:
        searches = self.bare.entry.way.searches
        entry = Entry.DOCUMENTS_INSTRUCTIONS if searches else Entry.INSTRUCTIONS
        return Contestant(entry, self.bare.model, instructions=instructions)

    def tell(self) -> None:
        done = len(self.rounds) + len(self.judging)
        self.hear(Progress(self.job.id, self.stage, done, max(done, self.total), "answers"))


class InstructionsRounds:
    """Used by the search. Everything follows from answers, drafts and seed, which are kept: a sitting that
    was cut off is gone through again without asking anything twice."""

    def __init__(
        self, book: InstructionsBook, drafts: InstructionsDrafts, marker: Marker, compare: Compare
    ) -> None:
        self._book, self._drafts, self._marker, self._compare = book, drafts, marker, compare

    def judges(self, base: str) -> int:
        """How many answer each question of the judging."""
        return 3 if self._book.active(base) is not None else 2

    async def first(self, sitting: Sitting) -> list[Instructions]:
        """The first questions without instructions; from their mistakes the model writes candidates.
        Returns all candidates, those most worth trying first."""
        rounds = sitting.rounds
        pilot = rounds.questions[:PILOT]
        for question in pilot:
            await rounds.ask(question, [sitting.bare])
        exam, base = rounds.exam.id, rounds.exam.base
        written: list[Instructions] = []
        for place, group in enumerate(mistakes(pilot, rounds.answers(sitting.bare))):
            draft = self._drafts.written(exam, base, place)
            if draft is None:
                draft = await self._write(sitting, place, group)
            written.append(draft)
        active = self._book.active(base)
        ready = [one for one in self._drafts.of(exam, base) if one.text or one.shots]
        of_model = {one.id for one in written}
        others = [one for one in ready if one.id not in of_model]
        first = [one for one in written if one.text]
        return [*([active] if active else []), *first, *(one for one in others if not _is_mixed(one))]

    async def _write(
        self, sitting: Sitting, place: int, group: Sequence[tuple[ExamQuestion, ExamAnswer]]
    ) -> Instructions:
        exam = sitting.rounds.exam
        request = self._drafts.request(sitting.language, group)
        written = await sitting.rounds.write(request, sitting.bare.model)
        known = self._marker.questions(exam.base)
        return self._drafts.keep_written(exam.id, exam.base, place, written, sitting.language, known)

    def pace(self, sitting: Sitting) -> float:
        """Seconds an answer took at the first questions: the same in every sitting, and so is the plan."""
        answers = sitting.rounds.answers(sitting.bare)
        first = [answers[question.id].timings.total_s for question in sitting.rounds.questions[:PILOT]]
        return max(sum(first) / len(first), _LEAST_S)

    async def run(
        self, sitting: Sitting, trials: Sequence[Instructions], plan: Sequence[halving.Round], until: float
    ) -> Instructions | None:
        """The best candidate; None when none did better than no instructions, or those that are on did best.
        After `until` seconds of answering no more than the first round's questions are asked."""
        rounds, base = sitting.rounds, sitting.rounds.exam.base
        left = sorted(trials, key=_length)  # of equals the shorter goes on
        scores: dict[str, float] = {}
        for number, one in enumerate(plan):
            mixed = self._mixed(sitting, left, scores) if number == 1 else None
            left = left[: one.candidates] if number else left
            left += [mixed] if mixed is not None else []
            contestants = [sitting.bare, *(sitting.candidate(draft.id) for draft in left)]
            rounds.save(contestants=_united(rounds.exam.contestants, contestants))
            asked: list[str] = []
            for question in rounds.questions[: one.questions]:
                late = rounds.seconds() >= until and len(asked) >= plan[0].questions
                if late and any(question.id not in rounds.marks(who) for who in contestants):
                    break
                await rounds.ask(question, contestants)
                asked.append(question.id)
            scores = {who.instructions: halving.score(rounds.marks(who), asked) for who in contestants}
            names = halving.best(scores, [draft.id for draft in sorted(left, key=_length)], len(left))
            left.sort(key=lambda draft: names.index(draft.id))
        active = self._book.active(base)
        winner = left[0]
        if scores[winner.id] <= scores[""] or (active is not None and winner.id == active.id):
            return None
        return winner

    def _mixed(
        self, sitting: Sitting, left: Sequence[Instructions], scores: dict[str, float]
    ) -> Instructions | None:
        """The best text with the best examples, when one of them has helped."""
        text = next((one for one in left if one.text and not one.shots), None)
        shots = next((one for one in left if one.shots and not one.text), None)
        if text is None or shots is None or max(scores[text.id], scores[shots.id]) <= scores[""]:
            return None
        exam = sitting.rounds.exam
        return self._drafts.combined(exam.id, exam.base, text, shots)

    async def judge(
        self, sitting: Sitting, winner: Instructions, judged: Sequence[ExamQuestion]
    ) -> Instructions:
        """Winner and no instructions on the other half, question by question; beside them those that are on,
        which the guards compare with."""
        sitting.stage = "judging"
        judging, pair = sitting.judging, [sitting.bare, sitting.candidate(winner.id)]
        active = self._book.active(judging.exam.base)
        told = [sitting.candidate(active.id)] if active is not None else []
        judging.save(contestants=[*pair, *told])
        for question in judged:
            await judging.ask(question, [*pair, *told])
        before, after = (
            [judging.marks(who)[question.id] is Mark.RIGHT for question in judged] for who in pair
        )
        _, low, high = self._compare(after, before)
        judging.save(state=ExamState.DONE)
        return replace(
            winner,
            number=0,
            origin=SEARCHED,
            exam=judging.exam.id,
            asked=len(judged),
            right=sum(after),
            right_before=sum(before),
            low=low,
            high=high,
        )


def _length(draft: Instructions) -> int:
    return len(draft.text) + sum(len(s.question) + len(s.answer) + len(s.source) for s in draft.shots)


def _is_mixed(draft: Instructions) -> bool:
    return bool(draft.text and draft.shots)


def _united(there: Sequence[Contestant], more: Sequence[Contestant]) -> list[Contestant]:
    return [*there, *(one for one in more if one not in there)]
