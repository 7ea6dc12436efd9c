"""The verdict above the curves: what a run is doing, in one line and one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.training_entities import Run, RunEvent, RunPoint, RunState
from desktop.features.training.viewmodels.event_text import event_text
from desktop.features.training.viewmodels.run_model import RunShown
from desktop.ui.i18n import formats, problems
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.codes import Code, Problem
from workers.contract.training.tuning import TuneStatus

_TELLING = (
    "preparing_weights", "better", "not_better", "overfit", "resumed", "stepped_down", "finishing",
    "exporting", "diverged", "stopped_early",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunVerdict:
    """`tone` is a colour of the theme, never the only sign: `icon` and `title` say the same."""

    icon: str
    tone: str
    title: str
    sentence: str


def verdict(shown: RunShown) -> RunVerdict:
    """Of a run in any state."""
    run = shown.run
    if run.state is RunState.TRAINING and not shown.interrupted:
        return _training(shown)
    if shown.resumable:
        return _resumable(shown)
    if run.state is RunState.READY:
        return _ready(shown)
    if run.state is RunState.FAILED:
        return _failed(run)
    return _waiting(run)


def _training(shown: RunShown) -> RunVerdict:
    last = next((event for event in reversed(shown.events) if event.code in _TELLING), None)
    code = last.code if last is not None else ""
    if last is not None and code in ("resumed", "stepped_down"):
        return _mended(last)
    endings = {
        "finishing": translate("RunVerdict", "Finishing with the best step"),
        "exporting": translate("RunVerdict", "Writing the trained model"),
        "stopped_early": translate("RunVerdict", "The model no longer gets better"),
    }
    if code in endings:
        kept = translate("RunVerdict", "The best step is kept; this takes a minute or two.")
        return RunVerdict("flag", "success", endings[code], kept)
    if code == "diverged":
        return _diverged()
    if not shown.points:
        return RunVerdict(
            "timer",
            "secondary",
            translate("RunVerdict", "Preparing the model"),
            translate("RunVerdict", "The first time it is unpacked for training; later runs begin at once."),
        )
    return _judged(shown.checked, overfit=code == "overfit")


def _judged(checked: Sequence[RunPoint], overfit: bool) -> RunVerdict:
    """Better, no longer better or worse, from the errors on unfamiliar questions."""
    losses = [point.validation_loss or 0.0 for point in checked]
    if not losses or losses[-1] <= min(losses):
        return RunVerdict(
            "trending-down",
            "success",
            translate("RunVerdict", "The model is getting better"),
            translate(
                "RunVerdict",
                "The lower the line, the fewer mistakes. When the dashed one stops falling, training ends by"
                " itself.",
            ),
        )
    rising = len(losses) > 2 and losses[-1] > losses[-2] > losses[-3]
    if overfit or rising:
        return RunVerdict(
            "triangle-alert",
            "warning",
            translate("RunVerdict", "The model is getting worse"),
            translate(
                "RunVerdict",
                "It crams the familiar questions and errs more on unfamiliar ones. The best step is kept; you"
                " can finish now.",
            ),
        )
    return RunVerdict(
        "flag",
        "warning",
        translate("RunVerdict", "The model no longer gets better"),
        translate("RunVerdict", "If it stays so, training ends by itself. The best step is kept."),
    )


def _mended(event: RunEvent) -> RunVerdict:
    if event.code == "resumed":
        return RunVerdict(
            "rotate-ccw",
            "accent",
            translate("RunVerdict", "Continued from the saved point"),
            translate("RunVerdict", "Nothing is lost: what followed that point is done again."),
        )
    return RunVerdict(
        "triangle-alert",
        "warning",
        translate("RunVerdict", "Memory was not enough, so I took smaller portions"),
        event_text(event) + ". " + translate("RunVerdict", "It may take longer."),
    )


def _resumable(shown: RunShown) -> RunVerdict:
    titles = {
        True: translate("RunVerdict", "Interrupted"),
        False: translate("RunVerdict", "Paused"),
    }
    words = translate("RunVerdict", "Saved at step %1. Continue today or later: nothing is lost.")
    return RunVerdict(
        "pause",
        "secondary",
        titles[shown.interrupted],
        fill(words, formats.number(shown.step)),
    )


def _diverged() -> RunVerdict:
    return RunVerdict(
        "circle-alert",
        "danger",
        translate("RunVerdict", "Training went astray"),
        translate(
            "RunVerdict", "Errors grew beyond measure. The last good point is kept; the chat is as before."
        ),
    )


def _ready(shown: RunShown) -> RunVerdict:
    result = shown.run.result
    if result is not None and result.status is TuneStatus.DIVERGED:
        return _diverged()
    titles = {
        TuneStatus.COMPLETE: translate("RunVerdict", "The model has learned"),
        TuneStatus.STOPPED_EARLY: translate("RunVerdict", "The model has learned and stopped by itself"),
        TuneStatus.FINISHED_BY_USER: translate("RunVerdict", "The model has learned; you finished early"),
    }
    title = titles[result.status if result is not None else TuneStatus.COMPLETE]
    return RunVerdict("circle-check", "success", title, _outcome(shown))


def _outcome(shown: RunShown) -> str:
    """The errors at the first and the best step, and whether the chat answers as the trainer did."""
    parts = []
    checked, result = shown.checked, shown.run.result
    if checked and result is not None:
        fell = translate("RunVerdict", "Error on unfamiliar questions: %1 at first, %2 now.")
        losses = (checked[0].validation_loss or 0.0, result.validation_loss)
        parts.append(fill(fell, *(formats.number(loss, 2) for loss in losses)))
    if shown.adapter is not None and shown.adapter.asked:
        same = translate(
            "RunVerdict", "In the chat %1 of %2 answers are word for word those of the training."
        )
        parts.append(fill(same, formats.number(shown.adapter.same), formats.number(shown.adapter.asked)))
    return " ".join(parts)


def _failed(run: Run) -> RunVerdict:
    try:
        code = Code(run.code)
    except ValueError:
        code = Code.BUG
    if code is Code.TRAINING_DIVERGED:
        return _diverged()
    title, advice = problems.describe(Problem(code, run.problem_params))
    return RunVerdict("circle-alert", "danger", title, advice)


def _waiting(run: Run) -> RunVerdict:
    if run.state is RunState.COMPARING:
        return RunVerdict(
            "activity",
            "accent",
            translate("RunVerdict", "Comparing with the chat"),
            translate(
                "RunVerdict", "The trained model answers the same questions in training and in the chat."
            ),
        )
    if run.state is RunState.CANCELLED:
        return RunVerdict(
            "circle-stop",
            "secondary",
            translate("RunVerdict", "Cancelled"),
            translate("RunVerdict", "The chat answers as before. You can continue, or train again."),
        )
    words = translate("RunVerdict", "Waiting for its turn")
    if run.start_at is not None:
        words = translate("RunVerdict", "Will begin at %1")
        words = fill(words, formats.clock(run.start_at))
    return RunVerdict(
        "clock",
        "secondary",
        words,
        translate("RunVerdict", "Leave the computer on and awake; Bukvar may be minimised."),
    )
