"""The texts of a base's documents as rows of a training: continued pretraining reads them word after word."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.feature_ports import Documents
from desktop.core.passage_lists import PassageLists
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import Example
from workers.contract.codes import Code, ProblemError
from workers.contract.training.examples import ExampleKind, ExampleText, SourcePassage
from workers.files import sha256
from workers.text.language import language_of

# Characters of a row: some hundred tokens to two thousand, after the script; the trainer cuts what is longer.
_ROW = 2000


class DocumentTexts:
    """Made by the application. What was read is kept until a document of the base is another one."""

    def __init__(self, documents: Documents, lists: PassageLists) -> None:
        self._documents, self._lists = documents, lists
        self._known: dict[str, tuple[str, tuple[Example, ...]]] = {}

    def state(self, base: str) -> str:
        """A hash of which documents a base has, in which content."""
        told = (f"{each.id} {each.content}\n" for each in self._documents.list(base) if each.content)
        return sha256("".join(sorted(told)))

    def known(self, base: str) -> tuple[Example, ...]:
        """The rows of the base as it is. Raises DOCUMENTS_WITHOUT_TEXT when it has none, or nobody has read
        them."""
        state, rows = self._known.get(base, ("", ()))
        if not rows or state != self.state(base):
            raise ProblemError(Code.DOCUMENTS_WITHOUT_TEXT, name="")
        return rows

    async def read(self, base: str) -> tuple[Example, ...]:
        """The rows of the base, read anew when a document has changed; none of an empty base."""
        state = self.state(base)
        if self._known.get(base, ("",))[0] != state:
            file, _ = await self._lists.write(base)
            passages = self._lists.take(Path(file), SourcePassage) if file else []
            self._known[base] = (state, tuple(rows_of(base, passages)))
        return self._known[base][1]


def rows_of(base: str, passages: Iterable[SourcePassage]) -> Iterator[Example]:
    """The text of each document once and in its order, in rows of some two thousand characters."""
    documents: dict[str, list[SourcePassage]] = {}
    for passage in passages:
        documents.setdefault(passage.document, []).append(passage)
    number = 0
    for document, own in documents.items():
        for start, text in _rows(own):
            number += 1
            said = ExampleText(
                "", text, ExampleKind.TEXT, document=document, chunk=f"{document} {start}", start=start,
                language=language_of(text),
            )  # fmt: skip
            yield Example(
                f"text-{number}", base, number, said, RowState.APPROVED, RowSource.IMPORTED, "",
                datetime.now(UTC),
            )  # fmt: skip


def _rows(passages: list[SourcePassage]) -> Iterator[tuple[int, str]]:
    """(start in the document, text). Passages may overlap: a definition is one of its own besides."""
    start, row, reached = 0, "", 0
    for passage in sorted(passages, key=lambda each: (each.start, -each.end)):
        if passage.end <= reached:
            continue
        fresh = passage.text[max(0, reached - passage.start) :].strip()
        reached = passage.end
        if row and len(row) + len(fresh) > _ROW:
            yield start, row
            row = ""
        if fresh:
            start = start if row else passage.start
            row = f"{row}\n{fresh}" if row else fresh
    if row:
        yield start, row
