"""SentencePiece's unigram model as the library tokenizers computes it, token for token, word by word.

The library builds 280 MB of tables of the 250 000 pieces that XLM-RoBERTa's vocabulary has. Here they lie
sorted by the letter that they begin with, a table is made of those of a letter when a text has it, and words
are kept with their tokens, since a text has few that are new. Only the form of tokenizer that
`embedder_conversion` writes is known (NFKC, blanks as one, ▁ before each word); others are the library's.

Kudo 2018, "Subword Regularization"; the order of the sums is that of the library, so that equal scores are
decided alike.
"""

import json
import re
import sys
import unicodedata
from array import array
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate, chain
from math import inf
from pathlib import Path
from typing import Any

from workers.files import write_whole

_MARK = "▁"
_OTHER_BLANK = "\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANKS = re.compile(f"[ {_OTHER_BLANK}]{{2,}}|[{_OTHER_BLANK}]")  # what is not one space
# What Unicode took in after 12.0, which the library knows: only Python would make other letters of it.
_NEWER = re.compile(
    "([\u32ff\ua7f1-\ua7f4\U00010780-\U000107ba\U0001ccd6-\U0001ccf9\U0001e030-\U0001e06d"
    "\U0001f16c\U0001fbf0-\U0001fbf9])"
)
_UNKNOWN_PENALTY = 10.0
_KEPT = 60_000  # words with their tokens: some 10 MB
_LONGEST_KEPT = 40
_FORM: dict[str, Any] = {
    "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "decoder": None,
    "normalizer": {
        "type": "Sequence",
        "normalizers": [
            {"type": "NFKC"},
            {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
            {"type": "Strip", "strip_left": True, "strip_right": True},
        ],
    },
    "pre_tokenizer": {
        "type": "Metaspace", "replacement": _MARK, "prepend_scheme": "always", "split": True,
    },
}  # fmt: skip
_SEPARATOR = "\0"


class Unigram:
    """A vocabulary of pieces with their scores (logarithms of probabilities)."""

    def __init__(self, packed: bytes) -> None:
        """`packed` is what `pack` makes. Raises ValueError."""
        head, keys, rest = packed.split(b"\n", 2)
        numbers = json.loads(head)
        self._unknown, self._first, self._last = (int(numbers[name]) for name in ("unknown", "first", "last"))
        self._unknown_score = float(numbers["unknown_score"])
        names, groups, pieces = (
            keys.decode().split(_SEPARATOR),
            int(numbers["groups"]),
            int(numbers["pieces"]),
        )
        view = memoryview(rest)
        sizes, view = view[: 8 * groups].cast("I"), view[8 * groups :]
        self._numbers, view = view[: 4 * pieces].cast("I"), view[4 * pieces :]
        self._scores, self._text = view[: 8 * pieces].cast("d"), view[8 * pieces :]
        if len(names) != groups or len(self._scores) != pieces or sum(sizes[1::2]) != len(self._text):
            raise ValueError("not a packed vocabulary")
        # Group → where its pieces and its text begin and end.
        ends = zip(accumulate(sizes[::2]), accumulate(sizes[1::2]), strict=True)
        self._places = {
            name: (end - count, end, last - length, last)
            for name, (end, last), count, length in zip(names, ends, sizes[::2], sizes[1::2], strict=True)
        }
        self._tables: dict[str, _Table] = {}
        self._of_known_word = lru_cache(_KEPT)(self._of_word)

    def encode(self, text: str) -> list[int]:
        """The ids of a text with the two that stand around it."""
        return [self._first, *self._tokens(text), self._last]

    def count(self, text: str) -> int:
        """How many ids a text has, without the two."""
        return len(self._tokens(text))

    def _tokens(self, text: str) -> list[int]:
        text = _BLANKS.sub(" ", _normal(text)).strip(" ")
        if not text:
            return []
        if _MARK in text:  # it divides words as a blank does
            text = text.replace(_MARK, " ").removeprefix(" " if text[0] == _MARK else "")
        words = text.split(" ")
        if max(map(len, words)) <= _LONGEST_KEPT:
            return list(chain.from_iterable(map(self._of_known_word, words)))
        tokens: list[int] = []
        for word in words:
            tokens += self._of_known_word(word) if len(word) <= _LONGEST_KEPT else self._of_word(word)
        return tokens

    def _of_word(self, word: str) -> tuple[int, ...]:
        """The most probable pieces of a word (Viterbi)."""
        text = _MARK + word
        size = len(text)
        best = [0.0, *[-inf] * size]
        begins = [0] * (size + 1)  # of the piece that ends there
        pieces = [0] * (size + 1)
        unknown = (self._unknown, self._unknown_score)
        for start in range(size):
            before = best[start]
            longest, table = self._table(text[:2] if start == 0 else text[start])
            for end in range(start + 1, min(start + longest, size) + 1):
                found = table.get(text[start:end])
                if found is None:
                    if end > start + 1:
                        continue
                    found = unknown
                score = before + found[1]
                if score > best[end]:
                    best[end], begins[end], pieces[end] = score, start, found[0]
        tokens: list[int] = []
        end = size
        while end > 0:
            if not (tokens and tokens[-1] == pieces[end] == self._unknown):  # several in a row are one
                tokens.append(pieces[end])
            end = begins[end]
        return tuple(reversed(tokens))

    def _table(self, begin: str) -> "_Table":
        """The pieces that begin so, with their ids and scores, and how long the longest is."""
        known = self._tables.get(begin)
        if known is None:
            table: dict[str, tuple[int, float]] = {}
            if begin in self._places:
                first, last, start, end = self._places[begin]
                values = zip(self._numbers[first:last], self._scores[first:last], strict=True)
                table = dict(zip(str(self._text[start:end], "utf-8").split(_SEPARATOR), values, strict=True))
            if len(begin) > 1:  # the mark is a piece itself
                table |= self._table(_MARK)[1]
            known = self._tables[begin] = (max(map(len, table), default=1), table)
        return known


_Table = tuple[int, dict[str, tuple[int, float]]]


def pack(pieces: list[str], scores: Sequence[float], unknown: int, first: int, last: int) -> bytes:
    """A vocabulary in short; the id of a piece is its place. `unknown` is the id of what no piece spells,
    `first` and `last` stand around each text. Raises ValueError."""
    groups: dict[str, list[int]] = {}
    for piece, number in {piece: number for number, piece in enumerate(pieces)}.items():
        groups.setdefault(piece[:2] if piece[:1] == _MARK else piece[:1], []).append(number)
    texts = [_SEPARATOR.join(pieces[number] for number in group).encode() for group in groups.values()]
    order = [number for group in groups.values() for number in group]
    if any(_SEPARATOR in piece or "\n" in piece or not piece for piece in pieces):
        raise ValueError("a piece with a separator")
    head = {
        "groups": len(groups), "pieces": len(order), "unknown": unknown, "first": first, "last": last,
        "unknown_score": min(scores) - _UNKNOWN_PENALTY,
    }  # fmt: skip
    sizes = [
        size for group, text in zip(groups.values(), texts, strict=True) for size in (len(group), len(text))
    ]
    return b"".join(
        (
            json.dumps(head).encode(), b"\n", _SEPARATOR.join(groups).encode(), b"\n",
            array("I", sizes).tobytes(), array("I", order).tobytes(),
            array("d", (scores[number] for number in order)).tobytes(), *texts,
        )
    )  # fmt: skip


def _normal(text: str) -> str:
    """NFKC of Unicode 12.0."""
    if text.isascii():
        return text
    if _NEWER.search(text) is None:
        return unicodedata.normalize("NFKC", text)
    parts = _NEWER.split(text)
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return "".join(parts)


def load(tokenizer: Path) -> Unigram | None:
    """The tokenizer in a file of the library, None when it is of another form. It is packed once and kept
    beside the file. Raises OSError, ValueError."""
    kept = tokenizer.with_suffix(".pieces")
    stat = tokenizer.stat()
    stamp = f"2 {stat.st_size} {stat.st_mtime_ns} {sys.byteorder}".encode()
    with suppress(OSError, ValueError, KeyError, UnicodeError):
        written, packed = kept.read_bytes().split(b"\n", 1)
        if written == stamp:
            return Unigram(packed)
    found = _parsed(json.loads(tokenizer.read_bytes()))
    if found is None:
        return None
    try:
        packed = pack(*found)
    except ValueError:
        return None
    with suppress(OSError):  # where it may not be written it is made again next time
        write_whole(kept, stamp + b"\n" + packed, private=True)
    return Unigram(packed)


def _parsed(untrusted: Any) -> tuple[list[str], list[float], int, int, int] | None:
    """Pieces, scores, and the ids of the unknown, the first and the last one; None for another form."""
    try:
        model, around = untrusted["model"], untrusted["post_processor"]
        plain = {key: untrusted[key] for key in _FORM} == _FORM
        if not plain or model["type"] != "Unigram" or model["byte_fallback"]:
            return None
        before, text, after = around["single"]
        first, last = (around["special_tokens"][one["SpecialToken"]["id"]]["ids"] for one in (before, after))
        if around["type"] != "TemplateProcessing" or "Sequence" not in text:
            return None
        pieces = [str(piece) for piece, _ in model["vocab"]]
        scores = [float(score) for _, score in model["vocab"]]
        special = (int(model["unk_id"]), *map(int, (*first, *last)))
    except (KeyError, TypeError):
        return None
    if len(special) != 3 or not all(0 <= one < len(pieces) for one in special):
        return None
    return pieces, scores, special[0], special[1], special[2]
