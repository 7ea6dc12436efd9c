"""The cards of *How should Bukvar learn this?*: what each way lacks here, and what cures it."""

from enum import StrEnum

from desktop.core import training_needs
from desktop.core.exam_entities import LEAST_QUESTIONS
from desktop.core.training_entities import ComponentState
from desktop.features.advice.domain.advice_facts import AdviceFacts
from workers.contract.answer_mode import AnswerMode

# What can be chosen, in the order of the cards.
CARDS = (AnswerMode.DOCUMENTS, AnswerMode.INSTRUCTIONS, AnswerMode.TRAINED, AnswerMode.DOCUMENTS_TRAINED)


class Lack(StrEnum):
    """What keeps a way from being chosen now."""

    NOTHING = ""
    DOCUMENTS = "documents"
    MODEL = "model"
    ARCHITECTURE = "architecture"
    MEMORY = "memory"
    EXAMPLES = "examples"
    COMPONENT = "component"
    TRAINING = "training"  # it is being trained just now
    RUN = "run"  # everything is there but the training itself
    ACTIVE = "active"  # a trained model is there, none is switched on
    QUESTIONS = "questions"  # too few to try instructions on
    INSTRUCTIONS = "instructions"  # everything is there but the search for them
    KEPT = "kept"  # instructions are there, none are switched on


def card_of(mode: AnswerMode) -> AnswerMode | None:
    """The card that stands for a mode: instructions have one, with or without search; others their own."""
    if mode.instructed:
        return AnswerMode.INSTRUCTIONS
    return mode if mode in CARDS else None


def base_mode(card: AnswerMode, facts: AdviceFacts) -> AnswerMode:
    """What a card sets the base to. Instructions are read beside the documents where there are some."""
    if card is AnswerMode.INSTRUCTIONS:
        return AnswerMode.of(searches=bool(facts.documents))
    return card


def lacks(card: AnswerMode, facts: AdviceFacts) -> tuple[Lack, ...]:
    """What is missing for a card, the first to be cured first; () when it can be chosen. What cannot be
    cured by work (model, memory) comes before what can."""
    if card is AnswerMode.DOCUMENTS:
        return () if facts.documents else (Lack.DOCUMENTS,)
    if card is AnswerMode.INSTRUCTIONS:
        return _lacks_of_instructions(facts)
    found = [Lack.DOCUMENTS] if card is AnswerMode.DOCUMENTS_TRAINED and not facts.documents else []
    if facts.adapter:
        return tuple(found)
    if facts.training:
        return (*found, Lack.TRAINING)
    if facts.adapters:
        return (*found, Lack.ACTIVE)
    found += impossible(facts)
    if facts.missing:
        found.append(Lack.EXAMPLES)
    if facts.component is not ComponentState.READY:
        found.append(Lack.COMPONENT)
    return tuple(found) or (Lack.RUN,)


def _lacks_of_instructions(facts: AdviceFacts) -> tuple[Lack, ...]:
    if not facts.model:
        return (Lack.MODEL,)
    if facts.instructed:
        return ()
    if facts.instructions:
        return (Lack.KEPT,)
    return (Lack.QUESTIONS,) if facts.questions < LEAST_QUESTIONS else (Lack.INSTRUCTIONS,)


def impossible(facts: AdviceFacts) -> list[Lack]:
    """What keeps the base's model from being trained on this computer, whatever is prepared."""
    if not facts.model:
        return [Lack.MODEL]
    if not training_needs.is_trainable(facts.architecture):
        return [Lack.ARCHITECTURE]
    if facts.memory is not None and facts.memory_needed > facts.memory:
        return [Lack.MEMORY]
    return []
