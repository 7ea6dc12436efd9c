"""What the processes that work are called where a person reads of them."""

from PySide6.QtCore import QCoreApplication

from workers.contract.specs.jobs import Kind


def worker_words(kind: str) -> str:
    """By what it does: "Reading and search"; a kind that nobody meets keeps its own name."""
    words: dict[str, str] = {
        Kind.KNOWLEDGE: QCoreApplication.translate("WorkerWords", "Reading and search"),
        Kind.CHAT: QCoreApplication.translate("WorkerWords", "Language model"),
        Kind.FETCH: QCoreApplication.translate("WorkerWords", "Getting models"),
        Kind.PROBE: QCoreApplication.translate("WorkerWords", "Looking at the computer"),
        Kind.EXAMPLES: QCoreApplication.translate("WorkerWords", "Making examples and questions"),
        Kind.TUNE: QCoreApplication.translate("WorkerWords", "Training"),
        Kind.WATCH: QCoreApplication.translate("WorkerWords", "Watching folders"),
    }
    return words.get(kind, kind)
