"""A question that names a clause: "в пункте 2.3", "подпункт б) пункта 3.3", "статья 81", "clause 4.2(a)".

The clause itself is found by its number, which says nothing that words or vectors could tell apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_WORDS = (
    r"(?:под)?пункт(?:а|у|ом|е|ы|ов|ах)?|п\.\s?п\.|п/п|пп?\.|подп\.|стать(?:я|и|е|ю|ей)|ст\.|раздел(?:а|у|ом|е)?|"
    r"глав(?:а|ы|е|у|ой)|част(?:ь|и|ью)|ч\.|буква|литера|clause|section|article|paragraph|para\.?|item|subsection|"
    r"sub-?clause|chapter|part"
)
# Of a number neither a part, nor the first of several.
_NO_MORE = r"(?!\d|\.\d|-?(?:го|му|й|я|е|ом|th|st|nd)\b|\s?(?:,|[-–—]|и|или|and|or)\s?(?:№\s?)?\d)"
_NUMBER = rf"(?:№\s?)?(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}){_NO_MORE}"
_LETTER = r"[«\"(]?(?P<letter>[а-яёa-z])[»\")]+"
_MENTION = re.compile(
    rf"(?<![\w-])(?P<word>{_WORDS}|§)\s{{0,2}}(?:{_NUMBER}(?:\s?\(?(?P<inner>[а-яёa-z])\))?|{_LETTER})",
    re.IGNORECASE,
)
# A number that stands behind one of these points at a clause, it does not begin one.
_POINTING = re.compile(rf"(?:{_WORDS}|см\.?|see|и|или|and|or|по|to|[,(–-])\s{{0,2}}$", re.IGNORECASE)
_TITLED = r"(?:(?:стать|глав|раздел|пункт|част|section|article|clause|chapter|part)\w*\s{1,2}|§\s?)?"


@cache
def _beginning(number: str) -> re.Pattern[str]:
    """Where a clause of a number (a pattern) may begin: after white space, with what marks it."""
    return re.compile(
        # Blanks belong to it from their first one on, so that a long gap is looked through once.
        rf"(?<!\S)(?:(?<![ \t])[ \t]*+)?(?P<title>{_TITLED})(?P<number>{number})(?P<mark>[.)]{{0,2}})(?=\s)",
        re.IGNORECASE,
    )


_BEGUN = _beginning(r"\d{1,4}(?:\.\d{1,3}){0,4}")
_ITEM = re.compile(r"(?:(?<=\n)|(?<=\A)|(?<=[;:]\s))[ \t]*\(?(?P<letter>[а-яёa-z])\)\s")
_FEW = 3
# A line of a table of contents: dots or a wide gap, and the page.
_CONTENTS = re.compile(r"[^\n]{0,200}?(?:\.{3,}|…|\t| {3})\s*\d{1,4}[ \t]*(?:\n|\Z)")
# Of numbers with these words only one and the same is meant: chapter 5 is not article 5.
_TITLES = ("стат", "глав", "разд", "част", "sect", "arti", "chap", "part")
# Parts of an article have no number in front: the article itself is then what can be shown.
_UNNUMBERED = ("част", "ч.", "part", "para")


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """`numbers` from the outer clause to the inner one ("77", "2"), each with the word before it; `letter` of
    an item in it ("" = none)."""

    numbers: tuple[tuple[str, str], ...]
    letter: str = ""

    @property
    def dotted(self) -> bool:
        """Whether its number alone tells it from other numbers of a text."""
        return any("." in number for _, number in self.numbers)


def clause_in(question: str) -> ClauseMention | None:
    """The clause that a question names; None where it names none, only a letter, or several beside each
    other."""
    numbers: list[tuple[str, str]] = []
    letter = ""
    for found in _MENTION.finditer(question):
        word = found["word"].lower()
        if found["number"] and not (word.startswith(_UNNUMBERED) and "." not in found["number"]):
            numbers.append(("статья" if word == "ст." else word, found["number"]))
        letter = letter or (found["inner"] or found["letter"] or "").lower()
    if len({_kind(word) for word, _ in numbers}) < len(numbers):
        return None  # "статья 77 и статья 81": none of them is within the other
    # The inner one is said first, in Russian as in English: "пункт 2 статьи 77".
    return ClauseMention(tuple(reversed(numbers)), letter) if numbers else None


def _kind(word: str) -> str:
    """What is numbered, whatever the form of its name."""
    return "пунк" if word == "п." else word[:4]


def spans_of(text: str, mention: ClauseMention) -> list[tuple[int, int]]:
    """Where a clause stands in a document with all that belongs to it, the outer one first; as many as there
    are of those that the question names, none where the outer one is not there."""
    low, high = 0, len(text)
    spans: list[tuple[int, int]] = []
    for word, number in mention.numbers:
        found = _numbered(text, word, number, low, high)
        if found is None:
            return spans
        spans.append(found)
        low, high = found
    if mention.letter and (item := _lettered(text, mention.letter, low, high)):
        spans.append(item)
    return spans


def begins(text: str, mention: ClauseMention) -> bool:
    """Whether a text is that clause, or the one around it."""
    return bool(spans := spans_of(text, mention)) and spans[0][0] == 0


def is_numbered(text: str) -> bool:
    """Whether the text has clauses with a dotted number, so that one that is missing is not there."""
    return sum("." in found["number"] for found in _begun(text, 0, len(text), _BEGUN)) >= _FEW


def _begun(text: str, low: int, high: int, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Beginnings of clauses: a number in front of a line, or of a sentence where no word before it makes a
    pointer of it."""
    for found in pattern.finditer(text, low, high):
        before = text[max(0, found.start() - 1) : found.start("title")]
        if found.start() == 0 or "\n" in before:
            if found["mark"] or found["title"] or "." in found["number"]:
                yield found
            continue
        # Inside a line only what looks like nothing else: "… работах 5.1. Перед сменой …".
        following = text[found.end() : found.end() + 3].lstrip()[:1]
        told = found["mark"] and "." in found["number"] and (following.isupper() or following in '«"')
        if told and not _POINTING.search(text, max(0, found.start() - 20), found.start("number")):
            yield found


