"""Evidence of the opendoc questions: the pieces of a quote, and whether a passage holds one.

A quote may be shortened with "…", name its article, or join places of several pages: its pieces are judged
one by one. A passage holds a piece when at least 80 % of the piece's word stems stand in it; pieces that no
place of the document holds (shortened or garbled beyond that) are left out.
"""

import re
from dataclasses import dataclass

from workers.retrieval import lexical
from workers.text import sentences

HELD = 0.8
_LONGEST = 60
_SHORTEST = 3
_TITLE = re.compile(r"(?:^|;\s*)Статья \d+(?:\.\d+)*\.[^\"“«]*[\"“«]")
_GAP = re.compile(r"\s*(?:\.\.\.|…|\n\s*\n|\";)\s*")


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the set. `pieces`: the stems of each piece of its quote that the document holds."""

    kind: str
    text: str
    pieces: tuple[frozenset[str], ...]


def stems(text: str) -> frozenset[str]:
    """The distinct terms of a text."""
    return frozenset(lexical.terms(text))


def holds(passage: frozenset[str], piece: frozenset[str]) -> bool:
    """Whether a passage holds a piece."""
    return len(piece & passage) >= HELD * len(piece)


def questions(rows: list[dict[str, str]], document: str) -> list[Question]:
    """The rows as questions; `document` is the whole text they are about."""
    windows = _windows(document)
    found = []
    for row in rows:
        pieces = [piece for piece in _pieces(row["quote"]) if any(holds(window, piece) for window in windows)]
        found.append(Question(row["kind"], row["question"], tuple(pieces)))
    return found


def _pieces(quote: str) -> list[frozenset[str]]:
    pieces = []
    for part in _GAP.split(_TITLE.sub("\n\n", quote)):
        for text in _short_enough(part):
            found = stems(text)
            if len(found) >= _SHORTEST:
                pieces.append(found)
    return pieces


def _short_enough(text: str) -> list[str]:
    """A long part by groups of sentences: a chunk of 200 tokens holds about 100 words."""
    groups: list[str] = []
    for start, end in sentences.split(text):
        sentence = text[start:end]
        if groups and len(f"{groups[-1]} {sentence}".split()) <= _LONGEST:
            groups[-1] = f"{groups[-1]} {sentence}"
        else:
            groups.append(sentence)
    return groups


def _windows(document: str) -> list[frozenset[str]]:
    """Stems of overlapping windows as large as a chunk."""
    words = document.split()
    return [
        stems(" ".join(words[start : start + 2 * _LONGEST])) for start in range(0, len(words), _LONGEST // 2)
    ]
