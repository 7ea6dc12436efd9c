"""What the commands about training examples and exam questions have in common."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic

from desktop.cli.command import Call
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.core.entities import JobRecord, JobState, KnowledgeBase
from desktop.core.future import Future
from desktop.core.review.review_set import ReviewSet
from desktop.core.review.rows import ImportedRows, R, RowState, T
from desktop.ui.words.skipped_rows import known_rows, skipped_rows
from workers.contract.codes import Code, Problem
from workers.contract.training.examples import PassageStatus
from workers.contract.training.rows import Columns

if TYPE_CHECKING:
    from desktop.app import Application


@dataclass(frozen=True, slots=True)
class RowCommands(Generic[R, T]):
    """One call of a command on the rows of a base. `made` names the rows in what is printed, `imported` gives
    what is printed of a file, `listed` of a row (with the names of documents by id)."""

    application: "Application"
    call: Call
    base: KnowledgeBase
    parts: ReviewSet[R, T]
    made: str
    imported: Callable[[ImportedRows], dict[str, Any]]
    listed: Callable[[R, dict[str, str]], dict[str, Any]]

    async def import_files(self, columns: Columns, by: str) -> bool:
        """Take the rows of files; False (told) where one is missing."""
        files = [self.call.path(typed) for typed in self.call.arguments.files]
        for file in files:
            if not file.is_file():
                self.call.output.problem(Problem(Code.FILE_UNREADABLE, {"file": str(file)}))
                return False
        for file in files:
            taken = await self.parts.importer.import_rows(self.base.id, file, columns, by)
            values = {"file": str(file), **self.imported(taken)}
            lines = [
                f"{file.name}\t{taken.format}\t{taken.rows}",
                *known_rows(taken.doubles),
                *skipped_rows(taken.skipped, taken.skipped_total, taken.passed, taken.hidden),
            ]
            self.call.output.row(values, "\n".join(lines))
        return True

    async def make(self, begin: Callable[[], Future[JobRecord]]) -> bool:
        """Make rows from the documents; False when that failed."""
        await starter_models(self.application, self.call.output)
        await reconciled(self.application, self.base.id)
        job = await begin()
        record = await finished(self.application, job, self.call.output)
        made = len(self.parts.generator.made(job))
        values = {"job": job.id, "state": record.state.value, self.made: made, "passages": self.passages()}
        self.call.output.row(values, f"{record.state.value}\t{made}")
        return record.state is JobState.SUCCEEDED

    def review(self) -> None:
        """Approve, reject, mend, take back."""
        arguments, rows, output = self.call.arguments, self.parts.rows, self.call.output
        base, by = self.base.id, " ".join(arguments.by.split())
        approved = self._chosen(arguments.approve or [])
        rejected = self._chosen(arguments.reject or [])
        mended = self._chosen([arguments.mend] if arguments.mend else [])
        if arguments.undo:
            undone = rows.undo(base)
            output.row({"undone": [row.number for row in undone]}, _numbers(undone))
        if arguments.approve_all:
            decided = {row.id for row in (*rejected, *mended)}
            waiting = rows.in_state(base, RowState.PENDING)
            approved = [*approved, *(row for row in waiting if row.id not in decided)]
        if approved:
            rows.approve(base, [row.id for row in approved], by)
            output.row({"approved": [row.number for row in approved], "by": by}, _numbers(approved))
        if rejected:
            rows.reject(base, [row.id for row in rejected], by)
            output.row({"rejected": [row.number for row in rejected], "by": by}, _numbers(rejected))
        given = {"question": arguments.question, "answer": arguments.answer}
        for row in mended:
            new = {name: value for name, value in given.items() if value is not None}
            row = rows.edit(base, row.id, replace(row.text, **new), by)
            output.row({"mended": row.number, "by": by, **self.listed(row, self._names())}, text(row))

    def show(self) -> None:
        """List the rows, all or those in one state."""
        names = self._names()
        for row in self.parts.rows.list(self.base.id):
            if self.call.arguments.state in ("", row.state.value):
                self.call.output.row(self.listed(row, names), text(row))

    def export(self, everything: bool = False) -> None:
        """Write the rows to a file, or print them."""
        if self.call.arguments.file:
            file = self.call.target(self.call.arguments.file, self.application.paths.data)
            count = self.parts.exporter.export(self.base.id, file, everything)
            self.call.output.row({"file": str(file), self.made: count}, f"{file}\t{count}")
            return
        for values in self.parts.exporter.objects(self.base.id, everything):
            self.call.output.row(values, json.dumps(values, ensure_ascii=False))

    def passages(self) -> dict[str, int]:
        """How many passages came to what."""
        found = [row.status for row in self.parts.rows.passages(self.base.id).values()]
        return {status.value: found.count(status) for status in PassageStatus}

    def _chosen(self, typed: Sequence[str]) -> list[R]:
        """The rows meant by numbers or ids; raises before anything is changed."""
        rows = self.parts.rows.list(self.base.id)
        known = {row.id: row for row in rows} | {str(row.number): row for row in rows}
        for name in typed:
            if name not in known:
                raise self.parts.rows.kind.unknown(name)
        return list({known[name].id: known[name] for name in typed}.values())

    def _names(self) -> dict[str, str]:
        documents = self.application.documents.list(self.base.id)
        return {row.id: PurePath(row.path).name for row in documents}


def text(row: R) -> str:
    """A row as one line of a terminal."""
    facts = (str(row.number), row.state.value, row.text.kind.value, row.text.question, row.text.answer)
    return "\t".join(" ".join(fact.split()) for fact in facts)


def _numbers(rows: Sequence[R]) -> str:
    return " ".join(str(row.number) for row in rows)
