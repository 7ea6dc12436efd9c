"""Headings of text without styles (PDF, plain text), by the habits of Russian and English documents."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from workers.contract.reading import Heading
from workers.reading import heading_lines, numbered_titles
from workers.reading.heading_lines import (
    CAPITALS,
    CHAPTER,
    NUMBERED,
    PART,
    ROMAN,
    SECTION,
    is_capitals,
    never,
)

_LONGEST_TITLE_LINES = 6
_LONGEST_LINE = 300
_LONGEST_TITLE = 160
_LARGER = 1.15
_SAME_SIZE = 0.6  # points
_SHORT_TITLE = 60  # characters
_RUN = 4  # lines of one large type that follow one another are text
_CELLS = 3  # short lines of capitals that follow one another are cells
_LEAST_CONTENTS = 3
_ASIDE = re.compile(r"\([^()]{3,40}\)$")  # "(обязательное)" under "Приложение А"
_TOWN = re.compile(r"(?:г|гор|с|п|пос)\.\s")
_PREPOSITION = re.compile(r"\s*(?:ПО|В|НА|О|ОБ|И|С|ДЛЯ|ПРИ|OF|AND|FOR|ON)\s")
_FIRST = re.compile(r"\s*[^.!?]{3,90}(?=\.\s+[А-ЯЁA-Z])")  # the first sentence of several
_CUT = re.compile(r"\b(?:от|к|и|о|об|в|на|по|of|and|the|for)$")  # a title that goes on
# Titles of what stands before and after the chapters.
_FRAME = re.compile(
    r"(?:введение|заключение|предисловие|послесловие|аннотация|реферат|содержание|оглавление|выводы|приложения"
    r"|библиография|список (?:использован\w+ )?(?:литературы|источников|сокращений)|introduction|conclusions?"
    r"|preface|foreword|abstract|summary|references|bibliography|(?:table of )?contents|glossary"
    r"|глоссарий)\.?$",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of text at offset `start`; `size` is its font size in points, 0 where unknown."""

    start: int
    text: str
    size: float = 0.0


@dataclass(slots=True)
class _Found:
    """A heading that begins with line `index` and has `taken` lines. `rank`: 0 = by its type alone."""

    index: int
    taken: int
    text: str
    rank: float
    size: float
    number: str = ""


def lines_of(text: str) -> list[Line]:
    """The lines of a text that have something in them."""
    lines = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line(at, line))
        at += len(line) + 1
    return lines


def detect(lines: Sequence[Line], pages: int = 1) -> list[Heading]:
    """Headings among the lines, in order. Lines that come back on many of the `pages` (running titles),
    lines of a table of contents, cells, signatures, codes, dates and numbered sentences are none."""
    body = _body_size(lines)
    repeated = _repeated(lines, pages)
    left_out = _contents(lines)
    left_out |= {index for index, line in enumerate(lines) if heading_lines.is_of_contents(line.text)}
    numbered = numbered_titles.titles(lines, left_out, body)
    left_out |= {
        index
        for index, line in enumerate(lines)
        if len(line.text) > _LONGEST_LINE or line.text.strip() in repeated
    }
    found: list[_Found] = []
    texts = [line.text.strip() for line in lines]
    index = 0
    while index < len(lines):
        heading = None
        if index not in left_out:
            point = numbered.get(index)
            heading = _numbered(point, lines) if point else _unnumbered(index, lines, texts, body)
        if heading is not None:
            found.append(heading)
        index += heading.taken if heading is not None else 1
    found = _without_doubles(found)
    levels = _levels(found)
    return [
        Heading(lines[one.index].start, level, one.text[:300])
        for one, level in zip(found, levels, strict=True)
    ]


# --- one line ------------------------------------------------------------------------------------


def _numbered(point: numbered_titles.Point, lines: Sequence[Line]) -> _Found:
    line = lines[point.index]
    text = " ".join(one.text.strip() for one in lines[point.index : point.index + point.taken])
    rank = ROMAN if point.roman else min(NUMBERED + point.depth - 1, 6.0)
    return _Found(point.index, point.taken, text, rank, line.size, str(point.number[0]))


