"""Numbers of a sentence that measure something, and other numbers to put in their place.

A wrong number has to leave the sentence correct Russian: "3 дня" may become "4 дня", never "5 дня"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.answering import claims
from workers.text.folding import one_spelling, plain

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?"
# Spelled numbers by what the noun after them looks like; each may stand for the others of its group.
_SPELLED = (
    ("двух", "трёх", "четырёх"),
    ("двумя", "тремя", "четырьмя"),
    ("три", "четыре"),
    ("пять", "шесть", "семь", "восемь", "девять", "десять", "двенадцать", "пятнадцать", "двадцать"),
    ("пяти", "шести", "семи", "восьми", "девяти", "десяти", "двенадцати", "пятнадцати", "двадцати"),
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty"),
)
_MONTH_NAMES = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
MONTHS = frozenset(_MONTH_NAMES.lower().split("|"))
_UNIT = (
    rf"(?:{_MONTH_NAMES}|дн(?:я|ей|ям)|день|сут\w{{0,3}}|час(?:а|ов|ам)?|минут\w?|секунд\w?|недел\w{{1,2}}|"
    r"месяц\w{0,3}|лет|год(?:а|у)?|процент\w{0,3}|%|₽|руб(?:\.|л\w{1,4})?|тыс\. руб\.|°\s?C|км(?:/ч)?|кг|"
    r"кВт|дБ|литр\w{0,2}|человек\w?|раза?|работник\w{0,3}|"
    r"days?|hours?|minutes?|seconds?|weeks?|months?|years?|per ?cent|roubles?|rubles?|dollars?|euros?|"
    r"km(?:/h)?|kg|dB|kW|characters?|people|persons|employees|times)(?![\w-])"
)
_FIGURE = re.compile(
    rf"(?<![\w.,:№/-])(?:(?P<digits>{_DIGITS})|(?P<word>{'|'.join(w for g in _SPELLED for w in g)}))"
    rf"(?P<between>[ \u00a0](?:[а-яёa-z-]+[ \u00a0]){{0,2}}?|\s?(?=[%₽°]))(?P<unit>{_UNIT})",
    re.I,
)
_MULTIPLES = (2, 0.5, 1.5, 3)
_STEPS = (2, 5, 10, -2, 3, -3, 1, -1, 20)


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number of a text: offsets of the number alone, its value as `claims` normalises it, the number with
    what it measures as it is written ("28 календарных дней")."""

    start: int
    end: int
    value: str
    phrase: str
    unit: str


def figures(text: str) -> list[NumberSpan]:
    """The numbers that measure something, in order. Dates have their day ("15 ноября")."""
    found = []
    for match in _FIGURE.finditer(text):
        group = "digits" if match.group("digits") else "word"
        numbers = claims.claim(match.group(group)).numbers
        unit = match.group("unit").lower()
        names = unit.startswith("год") and len(match.group(group)) == 4  # "2026 года" names one
        if len(numbers) == 1 and not names and not _is_span(text, match.start(), match.end()):
            found.append(
                NumberSpan(match.start(group), match.end(group), next(iter(numbers)), match.group(), unit)
            )
    return found


def _is_span(text: str, start: int, end: int) -> bool:
    """One end of "from 5 to 10 days", and halves of "8 (343) 555": such a number alone says nothing."""
    before, after = text[max(0, start - 14) : start], text[end : end + 10]
    return bool(
        re.search(r"\d\s*(?:[-–—]|до|и|или|to|and|or)\s*$|[(+]\s*$", before)
        or re.match(r"\s*(?:до|to|[-–—])\s*\d", after)
    )


def others(figure: NumberSpan, text: str) -> Iterator[str]:
    """Numbers, written as the figure is, that can stand in its place; the most telling ones first."""
    written = text[figure.start : figure.end]
    group = next((group for group in _SPELLED if plain(written) in map(one_spelling, group)), None)
    if group is not None:
        own = [one_spelling(word) for word in group].index(plain(written))
        yield from (group[(own + step) % len(group)] for step in range(1, len(group)))
        return
    value = float(figure.value) if re.fullmatch(r"\d+(?:\.\d+)?", figure.value) else 0.0
    if value <= 0:
        return
    for other in _values(value, figure.unit):
        if _form(other, figure.unit) == _form(value, figure.unit):
            yield _written(other, written)


def _values(value: float, unit: str) -> Iterator[float]:
    if value != int(value):
        yield from (round(value * factor, 3) for factor in (3, 5, 2))
        return
    seen = {value}
    candidates = [value * factor for factor in _MULTIPLES] + [value + step for step in _STEPS]
    if value < 15:  # 2 → 3 is as wrong as 2 → 4, and easier to believe
        candidates = candidates[len(_MULTIPLES) :] + candidates[: len(_MULTIPLES)]
    for other in candidates:
        if other not in seen and other == int(other) and 1 < other <= _most(unit, value):
            seen.add(other)
            yield other


def _most(unit: str, value: float) -> float:
    """The largest number that can be believed before a unit."""
    if unit in MONTHS:
        return 28
    if unit.startswith(("процент", "%", "per")):
        return max(100.0, value)
    return max(20.0, 20 * value)


def _form(value: float, unit: str) -> str:
    """Which form of a Russian noun follows: "one", "few" or "many"; units that never change have one."""
    if re.fullmatch(rf"{_MONTH_NAMES}|[%₽]|руб\.|тыс\. руб\.|°\s?c|км(?:/ч)?|кг|квт|дб|[a-z/ ]+", unit, re.I):
        return ""
    if value != int(value):
        return "part"
    last, two = int(value) % 10, int(value) % 100
    if last == 1 and two != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= two <= 14 else "many"


def _written(value: float, like: str) -> str:
    """A number with the separators of another one."""
    if value != int(value):
        return f"{value:g}".replace(".", "," if "," in like else ".")
    digits = str(int(value))
    gap = re.search(r"\d([ \u00a0\u202f,])\d{3}", like)
    if gap is None or len(digits) < 4:
        return digits
    return f"{int(value):,}".replace(",", gap.group(1))
