"""Which words and numbers a base says anywhere: what no vector forgets and no small model makes up."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from workers.answering import claims
from workers.contract.training.examples import SourcePassage

Shares = npt.NDArray[np.float64]
_FAMILY = 5  # letters that words of one family share at least (see `claims.related`)


class BaseVocabulary:
    """An index of stems and numbers over all passages of a base, headings and names of documents included."""

    def __init__(
        self, passages: Sequence[SourcePassage], check: Callable[[int], None] = lambda done: None
    ) -> None:
        """`check` hears how many passages are read, and may raise."""
        self._count = len(passages)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for index, passage in enumerate(passages):
            if index % 64 == 0:
                check(index)
            said = claims.claim.__wrapped__(f"{passage.name}. {passage.heading}. {passage.text}")
            for term in said.terms:
                self._places[term].append(index)
            for number in said.numbers:
                self._numbers[number].append(index)
        self._families: dict[str, list[str]] = defaultdict(list)
        for term in self._places:
            self._families[term[:_FAMILY]].append(term)

    def shares(self, text: str) -> Shares:
        """How much of a text's telling words (0…1) each passage holds; (passages,)."""
        terms = telling(text)
        found = np.zeros(self._count)
        for term in terms:
            found[self._where(term)] += 1
        return found / max(1, len(terms))

    def unknown(self, text: str) -> int:
        """How many telling words of a text stand nowhere in the base."""
        return sum(not self._where(term) for term in telling(text))

    def says(self, number: str, of: str, share: float) -> bool:
        """Whether a passage that holds so much of the words of a text has a number as well."""
        places = self._numbers.get(number, [])
        return bool(places) and bool((self.shares(of)[places] >= share).any())

    def rarity(self, term: str) -> int:
        """In how many passages a stem stands."""
        return len(self._places.get(term, ()))

    def _where(self, term: str) -> list[int]:
        own = [other for other in self._families.get(term[:_FAMILY], ()) if claims.related(term, other)]
        return sorted({place for other in own for place in self._places[other]})


def telling(text: str) -> frozenset[str]:
    """The stems of a text that say what it is about."""
    return frozenset(
        term for term in claims.claim(text).terms if not claims.is_light(term) and not claims.is_unit(term)
    )
