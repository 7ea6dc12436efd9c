"""The advice in words: what is recommended, why, what would change it, where each rule comes from."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.features.advice.domain.advice_reasons import AdviceCode, AdviceCondition, AdviceReason, Params
from desktop.features.advice.domain.advice_rules import Advice, Recommendation, Unknown
from desktop.features.advice.domain.advice_sources import PUBLISHED, RuleSource
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.names import counted

_C = "Advice"
_HEADINGS = {
    Recommendation.NOTHING: QT_TRANSLATE_NOOP("Advice", "Change nothing: what answers now is right"),
    Recommendation.GET_MODEL: QT_TRANSLATE_NOOP("Advice", "First get a model for the answers"),
    Recommendation.ADD_DOCUMENTS: QT_TRANSLATE_NOOP("Advice", "First add documents"),
    Recommendation.REPAIR_DOCUMENTS: QT_TRANSLATE_NOOP("Advice", "First mend these documents"),
    Recommendation.LARGER_MODEL: QT_TRANSLATE_NOOP(
        "Advice", "You need a larger model: “%model%” fits this computer"
    ),
    Recommendation.MODEL: QT_TRANSLATE_NOOP("Advice", "The model alone is enough"),
    Recommendation.SEARCH: QT_TRANSLATE_NOOP("Advice", "We advise search in the documents"),
    Recommendation.INSTRUCTIONS: QT_TRANSLATE_NOOP("Advice", "We advise instructions"),
    Recommendation.SEARCH_INSTRUCTIONS: QT_TRANSLATE_NOOP(
        "Advice", "We advise search together with instructions"
    ),
    Recommendation.TRAIN: QT_TRANSLATE_NOOP("Advice", "We advise training the model"),
    Recommendation.SEARCH_TRAIN: QT_TRANSLATE_NOOP("Advice", "We advise search together with training"),
}
_REASONS = {
    AdviceCode.NO_MODEL: QT_TRANSLATE_NOOP("Advice", "There is no model on this computer yet"),
    AdviceCode.EVERY_WAY_NEEDS_IT: QT_TRANSLATE_NOOP(
        "Advice", "Search finds the places; a model puts the answer into words"
    ),
    AdviceCode.NO_DOCUMENTS: QT_TRANSLATE_NOOP("Advice", "There are no documents here to search in"),
    AdviceCode.MADE_OF_DOCUMENTS: QT_TRANSLATE_NOOP(
        "Advice", "Search, exam questions and examples are all made from documents"
    ),
    AdviceCode.UNREAD: QT_TRANSLATE_NOOP("Advice", "%unread% of %documents% documents could not be read"),
    AdviceCode.UNSEEN: QT_TRANSLATE_NOOP(
        "Advice", "What is not read well, no way of learning can answer from"
    ),
    AdviceCode.FAILING: QT_TRANSLATE_NOOP("Advice", "Most questions about these went wrong: %names%"),
    AdviceCode.DOCUMENTS_CHANGE: QT_TRANSLATE_NOOP(
        "Advice",
        "Bukvar saw %changed% of %documents% documents change within the last %days% days. "
        "Search sees changes at once",
    ),
    AdviceCode.SEES_CHANGES: QT_TRANSLATE_NOOP(
        "Advice", "When a document changes, search sees it at once; a trained model does not"
    ),
    AdviceCode.SOURCE: QT_TRANSLATE_NOOP(
        "Advice", "Answers come with the exact page: only search gives that"
    ),
    AdviceCode.FEW_EXAMPLES: QT_TRANSLATE_NOOP(
        "Advice", "Too few examples for training: %approved% checked, at least %least% needed"
    ),
    AdviceCode.FEW_SHOTS: QT_TRANSLATE_NOOP(
        "Advice", "A few good examples, shown with each question, are enough to set the form of answers"
    ),
    AdviceCode.NO_TRAINING_NEEDED: QT_TRANSLATE_NOOP(
        "Advice", "Instructions are tried on your own questions in about %minutes% minutes, without training"
    ),
    AdviceCode.STYLE_ASKED: QT_TRANSLATE_NOOP(
        "Advice", "%style% of %total% questions in the chats want a text written: there the form counts"
    ),
    AdviceCode.MANNER: QT_TRANSLATE_NOOP(
        "Advice", "%manner% of %approved% checked examples teach form and terms: training is good at that"
    ),
    AdviceCode.MOSTLY_FACTS: QT_TRANSLATE_NOOP(
        "Advice", "%facts% of %approved% checked examples are facts: training remembers them unreliably"
    ),
    AdviceCode.UNKNOWN_FACTS: QT_TRANSLATE_NOOP(
        "Advice", "The model knows %known% of %asked% answers by itself: new facts are learned unreliably"
    ),
    AdviceCode.CANNOT_TRAIN: QT_TRANSLATE_NOOP("Advice", "“%model%” cannot be trained on this computer"),
    AdviceCode.FACTS_FROM_SEARCH: QT_TRANSLATE_NOOP(
        "Advice", "Facts still come from the documents, with the page"
    ),
    AdviceCode.RIGHT: QT_TRANSLATE_NOOP(
        "Advice", "%right% right answers of %asked% at the exam (%low%–%high%)"
    ),
    AdviceCode.LOW: QT_TRANSLATE_NOOP("Advice", "Even the best way answers only %right% of %asked% rightly"),
    AdviceCode.DIFFERENCE: QT_TRANSLATE_NOOP(
        "Advice", "Better than what answers now by %difference% points (%low% to %high%)"
    ),
    AdviceCode.SAME_AS_NOW: QT_TRANSLATE_NOOP(
        "Advice", "No other way is surely better: the best differs by %difference% points (%low% to %high%)"
    ),
    AdviceCode.SIMPLEST: QT_TRANSLATE_NOOP("Advice", "It is the simplest of the ways that are no worse"),
    AdviceCode.INVENTED: QT_TRANSLATE_NOOP(
        "Advice", "Invented an answer that the documents do not give: %invented% of %asked%"
    ),
    AdviceCode.GENERAL: QT_TRANSLATE_NOOP(
        "Advice", "General knowledge is kept: %right% of %asked% questions answered rightly"
    ),
    AdviceCode.MISREAD: QT_TRANSLATE_NOOP(
        "Advice", "In %misread% of %wrong% wrong answers the right place was found, and misread"
    ),
    AdviceCode.LARGER_FITS: QT_TRANSLATE_NOOP("Advice", "“%model%” fits this computer; it takes %size%"),
}
_TURNS = {
    "model_there": QT_TRANSLATE_NOOP("Advice", "A model on this computer: then the advice is about the way."),
    "documents_there": QT_TRANSLATE_NOOP("Advice", "Documents that are ready: then search can answer."),
    "documents_mended": QT_TRANSLATE_NOOP("Advice", "The documents, mended and read again."),
    "not_needed": QT_TRANSLATE_NOOP("Advice", "Taking those that nobody asks about out of the base."),
    "documents_change": QT_TRANSLATE_NOOP(
        "Advice", "Documents that change much: then hold the exam again, the old figures no longer count."
    ),
    "add_documents": QT_TRANSLATE_NOOP(
        "Advice", "Documents in this base: then their facts should come from search."
    ),
    "more_examples": QT_TRANSLATE_NOOP(
        "Advice",
        "At least %least% checked examples that show form and terms, better %enough%: "
        "then search together with training.",
    ),
    "manner_examples": QT_TRANSLATE_NOOP(
        "Advice", "Examples that show form, terms and tone instead of facts."
    ),
    "other_model": QT_TRANSLATE_NOOP("Advice", "Another model for the answers, one that can be trained."),
    "more_memory": QT_TRANSLATE_NOOP("Advice", "A smaller model, or a computer with more memory."),
    "no_source": QT_TRANSLATE_NOOP(
        "Advice", "Answers that need no page, from documents that hardly ever change."
    ),
    "examples_age": QT_TRANSLATE_NOOP(
        "Advice", "Examples that go out of date: then search alone, until they are checked again."
    ),
    "hold_exam": QT_TRANSLATE_NOOP(
        "Advice", "An exam that compares the ways on your own questions: then its figures decide."
    ),
    "exam_again": QT_TRANSLATE_NOOP("Advice", "The exam, held again after that."),
    "more_questions": QT_TRANSLATE_NOOP(
        "Advice", "More exam questions: with them a smaller difference can be told from chance."
    ),
    "larger_model": QT_TRANSLATE_NOOP(
        "Advice", "A larger model: “%model%” fits this computer and can sit the same exam."
    ),
    "larger_no_better": QT_TRANSLATE_NOOP(
        "Advice", "A larger model that is no better at the same exam: then the questions or the documents."
    ),
}
_UNKNOWN = {
    Unknown.COMPUTER: QT_TRANSLATE_NOOP("Advice", "Not known: what this computer has in memory and cores"),
    Unknown.TRAINER: QT_TRANSLATE_NOOP("Advice", "Not known: what could train on this computer"),
    Unknown.KNOWLEDGE: QT_TRANSLATE_NOOP("Advice", "Not known: what the model knows of it by itself"),
    Unknown.CHANGES: QT_TRANSLATE_NOOP(
        "Advice", "Not known: whether the documents change, the base has not been here long enough"
    ),
    Unknown.EXAM: QT_TRANSLATE_NOOP(
        "Advice", "Not known: how well each way answers here, no exam of these documents was held"
    ),
    Unknown.TRAINING_TIME: QT_TRANSLATE_NOOP(
        "Advice", "Not known: how long training takes here, a dry run tells in some minutes"
    ),
}
_FOUND = {
    RuleSource.YANG: QT_TRANSLATE_NOOP("Advice", "Qwen 3 was trained on 36 trillion tokens."),
    RuleSource.ROZIERE: QT_TRANSLATE_NOOP(
        "Advice", "To learn programming well, a model of 2 trillion tokens took 500 billion more."
    ),
    RuleSource.OVADIA: QT_TRANSLATE_NOOP(
        "Advice",
        "On new facts a 7-billion model answered 48 of 100 questions rightly alone, 88 with search, 50 after "
        "training, 81 with both.",
    ),
    RuleSource.GEKHMAN: QT_TRANSLATE_NOOP(
        "Advice",
        "Training on facts that a model does not know is slow, and the longer it goes on the more the model "
        "invents.",
    ),
    RuleSource.PLETENEV: QT_TRANSLATE_NOOP(
        "Advice", "500 new facts were all memorised; about a fifth of the answers known before was lost."
    ),
    RuleSource.BIDERMAN: QT_TRANSLATE_NOOP(
        "Advice", "A small trained part learns less than full training and forgets less: right for form."
    ),
    RuleSource.BALAGUER: QT_TRANSLATE_NOOP(
        "Advice", "With a large reviewed set training gave 6 points, search 5 more on top."
    ),
    RuleSource.ALOFTRAG: QT_TRANSLATE_NOOP(
        "Advice",
        "Training a model to read what search has found: citations better by 8 points, answers by 3, over "
        "26 languages.",
    ),
    RuleSource.BROWN: QT_TRANSLATE_NOOP(
        "Advice", "Models follow a task from a few examples in the question, without any training."
    ),
    RuleSource.ZHOU: QT_TRANSLATE_NOOP(
        "Advice", "Instructions that were made by a model and tried on questions matched those people wrote."
    ),
    RuleSource.HU: QT_TRANSLATE_NOOP(
        "Advice", "A small trained part reached the quality of full training with a third of the memory."
    ),
    RuleSource.HSIEH: QT_TRANSLATE_NOOP(
        "Advice", "On one narrow task a model 700 times smaller did better than a very large one."
    ),
    RuleSource.UNSLOTH: QT_TRANSLATE_NOOP(
        "Advice", "At least 100 rows to begin with, more than 1000 for good results."
    ),
    RuleSource.OWN_FACTS: QT_TRANSLATE_NOOP(
        "Advice",
        "Our own check: of 48 facts taught to a small model, 24 of 24 questions it had seen were right, of "
        "16 asked in other words 8; the others were wrong, and it was sure of them.",
    ),
    RuleSource.EXAM: QT_TRANSLATE_NOOP("Advice", "The last exam of this base, on your own questions."),
    RuleSource.HERE: QT_TRANSLATE_NOOP("Advice", "Counted in this base and on this computer."),
}
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
    return QCoreApplication.translate(_C, str(words))


def cited(source: RuleSource) -> str:
    """Who says so, and where; "" for what was seen here."""
    work = PUBLISHED.get(source)
    return f"{work.authors}. {work.title}. {work.where}" if work is not None else ""


def _filled(words: object, params: Params, points: bool = False) -> str:
    """The sentence with its figures in the window's language; shares in per cent, or in points."""
    text = QCoreApplication.translate(_C, str(words))
    return fill(text, **{name: _figure(name, value, points) for name, value in params.items()})


def _figure(name: str, value: str | int | float, points: bool) -> str:
    if isinstance(value, str):
        return value
    if name == "size":
        return formats.size(value)
    if name in _SHARES:
        return formats.number(100 * value) if points else formats.percent(value)
    return formats.number(value)
