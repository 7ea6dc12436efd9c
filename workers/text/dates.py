"""Dates as people write them, Russian and English, as one spelling: "@2025-09-15", "@0000-05-05" without a
year. Standard library only."""

import re

_CYRILLIC = re.compile(r"[а-я]")
_MONTHS = {
    name: number
    for number, names in enumerate((
        "январь января январе jan january", "февраль февраля феврале feb february",
        "март марта марте mar march",
        "апрель апреля апреле apr april", "май мая мае may", "июнь июня июне jun june",
        "июль июля июле jul july", "август августа августе aug august",
        "сентябрь сентября сентябре sep sept september", "октябрь октября октябре oct october",
        "ноябрь ноября ноябре nov november", "декабрь декабря декабре dec december",
    ), 1)
    for name in names.split()
}  # fmt: skip
# A pattern of their names.
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})(?![\d.]*\d)"),
    re.compile(r"(?<![\d@])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:-?го|st|nd|rd|th)?(?:\s+of)?\s+(?P<n>{MONTH})\b(?:,?\s+(?P<y>\d{{4}})(?!\d)(?:\s*г(?:ода|оду|\.)?)?)?"
    ),
    re.compile(rf"\b(?P<n>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*(?P<y>\d{{4}}))?(?!\d)"),
)
# "с 3 по 16 июля": both days are of the month.
_DATE_RANGE = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,2}})\s*(?P<j>по|до|и|-|–|—|to|and)\s*(?P<b>\d{{1,2}})\s+(?P<n>{MONTH})\b"
)
# "25.10", which in Russian is no number: its decimals stand after a comma.
_DAY_MONTH = re.compile(
    r"(?<![\d.,])(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])(?![\d,]|\.\d)(?!\s*(?:%|₽|руб|кг|км|мм|см|л\b|м\b|г\b|вт))"
)
_STEMS = """
    перв втор треть четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат
    пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат
"""
_ORDINAL_DAYS = {
    f"{stem}{ending}": 30 if stem == "тридцат" else day
    for day, stem in enumerate(_STEMS.split(), 1)
    for ending in (("его", "е", "ему") if stem == "треть" else ("ого", "ое", "ому"))
}
_ORDINAL_DAY = re.compile(rf"\b(двадцать |тридцать )?({'|'.join(_ORDINAL_DAYS)})\s+(?=(?:{MONTH})\b)")


def _day(match: re.Match[str]) -> str:
    """ "Двадцать пятого июля" as "25 июля"."""
    tens = {"двадцать ": 20, "тридцать ": 30}.get(match.group(1) or "", 0)
    return f"{tens + _ORDINAL_DAYS[match.group(2)]} "


_ALONE = re.compile(
    rf"\b(?P<before>in|until|by|of|since|from|early|late|mid|every|each)\s+(?P<latin>{MONTH})\b(?!\s+\d)"
    # Names that are no other words, and nobody's.
    r"|(?<!\d )(?<!\d(?:st|nd|rd|th) )(?<!of )\b"
    r"(?P<certain>january|february|july|august|september|october|november|december)\b(?:['’]s\b)?(?!\s+\d)"
    rf"|(?<!\d )(?<!\d-го )\b(?P<cyrillic>{MONTH})\b(?!\s+\d{{1,2}}\b)"
)


def month_number(name: str) -> int:
    """1 to 12 of a name that `MONTH` matches."""
    return _MONTHS[name]


def months(text: str) -> str:
    """A text in lower case, ё as е, with months that no day belongs to as "@0000-09-00". English names that
    are words as well ("may") count behind a preposition alone."""

    def iso(match: re.Match[str]) -> str:
        name = match["cyrillic"] or match["latin"] or match["certain"]
        if match["cyrillic"] and not _CYRILLIC.search(name):
            return match.group()
        before = f"{match['before']} " if match["before"] else ""
        return f"{before}@0000-{_MONTHS[name]:02}-00"

    return _ALONE.sub(iso, text)


def dated(text: str) -> str:
    """A text in lower case, ё as е, with its dates in that spelling; what is no date of a calendar stays."""

    def iso(match: re.Match[str]) -> str:
        found = match.groupdict()
        month = int(found.get("m") or 0) or _MONTHS.get(found.get("n") or "", 0)
        day, year = int(found["d"]), int(found.get("y") or 0)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return match.group()
        year += 2000 if 0 < year < 100 else 0
        return f"@{year:04}-{month:02}-{day:02}"

    text = _ORDINAL_DAY.sub(_day, text)
    text = _DATE_RANGE.sub(r"\g<a> \g<n> \g<j> \g<b> \g<n>", text)
    for pattern in (*_DATES, *((_DAY_MONTH,) if _CYRILLIC.search(text) else ())):
        text = pattern.sub(iso, text)
    return text
