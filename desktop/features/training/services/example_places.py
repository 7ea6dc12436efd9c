"""Where quotes stand: examples that came with a quote alone get its place in the documents."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from workers.contract.training import ExampleText, SourcePassage
from workers.text.folding import one_spelling

# A shorter quote stands in many places.
_LEAST = 12


def locate(texts: Sequence[ExampleText], passages: Sequence[SourcePassage]) -> list[ExampleText]:
    """The texts, those without a place with document, chunk, page and offsets of their quote where it is
    found; the quote then is what stands there, letter by letter. Spaces, case and ё are not compared."""
    if all(_placed(text) for text in texts):
        return list(texts)
    by_document: dict[str, list[SourcePassage]] = defaultdict(list)
    for passage in passages:
        by_document[passage.document].append(passage)
        by_document[""].append(passage)
    folded = {passage.chunk: _folded(passage.text) for passage in passages}
    return [_located(text, by_document[text.document], folded) for text in texts]


def _placed(text: ExampleText) -> bool:
    return bool(text.chunk) or len(text.quote) < _LEAST


def _located(text: ExampleText, passages: Sequence[SourcePassage], folded: dict[str, str]) -> ExampleText:
    if _placed(text):
        return text
    words = [re.escape(word) for word in _folded(text.quote).split()]
    if not words:
        return text
    pattern = re.compile(r"\s+".join(words))
    for passage in passages:
        match = pattern.search(folded[passage.chunk])
        if match is not None:
            start, end = match.span()
            return replace(
                text,
                quote=passage.text[start:end],
                document=passage.document,
                chunk=passage.chunk,
                start=passage.start + start,
                end=passage.start + end,
                page=passage.page,
            )
    return text


def _folded(text: str) -> str:
    """Letters that compare equal; every offset stays."""
    lower = text.lower()
    return one_spelling(lower if len(lower) == len(text) else text)
