"""What is said once when an engine failed its self-test."""

from collections.abc import Iterable

from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.engine import PROCESSOR, EngineReport


def sentences(reports: Iterable[EngineReport]) -> str:
    """One or two sentences a report, all in one line."""
    return " ".join(_sentence(report) for report in reports)


def _sentence(report: EngineReport) -> str:
    if report.folder:  # it is about a search model
        return translate(
            "EngineNotice",
            "The quickest way of computing for search failed its self-test on this computer; another is "
            "used: it finds the same, somewhat slower.",
        )
    words = []
    processor = _names(one.name for one in report.failed if one.device == PROCESSOR)
    if processor:
        text = translate(
            "EngineNotice",
            "Processor engine “%1” failed its self-test on this computer; “%2” is used: the same answers, "
            "somewhat slower.",
        )
        words.append(fill(text, processor, report.chosen))
    cards = _names(one.device or one.name for one in report.failed if one.device != PROCESSOR)
    if cards:
        if report.device == PROCESSOR:
            text = translate(
                "EngineNotice",
                "The graphics card (%1) failed its self-test on this computer; the processor computes: the "
                "same answers, but slower.",
            )
        else:
            text = translate(
                "EngineNotice",
                "A graphics card (%1) failed its self-test on this computer; it is left alone: the same "
                "answers, somewhat slower.",
            )
        words.append(fill(text, cards))
    return " ".join(words)


def more() -> str:
    """Where more is said."""
    return translate(
        "EngineNotice", "Settings → Health says more and can try again (in a terminal: bukvar doctor)."
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
