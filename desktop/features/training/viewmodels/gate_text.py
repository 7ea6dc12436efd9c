"""The conditions before training in plain words: what is so, what to do about it, where that is done."""

from dataclasses import dataclass, replace

from desktop.core.training_entities import Gate, GateState
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code, Problem

BACKENDS = {"unsloth_cuda", "unsloth_cpu", "peft_cuda", "peft_cpu"}


@dataclass(frozen=True, slots=True)
class GateText:
    """`cure` is where it is dealt with: "examples", "review", "choice" (parts of the page), "models",
    "settings" (pages of the window), "component", "closed_book" (here), or "". `button` is its word."""

    sentence: str
    advice: str = ""
    cure: str = ""
    button: str = ""


def gate_text(gate: Gate, pending: int = 0) -> GateText:
    """`pending`: examples that wait for a person; with some, the cure of too few examples is the review."""
    sound = gate.state is GateState.OK
    texts = {
        "texts": lambda: _plain_texts(gate),
        "examples": lambda: _examples(gate, pending),
        "refusals": lambda: _refusals(gate, sound),
        "contradictions": lambda: _contradictions(gate, sound),
        "personal": lambda: _personal(gate, sound),
        "component": lambda: _component(gate, sound),
        "backend": lambda: _backend(gate, sound),
        "driver": lambda: _driver(gate, sound),
        "model": lambda: _model(gate, sound),
        "closed_book": lambda: _closed_book(gate, sound),
        "memory": lambda: _memory(gate, sound),
        "disk": lambda: _disk(gate, sound),
        "battery": lambda: _battery(sound),
    }
    return texts[gate.code]()


def _plain_texts(gate: Gate) -> GateText:
    size = _float(gate, "size")
    if not size:
        words = translate("GateText", "No document of this base has text yet")
        return GateText(words, translate("GateText", "Add documents first."))
    words = fill(translate("GateText", "The documents hold %1 of text"), formats.size(size))
    if _int(gate, "large"):
        advice = translate(
            "GateText",
            "Reading plain text is for small models, of up to two billion weights: choose one of them above.",
        )
        return GateText(words, advice)
    advice = translate(
        "GateText",
        "A small model learns a new field from about %1; this is one part of %2 of it. So it will learn to"
        " sound like the documents, not what they say, and will invent. Facts are better searched; an exam"
        " before and after shows the difference.",
    )
    parts = formats.number(round(_float(gate, "field") / size))
    return GateText(words, fill(advice, formats.size(_float(gate, "field")), parts))


def _examples(gate: Gate, pending: int) -> GateText:
    text, alike = _number_of_examples(gate, pending), _int(gate, "alike")
    if not alike:
        return text
    said = translate(
        "GateText",
        "%n more differ(s) from one of them in hardly a word and teach(es) nothing new.",
        "",
        alike,
    )
    return replace(text, advice=" ".join(filter(None, (text.advice, counted(said, alike)))))


def _number_of_examples(gate: Gate, pending: int) -> GateText:
    have, need = _int(gate, "have"), formats.number(_int(gate, "need"))
    if gate.state is GateState.OK:
        words = translate("GateText", "%n checked example(s)", "", have)
        return GateText(counted(words, have))
    cure = "review" if pending else "examples"
    button = translate("GateText", "Check examples") if pending else translate("GateText", "Add examples")
    if gate.state is GateState.WARN:
        words = translate("GateText", "%n checked example(s): enough to try", "", have)
        advice = translate("GateText", "With %1 and more the model learns the manner firmly.")
        return GateText(counted(words, have), fill(advice, need), cure, button)
    words = fill(translate("GateText", "%n example(s) checked, at least %1 needed", "", have), need)
    advice = translate(
        "GateText",
        "From fewer a model only crams. Until then search by documents answers better: it is in the chat.",
    )
    return GateText(counted(words, have), advice, cure, button)


