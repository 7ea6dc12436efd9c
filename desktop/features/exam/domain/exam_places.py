"""Where the quotes of exam questions stand in the documents. Rules only."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from workers.contract.exam import ExamText
from workers.contract.training import SourcePassage
from workers.text.folding import one_spelling

# A shorter quote stands in many places: it counts where it stands in one passage alone.
_LEAST = 12
# A part of a quote that is long enough to be known by itself.
_PART_WORDS = 5
_PARTS = re.compile(r"…|\.\.\.|\n|[;\"]")
_EDGE = ' \t\r\n"….,:;-'
_SAME = str.maketrans({**dict.fromkeys("«»„“”", '"'), **dict.fromkeys("‐‑–—−", "-"), "’": "'"})


class Places:
    """Passages of a base in which quotes are looked up. Spaces, case, ё and the form of quotation marks and
    dashes are not compared."""

    def __init__(self) -> None:
        self._passages: dict[str, list[tuple[SourcePassage, str]]] = {}  # by document
        self._chunks: dict[str, SourcePassage] = {}

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._chunks)

    def add(self, passages: Iterable[SourcePassage]) -> None:
        """More passages; a base is read in slices, for the window must not stand still."""
        for passage in passages:
            plain = " ".join(_folded(passage.text).split())
            self._passages.setdefault(passage.document, []).append((passage, plain))
            self._chunks[passage.chunk] = passage

    def locate(self, text: ExamText) -> ExamText | None:
        """The text with document, chunk, page and offsets of its quote, which then is what stands there,
        letter by letter: the whole quote, else its longest part that is found. None where nothing is. A
        document that the text names and the base has is the only one looked at, else all are, the old place
        first."""
        if self.stands(text):
            return text
        wanted = _documents(text, self._passages)
        for needle in _needles(text.quote):
            found = self._find(needle, wanted)
            if found is not None:
                passage, start, end = found
                return replace(
                    text,
                    quote=passage.text[start:end],
                    document=passage.document,
                    document_name=passage.name,
                    chunk=passage.chunk,
                    start=passage.start + start,
                    end=passage.start + end,
                    page=passage.page,
                )
        return None

    def stands(self, text: ExamText) -> bool:
        """Whether the quote is just where the text says."""
        passage = self._chunks.get(text.chunk)
        if passage is None or passage.document != text.document or not text.quote:
            return False
        return passage.text[text.start - passage.start : text.end - passage.start] == text.quote

    def _find(self, needle: str, documents: list[str]) -> tuple[SourcePassage, int, int] | None:
        found = (
            passage
            for document in documents
            for passage, plain in self._passages[document]
            if needle in plain
        )
        passage = next(found, None)
        if passage is None or (len(needle) < _LEAST and next(found, None) is not None):
            return None
        words = r"\s+".join(re.escape(word) for word in needle.split())
        match = re.search(words, _folded(passage.text))
        return (passage, *match.span()) if match is not None else None


def _documents(text: ExamText, passages: dict[str, list[tuple[SourcePassage, str]]]) -> list[str]:
    if not text.document and text.document_name:
        name = _folded(text.document_name)
        named = [document for document, own in passages.items() if name in _names(own[0][0])]
        if named:
            return named
    return sorted(passages, key=lambda document: document != text.document)


def _names(passage: SourcePassage) -> tuple[str, ...]:
    """How a file of questions may call its document."""
    name = _folded(passage.name)
    return name, PurePath(name).stem, _folded(passage.path)


def _needles(quote: str) -> Iterator[str]:
    """What to look for, the best first."""
    folded = " ".join(_folded(quote).split())
    whole = folded.strip()
    if not whole:
        return
    yield whole
    if whole.strip(_EDGE):
        yield whole.strip(_EDGE)
    parts = (part.strip(_EDGE) for part in _PARTS.split(_folded(quote)))
    long = [" ".join(part.split()) for part in parts if len(part.split()) >= _PART_WORDS]
    yield from sorted(long, key=len, reverse=True)


def _folded(text: str) -> str:
    """Letters that compare equal; every offset stays."""
    lower = text.lower()
    return one_spelling(lower if len(lower) == len(text) else text).translate(_SAME)
