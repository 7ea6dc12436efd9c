"""The checks of Health in words: titles, sentences, what to do, and what the buttons say."""

import sys

from PySide6.QtCore import QCoreApplication

from desktop.core.remedies import Remedy, RemedyKind
from desktop.features.health.domain.health import Check, CheckName, CheckVerdict
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.problem_text import in_full
from workers.contract.confinement import CALLS, FILES, JOB, LIMITS, NAMESPACES, TOKEN

_SHORT = 0.05  # seconds


def title(check: Check) -> str:
    """What was checked."""
    named = {
        CheckName.POLICY: QCoreApplication.translate("Health", "Rules of your administrator"),
        CheckName.CRASHES: QCoreApplication.translate("Health", "Stopped more than once"),
        CheckName.FOLDERS: QCoreApplication.translate("Health", "Writing into the folders"),
        CheckName.DISK: QCoreApplication.translate("Health", "Room on the disk"),
        CheckName.SHARED: QCoreApplication.translate("Health", "Shared models: %1"),
        CheckName.DATABASE: QCoreApplication.translate("Health", "Writing into the database"),
        CheckName.MEMORY: QCoreApplication.translate("Health", "Memory"),
        CheckName.PROCESSOR: QCoreApplication.translate("Health", "Processor"),
        CheckName.ENGINE: QCoreApplication.translate("Health", "Engine for answers"),
        CheckName.PAGE: QCoreApplication.translate("Health", "Reading a document and drawing its page"),
        CheckName.EMBEDDING: QCoreApplication.translate("Health", "Understanding a text for search"),
        CheckName.VECTORS: QCoreApplication.translate("Health", "Storing and finding"),
        CheckName.CHAT: QCoreApplication.translate("Health", "Writing an answer"),
        CheckName.MODEL: QCoreApplication.translate("Health", "Model %1"),
        CheckName.BASE: QCoreApplication.translate("Health", "Base “%1”"),
    }
    if check.name is CheckName.ENGINE and check.subject:
        return QCoreApplication.translate("Health", "Engine for search")
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
        CheckVerdict.OK: QCoreApplication.translate("Health", "Works"),
        CheckVerdict.SLOW: QCoreApplication.translate("Health", "Look at this"),
        CheckVerdict.BAD: QCoreApplication.translate("Health", "Does not work"),
        CheckVerdict.MISSING: QCoreApplication.translate("Health", "Not here yet"),
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
    words = fill(QCoreApplication.translate("Health", "Took %1."), formats.seconds(check.seconds))
    if check.seconds < _SHORT:
        words = QCoreApplication.translate("Health", "Took less than 0.1 s.")
    if check.verdict is CheckVerdict.SLOW and check.name not in (CheckName.PROCESSOR, CheckName.ENGINE):
        slow = QCoreApplication.translate("Health", "That is slow: other programs may be at work.")
        return f"{words} {slow}"
    return words


