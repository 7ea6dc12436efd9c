"""Every known problem as a sentence and an advice, in the language of the window.

The texts are English sources for the translator; Russian lies in `resources/i18n`. `%name%` stands for a
parameter of the code (see `workers.contract.codes`); sizes and times are written as the language does.
"""

from collections.abc import Callable
from functools import partial

from desktop.settings.policy import Expected
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.problem_texts import documents, models, program, training
from desktop.ui.i18n.translatable import translatable, translate
from desktop.ui.i18n.worker_words import worker_words
from workers.contract.codes import Code, Problem
from workers.contract.specs.jobs import Kind

# Parameters that are sizes in bytes; all others are shown as they are.
_BYTES = {"size", "limit", "need", "free"}

_TEXTS = documents.TEXTS | models.TEXTS | training.TEXTS | program.TEXTS

# How the models that the window knows are called, by what a problem may call them: a window has one.
_NAMES_OF_MODELS: list[Callable[[str], str]] = []

# What a key of the policy wants.
_POLICY_VALUES: dict[Expected, str] = {
    Expected.FOLDER: "an absolute folder (~ and $USER may stand in it)",
    Expected.FOLDERS: "a list of absolute folders",
    Expected.MIRROR: (
        "a folder or an address that begins with https:// or http:// (until then the network is closed)"
    ),
    Expected.FLAG: "true or false",
    Expected.LANGUAGE: "ru, en or system",
    Expected.MODELS: "a list of ids or SHA-256 sums of models",
    Expected.KEYS: "a list of public keys of 64 hexadecimal digits",
    Expected.ONCE: "one value (of several the strictest reading holds)",
}

# What fell in an exam (the areas of its guards).
AREAS: dict[str, str] = {
    "facts": "answers that the documents give",
    "refusals": "refusals where the documents do not say",
    "general": "general knowledge",
}
translatable("Problem", _POLICY_VALUES, AREAS)


def name_models(name: Callable[[str], str]) -> Callable[[], None]:
    """From now on a problem calls a model `name(its id or file)`; returns what ends that."""
    _NAMES_OF_MODELS.append(name)
    return partial(_NAMES_OF_MODELS.remove, name)


def sentence(problem: Problem) -> str:
    """What happened, without a full stop at the end."""
    return _filled(_TEXTS[problem.code][0], problem)


def advice(problem: Problem) -> str:
    """What to do about it."""
    return _filled(_TEXTS[problem.code][1], problem)


def describe(problem: Problem) -> tuple[str, str]:
    """The sentence and the advice."""
    return sentence(problem), advice(problem)


def _filled(source: str, problem: Problem) -> str:
    text = translate("Problem", source)
    values = {name: _written(name, value) for name, value in problem.params.items()}
    expected = problem.params.get("expected")
    if problem.code is Code.POLICY_VALUE and expected in _POLICY_VALUES:
        wanted = _POLICY_VALUES[Expected(expected)]
        values["expected"] = translate("Problem", wanted)
    if problem.code is Code.EXAM_WORSE and (area := AREAS.get(str(problem.params.get("what")))) is not None:
        values["what"] = translate("Problem", area)
    return fill(text, **values)


def _written(name: str, value: str | int | float) -> str:
    if name in _BYTES and isinstance(value, int | float):
        return formats.memory(value)
    if isinstance(value, float):
        return formats.decimal(value)
    if name == "kind" and value in tuple(Kind):
        words = worker_words(str(value))
        return f"{words[:1].lower()}{words[1:]}"
    if name == "model" and _NAMES_OF_MODELS:
        return _NAMES_OF_MODELS[-1](str(value))
    return str(value)
