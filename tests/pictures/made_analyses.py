"""A summary, a comparison and a table of facts as their work would leave them."""

from datetime import UTC, datetime

from desktop.app import Application
from desktop.core.future import Future
from desktop.features.analysis.domain.analysis import (
    Analysis,
    AnalysisKind,
    AnalysisState,
    Fact,
    FactState,
    Subject,
    SummaryPart,
)
from desktop.features.analysis.domain.cells import place_of
from desktop.features.analysis.repository import SqlAnalyses
from workers.contract.analysis.comparison import ComparedRow, ComparedSide, ComparisonResult, RowChange
from workers.contract.codes import Code
from workers.contract.specs.answers import Citation, Sentence

NOW = datetime(2026, 11, 3, 10, 20, tzinfo=UTC)
SUMMARY, COMPARISON, FACTS, STOPPED = "summary", "comparison", "facts", "stopped"
QUESTIONS = (
    "Какова цена без НДС?",
    "До какого числа действует договор и кто его продлевает?",
    "Кто подписал?",
)
_SAID = "Отпуск длится 28 календарных дней. График утверждает генеральный директор до 15 декабря."
_HELD = Sentence(0, 34, (1,))
_OPEN = Sentence(35, len(_SAID))


def put(application: Application) -> None:
    """Rows of the current base, over its first documents."""
    base, rows = application.bases.current, SqlAnalyses(application.database.session)
    documents = [one for one in application.documents.list(base) if one.chunks][:5]
    subjects = tuple(Subject(one.id, one.path.rpartition("/")[2], one.content) for one in documents)
    cited = (Citation(1, documents[0].id, subjects[0].name, 4, 12, 60, "отпуск длится 28 календарных дней"),)
    for name, kind, state, of, questions in (
        (STOPPED, AnalysisKind.SUMMARY, AnalysisState.STOPPED, subjects[1:2], ()),
        (SUMMARY, AnalysisKind.SUMMARY, AnalysisState.DONE, subjects[:1], ()),
        (COMPARISON, AnalysisKind.COMPARISON, AnalysisState.DONE, subjects[:2], ()),
        (FACTS, AnalysisKind.FACTS, AnalysisState.DONE, subjects, QUESTIONS),
    ):
        rows.save(Analysis(name, base, kind, state, of, NOW, NOW, questions))
    part = SummaryPart(
        _SAID, (_HELD, _OPEN), cited, "3. Отпуска и их перенос на следующий год", 4, left_out=2
    )
    for name in (SUMMARY, STOPPED):
        rows.save_part(name, "total", 3)
        for at in range(3 if name == SUMMARY else 1):
            rows.save_part(name, f"0/{at}", part)
    rows.save_part(SUMMARY, "whole", part)
    given = (
        Fact(FactState.ANSWERED, _SAID, (_HELD, _OPEN), cited),
        Fact(FactState.ABSENT),
        Fact(FactState.FAILED, code=Code.NO_MEMORY, problem_params={"need": 4e9, "free": 1e9}),
        Fact(FactState.NO_TEXT),
    )
    for at, subject in enumerate(subjects):
        for question in range(len(QUESTIONS)):
            rows.save_part(FACTS, place_of(subject.document, question), given[(at + question) % len(given)])


def compared(_: Analysis) -> Future[tuple[ComparisonResult, list[ComparedRow]]]:
    """One line of each change, the changed one with figures."""
    same, other = "Отпуск длится 28 календарных дней.", "Отпуск длится 31 календарный день."
    spans = ((14, 16),)
    first, second = ComparedSide(same, 0, len(same), 2, spans), ComparedSide(other, 0, len(other), 3, spans)
    plain = ComparedSide("График утверждает генеральный директор.", 40, 80, 2)
    rows = [
        ComparedRow(RowChange.SAME, plain, plain),
        ComparedRow(RowChange.CHANGED, first, second, figures=True),
        ComparedRow(RowChange.MOVED, plain, ComparedSide(plain.text, 90, 130, 9, other=2)),
        ComparedRow(RowChange.REMOVED, plain),
        ComparedRow(RowChange.ADDED, second=plain),
    ]
    future: Future[tuple[ComparisonResult, list[ComparedRow]]] = Future()
    future.resolve((ComparisonResult("", {str(row.change): 1 for row in rows}, 0.82), rows))
    return future
