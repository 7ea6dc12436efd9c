"""SentencePiece's unigram model as the library tokenizers computes it, token for token, word by word.

The library builds 280 MB of tables of the 250 000 pieces that XLM-RoBERTa's vocabulary has; here they are one
dict, and words are kept with their tokens, since a text has few that are new. Only the form of tokenizer that
`embedder_conversion` writes is known (NFKC, blanks as one, ▁ before each word); others are the library's.

Kudo 2018, "Subword Regularization"; the order of the sums is that of the library, so that equal scores are
decided alike.
"""

import json
import re
import sys
import unicodedata
from array import array
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from workers.files import write_whole

_MARK = "▁"
_BLANKS = re.compile("[\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
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
    """A vocabulary of pieces with their scores (logarithms of probabilities); a piece's id is its place."""

    def __init__(
        self, pieces: list[str], scores: "array[float]", unknown: int, first: int, last: int
    ) -> None:
        """`unknown` is the id of what no piece spells, `first` and `last` stand around each text."""
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown, self._first, self._last = unknown, first, last
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
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
        tokens: list[int] = []
        for word in text.split(" "):
            tokens += self._of_known_word(word) if len(word) <= _LONGEST_KEPT else self._of_word(word)
        return tokens

    def _of_word(self, word: str) -> tuple[int, ...]:
        """The most probable pieces of a word (Viterbi)."""
        text = _MARK + word
        size, ids, scores, longest = len(text), self._ids, self._scores, self._longest
        best = [0.0] * (size + 1)
        begins = [-1] * (size + 1)  # of the piece that ends there
        pieces = [0] * (size + 1)
        for start in range(size):
            before = best[start]
            for end in range(start + 1, min(start + longest, size) + 1):
                piece = ids.get(text[start:end])
                if piece is None:
                    if end > start + 1:
                        continue
                    piece, score = self._unknown, before + self._unknown_score
                else:
                    score = before + scores[piece]
                if begins[end] < 0 or score > best[end]:
                    best[end], begins[end], pieces[end] = score, start, piece
        found: list[int] = []
        end = size
        while end > 0:
            if not (found and found[-1] == pieces[end] == self._unknown):  # several in a row are one
                found.append(pieces[end])
            end = begins[end]
        return tuple(reversed(found))


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
    """The tokenizer in a file of the library, None when it is of another form. The list of pieces, which
    takes longest, is kept beside it in a shorter form. Raises OSError, ValueError."""
    kept = tokenizer.with_suffix(".pieces")
    stat = tokenizer.stat()
    stamp = f"1 {stat.st_size} {stat.st_mtime_ns} {sys.byteorder}"
    if (model := _kept(kept, stamp)) is not None:
        return model
    untrusted = json.loads(tokenizer.read_bytes())
    found = _parsed(untrusted)
    if found is None:
        return None
    pieces, scores, special = found
    body = f"{stamp}\n{special[0]} {special[1]} {special[2]}\n{len(pieces)}\n".encode()
    text = _SEPARATOR.join(pieces)
    if text.count(_SEPARATOR) == len(pieces) - 1:
        with suppress(OSError, UnicodeError):  # where it may not be written it is made again next time
            write_whole(kept, body + scores.tobytes() + text.encode())
    return Unigram(pieces, scores, *special)


def _kept(path: Path, stamp: str) -> Unigram | None:
    try:
        data = path.read_bytes()
        head, special, count, rest = data.split(b"\n", 3)
        unknown, first, last = map(int, special.split())
        scores = array("d")
        length = int(count) * scores.itemsize
        scores.frombytes(rest[:length])
        pieces = rest[length:].decode().split(_SEPARATOR)
    except (OSError, ValueError):
        return None
    if head != stamp.encode() or not len(pieces) == len(scores) == int(count):
        return None
    return Unigram(pieces, scores, unknown, first, last)


def _parsed(untrusted: Any) -> "tuple[list[str], array[float], tuple[int, int, int]] | None":
    """Pieces, scores, and the ids of the unknown, the first and the last one."""
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
        scores = array("d", (float(score) for _, score in model["vocab"]))
        special = (int(model["unk_id"]), *map(int, (*first, *last)))
    except (KeyError, TypeError):
        return None
    if len(special) != 3 or not all(0 <= one < len(pieces) for one in special):
        return None
    return pieces, scores, (special[0], special[1], special[2])
