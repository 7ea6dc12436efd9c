"""How the words around a number bound it, and what it lies before or after."""

import re
from collections.abc import Sequence

from workers.grading.amounts import LEAD, THEN
from workers.grading.vocabulary import (
    AFTER,
    AFTER_WORDS,
    ALWAYS,
    BEFORE,
    BEFORE_NUMBER,
    BEFORE_WORDS,
    BETWEEN,
    LESS,
    MAX,
    MIN,
    MORE,
    NOT,
    THEN_WORDS,
)

_EXCEED = re.compile(r"(?:превы\w+|exceeds?|exceeding)$")


def bound_of(ahead: Sequence[str]) -> tuple[str, bool]:
    """The bound that words before a number say, and whether they deny it ("не 28")."""
    negated, bound, denied = False, "", False
    for at, token in enumerate(ahead):
        if token in NOT:
            negated, denied = True, True
        elif token.startswith(("максимальн", "предел", "наибольш", "лимит", "limit")):
            bound = MAX
        elif token.startswith(("минимальн", "наименьш")):
            bound = MIN
        elif ahead[at : at + 2] == ["хотя", "бы"]:
            bound, denied = MIN, False
        elif ahead[at : at + 2] in (["от", "силы"], ["самое", "большее"]):
            bound, denied = MAX, False
        elif ahead[at : at + 2] == ["самое", "меньшее"]:
            bound, denied = MIN, False
        elif token in ALWAYS:
            bound, denied = (MIN if token in MORE else MAX), False
        elif token in MORE or token in LESS:
            more = (token in MORE) != negated
            bound, negated, denied = (MIN if more else MAX), False, False
        elif _EXCEED.match(token):
            bound, denied = (MAX if negated else MIN), False
        elif token not in BETWEEN and token not in BEFORE_NUMBER:
            negated, denied = False, False
    if bound and {"позднее", "позже", "later"} & set(ahead):
        bound = MAX if {"не", "no", "not"} & set(ahead) else MIN
    return bound, denied and not bound


_BEHIND = re.compile(
    r"(?:(?:и|или|or|and)\s+)?(?:(?:at )?(?:the )?)?(?:"
    r"(?P<more>более|больше|выше|старше|more|over|older|above|least|минимум)|"
    r"(?P<less>менее|меньше|ниже|моложе|less|fewer|under|younger|most|максимум))\b"
)


def bound_behind(behind: Sequence[str]) -> str:
    """The bound that words after a number say: "и более", "at most"; "" without one."""
    text = " ".join(behind)
    found = _BEHIND.match(text)
    return "" if found is None else MIN if found["more"] else MAX


def side_of(ahead: Sequence[str], behind: Sequence[str], bound: str) -> str:
    """What an amount of time lies before or after; LEAD: "за 3 дня", THEN: "через 3 дня"."""
    if THEN_WORDS & {*ahead[-2:], *behind[:1]}:
        return THEN
    for token in behind[:3]:
        if token in BEFORE_WORDS:
            return BEFORE
        if token in AFTER_WORDS:
            return AFTER
    if ahead and ahead[-1] == "за":
        return BEFORE if bound else LEAD
    return ""
