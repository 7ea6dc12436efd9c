"""Invitations in letters (iCalendar, RFC 5545): what, where, when, who."""

import re
from datetime import date, timedelta

_LINE = re.compile(
    r"(?im)^(SUMMARY|LOCATION|DTSTART|DTEND|RRULE|ORGANIZER|ATTENDEE|DESCRIPTION)"
    r"((?:;(?:\"[^\"\n]*\"|[^\":\n])*)?):(.*)$"
)
_NAMES = {
    "SUMMARY": "Встреча", "LOCATION": "Место", "DTSTART": "Начало", "DTEND": "Конец", "RRULE": "Повторяется",
    "ORGANIZER": "Организатор", "ATTENDEE": "Участник", "DESCRIPTION": "Описание",
}  # fmt: skip
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_ZONE, _PERSON = re.compile(r"TZID=\"?([^;\":]+)"), re.compile(r"CN=\"?([^;\"]+)")
_ESCAPED = re.compile(r"\\(.)")


def lines(text: str) -> list[str]:
    """The events of a calendar, a line a fact: "Начало: 14.10.2026 15:30 (Europe/Moscow)"."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found = []
    for event in re.findall(r"(?is)BEGIN:(?:VEVENT|VTODO)(.*?)END:(?:VEVENT|VTODO)", unfolded):
        event = re.sub(r"(?is)BEGIN:VALARM.*?END:VALARM", "", event)
        for name, parameters, value in _LINE.findall(event):
            said = _said(name.upper(), parameters, value.strip())
            found += [f"{_NAMES[name.upper()]}: {said}"] if said else []
    return list(dict.fromkeys(found))


def _said(name: str, parameters: str, value: str) -> str:
    if name in {"DTSTART", "DTEND"} and (time := _TIME.match(value)):
        year, month, day, hour, minute, is_utc = time.groups()
        if name == "DTEND" and not hour:
            return _day_before(int(year), int(month), int(day))
        zone = _ZONE.search(parameters)
        where = " (UTC)" if is_utc else f" ({zone[1]})" if zone else ""
        return f"{day}.{month}.{year}" + (f" {hour}:{minute}{where}" if hour else "")
    if name in {"ORGANIZER", "ATTENDEE"}:
        person = _PERSON.search(parameters)
        address = re.sub("(?i)^mailto:", "", value)
        return f"{person[1]} <{address}>" if person else address
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value).strip()


def _day_before(year: int, month: int, day: int) -> str:
    """The last day of an event of whole days: the calendar names the one that it is over on. "" for none."""
    try:
        return f"{date(year, month, day) - timedelta(days=1):%d.%m.%Y}"
    except (ValueError, OverflowError):
        return ""
