"""Ways of writing that marks take for one: ratios ("1:3", "1 к 3", "одна часть цемента на три части песка"),
the end of a month, a quarter or a year as its last day, a whole year as the year."""

import re

from workers.grading.vocabulary import ONE
from workers.text import numerals
from workers.text.dates import MONTH, month_number

# Between the two numbers of a ratio.
RATIO = "÷"
_NUMBER = r"(\d+(?:[.,]\d+)?|[а-яa-z]+)"
_PART = r"(?:част(?:ь|и|ей|ями?)|дол(?:я|и|ей)|parts?)"
_OF = rf"{_NUMBER}\s+{_PART}\s+(?:of\s+)?([а-яa-z]+)"
_PARTS = re.compile(rf"\b{_OF}\s*(?:,\s*)?(?:на|и|to|and|per)\s+{_OF}")
_NAMED = (
    r"(?:соотношени\w*|пропорци\w*|отношени\w*|масштаб\w*|ratio|scale|proportions?|diluted?|dilution)\b"
    r"[^.;:\d]{0,24}?"
)
_AFTER_NAME = re.compile(rf"({_NAMED}){_NUMBER}\s*(?::|к|на|to|in)\s*{_NUMBER}\b")
# Minutes have two digits and end at 59: what has others is no time of day.
_COLON = re.compile(r"(?<![\d:.,])(\d{1,4}):(\d|[6-9]\d|\d{3,6})(?![\d:.,])")
_TO = re.compile(r"(?<![\d:.,])(?:(?<=как )(?=\d{1,4} к)|(?=1 к))(\d{1,4})\s+к\s+(\d{1,6})(?![\d:])")


def ratios(text: str) -> str:
    """A text in lower case, ё as е, with its ratios as "1÷3"; of what they are of stays behind them."""

    def parts(found: re.Match[str]) -> str:
        first, second = _value(found[1]), _value(found[3])
        return f"{first}{RATIO}{second} {found[2]} {found[4]}" if first and second else found.group()

    def named(found: re.Match[str]) -> str:
        first, second = _value(found[2]), _value(found[3])
        of_what = found[1].split(None, 1)[1:]
        return f"{''.join(of_what)} {first}{RATIO}{second}" if first and second else found.group()

    text = _AFTER_NAME.sub(named, _PARTS.sub(parts, text))
    for pattern in (_COLON, _TO):
        text = pattern.sub(rf"\1{RATIO}\2", text)
    return text


def _value(word: str) -> str:
    value, used = numerals.number_at([word], 0)
    return value if used else "1" if word in ONE else ""


# What says the end of a period, not a time within it.
_UNTIL = r"\b(до|по|к|не\s+позднее|не\s+позже|until|till|by|before|through|at|to)\s+(?:the\s+)?"
_YEAR = r"(?:,?\s+((?:19|20)\d\d)(?!\d)(?:\s*г(?:ода|\.)?)?)?"
_END_OF_MONTH = re.compile(rf"{_UNTIL}(?:конца|end\s+of)\s+(?P<n>{MONTH})\b{_YEAR}")
_END_OF_QUARTER = re.compile(
    rf"{_UNTIL}(?:конца\s+(перв(?:ого|ый)|втор(?:ого|ой)|трет(?:ьего|ий)|четверт(?:ого|ый)|[1-4])(?:-?го)?\s+квартала|"
    rf"end\s+of\s+the\s+(first|second|third|fourth)\s+quarter(?:\s+of)?){_YEAR}"
)
_END_OF_YEAR = re.compile(rf"{_UNTIL}(?:конца|end\s+of)\s+(?:(?:календарного|the|this|текущего)\s+)?"
                          r"(?:(20\d\d|19\d\d)(?:\s*г(?:ода|\.))?|года|year)(?!\w)")  # fmt: skip
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_QUARTERS = {
    name: number
    for number, names in enumerate(
        ("первого первый first 1", "второго второй second 2", "третьего третий third 3",
         "четвертого четвертый fourth 4"), 1,
    )
    for name in names.split()
}  # fmt: skip
_WHOLE_YEAR = re.compile(
    r"\b(?:за\s+)?(?:период\s+)?(?:с|от|from)\s+(?:1|0?1\s+|первого\s+)?\s*(?:января|january(?:\s+1)?)\s+(?:по|до|to|until|through)\s+"
    r"31\s+(?:декабря|december)\s+((?:19|20)\d\d)(?:\s*г(?:ода|\.)?)?"
)


def periods(text: str) -> str:
    """A text in lower case, ё as е, with "до конца марта 2028" as "до 31 марта 2028", and with the first to
    the last day of a year as that year."""

    def month(found: re.Match[str]) -> str:
        return _last_day(found[1], month_number(found["n"]), found[3])

    def quarter(found: re.Match[str]) -> str:
        return _last_day(found[1], 3 * _QUARTERS[found[2] or found[3]], found[4])

    text = _END_OF_MONTH.sub(month, text)
    text = _END_OF_QUARTER.sub(quarter, text)
    text = _END_OF_YEAR.sub(lambda m: _last_day(m[1], 12, m[2]), text)
    return _WHOLE_YEAR.sub(r"\1 год", text)


def _last_day(before: str, month: int, year: str | None) -> str:
    day = _DAYS[month - 1]
    if month == 2 and year and int(year) % 4 == 0:
        day = 29
    return f"{before} @{year or '0000'}-{month:02}-{day:02}"
