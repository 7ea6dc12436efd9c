"""Numbers, sizes, times and dates as a person of the window's language writes them.

Spaces inside a value are non-breaking, so "1,1 ГБ" never falls apart at the end of a line.
"""

from datetime import date, datetime, timedelta
from functools import cache

from PySide6.QtCore import QDate, QLocale

from desktop.ui.i18n.translatable import translate
from workers.text.language import ENGLISH, SOURCE

NBSP = "\u00a0"
_UNITS = ("B", "KB", "MB", "GB", "TB")
_current = [SOURCE]
# Where a language is spoken in several countries, the one whose formats are ours.
_COUNTRIES = {ENGLISH: QLocale.Country.UnitedKingdom}


def set_language(language: str) -> None:
    """Called by the translator when the language changes."""
    _current[0] = language


def language() -> str:
    """The language of the window, one of `LANGUAGES`."""
    return _current[0]


def locale(language: str = "") -> QLocale:
    """The Qt locale of a language, "" = the window's."""
    return _locale(language or _current[0])


@cache
def _locale(code: str) -> QLocale:
    country = _COUNTRIES.get(code, QLocale.Country.AnyCountry)
    return QLocale(QLocale.codeToLanguage(code), country)


def number(value: float, digits: int = 0, language: str = "") -> str:
    """1846 → "1 846" (ru), "1,846" (en); with `digits` after the decimal mark, in the window's language or
    in the one named."""
    text, marks = f"{value:,.{digits}f}", locale(language)
    return text.translate({ord(","): marks.groupSeparator(), ord("."): marks.decimalPoint()})


def plain(value: float) -> str:
    """A number as it is typed, with all its digits and without spaces: 0.0001, 4096."""
    text = f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text.replace(".", locale().decimalPoint())


def decimal(value: float) -> str:
    """One digit after the mark, or none when it is zero: 1.1 → "1,1", 12.0 → "12"."""
    rounded = round(value, 1)
    return number(rounded, 0 if rounded == int(rounded) or abs(rounded) >= 100 else 1)


def percent(fraction: float) -> str:
    """0.69 → "69 %" (a non-breaking space). Not quite everything is never shown as 100."""
    value = round(fraction * 100)
    return f"{99 if value == 100 and fraction < 1 else value}{NBSP}%"


def size(count: float) -> str:
    """Bytes in decimal units, as disks and downloads are sold: 1_100_000_000 → "1,1 ГБ"."""
    value, unit = float(count), 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    text = number(round(value)) if unit < 3 else decimal(value)
    return f"{text}{NBSP}{unit_name(_UNITS[unit])}"


def memory(count: float) -> str:
    """Bytes of memory in binary units, as it is built: 17_179_869_184 → "16 ГБ"."""
    value, unit = float(count), 0
    while value >= 1023.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    text = number(round(value)) if unit < 3 else decimal(value)
    return f"{text}{NBSP}{unit_name(_UNITS[unit])}"


def unit_name(unit: str) -> str:
    """The word of a unit of size."""
    names = {
        "B": translate("Formats", "B"),
        "KB": translate("Formats", "KB"),
        "MB": translate("Formats", "MB"),
        "GB": translate("Formats", "GB"),
        "TB": translate("Formats", "TB"),
    }
    return names[unit]


def duration(seconds: float) -> str:
    """A time left, rounded to what matters: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 55:
        step = 5 if seconds >= 10 else 1
        count = max(round(seconds / step) * step, 1)
        return f"{count}{NBSP}{_second()}"
    minutes = max(round(seconds / 60), 1)
    short = translate("Formats", "min")
    if minutes < 60:
        return f"{minutes}{NBSP}{short}"
    short_hour = translate("Formats", "h")
    hours = f"{minutes // 60}{NBSP}{short_hour}"
    return f"{hours}{NBSP}{minutes % 60}{NBSP}{short}" if minutes % 60 else hours


def duration_between(low: float, high: float) -> str:
    """ "22–28 min": the unit once when it is the same."""
    first, last = duration(low), duration(high)
    if first == last:
        return last
    number_of, *unit = first.split(NBSP)
    return f"{number_of if len(unit) == 1 and unit == last.split(NBSP)[1:] else first}–{last}"


def seconds(value: float) -> str:
    """How long something took, to a tenth: 3.14 → "3,1 с"."""
    return f"{number(value, 1)}{NBSP}{_second()}"


def _second() -> str:
    return translate("Formats", "s")


def clock(moment: datetime) -> str:
    """The time of day, local: "10:42"."""
    return moment.astimezone().strftime("%H:%M")


def day(moment: datetime, today: date | None = None) -> str:
    """A date as one says it: "today", "yesterday", "14 May", "14 May 2024". `moment` is aware."""
    local = moment.astimezone().date()
    today = today or date.today()
    if local == today:
        return translate("Formats", "today")
    if local == today - timedelta(days=1):
        return translate("Formats", "yesterday")
    return calendar_day(moment, today)


def calendar_day(moment: datetime, today: date | None = None) -> str:
    """A date that stands in a title: "14 May", "14 May 2024". `moment` is aware."""
    local = moment.astimezone().date()
    pattern = "d MMMM" if local.year == (today or date.today()).year else "d MMMM yyyy"
    return locale().toString(QDate(local.year, local.month, local.day), pattern).replace(" ", NBSP)


def numeric_day(moment: datetime, language: str = "") -> str:
    """The day in figures: "12.05.2026" (ru), and in English, where their order differs by country,
    "2026-05-12"."""
    local = moment.astimezone().date()
    if (language or _current[0]) == SOURCE:
        return local.isoformat()
    day = QDate(local.year, local.month, local.day)
    return locale(language).toString(day, QLocale.FormatType.ShortFormat)


def weekday(moment: datetime) -> str:
    """The name of the day of the week, capital first: "Tuesday"."""
    name = locale().standaloneDayName(moment.astimezone().isoweekday())
    return name[:1].title() + name[1:]


def own_name(code: str) -> str:
    """What a language calls itself, capital first."""
    name = QLocale(QLocale.codeToLanguage(code)).nativeLanguageName().split()[-1]
    return name[:1].title() + name[1:]
