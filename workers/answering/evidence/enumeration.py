"""A sentence that says one thing of several ("поставляет плёнку и крепёж"), as a sentence for each."""

import re
from collections.abc import Sequence

from workers.answering.evidence import words
from workers.answering.evidence.words import ADJECTIVE, FOREIGN, NOUN, Word

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINED = re.compile(r"\s+(?:и|а также|and|as well as)\s+", re.I)
# What is said of all together, or of these alone, is not said of each.
_TOGETHER = re.compile(
    r"\b(?:вместе|всего|итого|об[ае]|обоих|обеих|между|сумм\w*|только|лишь|единственн\w*|одинаков\w*|"
    r"both|together|total|between|only|all|each)\b",
    re.I,
)
_MOST = 6  # items


def each(sentence: str) -> list[str]:
    """The sentence with one of its items at a time; empty where it names none or says it of all together."""
    joined = list(_JOINED.finditer(sentence))
    if len(joined) != 1 or _TOGETHER.search(sentence):
        return []
    before, after = sentence[: joined[0].start()], sentence[joined[0].end() :]
    last = _phrase(after)
    head = _head(after[: last[1]]) if last else None
    if last is None or head is None:
        return []
    items = [after[: last[1]]]
    begin = len(before)
    while len(items) < _MOST:
        start = _start(before[:begin].rstrip(" ,"), head)
        if start is None:
            return []
        items.append(before[start:begin].strip(" ,"))
        comma = before[:start].rstrip().endswith(",")
        begin = start
        if not comma:
            return [f"{before[:begin]}{item}{after[last[1] :]}" for item in items]
    return []


def _phrase(text: str) -> tuple[int, int] | None:
    """The offsets of the item a text begins with: up to a mark, a number or a verb."""
    end = 0
    for match in _WORD.finditer(text):
        if text[end : match.start()].strip() or words.is_predicate(match.group().lower()):
            break
        end = match.end()
    return (0, end) if end and not re.match(r"\s*[\d%]", text[end:]) else None


def _head(text: str) -> Word | None:
    """The first noun of an item."""
    known = (words.word(match.group().lower()) for match in _WORD.finditer(text))
    return next((word for word in known if word and word.kind in (NOUN, FOREIGN)), None)


def _start(text: str, head: Word) -> int | None:
    """Where the last item of a text begins: at the nearest noun in the case of the other item, with the
    adjectives before it."""
    found: Sequence[re.Match[str]] = list(_WORD.finditer(text))
    for place in range(len(found) - 1, -1, -1):
        lowered = found[place].group().lower()
        between = text[found[place].end() : found[place + 1].start()] if place + 1 < len(found) else ""
        if words.is_predicate(lowered) or between.strip():
            return None
        known = words.word(lowered)
        if known is None or known.kind != head.kind:
            continue
        if head.kind == FOREIGN or known.cases & head.cases:
            while place and _describes(found[place - 1].group().lower(), known):
                place -= 1
            return found[place].start()
    return None


def _describes(text: str, noun: Word) -> bool:
    known = words.word(text)
    return bool(known and known.kind == ADJECTIVE and known.cases & noun.cases)
