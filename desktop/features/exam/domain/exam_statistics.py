"""What the marks of an exam say, and how surely: a share with its Wilson interval, two candidates compared
question by question, several with Holm's correction (see `paired`)."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.core import paired, sampling
from desktop.core.exam_entities import (
    LEAST_QUESTIONS,
    Candidate,
    Exam,
    ExamAnswer,
    Judgement,
    Scoreboard,
    ScoreRow,
    Verdict,
    is_shipped,
)
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Mark

# With an interval inside ± this, nothing that matters is between the two.
SAME_WITHIN = 0.07
# Two ways that nothing is known of are right and wrong on different questions in such a share of all: between
# search with and without instructions it was a tenth here, between search and a model alone two thirds.
ASSUMED_DIFFERING = 0.25
# What is worth a change of the way to answer, as the difference of the shares right.
WORTH_SEEING = 0.1
# Fewer common questions tell nothing, whatever the marks.
LEAST_COMMON = 10


def judge(questions: int, low: float, high: float) -> Judgement:
    """What an interval of a difference says. TOO_FEW: it allows for a difference that matters, either way."""
    if questions < LEAST_COMMON:
        return Judgement.TOO_FEW
    if low > 0:
        return Judgement.BETTER
    if high < 0:
        return Judgement.WORSE
    return Judgement.SAME if max(-low, high) <= SAME_WITHIN else Judgement.TOO_FEW


def compare(
    first: Mapping[str, Mark],
    second: Mapping[str, Mark],
    names: tuple[str, str] = ("", ""),
    level: float = paired.LEVEL,
) -> Verdict:
    """Two candidates on the questions (ids) that both answered; `names` are their keys."""
    rights = _rights(first, second)
    difference, low, high = paired.difference(*rights, level)
    count, differing = len(rights[0]), sum(one != other for one, other in zip(*rights, strict=True))
    return Verdict(*names, count, difference, low, high, judge(count, low, high), differing)


def compare_all(marks: Mapping[str, Mapping[str, Mark]], reference: str) -> tuple[Verdict, ...]:
    """Every candidate (key) but the reference against it, in the given order, each at the level that Holm's
    correction leaves to it: of several ways one looks better by chance sooner or later."""
    others = [key for key in marks if key != reference]
    levels = paired.levels([paired.p_value(*_rights(marks[key], marks[reference])) for key in others])
    return tuple(
        compare(marks[key], marks[reference], (key, reference), level)
        for key, level in zip(others, levels, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Power:
    """What an exam of `asked` questions about the documents can show among so many comparisons: a difference
    of `shown` (a share, 1 = none); one of `WORTH_SEEING` takes `needed` questions. `differing`: the share of
    questions on which two ways are right and wrong, `measured` in earlier exams, else assumed."""

    asked: int
    needed: int
    shown: float
    differing: float
    measured: bool
    comparisons: int


def power(asked: int, candidates: int, earlier: Iterable[Scoreboard]) -> Power:
    """Before an exam of so many questions and candidates; `earlier`: the tables of the base's own exams."""
    seen, comparisons = differing_share(earlier), max(candidates - 1, 1)
    differing = ASSUMED_DIFFERING if seen is None else max(seen, WORTH_SEEING)
    needed = paired.questions_needed(WORTH_SEEING, differing, comparisons)
    shown = paired.smallest_difference(asked, differing, comparisons)
    return Power(asked, needed, shown, differing, seen is not None, comparisons)


def differing_share(boards: Iterable[Scoreboard]) -> float | None:
    """In which share of the questions two ways of about the same worth were right and wrong on different
    ones, over the comparisons of earlier exams; None before there is one with enough questions. How the
    unequal differ says nothing of it, and no power is lacking there."""
    found = [
        one
        for board in boards
        for one in board.verdicts
        if one.questions >= LEAST_QUESTIONS and abs(one.difference) <= 2 * WORTH_SEEING
    ]
    questions = sum(one.questions for one in found)
    return sum(one.differing for one in found) / questions if questions else None


def _rights(first: Mapping[str, Mark], second: Mapping[str, Mark]) -> tuple[list[bool], list[bool]]:
    common = sorted(first.keys() & second.keys())
    one, other = ([marks[question] is Mark.RIGHT for question in common] for marks in (first, second))
    return one, other


