"""The ways an answer is made, in words: the one table of windows, cards, tables and certificates."""

from dataclasses import dataclass

from desktop.ui.i18n.translatable import translatable, translate
from workers.contract.answer_mode import AnswerMode

CONTEXT = "AnswerModes"  # of the table in the translation files


@dataclass(frozen=True, slots=True)
class ModeWords:
    """`name` in two or three words, `about`: what one gets, both as in the sources; `icon` by name."""

    name: str
    about: str
    icon: str


_TEXTS = {
    AnswerMode.MODEL: ("Model alone", "Without documents. It may get facts wrong"),
    AnswerMode.INSTRUCTIONS: (
        "Instructions",
        "Rules and good answers that the model reads before each question",
    ),
    AnswerMode.DOCUMENTS: ("Search in documents", "Every sentence with its place in a document"),
    AnswerMode.DOCUMENTS_INSTRUCTIONS: (
        "Search + instructions",
        "Search in documents, answers as the instructions say",
    ),
    AnswerMode.TRAINED: ("Trained model", "Your manner and terms. It may get facts wrong"),
    AnswerMode.DOCUMENTS_TRAINED: (
        "Search + training",
        "Facts with their place, in your manner and terms",
    ),
}
translatable("AnswerModes", _TEXTS)
_ICONS = {
    AnswerMode.MODEL: "cpu",
    AnswerMode.INSTRUCTIONS: "scroll-text",
    AnswerMode.DOCUMENTS: "file-search",
    AnswerMode.DOCUMENTS_INSTRUCTIONS: "file-text",
    AnswerMode.TRAINED: "graduation-cap",
    AnswerMode.DOCUMENTS_TRAINED: "layers",
}
WORDS = {mode: ModeWords(*texts, _ICONS[mode]) for mode, texts in _TEXTS.items()}


def name(mode: AnswerMode) -> str:
    """What lists, buttons, cards and tables call it, in the window's language."""
    source = WORDS[mode].name
    return translate("AnswerModes", source)


def about(mode: AnswerMode) -> str:
    """What one gets, in the window's language."""
    source = WORDS[mode].about
    return translate("AnswerModes", source)


def icon(mode: AnswerMode) -> str:
    """Name of its icon."""
    return WORDS[mode].icon
