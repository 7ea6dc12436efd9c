"""The mark of an answer, with its reasons.

Numbers and key facts decide where there are some, telling words and meaning where there are none: vectors of
short sentences are alike whatever their numbers say."""

from collections.abc import Callable

from workers.contract.exam import ExamText, GivenAnswer, Grade, Mark, QuestionKind, Reason, ReasonCode
from workers.grading import answering, premises, sources, wording
from workers.text.language import differ

Cosine = Callable[[str, str], float]


def grade(given: GivenAnswer, cosine: Cosine) -> Grade:
    """Mark an answer. `cosine(a, b)` of two texts, asked for only where words do not decide."""
    mark, reasons = _mark(given, cosine)
    citation: bool | None = None
    # A refusal needs no source; nor has a source any worth under what was not to be answered.
    if mark not in (Mark.REFUSED, Mark.INVENTED) and not _refused(given) and given.answer.strip():
        citation, places = sources.judge(given)
        reasons = [*reasons, *places]
    return Grade(mark, tuple(reasons), citation)


def _mark(given: GivenAnswer, cosine: Cosine) -> tuple[Mark, list[Reason]]:
    question, answer = given.question, given.answer
    refused = _refused(given)
    if not answer.strip() and not refused:
        return Mark.WRONG, [Reason(ReasonCode.EMPTY, False)]
    if not question.answerable:
        return _unanswerable(question, answer, refused)
    if question.kind is QuestionKind.FALSE_PREMISE:
        if refused:
            return Mark.RIGHT, [Reason(ReasonCode.REFUSED_RIGHTLY, True)]
        return premises.mark(question, answer)
    mark, reasons = answering.mark(question, answer, cosine)
    # "Not said outright, but 28 days" answers; a refusal that holds nothing of the answer is one.
    if refused and mark is not Mark.RIGHT:
        return Mark.REFUSED, [Reason(ReasonCode.REFUSED_WRONGLY, False)]
    if differ(question.question, answer) and differ(question.answer, answer):
        reasons = [*reasons, Reason(ReasonCode.LANGUAGE_OTHER, False)]
        mark = Mark.PARTLY if mark is Mark.RIGHT else mark
    return mark, reasons


def _unanswerable(question: ExamText, answer: str, refused: bool) -> tuple[Mark, list[Reason]]:
    if refused:
        return Mark.RIGHT, [Reason(ReasonCode.REFUSED_RIGHTLY, True)]
    if question.kind is QuestionKind.FALSE_PREMISE and wording.denies(answer):
        return Mark.RIGHT, [Reason(ReasonCode.PREMISE_CORRECTED, True)]
    return Mark.INVENTED, [Reason(ReasonCode.INVENTED, False)]


def _refused(given: GivenAnswer) -> bool:
    return given.refused or wording.refuses(given.answer, given.question.question)
