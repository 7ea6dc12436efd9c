"""What is written in a cell: a number with its unit, a date, or a text. Russian and English notation."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workers.contract.tables import ColumnKind
from workers.text.folding import plain

_BLANKS = "\u00a0\u202f\u2009"
_CURRENCY = (
    r"₽|руб(?:\.|лей|ля|ль)?|р\.|\$|€|£|¥|usd|eur|rub|rur|долл(?:\.|аров)?|евро|тенге|₸|kzt|byn|gbp|cny|"
    r"roubles?|rubles?|dollars?|euros?"
)
_SCALES = {"тыс": 1_000, "млн": 1_000_000, "млрд": 1_000_000_000, "thousand": 1_000, "million": 1_000_000}
_NUMBER = re.compile(
    r"(?P<before>[$€£₽¥]\s?)?(?P<sign>[-+−–(]\s?)?"
    r"(?P<digits>\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:[.,]\d+)?)\)?\s*"
    r"(?P<scale>тыс\.?|млн\.?|млрд\.?|thousand|million)?\s*(?P<unit>[^\d\s][^\d]{0,24})?",
    re.IGNORECASE,
)
_MONTHS = {
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "май": 5, "мая": 5, "мае": 5, "июн": 6, "июл": 7,
    "август": 8, "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12, "january": 1, "february": 2,
    "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_SHORT = ("июн", "июл")  # stems of three letters
_DATE = re.compile(
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})(?!\d)|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2})(?!\d)"
    r"|(?P<m3>\d{1,2})/(?P<d3>\d{1,2})/(?P<y3>\d{4})"
)
_SPELLED = re.compile(
    r"(?P<d>\d{1,2})(?:-?(?:го|е|ое|st|nd|rd|th))?\s+(?:of\s+)?(?P<m>[а-яa-z]+)\.?(?:,?\s+(?P<y>\d{4}))?(?:\s*г(?:\.|ода?)?)?"
    r"|(?P<m2>[a-z]+)\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{4}))?",
)
# Cells that say that there is nothing.
_NOTHING = frozenset(
    {"", "-", "—", "–", "н/д", "нет данных", "n/a", "na", "none", "null", "…", "...", "x", "х"}
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: `number` for a number, a percent or an amount of money, `day` ("2026-10-01") for a
    date; `unit` as it is written."""

    kind: ColumnKind
    number: float | None = None
    unit: str = ""
    day: str = ""


def is_nothing(shown: str) -> bool:
    """Whether a cell is empty, or has a dash for it."""
    return plain(shown.strip()) in _NOTHING


@lru_cache(maxsize=50_000)
def value_of(shown: str, exact: float | None = None) -> Value:
    """The value of a cell as it is shown; `exact`: its number, where the file keeps it."""
    text = _tidy(shown)
    if exact is None and (day := day_of(text)):
        return Value(ColumnKind.DATE, day=day)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Value(ColumnKind.TEXT)
    number = exact if exact is not None else _number(match["digits"])
    if exact is None and (match["sign"] or " ")[0] in "-−–(":
        number = -number
    unit = (match["unit"] or match["before"] or "").strip()
    if unit.startswith("%"):
        return Value(ColumnKind.PERCENT, round(number * 100, 10) if exact is not None else number, "%")
    scale = (match["scale"] or "").rstrip(".").casefold()
    if exact is None:
        number *= _SCALES.get(scale, 1)
    if re.fullmatch(_CURRENCY, unit.casefold()):
        return Value(ColumnKind.CURRENCY, number, unit)
    if unit and not _is_unit(unit):
        return Value(ColumnKind.TEXT)
    digits = match["digits"]
    if exact is None and len(digits) > 1 and digits[0] == "0" and digits.isdigit():
        return Value(ColumnKind.TEXT)  # 000417 is a name
    return Value(ColumnKind.NUMBER, number, unit)


def day_of(text: str, year: int = 0) -> str:
    """The day that a whole text writes, "" = none; `year` where the text names none."""
    text = plain(_tidy(text)).rstrip(".,")
    match = (
        _DATE.fullmatch(text.split(" ")[0])
        if re.fullmatch(r"\S+(?: \d{1,2}:\d{2}(?::\d{2})?)?", text)
        else None
    )
    if match:
        parts = [part for part in match.groups() if part]
        if match["y2"]:
            return _day(int(parts[0]), int(parts[1]), int(parts[2]))
        if match["m3"]:
            return _day(int(parts[2]), int(parts[0]), int(parts[1]))
        own = int(match["y"])
        return _day(own if own > 99 else 2000 + own, int(match["m"]), int(match["d"]))
    match = _SPELLED.fullmatch(text)
    if match:
        month = month_of(match["m"] or match["m2"])
        own = int(match["y"] or match["y2"] or year)
        if month and own:
            return _day(own, month, int(match["d"] or match["d2"]))
    return ""


def month_of(word: str) -> int:
    """1…12 for the name of a month in any form, else 0."""
    word = plain(word).rstrip(".")
    if word in _MONTHS:
        return _MONTHS[word]
    long = (one for one in _MONTHS if (len(one) > 3 or one in _SHORT) and word.startswith(one))
    stem = next((one for one in long if len(word) - len(one) <= 3), "")
    return _MONTHS.get(stem, 0)


def is_currency(unit: str) -> bool:
    """Whether a unit is money."""
    return bool(re.fullmatch(rf"(?:тыс\.?|млн\.?|млрд\.?)?\s*(?:{_CURRENCY})\.?", unit.casefold().strip()))


def _tidy(text: str) -> str:
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return " ".join(text.split())


def _number(digits: str) -> float:
    digits = re.sub(r"[ '’]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) and ("." in digits or digits.count(",") > 1):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    return float(digits.replace(",", "."))


def _is_unit(unit: str) -> bool:
    """шт, кг, кв.м, m/min: short, and no second word."""
    return (
        len(unit) <= 8
        and " " not in unit
        and bool(re.fullmatch(r"[^\W\d_°]*[°]?[^\W\d_.,/²³]*[./²³^]?[^\W\d_]{0,4}[.²³]?", unit))
    )


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