def _refusals(gate: Gate, sound: bool) -> GateText:
    share = formats.percent(_int(gate, "percent") / 100)
    words = translate("GateText", "%1 of examples teach to say “the documents do not say”")
    words = fill(words, share)
    if sound:
        return GateText(words)
    if _int(gate, "percent") < _int(gate, "low"):
        advice = translate(
            "GateText", "Without such examples the model invents answers. %1 to %2 are good: add some."
        )
    else:
        advice = translate(
            "GateText", "With so many the model learns to refuse. %1 to %2 are good: add other ones."
        )
    advice = fill(advice, formats.percent(_int(gate, "low") / 100), formats.percent(_int(gate, "high") / 100))
    return GateText(words, advice, "examples", translate("GateText", "Add examples"))


def _contradictions(gate: Gate, sound: bool) -> GateText:
    if sound:
        return GateText(translate("GateText", "No example contradicts another"))
    rows = _int(gate, "rows")
    words = translate("GateText", "%n example(s) contradict others", "", rows)
    advice = translate("GateText", "Two answers to one question confuse the model. Leave the right one.")
    return GateText(counted(words, rows), advice, "examples", _look())


def _personal(gate: Gate, sound: bool) -> GateText:
    if sound:
        return GateText(translate("GateText", "No personal data in the examples"))
    rows = _int(gate, "rows")
    words = translate("GateText", "Personal data in %n example(s)", "", rows)
    advice = translate(
        "GateText", "What a model has learned it may tell anyone. Mask the data or leave these examples out."
    )
    return GateText(counted(words, rows), advice, "examples", _look())


def _component(gate: Gate, sound: bool) -> GateText:
    if sound:
        return GateText(translate("GateText", "The training component is installed"))
    state = gate.params.get("state")
    if state == "installing":
        return GateText(
            translate("GateText", "The training component is being installed"),
            translate("GateText", "Training can begin when it is done."),
        )
    button = translate("GateText", "Install")
    advice = translate("GateText", "Install it once, from the internet or from a folder.")
    if state == "damaged":
        words = translate("GateText", "The training component is damaged")
        return GateText(words, advice, "component", button)
    words = translate("GateText", "The training component is not installed")
    return GateText(words, advice, "component", button)


def _backend(gate: Gate, sound: bool) -> GateText:
    name = str(gate.params.get("name", ""))
    if sound and "cuda" in name:
        words = translate("GateText", "The graphics card will train: %1")
        return GateText(fill(words, str(gate.params.get("gpu", "")) or backend_name(name)))
    if sound:
        return GateText(
            translate("GateText", "The processor will train"),
            translate(
                "GateText", "Without a suitable graphics card it takes hours: the dry run says how many."
            ),
        )
    words = translate("GateText", "Nothing here can train this way")
    return GateText(words, reason_text(str(gate.params.get("reason", ""))), "component", _reinstall())


def reason_text(reason: str) -> str:
    """Why a back end cannot be had here, and what instead."""
    reasons = {
        "missing_package": translate("GateText", "A part of the component is missing: install it again."),
        "no_gpu": translate("GateText", "No suitable graphics card: choose the processor in Expert."),
        "driver_too_old": translate(
            "GateText", "The driver of the graphics card is too old: update it (CUDA 13 needs 580 or newer)."
        ),
        "gpu_too_old": translate(
            "GateText", "The graphics card is too old for training: the processor can do it."
        ),
        "gpu_fails": translate(
            "GateText", "The graphics card did not compute a trial rightly: update its driver."
        ),
        "processor_build": translate(
            "GateText",
            "The component that is installed is the edition for processors. Install it from a folder with the"
            " edition for graphics cards (CUDA).",
        ),
        "other_maker": translate(
            "GateText",
            "Training uses graphics cards of NVIDIA; with one of another maker the processor does it.",
        ),
    }
    broken = translate("GateText", "The component does not start: install it again.")
    return reasons.get(reason, broken)


def _driver(gate: Gate, sound: bool) -> GateText:
    version = str(gate.params.get("version", ""))
    if sound:
        words = translate("GateText", "The driver of the graphics card suits: %1")
        return GateText(fill(words, version))
    words = translate("GateText", "The graphics card stays unused")
    return GateText(words, reason_text(str(gate.params.get("reason", ""))))


