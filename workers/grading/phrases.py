"""Phrases that say one thing in several ways, as one: what a price includes, days of the week, how often
something is done, in which form. Of texts in lower case, ё as е."""

import re

from workers.grading.vocabulary import WEEKDAYS
from workers.text.dates import MONTH, month_number
from workers.text.folding import plain

_OFTEN = re.compile(r"\b(?:как\s+част\w+|периодичност\w+|частот\w+|how\s+(?:often|frequent\w*))\b", re.I)
_UNIT = r"(час|день|сутки|неделю|месяц|год|hour|day|night|week|month|quarter|year)"
_OTHER = re.compile(rf"\b(?:(кажд(?:ый|ую|ое|ые))\s+втор(?:ой|ую|ые)|every\s+(?:other|second))\s+{_UNIT}\b")
_SKIPPING = re.compile(r"\bчерез\s+(день|неделю|месяц|год)\b")
_OF_TWO = {"день": "дня", "неделю": "недели", "месяц": "месяца", "год": "года", "час": "часа",
           "сутки": "суток"}  # fmt: skip

# --- what a price includes -----------------------------------------------------------------------

_MONEY = r"(?:\d|%|[€£$₽]|\b(?:руб(?:л\w+)?|евро|доллар\w*|rou?bles?|euros?|dollars?|pounds?|eur|usd|gbp))"
_PLUS = re.compile(rf"({_MONEY}\.?)\s*,?\s*(?:плюс|и|\+|plus)\s+(?=(?:сверху\s+)?(?:ндс|налог|vat|tax)\b)")
_PLUS_ANY = re.compile(rf"({_MONEY}\.?)\s*,?\s*(?:(плюс)|\+|plus)\s+(?=[^\W\d])")
_NOT_COUNTED = re.compile(r"\bбез\s+уч[её]та\s+(?=\w)")
_ASIDE_RU = re.compile(
    r"((?:^|[,;(–—-]|\d|₽|\bруб\w*\.?)\s*)([^\W\d]+)\s+(?:не\s+(?:включ[её]н\w*|учт[её]н\w*)|сверху|отдельно|"
    r"оплачива\w+\s+(?:отдельно|дополнительно)|(?:начисля|добавля|взима|уплачива)\w+\s+(?:отдельно|сверху|дополнительно))"
    r"(?=\s*(?:[.,;)]|$))"
)
_ASIDE_EN = re.compile(
    r"((?:^|[,;(–—-]|\d|[€£$])\s*)(?:the\s+)?([a-z]+)\s+(?:excluded|not\s+included|exclusive|extra|on\s+top)"
    r"(?=\s*(?:[.,;)]|$))"
)
_PAID_APART = re.compile(
    r"\b(?:оплачива\w+|взима\w+|начисля\w+|плат\w+)\s+(?:отдельно|дополнительно|сверху)|"
    r"\bза\s+(?:отдельную|дополнительную)\s+плату"
)
_CHARGED_APART = re.compile(
    r"\b(?:(?:is|are)\s+)?(?:charged|paid|billed|invoiced)\s+(?:separately|extra)|\b(?:is|are)\s+extra\b(?!\s+\w)|"
    r"\bcosts?\s+extra\b"
)

# --- days of the week ----------------------------------------------------------------------------

_DAYS_RU = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_DAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_RU = dict(zip(("пн", "вт", "ср", "чт", "пт", "сб", "вс"), _DAYS_RU, strict=True))
_SHORT_EN = {"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday",
             "thur": "thursday", "thurs": "thursday", "fri": "friday", "sat": "saturday",
             "sun": "sunday"}  # fmt: skip
