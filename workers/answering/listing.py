"""Lists that a question asks for: where one begins and ends in a place, and whether that is all of it."""

import re
import statistics
from dataclasses import dataclass

from workers.retrieval import leads
from workers.text import sentences

_ASKED = re.compile(
    r"\b(?:перечисл\w+|назов\w+|списком|список|все\b|всех\b|кому|кого|какие|каких|каким(?!\s+\w+[оеё]м\b)|какими|что\s+(?:нужно|надо|"
    r"должн\w+|обязан\w*|включа\w+|входит|вернут|мне|нам)|за\s+что|(?<!е\s)чем(?!\s+(?:больше|за|через)\b)|из\s+чего|с\s+чем|в\s+каких\s+случаях|когда\s+можно|"
    r"list|name\s+(?:all|the|every)|all\s+the|which\s+\w+s\b|what\s+are|what\s+(?:must|should|do|does)|who\s+(?:may|must|can))\b",
    re.I,
)
_FEWEST = 2  # items
_ITEM = re.compile(r"\s*(?:[-*•–—▪●]|\(?\d{1,2}\)|\(?[а-яa-z]\))\s")
_LONGEST = 200  # characters of an item, by the median


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with what stands over it, by offsets into the text of a passage; `whole`: nothing of it lies
    outside of that text."""

    start: int
    end: int
    whole: bool


def asked(question: str) -> bool:
    """Whether a question may want several things."""
    return bool(_ASKED.search(question))


def around(text: str, place: tuple[int, int]) -> Listing | None:
    """The list whose lead or item a sentence of a text is (the innermost one); None where it is of none, or
    where they are no items but texts."""
    units = sentences.split(text)
    best: Listing | None = None
    for one in leads.lists(text, units):
        inside = [unit for unit in units if one.start <= unit[0] and unit[1] <= one.end]
        items = _items(text, inside)
        if not items or not one.start <= place[0] or place[1] > items[-1][1]:
            continue
        if best is None or items[-1][1] - one.start < best.end - best.start:
            whole = any(start >= items[-1][1] for start, _ in units) or _ended(text, items)
            best = Listing(one.start, items[-1][1], whole)
    return best


def _items(text: str, inside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items below a lead, without what follows the last; none where they are too few, so long that they
    are texts of their own, or mostly without a sign of an item."""
    last = 0
    for at in range(1, len(inside)):
        before, unit = text[slice(*inside[at - 1])].rstrip(), text[slice(*inside[at])]
        follows = before.endswith((";", ","))
        if at > 1 and unit.rstrip().endswith(":") and not (follows or _ITEM.match(unit)):
            break  # the words over another list
        if _ITEM.match(unit) or follows or (at == 1 and before.endswith(":")):
            last = at
    items = inside[1 : last + 1]
    marked = [
        bool(_ITEM.match(text[start:end])) or text[start:end].endswith((";", ",")) for start, end in items
    ]
    if len(items) < _FEWEST or statistics.median(end - start for start, end in items) > _LONGEST:
        return []
    return items if sum(marked) * 2 > len(items) else []


def _ended(text: str, items: list[tuple[int, int]]) -> bool:
    """Whether the last item that is known ends as the ones before it do not."""
    said = [text[start:end].rstrip() for start, end in items]
    return said[-1].endswith(".") and all(item.endswith((";", ",")) for item in said[:-1])