def _unnumbered(index: int, lines: Sequence[Line], texts: Sequence[str], body: float) -> _Found | None:
    """`texts` are those of the lines without blanks around."""
    line, text = lines[index], texts[index]
    texts = texts[index + 1 : index + _LONGEST_TITLE_LINES]
    titled = heading_lines.titled(text) if len(text) <= _LONGEST_TITLE else None
    if titled:
        rank, match = titled
        taken = 1 + _continued(text, text[match.end() :].strip(), texts)
        number = match["number"] or ""
        title = _without_sentences(_joined(lines, index, taken), match.end())
        return _Found(index, taken, title, rank, line.size, number)
    if heading_lines.ARABIC.match(text) or heading_lines.ROMAN_NUMBER.match(text):
        return None
    if body and line.size >= body * _LARGER:
        count, rank = _large_title(index, lines, body), 0.0
    elif _FRAME.match(text) and not _in_a_paragraph(index, lines):
        count, rank = 1, CAPITALS
    else:
        count, rank = _title_in_capitals(index, lines), CAPITALS
    below = texts[0] if texts else ""
    if not count or never(text) or heading_lines.is_stamp(text) or heading_lines.is_place(text, below):
        return None
    return _Found(index, count, _joined(lines, index, count), rank, line.size)


def _title_in_capitals(index: int, lines: Sequence[Line]) -> int:
    """How many lines a title in capitals has that begins here; 0 for none."""
    text = lines[index].text.strip()
    if not is_capitals(text) or _is_cell(index, lines) or _in_a_sentence(index, lines):
        return 0
    paragraph = [lines[index]]
    for line in lines[index + 1 : index + _LONGEST_TITLE_LINES]:
        if _is_apart(paragraph[-1], line):
            break
        paragraph.append(line)
    following = [line.text.strip() for line in paragraph[1:]]
    if following and heading_lines.is_firm(following[0]):
        return 0  # a side of a contract
    return 1 + (_continued_capitals(following) or _continued_small(text, following))


def _is_apart(line: Line, following: Line) -> bool:
    """Whether a blank line stands between two lines."""
    return following.start - line.start - len(line.text) > 1


def _in_a_paragraph(index: int, lines: Sequence[Line]) -> bool:
    """Whether a line goes on with the one above, or the one below with it."""
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    above = (
        before is not None and not _is_apart(before, lines[index]) and before.text.rstrip()[-1:] not in ".!?"
    )
    return above or (after is not None and after.text[:1].islower())


def _is_cell(index: int, lines: Sequence[Line]) -> bool:
    """Whether a line is one of several short ones in capitals: the head of a table, cell by cell."""
    first = last = index
    while first and index - first < _CELLS and _is_short_capitals(lines[first - 1].text):
        first -= 1
    while last + 1 < len(lines) and last - index < _CELLS and _is_short_capitals(lines[last + 1].text):
        last += 1
    return last - first + 1 >= _CELLS and _is_short_capitals(lines[index].text)


def _is_short_capitals(line: str) -> bool:
    return line.isupper() and len(line.split()) <= 2


def _large_title(index: int, lines: Sequence[Line], body: float) -> int:
    """How many lines a title in larger type has that begins here; 0 for none."""
    line = lines[index]
    if not _is_large_title(line.text.strip()):
        return 0
    first = last = index
    while first and index - first <= _RUN and abs(lines[first - 1].size - line.size) < 0.1:
        first -= 1
    while last + 1 < len(lines) and last - index <= _RUN and abs(lines[last + 1].size - line.size) < 0.1:
        last += 1
    if last - first >= _RUN:
        return 0  # a text in larger type
    taken = 1 + _continued_large(lines[index : last + 1])
    if index + taken == len(lines) or not lines[index + taken].text[:1].islower():
        return taken
    if taken > 1 or first < index:
        return taken
    if len(line.text) > _SHORT_TITLE:
        return 0  # the rest of a sentence follows: the type of this line was not seen aright
    # "ИНСТРУКЦИЯ" in the largest type, "по эксплуатации станков" in a smaller one.
    below = [other.text.strip() for other in lines[index + 1 : index + 4] if other.size >= body * _LARGER]
    return taken + max(0, _continued_small(line.text, below))


