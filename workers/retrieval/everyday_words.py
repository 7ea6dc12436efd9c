"""Other words for what a question says, from lists in `resources`.

`everyday_words`: what people say and what rules, contracts and manuals write instead: who asks about a
"больничный" finds "временная нетрудоспособность". A line is "said, said: written, written". Unlike synonyms
both sides need not mean quite the same: what is written is looked for besides, never instead.
`bilingual_words`: the same in two languages, read in both directions.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

from workers.retrieval import lexical, morphology
from workers.text.folding import plain

_WORD = re.compile(r"\w+(?:-\w+)*")
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FOLDER = _RESOURCES / "everyday_words"
BILINGUAL = _RESOURCES / "bilingual_words"


def written(question: str) -> tuple[str, ...]:
    """What documents may write for what a question says, without what stands in it; of two phrases that
    begin at one word the longer."""
    return _everyday().of(question)


def translated(question: str) -> tuple[str, ...]:
    """What documents in another language may write for what a question says."""
    return _bilingual().of(question)


class _Phrases:
    """Phrases with what may stand for them, each a word or a short phrase."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Of each pair: phrases and what stands for all of them, with commas."""
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        for said, others in pairs:
            phrases = tuple(phrase.strip() for phrase in others.split(",") if phrase.strip())
            for phrase in said.split(","):
                words = _key(phrase)
                known[words] = tuple(dict.fromkeys((*known.get(words, ()), *phrases)))
        known.pop((), None)
        self._known: Mapping[tuple[str, ...], tuple[str, ...]] = known
        # The first word of what is said → how many words such phrases have.
        self._lengths: dict[str, set[int]] = {}
        for words in known:
            self._lengths.setdefault(words[0], set()).add(len(words))

    def of(self, question: str) -> tuple[str, ...]:
        """What stands for the phrases of a question, without what stands in it."""
        signs, terms = _signs(question), set(lexical.terms(question))
        found = dict[str, None]()
        at = 0
        while at < len(signs):
            # Only lengths that a phrase with this first word has: a long question is looked through quickly.
            lengths = {one for sign in signs[at] for one in self._lengths.get(sign, ())}
            for length in sorted(lengths, reverse=True):
                said = next((key for key in product(*signs[at : at + length]) if key in self._known), None)
                if said is not None:
                    found.update(dict.fromkeys(self._known[said]))
                    break
            else:
                length = 1
            at += length
        return tuple(phrase for phrase in found if not set(lexical.terms(phrase)) <= terms)


@lru_cache(maxsize=1)
def _everyday() -> _Phrases:
    return _Phrases(_pairs(FOLDER))


@lru_cache(maxsize=1)
def _bilingual() -> _Phrases:
    pairs = _pairs(BILINGUAL)
    return _Phrases([*pairs, *((other, one) for one, other in pairs)])


def _pairs(folder: Path) -> list[tuple[str, str]]:
    """The lines of the lists in a folder: what stands before the colon and behind it."""
    lines = [line for file in sorted(folder.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    parts = [line.partition("#")[0].partition(":") for line in lines]
    return [(said, other) for said, _, other in parts if other.strip()]


def _signs(text: str) -> list[tuple[str, ...]]:
    """Of each word of a text how the lists may write it: as it stands, or by its lemma with the part of
    speech, the likelier first. "Частями" is no "часть", "трудовая" no "трудовой", "fire" no "fired"."""
    return [_of_word(match[0]) for match in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    lemmas = [f"{tag} {plain(lemma)}" for lemma, tag in morphology.readings(word)]
    one = [plain(word)[:-1]] if word.isascii() and len(word) > 3 and word[-2:] not in {"ss", "us"} else []
    plural = one if word[-1:] in "sS" else []
    return tuple(dict.fromkeys((plain(word), *lemmas, *plural)))


def _key(phrase: str) -> tuple[str, ...]:
    """How a phrase of the lists is looked up: a word in its dictionary form by its lemma and part of speech,
    any other as it is written."""
    words = [match[0] for match in _WORD.finditer(phrase)]
    return tuple(
        next((sign for sign in _of_word(word)[1:2] if sign.endswith(f" {plain(word)}")), plain(word))
        for word in words
    )
