"""Bringing examples in: files of rows, good exchanges of the chat, the samples that come with the product."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import ASSISTANT, USER, ChatMessage, MessageState
from desktop.core.feature_ports import Chats, Documents
from desktop.core.line_files import read_lines
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Paths, Workers
from desktop.core.requests import new_id, start
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import Example
from desktop.features.training.services.example_store import ExampleStore
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs import Job, Kind
from workers.contract.training import (
    Columns,
    ExampleKind,
    ExampleText,
    ReadRowsResult,
    ReadRowsSpec,
)
from workers.text.folding import one_spelling
from workers.text.language import language_of


class ExampleImporter:
    """Used by `ExampleService`. What is there already is not taken again. `on_taken` hears the base that has
    new rows."""

    def __init__(
        self,
        workers: Workers,
        store: ExampleStore,
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
        chats: Chats,
        paths: Paths,
    ) -> None:
        self._workers, self._store, self._lists, self._bases = workers, store, lists, bases
        self._documents, self._chats, self._paths = documents, chats, paths
        self.on_taken: Callable[[str], None] = lambda base: None

    async def read(self, path: Path, columns: Columns, output: str = "") -> ReadRowsResult:
        """Raises ROWS_UNREADABLE, COLUMNS_UNKNOWN."""
        spec = ReadRowsSpec(str(path), columns, output)
        untrusted = await start(self._workers, Kind.EXAMPLES, Job.READ_ROWS, to_json(spec))
        return from_json(ReadRowsResult, untrusted)

    async def import_rows(self, base: str, path: Path, columns: Columns) -> ReadRowsResult:
        """All rows of a file or none; `rows` counts those that are new, `doubles` those that were there."""
        self._bases.get(base)
        file = self._lists.file(base, "rows")
        try:
            result = await self.read(path, columns, str(file))
            texts = read_lines(file, ExampleText)
        finally:
            file.unlink(missing_ok=True)
        taken = self._take(base, texts, RowSource.IMPORTED, path.name)
        return replace(result, rows=len(taken), doubles=len(texts) - len(taken), output="")

    def from_chat(self, base: str, answer: str) -> Example:
        """An answer of the chat with its question, as a pending example; the one that is there, when it was
        taken before. Raises EXAMPLE_UNKNOWN for what is no finished answer of this base."""
        question, message = self._exchange(base, answer)
        text = ExampleText(question.text, message.text, ExampleKind.FREE, language=language_of(question.text))
        if message.citations:
            cited = message.citations[0]
            text = replace(
                text,
                quote=cited.quote,
                document=cited.document,
                chunk=cited.chunk,
                start=cited.start,
                end=cited.end,
                page=cited.page,
            )
        taken = self._take(base, [text], RowSource.CHAT, message.chat)
        if taken:
            return taken[0]
        same = identity(text)
        return next(row for row in self._store.all(base).values() if identity(row.text) == same)

    def add_samples(self, base: str, language: str) -> int:
        """The reviewed rows that come with the product, approved by their reviewer; returns how many are
        new. Raises ROWS_UNREADABLE."""
        file = self._paths.resources / "training" / f"samples_{language}.jsonl"
        names = {PurePath(row.path).name: row.id for row in self._documents.list(base)}
        try:
            with file.open(encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines if line.strip()]
            texts = [_sample_text(row, names) for row in rows]
            reviewers = {identity(text): str(row["reviewer"]) for row, text in zip(rows, texts, strict=True)}
        except (OSError, ValueError, KeyError) as error:
            raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=str(file)) from error
        now = datetime.now(UTC)
        taken = self._take(
            base,
            texts,
            RowSource.SAMPLE,
            file.name,
            lambda row: replace(
                row, state=RowState.APPROVED, reviewed_by=reviewers[identity(row.text)], reviewed_at=now
            ),
        )
        return len(taken)

    def _take(
        self,
        base: str,
        texts: Iterable[ExampleText],
        source: RowSource,
        origin: str,
        finish: Callable[[Example], Example] = lambda row: row,
    ) -> Sequence[Example]:
        known = {identity(row.text) for row in self._store.all(base).values()}
        now, number = datetime.now(UTC), self._store.next_number(base)
        rows: list[Example] = []
        for text in texts:
            key = identity(text)
            if key in known:
                continue
            known.add(key)
            row = Example(new_id(), base, number + len(rows), text, RowState.PENDING, source, origin, now)
            rows.append(finish(row))
        if rows:
            self._store.save(base, rows)
            self.on_taken(base)
        return rows

    def _exchange(self, base: str, answer: str) -> tuple[ChatMessage, ChatMessage]:
        for chat in self._chats.list(base):
            messages = self._chats.messages(chat.id)
            for place, message in enumerate(messages):
                if message.id == answer and message.role == ASSISTANT and message.text and _whole(message):
                    asked = [row for row in messages[:place] if row.role == USER]
                    if asked:
                        return asked[-1], message
        raise ProblemError(Code.EXAMPLE_UNKNOWN, example=answer)


def identity(text: ExampleText) -> tuple[str, ...]:
    """What makes two examples the same: question, answer and what stands before them; spaces, case and ё are
    not compared."""
    parts = (text.system, *text.passages, text.question, text.answer)
    return tuple(" ".join(one_spelling(part.casefold()).split()) for part in parts)


def _whole(message: ChatMessage) -> bool:
    return message.state in (MessageState.COMPLETE, MessageState.STOPPED)


def _sample_text(row: dict[str, Any], documents: dict[str, str]) -> ExampleText:
    return ExampleText(
        str(row["question"]),
        str(row["answer"]),
        ExampleKind(row["kind"]),
        str(row["quote"]),
        documents.get(str(row["document"]), ""),
        language=str(row["language"]),
    )
