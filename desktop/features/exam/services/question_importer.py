"""Bringing exam questions in: files of rows, questions written by hand."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from desktop.core.base_service import BaseService
from desktop.core.entities import Correction
from desktop.core.exam_entities import ExamQuestion
from desktop.core.feature_ports import Documents
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Workers
from desktop.core.review.row_importer import RowImporter
from desktop.core.review.rows import RowSource
from desktop.features.exam.services.question_quotes import QuestionQuotes
from desktop.features.exam.services.question_rows import QuestionRows, complete, without_place
from workers.contract.codes import ProblemError
from workers.contract.exam import ExamText
from workers.text.language import language_of


class QuestionImporter(RowImporter[ExamQuestion, ExamText]):
    """Made by `QuestionSet`."""

    def __init__(
        self,
        workers: Workers,
        rows: QuestionRows,
        lists: PassageLists,
        quotes: QuestionQuotes,
        bases: BaseService,
        documents: Documents,
    ) -> None:
        super().__init__(workers, rows, lists, bases)
        self._questions, self._quotes, self._documents = rows, quotes, documents

    def write(self, base: str, text: ExamText, by: str) -> ExamQuestion:
        """A question of a person's own, approved by it; the one that is there, when it asks the same. Raises
        BASE_UNKNOWN, ValueError without `by` or a question."""
        self._bases.get(base)
        if not text.question.strip() or not by.strip():
            raise ValueError("a question has words and a writer")
        text = self._named(base, complete(text))
        rows = self.add(base, [text], RowSource.WRITTEN, "", lambda _: " ".join(by.split()))
        if rows:
            self._quotes.locate_edited(base, rows[0])
        row = self._rows.same(base, text)
        assert row is not None
        return row

    def take(self, correction: Correction, by: str) -> ExamQuestion:
        """What a person has put right in a chat, as a question; see `write`."""
        text = ExamText(
            correction.question, correction.answer, language=language_of(correction.question),
        )  # fmt: skip
        if (place := correction.place) is not None:
            text = replace(
                text, quote=place.quote, document=place.document, document_name=place.name,
                chunk=place.chunk, start=place.start, end=place.end, page=place.page,
            )  # fmt: skip
        return self.write(correction.base, text, by)

    def _prepared(self, base: str, text: ExamText) -> ExamText:
        return self._named(base, without_place(complete(text)))

    async def _placed(self, base: str, rows: Sequence[ExamQuestion]) -> tuple[int, int]:
        """Where the documents cannot be looked at now, quotes get their places after the next reading."""
        quoting = [row.id for row in rows if row.text.quote.strip()]
        placed = 0
        with contextlib.suppress(ProblemError):  # the questions are kept: the file is not at fault
            placed = await self._quotes.locate(base, quoting)
            self._questions.draw_again(base, quoting)
        return placed, len(quoting) - placed

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
