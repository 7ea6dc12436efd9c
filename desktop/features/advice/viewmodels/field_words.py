"""The ways of teaching a model, explained in plain words: what is offered, what is not, and why."""

from enum import StrEnum

from desktop.core.exam_entities import LEAST_QUESTIONS
from desktop.core.training_needs import ENOUGH, LEAST_APPROVED
from desktop.features.advice.domain.advice_sources import RuleSource
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translatable, translate


class Topic(StrEnum):
    """What a fold speaks of."""

    DATA = "data"
    INSTRUCTIONS = "instructions"
    FULL_TRAINING = "full_training"
    PRETRAINING = "pretraining"
    SMALL_MODELS = "small_models"


TOPICS = tuple(Topic)
SOURCES = {
    Topic.DATA: (RuleSource.UNSLOTH, RuleSource.BROWN),
    Topic.INSTRUCTIONS: (RuleSource.BROWN, RuleSource.OVADIA),
    Topic.FULL_TRAINING: (RuleSource.HU, RuleSource.BIDERMAN, RuleSource.GEKHMAN),
    Topic.PRETRAINING: (RuleSource.YANG, RuleSource.ROZIERE, RuleSource.GEKHMAN, RuleSource.ZHOU),
    Topic.SMALL_MODELS: (RuleSource.HSIEH,),
}
_TITLES = {
    Topic.DATA: "How much each way needs from you",
    Topic.INSTRUCTIONS: "What instructions cannot do",
    Topic.FULL_TRAINING: "When the whole model is trained",
    Topic.PRETRAINING: "How much data would new knowledge take?",
    Topic.SMALL_MODELS: "What small models are for",
}
_PARAGRAPHS = {
    Topic.DATA: (
        "Search: the documents, nothing else. One document is enough.",
        (
            "Instructions: %questions% questions with right answers to try them on; a handful of them "
            "become examples."
        ),
        (
            "Training: at least %least% examples that a person has checked, good results from %enough% "
            "on. Half a minute an example: %least% take about an hour."
        ),
        "Retraining the whole model: tens of thousands of checked examples. Few companies have them.",
    ),
    Topic.INSTRUCTIONS: (
        (
            "They set form and order: how long, in which words, what to do when something is not known. "
            "They add no knowledge: what the model does not know, it does not learn from being told how "
            "to answer."
        ),
        (
            "They take room: every word of them is read before each question, and small models lose "
            "sight of long ones. And they are requests: a model can overlook one, a learned manner is "
            "firmer."
        ),
    ),
    Topic.FULL_TRAINING: (
        (
            "Bukvar trains a small part that is laid over the model, and leaves the model as it is. "
            "Retraining all of it takes three to eight times the memory, more time and far more "
            "examples. For models of up to a billion weights it is offered in Expert: the dry run says "
            "what it costs."
        ),
        (
            "It also forgets more of what it knew, which an exam before and after shows, and cannot be "
            "switched off with one click: each version is a model of its own, as large as the first, "
            "that can be removed."
        ),
    ),
    Topic.PRETRAINING: (
        (
            "A model gets its knowledge from pretraining: reading plain text, word after word. Qwen 3 "
            "has read 36 trillion tokens, about 150 terabytes of text. Whoever has a model learn a new "
            "field that way takes from a tenth to a quarter of that again: tens of terabytes, and "
            "hundreds of graphics cards for weeks."
        ),
        (
            "Ten thousand documents of a company are about 30 million tokens, 0.1 gigabytes: a millionth "
            "of it. From so little a model learns to sound like the documents, and begins to invent. "
            "That is why search reads facts in the documents, where they also stay up to date. Who wants "
            "to see it can let a small model read on, in Expert, and let an exam compare."
        ),
        (
            "Form takes little: a manner, terms, a scheme of answers are learned from %least% to "
            "%enough% checked examples; %least% take about an hour. That is what training here is for."
        ),
    ),
    Topic.SMALL_MODELS: (
        (
            "A small model answers faster, needs little memory, and for one narrow task, such as sorting "
            "letters or filling in one form, it can be as good as a large one after training."
        ),
        (
            "For free questions about many documents it reads worse: it finds the place and puts it "
            "wrongly. Whether a small one is enough here the exam tells: let both sit it, with the same "
            "questions."
        ),
    ),
}
translatable("Field", _TITLES, _PARAGRAPHS)


def title(topic: Topic) -> str:
    """The line of a fold."""
    words = _TITLES[topic]
    return translate("Field", words)


def paragraphs(topic: Topic) -> list[str]:
    """What it says."""
    figures = {"questions": LEAST_QUESTIONS, "least": LEAST_APPROVED, "enough": ENOUGH}
    named = {name: formats.number(value) for name, value in figures.items()}
    return [fill(translate("Field", source), **named) for source in _PARAGRAPHS[topic]]