def _model(gate: Gate, sound: bool) -> GateText:
    models = translate("GateText", "Models")
    if sound:
        return GateText(translate("GateText", "This model can be trained"))
    if not gate.params.get("model"):
        return GateText(
            translate("GateText", "No model is chosen"),
            translate("GateText", "Get one on the page Models."),
            "models",
            models,
        )
    words = translate("GateText", "This model cannot be trained")
    cause = Problem.stored(str(gate.params.get("reason") or Code.MODEL_NOT_TRAINABLE), gate.params)
    advice = in_full(cause)
    return GateText(words, advice, "models", models)


def _closed_book(gate: Gate, sound: bool) -> GateText:
    asked, known = _int(gate, "asked"), _int(gate, "known")
    words = translate("GateText", "The model knows %1 of %2 answers already")
    words = fill(words, formats.number(known), formats.number(asked))
    if sound:
        return GateText(words)
    advice = translate(
        "GateText",
        "So this would be a lesson of new facts, and facts are better found than learned: training on them"
        " makes a model invent. Prefer search, or search and training together.",
    )
    button = translate("GateText", "Ways to learn")
    return GateText(words, advice, "choice", button)


def _memory(gate: Gate, sound: bool) -> GateText:
    need, free = formats.memory(_float(gate, "need")), formats.memory(_float(gate, "free"))
    video, measured = gate.params.get("device") == "video", bool(gate.params.get("measured"))
    if video and measured:
        words = translate("GateText", "Graphics memory: needs %1, %2 free")
    elif video:
        words = translate("GateText", "Graphics memory: needs at least %1, %2 free; the dry run measures it")
    elif measured:
        words = translate("GateText", "Memory: needs %1, %2 free")
    else:
        words = translate("GateText", "Memory: needs at least %1, %2 free; the dry run measures it")
    words = fill(words, need, free)
    packed = translate(
        "GateText", "The model is packed into four bits for training: the result is nearly as good."
    )
    four_bit = packed if gate.params.get("four_bit") else ""
    if sound:
        return GateText(words, four_bit)
    if gate.state is GateState.WARN:
        advice = translate(
            "GateText", "The chat gives its part of the card back when training begins; close other programs."
        )
        return GateText(words, f"{advice} {four_bit}".strip())
    advice = translate("GateText", "Close other programs, or choose a smaller model above.")
    if four_bit:
        advice = translate(
            "GateText", "Packed into four bits it does not fit either: choose a smaller model above."
        )
    return GateText(words, advice)


def _disk(gate: Gate, sound: bool) -> GateText:
    need, free = formats.size(_float(gate, "need")), formats.size(_float(gate, "free"))
    words = fill(translate("GateText", "Disk: needs %1, %2 free"), need, free)
    if sound:
        return GateText(words)
    advice = translate("GateText", "Free some room: remove models that you do not use.")
    return GateText(words, advice, "models", translate("GateText", "Free room"))


def _battery(sound: bool) -> GateText:
    if sound:
        return GateText(translate("GateText", "The computer is plugged in"))
    return GateText(
        translate("GateText", "The computer runs on its battery"),
        translate("GateText", "Plug it in: training takes long and much power."),
    )


def backend_name(backend: str) -> str:
    """A back end as *Expert* names it."""
    library = "Unsloth" if backend.startswith("unsloth") else "PEFT + TRL"
    if backend.endswith("_cuda"):
        return fill(translate("GateText", "%1, graphics card"), library)
    return fill(translate("GateText", "%1, processor"), library)


def _look() -> str:
    return translate("GateText", "Look at them")


def _reinstall() -> str:
    return translate("GateText", "Install again")


def _int(gate: Gate, name: str) -> int:
    return int(gate.params.get(name, 0))


def _float(gate: Gate, name: str) -> float:
    return float(gate.params.get(name, 0))
