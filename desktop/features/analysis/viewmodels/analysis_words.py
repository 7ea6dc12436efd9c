"""Analyses in the words of the window."""

from desktop.features.analysis.domain.analysis import (
    Analysis,
    AnalysisKind,
    AnalysisState,
    Fact,
    FactState,
    SummaryPart,
)
from desktop.features.analysis.domain.cells import short
from desktop.features.analysis.services.fact_workbook import WorkbookWords
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words.names import counted
from desktop.ui.words.problem_text import in_full
from workers.contract.analysis.comparison import ComparisonResult, RowChange
from workers.contract.codes import Problem


def kind(kind: AnalysisKind) -> str:
    """ "Summary"."""
    return {
        AnalysisKind.SUMMARY: translate("Analysis", "Summary"),
        AnalysisKind.COMPARISON: translate("Analysis", "Comparison"),
        AnalysisKind.FACTS: translate("Analysis", "Table of facts"),
    }[kind]


def title(analysis: Analysis) -> str:
    """What it is of: names of its documents, or how many they are."""
    names = [subject.name for subject in analysis.subjects]
    if analysis.kind is AnalysisKind.COMPARISON and len(names) == 2:
        return fill(translate("Analysis", "%1 and %2"), *names)
    if analysis.kind is AnalysisKind.FACTS:
        documents = counted(translate("Analysis", "%n document(s)", "", len(names)), len(names))
        asked = len(analysis.questions)
        questions = counted(translate("Analysis", "%n question(s)", "", asked), asked)
        return fill(translate("Analysis", "%1, %2"), documents, questions)
    return ", ".join(names)


def begun(analysis: Analysis) -> str:
    """When it was begun, and where it stands."""
    when = f"{formats.day(analysis.created)}, {formats.clock(analysis.created)}"
    return " · ".join(filter(None, (when, state(analysis))))


def state(analysis: Analysis) -> str:
    """Where it stands; "" for one that is done."""
    return {
        AnalysisState.RUNNING: translate("Analysis", "is being made"),
        AnalysisState.PAUSED: translate("Analysis", "paused"),
        AnalysisState.STOPPED: translate("Analysis", "stopped"),
        AnalysisState.FAILED: translate("Analysis", "failed"),
        AnalysisState.DONE: "",
    }[analysis.state]


def about(part: SummaryPart) -> str:
    """What a person must know of how a text came about; "" where nothing."""
    if part.quoted:
        return translate(
            "Analysis",
            "The document's own sentences: of the model's words nothing was supported by the text.",
        )
    if part.left_out:
        said = translate(
            "Analysis",
            "%n sentence(s) of the model left out: the document does not say it.",
            "",
            part.left_out,
        )
        return counted(said, part.left_out)
    return ""


def cell(fact: Fact) -> str:
    """What stands in a cell."""
    if fact.state is FactState.ABSENT:
        return translate("Analysis", "The document does not say")
    if fact.state is FactState.FAILED:
        return in_full(Problem.stored(fact.code, fact.problem_params))
    if fact.state is FactState.NO_TEXT:
        return no_text()
    return short(fact)


def no_text() -> str:
    """What is said of a document that was removed, or could not be read."""
    return translate("Analysis", "The base has no text of this document")


def change(change: RowChange) -> str:
    """What became of a sentence, for a screen reader and a filter."""
    return {
        RowChange.SAME: translate("Analysis", "The same"),
        RowChange.CHANGED: translate("Analysis", "Changed"),
        RowChange.MOVED: translate("Analysis", "Moved"),
        RowChange.ADDED: translate("Analysis", "Only in the second"),
        RowChange.REMOVED: translate("Analysis", "Only in the first"),
    }[change]


def compared(result: ComparisonResult) -> str:
    """ "92 % the same; changed 3, only in the first 1, only in the second 2"."""
    shown = (RowChange.CHANGED, RowChange.MOVED, RowChange.REMOVED, RowChange.ADDED)
    counts = [
        f"{change(one).lower()} {formats.number(result.rows[one.value])}"
        for one in shown
        if result.rows.get(one.value)
    ]
    if not counts:
        return translate("Analysis", "Both texts are the same, word for word.")
    share = fill(translate("Analysis", "%1 of the words are the same"), formats.percent(result.share))
    return f"{share}; {', '.join(counts)}"


def workbook_words() -> WorkbookWords:
    """What a workbook says."""
    return WorkbookWords(
        facts=translate("Analysis", "Facts"),
        sources=translate("Analysis", "Sources"),
        document=translate("Analysis", "Document"),
        question=translate("Analysis", "Question"),
        answer=translate("Analysis", "Answer"),
        page_head=translate("Analysis", "Page"),
        page=lambda number: fill(translate("Analysis", "Page %1"), number),
        quote=translate("Analysis", "Words of the document"),
        absent=translate("Analysis", "The document does not say"),
        failed=translate("Analysis", "Could not be asked"),
        no_text=no_text(),
    )
