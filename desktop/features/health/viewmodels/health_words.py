"""The checks of Health in words: titles, sentences, what to do, and what the buttons say."""

import sys

from desktop.core.remedies import Remedy, RemedyKind
from desktop.features.health.domain.health import Check, CheckName, CheckVerdict
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.problem_text import in_full
from workers.contract.confinement import CALLS, FILES, JOB, LIMITS, NAMESPACES, TOKEN

_SHORT = 0.05  # seconds


def title(check: Check) -> str:
    """What was checked."""
    named = {
        CheckName.POLICY: translate("Health", "Rules of your administrator"),
        CheckName.CRASHES: translate("Health", "Stopped more than once"),
        CheckName.FOLDERS: translate("Health", "Writing into the folders"),
        CheckName.DISK: translate("Health", "Room on the disk"),
        CheckName.SHARED: translate("Health", "Shared models: %1"),
        CheckName.DATABASE: translate("Health", "Writing into the database"),
        CheckName.MEMORY: translate("Health", "Memory"),
        CheckName.PROCESSOR: translate("Health", "Processor"),
        CheckName.ENGINE: translate("Health", "Engine for answers"),
        CheckName.PAGE: translate("Health", "Reading a document and drawing its page"),
        CheckName.EMBEDDING: translate("Health", "Understanding a text for search"),
        CheckName.VECTORS: translate("Health", "Storing and finding"),
        CheckName.CHAT: translate("Health", "Writing an answer"),
        CheckName.MODEL: translate("Health", "Model %1"),
        CheckName.BASE: translate("Health", "Base “%1”"),
    }
    if check.name is CheckName.ENGINE and check.subject:
        return translate("Health", "Engine for search")
    return fill(named[check.name], check.subject_name or check.subject)


def sentence(check: Check) -> str:
    """How it ended: what is wrong with its advice, or what was seen; then how long it took."""
    words = in_full(check.problem) if check.problem is not None else _seen(check)
    if check.seconds and check.problem is None:
        words = f"{words} {_took(check)}".strip()
    return words


def state(verdict: CheckVerdict) -> str:
    """The verdict in a word or two."""
    return {
        CheckVerdict.OK: translate("Health", "Works"),
        CheckVerdict.SLOW: translate("Health", "Look at this"),
        CheckVerdict.BAD: translate("Health", "Does not work"),
        CheckVerdict.MISSING: translate("Health", "Not here yet"),
    }[verdict]


def command(remedy: Remedy) -> str:
    """The same in a terminal."""
    return {
        RemedyKind.TRY_ENGINES: "bukvar doctor --fix",
        RemedyKind.PROCESSOR_ONLY: "bukvar settings set gpu_layers 0",
        RemedyKind.SMALLER_MODEL: f"bukvar settings set selected_model {remedy.argument}",
        RemedyKind.GET_MODELS: "bukvar models prepare",
        RemedyKind.ADD_DOCUMENTS: "bukvar import FOLDER",
        RemedyKind.CHECK: "bukvar doctor",
        RemedyKind.REPORT: "bukvar report support --output bukvar-support.zip",
    }[remedy.kind]


def _took(check: Check) -> str:
    words = fill(translate("Health", "Took %1."), formats.seconds(check.seconds))
    if check.seconds < _SHORT:
        words = translate("Health", "Took less than 0.1 s.")
    if check.verdict is CheckVerdict.SLOW and check.name not in (CheckName.PROCESSOR, CheckName.ENGINE):
        slow = translate("Health", "That is slow: other programs may be at work.")
        return f"{words} {slow}"
    return words


