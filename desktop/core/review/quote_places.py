"""Where quotes stand in the documents of a base. Rules only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TypeVar

from workers.contract.exam import ExamText
from workers.contract.training.examples import ExampleText, SourcePassage
from workers.text.quotes import Folded, fold, wordings

T = TypeVar("T", ExamText, ExampleText)
# A shorter quote stands in many places: it counts where it stands in one passage alone.
_LEAST = 12


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Half-open offsets in the text of a passage."""

    passage: SourcePassage
    start: int
    end: int

    def put_into(self, text: T) -> T:
        """The text with document, chunk, page and offsets of its quote, which then is what stands there,
        letter by letter."""
        passage = self.passage
        placed = replace(
            text,
            quote=passage.text[self.start : self.end],
            document=passage.document,
            chunk=passage.chunk,
            start=passage.start + self.start,
            end=passage.start + self.end,
            page=passage.page,
        )
        return replace(placed, document_name=passage.name) if isinstance(placed, ExamText) else placed


class QuotePlaces:
    """Passages of a base in which quotes are looked up. Spaces, case, ё and the form of quotation marks and
    dashes are not compared."""

    def __init__(self) -> None:
        self._passages: dict[str, list[tuple[SourcePassage, Folded]]] = {}  # by document
        self._chunks: dict[str, SourcePassage] = {}

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._chunks)

    def add(self, passages: Iterable[SourcePassage]) -> None:
        """More passages; a base is read in slices, for the window must not stand still."""
        for passage in passages:
            self._passages.setdefault(passage.document, []).append((passage, Folded(passage.text)))
            self._chunks[passage.chunk] = passage

    def locate_question(self, text: ExamText) -> ExamText | None:
        """A question with the place of its whole quote, else of the longest part that is found; None where
        nothing is. A document that the text names and the base has is the only one looked at, else all are,
        the old place first."""
        if self.stands(text):
            return text
        documents = sorted(self._passages, key=lambda document: document != text.document)
        if not text.document and text.document_name:
            name = fold(text.document_name)
            documents = [one for one in documents if name in _names(self._passages[one][0][0])] or documents
        found = self._find(wordings(text.quote, parts=True), documents)
        return found.put_into(text) if found is not None else None

    def locate_example(self, text: ExampleText) -> ExampleText:
        """An example that came with a quote alone with the place of the whole of it, where it is found: in
        the document that the example names, else in any."""
        if text.chunk:
            return text
        found = self._find(wordings(text.quote), [text.document] if text.document else list(self._passages))
        return found.put_into(text) if found is not None else text

    def stands(self, text: ExamText) -> bool:
        """Whether the quote is just where the text says."""
        passage = self._chunks.get(text.chunk)
        if passage is None or passage.document != text.document or not text.quote:
            return False
        return passage.text[text.start - passage.start : text.end - passage.start] == text.quote

    def _find(self, wanted: Iterable[str], documents: Sequence[str]) -> QuotePlace | None:
        for wording in wanted:
            found = (
                (passage, folded)
                for document in documents
                for passage, folded in self._passages.get(document, ())
                if wording in folded.text
            )
            first = next(found, None)
            if first is None or (len(wording) < _LEAST and next(found, None) is not None):
                continue
            place = first[1].find(wording)
            if place is not None:
                return QuotePlace(first[0], *place)
        return None


def _names(passage: SourcePassage) -> tuple[str, ...]:
    """How a file of questions may call its document."""
    name = fold(passage.name)
    return name, PurePath(name).stem, fold(passage.path)
