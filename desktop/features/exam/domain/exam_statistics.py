"""What the marks of an exam say, and how surely: a share with its Wilson interval, two candidates compared
question by question (see `paired`)."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from desktop.core import paired, sampling
from desktop.core.exam_entities import (
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
SAME_WITHIN = 0.15
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
    first: Mapping[str, Mark], second: Mapping[str, Mark], names: tuple[str, str] = ("", "")
) -> Verdict:
    """Two candidates on the questions (ids) that both answered; `names` are their keys."""
    common = sorted(first.keys() & second.keys())
    rights = [[marks[question] is Mark.RIGHT for question in common] for marks in (first, second)]
    difference, low, high = paired.difference(*rights)
    return Verdict(*names, len(common), difference, low, high, judge(len(common), low, high))


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
    verdicts = tuple(
        compare(marks[key], marks[reference], (key, reference)) for key in marks if key != reference
    )
    return Scoreboard(exam.id, tuple(rows), verdicts, reference, _simplest(rows, marks, top))


def _simplest(rows: Sequence[ScoreRow], marks: Mapping[str, Mapping[str, Mark]], top: str) -> str:
    """The simplest candidate that is as good as the best: less to keep up, nothing lost."""
    order = list(AnswerMode)
    for row in sorted(rows, key=lambda row: order.index(row.candidate.entry)):
        key = row.candidate.key
        if key == top or compare(marks[key], marks[top]).judgement is Judgement.SAME:
            return key
    return top


def _marks(answers: Iterable[ExamAnswer]) -> dict[str, Mark]:
    return {answer.question: answer.mark for answer in answers if not is_shipped(answer.question)}


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
