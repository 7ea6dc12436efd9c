"""The words of the cards on the choice page: rows, badges, buttons."""

from desktop.core.exam_entities import LEAST_QUESTIONS
from desktop.core.training_entities import ComponentState
from desktop.core.training_needs import LEAST_APPROVED
from desktop.features.advice.domain.advice_costs import COMPONENT_BYTES, Cost, Repeat, training_minutes
from desktop.features.advice.domain.advice_facts import SEARCH_MINUTES, AdviceFacts
from desktop.features.advice.domain.choice_rules import Lack
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import answer_modes
from desktop.ui.words.names import counted
from workers.contract.answer_mode import AnswerMode

# --- the cards -----------------------------------------------------------------------------------


def badge(lack: Lack, facts: AdviceFacts) -> str:
    """What a card lacks, in two or three words; "" for nothing."""
    if lack is Lack.EXAMPLES:
        words = translate("Choice", "%1 of %2 examples")
        needed = formats.number(LEAST_APPROVED)
        return fill(words, formats.number(facts.approved), needed)
    if lack is Lack.QUESTIONS:
        words = translate("Choice", "%1 of %2 questions")
        needed = formats.number(LEAST_QUESTIONS)
        return fill(words, formats.number(facts.questions), needed)
    if lack is Lack.COMPONENT and facts.component is ComponentState.INSTALLING:
        return translate("Choice", "Being installed")
    return {
        Lack.NOTHING: "",
        Lack.DOCUMENTS: translate("Choice", "No documents"),
        Lack.MODEL: translate("Choice", "No model"),
        Lack.ARCHITECTURE: translate("Choice", "Not this model"),
        Lack.MEMORY: translate("Choice", "Not enough memory"),
        Lack.COMPONENT: translate("Choice", "Component needed"),
        Lack.TRAINING: translate("Choice", "Training now"),
        Lack.RUN: translate("Choice", "Not trained yet"),
        Lack.ACTIVE: translate("Choice", "Switched off"),
        Lack.INSTRUCTIONS: translate("Choice", "Not searched yet"),
        Lack.KEPT: translate("Choice", "Switched off"),
    }[lack]


def badge_of_both(lack: Lack, facts: AdviceFacts) -> str:
    """The badge of *both*: what training lacks is said on its own card."""
    if lack in (Lack.EXAMPLES, Lack.COMPONENT, Lack.RUN):
        return translate("Choice", "After training")
    return badge(lack, facts)


def needs(mode: AnswerMode, lacking: tuple[Lack, ...], facts: AdviceFacts) -> str:
    """What a way needs."""
    if mode is AnswerMode.DOCUMENTS_TRAINED and set(lacking) & {Lack.EXAMPLES, Lack.COMPONENT, Lack.RUN}:
        return translate("Choice", "Search and a trained model")
    if not lacking:
        if mode is AnswerMode.DOCUMENTS:
            return translate("Choice", "Nothing, everything is ready")
        if mode is AnswerMode.INSTRUCTIONS:
            words = translate("Choice", "Nothing, version %1 is switched on")
            return fill(words, facts.instructed)
        return fill(translate("Choice", "Nothing, “%1” is ready"), facts.adapter)
    parts = [need for lack in lacking if (need := _need(lack, facts))]
    if len(parts) == 1:
        return parts[0]
    return fill(translate("Choice", "%1; %2"), parts[0], parts[1][:1].lower() + parts[1][1:])


def _need(lack: Lack, facts: AdviceFacts) -> str:
    if lack is Lack.QUESTIONS:
        words = translate("Choice", "%n question(s) to try them on", "", LEAST_QUESTIONS)
        return counted(words, LEAST_QUESTIONS)
    if lack is Lack.EXAMPLES:
        words = translate("Choice", "%n more checked example(s)", "", facts.missing)
        return counted(words, facts.missing)
    if lack is Lack.COMPONENT:
        words = translate("Choice", "The training component, about %1")
        return fill(words, formats.size(COMPONENT_BYTES))
    if lack is Lack.ARCHITECTURE:
        words = translate("Choice", "Another model: “%1” cannot be trained by Bukvar")
        return fill(words, facts.model)
    if lack is Lack.MEMORY:
        words = translate("Choice", "At least %1 of memory for “%3”, here it is %2")
        needed, there = map(formats.memory, (facts.memory_needed, facts.memory or 0))
        return fill(words, needed, there, facts.model)
    return {
        Lack.DOCUMENTS: translate("Choice", "Documents in the base"),
        Lack.MODEL: translate("Choice", "A model for the answers"),
        Lack.TRAINING: translate("Choice", "The training that runs now"),
        Lack.RUN: translate("Choice", "Nothing but the training itself"),
        Lack.ACTIVE: translate("Choice", "Switch on a trained model"),
        Lack.INSTRUCTIONS: translate("Choice", "Nothing but the search for them"),
        Lack.KEPT: translate("Choice", "Switch on a version"),
    }[lack]


