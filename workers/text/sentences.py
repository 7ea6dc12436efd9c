"""Where sentences begin and end in Russian and English text: rules, no model.

A border is a full stop, question or exclamation mark before something that can begin a sentence, a blank
line, or a line break before a list item, between table rows or behind an editor's note in brackets. A line
break inside a paragraph (text of a PDF is broken at every line) is none. Abbreviations, initials, numbers of
points ("4.2.") and titles ("Статья 115.") do not end a sentence.
"""

import re
from itertools import pairwise


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these a sentence goes on, whatever follows.
_NEVER_LAST = _words("""
    ст п пп подп ч гл абз разд рис табл прил стр с см ср им ул пер пл пр-т просп д кв корп обл пос тел факс
    проф акад доц гр г-н г-жа св напр т и.о врио зам нач гос соц ред изд вып т.е т.к т.н т.о
    mr mrs ms dr prof st fig figs no nos vol pp p art sec ch cf approx e.g i.e vs viz eq ref para
""")
# These may end a sentence: a capital letter after them decides.
_MAYBE_LAST = _words("""
    г гг в вв руб коп тыс млн млрд трлн др пр т.д т.п и.п проч чел шт экз кг км см мм м га ед мин сек час
    etc inc ltd co corp jr sr a.m p.m u.s u.k al
""")
_TITLED = re.compile(
    r"(?:статья|глава|раздел|подраздел|параграф|пункт|приложение|часть|форма|таблица|рисунок|"
    r"article|section|chapter|part|appendix|annex|table|figure)\s*(?:№\s*)?$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:[.!?…]+)(?P<close>[»”’\"')\]]*)(?=\s|$)|[.!?…](?P<close2>[»”])(?=\S)")
_WORD_BEFORE = re.compile(r"[\w.\-]*$")
_NUMBER = re.compile(r"(?:\d+|[IVXLC]+)(?:\.\d+)*(?:\.[а-яa-z])?$")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# The mark before an item of a list or a numbered point.
ITEM = re.compile(r"(?:[-*•–—▪●]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\(?[а-яa-z]\))\s")
# A note of an editor that stands between two sentences in lines of its own: "(в ред. … N 90-ФЗ)". It begins
# with a small letter and ends without a full stop, so both sentences would be one with it.
_NOTE = re.compile(
    r"(?:[.!?…;:][^\S\n]*\n[^\S\n]*\([a-zа-яё]"
    r"|(?:^|(?<=\n))[^\S\n]*(?:Статья|Глава|Раздел|СТАТЬЯ|ГЛАВА|РАЗДЕЛ|§)\s[^\n]+"
    r"\n[^\S\n]*\((?:в ред\.|введен[аоы]?\s))"
    r"[^()]{0,400}(?:\([^()]{0,100}\)[^()]{0,200})?\)[.;]?[^\S\n]*\n(?=\s*[«“„\"(]?[A-ZА-ЯЁ\d])"
)
_FIELDS = re.compile(r"[^:;|\n]{1,80}: [^;\n]+(?:; |$)")
_OPENERS = "«“„\"'([-–—*•"


