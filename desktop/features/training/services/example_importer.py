"""Bringing examples in: files of rows, good exchanges of the chat, the samples that come with the product."""

import json
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import ASSISTANT, USER, ChatMessage, Correction, MessageState
from desktop.core.feature_ports import Chats, Documents
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Paths, Workers
from desktop.core.review.row_importer import RowImporter
from desktop.core.review.rows import RowSource
from desktop.core.training_entities import Example
from desktop.features.training.services.example_rows import ExampleRows, identity
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Citation
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.text.language import language_of


class ExampleImporter(RowImporter[Example, ExampleText]):
    """Made by `ExampleSet`."""

    def __init__(
        self,
        workers: Workers,
        rows: ExampleRows,
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
        chats: Chats,
        paths: Paths,
    ) -> None:
        super().__init__(workers, rows, lists, bases)
        self._documents, self._chats, self._paths = documents, chats, paths

    def from_chat(self, base: str, answer: str) -> Example:
        """Take an answer of the chat (message id) with its question, as a pending example; the one that is
        there, when it was taken before. Raises EXAMPLE_UNKNOWN for what is no finished answer of this
        base."""
        question, message = self._exchange(base, answer)
        text = _text(question.text, message.text, next(iter(message.citations), None))
        return self._taken(base, text, message.chat)

    def take(self, correction: Correction) -> Example:
        """What a person has put right in a chat, as a pending example."""
        text = _text(correction.question, correction.answer, correction.place)
        return self._taken(correction.base, text, correction.id)

    def _taken(self, base: str, text: ExampleText, origin: str) -> Example:
        self.add(base, [text], RowSource.CHAT, origin)
        row = self._rows.same(base, text)
        assert row is not None
        return row

    def add_samples(self, base: str, language: str) -> int:
        """Take the reviewed rows that come with the product in a language, with their reviewer; returns
        how many are new. Raises ROWS_UNREADABLE."""
        file = self._paths.resources / "training" / f"samples_{language}.jsonl"
        names = {PurePath(row.path).name: row.id for row in self._documents.list(base)}
        try:
            with file.open(encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines if line.strip()]
            texts = [_sample_text(row, names) for row in rows]
            reviewers = {identity(text): str(row["reviewer"]) for row, text in zip(rows, texts, strict=True)}
        except (OSError, ValueError, KeyError) as error:
            raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=str(file)) from error
        return len(self.add(base, texts, RowSource.SAMPLE, file.name, lambda text: reviewers[identity(text)]))

    def _exchange(self, base: str, answer: str) -> tuple[ChatMessage, ChatMessage]:
        for chat in self._chats.list(base):
            messages = self._chats.messages(chat.id)
            for place, message in enumerate(messages):
                if message.id == answer and message.role == ASSISTANT and message.text and _whole(message):
                    asked = [row for row in messages[:place] if row.role == USER]
                    if asked:
                        return asked[-1], message
        raise ProblemError(Code.EXAMPLE_UNKNOWN, example=answer)


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


def _text(question: str, answer: str, cited: Citation | None) -> ExampleText:
    text = ExampleText(question, answer, ExampleKind.FREE, language=language_of(question))
    if cited is None:
        return text
    return replace(
        text, quote=cited.quote, document=cited.document, chunk=cited.chunk, start=cited.start,
        end=cited.end, page=cited.page,
    )  # fmt: skip
