"""What is being done for an answer, in words."""

from PySide6.QtCore import QCoreApplication

from desktop.features.chat.viewmodels.replies import Reply
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill


def stage_words(reply: Reply) -> str:
    """How far an answer is that is being made."""
    translate = QCoreApplication.translate
    if reply.stage == "searching":
        return translate("Answer", "looking through the documents")
    if reply.stage == "loading":
        return translate("Answer", "starting the model")
    if reply.stage == "thinking":
        return translate("Answer", "thinking before the answer")
    if reply.found > 0:
        if reply.stage == "reading":
            return _read(translate("Answer", "found %n place(s), reading", "", reply.found), reply)
        return translate("Answer", "found %n place(s), writing", "", reply.found)
    if reply.stage == "reading":
        return _read(translate("Answer", "reading the question"), reply)
    return translate("Answer", "writing")


def _read(words: str, reply: Reply) -> str:
    """With how much is read, and how long the rest takes where that can be said."""
    if not reply.read:
        return words
    parts = [words, formats.percent(reply.read)]
    if reply.left is not None and reply.left >= 1:
        left = QCoreApplication.translate("Answer", "%1 left")
        parts.append(fill(left, formats.duration(reply.left)))
    return ", ".join(parts)