def takes(mode: AnswerMode, facts: AdviceFacts) -> str:
    """How long and how much, as measured; what was not measured is called an estimate."""
    if mode is AnswerMode.DOCUMENTS:
        return _search_takes(facts)
    if mode is AnswerMode.INSTRUCTIONS:
        if facts.instructed:
            return translate("Choice", "Nothing more, they are there")
        words = translate("Choice", "Up to %1 of search")
        return fill(words, formats.duration(60 * SEARCH_MINUTES))
    if facts.forecast is not None:
        return _span(*facts.forecast, facts.forecast_memory, facts)
    if facts.adapter:
        return translate("Choice", "Nothing more, it is trained")
    minutes = training_minutes(facts)
    if minutes is None:
        return translate("Choice", "A short trial tells")
    span = _span(60 * minutes[0], 60 * minutes[1], 0, facts)
    return fill(translate("Choice", "Estimate: %1. A short trial tells"), span)


def _search_takes(facts: AdviceFacts) -> str:
    if facts.indexing:
        return translate("Choice", "The documents are being read now")
    if not facts.documents:
        return translate("Choice", "Depends on the documents")
    room = formats.size(facts.index_bytes)
    if facts.index_seconds is None:
        return fill(translate("Choice", "Done, %1"), room)
    words = translate("Choice", "%1 (done), %2")
    return fill(words, formats.duration(facts.index_seconds), room)


def _span(low: float, high: float, memory: int, facts: AdviceFacts) -> str:
    words = formats.duration(low)
    if low != high:
        pattern = translate("Choice", "from %1 to %2")
        words = fill(pattern, words, formats.duration(high))
    if not memory:
        return words
    pattern = (
        translate("Choice", "%1, %2 of video memory")
        if facts.gpu
        else translate("Choice", "%1, %2 of memory")
    )
    return fill(pattern, words, formats.memory(memory))


def on_change(mode: AnswerMode, facts: AdviceFacts) -> str:
    """What happens when the documents change."""
    if mode is AnswerMode.DOCUMENTS:
        return translate("Choice", "Reads them again by itself")
    if mode is AnswerMode.INSTRUCTIONS:
        return translate("Choice", "Search anew if the rules have changed")
    if facts.stale and mode is AnswerMode.TRAINED:
        words = translate("Choice", "%n document(s) changed already: train again", "", facts.stale)
        return counted(words, facts.stale)
    if mode is AnswerMode.TRAINED:
        return translate("Choice", "Train again")
    return translate("Choice", "Search renews itself, the model has to be trained again")


def button(mode: AnswerMode, lack: Lack, chosen: bool) -> str:
    """The card's button: choose, or the way to the cure."""
    if mode is AnswerMode.DOCUMENTS_TRAINED and lack is Lack.EXAMPLES:
        return translate("Choice", "Examples first")
    if lack is Lack.NOTHING:
        if chosen:
            return translate("Choice", "Ask in the chat")
        return translate("Choice", "Choose")
    return {
        Lack.DOCUMENTS: translate("Choice", "Add documents"),
        Lack.MODEL: translate("Choice", "Get a model"),
        Lack.ARCHITECTURE: translate("Choice", "Choose another model"),
        Lack.MEMORY: translate("Choice", "Choose another model"),
        Lack.EXAMPLES: translate("Choice", "Check examples"),
        Lack.COMPONENT: translate("Choice", "Get the component"),
        Lack.TRAINING: translate("Choice", "Show the training"),
        Lack.RUN: translate("Choice", "Prepare the training"),
        Lack.ACTIVE: translate("Choice", "Trained models"),
        Lack.QUESTIONS: translate("Choice", "Make questions"),
        Lack.INSTRUCTIONS: translate("Choice", "Search for them"),
        Lack.KEPT: translate("Choice", "Show versions"),
    }[lack]


# --- what each way costs -------------------------------------------------------------------------


def cost_titles() -> tuple[str, ...]:
    """The columns of the table of costs."""
    return (
        translate("Choice", "Way"),
        translate("Choice", "Time of the computer"),
        translate("Choice", "Time of people"),
        translate("Choice", "Disk"),
        translate("Choice", "Memory"),
        translate("Choice", "When documents change"),
    )


def cost(line: Cost) -> tuple[str, ...]:
    """One line of that table: way, time of the computer and of people, disk, memory, what has to be done
    again."""
    nothing = translate("Choice", "none")
    return (
        answer_modes.name(line.mode),
        minutes(line),
        _range(*line.people) if line.people[1] else nothing,
        formats.size(line.disk) if line.disk else nothing,
        formats.memory(line.memory) if line.memory else nothing,
        repeat(line.repeat),
    )


def minutes(line: Cost) -> str:
    """How long, and whether that was measured here."""
    if line.minutes is None:
        return translate("Choice", "not known yet")
    if not line.minutes[1]:
        return translate("Choice", "done")
    span = _range(*line.minutes)
    if line.measured:
        return fill(translate("Choice", "%1, measured here"), span)
    return fill(translate("Choice", "%1, an estimate"), span)


def _range(low: float, high: float) -> str:
    """From so many minutes to so many."""
    span, longest = formats.duration(60 * low), formats.duration(60 * high)
    if longest == span:
        return span
    return fill(translate("Choice", "from %1 to %2"), span, longest)


def repeat(which: Repeat) -> str:
    """What has to be done again when documents change."""
    return {
        Repeat.BY_ITSELF: translate("Choice", "reads them again by itself"),
        Repeat.WHEN_RULES_CHANGE: translate("Choice", "only if the rules have changed"),
        Repeat.ALWAYS: translate("Choice", "train again"),
    }[which]
