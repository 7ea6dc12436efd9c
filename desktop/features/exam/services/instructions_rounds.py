"""How a search for instructions tries its candidates: the first questions, the rounds, the judging."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from desktop.core import paired
from desktop.core.entities import JobRecord
from desktop.core.exam_entities import Candidate, ExamAnswer, ExamQuestion, ExamState, Instructions
from desktop.features.exam.domain import halving
from desktop.features.exam.domain.instruction_versions import SEARCHED
from desktop.features.exam.services.exam_answers import ExamAnswers
from desktop.features.exam.services.instructions_drafts import InstructionsDrafts, mistakes
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Mark
from workers.contract.messages import Message, Progress

# First answers without instructions: their speed shares out the time, their mistakes are shown to the model.
PILOT = 8
_LEAST_S = 0.001
# The judging on the other half is what the person reads: it gets this share of the time.
_JUDGING = 0.4
# The guards let nothing pass that was judged on fewer.
_LEAST_JUDGED = 10
# What the model knows of the world must not suffer either; so many shipped questions are asked in any case.
_LEAST_GENERAL = 10
# Candidates with examples have more to read than the bare question that was measured.
_SLOWER = 1.3


@dataclass(slots=True)
class SearchInputs:
    """One run of a search over its two exams. `bare` answers without instructions."""

    job: JobRecord
    language: str
    bare: Candidate
    rounds: ExamAnswers
    judging: ExamAnswers
    general: tuple[ExamQuestion, ...]  # the shipped ones, asked at the judging
    notify: Callable[[Message], None]
    total: int = 0
    stage: str = "trying"

    spent: float = 0.0  # seconds of answering, counted along the way that leads here
    times: list[float] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    rounds_held: int = 0

    def candidate(self, instructions: str) -> Candidate:
        """`bare` with these instructions (an id): the same model, and it searches where `bare` does."""
        searches = self.bare.entry.searches
        entry = AnswerMode.of(searches=searches, instructed=True)
        return Candidate(entry, self.bare.model, instructions=instructions)

    async def ask(self, exam: ExamAnswers, question: ExamQuestion, candidates: Sequence[Candidate]) -> None:
        """Put a question, and count the time it took now or in an earlier run: what is decided by time is
        then decided the same after a kill."""
        for candidate in candidates:
            if question in self.general:
                await exam.ask_general(question, candidate)
            else:
                await exam.ask(question, [candidate])
        for candidate in candidates:
            if (candidate.key, question.id) not in self.seen:
                self.seen.add((candidate.key, question.id))
                self.times.append(exam.answer(candidate, question).timings.total_s)
                self.spent += self.times[-1]

    def pace(self) -> float:
        """Seconds that an answer takes; the median, since the first one waits for the model to be loaded."""
        return max(statistics.median(self.times), _LEAST_S)

    def report_progress(self) -> None:
        """Tell the job how many answers of how many there are."""
        done = len(self.rounds) + len(self.judging)
        self.notify(Progress(self.job.id, self.stage, done, max(done, self.total), "answers"))


class InstructionsRounds:
    """Used by the search. Everything follows from answers, drafts and seed, which are kept: a run that
    was cut off is gone through again without asking anything twice."""

    def __init__(self, store: InstructionsStore, drafts: InstructionsDrafts, questions: QuestionRows) -> None:
        self._store, self._drafts, self._questions = store, drafts, questions

    async def first(self, inputs: SearchInputs) -> list[Instructions]:
        """The first questions without instructions; from their mistakes the model writes candidates.
        Returns all candidates, those most worth trying first."""
        rounds = inputs.rounds
        pilot = rounds.questions[:PILOT]
        for question in pilot:
            await inputs.ask(rounds, question, [inputs.bare])
        exam, base = rounds.exam.id, rounds.exam.base
        written: list[Instructions] = []
        for place, group in enumerate(mistakes(pilot, rounds.answers(inputs.bare))):
            draft = self._drafts.written(exam, base, place)
            if draft is None:
                draft = await self._write(inputs, place, group)
            written.append(draft)
        active = self._store.active(base)
        ready = [one for one in self._drafts.of(exam, base) if one.text or one.shots]
        of_model = {one.id for one in written}
        others = [one for one in ready if one.id not in of_model]
        first = [one for one in written if one.text]
        return [*([active] if active else []), *first, *(one for one in others if not _is_mixed(one))]

    async def _write(
        self, inputs: SearchInputs, place: int, group: Sequence[tuple[ExamQuestion, ExamAnswer]]
    ) -> Instructions:
        exam = inputs.rounds.exam
        request = self._drafts.request(inputs.language, group)
        written = await inputs.rounds.write(request, inputs.bare.model)
        known = self._questions.list(exam.base)
        return self._drafts.keep_written(exam.id, exam.base, place, written, inputs.language, known)

    async def run(
        self, inputs: SearchInputs, trials: Sequence[Instructions], seconds: float
    ) -> Instructions | None:
        """The best candidate; None when none did better than no instructions, or those that are on did best.
        `seconds` are for all answers, those of the judging included."""
        rounds = inputs.rounds
        pace = _SLOWER * inputs.pace()
        until = seconds - self._for_judging(inputs, seconds, pace)
        plan = halving.plan(len(trials), len(rounds.questions), int((until - inputs.spent) / pace))
        left = sorted(trials[: plan[0].candidates], key=_length)  # of equals the shorter goes on
        scores: dict[str, float] = {}
        asked: list[str] = []
        while plan:
            one, plan = plan[0], plan[1:]
            mixed = self._mixed(inputs, left, scores) if inputs.rounds_held == 1 else None
            left = left[: one.candidates]
            left += [mixed] if mixed is not None else []
            candidates = [inputs.bare, *(inputs.candidate(draft.id) for draft in left)]
            rounds.save(candidates=_united(rounds.exam.candidates, candidates))
            inputs.total = len(inputs.seen) + halving.cost((one, *plan), len(asked)) + self._judged(inputs)
            least, asked = len(asked) or one.questions, []
            for question in rounds.questions[: one.questions]:
                if inputs.spent >= until and len(asked) >= least:
                    break
                await inputs.ask(rounds, question, candidates)
                asked.append(question.id)
            inputs.rounds_held += 1
            scores = {who.instructions: halving.score(rounds.marks(who), asked) for who in candidates}
            names = halving.best(scores, [draft.id for draft in sorted(left, key=_length)], len(left))
            left.sort(key=lambda draft: names.index(draft.id))
            budget = max(0, int((until - inputs.spent) / inputs.pace()))
            if plan:
                plan = halving.onward(plan[0].candidates, len(asked), len(rounds.questions), budget)
        active = self._store.active(rounds.exam.base)
        winner = left[0]
        if scores[winner.id] <= scores[""] or (active is not None and winner.id == active.id):
            return None
        return winner

    def _judges(self, inputs: SearchInputs) -> int:
        """How many answer each question of the judging."""
        return 3 if self._store.active(inputs.judging.exam.base) is not None else 2

    def _judged(self, inputs: SearchInputs) -> int:
        return self._judges(inputs) * (len(inputs.judging.questions) + len(inputs.general))

    def _for_judging(self, inputs: SearchInputs, seconds: float, pace: float) -> float:
        """Seconds kept for the judging: its share of the time, or less where the other half needs less."""
        fewest = min(_LEAST_JUDGED, len(inputs.judging.questions))
        fewest += min(_LEAST_GENERAL, len(inputs.general))
        least = pace * self._judges(inputs) * fewest
        return max(least, min(_JUDGING * seconds, pace * self._judged(inputs)))

    def _mixed(
        self, inputs: SearchInputs, left: Sequence[Instructions], scores: dict[str, float]
    ) -> Instructions | None:
        """The best text with the best examples, when one of them has helped."""
        text = next((one for one in left if one.text and not one.shots), None)
        shots = next((one for one in left if one.shots and not one.text), None)
        if text is None or shots is None or max(scores[text.id], scores[shots.id]) <= scores[""]:
            return None
        exam = inputs.rounds.exam
        return self._drafts.combined(exam.id, exam.base, text, shots)

    async def judge(self, inputs: SearchInputs, winner: Instructions, seconds: float) -> Instructions:
        """Winner and no instructions on the other half, question by question, while there is time; beside
        them those that are on, which the guards compare with. Then the shipped questions, which count for the
        guards alone."""
        inputs.stage = "judging"
        judging, pair = inputs.judging, [inputs.bare, inputs.candidate(winner.id)]
        active = self._store.active(judging.exam.base)
        present = [inputs.candidate(active.id)] if active is not None else []
        judging.save(candidates=[*pair, *present])
        inputs.total = len(inputs.seen) + self._judged(inputs)
        judged: list[ExamQuestion] = []
        for question in judging.questions:
            if inputs.spent >= seconds and len(judged) >= _LEAST_JUDGED:
                break
            await inputs.ask(judging, question, [*pair, *present])
            judged.append(question)
        for number, question in enumerate(inputs.general):
            if inputs.spent >= seconds and number >= _LEAST_GENERAL:
                break
            await inputs.ask(judging, question, [*pair, *present])
        before, after = (
            [judging.marks(who)[question.id] is Mark.RIGHT for question in judged] for who in pair
        )
        _, low, high = paired.difference(after, before)
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


def _united(there: Sequence[Candidate], more: Sequence[Candidate]) -> list[Candidate]:
    return [*there, *(one for one in more if one not in there)]