def _numbered(text: str, word: str, number: str, low: int, high: int) -> tuple[int, int] | None:
    """The longest part of the text that begins with `number`, up to the next clause that is not within it."""
    spans = []
    for found in _begun(text, low, high, _beginning(re.escape(number))):
        title = found["title"].lower()
        if word.startswith(_TITLES) and (title[:4] != word[:4] if title else ")" in found["mark"]):
            continue
        if _CONTENTS.match(text, found.end(), high) or (low > 0 and found.start("title") == low):
            continue
        following = _begun(text, found.end(), high, _BEGUN)
        end = next((one.start() for one in following if not _within(one, found)), high)
        spans.append((found.start("title"), end))
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def _within(inner: re.Match[str], outer: re.Match[str]) -> bool:
    """Whether a clause belongs to another one: by its number, by its mark ("1." holds "1)"), or because only
    the other one has a title ("Статья 81" holds "1)" and "2.")."""
    if inner["number"].startswith(outer["number"] + "."):
        return True
    if "." not in outer["number"] and outer["title"] and not inner["title"]:
        return True
    return "." not in inner["number"] and inner["mark"] == ")" and outer["mark"] != ")"


def _lettered(text: str, letter: str, low: int, high: int) -> tuple[int, int] | None:
    items = list(_ITEM.finditer(text, low, high))
    for at, found in enumerate(items):
        if found["letter"].lower() == letter:
            line = text.find("\n", found.end(), high)
            end = items[at + 1].start() if at + 1 < len(items) else line if line >= 0 else high
            return found.start("letter"), end
    return None
