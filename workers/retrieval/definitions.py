"""Where a list of definitions has its terms: each definition is found by itself, not among its neighbours."""

import re
from itertools import pairwise

from workers.text import sentences

_WORDS = r"термины|понятия|определения|сокращения|аббревиатуры|обозначения"
# What a heading says that stands over definitions, and what the words before a colon say.
_HEADING = re.compile(
    r"(?:(?:статья|раздел|глава|пункт|приложение|article|section|chapter|appendix|annex)\s+)?"
    r"(?:№\s*)?(?:[\dIVXA-ZА-Я]{1,4}[.\d]*[.)]?\s+)?"
    rf"(?:(?:[^\W\d_]+(?:ые|ие|мые)\s+(?:и\s+)?){{0,2}}(?:{_WORDS}|глоссарий|словарь терминов|терминология"
    rf"|понятийный аппарат)\b|(?:список|перечень|словарь)\s+(?:[^\W\d_]+\s+){{0,3}}"
    r"(?:терминов|понятий|сокращений|аббревиатур|обозначений)\b"
    r"|(?:list of\s+)?(?:[^\W\d_]+\s+)?"
    r"(?:definitions|glossary|abbreviations|acronyms|terminology|defined terms)\b"
    r"|(?:key |basic )?terms and (?:definitions|abbreviations)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"следующ\w+\s+(?:[^\W\d_]+\s+){0,4}(?:термин|понят|определени|сокращени|обозначени|значени)"
    rf"|(?:использу|применя)\w+\s+(?:[^\W\d_]+\s+){{0,3}}(?:{_WORDS})"
    r"|(?:following|these)\s+(?:[^\W\d_]+\s+){0,3}(?:terms|definitions|expressions|words|abbreviations|meanings)\b"
    r"|\bterms\b[^.:]*\bmean(?:ing)?s?\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:(?:№|N|#)[^|]*\|\s*)?(?:термин\w*|понятие|сокращени[ея]|аббревиатура|обозначение"
    r"|term|abbreviation|acronym|concept)\s*(?:[,/(|]|и\s|and\s)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:термин|понятие|сокращение|аббревиатура|term|abbreviation|acronym): \S", re.IGNORECASE
)
_DASH = r"\s[—–-]{1,2}\s"
_TERM = re.compile(
    r"(?P<term>[«\"“„‘']?[^\W_][^\n.;:!?|]{0,110}?)\s*"
    rf"(?:\([^)\n]{{1,80}}\)\s*)?(?:{_DASH}|:\s+(?=[^\W\d_])"
    r"|\s(?:означает|обозначает|понимается|means|shall mean|is defined as|refers to)\s)"
)
_INLINE = re.compile(rf";\s+(?=[«\"]?[^\W\d_][^\n.;:!?|]{{0,60}}?{_DASH})")
_POINT = re.compile(r"\d{1,3}(?:\.\d{1,3})+\s+")
_LINE = re.compile(r"[^\n]+")
_MOST_WORDS = 12
_LEAST = 2


def spans(text: str, start: int, end: int, heading: str) -> list[tuple[int, int]]:
    """From where to where each definition goes in the section `start`…`end` under `heading`; none where it is
    no list of definitions."""
    found: list[int] = []
    announced = bool(_HEADING.match(heading))
    columns = False  # of a table: the first one names terms
    before = ""
    for match in _LINE.finditer(text, start, end):
        line = match.group().strip()
        row = " | " in line
        if row and _COLUMN.match(line):
            columns = True
        elif row and (columns or announced):
            found.append(match.start())
        elif _FIELD.match(line) or (announced and not row and _begins(line, before, text, match.start())):
            found.append(match.start())
            found.extend(inner.end() for inner in _INLINE.finditer(text, match.start(), match.end()))
        columns &= row
        # The sentence that ends with the colon may have begun lines above.
        if line.endswith(":") and _LEAD.search(text[max(start, match.start() - 300) : match.end()]):
            announced = True
        before = line
    if len(found) < _LEAST:
        return []
    return list(pairwise([*found, _end(text, found, end)]))


def _end(text: str, found: list[int], end: int) -> int:
    """Where the last definition ends: before a blank line if none stands between the others, before a number
    that no definition has."""
    last = found[-1]
    between = text[found[0] : last]
    kinds = {_kind(text[at : at + 20]) for at in found}
    for line in _LINE.finditer(text, text.find("\n", last) + 1 or end, end):
        kind = _kind(line.group().lstrip())
        blank = text[max(last, line.start() - 2) : line.start()] == "\n\n"
        if (blank and "\n\n" not in between) or (kind and "1" in kind and kind not in kinds):
            return line.start()
    return end


def _kind(line: str) -> str:
    """The kind of number before a line."""
    return re.sub(r"\d+", "1", _mark(line))


def _mark(line: str) -> str:
    """What stands before the term: a bullet, "а)", "3.1"."""
    mark = sentences.ITEM.match(line) or _POINT.match(line)
    return mark.group() if mark else ""


def term(definition: str) -> str:
    """The term that a definition defines, as it stands there; "" when it is not to be seen."""
    line = definition.split("\n", 1)[0]
    if " | " in line:
        return next((cell for cell in line.split(" | ") if any(map(str.isalpha, cell))), "").strip()
    mark = _mark(line)
    match = _TERM.match(line, len(mark))
    return match["term"].strip() if match else ""


def _begins(line: str, before: str, text: str, at: int) -> bool:
    """Whether a line begins with a term and what it means."""
    mark = _mark(line)
    match = _TERM.match(line, len(mark))
    if match is None or len(match["term"].split()) > _MOST_WORDS:
        return False
    # A line that only goes on begins with a small letter, or after one that has not ended.
    ended = mark or before[-1:] in ".;:" or "\n\n" in text[max(0, at - 2) : at]
    return bool(ended) or not match["term"][0].islower()
