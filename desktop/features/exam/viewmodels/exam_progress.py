"""An exam under way as a person reads it."""

from desktop.core.exam_entities import Exam, ExamState
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.job_text import JobText
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code, Problem


def describe(exam: Exam, done: int, seconds_left: float | None, question: str = "") -> JobText:
    """`done` answers are there; `seconds_left` None while nothing can be said; `question` is asked now."""
    total = len(exam.questions) * len(exam.candidates)
    fraction = min(done / total, 1.0) if total else 0.0
    percent = formats.percent(fraction)
    if exam.state is ExamState.FAILED:
        return JobText(_failure(exam), fraction, "", "", "failed")
    if exam.state is ExamState.PAUSED:
        words = translate("ExamProgress", "The exam is paused: %1 of %2 answers are there")
        said = _filled(words, done, total)
        about = translate("ExamProgress", "Continue today or later: nothing is asked twice.")
        return JobText(said, fraction, percent, about, "paused")
    words = translate("ExamProgress", "The exam goes on: answer %1 of %2")
    said = _filled(words, min(done + 1, total), total)
    if seconds_left is not None:
        left = translate("ExamProgress", "%1, %2 left")
        said = fill(left, said, formats.duration(seconds_left))
    return JobText(said, fraction, percent, _now(done, total, question), "running")


def _filled(words: str, done: int, total: int) -> str:
    return fill(words, formats.number(done), formats.number(total))


def _now(done: int, total: int, question: str) -> str:
    if done >= total:
        return translate("ExamProgress", "Marking the last answers")
    if not question:
        return translate("ExamProgress", "You can ask in the chat meanwhile.")
    return fill(translate("ExamProgress", "Now: %1"), " ".join(question.split()))


def _failure(exam: Exam) -> str:
    try:
        code = Code(exam.code)
    except ValueError:
        code = Code.BUG
    return in_full(Problem(code, exam.problem_params))
