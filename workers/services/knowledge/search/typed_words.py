"""The words of a question that is being typed, and where a text holds them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workers.contract.specs.bases import TermsResult, TermsSpec
from workers.engines.stores.text_store import TextStore
from workers.retrieval import lexical
from workers.text import sentences
from workers.text.folding import plain

# Words that the last one may become, and letters from which on it is completed.
_COMPLETIONS, _LETTERS = 40, 2
# So many words are searched; who types more pastes a text.
_WORDS = 24
_GOES_ON = re.compile(r"[^\W_]$")


@dataclass(frozen=True, slots=True)
class Typed:
    """A group of term ids for each word: one of them has to stand in a place for the word to count."""

    groups: tuple[frozenset[int], ...]

    @property
    def ids(self) -> list[int]:
        """All terms, ascending."""
        return sorted(frozenset[int]().union(*self.groups))


def terms_of(spec: TermsSpec) -> TermsResult:
    """What the lexical leg reads in texts."""
    return TermsResult(tuple(tuple(sorted(set(lexical.terms(text)))) for text in spec.texts))


def read(text: TextStore, question: str) -> Typed:
    """The words of a question; the last one with what the base writes that begins so."""
    words = list(lexical.places(question))
    groups = [frozenset(map(lexical.term_id, terms)) for *_, terms in words if terms]
    if words and _GOES_ON.search(question):
        start, end, terms = words[-1]
        begun = plain(question[start:end])
        if begun.isalpha() and len(begun) >= _LETTERS:
            more = text.words_beginning(begun, _COMPLETIONS)
            ids = {lexical.term_id(term) for word in more for term in lexical.terms(word)}
            groups = [*(groups[:-1] if terms else groups), frozenset(ids | set(map(lexical.term_id, terms)))]
    return Typed(tuple(group for group in groups[:_WORDS] if group))


def hits_in(text: str, typed: Typed) -> list[tuple[int, int, int]]:
    """Where the words stand, each with the number of the word that was typed."""
    found = []
    for start, end, terms in lexical.places(text):
        ids = {lexical.term_id(term) for term in terms}
        for number, group in enumerate(typed.groups):
            if not ids.isdisjoint(group):
                found.append((start, end, number))
                break
    return found


def core_of(text: str, hits: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """The sentence that holds most of what was typed, the first of equals."""

    def held(sentence: tuple[int, int]) -> int:
        return len({number for start, _, number in hits if sentence[0] <= start < sentence[1]})

    return max(sentences.split(text), key=held, default=(0, len(text)))
