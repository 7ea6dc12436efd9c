"""Instructions in words: where a version came from, what it changed by how much."""

from desktop.core.exam_entities import ExamState, Instructions, Judgement
from desktop.features.exam.domain import exam_statistics
from desktop.features.exam.domain.instruction_versions import SEARCHED
from desktop.features.exam.services.instructions_trials import Trial
from desktop.features.exam.viewmodels.exam_verdict import points
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Problem


def name(version: Instructions) -> str:
    """ "Version 3"."""
    return fill(translate("Instructions", "Version %1"), formats.number(version.number))


def origin(version: Instructions) -> str:
    """Where it came from, and when."""
    if version.origin == SEARCHED:
        words = translate("Instructions", "Found by search, %1")
    else:
        words = translate("Instructions", "Written by hand, %1")
    return fill(words, formats.calendar_day(version.created))


def judgement(version: Instructions) -> Judgement:
    """What the other half says of it."""
    return exam_statistics.judge(version.asked, version.low, version.high)


def verdict(version: Instructions) -> str:
    """The figures of the other half in one sentence; "" for a version that was not judged."""
    if not version.asked:
        return ""
    words = translate("Instructions", "%n right answer(s) of %1 with them, %2 without", "", version.right)
    return fill(counted(words, version.right), *map(formats.number, (version.asked, version.right_before)))


def difference(version: Instructions) -> str:
    """The difference with its interval, and what follows from it."""
    if not version.asked:
        return translate(
            "Instructions", "Not measured yet: an exam shows whether it answers better with them."
        )
    share = (version.right - version.right_before) / version.asked
    said = {
        Judgement.BETTER: translate(
            "Instructions", "They help: %1 points, with a probability of 95 % from %2 to %3."
        ),
        Judgement.SAME: translate(
            "Instructions",
            "They change next to nothing: %1 points, with a probability of 95 % from %2 to %3.",
        ),
        Judgement.WORSE: translate(
            "Instructions", "They do harm: %1 points, with a probability of 95 % from %2 to %3."
        ),
        Judgement.TOO_FEW: translate(
            "Instructions", "Too few questions to tell: %1 points, with a probability of 95 % from %2 to %3."
        ),
    }[judgement(version)]
    return fill(said, *map(points, (share, version.low, version.high)))


def tried(trial: Trial) -> str:
    """What a trial has shown so far."""
    exam, count = trial.exam, len(trial.judged)
    if exam.state is ExamState.FAILED:
        return in_full(Problem.stored(exam.code, exam.problem_params))
    if not count:
        return translate("Instructions", "Being tried on ten questions")
    words = translate("Instructions", "Tried on %n question(s): %1 right with them, %2 without.", "", count)
    said = fill(counted(words, count), formats.number(trial.right), formats.number(trial.right_before))
    if exam.state is not ExamState.DONE:
        return said
    few = translate("Instructions", "So few show gross differences alone; an exam shows whether they help.")
    return f"{said} {few}"


def how_found(version: Instructions) -> str:
    """Why it won; "" for one that was written by hand."""
    if version.origin != SEARCHED:
        return ""
    words = translate(
        "Instructions",
        "Best of %n tried on one half of the exam, in %1 rounds. These figures come from the other half,"
        " which the search never saw.",
        "",
        version.tried,
    )
    return fill(counted(words, version.tried), formats.number(version.rounds))
