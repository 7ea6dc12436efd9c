"""What is being done for an answer, in words."""

from PySide6.QtCore import QCoreApplication

from desktop.features.chat.viewmodels.replies import Reply


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
            return translate("Answer", "found %n place(s), reading", "", reply.found)
        return translate("Answer", "found %n place(s), writing", "", reply.found)
    if reply.stage == "reading":
        return translate("Answer", "reading the question")
    return translate("Answer", "writing")
