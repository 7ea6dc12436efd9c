"""The journal of a run in words: one sentence an event."""

import re

from desktop.core.training_entities import RunEvent
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.problems import sentence
from desktop.ui.i18n.translatable import translate
from workers.contract.codes import Code, Problem

_UNFILLED = re.compile(r"%[a-z_]+%")


def event_text(event: RunEvent) -> str:
    """What happened; "" for an event that has no line in the journal."""
    numbered = {
        "epoch": translate("RunEvent", "Pass %1 over the examples began"),
        "resumed": translate("RunEvent", "Continued from the saved point, step %1"),
    }
    if event.code in numbered:
        value = event.params.get("number" if event.code == "epoch" else "step", 0)
        return fill(numbered[event.code], formats.number(float(value)))
    if event.code == "stepped_down":
        return _stepped_down(event)
    if event.code == "failed":
        return _failed(event)
    return _plain(event.code)


def _plain(code: str) -> str:
    words = {
        "started": translate("RunEvent", "Training began"),
        "chat_unloaded": translate(
            "RunEvent", "Took the chat's model off the graphics card until training ends"
        ),
        "four_bit": translate("RunEvent", "The model is packed into four bits for training"),
        "not_packed": translate(
            "RunEvent", "With this model rows behind each other would see each other: they are padded instead"
        ),
        "preparing_weights": translate("RunEvent", "Preparing the model for training"),
        "checkpoint": translate("RunEvent", "Saved a point to continue from after a failure"),
        "better": translate("RunEvent", "Checked on unfamiliar questions: better"),
        "not_better": translate("RunEvent", "Checked on unfamiliar questions: no better"),
        "overfit": translate(
            "RunEvent", "Familiar questions improve, unfamiliar ones get worse: it begins to cram"
        ),
        "diverged": translate("RunEvent", "Errors grew beyond measure; the last good point is kept"),
        "stopped_early": translate("RunEvent", "Unfamiliar questions no longer improve: stopped by itself"),
        "finishing": translate("RunEvent", "Finishing with the best step"),
        "exporting": translate("RunEvent", "Writing the trained model for the chat"),
        "paused": translate("RunEvent", "Paused; the point is saved"),
        "continued": translate("RunEvent", "Continued"),
        "comparing": translate("RunEvent", "Asking the trained model the same questions in the chat"),
        "ready": translate("RunEvent", "The trained model is ready"),
        "model_ready": translate(
            "RunEvent", "The trained model is ready: it stands among the models, choose it for the chat there"
        ),
        "cancelled": translate("RunEvent", "Cancelled"),
    }
    return words.get(code, "")


def _stepped_down(event: RunEvent) -> str:
    """What was lowered for want of memory: micro_batch (rows at once), four_bit, optimizer or length
    (tokens)."""
    if event.params.get("what") == "optimizer":
        return translate(
            "RunEvent", "Memory was not enough: the optimizer keeps its numbers in eight bits now"
        )
    value = formats.number(float(event.params.get("value", 0)))
    if event.params.get("what") == "four_bit":
        return translate(
            "RunEvent", "Memory was not enough: the model is packed into four bits, the rest goes on"
        )
    if event.params.get("what") == "length":
        words = translate("RunEvent", "Memory was not enough: going on with examples of at most %1 tokens")
        return fill(words, value)
    words = translate("RunEvent", "Memory was not enough: going on with %1 at a time")
    return fill(words, value)


def _failed(event: RunEvent) -> str:
    try:
        code = Code(str(event.params.get("code", "")))
    except ValueError:
        return translate("RunEvent", "Stopped by a failure; the last point is saved")
    params = {name: value for name, value in event.params.items() if name != "code"}
    words = translate("RunEvent", "Stopped by a failure: %1")
    said = sentence(Problem(code, params))
    if _UNFILLED.search(said):  # the event names the code alone
        said = translate("RunEvent", "see above")
    return fill(words, said)
