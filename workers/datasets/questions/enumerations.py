"""Lists of a passage: what is said of them, and their items. Rules, no model."""

import re
from dataclasses import dataclass

LEAST_ITEMS, MOST_ITEMS = 3, 9
MOST_LEAD, MOST_ITEM = 220, 200
_MARK = re.compile(r"\s*(?:[-*•–—▪●]|\(?\d{1,2}[.)]|\(?[а-яa-z]\))\s+")
_LEAD = re.compile(r"(?:^|(?<=[.!?;]\s)|(?<=\n))[^\n.!?:;|][^.!?:;|]{8,}:\s*(?=\S)", re.M)
_TITLE = re.compile(r"\n(?=\s*(?:\(?\d[\d.]*[.)]?\s+)?[А-ЯЁA-Z])")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list (offsets into the passage's text): the words before its colon, and its items without marks."""

    start: int
    end: int
    lead: str
    items: tuple[str, ...]


def enumerations(text: str) -> list[Enumeration]:
    """The whole lists of a text: one that the passage cuts off is none."""
    found: list[Enumeration] = []
    for match in _LEAD.finditer(text):
        lead_start = match.start() + _title_length(match.group())
        lead_start += _mark_length(text[lead_start : match.end()])
        lead = " ".join(text[lead_start : match.end()].split()).rstrip(": ")
        if len(lead) > MOST_LEAD or (found and match.start() < found[-1].end):
            continue
        end, items = _items(text, match.end())
        if LEAST_ITEMS <= len(items) <= MOST_ITEMS:
            found.append(Enumeration(lead_start, end, lead, tuple(items)))
    return found


def _title_length(lead: str) -> int:
    """The lines before the one that begins the sentence: a heading has no full stop."""
    return max((title.end() for title in _TITLE.finditer(lead.rstrip())), default=0)


def _mark_length(lead: str) -> int:
    mark = re.match(r"\s*(?:(?:\d{1,3}\.)+\d{0,3}\.?|\(?\d{1,2}[.)]|[-*•–—])\s+", lead)
    return mark.end() if mark else 0


def _items(text: str, at: int) -> tuple[int, list[str]]:
    """The items from an offset on and where the last one ends; nothing when the end is not to be seen."""
    begin = at
    lines = _MARK.match(text, at) is not None
    items: list[str] = []
    while at < len(text):
        mark = _MARK.match(text, at)
        if lines and mark is None:
            break
        start = mark.end() if mark else at
        stop = _stop(text, start, lines)
        if stop is None:
            return begin, []
        item = " ".join(text[start:stop].split()).strip(" ;,.")
        if not 2 <= len(item) <= MOST_ITEM or ":" in item:
            return begin, []
        items.append(item)
        at = _after(text, stop)
        if text[stop : stop + 1] == ".":
            # A list of whole sentences goes on with its next mark.
            if lines and _MARK.match(text, at):
                continue
            return stop + 1, items
    return (at, items) if lines and at >= len(text) and text.rstrip().endswith(".") else (begin, [])


def _stop(text: str, start: int, lines: bool) -> int | None:
    """Where an item ends: at its semicolon or full stop, or (after marks) before the next mark."""
    for match in re.finditer(r";|\.(?=\s|$)|\n", text[start:]):
        place = start + match.start()
        if match.group() == "\n":
            following = _MARK.match(text, place + 1)
            if lines and (following or text[place + 1 : place + 2] == "\n"):
                return place
            continue
        if match.group() == "." and re.search(
            r"(?:\b[А-ЯA-Zа-яa-z]|\b(?:руб|ст|тыс|т\.д|т\.п))$", text[:place]
        ):
            continue
        return place
    return None


def _after(text: str, stop: int) -> int:
    """Behind the item's mark and the blank lines after it, before the next item's own mark."""
    at = stop + (text[stop : stop + 1] in ";.")
    while at < len(text) and text[at].isspace():
        at += 1
    return at