def scoreboard(exam: Exam, answers: Iterable[ExamAnswer], active: str = "") -> Scoreboard:
    """The table of an exam as far as it was held. `active`: key of the candidate that answers in the chat
    now; the others are compared with it when it sat the exam, else with the best."""
    given: dict[str, list[ExamAnswer]] = {one.key: [] for one in exam.candidates}
    for answer in answers:
        given.setdefault(answer.candidate, []).append(answer)
    order = list(AnswerMode)
    rows = [_row(one, given[one.key]) for one in exam.candidates if given[one.key]]
    rows.sort(key=lambda row: (-row.share, order.index(row.candidate.entry)))
    if not rows:
        return Scoreboard(exam.id, (), ())
    marks = {row.candidate.key: _marks(given[row.candidate.key]) for row in rows}
    top = rows[0].candidate.key
    reference = active if active in marks else top
    verdicts = compare_all(marks, reference)
    with_top = verdicts if reference == top else compare_all(marks, top)
    best = _simplest(rows, with_top, top)
    return Scoreboard(exam.id, tuple(rows), verdicts, reference, best, _knows_less(rows, given))


def _simplest(rows: Sequence[ScoreRow], with_top: Sequence[Verdict], top: str) -> str:
    """The simplest candidate that is as good as the best: less to keep up, nothing lost."""
    order = list(AnswerMode)
    same = {top, *(verdict.first for verdict in with_top if verdict.judgement is Judgement.SAME)}
    found = sorted(rows, key=lambda row: order.index(row.candidate.entry))
    return next(row.candidate.key for row in found if row.candidate.key in same)


def _knows_less(rows: Sequence[ScoreRow], given: Mapping[str, Sequence[ExamAnswer]]) -> tuple[Verdict, ...]:
    """The trained ones beside their own model, models beside the one that knows most: a model of which all
    weights were trained is one of its own. General questions are put to all without documents, so of ways
    that differ by the search alone one is told."""
    marks = {row.candidate.key: _marks(given[row.candidate.key], general=True) for row in rows}
    untrained = sorted((row for row in rows if not row.candidate.adapter), key=lambda row: -row.general)
    found: dict[tuple[str, str, float, str], Verdict] = {}
    for one in (row.candidate for row in rows):
        for other in (row.candidate for row in untrained):
            if (other.model == one.model) is bool(one.adapter):
                verdict = compare(marks[one.key], marks[other.key], (one.key, other.key))
                found.setdefault((one.model, one.adapter, one.strength, one.instructions), verdict)
                break
    return tuple(one for one in found.values() if one.judgement is Judgement.WORSE)


def _marks(answers: Iterable[ExamAnswer], general: bool = False) -> dict[str, Mark]:
    return {answer.question: answer.mark for answer in answers if is_shipped(answer.question) is general}


def _row(candidate: Candidate, answers: Sequence[ExamAnswer]) -> ScoreRow:
    own = [answer for answer in answers if not is_shipped(answer.question)]
    general = [answer for answer in answers if is_shipped(answer.question)]
    counts = {mark: sum(answer.mark is mark for answer in own) for mark in Mark}
    low, high = sampling.wilson(counts[Mark.RIGHT], len(own))
    cited = [answer for answer in own if answer.mark is Mark.RIGHT and answer.grade.citation is not None]
    timings = [answer.timings for answer in own or general]
    return ScoreRow(
        candidate=candidate,
        asked=len(own),
        right=counts[Mark.RIGHT],
        partly=counts[Mark.PARTLY],
        wrong=counts[Mark.WRONG],
        refused=counts[Mark.REFUSED],
        invented=counts[Mark.INVENTED],
        low=low,
        high=high,
        cited=len(cited),
        citations_right=sum(answer.grade.citation is True for answer in cited),
        general=sum(answer.mark is Mark.RIGHT for answer in general),
        general_asked=len(general),
        seconds_median=statistics.median(timing.total_s for timing in timings),
        tokens_median=float(statistics.median(timing.tokens for timing in timings)),
        memory=max(timing.memory for timing in timings),
    )
