"""Bringing exam questions in: files of rows, questions written by hand, the general ones of the product."""

import builtins
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from desktop.core.base_service import BaseService
from desktop.core.exam_entities import SHIPPED, ExamQuestion, ImportedQuestions
from desktop.core.feature_ports import Documents
from desktop.core.line_files import read_lines
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Paths, Workers
from desktop.core.requests import new_id, start
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain import exam_halves
from desktop.features.exam.services.exam_quotes import ExamQuotes
from desktop.features.exam.services.exam_review import complete, without_place
from desktop.features.exam.services.exam_store import ExamStore, identity
from workers.contract.codec import from_json, to_json
from workers.contract.codes import ProblemError
from workers.contract.exam import ExamText, QuestionKind
from workers.contract.specs import Job, Kind
from workers.contract.training import ReadRowsResult, ReadRowsSpec
from workers.text.language import LANGUAGES


class ExamImporter:
    """Used by `ExamService`. What is there already is not taken again."""

    def __init__(
        self,
        workers: Workers,
        store: ExamStore,
        lists: PassageLists,
        quotes: ExamQuotes,
        bases: BaseService,
        documents: Documents,
        paths: Paths,
    ) -> None:
        self._workers, self._store, self._lists, self._quotes = workers, store, lists, quotes
        self._bases, self._documents, self._paths = bases, documents, paths
        self._general: dict[str, list[ExamQuestion]] = {}

    async def import_questions(self, base: str, path: Path, by: str) -> ImportedQuestions:
        """All rows of a file or none; with `by` they count as reviewed. Where the documents cannot be looked
        at now, quotes get their places after the next reading. Raises ROWS_UNREADABLE, COLUMNS_UNKNOWN,
        BASE_UNKNOWN."""
        self._bases.get(base)
        file = self._lists.file(base, "questions")
        try:
            spec = ReadRowsSpec(str(path), output=str(file), exam=True)
            untrusted = await start(self._workers, Kind.EXAMPLES, Job.READ_ROWS, to_json(spec))
            read = from_json(ReadRowsResult, untrusted)
            texts = read_lines(file, ExamText)
        finally:
            file.unlink(missing_ok=True)
        rows = self._take(base, texts, RowSource.IMPORTED, path.name, by)
        quoting = [row.id for row in rows if row.text.quote.strip()]
        placed = 0
        with contextlib.suppress(ProblemError):  # the questions are kept: the file is not at fault
            placed = await self._quotes.look(base, quoting)
            self._draw_again(base, quoting)
        return ImportedQuestions(
            read.format,
            len(rows),
            len(texts) - len(rows),
            sum(not row.text.answerable for row in rows),
            placed,
            len(quoting) - placed,
            read.skipped,
            read.skipped_total,
        )

    def write(self, base: str, text: ExamText, by: str) -> ExamQuestion:
        """A question of a person's own, approved by it; the one that is there, when it asks the same. Raises
        BASE_UNKNOWN, ValueError without `by` or a question."""
        self._bases.get(base)
        if not text.question.strip() or not by.strip():
            raise ValueError("a question has words and a writer")
        rows = self._take(base, [text], RowSource.WRITTEN, "", by, lambda one: one)
        if not rows:
            same = identity(text.question)
            return next(row for row in self._store.own(base) if identity(row.text.question) == same)
        if rows[0].text.quote.strip() and not rows[0].text.chunk:
            self._quotes.look_later(base, [rows[0].id])
        return rows[0]

    def general(self, language: str) -> list[ExamQuestion]:
        """The questions that come with the product ("" = of all languages). Raises ROWS_UNREADABLE."""
        chosen = LANGUAGES if not language else (language,)
        return [row for one in chosen for row in self._shipped(one)]

    def _shipped(self, language: str) -> builtins.list[ExamQuestion]:
        if language not in self._general:
            file = self._paths.resources / "exam" / f"general_{language}.jsonl"
            texts = read_lines(file, ExamText)
            made = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            self._general[language] = [
                ExamQuestion(
                    f"{SHIPPED}{language}_{number:02d}", "", number,
                    replace(text, kind=QuestionKind.GENERAL, language=language), RowState.APPROVED,
                    RowSource.SHIPPED, file.name, made,
                )
                for number, text in enumerate(texts, 1)
            ]  # fmt: skip
        return self._general[language]

    def _take(
        self,
        base: str,
        texts: Sequence[ExamText],
        source: RowSource,
        origin: str,
        by: str,
        prepare: Callable[[ExamText], ExamText] = without_place,
    ) -> list[ExamQuestion]:
        known = {identity(row.text.question) for row in self._store.own(base)}
        new: dict[str, ExamText] = {}
        for text in texts:
            key = identity(text.question)
            if key not in known and key not in new:
                new[key] = self._named(base, prepare(complete(text)))
        documents = len(self._documents.list(base))
        halves = exam_halves.draw(list(new.values()), self._store.all(base).values(), documents)
        now, number = datetime.now(UTC), self._store.next_number(base)
        reviewer = " ".join(by.split())
        rows = [
            ExamQuestion(
                new_id(), base, number + place, text,
                RowState.APPROVED if reviewer else RowState.PENDING, source, origin, now,
                reviewer, now if reviewer else None, half=half,
            )
            for place, (text, half) in enumerate(zip(new.values(), halves, strict=True))
        ]  # fmt: skip
        if rows:
            self._store.save(base, rows)
        return rows

    def _draw_again(self, base: str, ids: Sequence[str]) -> None:
        """New questions whose documents are known by now go where the documents are."""
        there = self._store.all(base)
        new = [there[key] for key in ids if key in there]
        others = [row for row in there.values() if row.id not in set(ids)]
        documents = len(self._documents.list(base))
        halves = exam_halves.draw([row.text for row in new], others, documents)
        moved = [
            replace(row, half=half) for row, half in zip(new, halves, strict=True) if row.half is not half
        ]
        if moved:
            self._store.save(base, moved)

    def _named(self, base: str, text: ExamText) -> ExamText:
        """The document's name as the base has it: files of questions often give the whole path, or none of
        the ending."""
        wanted = text.document_name.strip().casefold()
        if not wanted or text.document:
            return text
        for row in self._documents.list(base):
            file = PurePath(row.path)
            if wanted in (row.path.casefold(), file.name.casefold(), file.stem.casefold()):
                return replace(text, document_name=file.name)
        return text
