"""Headings of text that carries no styles (PDF, plain text), by the habits of Russian documents."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workers.reading.document import Heading

_TITLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"(?:РАЗДЕЛ|Раздел|SECTION|Section|PART|Part)\s+(?:[IVXLC]+|\d+)\b(?!\s*(?:наст|Код))")),
    (1, re.compile(r"(?:ЧАСТЬ|Часть)\s+(?:ПЕРВАЯ|ВТОРАЯ|ТРЕТЬЯ|ЧЕТВ|ПЯТАЯ|ШЕСТАЯ|[IVX]+\b)")),
    (
        1,
        re.compile(
            r"(?:ПРИЛОЖЕНИЕ|Приложение|APPENDIX|Appendix|ANNEX|Annex)"
            r"(?:\s*(?:№|N|No\.?)?\s*[\dА-ЯA-Z]{1,3})?\s*(?:$|[.:(])"
        ),
    ),
    (2, re.compile(r"(?:ГЛАВА|Глава|CHAPTER|Chapter)\s+(?:[IVXLC]+|\d+(?:\.\d+)?)\b")),
    (3, re.compile(r"§\s*\d+")),
    (4, re.compile(r"(?:СТАТЬЯ|Статья|ARTICLE|Article)\s+\d+(?:[.\-]\d+)*\.?(?:\s+[А-ЯЁA-Z«\"(]|$)")),
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[А-ЯЁA-Z«\"])")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})\.\s+(?=[А-ЯЁA-Z«\"])")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d*$|…+\s*\d+$|\s{3,}\d+$")
_CAPITALS = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z\d\s«»\"“”().,:;/№–—-]{3,89}$")
_STAMPS = frozenset(
    ["УТВЕРЖДАЮ", "УТВЕРЖДЕНО", "УТВЕРЖДЕН", "УТВЕРЖДЕНА", "СОГЛАСОВАНО", "ПРИНЯТО", "ПОДПИСАНО"]
)
_LONGEST_TITLE_LINES = 5
_LONGEST_NUMBERED = 110
_LONGEST_LINE = 300
_LARGER = 1.2
_MUCH_LARGER = 1.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at offset `start`; `size` is its font size in points, 0 where unknown."""

    start: int
    text: str
    size: float = 0.0


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
    lines of a table of contents and numbered sentences are none."""
    repeated = _repeated(lines, pages)
    body = _body_size(lines)
    headings: list[Heading] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        text = line.text.strip()
        taken = 1
        if len(text) <= _LONGEST_LINE and text not in repeated and not _CONTENTS.search(text):
            following = lines[index + 1 : index + _LONGEST_TITLE_LINES]
            level, taken = _level(line, text, following, body)
            if level:
                parts = [text, *(other.text.strip() for other in following[: taken - 1])]
                headings.append(Heading(line.start, level, " ".join(parts)[:300]))
        index += max(1, taken)
    return headings


def _level(line: Line, text: str, next_lines: Sequence[Line], body: float) -> tuple[int, int]:
    """(level, lines taken); level 0: no heading."""
    following = [other.text.strip() for other in next_lines]
    for level, pattern in _TITLES:
        if pattern.match(text) and len(text) <= 160 and not _goes_on_as_sentence(text):
            return level, 1 + _continued(text, following)
    numbered = _NUMBERED.match(text) or _ROMAN.match(text)
    if numbered:
        depth = numbered["number"].count(".") + 1
        title = text[numbered.end() :]
        if _is_title(numbered["number"], title, following):
            return min(2 + depth, 6), 1
        return 0, 1
    if _is_capitals(text):
        return 2, 1 + _continued_capitals(following)
    large = body and line.size >= body * _LARGER and 3 <= len(text) <= 120
    if large and any(map(str.isalpha, text)) and text[-1] not in ".;," and not text[0].islower():
        return (1 if line.size >= body * _MUCH_LARGER else 3), 1 + _continued_large(line, next_lines)
    return 0, 1


def _goes_on_as_sentence(text: str) -> bool:
    """ "Статья 115 настоящего Кодекса применяется" and "Приложение 1 к договору;" are no titles."""
    if text.endswith(";") or (text.endswith(",") and not re.match(r"\S+ [\dIVXLC.-]+\. ", text)):
        return True
    return bool(re.match(r"\S+ \S+ (?:наст|Кодекс|Федерал|ТК |ГК |УК )", text))


def _continued(text: str, following: Sequence[str]) -> int:
    """How many of the following lines belong to a title that was wrapped."""
    count = 0
    last = text
    while count < len(following) and count < _LONGEST_TITLE_LINES - 1:
        line = following[count]
        wrapped = len(last) > 45 and line[:1].islower() and not last.endswith((".", ";", ":"))
        capitals = _is_capitals(last) and _is_capitals(line)
        title_only = count == 0 and re.fullmatch(r"\S+\s+(?:[IVXLC]+|[\d.-]+)\.?", last) and _is_short(line)
        ends_in_capitals = _is_capitals(line) and re.sub(r"^\S+\s+\S+\s*", "", last).isupper()
        if not (wrapped or capitals or title_only or ends_in_capitals):
            break
        last = line
        count += 1
    return count


def _continued_capitals(following: Sequence[str]) -> int:
    count = 0
    for line in following:
        if not _is_capitals(line) and not (line.isupper() and line.endswith(",") and " " in line):
            break
        count += 1
    return count


def _continued_large(line: Line, following: Sequence[Line]) -> int:
    """Lines of the same large type that finish a title begun above."""
    count = 0
    while count < min(2, len(following)) and abs(following[count].size - line.size) < 0.1:
        text = following[count].text.strip()
        if text[:1].isupper() or text[:1].isdigit() or len(text) > 120:
            break
        count += 1
    return count


def _is_short(line: str) -> bool:
    return len(line) <= 90 and line[:1].isupper() and not line.endswith((".", ";", ","))


def _is_title(number: str, title: str, following: Sequence[str]) -> bool:
    if not 3 <= len(title) <= _LONGEST_NUMBERED or title.endswith((".", ";", ",", ":")):
        return False
    if title.isupper():
        return True
    after = following[0] if following else ""
    other = _NUMBERED.match(after)
    # A sentence of a numbered point goes on in the next line, an item of a list is followed by the next
    # item; a title is followed by text or by its own first point.
    if after[:1].islower() or (other and not other["number"].startswith(f"{number}.")):
        return False
    if after[:1].isdigit() and not other:
        return False
    return len(title.split()) <= 12 and not re.search(r"[.!?]\s", title) and "|" not in title


def _is_capitals(text: str) -> bool:
    if not text.isupper():
        return False
    letters = sum(char.isalpha() for char in text)
    if letters < 6 or letters < len(text) * 0.6 or " | " in text or text.endswith((";", ",", ":")):
        return False
    if text in _STAMPS or re.fullmatch(r"[IVXLC]+\.?|[А-ЯЁA-Z]\.\s?(?:[А-ЯЁA-Z]\.\s?)?\S+", text):
        return False  # a number, a signature
    return bool(_CAPITALS.match(text))


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