def _seen(check: Check) -> str:
    facts = check.facts
    if check.name is CheckName.FOLDERS:
        count = int(facts["folders"])
        return QCoreApplication.translate("Health", "A file was written into %n folder(s).", "", count)
    if check.name is CheckName.SHARED:
        return QCoreApplication.translate("Health", "The folder can be read.")
    if check.name is CheckName.DISK:
        free = formats.size(int(facts["free"]))
        return fill(QCoreApplication.translate("Health", "%1 are free."), free)
    if check.name is CheckName.MEMORY:
        words = QCoreApplication.translate("Health", "%1, of them %2 are free.")
        words = fill(words, formats.memory(int(facts["total"])), formats.memory(int(facts["free"])))
        little = QCoreApplication.translate("Health", "That is little: take a small model.")
        return words if check.verdict is CheckVerdict.OK else f"{words} {little}"
    if check.name is CheckName.PROCESSOR:
        return _processor(check)
    if check.name is CheckName.ENGINE:
        return _engine(check)
    if check.name is CheckName.CHAT:
        words = QCoreApplication.translate("Health", "%1 answered: %2 tokens a second.")
        speed = formats.decimal(float(facts["speed"]))
        return fill(words, str(facts["model"]), speed)
    if check.name is CheckName.BASE:
        count = int(facts["documents"])
        words = QCoreApplication.translate("Health", "%n document(s), as the index has them.", "", count)
        repaired = int(facts["repaired"])
        if repaired:
            mended = QCoreApplication.translate("Health", "%n place(s) mended.", "", repaired)
            return f"{words} {mended}"
        return words
    if check.name is CheckName.MODEL:
        return f"SHA-256 {facts['sha256']}" if facts.get("sha256") else ""
    if check.name is CheckName.POLICY:
        return str(facts["file"])
    if check.name is CheckName.PAGE:
        words = QCoreApplication.translate("Health", "A sample document was read and drawn.")
        if lacking := str(facts.get("lacking", "")):
            scans = QCoreApplication.translate(
                "Health", "Letters in scans are not recognised: %1 is missing."
            )
            scans = fill(scans, lacking)
        else:
            scans = QCoreApplication.translate("Health", "Letters in scans are recognised.")
        return f"{words} {scans} {_confined(str(facts.get('unguarded', '')))}"
    if check.name is CheckName.EMBEDDING:
        words = QCoreApplication.translate("Health", "The search model tells what belongs together.")
        if not facts.get("rerank_s"):
            return words
        order = (
            QCoreApplication.translate("Health", "Found places are put in order in %1.")
            if facts["reranks"]
            else QCoreApplication.translate(
                "Health", "Putting found places in order would take %1 here: search goes without it."
            )
        )
        return f"{words} {fill(order, formats.seconds(float(facts['rerank_s'])))}"
    if check.name is CheckName.VECTORS:
        return QCoreApplication.translate("Health", "What was stored was found again.")
    return QCoreApplication.translate("Health", "Written and kept.")


def _confined(unguarded: str) -> str:
    """Whether what opens documents can do nothing else, and what this system does not hold."""
    if not unguarded and sys.platform == "linux":
        return QCoreApplication.translate("Health", "What opens documents can do nothing else here.")
    words = {
        FILES: QCoreApplication.translate("Health", "it could read and write other files"),
        CALLS: QCoreApplication.translate("Health", "it could start programs"),
        LIMITS: QCoreApplication.translate("Health", "it could fill the disk"),
        NAMESPACES: QCoreApplication.translate("Health", "it runs as the same user"),
        JOB: QCoreApplication.translate("Health", "it could start programs"),
        TOKEN: QCoreApplication.translate("Health", "it could write other files"),
    }
    if sys.platform != "linux":  # where no system holds it
        unguarded = f"{FILES},{unguarded}".strip(",")
    lost = list(dict.fromkeys(words[one] for one in unguarded.split(",") if one in words))
    said = QCoreApplication.translate(
        "Health", "What opens documents is held only in part by this system: if a file took it over, %1."
    )
    return fill(said, ", ".join(lost))


def _processor(check: Check) -> str:
    facts = check.facts
    words = QCoreApplication.translate("Health", "%1, %n core(s).", "", int(facts["cores"]))
    words = fill(words, str(facts["cpu"]))
    if facts["cards"]:
        cards = QCoreApplication.translate("Health", "Graphics card: %1.")
        words = f"{words} {fill(cards, str(facts['cards']))}"
    if check.verdict is CheckVerdict.SLOW and not facts["avx2"]:
        old = QCoreApplication.translate("Health", "An old processor: answers will be slow.")
        return f"{words} {old}"
    return words


def _engine(check: Check) -> str:
    facts = check.facts
    device = f" ({facts['device']})" if facts["device"] else ""
    words = fill(QCoreApplication.translate("Health", "%1 has proved itself."), f"{facts['engine']}{device}")
    if facts["failed"]:
        others = QCoreApplication.translate("Health", "Quicker ones did not work here: %1.")
        return f"{words} {fill(others, str(facts['failed']))}"
    return words
