"""What people say and what rules, contracts and manuals write instead, from `resources/everyday_words`: who
asks about a "больничный" finds "временная нетрудоспособность".

A line is "said, said: written, written". Unlike synonyms both sides need not mean quite the same: what is
written is looked for besides, never instead.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from workers.retrieval import lexical
from workers.text.folding import plain

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
                words = _words(phrase)
                found[words] = tuple(dict.fromkeys((*found.get(words, ()), *phrases)))
    found.pop((), None)
    return found


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, each by its terms, a stop word as it is: "за свой счёт" is no "счёт"."""
    return tuple("".join(terms) or plain(text[start:end]) for start, end, terms in lexical.places(text))


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _written()), default=0)


def written(question: str) -> tuple[str, ...]:
    """What documents may write for what a question says, without what stands in it; of two phrases that
    begin at one word the longer."""
    words, terms = _words(question), set(lexical.terms(question))
    known, found = _written(), dict[str, None]()
    at = 0
    while at < len(words):
        longest = min(_longest(), len(words) - at)
        length = next((some for some in range(longest, 0, -1) if words[at : at + some] in known), 0)
        found.update(dict.fromkeys(known[words[at : at + length]] if length else ()))
        at += length or 1
    return tuple(phrase for phrase in found if not set(lexical.terms(phrase)) <= terms)
