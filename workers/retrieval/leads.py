"""What the parts of a long list or table need from above: the words before the colon ("The employer must:"),
the names of the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workers.text import heading_path, sentences
from workers.text.shortening import shorten

_LONGEST = 160  # characters of a lead
_LONGEST_CELL = 30
_DEEPEST = 3  # lists inside one another
_LEAST_INLINE = 3  # items of a list inside one paragraph
_BULLETS = "-*•–—▪●"
_BULLET_GAP, _NUMBER_GAP = 2, 5  # sentences that may follow an item before the next one
_ASIDE = re.compile(r"\s*\([^()]{2,300}\)")  # "(as amended by …)"
_SENTENCE = re.compile(r"[^\W\d_]{4}\s?\.\s+(?=[А-ЯЁA-Z][а-яёa-z])")
_INLINE = re.compile(r"[^:;|]{8,300}:\s")
_NUMERAL = re.compile(r"[\d\s.,:%+\-–/()]*\d[\d\s.,:%+\-–/()]*\D{0,5}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*(?:г\.?|год))?$")
_CAPTION = re.compile(r"(?:Таблица|Table)\s+[\dА-ЯA-Z]", re.IGNORECASE)
_COUNTED = re.compile(r"(?:№|N|No\.?|#)(?:\s*п/п\.?)?\s+\S")
_FAR = 12  # lines between two numbered rows of a table whose columns are not marked
_HIGHEST = 5  # lines of a head


@dataclass(frozen=True, slots=True)
class Lead:
    """`text` stands over what lies in `start`…`end` of the document."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Open:
    """A list from `start` to `end` so far: its lead, the kind of mark of the lead and of the items (None
    before the first), the number of the last item, sentences since then."""

    start: int
    end: int
    text: str
    own: str
    kind: str | None = None
    number: int = 0
    since: int = 0


def leads(text: str, units: Sequence[tuple[int, int]]) -> list[Lead]:
    """The leads of a section, whose sentences, items and rows are `units`."""
    if not units:
        return []
    return [*lists(text, units), *_of_tables(text, units[0][0], units[-1][1])]


def leads_over(found: Sequence[Lead], offsets: Sequence[int]) -> list[str]:
    """The outermost and the innermost lead over what begins at each of the offsets (which grow); "" for
    none."""
    waiting = sorted(found, key=lambda lead: (lead.start, -lead.end))
    at = 0
    inside: list[Lead] = []
    texts = []
    for offset in offsets:
        while at < len(waiting) and waiting[at].start < offset:
            inside.append(waiting[at])
            at += 1
        inside = [lead for lead in inside if lead.end > offset]
        both = dict.fromkeys(lead.text for lead in (*inside[:1], *inside[-1:]))
        texts.append(heading_path.BELOW.join(both))
    return texts


# --- lists ---------------------------------------------------------------------------------------


def lists(text: str, units: Sequence[tuple[int, int]]) -> Iterator[Lead]:
    """The lists of a text, each from the words before its colon to the end of its last item."""
    stack: list[_Open] = []
    before = ""  # the unit before
    for start, end in units:
        unit = text[start:end]
        kind = _kind(unit)
        while stack and not _goes_on(stack[-1], unit, kind, before):
            done = stack.pop()
            yield Lead(done.start, done.end, done.text)
        for inside in stack:
            inside.end = end
        if (
            unit.endswith(":")
            and len(stack) < _DEEPEST
            and not (stack and kind and kind == stack[-1].kind and kind in _BULLETS)
        ):
            stack.append(_Open(start, end, _shown(unit), kind))
        elif (inline := _INLINE.match(unit)) and unit.count(";") >= _LEAST_INLINE - 1:
            yield Lead(start, end, _shown(inline.group().rstrip()))
        before = unit
    yield from (Lead(done.start, done.end, done.text) for done in stack)


