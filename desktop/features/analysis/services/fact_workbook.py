"""A table of facts as a workbook: the table with each cell's source as its remark, and a sheet of sources."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.core.future import Future, spawn
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Workers
from desktop.core.requests import start
from desktop.core.saving import save_text
from desktop.features.analysis.domain.analysis import Analysis, Fact, FactState
from desktop.features.analysis.domain.cells import place_of, short
from desktop.features.analysis.services.facts import Facts
from workers.contract.analysis.workbook import SheetCell, SheetSpec, WriteWorkbookSpec
from workers.contract.codec import json_line, to_json
from workers.contract.specs.answers import Citation
from workers.contract.specs.jobs import Job, Kind

_DOCUMENT_WIDTH, _ANSWER_WIDTH, _QUOTE_WIDTH, _PAGE_WIDTH = 32, 44, 80, 10


@dataclass(frozen=True, slots=True)
class WorkbookWords:
    """What a workbook says in the language of the window; `page` names one by its number."""

    facts: str
    sources: str
    document: str
    question: str
    answer: str
    page_head: str
    page: Callable[[int], str]
    quote: str
    absent: str
    failed: str
    no_text: str


class FactWorkbooks:
    """Made by the application."""

    def __init__(self, workers: Workers, facts: Facts, lists: PassageLists) -> None:
        self._workers, self._facts, self._lists = workers, facts, lists

    def export(self, analysis: Analysis, target: Path, words: WorkbookWords) -> Future[int]:
        """Write the table as XLSX; the value is how many cells hold an answer. Rejects with
        FOLDER_NOT_WRITABLE, DISK_FULL."""
        return spawn(self._export(analysis, target, words))

    async def _export(self, analysis: Analysis, target: Path, words: WorkbookWords) -> int:
        cells = self._facts.cells(analysis.id)
        source = self._lists.file(analysis.base, "workbook")
        sheets = (table(analysis, cells, words), sources(analysis, cells, words))
        save_text(source, "".join(json_line(sheet).decode() for sheet in sheets))
        try:
            spec = WriteWorkbookSpec(str(source), str(target))
            await start(self._workers, Kind.KNOWLEDGE, Job.WRITE_WORKBOOK, to_json(spec))
        finally:
            with contextlib.suppress(OSError):
                source.unlink()
        return sum(cell.state is FactState.ANSWERED for cell in cells.values())


def table(analysis: Analysis, cells: Mapping[str, Fact], words: WorkbookWords) -> SheetSpec:
    """A row a document, a column a question."""
    rows = [(SheetCell(words.document), *(SheetCell(question) for question in analysis.questions))]
    for subject in analysis.subjects:
        facts = [cells.get(place_of(subject.document, at)) for at in range(len(analysis.questions))]
        rows.append((SheetCell(subject.name), *(_cell(fact, words) for fact in facts)))
    widths = (_DOCUMENT_WIDTH, *(_ANSWER_WIDTH for _ in analysis.questions))
    return SheetSpec(words.facts, tuple(rows), widths)


def sources(analysis: Analysis, cells: Mapping[str, Fact], words: WorkbookWords) -> SheetSpec:
    """A row a source."""
    heads = (words.document, words.question, words.answer, words.page_head, words.quote)
    rows = [tuple(SheetCell(head) for head in heads)]
    for subject in analysis.subjects:
        for number, question in enumerate(analysis.questions):
            fact = cells.get(place_of(subject.document, number))
            if fact is None or fact.state is not FactState.ANSWERED:
                continue
            for place in fact.citations:
                page = str(place.page) if place.page else place.heading
                values = (subject.name, question, short(fact), page, " ".join(place.quote.split()))
                rows.append(tuple(SheetCell(value) for value in values))
    widths = (_DOCUMENT_WIDTH, _ANSWER_WIDTH, _ANSWER_WIDTH, _PAGE_WIDTH, _QUOTE_WIDTH)
    return SheetSpec(words.sources, tuple(rows), widths)


def _cell(fact: Fact | None, words: WorkbookWords) -> SheetCell:
    if fact is None:
        return SheetCell("")
    if fact.state is FactState.ABSENT:
        return SheetCell(words.absent)
    if fact.state is FactState.FAILED:
        return SheetCell(words.failed)
    if fact.state is FactState.NO_TEXT:
        return SheetCell(words.no_text)
    return SheetCell(short(fact), "\n\n".join(_note(place, words) for place in fact.citations))


def _note(place: Citation, words: WorkbookWords) -> str:
    where = words.page(place.page) if place.page else place.heading
    return "\n".join(filter(None, (where, " ".join(place.quote.split()))))
