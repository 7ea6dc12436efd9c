"""Times of day as people write them, Russian and English, as one spelling: "#18:00", and "#~8:30" where the
half of the day is not said ("в половине девятого"). Standard library only."""

import re

_NAMES = """
    один одного первого one first|два двух второго two|три трех третьего three|четыре четырех четвертого four|
    пять пяти пятого five|шесть шести шестого six|семь семи седьмого seven|восемь восьми восьмого eight|
    девять девяти девятого nine|десять десяти десятого ten|одиннадцать одиннадцати одиннадцатого eleven|
    двенадцать двенадцати двенадцатого twelve
"""
_HOURS = {name: hour for hour, names in enumerate(_NAMES.split("|"), 1) for name in names.split()} | {
    "час": 1, "часа": 1, "часу": 1,
}  # fmt: skip
_MINUTES = {"пяти": 5, "десяти": 10, "четверти": 15, "двадцати": 20, "five": 5, "ten": 10, "a quarter": 15,
            "quarter": 15, "twenty": 20, "половина": 30}  # fmt: skip
_NAME = "|".join(sorted(_HOURS, key=len, reverse=True))
_OF_HOUR = "|".join(name for name in _HOURS if name.endswith(("ого", "его")) and name != "одного")
_HOUR = rf"(?P<hour>\d{{1,2}}|{_NAME})"
_MINUTE = "|".join((*_MINUTES, r"\d{1,2}"))
_EXACT = re.compile(r"(?<![\d:#~.,])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])")
_HALF = re.compile(rf"\b(?:в\s+)?(?:половин[аеуы]\s+|пол\s*-?\s*)(?P<hour>{_OF_HOUR})\b")
_QUARTER = re.compile(rf"(?<!без )\bчетверть\s+(?P<hour>{_OF_HOUR})\b")
_BEFORE = re.compile(rf"\bбез\s+(?P<minute>{_MINUTE})\s+(?:минут\s+)?{_HOUR}\b")
_PAST = re.compile(rf"\b(?P<minute>half|{_MINUTE})\s+(?:minutes?\s+)?(?P<side>past|to)\s+{_HOUR}\b(?!\s*%)")
_TOLD = re.compile(
    r"(?<![\d:#~])(?:в|к|с|до|около|после|at|by|from|until|till)\s+(?P<hour>\d{1,2})\s*(?:ч|час\w*|hours?)\.?\s*"
    r"(?P<minute>\d{1,2})\s*(?:мин\w*|minutes?)?\.?"
)
_O_CLOCK = re.compile(rf"\b{_HOUR}\s+o[' ]?clock\b")
_PARTS = re.compile(
    rf"(?<![\w:#~])(?:#(?P<told>~?\d+:\d+)|{_HOUR}(?:[:.](?P<minute>[0-5]\d))?)\s*(?P<hours>час\w*\s+)?"
    r"(?P<part>утра|дня|вечера|ночи|a\.?m\b\.?|p\.?m\b\.?|in the (?:morning|afternoon|evening))(?!\w)"
)
_NOON = re.compile(r"\b(?:полдень|полудня|noon)\b")
_MIDNIGHT = re.compile(r"\b(?:полночь|полуночи|midnight)\b")


def clocked(text: str) -> str:
    """A text in lower case, ё as е, with its times of day in that spelling. "8.30" and "8 часов" stay: they
    may be a number and a duration (`may_be`)."""
    text = _HALF.sub(lambda m: f" {_shown(_hour(m) - 1, 30)} ", text)
    text = _QUARTER.sub(lambda m: f" {_shown(_hour(m) - 1, 15)} ", text)
    text = _BEFORE.sub(lambda m: f" {_shown(_hour(m) - 1, 60 - _minutes(m))} ", text)
    text = _PAST.sub(_past, text)
    text = _O_CLOCK.sub(lambda m: f" {_shown(_hour(m), 0)} ", text)
    text = _TOLD.sub(_told, text)
    text = _PARTS.sub(_of_part, text)
    text = _EXACT.sub(lambda m: f"#{_valid(m)}" if int(m["hour"]) <= 24 else m.group(), text)
    text = _NOON.sub(" #12:00 ", text)
    return _MIDNIGHT.sub(" #0:00 ", text)


def equal(one: str, other: str) -> bool:
    """Whether two times in that spelling are one; where a half of the day is not said it may be either."""
    (hour, minute), (other_hour, other_minute) = _parts(one), _parts(other)
    halves = 12 if "~" in one + other else 24
    return minute == other_minute and (hour - other_hour) % halves == 0


def may_be(clock: str, value: str) -> bool:
    """Whether a number as it is written ("8.30", "8") may be that time of day."""
    hour, minute = _parts(clock)
    whole, _, rest = value.partition(".")
    if not whole.isdecimal() or not (rest or "0").isdecimal():
        return False
    return (
        int(whole) <= 24 and int(whole) % 24 == hour % 24 and int((rest or "0").ljust(2, "0")[:2]) == minute
    )


def _hour(match: re.Match[str]) -> int:
    told = match["hour"]
    return int(told) if told.isdecimal() else _HOURS[told]


def _minutes(match: re.Match[str]) -> int:
    told = match["minute"]
    return int(told) if told.isdecimal() else _MINUTES[told]


def _shown(hour: int, minute: int) -> str:
    hour = hour if minute < 60 else hour + 1
    return f"#~{hour % 12}:{minute % 60:02}"


def _valid(match: re.Match[str]) -> str:
    return f"{int(match['hour']) % 24}:{match['minute']}"


def _past(match: re.Match[str]) -> str:
    if match["side"] == "to" and match["hour"].isdecimal():
        return match.group()  # "10 to 12": a range
    if match["side"] == "to" and match["minute"].isdecimal():
        return match.group()
    minute = 30 if match["minute"] == "half" else _minutes(match)
    hour = _hour(match)
    if match["side"] == "to" and match["minute"] in ("five", "ten", "twenty"):
        return match.group()  # "five to ten": a range as often as a time
    return f" {_shown(hour, minute) if match['side'] == 'past' else _shown(hour - 1, 60 - minute)} "


def _told(match: re.Match[str]) -> str:
    if int(match["hour"]) > 24 or int(match["minute"]) > 59:
        return match.group()
    before = match.group().split(None, 1)[0]
    return f"{before} #{int(match['hour']) % 24}:{int(match['minute']):02} "


def _of_part(match: re.Match[str]) -> str:
    if match["told"]:
        hour, minute = _parts(match["told"])
    else:
        hour, minute = _hour(match), int(match["minute"] or 0)
    if hour > 12:
        return match.group()
    part = match["part"]
    told = match["hours"] or match["told"] or match["minute"] or match["hour"] in ("час", "часу")
    if part == "дня" and not told:
        return match.group()  # "за 3 дня"
    late = part.startswith(("p", "дня", "вечера")) or part.endswith(("noon", "evening"))
    if part == "ночи":
        late = 9 <= hour < 12
    hour = hour % 12 + (12 if late else 0)
    return f"#{hour}:{minute:02} "


def _parts(clock: str) -> tuple[int, int]:
    hour, minute = clock.lstrip("#~").split(":")
    return int(hour), int(minute)