def _goes_on(inside: _Open, unit: str, kind: str, before: str) -> bool:
    """Whether a unit belongs to a list; what the list remembers of its items is brought up to it."""
    continues = before[-1:] in ",;:" or unit[:1].islower()
    if inside.kind is None:  # the first item, or none: "He said:"
        if kind and kind == inside.own:
            return False
        inside.kind = kind
    elif not inside.kind:
        return continues and not (kind and kind == inside.own)
    elif not kind:
        # Further sentences of an item; a text that follows the list is longer.
        inside.since += not continues
        return inside.since <= (_BULLET_GAP if inside.kind in _BULLETS else _NUMBER_GAP)
    if kind != inside.kind:
        return kind != inside.own
    number = int("".join(re.findall(r"\d+", unit)[:1]) or 0) if "1" in kind else 0
    if number and number <= inside.number:
        return False  # another list counts from the beginning
    inside.number, inside.since = number, 0
    return True


def _kind(unit: str) -> str:
    """The kind of mark that a unit begins with: a bullet itself, "1.", "1)", "1.1.", "а)"; "" for none."""
    mark = sentences.ITEM.match(unit)
    return re.sub(r"[a-zа-я]", "а", re.sub(r"\d+", "1", mark.group().strip())) if mark else ""


def _shown(unit: str) -> str:
    """A lead in one line; of a long one the beginning and what stands next to the colon."""
    words = " ".join(_ASIDE.sub("", " ".join(unit.split())).split())
    if len(words) > _LONGEST:
        words = words[max((match.end() for match in _SENTENCE.finditer(words)), default=0) :]
    if len(words) <= _LONGEST:
        return words
    half = _LONGEST // 2
    return f"{shorten(words, half)} {words[-half:].split(' ', 1)[-1]}"


# --- tables --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def _of_tables(text: str, start: int, end: int) -> Iterator[Lead]:
    lines = [
        _Line(start + match.start(), start + match.end(), match.group())
        for match in re.finditer(r"[^\n]+", text[start:end])
    ]
    at = 0
    while at < len(lines):
        rows = _rows(lines, at)
        if rows >= 3 and _names_columns(lines[at].text):
            yield _lead(lines, at, 1, rows)
        elif not rows and (head := _counted_head(lines, at)):
            rows = _counted_rows(lines, at + head)
            if rows >= 2:
                yield _lead(lines, at, head, head + rows)
            rows += head
        at += max(rows, 1)


def _rows(lines: Sequence[_Line], at: int) -> int:
    """How many rows of cells follow one another from a line on."""
    count = 0
    while at + count < len(lines) and " | " in lines[at + count].text:
        count += 1
    return count


def _names_columns(row: str) -> bool:
    """Whether the cells of a row can be names of columns."""
    cells = [cell.strip() for cell in row.split(" | ")]
    filled = [cell for cell in cells if cell]
    values = [cell for cell in filled if _NUMERAL.fullmatch(cell) and not _YEAR.match(cell)]
    return len(filled) >= 2 and not values and not _YEAR.match(filled[0])


def _counted_head(lines: Sequence[_Line], at: int) -> int:
    """How many lines the head of a table without marked cells has: it begins with "№", row 1 follows."""
    if not _COUNTED.match(lines[at].text) or len(lines[at].text) > _LONGEST:
        return 0
    for count in range(1, _HIGHEST + 1):
        if at + count >= len(lines):
            return 0
        if re.match(r"\d{1,4}\s+\S", lines[at + count].text):
            return count
    return 0


def _counted_rows(lines: Sequence[_Line], at: int) -> int:
    """How many lines the rows have that count upwards from the line `at` on."""
    match = re.match(r"\d+", lines[at].text)
    number, last = int(match.group()) if match else 0, at
    for place in range(at + 1, len(lines)):
        if place - last > _FAR:
            break
        if re.match(rf"{number + 1}\s+\S", lines[place].text):
            number, last = number + 1, place
    # The last row may be broken over lines, as the others are: not known, so it ends with its first.
    return last + 1 - at if last > at else 0


def _lead(lines: Sequence[_Line], at: int, head: int, rows: int) -> Lead:
    cells = " ".join(" ".join(line.text for line in lines[at : at + head]).split()).split(" | ")
    words = " | ".join(shorten(cell, _LONGEST_CELL) if len(cells) > 1 else cell for cell in cells)
    caption = lines[at - 1].text.strip() if at else ""
    start = lines[at].start
    lead = Lead(start, lines[at + rows - 1].end, shorten(words, _LONGEST))
    if _CAPTION.match(caption) and len(caption) <= _LONGEST // 2:
        return replace(lead, text=f"{caption}{heading_path.BELOW}{lead.text}")
    return lead