def split(text: str, *, notes: bool = True) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of `text` in order, without blanks around them.

    Every character that is not blank lies in exactly one sentence. Without `notes` those of editors end
    none."""
    spans: list[tuple[int, int]] = []
    for start, end in _blocks(text, notes=notes):
        at = start
        for match in _STOP.finditer(text, start, end):
            if match.end() >= end:
                break
            if _is_border(text, at, match, end):
                _add(spans, text, at, match.end())
                at = match.end()
        _add(spans, text, at, end)
    return spans


def _blocks(text: str, *, notes: bool) -> list[tuple[int, int]]:
    """Pieces that no sentence crosses: paragraphs, list items, table rows."""
    borders = {match.end() for match in _BLANK_LINE.finditer(text)}
    if notes and "\n(" in text:
        borders |= {match.end() for match in _NOTE.finditer(text)}
    at = text.find("\n")
    while at >= 0:
        if _breaks(text, at):
            borders.add(at + 1)
        at = text.find("\n", at + 1)
    points = [0, *sorted(borders - {0, len(text)}), len(text)]
    return list(pairwise(points))


def _breaks(text: str, newline: int) -> bool:
    """Whether the line break at `newline` ends a list item or a table row."""
    before_start = text.rfind("\n", 0, newline) + 1
    after_end = text.find("\n", newline + 1)
    before = text[before_start:newline].strip()
    after = text[newline + 1 : after_end if after_end >= 0 else len(text)].strip()
    if not before or not after:
        return False
    if ITEM.match(after + " ") and not before.endswith(("-", ",")) and not _refers(before, after):
        return True
    if " | " in before or " | " in after or rows(before, after):
        return True
    return before.endswith(";") or (before.endswith(":") and len(after) > 1)


def rows(line: str, after: str) -> bool:
    """Whether two lines are rows of a table whose cells have names: "Город: Тверь; Срок: 3"."""
    return bool(_FIELDS.match(after) and ("; " in after or "; " in line) and _FIELDS.match(line))


def _refers(before: str, after: str) -> bool:
    """A number that a wrapped line begins with: "в соответствии с пунктом / 4.2. настоящих Правил"."""
    if not after[0].isdigit():
        return False
    last = before.rsplit(None, 1)[-1].casefold()
    return last[-1] in "№§" or last.rstrip(".") in _NEVER_LAST or last.startswith(_REFERRING)


_REFERRING = (
    "пункт", "подпункт", "стать", "част", "глав", "раздел", "таблиц", "рисун", "приложени", "форм",
    "до", "от", "с", "по", "на", "в", "и", "или", "section", "article", "chapter", "table",
    "to", "and", "of", "in",
)  # fmt: skip


def _is_border(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = match.end()
    while following < end and (text[following].isspace() or text[following] in _OPENERS):
        following += 1
    if following >= end:
        return False
    after = text[following]
    if after.islower() or after == "|":
        return False  # "Срок, дн. | Цена, руб." is one row
    mark = match.start()
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return after.isupper() or after.isdigit() or not after.isalnum()
    word_match = _WORD_BEFORE.search(text, max(start, mark - 40), mark)
    word = word_match.group(0) if word_match else ""
    return _may_end(text, start, mark, word, after)


def _may_end(text: str, start: int, mark: int, word: str, after: str) -> bool:
    """Whether the full stop at `mark`, after `word` and before the character `after`, ends a sentence."""
    folded = word.casefold()
    before = text[max(start, mark - 80) : mark - len(word)]
    if _NUMBER.fullmatch(word):
        # "4.2. Порядок", "Статья 115. Отпуск", "ст. 115. Отпуск" go on; "в 2024. Далее" ends.
        return bool(before.strip()) and not _TITLED.search(before[-40:])
    if len(word) == 1 and word.isupper():
        return bool(re.search(r"\d\s$", before))  # "220 В. Бак", never "И. Иванов"
    if re.search(r"(?:^|\.)[A-ZА-ЯЁ]$", word):  # "И.И"
        return False
    known = folded in _MAYBE_LAST or folded in _NEVER_LAST
    tail = folded if known else folded.rsplit(".", 1)[-1]
    above = text[max(0, mark - len(tail) - 4) : mark - len(tail)].casefold()
    if tail in ("д", "п", "е", "к") and re.search(r"\bт\.\s?$", above):
        return tail in "дп" and after.isupper()  # "и т. д. Прочее", but never after "т. е."
    if tail in ("г", "в"):
        # After a year or a century it may end a sentence; "г. Пермь" is a town.
        return after.isupper() and bool(re.search(r"(?:\d|[IVX])\s*$", before))
    if tail in _MAYBE_LAST:
        return after.isupper()
    return tail not in _NEVER_LAST


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
