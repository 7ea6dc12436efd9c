"""The advice in words: what is recommended, why, what would change it, where each rule comes from."""

from PySide6.QtCore import QCoreApplication

from desktop.features.advice.domain.advice_reasons import AdviceCode, AdviceCondition, AdviceReason, Params
from desktop.features.advice.domain.advice_rules import Advice, Recommendation, Unknown
from desktop.features.advice.domain.advice_sources import PUBLISHED, RuleSource
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translatable
from desktop.ui.words.names import counted

_C = "Advice"
_HEADINGS = {
    Recommendation.NOTHING: "Change nothing: what answers now is right",
    Recommendation.GET_MODEL: "First get a model for the answers",
    Recommendation.ADD_DOCUMENTS: "First add documents",
    Recommendation.REPAIR_DOCUMENTS: "First mend these documents",
    Recommendation.LARGER_MODEL: "You need a larger model: “%model%” fits this computer",
    Recommendation.MODEL: "The model alone is enough",
    Recommendation.SEARCH: "We advise search in the documents",
    Recommendation.INSTRUCTIONS: "We advise instructions",
    Recommendation.SEARCH_INSTRUCTIONS: "We advise search together with instructions",
    Recommendation.TRAIN: "We advise training the model",
    Recommendation.SEARCH_TRAIN: "We advise search together with training",
}
_REASONS = {
    AdviceCode.NO_MODEL: "There is no model on this computer yet",
    AdviceCode.EVERY_WAY_NEEDS_IT: "Search finds the places; a model puts the answer into words",
    AdviceCode.NO_DOCUMENTS: "There are no documents here to search in",
    AdviceCode.MADE_OF_DOCUMENTS: "Search, exam questions and examples are all made from documents",
    AdviceCode.UNREAD: "%unread% of %documents% documents could not be read",
    AdviceCode.UNSEEN: "What is not read well, no way of learning can answer from",
    AdviceCode.FAILING: "Most questions about these went wrong: %names%",
    AdviceCode.DOCUMENTS_CHANGE: (
        "Bukvar saw %changed% of %documents% documents change within the last %days% days. Search sees "
        "changes at once"
    ),
    AdviceCode.SEES_CHANGES: "When a document changes, search sees it at once; a trained model does not",
    AdviceCode.SOURCE: "Answers come with the exact page: only search gives that",
    AdviceCode.FEW_EXAMPLES: "Too few examples for training: %approved% checked, at least %least% needed",
    AdviceCode.FEW_SHOTS: (
        "A few good examples, shown with each question, are enough to set the form of answers"
    ),
    AdviceCode.NO_TRAINING_NEEDED: (
        "Instructions are tried on your own questions in about %minutes% minutes, without training"
    ),
    AdviceCode.STYLE_ASKED: (
        "%style% of %total% questions in the chats want a text written: there the form counts"
    ),
    AdviceCode.MANNER: (
        "%manner% of %approved% checked examples teach form and terms: training is good at that"
    ),
    AdviceCode.MOSTLY_FACTS: (
        "%facts% of %approved% checked examples are facts: training remembers them unreliably"
    ),
    AdviceCode.UNKNOWN_FACTS: (
        "The model knows %known% of %asked% answers by itself: new facts are learned unreliably"
    ),
    AdviceCode.CANNOT_TRAIN: "“%model%” cannot be trained on this computer",
    AdviceCode.FACTS_FROM_SEARCH: "Facts still come from the documents, with the page",
    AdviceCode.RIGHT: "%right% right answers of %asked% at the exam (%low%–%high%)",
    AdviceCode.LOW: "Even the best way answers only %right% of %asked% rightly",
    AdviceCode.DIFFERENCE: "Better than what answers now by %difference% points (%low% to %high%)",
    AdviceCode.SAME_AS_NOW: (
        "No other way is surely better: the best differs by %difference% points (%low% to %high%)"
    ),
    AdviceCode.SIMPLEST: "It is the simplest of the ways that are no worse",
    AdviceCode.INVENTED: "Invented an answer that the documents do not give: %invented% of %asked%",
    AdviceCode.GENERAL: "General knowledge is kept: %right% of %asked% questions answered rightly",
    AdviceCode.MISREAD: "In %misread% of %wrong% wrong answers the right place was found, and misread",
    AdviceCode.LARGER_FITS: "“%model%” fits this computer; it takes %size%",
}
_TURNS = {
    "model_there": "A model on this computer: then the advice is about the way.",
    "documents_there": "Documents that are ready: then search can answer.",
    "documents_mended": "The documents, mended and read again.",
    "not_needed": "Taking those that nobody asks about out of the base.",
    "documents_change": (
        "Documents that change much: then hold the exam again, the old figures no longer count."
    ),
    "add_documents": "Documents in this base: then their facts should come from search.",
    "more_examples": (
        "At least %least% checked examples that show form and terms, better %enough%: then search "
        "together with training."
    ),
    "manner_examples": "Examples that show form, terms and tone instead of facts.",
    "other_model": "Another model for the answers, one that can be trained.",
    "more_memory": "A smaller model, or a computer with more memory.",
    "no_source": "Answers that need no page, from documents that hardly ever change.",
    "examples_age": "Examples that go out of date: then search alone, until they are checked again.",
    "hold_exam": "An exam that compares the ways on your own questions: then its figures decide.",
    "exam_again": "The exam, held again after that.",
    "more_questions": "More exam questions: with them a smaller difference can be told from chance.",
    "larger_model": "A larger model: “%model%” fits this computer and can sit the same exam.",
    "larger_no_better": (
        "A larger model that is no better at the same exam: then the questions or the documents."
    ),
}
_UNKNOWN = {
    Unknown.COMPUTER: "Not known: what this computer has in memory and cores",
    Unknown.TRAINER: "Not known: what could train on this computer",
    Unknown.KNOWLEDGE: "Not known: what the model knows of it by itself",
    Unknown.CHANGES: "Not known: whether the documents change, the base has not been here long enough",
    Unknown.EXAM: "Not known: how well each way answers here, no exam of these documents was held",
    Unknown.TRAINING_TIME: "Not known: how long training takes here, a dry run tells in some minutes",
}
_FOUND = {
    RuleSource.YANG: "Qwen 3 was trained on 36 trillion tokens.",
    RuleSource.ROZIERE: "To learn programming well, a model of 2 trillion tokens took 500 billion more.",
    RuleSource.OVADIA: (
        "On new facts a 7-billion model answered 48 of 100 questions rightly alone, 88 with search, 50 "
        "after training, 81 with both."
    ),
    RuleSource.GEKHMAN: (
        "Training on facts that a model does not know is slow, and the longer it goes on the more the "
        "model invents."
    ),
    RuleSource.PLETENEV: (
        "500 new facts were all memorised; about a fifth of the answers known before was lost."
    ),
    RuleSource.BIDERMAN: (
        "A small trained part learns less than full training and forgets less: right for form."
    ),
    RuleSource.BALAGUER: "With a large reviewed set training gave 6 points, search 5 more on top.",
    RuleSource.ALOFTRAG: (
        "Training a model to read what search has found: citations better by 8 points, answers by 3, "
        "over 26 languages."
    ),
    RuleSource.BROWN: "Models follow a task from a few examples in the question, without any training.",
    RuleSource.ZHOU: (
        "Instructions that were made by a model and tried on questions matched those people wrote."
    ),
    RuleSource.HU: "A small trained part reached the quality of full training with a third of the memory.",
    RuleSource.HSIEH: "On one narrow task a model 700 times smaller did better than a very large one.",
    RuleSource.UNSLOTH: "At least 100 rows to begin with, more than 1000 for good results.",
    RuleSource.OWN_FACTS: (
        "Our own check: of 48 facts taught to a small model, 24 of 24 questions it had seen were right, "
        "of 16 asked in other words 8; the others were wrong, and it was sure of them."
    ),
    RuleSource.EXAM: "The last exam of this base, on your own questions.",
    RuleSource.HERE: "Counted in this base and on this computer.",
}
translatable("Advice", _HEADINGS, _REASONS, _TURNS, _UNKNOWN, _FOUND)
_SHARES = ("low", "high", "difference")


