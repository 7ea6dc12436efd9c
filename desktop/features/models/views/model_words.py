"""What a model's row says."""

from desktop.core.entities import ModelRecord, ModelState
from desktop.features.models.domain.catalogue import Origin
from desktop.features.models.domain.fit import Fit, FitState
from desktop.features.models.viewmodels.models_model import ModelItem
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.text.language import in_language


def about(record: ModelRecord) -> str:
    """ "T-Bank (t-tech) · Apache-2.0 · 5 GB · Russian: good · not yet tried by us"."""
    parts = [record.publisher, record.licence, formats.size(record.size) if record.size else ""]
    trial = translate("ModelWords", "for a trial") if record.trial else ""
    untried = translate("ModelWords", "not yet tried by us")
    known = record.tried or record.added or record.state is ModelState.READY
    later = translate("ModelWords", "this version does not use it yet")
    parts += [russian(record), trial, "" if known else untried, "" if record.used else later, origin(record)]
    return " · ".join(part for part in parts if part)


def russian(record: ModelRecord) -> str:
    """How well a model writes Russian (a model for search: finds in it), as far as somebody has said so."""
    return {
        "good": translate("ModelWords", "Russian: good"),
        "fair": translate("ModelWords", "Russian: fair"),
        "poor": translate("ModelWords", "Russian: poor"),
    }.get(record.russian, "")


def origin(record: ModelRecord) -> str:
    """Who put it into the catalogue, where that was not its makers."""
    return {
        Origin.ADMINISTRATOR.value: translate("ModelWords", "added by your administrator"),
        Origin.PACK_SIGNED.value: translate("ModelWords", "added by a signed pack"),
        Origin.PACK.value: translate("ModelWords", "added by a pack that is not signed"),
    }.get(record.origin, "")


def carried_by(record: ModelRecord) -> str:
    """The publisher made the model; here is who else its file passes through. "" where nobody does."""
    if not record.carried_by:
        return ""
    words = translate("ModelWords", "The file comes in somebody else's package: %1")
    return fill(words, ", ".join(record.carried_by))


def fit_words(fit: Fit) -> tuple[str, str, str]:
    """(word of the badge, its tone, the arithmetic under it)."""
    need, have = formats.memory(fit.need), formats.memory(fit.have)
    short = (
        have.rsplit(formats.NBSP, 1)[0]
        if have.split(formats.NBSP)[-1] == need.split(formats.NBSP)[-1]
        else have
    )
    if fit.state in (FitState.SLOW, FitState.TOO_SLOW):
        return badge(fit), "warning" if fit.offered else "bad", pace_words(fit)
    if fit.state is FitState.FITS:
        return badge(fit), "ok", fill(translate("ModelWords", "needs %1 of %2"), need, short)
    if fit.state is FitState.TIGHT:
        if fit.spill:
            words = translate("ModelWords", "%1 will use ordinary memory")
            return badge(fit), "warning", fill(words, formats.memory(fit.spill))
        words = translate("ModelWords", "needs %1, little is left of %2")
        return badge(fit), "warning", fill(words, need, short)
    words = translate("ModelWords", "needs %1, there are %2")
    return badge(fit), "bad", fill(words, need, short)


def badge(fit: Fit) -> str:
    """One or a few words: whether a model fits this computer."""
    words = {
        FitState.FITS: translate("ModelWords", "Fits"),
        FitState.TIGHT: translate("ModelWords", "Tight"),
        FitState.SLOW: translate("ModelWords", "Fits but slow"),
        FitState.TOO_LARGE: translate("ModelWords", "Does not fit"),
        FitState.TOO_SLOW: translate("ModelWords", "Does not fit"),
    }
    return words[fit.state]


def pace_words(fit: Fit) -> str:
    """ "about 60 words a minute", in steps of ten: more would be a promise. Below ten, to the word."""
    return _a_minute(fit.words_a_minute)


def _a_minute(words: float) -> str:
    count = 10 * round(words / 10) if words >= 10 else max(1, round(words))
    return translate("ModelWords", "about %n word(s) a minute", "", count)


def speed_words(row: ModelItem) -> tuple[str, str]:
    """(words a second, how that is known); ("—", "") while it is not."""
    if not row.words_per_second:
        if row.record.state is ModelState.READY:
            unknown = translate("ModelWords", "not measured yet")
            return "—", unknown
        return "—", ""
    measured = translate("ModelWords", "measured here")
    known = translate("ModelWords", "estimate") if row.estimated else measured
    count = round(row.words_per_second)
    if row.words_per_second < 1:  # "1 word/s" may be many times too much
        words = _a_minute(60 * row.words_per_second)
    elif row.estimated:
        words = translate("ModelWords", "about %n word(s)/s", "", count)
    else:
        words = translate("ModelWords", "%n word(s)/s", "", count)
    return words, known


def why_not(fit: Fit) -> str:
    """Why a model is not offered, in full."""
    if fit.state is FitState.TOO_SLOW:
        return translate(
            "ModelWords",
            "With this model the computer would write about %n word(s) a minute, so an answer takes minutes. "
            "Choose a smaller one, or one that reads only a part of itself for each word.",
            "",
            max(1, round(fit.words_a_minute)),
        )
    words = translate(
        "ModelWords", "This model needs %1 of memory and this computer can give it %2. Choose a smaller one."
    )
    return fill(words, formats.memory(fit.need), formats.memory(fit.have))


def details(record: ModelRecord) -> list[tuple[str, str]]:
    """(name, value) of what an expert wants to know."""
    context = translate("ModelWords", "%1 tokens")
    said = text_of(record.russian_source)
    pairs = [
        (translate("ModelWords", "Publisher"), record.publisher),
        (translate("ModelWords", "Carried by"), ", ".join(record.carried_by)),
        (translate("ModelWords", "Licence"), record.licence),
        (translate("ModelWords", "Russian"), f"{russian(record)}. {said}" if said else ""),
        (translate("ModelWords", "In the list"), origin(record)),
        (translate("ModelWords", "File"), record.path),
        (translate("ModelWords", "Source"), record.source),
        (translate("ModelWords", "SHA-256"), record.sha256),
        (translate("ModelWords", "Architecture"), record.architecture),
        (
            translate("ModelWords", "Parameters"),
            _parameters(record.parameters) if record.parameters else "",
        ),
        (
            translate("ModelWords", "Read for each token"),
            _parameters(record.active_parameters) if record.active_parameters else "",
        ),
        (translate("ModelWords", "Quantisation"), record.quantization),
        (
            translate("ModelWords", "Context"),
            fill(context, formats.number(record.context)) if record.context else "",
        ),
    ]
    return [(name, value) for name, value in pairs if value]


def text_of(texts: dict[str, str]) -> str:
    """One of the catalogue's texts, in the language of the window."""
    return in_language(texts, formats.language())


def _parameters(count: int) -> str:
    return fill(translate("ModelWords", "%1 billion"), formats.decimal(count / 1e9))
