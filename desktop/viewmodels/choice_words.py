"""The words of the choice page: reasons, rows of the cards, badges, buttons."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.choice_rules import (
    CHANGE_DAYS,
    Facts,
    Lack,
    Option,
    Reason,
    Turn,
)
from desktop.domain.training import ComponentState
from desktop.domain.tuning_rules import ENOUGH, LEAST_APPROVED
from desktop.i18n import formats
from desktop.viewmodels.names import counted

# The component's libraries take about this much room on the disk.
COMPONENT_BYTES = 6_000_000_000


def title(option: Option) -> str:
    """The name of a way."""
    return {
        Option.SEARCH: QCoreApplication.translate("Choice", "Search in the documents"),
        Option.TUNE: QCoreApplication.translate("Choice", "Training the model"),
        Option.BOTH: QCoreApplication.translate("Choice", "Search + training"),
    }[option]


def gives(option: Option) -> str:
    """What a way gives."""
    return {
        Option.SEARCH: QCoreApplication.translate(
            "Choice", "Finds the right places and answers with the page."
        ),
        Option.TUNE: QCoreApplication.translate(
            "Choice", "Takes over style, terms and form of answers. Remembers facts unreliably."
        ),
        Option.BOTH: QCoreApplication.translate(
            "Choice", "Takes facts from the documents, speaks the company's language."
        ),
    }[option]


def advice(option: Option) -> str:
    """The heading of the advice."""
    return {
        Option.SEARCH: QCoreApplication.translate("Choice", "We advise search in the documents"),
        Option.TUNE: QCoreApplication.translate("Choice", "We advise training the model"),
        Option.BOTH: QCoreApplication.translate("Choice", "We advise search together with training"),
    }[option]


def reason(which: Reason, facts: Facts) -> str:
    """One reason as a sentence with its figures."""
    if which is Reason.DOCUMENTS_CHANGE:
        return _changing(facts)
    if which is Reason.FEW_EXAMPLES:
        return _few(facts.approved)
    if which in (Reason.ENOUGH_EXAMPLES, Reason.MANNER, Reason.MOSTLY_FACTS):
        return _examples(which, facts)
    if which is Reason.UNKNOWN_FACTS:
        words = QCoreApplication.translate(
            "Choice", "The model knows %1 of %2 answers by itself: new facts are learned unreliably"
        )
        return words.replace("%1", formats.number(facts.known)).replace("%2", formats.number(facts.asked))
    if which is Reason.STALE:
        words = QCoreApplication.translate(
            "Choice", "%n document(s) changed after the training: search knows about it", "", facts.stale
        )
        return counted(words, facts.stale)
    return {
        Reason.NO_DOCUMENTS: QCoreApplication.translate("Choice", "There are no documents here to search in"),
        Reason.SEES_CHANGES: QCoreApplication.translate(
            "Choice", "When a document changes, search sees it at once; a trained model does not"
        ),
        Reason.SOURCE: QCoreApplication.translate(
            "Choice", "Answers come with the exact page: only search gives that"
        ),
        Reason.CANNOT_TRAIN: QCoreApplication.translate(
            "Choice", "The chosen model cannot be trained on this computer"
        ),
        Reason.FACTS_FROM_SEARCH: QCoreApplication.translate(
            "Choice", "Facts still come from the documents, with the page"
        ),
        Reason.READY_NOW: QCoreApplication.translate("Choice", "It is ready now and needs nothing more"),
    }[which]


def _changing(facts: Facts) -> str:
    words = QCoreApplication.translate(
        "Choice", "Changed within the last %1 days: %2 of %3 documents. Search sees changes at once"
    )
    figures = (CHANGE_DAYS, facts.changed, facts.documents)
    for place, figure in zip(("%1", "%2", "%3"), figures, strict=True):
        words = words.replace(place, formats.number(figure))
    return words


def _few(approved: int) -> str:
    words = QCoreApplication.translate(
        "Choice", "Too few examples for training: %1 checked, at least %2 needed"
    )
    return words.replace("%1", formats.number(approved)).replace("%2", formats.number(LEAST_APPROVED))


def _examples(which: Reason, facts: Facts) -> str:
    if which is Reason.ENOUGH_EXAMPLES:
        words = QCoreApplication.translate("Choice", "%n example(s) checked", "", facts.approved)
        return counted(words, facts.approved)
    if which is Reason.MANNER:
        words = QCoreApplication.translate(
            "Choice", "%1 of %2 checked examples teach form and terms: training is good at that"
        )
        figure = facts.manner
    else:
        words = QCoreApplication.translate(
            "Choice", "%1 of %2 checked examples are facts: training remembers them unreliably"
        )
        figure = facts.approved - facts.manner
    return words.replace("%1", formats.number(figure)).replace("%2", formats.number(facts.approved))


def turn(which: Turn, facts: Facts) -> str:
    """What would change the advice."""
    if which is Turn.MORE_EXAMPLES:
        words = QCoreApplication.translate(
            "Choice",
            "At least %1 checked examples that show form and terms, better %2: "
            "then search together with training.",
        )
        good = formats.number(ENOUGH)
        return words.replace("%1", formats.number(LEAST_APPROVED)).replace("%2", good)
    return {
        Turn.ADD_DOCUMENTS: QCoreApplication.translate(
            "Choice", "Documents in this base: then their facts should come from search."
        ),
        Turn.MANNER_EXAMPLES: QCoreApplication.translate(
            "Choice", "Examples that show form, terms and tone instead of facts."
        ),
        Turn.OTHER_MODEL: QCoreApplication.translate(
            "Choice", "Another model for the answers, one that can be trained."
        ),
        Turn.MORE_MEMORY: QCoreApplication.translate(
            "Choice", "A smaller model, or a computer with more memory."
        ),
        Turn.NO_SOURCE: QCoreApplication.translate(
            "Choice", "Answers that need no page, from documents that hardly ever change."
        ),
        Turn.DOCUMENTS_COME_ALIVE: QCoreApplication.translate(
            "Choice", "Examples that go out of date: then search alone, until they are checked again."
        ),
        Turn.WORSE_ANSWERS: QCoreApplication.translate(
            "Choice", "Answers in the chat that became worse: then search alone."
        ),
    }[which]


# --- the cards -----------------------------------------------------------------------------------


def badge(lack: Lack, facts: Facts) -> str:
    """What a card lacks, in two or three words; "" for nothing."""
    if lack is Lack.EXAMPLES:
        words = QCoreApplication.translate("Choice", "%1 of %2 examples")
        needed = formats.number(LEAST_APPROVED)
        return words.replace("%1", formats.number(facts.approved)).replace("%2", needed)
    if lack is Lack.COMPONENT and facts.component is ComponentState.INSTALLING:
        return QCoreApplication.translate("Choice", "Being installed")
    return {
        Lack.NOTHING: "",
        Lack.DOCUMENTS: QCoreApplication.translate("Choice", "No documents"),
        Lack.MODEL: QCoreApplication.translate("Choice", "No model"),
        Lack.ARCHITECTURE: QCoreApplication.translate("Choice", "Not this model"),
        Lack.MEMORY: QCoreApplication.translate("Choice", "Not enough memory"),
        Lack.COMPONENT: QCoreApplication.translate("Choice", "Component needed"),
        Lack.TRAINING: QCoreApplication.translate("Choice", "Training now"),
        Lack.RUN: QCoreApplication.translate("Choice", "Not trained yet"),
        Lack.ACTIVE: QCoreApplication.translate("Choice", "Switched off"),
    }[lack]


def badge_of_both(lack: Lack, facts: Facts) -> str:
    """The badge of *both*: what training lacks is said on its own card."""
    if lack in (Lack.EXAMPLES, Lack.COMPONENT, Lack.RUN):
        return QCoreApplication.translate("Choice", "After training")
    return badge(lack, facts)


def needs(option: Option, lacking: tuple[Lack, ...], facts: Facts) -> str:
    """What a way needs."""
    if option is Option.BOTH and set(lacking) & {Lack.EXAMPLES, Lack.COMPONENT, Lack.RUN}:
        return QCoreApplication.translate("Choice", "Search and a trained model")
    if not lacking:
        if option is Option.SEARCH:
            return QCoreApplication.translate("Choice", "Nothing, everything is ready")
        return QCoreApplication.translate("Choice", "Nothing, “%1” is ready").replace("%1", facts.adapter)
    parts = [need for lack in lacking if (need := _need(lack, facts))]
    if len(parts) == 1:
        return parts[0]
    both = QCoreApplication.translate("Choice", "%1; %2")
    return both.replace("%1", parts[0]).replace("%2", parts[1][:1].lower() + parts[1][1:])


def _need(lack: Lack, facts: Facts) -> str:
    if lack is Lack.EXAMPLES:
        words = QCoreApplication.translate("Choice", "%n more checked example(s)", "", facts.missing)
        return counted(words, facts.missing)
    if lack is Lack.COMPONENT:
        words = QCoreApplication.translate("Choice", "The training component, about %1")
        return words.replace("%1", formats.size(COMPONENT_BYTES))
    if lack is Lack.ARCHITECTURE:
        words = QCoreApplication.translate("Choice", "Another model: “%1” cannot be trained by Bukvar")
        return words.replace("%1", facts.model)
    if lack is Lack.MEMORY:
        words = QCoreApplication.translate("Choice", "At least %1 of memory for “%3”, here it is %2")
        words = words.replace("%1", formats.memory(facts.memory_needed))
        return words.replace("%2", formats.memory(facts.memory or 0)).replace("%3", facts.model)
    return {
        Lack.DOCUMENTS: QCoreApplication.translate("Choice", "Documents in the base"),
        Lack.MODEL: QCoreApplication.translate("Choice", "A model for the answers"),
        Lack.TRAINING: QCoreApplication.translate("Choice", "The training that runs now"),
        Lack.RUN: QCoreApplication.translate("Choice", "Nothing but the training itself"),
        Lack.ACTIVE: QCoreApplication.translate("Choice", "Switch on a trained model"),
    }[lack]


def takes(option: Option, facts: Facts) -> str:
    """How long and how much, as measured; where nothing was measured, that is said."""
    if option is Option.SEARCH:
        return _search_takes(facts)
    if facts.forecast is not None:
        return _forecast(facts)
    if facts.adapter:
        return QCoreApplication.translate("Choice", "Nothing more, it is trained")
    if facts.gpu:
        words = QCoreApplication.translate("Choice", "A short trial tells. Trained on %1")
        return words.replace("%1", facts.gpu)
    return QCoreApplication.translate("Choice", "A short trial tells. Without a graphics card: slowly")


def _search_takes(facts: Facts) -> str:
    if facts.indexing:
        return QCoreApplication.translate("Choice", "The documents are being read now")
    if not facts.documents:
        return QCoreApplication.translate("Choice", "Depends on the documents")
    room = formats.size(facts.index_bytes)
    if facts.index_seconds is None:
        return QCoreApplication.translate("Choice", "Done, %1").replace("%1", room)
    words = QCoreApplication.translate("Choice", "%1 (done), %2")
    return words.replace("%1", formats.duration(facts.index_seconds)).replace("%2", room)


def _forecast(facts: Facts) -> str:
    assert facts.forecast is not None
    low, high = (formats.duration(seconds) for seconds in facts.forecast)
    if low == high:
        words = low
    else:
        words = QCoreApplication.translate("Choice", "from %1 to %2")
        words = words.replace("%1", low).replace("%2", high)
    if not facts.forecast_memory:
        return words
    pattern = (
        QCoreApplication.translate("Choice", "%1, %2 of video memory")
        if facts.gpu
        else QCoreApplication.translate("Choice", "%1, %2 of memory")
    )
    return pattern.replace("%1", words).replace("%2", formats.memory(facts.forecast_memory))


def on_change(option: Option, facts: Facts) -> str:
    """What happens when the documents change."""
    if option is Option.SEARCH:
        return QCoreApplication.translate("Choice", "Reads them again by itself")
    if facts.stale and option is Option.TUNE:
        words = QCoreApplication.translate(
            "Choice", "%n document(s) changed already: train again", "", facts.stale
        )
        return counted(words, facts.stale)
    if option is Option.TUNE:
        return QCoreApplication.translate("Choice", "Train again")
    return QCoreApplication.translate("Choice", "Search renews itself, the model has to be trained again")


def button(option: Option, lack: Lack, chosen: bool) -> str:
    """The card's button: choose, or the way to the cure."""
    if option is Option.BOTH and lack is Lack.EXAMPLES:
        return QCoreApplication.translate("Choice", "Examples first")
    if lack is Lack.NOTHING:
        if chosen:
            return QCoreApplication.translate("Choice", "Ask in the chat")
        return QCoreApplication.translate("Choice", "Choose")
    return {
        Lack.DOCUMENTS: QCoreApplication.translate("Choice", "Add documents"),
        Lack.MODEL: QCoreApplication.translate("Choice", "Get a model"),
        Lack.ARCHITECTURE: QCoreApplication.translate("Choice", "Choose another model"),
        Lack.MEMORY: QCoreApplication.translate("Choice", "Choose another model"),
        Lack.EXAMPLES: QCoreApplication.translate("Choice", "Check examples"),
        Lack.COMPONENT: QCoreApplication.translate("Choice", "Get the component"),
        Lack.TRAINING: QCoreApplication.translate("Choice", "Show the training"),
        Lack.RUN: QCoreApplication.translate("Choice", "Prepare the training"),
        Lack.ACTIVE: QCoreApplication.translate("Choice", "Trained models"),
    }[lack]