def _without_sentences(title: str, begin: int) -> str:
    """The title alone where sentences follow it in its line: "Section 2.1 Scope. The Provider shall …"."""
    runs_on = title.endswith((".", ":")) and _FIRST.match(title, begin)
    return title[: runs_on.end()] if runs_on else title


def _joined(lines: Sequence[Line], index: int, taken: int) -> str:
    return " ".join(line.text.strip() for line in lines[index : index + taken])


def _continued(text: str, title: str, following: Sequence[str]) -> int:
    """How many of the following lines belong to a title that was wrapped; `title` follows its number."""
    count = 0
    last = text
    capitals = title.isupper()
    while count < len(following):
        line = following[count]
        bare = not title and not heading_lines.titled(line) and not never(line)
        bare = bare and (count == 0 or bool(_ASIDE.match(last)))
        wrapped = len(last) > 45 and line[:1].islower() and not last.endswith((".", ";", ":"))
        if bare and (_is_short(line) or is_capitals(line) or (count == 0 and _ASIDE.match(line))):
            capitals = line.isupper()
        elif not (wrapped or (capitals and _goes_on_in_capitals(line))):
            break
        last = line
        count += 1
    return count


def _goes_on_in_capitals(line: str) -> bool:
    return line.isupper() and sum(map(str.isalpha, line)) >= 4 and not heading_lines.titled(line) and not (
        heading_lines.ARABIC.match(line) or never(line)
    )  # fmt: skip


def _continued_capitals(following: Sequence[str]) -> int:
    count = 0
    while count < len(following) and _goes_on_in_capitals(following[count]):
        if following[count].endswith((";", ":", "!")):
            break
        count += 1
    return count


def _continued_small(text: str, following: Sequence[str]) -> int:
    """Lines in small letters that finish a title: "ПОЛОЖЕНИЕ" / "о порядке хранения"; -1 (so that no line is
    left) where they are the rest of a sentence."""
    count = 0
    while count < len(following) and following[count][:1].islower() and not _TOWN.match(following[count]):
        if count == 3 or len(following[count]) > 90 or following[count].endswith((".", ";", ",", ":")):
            return -1
        count += 1
    return count if len(text.split()) <= 3 or not count else -1


def _in_a_sentence(index: int, lines: Sequence[Line]) -> bool:
    """Whether words in capitals go on with the line above: a long one that has not ended, a firm's name."""
    before = lines[index - 1].text.rstrip() if index else ""
    if not before or _is_apart(lines[index - 1], lines[index]):
        return False
    if heading_lines.is_firm(before) and _PREPOSITION.match(lines[index].text):
        return True
    return before.endswith((",", "-")) or (len(before) > 60 and before[-1].islower())


def _is_large_title(text: str) -> bool:
    if not 3 <= len(text) <= 120 or text[-1] in ".;," or text[0].islower() or text[0] == "(" or " | " in text:
        return False
    if text.endswith("!") or (text.endswith(":") and len(text.split()) > 6):
        return False
    letters = sum(map(str.isalpha, text))
    return letters * 2 > len(text.replace(" ", "")) and not heading_lines.is_sentence(text)


def _continued_large(lines: Sequence[Line]) -> int:
    """How many of the lines of one type after the first one finish its title."""
    taken = 0
    for last, line in pairwise(lines):
        before, text = last.text.rstrip(), line.text.strip()
        own = heading_lines.titled(text) or heading_lines.ARABIC.match(text) or never(text)
        if (own and not _CUT.search(before)) or len(text) > 120 or before.endswith((".", "!", "?")):
            break
        taken += 1
    return taken


def _is_short(line: str) -> bool:
    return len(line) <= 90 and line[:1].isupper() and not line.endswith((".", ";", ",", ":"))


# --- all lines -----------------------------------------------------------------------------------


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents: under its title, each with the number of a page at its end."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not heading_lines.CONTENTS_TITLE.match(line.text.strip()):
            continue
        last = at = index
        while at + 1 < len(lines) and at - last < 2:
            at += 1
            if re.search(r"(?:\D\s|^)\d{1,3}$", lines[at].text.strip()):
                last = at
        if last - index >= _LEAST_CONTENTS:
            found.update(range(index + 1, last + 1))
    return found


