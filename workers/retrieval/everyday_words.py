"""What people say and what rules, contracts and manuals write instead, from `resources/everyday_words`: who
asks about a "больничный" finds "временная нетрудоспособность".

A line is "said, said: written, written". Unlike synonyms both sides need not mean quite the same: what is
written is looked for besides, never instead.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

from workers.retrieval import lexical, morphology
from workers.text.folding import plain

_WORD = re.compile(r"\w+(?:-\w+)*")
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "everyday_words"


@lru_cache(maxsize=1)
def _written() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The words of what is said → what is written, each a word or a short phrase."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            said, _, written = line.partition("#")[0].partition(":")
            phrases = tuple(phrase.strip() for phrase in written.split(",") if phrase.strip())
            for phrase in said.split(","):
                words = _key(phrase)
                found[words] = tuple(dict.fromkeys((*found.get(words, ()), *phrases)))
    found.pop((), None)
    return found


def _signs(text: str) -> list[tuple[str, ...]]:
    """Of each word of a text how the lists may write it: as it stands, or by its lemma with the part of
    speech, the likelier first. "Частями" is no "часть", "трудовая" no "трудовой", "fire" no "fired"."""
    return [_of_word(match[0]) for match in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    lemmas = (f"{tag} {plain(lemma)}" for lemma, tag in morphology.readings(word))
    return tuple(dict.fromkeys((plain(word), *lemmas)))


def _key(phrase: str) -> tuple[str, ...]:
    """How a phrase of the lists is looked up: a word in its dictionary form by its lemma and part of speech,
    any other as it is written."""
    words = [match[0] for match in _WORD.finditer(phrase)]
    return tuple(
        next((sign for sign in _of_word(word)[1:2] if sign.endswith(f" {plain(word)}")), plain(word))
        for word in words
    )


@lru_cache(maxsize=1)
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """The first word of what is said → how many words such phrases have, the longest first."""
    found: dict[str, set[int]] = {}
    for said in _written():
        found.setdefault(said[0], set()).add(len(said))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def written(question: str) -> tuple[str, ...]:
    """What documents may write for what a question says, without what stands in it; of two phrases that
    begin at one word the longer."""
    signs, terms = _signs(question), set(lexical.terms(question))
    known, found = _written(), dict[str, None]()
    at = 0
    while at < len(signs):
        # Only lengths that a phrase with this first word has: a long question is looked through quickly.
        for length in sorted({one for sign in signs[at] for one in _lengths().get(sign, ())}, reverse=True):
            said = next((key for key in product(*signs[at : at + length]) if key in known), None)
            if said is not None:
                found.update(dict.fromkeys(known[said]))
                break
        else:
            length = 1
        at += length
    return tuple(phrase for phrase in found if not set(lexical.terms(phrase)) <= terms)
