"""Why an answer is as it is, or why a place was not found: the report of a search in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translatable
from workers.contract.messages import Passages
from workers.contract.specs.search import KeptOut, PlaceRanks, SearchReport

translate = QCoreApplication.translate
_KEPT_OUT: dict[KeptOut, str] = {
    KeptOut.UNKNOWN_DOCUMENT: "This document is not in the base, or has no text.",
    KeptOut.MISSING: "The file of this document is no longer there, so its text answers nothing.",
    KeptOut.NO_TEXT: "No text was read there: the page may be a picture, or empty.",
    KeptOut.NO_SUCH_WORDS: (
        "These words do not stand there. Copy them from the document, ten to twenty of them."
    ),
    KeptOut.FILTERED: "The chat is restricted to other documents, folders or dates. Take the filter away.",
    KeptOut.OTHER_NAMED: "The question names another document, so only that one was looked through.",
}
translatable("Why", _KEPT_OUT)


def searched(found: Passages) -> str:
    """What was searched."""
    said = [fill(translate("Why", "Searched: “%1”."), found.question)]
    if found.understood.completed:
        said.append(translate("Why", "The question before was taken into account."))
    if found.understood.reworded:
        said.append(translate("Why", "The question was mended before it was searched."))
    return " ".join(said)


def unknown(report: SearchReport) -> str:
    """Words that stand nowhere; "" when there are none."""
    if not report.unknown:
        return ""
    words = ", ".join(fill(translate("Why", "“%1”"), word) for word in report.unknown)
    return fill(
        translate("Why", "These words stand in no document: %1. They were searched by meaning."), words
    )


def verdict(found: Passages) -> str:
    """Whether the documents speak of it, as it was decided before the first word."""
    if found.relevant:
        return translate("Why", "The documents speak of this, so the model was asked.")
    if found.understood.absent:
        return translate(
            "Why", "A document that the question names is not in the base: the model was not asked."
        )
    return translate("Why", "Even the nearest place is too far from the question: the model was not asked.")


def read_words(chunk: str, read: Sequence[str], *, asked: bool) -> str:
    """What became of a place that was found."""
    if not asked:
        return translate("Why", "found, not read")
    if chunk in read:
        return translate("Why", "read by the model")
    return translate("Why", "found, no room for it")


def place(found: Passages, read: Sequence[str]) -> str:
    """Why the place that was pointed at is not in the answer."""
    report = found.report
    if report is None:
        return ""
    if report.kept_out in _KEPT_OUT:
        reason = _KEPT_OUT[report.kept_out]
        return QCoreApplication.translate("Why", reason)
    if report.place is None:
        return ""
    return " ".join(filter(None, (_order(report, len(found.passages), found, read), _legs(report.place))))


def _order(report: SearchReport, shown: int, found: Passages, read: Sequence[str]) -> str:
    where = report.place
    assert where is not None
    if report.kept_out is KeptOut.FAR:
        return fill(
            translate("Why", "This place is not among the %1 nearest ones."), formats.number(report.compared)
        )
    if report.kept_out is KeptOut.OUTRANKED:
        said = translate("Why", "This place was found as number %1, and the model reads the first %2.")
        return fill(said, formats.number(where.rank), formats.number(shown))
    if not found.relevant:
        return translate("Why", "This place was found, but the documents were taken not to speak of this.")
    inside = [
        passage.chunk
        for passage in found.passages
        if passage.document == where.document and (passage.chunk == where.chunk or passage.core)
    ]
    if read and not any(chunk in read for chunk in inside):
        return translate("Why", "This place was found, but there was no room for it in what the model reads.")
    return translate("Why", "This place was found and given to the model.")


def _legs(where: PlaceRanks) -> str:
    if where.by_words and where.by_meaning:
        said = translate("Why", "By its words it is number %1, by its meaning number %2.")
        return fill(said, formats.number(where.by_words), formats.number(where.by_meaning))
    if where.by_meaning:
        said = translate("Why", "It shares no word with the question; by its meaning it is number %1.")
        if where.bm25 > 0:
            said = translate("Why", "By its meaning it is number %1; others share more of the words.")
        return fill(said, formats.number(where.by_meaning))
    return translate("Why", "Neither its words nor its meaning are near: ask in the document's own words.")


def where(one: PlaceRanks) -> str:
    """The document of a place, and its page where it has pages."""
    if not one.page:
        return one.name
    return fill(translate("Why", "%1, page %2"), one.name, formats.number(one.page))


def figures(found: Passages) -> str:
    """The figures behind it, in one line."""
    report = found.report or SearchReport()
    said = translate(
        "Why", "Nearness by meaning %1, needed %2; share of the question's words %3; places compared: %4"
    )
    return fill(
        said,
        formats.number(found.best_cosine, 3),
        formats.number(found.cosine_floor, 3),
        formats.percent(report.coverage),
        formats.number(report.compared),
    )


def ranks(one: PlaceRanks) -> str:
    """The figures of one place."""
    said = translate("Why", "meaning %1 (number %2), words %3 (number %4), together %5")
    values = (formats.number(one.cosine, 3), one.by_meaning or "–", formats.number(one.bm25, 1))
    return fill(said, *values, one.by_words or "–", formats.number(one.score, 2))
