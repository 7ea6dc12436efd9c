"""Bringing rows in out of somebody's file; the worker reads it, for it may be anything."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic

from desktop.core.base_service import BaseService
from desktop.core.future import Future, spawn
from desktop.core.line_files import read_lines
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Workers
from desktop.core.requests import start
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import ImportedRows, R, RowSource, T
from workers.contract.codec import from_json, to_json
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.rows import Columns, ReadRowsResult, ReadRowsSpec


class RowImporter(Generic[R, T]):
    """What is there already is not taken again. `on_added` hears the base that has new rows."""

    on_added: Callable[[str], None] = staticmethod(lambda base: None)

    def __init__(
        self, workers: Workers, rows: RowReview[R, T], lists: PassageLists, bases: BaseService
    ) -> None:
        self._workers, self._rows, self._lists, self._bases = workers, rows, lists, bases

    def preview(self, path: str | Path, columns: Columns | None = None) -> Future[ReadRowsResult]:
        """What a file holds: guessed columns, the first ten rows, what would be passed over. Rejects with
        ROWS_UNREADABLE, COLUMNS_UNKNOWN."""
        return spawn(self._read(Path(path), columns or Columns()))

    def import_rows(
        self, base: str, path: str | Path, columns: Columns | None = None, by: str = ""
    ) -> Future[ImportedRows]:
        """Take all rows of a file or none; with `by` they count as reviewed. Rejects with ROWS_UNREADABLE,
        COLUMNS_UNKNOWN, BASE_UNKNOWN."""
        return spawn(self._import(base, Path(path), columns or Columns(), by))

    def add(
        self,
        base: str,
        texts: Iterable[T],
        source: RowSource,
        origin: str,
        reviewer: Callable[[T], str] = lambda text: "",
    ) -> list[R]:
        """Rows for those texts that the base does not have yet; `reviewer` tells who has approved one ("" =
        nobody yet)."""
        identity = self._rows.kind.identity
        known = {identity(row.text) for row in self._rows.list(base)}
        first: dict[object, T] = {}
        for text in texts:
            first.setdefault(identity(text), text)
        new = [text for key, text in first.items() if key not in known]
        rows = self._rows.add(base, new, source, origin, reviewers=[reviewer(text) for text in new])
        if rows:
            self.on_added(base)
        return rows

    async def _read(self, path: Path, columns: Columns, output: str = "") -> ReadRowsResult:
        spec = ReadRowsSpec(str(path), columns, output, exam=self._rows.kind.exam)
        untrusted = await start(self._workers, Kind.EXAMPLES, Job.READ_ROWS, to_json(spec))
        return from_json(ReadRowsResult, untrusted)

    async def _import(self, base: str, path: Path, columns: Columns, by: str) -> ImportedRows:
        self._bases.get(base)
        file = self._lists.file(base, "rows")
        try:
            read = await self._read(path, columns, str(file))
            texts = read_lines(file, self._rows.kind.text)
        finally:
            file.unlink(missing_ok=True)
        prepared = [self._prepared(base, text) for text in texts]
        rows = self.add(base, prepared, RowSource.IMPORTED, path.name, lambda _: " ".join(by.split()))
        placed, unplaced = await self._placed(base, rows)
        return ImportedRows(
            read.format,
            read.columns,
            len(rows),
            len(texts) - len(rows),
            sum(not row.text.answer.strip() for row in rows),
            placed,
            unplaced,
            read.skipped,
            read.skipped_total,
            read.passed,
            read.hidden,
        )

    # --- what a kind may do otherwise ---

    def _prepared(self, base: str, text: T) -> T:
        """A text of a file as a row has it."""
        return text

    async def _placed(self, base: str, rows: Sequence[R]) -> tuple[int, int]:
        """Look up the quotes of new rows at once; how many stand in the documents, how many do not."""
        return 0, 0