def _without_doubles(found: Sequence[_Found]) -> list[_Found]:
    """Without entries of a table of contents (no text is under them, and they come again), and without titles
    that each page repeats with its number."""
    names = [re.sub(r"[\s.…]+\d+$", "", one.text.casefold()) for one in found]
    counts = Counter(names)
    last = {name: at for at, name in enumerate(names)}
    kept: list[_Found] = []
    for at, one in enumerate(found):
        empty = at + 1 < len(found) and found[at + 1].index == one.index + one.taken
        listed = empty and last[names[at]] > at
        words = len(names[at].split())
        running = counts[names[at]] > 1 and words > 2 and names[at] != one.text.casefold()
        if not listed and not running:
            kept.append(one)
    return kept


def _levels(found: Sequence[_Found]) -> list[int]:
    """A level for each: the kinds in their order, and among those of larger type alone the larger first."""
    first: dict[float, int] = {}
    for at, one in enumerate(found):
        first.setdefault(one.rank, at)
    # "Section" stands above chapters and articles where it comes before them.
    lower = [first[rank] for rank in (CHAPTER, heading_lines.ARTICLE) if rank in first]
    above = SECTION in first and bool(lower) and first[SECTION] < min(lower)
    ranks = [heading_lines.DIVISION + 0.1 if above and one.rank == SECTION else one.rank for one in found]
    _nest_points(found, ranks)
    _rank_by_size(found, ranks)
    main = [rank for rank in ranks if rank in (CHAPTER, ROMAN, NUMBERED)]
    if len(main) > 1:
        ranks = [
            min(main) if one.rank in (0, CAPITALS) and _FRAME.match(one.text) else rank
            for one, rank in zip(found, ranks, strict=True)
        ]
    level, levels = 0, {}
    for rank in sorted(set(ranks)):
        level = levels[rank] = max(int(rank), level + 1)
    return [levels[rank] for rank in ranks]


def _nest_points(found: Sequence[_Found], ranks: list[float]) -> None:
    """Points 5.1, 5.2 of "Article 5" stand under it, wherever numbered titles stand otherwise."""
    above, number = 0.0, ""
    for at, one in enumerate(found):
        if ranks[at] in (heading_lines.ARTICLE, SECTION):
            above, number = ranks[at], one.number
        elif one.number and one.rank > NUMBERED and one.number == number:
            ranks[at] = above + 0.1 * (one.rank - NUMBERED)


def _rank_by_size(found: Sequence[_Found], ranks: list[float]) -> None:
    """Ranks of headings that only their type makes, by the sizes of the others."""
    sizes: dict[float, list[float]] = {}
    for one, rank in zip(found, ranks, strict=True):
        if rank and one.size:
            sizes.setdefault(rank, []).append(one.size)
    known = {rank: median(values) for rank, values in sizes.items()}
    own: list[float] = []
    for size in sorted({one.size for one, rank in zip(found, ranks, strict=True) if not rank}, reverse=True):
        if not own or own[-1] - size > _SAME_SIZE:
            own.append(size)
    for at, one in enumerate(found):
        if ranks[at]:
            continue
        place = next(index for index, size in enumerate(own) if size - one.size <= _SAME_SIZE)
        equal = [rank for rank, size in known.items() if abs(size - own[place]) <= _SAME_SIZE]
        larger = [rank for rank, size in known.items() if size > own[place]]
        ranks[at] = min(equal) if equal else max(larger, default=PART) + 0.01 * (place + bool(larger))


def _repeated(lines: Sequence[Line], pages: int) -> set[str]:
    if pages < 3:
        return set()
    counts = Counter(line.text.strip() for line in lines if len(line.text) <= 120)
    limit = max(3, pages // 8)
    return {text for text, count in counts.items() if count >= limit}


def _body_size(lines: Sequence[Line]) -> float:
    """The font size most characters have."""
    counts: Counter[float] = Counter()
    for line in lines:
        if line.size:
            counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0
