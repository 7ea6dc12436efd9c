"""What the processes that work are called where a person reads of them."""

from collections.abc import Sequence

from desktop.ui.i18n.translatable import translate
from workers.contract.sealed import KERNEL, PYTHON
from workers.contract.specs.jobs import Kind


def worker_words(kind: str) -> str:
    """By what it does: "Reading and search"; a kind that nobody meets keeps its own name."""
    words: dict[str, str] = {
        Kind.KNOWLEDGE: translate("WorkerWords", "Reading and search"),
        Kind.CHAT: translate("WorkerWords", "Language model"),
        Kind.FETCH: translate("WorkerWords", "Getting models"),
        Kind.PROBE: translate("WorkerWords", "Looking at the computer"),
        Kind.EXAMPLES: translate("WorkerWords", "Making examples and questions"),
        Kind.TUNE: translate("WorkerWords", "Training"),
        Kind.WATCH: translate("WorkerWords", "Watching folders"),
    }
    return words.get(kind, kind)


def guard_words(guards: Sequence[str]) -> str:
    """What keeps a process off the network."""
    if KERNEL in guards:
        return translate("SecuritySection", "A guard within the program and the kernel's filter")
    if PYTHON in guards:
        return translate("SecuritySection", "A guard within the program")
    return translate("SecuritySection", "It gets models, and only when you ask for it")
