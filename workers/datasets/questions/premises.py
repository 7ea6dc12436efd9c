"""Questions that suppose what the documents deny: a true sentence with another number, made by code.

A small model asked for a false premise writes a true one as often as not. A number that the base says nowhere
of these words is false for certain."""

import re
from collections.abc import Callable

from workers.datasets.questions.figures import NumberSpan, others
from workers.retrieval import morphology

LEAST_WORDS, LONGEST = 5, 230
_LAST = re.compile(r"[.;,\s]+$")
_ASIDE = re.compile(r"\s*\([^()]*\)")
# Exceptions make a sentence with another number hard to deny in one breath.
_LOOSE = re.compile(
    r"[:«»\"?!|;]|\b(?:если|за исключением|кроме|либо|утратил\w*|unless|except|if|please)\b", re.I
)
_CLAUSE = re.compile(r",\s(?:\w{1,3}\s)?(?:котор\w+|что|где|когда|кто|чтобы|как)\b[^,]*(?:,|$)", re.I)
_OPEN_BOUND = re.compile(
    r"(?:(?<!не )(?:превыша\w+|свыше|более|больше|старше|моложе|менее|меньше)|"
    r"exceed\w*|\bover|(?<!no )more than)\s+$",
    re.I,
)
_CYRILLIC = re.compile("[а-яё]", re.I)
_ENGLISH = re.compile(
    r"^(?:[\w'-]+ ){1,9}(?:is|are|was|were|has|have|must|may|can|cannot|should|shall|will|does|do)\b", re.I
)
_ORDERS = re.compile(
    r"(?:do|use|call|stop|give|tell|leave|report|switch|never|always|keep|forward|ask|when|sign|send|put|wait|"
    r"сообщаем|просим|напоминаем|уведомляем|прошу)\b",
    re.I,
)
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё-]+")


def statement(sentence: str) -> str:
    """The sentence as it can follow "why" or "is it true that" but for its capital letter; "" when it
    cannot."""
    text = _LAST.sub("", " ".join(_ASIDE.sub("", sentence).split()))
    if not text[:1].isupper() or len(text) > LONGEST or _LOOSE.search(text):
        return ""
    if len(_WORD.findall(text)) < LEAST_WORDS or not _says_something(text):
        return ""
    return text


def _says_something(text: str) -> bool:
    """Whether there is a verb: a heading says nothing that could be so or not, nor does an order."""
    words = [word.lower() for word in _WORD.findall(_CLAUSE.sub(" ", text))]
    if any(morphology.speaks_of_itself(word) for word in words):
        return False
    if any(morphology.is_predicate(word) for word in words) or re.search(r"\S [—–-] \S", text):
        return not _ORDERS.match(text)
    return not _ORDERS.match(text) and not _CYRILLIC.search(text) and bool(_ENGLISH.search(text))


def falsified(sentence: str, figure: NumberSpan, around: str, true: Callable[[str, str], bool]) -> str:
    """The statement of `sentence` with another number in place of `figure`, with a small letter; "" when no
    other number will do. `around`: the text it is from, which shows what is a name. `true(number, words)`
    tells whether the base says a number of these words."""
    # What exceeds 28 days may exceed 56: another bound is not false.
    if _OPEN_BOUND.search(sentence[: figure.start]):
        return ""
    whole = statement(sentence)
    marked = statement(sentence[: figure.start] + "\0" + sentence[figure.end :])
    if not whole or "\0" not in marked:
        return ""
    for other in others(figure, sentence):
        if not true(other, whole):
            return small(marked.replace("\0", other), around)
    return ""


def small(text: str, around: str) -> str:
    """A sentence with a small first letter, unless the first word is a name or an abbreviation."""
    first = _WORD.match(text)
    if first is None or first.group()[1:] != first.group()[1:].lower() or first.group() == "I":
        return text
    if re.search(rf"[a-zа-яё,] {re.escape(first.group())}\b", around):
        return text
    return text[0].lower() + text[1:]
