"""The ways of teaching a model, explained in plain words: what is offered, what is not, and why."""

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.core.exam_entities import LEAST_QUESTIONS
from desktop.core.training_needs import ENOUGH, LEAST_APPROVED
from desktop.features.advice.domain.advice_sources import RuleSource
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill


class Topic(StrEnum):
    """What a fold speaks of."""

    DATA = "data"
    INSTRUCTIONS = "instructions"
    FULL_TRAINING = "full_training"
    SMALL_MODELS = "small_models"


TOPICS = tuple(Topic)
SOURCES = {
    Topic.DATA: (RuleSource.UNSLOTH, RuleSource.BROWN),
    Topic.INSTRUCTIONS: (RuleSource.BROWN, RuleSource.OVADIA),
    Topic.FULL_TRAINING: (RuleSource.HU, RuleSource.BIDERMAN, RuleSource.GEKHMAN),
    Topic.SMALL_MODELS: (RuleSource.HSIEH,),
}
_TITLES = {
    Topic.DATA: QT_TRANSLATE_NOOP("Field", "How much each way needs from you"),
    Topic.INSTRUCTIONS: QT_TRANSLATE_NOOP("Field", "What instructions cannot do"),
    Topic.FULL_TRAINING: QT_TRANSLATE_NOOP("Field", "Why the whole model is not retrained"),
    Topic.SMALL_MODELS: QT_TRANSLATE_NOOP("Field", "What small models are for"),
}
_PARAGRAPHS = {
    Topic.DATA: (
        QT_TRANSLATE_NOOP("Field", "Search: the documents, nothing else. One document is enough."),
        QT_TRANSLATE_NOOP(
            "Field",
            "Instructions: %questions% questions with right answers to try them on; a handful of them "
            "become examples.",
        ),
        QT_TRANSLATE_NOOP(
            "Field",
            "Training: at least %least% examples that a person has checked, good results from %enough% on. "
            "Half a minute an example: %least% take about an hour.",
        ),
        QT_TRANSLATE_NOOP(
            "Field",
            "Retraining the whole model: tens of thousands of checked examples. Few companies have them.",
        ),
    ),
    Topic.INSTRUCTIONS: (
        QT_TRANSLATE_NOOP(
            "Field",
            "They set form and order: how long, in which words, what to do when something is not known. "
            "They add no knowledge: what the model does not know, it does not learn from being told how "
            "to answer.",
        ),
        QT_TRANSLATE_NOOP(
            "Field",
            "They take room: every word of them is read before each question, and small models lose sight of "
            "long ones. And they are requests: a model can overlook one, a learned manner is firmer.",
        ),
    ),
    Topic.FULL_TRAINING: (
        QT_TRANSLATE_NOOP(
            "Field",
            "Bukvar trains a small part that is laid over the model, and leaves the model as it is. "
            "Retraining all of it takes three to four times the memory and time, and far more examples; "
            "on this computer it would not fit beside the work.",
        ),
        QT_TRANSLATE_NOOP(
            "Field",
            "It would also forget more of what it knew, could not be switched off with one click, and each "
            "version would be as large as the model itself.",
        ),
    ),
    Topic.SMALL_MODELS: (
        QT_TRANSLATE_NOOP(
            "Field",
            "A small model answers faster, needs little memory, and for one narrow task, such as sorting "
            "letters or filling in one form, it can be as good as a large one after training.",
        ),
        QT_TRANSLATE_NOOP(
            "Field",
            "For free questions about many documents it reads worse: it finds the place and puts it wrongly. "
            "Whether a small one is enough here the exam tells: let both sit it, with the same questions.",
        ),
    ),
}


def title(topic: Topic) -> str:
    """The line of a fold."""
    words = _TITLES[topic]
    return QCoreApplication.translate("Field", str(words))


def paragraphs(topic: Topic) -> list[str]:
    """What it says."""
    figures = {"questions": LEAST_QUESTIONS, "least": LEAST_APPROVED, "enough": ENOUGH}
    named = {name: formats.number(value) for name, value in figures.items()}
    return [fill(QCoreApplication.translate("Field", str(source)), **named) for source in _PARAGRAPHS[topic]]