_SHORT = {**_SHORT_RU, **_SHORT_EN}
_DAY = rf"(?<![\w.])(?:{'|'.join(_SHORT)})\b\.?"
# In a row they are days; one of them alone may be another word ("sat", "ср.").
_DAYS = re.compile(rf"{_DAY}(?:\s*(?:[-–—,/]|и|по|and|to)\s*{_DAY})+")
_ONE_DAY = re.compile(r"\b(?:в|по|до|с|со)\s+(пн|вт|чт|пт|сб|вс)\b\.?")
_WORKING_DAYS = re.compile(r"\b(?:(?:по|в)\s+будн(?:и|ям)(?:е\s+дни|м\s+дням)?|будни(?:е\s+дни)?)\b")
_WEEKDAYS = re.compile(r"\b(?:on\s+)?weekdays\b")
_WEEKENDS = re.compile(
    r"\b(?:(по\s+выходным|в\s+выходные)(?:\s+дн(?:и|ям))?|(?:on|at)\s+(?:the\s+)?weekends?)\b"
)
_INSTEAD = re.compile(r"\b(?:instead\s+of|rather\s+than|in\s+(?:place|lieu)\s+of)\b")
_PHRASES = tuple(
    (re.compile(rf"\b(?:{said})\b"), word)
    for said, word in (
        (r"per\s+cent", "percent"),
        (r"free\s+of\s+charge", "free"),
        (r"call(?:ed|ing|s)?\s+off", "cancelled"),
        (r"put(?:s|ting)?\s+off", "postponed"),
        (r"turn(?:ed|ing|s)?\s+down", "rejected"),
        (r"carr(?:ied|y|ies|ying)\s+out", "performed"),
        (r"hand(?:ed|ing|s)?\s+in", "submitted"),
        (r"fill(?:ed|ing|s)?\s+(?:in|out)", "completed"),
        (r"giv(?:en|e|es|ing)\s+back|gave\s+back", "returned"),
        (r"(?:заключ[её]н\w*\s+|выдан\w*\s+)?(?:без\s+(?:ограничени\w+\s+(?:по\s+)?)?срок(?:а|у)|"
         r"на\s+неопредел[её]нный\s+срок)", "бессрочно"),
    )
)  # fmt: skip
_PENCE = re.compile(r"(?<![\w.,-])(\d{1,2})\s?p(?!\.\s?m\b)(?=\s*(?:[.,;]|$|a\b|an\b|per\b|each\b))")


def unified(text: str) -> str:
    """A text with these phrases in one way: "НДС сверху" as "без НДС", "пн–пт" and "по будням" as days."""
    text = _PLUS.sub(lambda m: f"{m[1]} {_without(m[0])} ", text)
    text = _PLUS_ANY.sub(lambda m: f"{m[1]} {'без' if m[2] else _without(m[0])} ", text)
    text = _ASIDE_EN.sub(r"\1 without \2", _ASIDE_RU.sub(r"\1 без \2", _NOT_COUNTED.sub("без ", text)))
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    text = _CHARGED_APART.sub("is not included", _PAID_APART.sub("не входит в стоимость", text))
    text = _DAYS.sub(lambda m: re.sub(_DAY, lambda day: _SHORT[day[0].rstrip(".")], m[0]), text)
    text = _ONE_DAY.sub(lambda m: m[0].replace(m[1], _SHORT[m[1]]).rstrip("."), text)
    text = _WEEKDAYS.sub("from monday to friday", _WORKING_DAYS.sub("с понедельника по пятницу", text))
    text = _WEEKENDS.sub(lambda m: "суббота и воскресенье" if m[1] else "saturday and sunday", text)
    return _OTHER.sub(_every_two, _PENCE.sub(r"\1 pence", _INSTEAD.sub("insteadof", text)))


_CYRILLIC = re.compile("[а-я]")
_NAME = "|".join(day.pattern.removesuffix("$") for day in WEEKDAYS)
_WEEK = re.compile(
    rf"(?:\b(?:с|со|from)\s+)?\b(?P<a>{_NAME})\s*(?:[-–—]|\b(?:по|до|to|through|till|until)\b)\s*(?P<b>{_NAME})\b"
)
_MONTHS = re.compile(
    rf"\b(?:с|со|от|from|between)\s+(?P<a>{MONTH})\s+(?:по|до|to|through|till|until|and)\s+(?P<b>{MONTH})\b|"
    rf"(?<!\d )\b(?P<c>{MONTH})\s?[-–—]\s?(?P<d>{MONTH})\b"
)


def in_full(text: str) -> str:
    """A text with the months and the days of its ranges one by one: for lists."""

    def months(found: re.Match[str]) -> str:
        first, last = (month_number(found[one] or found[other]) for one, other in ("ac", "bd"))
        return ", ".join(
            f"@0000-{(first - 1 + step) % 12 + 1:02}-00" for step in range((last - first) % 12 + 1)
        )

    def week(found: re.Match[str]) -> str:
        first, last = (next(at for at, day in enumerate(WEEKDAYS) if day.match(found[one])) for one in "ab")
        names = _DAYS_RU if _CYRILLIC.search(found["a"]) else _DAYS_EN
        return ", ".join(names[(first + step) % 7] for step in range((last - first) % 7 + 1))

    return _WEEK.sub(week, _MONTHS.sub(months, unified(plain(text))))


def repeated(text: str, question: str) -> str:
    """A text with "через день" as every two days, where the question asks how often: elsewhere it says
    when."""
    if not _OFTEN.search(question):
        return text
    return re.sub(_SKIPPING.pattern, lambda m: f"каждые 2 {_OF_TWO[m[1].lower()]}", text, flags=re.I)


def _every_two(found: re.Match[str]) -> str:
    return f"каждые 2 {_OF_TWO.get(found[2], found[2])}" if found[1] else f"every 2 {found[2]}s"


def _without(said: str) -> str:
    return "without" if re.search(r"plus|eur|pound|doll|usd|gbp", said) else "без"