def _seen(check: Check) -> str:
    facts = check.facts
    if check.name is CheckName.FOLDERS:
        count = int(facts["folders"])
        return translate("Health", "A file was written into %n folder(s).", "", count)
    if check.name is CheckName.SHARED:
        return translate("Health", "The folder can be read.")
    if check.name is CheckName.DISK:
        free = formats.size(int(facts["free"]))
        return fill(translate("Health", "%1 are free."), free)
    if check.name is CheckName.MEMORY:
        words = translate("Health", "%1, of them %2 are free.")
        words = fill(words, formats.memory(int(facts["total"])), formats.memory(int(facts["free"])))
        little = translate("Health", "That is little: take a small model.")
        return words if check.verdict is CheckVerdict.OK else f"{words} {little}"
    if check.name is CheckName.PROCESSOR:
        return _processor(check)
    if check.name is CheckName.ENGINE:
        return _engine(check)
    if check.name is CheckName.CHAT:
        words = translate("Health", "%1 answered: %2 tokens a second.")
        speed = formats.decimal(float(facts["speed"]))
        return fill(words, str(facts["model"]), speed)
    if check.name is CheckName.BASE:
        count = int(facts["documents"])
        words = translate("Health", "%n document(s), as the index has them.", "", count)
        repaired = int(facts["repaired"])
        if repaired:
            mended = translate("Health", "%n place(s) mended.", "", repaired)
            return f"{words} {mended}"
        return words
    if check.name is CheckName.MODEL:
        return f"SHA-256 {facts['sha256']}" if facts.get("sha256") else ""
    if check.name is CheckName.POLICY:
        return str(facts["file"])
    if check.name is CheckName.PAGE:
        words = translate("Health", "A sample document was read and drawn.")
        if lacking := str(facts.get("lacking", "")):
            scans = translate("Health", "Letters in scans are not recognised: %1 is missing.")
            scans = fill(scans, lacking)
        else:
            scans = translate("Health", "Letters in scans are recognised.")
        return f"{words} {scans} {_confined(str(facts.get('unguarded', '')))}"
    if check.name is CheckName.EMBEDDING:
        words = translate("Health", "The search model tells what belongs together.")
        if not facts.get("rerank_s"):
            return words
        order = (
            translate("Health", "Found places are put in order in %1.")
            if facts["reranks"]
            else translate(
                "Health", "Putting found places in order would take %1 here: search goes without it."
            )
        )
        return f"{words} {fill(order, formats.seconds(float(facts['rerank_s'])))}"
    if check.name is CheckName.VECTORS:
        return translate("Health", "What was stored was found again.")
    return translate("Health", "Written and kept.")


def _confined(unguarded: str) -> str:
    """Whether what opens documents can do nothing else, and what this system does not hold."""
    if not unguarded and sys.platform == "linux":
        return translate("Health", "What opens documents can do nothing else here.")
    words = {
        FILES: translate("Health", "it could read and write other files"),
        CALLS: translate("Health", "it could start programs"),
        LIMITS: translate("Health", "it could fill the disk"),
        NAMESPACES: translate("Health", "it runs as the same user"),
        JOB: translate("Health", "it could start programs"),
        TOKEN: translate("Health", "it could write other files"),
    }
    if sys.platform != "linux":  # where no system holds it
        unguarded = f"{FILES},{unguarded}".strip(",")
    lost = list(dict.fromkeys(words[one] for one in unguarded.split(",") if one in words))
    said = translate(
        "Health", "What opens documents is held only in part by this system: if a file took it over, %1."
    )
    return fill(said, ", ".join(lost))


def _processor(check: Check) -> str:
    facts = check.facts
    words = translate("Health", "%1, %n core(s).", "", int(facts["cores"]))
    words = fill(words, str(facts["cpu"]))
    if facts["cards"]:
        cards = translate("Health", "Graphics card: %1.")
        words = f"{words} {fill(cards, str(facts['cards']))}"
    if check.verdict is CheckVerdict.SLOW and not facts["avx2"]:
        old = translate("Health", "An old processor: answers will be slow.")
        return f"{words} {old}"
    return words


def _engine(check: Check) -> str:
    facts = check.facts
    device = f" ({facts['device']})" if facts["device"] else ""
    words = fill(translate("Health", "%1 has proved itself."), f"{facts['engine']}{device}")
    if facts["failed"]:
        others = translate("Health", "Quicker ones did not work here: %1.")
        return f"{words} {fill(others, str(facts['failed']))}"
    return words
