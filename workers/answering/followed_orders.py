"""Whether a sentence of a reply follows an order that stands in a passage instead of answering from it.

Orders are left out of the prompt, as far as they are found whole. What gets through by another way (a word of
theirs beside them, an earlier turn) shows in the reply as words that stand in the order and nowhere else.
"""

import re
from collections.abc import Sequence

from workers.answering import claims
from workers.contract.specs.search import Passage
from workers.text import planted_orders
from workers.text.language import differ

# The part of what a sentence adds to the question that has to come from an order alone.
_SHARE = 0.5
_LANGUAGE = re.compile(
    r"\b(?:english|german|deutsch|french|français|spanish|español|italian|italiano|russian|latin)\b|"
    r"\b(?:по-?|на\s+)(?:англ|немец|франц|испан|итал|латын|латин|русск)\w*",
    re.I,
)


class Orders:
    """The orders in the passages of one question."""

    def __init__(self, passages: Sequence[Passage], question: str) -> None:
        ordered, told = [], []
        for passage in passages:
            spans = planted_orders.orders(passage.text)
            ordered += [passage.text[start:end] for start, end in spans]
            told.append(planted_orders.blanked(passage.text) if spans else passage.text)
            for title in (passage.name, passage.heading):
                (ordered if planted_orders.is_order(title) else told).append(title)
        self._question = question
        self._asked = _content(question)
        self._language = any(_LANGUAGE.search(order) for order in ordered)
        self._alone: frozenset[str] = frozenset()
        if ordered:
            self._alone = _content("\n".join(ordered)) - _content("\n".join(told)) - self._asked

    def followed(self, sentence: str) -> bool:
        """Whether most of what a sentence says is what an order wants to be said, or it is written in another
        language than the question because an order names one."""
        if self._language and differ(sentence, self._question):
            return True
        new = _content(sentence) - self._asked
        return bool(new) and len(new & self._alone) >= _SHARE * len(new)


def _content(text: str) -> frozenset[str]:
    found = claims.claim(text)
    return found.terms | found.numbers
