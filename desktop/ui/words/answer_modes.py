"""The ways an answer is made, in words: the one table of windows, cards, tables and certificates."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from workers.contract.answer_mode import AnswerMode

CONTEXT = "AnswerModes"  # of the table in the translation files


@dataclass(frozen=True, slots=True)
class ModeWords:
    """`name` in two or three words, `about`: what one gets, both as in the sources; `icon` by name."""

    name: str
    about: str
    icon: str


def _row(name: object, about: object, icon: str) -> ModeWords:
    return ModeWords(str(name), str(about), icon)  # Qt's marker is typed as an object


WORDS = {
    AnswerMode.MODEL: _row(
        QT_TRANSLATE_NOOP("AnswerModes", "Model alone"),
        QT_TRANSLATE_NOOP("AnswerModes", "Without documents. It may get facts wrong"),
        "cpu",
    ),
    AnswerMode.INSTRUCTIONS: _row(
        QT_TRANSLATE_NOOP("AnswerModes", "Instructions"),
        QT_TRANSLATE_NOOP("AnswerModes", "Rules and good answers that the model reads before each question"),
        "scroll-text",
    ),
    AnswerMode.DOCUMENTS: _row(
        QT_TRANSLATE_NOOP("AnswerModes", "Search in documents"),
        QT_TRANSLATE_NOOP("AnswerModes", "Every sentence with its place in a document"),
        "file-search",
    ),
    AnswerMode.DOCUMENTS_INSTRUCTIONS: _row(
        QT_TRANSLATE_NOOP("AnswerModes", "Search + instructions"),
        QT_TRANSLATE_NOOP("AnswerModes", "Search in documents, answers as the instructions say"),
        "file-text",
    ),
    AnswerMode.TRAINED: _row(
        QT_TRANSLATE_NOOP("AnswerModes", "Trained model"),
        QT_TRANSLATE_NOOP("AnswerModes", "Your manner and terms. It may get facts wrong"),
        "graduation-cap",
    ),
    AnswerMode.DOCUMENTS_TRAINED: _row(
        QT_TRANSLATE_NOOP("AnswerModes", "Search + training"),
        QT_TRANSLATE_NOOP("AnswerModes", "Facts with their place, in your manner and terms"),
        "layers",
    ),
}


def name(mode: AnswerMode) -> str:
    """What lists, buttons, cards and tables call it, in the window's language."""
    source = WORDS[mode].name
    return QCoreApplication.translate("AnswerModes", source)


def about(mode: AnswerMode) -> str:
    """What one gets, in the window's language."""
    source = WORDS[mode].about
    return QCoreApplication.translate("AnswerModes", source)


def icon(mode: AnswerMode) -> str:
    """Name of its icon."""
    return WORDS[mode].icon
