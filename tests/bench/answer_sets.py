"""Questions with what their answers must say, and how a reply is scored.

A file holds rows in `questions`, or in `answerable` and `unanswerable`, or is a list of them. Of a row: `id`,
`kind`, `question`, `gold_phrase` (parts joined by " … ") or `gold_phrases`, `must` and `must_not` (regular
expressions), `after` (the id or the words of the question before), `document` or `documents`.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.bench.evidence import holds, stems
from workers.text import folding

HALVES = ("develop", "report")
# Kinds of rows that the documents do not answer, and whose question assumes what is not so.
_UNANSWERABLE = ("near", "far", "unanswerable", "unanswerable_near")
_PREMISE = "false_premise"
# A phrase of fewer stems stands there letter by letter or not at all.
_STEMS = 6
_SET_ASIDE = re.compile(r"[*`]|\[\d{1,2}\]")


class Verdict(StrEnum):
    """What became of a row."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"  # though the documents answer
    DECLINED = "declined"  # rightly
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Row:
    """A question of a set. `phrases`: each a tuple of parts that have to stand in what was found."""

    id: str
    kind: str
    question: str
    after: str
    phrases: tuple[tuple[str, ...], ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.kind not in (*_UNANSWERABLE, _PREMISE)

    @property
    def half(self) -> str:
        """The half of the set it lies in: what is chosen on one is reported on the other."""
        return HALVES[hashlib.sha256(self.id.encode()).digest()[0] & 1]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file, in its order."""
    body = json.loads(path.read_text("utf-8"))
    lists = (
        [body] if isinstance(body, list) else [value for value in body.values() if isinstance(value, list)]
    )
    return [_row(raw, index) for index, raw in enumerate(raw for rows in lists for raw in rows)]


def _row(raw: dict[str, Any], index: int) -> Row:
    phrases = raw.get("gold_phrases") or [raw.get("gold_phrase") or raw.get("quote") or ""]
    documents = raw.get("documents") or [raw.get("document") or ""]
    return Row(
        id=str(raw.get("id", index)),
        kind=str(raw.get("kind", "")),
        question=raw["question"],
        after=str(raw.get("after") or ""),
        phrases=tuple(tuple(phrase.split(" … ")) for phrase in phrases if phrase),
        must=_patterns(raw.get("must")),
        must_not=_patterns(raw.get("must_not")),
        documents=tuple(name for name in documents if name),
    )


def _patterns(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def stands_in(row: Row, texts: Iterable[str]) -> bool:
    """Whether every part of the row's gold phrases stands in one of the texts."""
    found = [(_letters(text), stems(text)) for text in texts]
    parts = [part for phrase in row.phrases for part in phrase]
    return bool(parts) and all(any(_held(part, *text) for text in found) for part in parts)


def _held(part: str, letters: str, words: frozenset[str]) -> bool:
    if _letters(part) in letters:
        return True
    wanted = stems(part)
    return len(wanted) >= _STEMS and holds(words, wanted)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", folding.plain(text))


def says(row: Row, reply: str) -> bool:
    """Whether a reply says what it must and nothing that it must not."""
    plain = _SET_ASIDE.sub("", reply).replace("ё", "е").replace("Ё", "Е")
    plain = re.sub(r"\s+", " ", plain)
    return all(_matches(p, plain) for p in row.must) and not any(_matches(p, plain) for p in row.must_not)


def _matches(pattern: str, text: str) -> bool:
    # Patterns are written with ё or without it; the reply has none.
    return bool(re.search(pattern.replace("ё", "е"), text, re.I | re.S))


def verdict(row: Row, reply: str, *, answered: bool) -> Verdict:
    """The verdict on a reply; `answered` is the product's own flag."""
    if row.answerable:
        if not answered:
            return Verdict.REFUSED
        return Verdict.RIGHT if says(row, reply) else Verdict.WRONG
    if not answered:
        return Verdict.DECLINED
    if row.kind == _PREMISE:
        return Verdict.RIGHT if says(row, reply) else Verdict.INVENTED
    # A refusal in words that the product took for an answer is none that was invented.
    return Verdict.INVENTED