def heading(advice: Advice) -> str:
    """The recommendation as a heading."""
    return _filled(_HEADINGS[advice.recommendation], advice.params)


def reason(which: AdviceReason) -> str:
    """One reason as a sentence with its figures."""
    params, translate = which.params, QCoreApplication.translate
    if which.code is AdviceCode.DOCUMENTS_READY:
        count = int(params["documents"])
        return counted(translate("Advice", "%n document(s) ready to be asked", "", count), count)
    if which.code is AdviceCode.ENOUGH_EXAMPLES:
        count = int(params["approved"])
        return counted(translate("Advice", "%n example(s) checked", "", count), count)
    if which.code is AdviceCode.SCANS:
        count = int(params["scans"])
        words = translate("Advice", "%n scan(s) without text: a file with text is needed", "", count)
        return counted(words, count)
    if which.code is AdviceCode.STALE:
        count = int(params["documents"])
        words = translate("Advice", "%n document(s) changed after the training: search knows it", "", count)
        return counted(words, count)
    points = which.code in (AdviceCode.DIFFERENCE, AdviceCode.SAME_AS_NOW)
    return _filled(_REASONS[which.code], params, points)


def turn(which: AdviceCondition) -> str:
    """What would change the advice."""
    return _filled(_TURNS[which.code], which.params)


def unknown(which: Unknown) -> str:
    """What is not known, and would make the advice surer."""
    return _filled(_UNKNOWN[which], {})


def found(source: RuleSource) -> str:
    """What a source says."""
    words = _FOUND[source]
    return QCoreApplication.translate(_C, words)


def cited(source: RuleSource) -> str:
    """Who says so, and where; "" for what was seen here."""
    work = PUBLISHED.get(source)
    return f"{work.authors}. {work.title}. {work.where}" if work is not None else ""


def _filled(words: str, params: Params, points: bool = False) -> str:
    """The sentence with its figures in the window's language; shares in per cent, or in points."""
    text = QCoreApplication.translate(_C, words)
    return fill(text, **{name: _figure(name, value, points) for name, value in params.items()})


def _figure(name: str, value: str | int | float, points: bool) -> str:
    if isinstance(value, str):
        return value
    if name == "size":
        return formats.size(value)
    if name in _SHARES:
        return formats.number(100 * value) if points else formats.percent(value)
    return formats.number(value)
