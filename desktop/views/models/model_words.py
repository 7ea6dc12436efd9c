"""What a model's row says."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.entities import ModelRecord, ModelState
from desktop.domain.fit import Fit, FitState
from desktop.i18n import formats
from desktop.viewmodels.models_model import ModelRow


def about(record: ModelRecord) -> str:
    """ "Alibaba Cloud · Apache-2.0 · 1.1 GB · Russian: good"."""
    parts = [record.publisher, record.licence, formats.size(record.size) if record.size else ""]
    russian = {
        "good": QCoreApplication.translate("ModelWords", "Russian: good"),
        "fair": QCoreApplication.translate("ModelWords", "Russian: fair"),
        "poor": QCoreApplication.translate("ModelWords", "Russian: poor"),
    }.get(record.russian, "")
    trial = QCoreApplication.translate("ModelWords", "for a trial") if record.trial else ""
    return " · ".join(part for part in (*parts, russian, trial) if part)


def fit_words(fit: Fit) -> tuple[str, str, str]:
    """(word of the badge, its tone, the arithmetic under it)."""
    need, have = formats.memory(fit.need), formats.memory(fit.have)
    short = (
        have.rsplit(formats.NBSP, 1)[0]
        if have.split(formats.NBSP)[-1] == need.split(formats.NBSP)[-1]
        else have
    )
    if fit.state is FitState.FITS:
        words = QCoreApplication.translate("ModelWords", "needs %1 of %2")
        return _badge("fits"), "ok", words.replace("%1", need).replace("%2", short)
    if fit.state is FitState.TIGHT:
        if fit.spill:
            words = QCoreApplication.translate("ModelWords", "%1 will use ordinary memory")
            return _badge("tight"), "warning", words.replace("%1", formats.memory(fit.spill))
        words = QCoreApplication.translate("ModelWords", "needs %1, little is left of %2")
        return _badge("tight"), "warning", words.replace("%1", need).replace("%2", short)
    words = QCoreApplication.translate("ModelWords", "needs %1, there are %2")
    return _badge("too_large"), "bad", words.replace("%1", need).replace("%2", short)


def _badge(state: str) -> str:
    words = {
        "fits": QCoreApplication.translate("ModelWords", "Fits"),
        "tight": QCoreApplication.translate("ModelWords", "Tight"),
        "too_large": QCoreApplication.translate("ModelWords", "Will not fit"),
    }
    return words[state]


def speed_words(row: ModelRow) -> tuple[str, str]:
    """(words a second, how that is known); ("—", "") while it is not."""
    if not row.words_per_second:
        if row.record.state is ModelState.READY:
            unknown = QCoreApplication.translate("ModelWords", "not measured yet")
            return "—", unknown
        return "—", ""
    count = max(round(row.words_per_second), 1)
    words = QCoreApplication.translate("ModelWords", "%n word(s)/s", "", count)
    if row.estimated:
        about_words = QCoreApplication.translate("ModelWords", "about %1").replace("%1", words)
        return about_words, QCoreApplication.translate("ModelWords", "estimate")
    return words, QCoreApplication.translate("ModelWords", "measured here")


def why_not(fit: Fit) -> str:
    """Why a model is not offered, in full."""
    words = QCoreApplication.translate(
        "ModelWords", "This model needs %1 of memory and this computer can give it %2. Choose a smaller one."
    )
    return words.replace("%1", formats.memory(fit.need)).replace("%2", formats.memory(fit.have))


def details(record: ModelRecord) -> list[tuple[str, str]]:
    """(name, value) of what an expert wants to know."""
    context = QCoreApplication.translate("ModelWords", "%1 tokens")
    pairs = [
        (QCoreApplication.translate("ModelWords", "File"), record.path),
        (QCoreApplication.translate("ModelWords", "Source"), record.source),
        (QCoreApplication.translate("ModelWords", "SHA-256"), record.sha256),
        (QCoreApplication.translate("ModelWords", "Architecture"), record.architecture),
        (
            QCoreApplication.translate("ModelWords", "Parameters"),
            _parameters(record.parameters) if record.parameters else "",
        ),
        (QCoreApplication.translate("ModelWords", "Quantisation"), record.quantization),
        (
            QCoreApplication.translate("ModelWords", "Context"),
            context.replace("%1", formats.number(record.context)) if record.context else "",
        ),
    ]
    return [(name, value) for name, value in pairs if value]


def _parameters(count: int) -> str:
    billions = QCoreApplication.translate("ModelWords", "%1 billion")
    return billions.replace("%1", formats.decimal(count / 1e9))
