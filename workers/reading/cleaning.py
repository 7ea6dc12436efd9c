"""Cleaning of extracted text: one pass, so that positions can be followed back to the raw text."""

import re
from array import array
from dataclasses import dataclass

# A soft hyphen, or the U+FFFE by which pdfium marks a hyphen at the end of a line.
_HYPHEN = "\u00ad\ufffe"
_BLANK = r"\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ufff9-\ufffb\uffff"
# Halves of letters, and letters of tags that nobody sees.
_DROP = "\ud800-\udfff\U000e0000-\U000e007f"
_PATTERN = re.compile(
    # Nearly all characters are passed over by this look alone, as is one blank between two words.
    rf"(?=[-¬\u2010{_HYPHEN}{_BLANK}{_DROP}])(?![ \n][^{_BLANK}])(?:"
    rf"(?P<hyphen>[{_HYPHEN}](?:[{_BLANK}]*\n[{_BLANK}]*)?)"
    # A typed hyphen at the end of a line within a word of small Cyrillic letters.
    # (¬ is what recognised letters and old layouts have for a soft one.)
    rf"|(?P<broken>(?<=[а-яё])[-¬\u2010][^\S\n]*\r?\n[^\S\n]*(?=[а-яё])|(?<=[а-яё])\u2010\r?\n(?=[А-ЯЁ]))"
    # A run of blanks and control characters that is not just one space or one line break.
    rf"|(?P<blank>[{_BLANK}]{{2,}}|(?![ \n])[{_BLANK}])"
    rf"|(?P<drop>[{_DROP}]+))"
)
_PAGE_NUMBER = re.compile(r"(?:[\W\d_]|страница|стр|лист|page|sheet|из|of)*", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words written with a hyphen: it stays when a line ends there.
_KEEPS_AFTER = _words("""
    научно материально нормативно организационно социально санитарно северо юго торгово военно учебно
    производственно инженерно технико финансово административно по кое из во в
""")
_KEEPS_BEFORE = frozenset(["то", "либо", "нибудь", "таки", "ка", "за", "под"])
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


_ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_DIGITS = str.maketrans("0123456789", _ABOVE)
_BEFORE_A_MARK = re.compile(r"[^\W\d_]{4}$|[^\w\s^]$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Cleaned text; `origin[i]` is the raw offset of its character i."""

    text: str
    origin: "array[int]"


def clean(raw: str) -> str:
    """The text without control characters; runs of blanks become one space, one line break or one blank
    line; words broken at a line's end are joined."""
    return _PATTERN.sub(_replacement, raw).strip()


def clean_with_origin(raw: str) -> Cleaned:
    """`clean(raw)` and where each of its characters comes from."""
    pieces: list[str] = []
    origin = array("L")
    at = 0
    for match in _PATTERN.finditer(raw):
        pieces.append(raw[at : match.start()])
        origin.extend(range(at, match.start()))
        new = _replacement(match)
        pieces.append(new)
        origin.extend([match.start()] * len(new))
        at = match.end()
    pieces.append(raw[at:])
    origin.extend(range(at, len(raw)))
    text = "".join(pieces)
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    return Cleaned(text[start:end], origin[start:end])


def clean_line(raw: str) -> str:
    """The text as one line."""
    return " ".join(clean(raw).split())


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    if found == "\r\n":
        return "\n"
    if match.lastgroup == "blank":
        breaks = found.replace("\r\n", "\n")
        lines = sum(breaks.count(char) for char in "\n\r\x0b\x85\u2028") + 2 * sum(
            breaks.count(char) for char in "\x0c\u2029"
        )
        if lines:
            return "\n" if lines == 1 else "\n\n"
        return " " if any(char.isspace() for char in found) else ""
    if match.lastgroup == "drop":
        return ""
    return _joint(match)


def _joint(match: re.Match[str]) -> str:
    """What stands in place of a hyphen at a line's end: "" within a word, "-" in a compound."""
    raw, found = match.string, match.group()
    before = _LAST_WORD.search(raw, max(0, match.start() - 40), match.start())
    after = _FIRST_WORD.match(raw, match.end())
    if before is None or after is None:
        return "" if found[0] == "\u00ad" else "-" + ("\n" if "\n" in found else "")
    first, second = before.group().casefold(), after.group().casefold()
    if found == "\u00ad":
        return ""
    compound = (
        first in _KEEPS_AFTER or second in _KEEPS_BEFORE or after.group()[0].isupper() > first.isupper()
    )
    return "-" if compound and (first not in ("в", "из", "во", "по") or len(second) > 2) else ""


def raised(before: str, above: str) -> str:
    """What stands above the line after `before`. Digits, so that 10⁵ is not read as 105: "^5" after a digit,
    "¹" of a footnote after a word or a sign; "м2" stays, as people write it."""
    if before[-1:].isdecimal() and re.match(r"[-−–+]?\d", above.strip()):
        return f"^{above.strip()}"
    return above.translate(_RAISED_DIGITS) if _BEFORE_A_MARK.search(before[-4:]) else above


def raised_digit(before: str, digit: str, *, follows: bool) -> str:
    """A digit that stands above the line, where they come one by one: one that `follows` another above the
    line goes on as the first began."""
    if not follows:
        return raised(before, digit)
    return digit.translate(_RAISED_DIGITS) if before[-1:] in _ABOVE else digit


def is_page_number(text: str) -> bool:
    """Whether a line above or below a page only counts it: "Страница 2 из 14", "- 2 -"."""
    return _PAGE_NUMBER.fullmatch(text) is not None
