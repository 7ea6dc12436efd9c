"""Amounts: numbers, ranges, dates, times of day, shares, with unit, kind ("working" days), bound, what they
lie before or after, and a rate ("per day"); when two are one, and in what equal ones differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workers.grading.spellings import RATIO
from workers.grading.vocabulary import AFTER, BEFORE, MAX, MIN
from workers.text import clock
from workers.text.measures import Measure


class Sort(StrEnum):
    """What an amount is."""

    NUMBER = "number"
    RANGE = "range"
    DATE = "date"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    RATIO = "ratio"
    LABEL = "label"  # a number that names: "№ 14", "section 7"


@dataclass(frozen=True, slots=True)
class Amount:
    """`value`: as `numerals` writes it, "3…5", "1÷3", "@2026-05-05", "#8:30", "1" of a Monday; `written`:
    as it stands. `counted`: the stem of what is counted, or of the word that makes it a name; `kinds` of
    `KINDS`;
    `bound`: MAX, MIN; `side`: BEFORE or AFTER something, LEAD, THEN (`bounds`); `rate`: the unit of time
    or length that it is paid or done per; `attributes`: the stems of other words between number and unit.
    `hedged`: "28 or 30"; `weak`: a unit alone, which may mean one ("год"); `partial`: of an amount before it
    ("шесть, из них четыре"). `first`, `last`, `core`: its
    tokens."""

    value: str
    written: str
    sort: Sort = Sort.NUMBER
    measure: Measure | None = None
    counted: str = ""
    kinds: frozenset[str] = frozenset()
    bound: str = ""
    side: str = ""
    rate: str = ""
    attributes: frozenset[str] = frozenset()
    denied: bool = False
    hedged: bool = False
    weak: bool = False
    partial: bool = False
    first: int = 0
    last: int = 0
    core: int = 0  # the last token before the rate

    @property
    def things(self) -> str:
        """What a plain number counts, where that is no way of saying "times"; "" without it."""
        return self.counted if self.sort is Sort.NUMBER and self.counted != "раз" else ""

    def holds(self, token: int) -> bool:
        """Whether a token is its number or unit."""
        return self.first <= token <= self.core


KINDS = (
    ("calendar", "days", r"календарн\w+|calendar"),
    ("working", "days", r"рабоч\w+|working|business"),
    ("banking", "days", r"банковск\w+|banking"),
    ("paid", "pay", r"оплачиваем\w+|оплаченн\w+|paid"),
    ("unpaid", "pay", r"неоплачиваем\w+|неоплаченн\w+|unpaid"),
    ("academic", "hours", r"академическ\w+|academic"),
    ("clock", "hours", r"астрономическ\w+"),
    ("square", "space", r"квадратн\w+|кв|square"),
    ("cubic", "space", r"кубическ\w+|куб|cubic"),
    ("gross", "tax", r"gross|брутто"),
    ("net", "tax", r"net|нетто"),
    ("total", "area", r"общ(?:ей|ая|ую|его)|total"),
    ("living", "area", r"жил(?:ой|ая|ую|ого)|полезн\w+|usable|living"),
    ("full", "whole", r"полн\w+|full"),
    ("half", "whole", r"неполн\w+"),
)
KIND_PATTERNS = [(name, family, re.compile(f"(?:{pattern})$")) for name, family, pattern in KINDS]
KIND_OF = {name: pattern for name, _, pattern in KIND_PATTERNS}
FAMILIES = {name: family for name, family, _ in KINDS}
# Kinds that are said of the noun as often as of the amount: "вес нетто", "общая площадь".
OF_NOUNS = tuple((name, family) for name, family, _ in KINDS if family in ("tax", "area"))
PAY = frozenset(name for name, family, _ in KINDS if family == "pay")
# Between the ends of a range.
TO = "…"
LEAD, THEN = "lead", "then"
# `counted` of a name whose word says but that it is one: "№ 14", "по номеру 101".
NAMELESS = "№"
_SIDES_AGAINST = frozenset(frozenset(pair) for pair in ((BEFORE, AFTER), (BEFORE, THEN), (LEAD, THEN)))


def equal(one: Amount, other: Amount) -> bool:
    """Whether two amounts are one, whatever their kinds, bounds and sides."""
    if _is_every(one, other) or _is_every(other, one):
        return True
    if _counts_in_span(one, other) or _counts_in_span(other, one):
        return False
    if Sort.RATIO in (one.sort, other.sort):
        return _ratios_agree(one, other)
    if one.counted == "раз" and one.value == "1" and other.sort is Sort.DATE:
        return bool(one.rate) and one.rate == other.rate  # "ежемесячно", "25 числа каждого месяца"
    if one.sort is Sort.DATE or other.sort is Sort.DATE:
        return one.sort is other.sort and _dates_agree(one.value, other.value)
    if one.sort is Sort.CLOCK or other.sort is Sort.CLOCK:
        if one.sort is other.sort:
            return clock.equal(one.value, other.value)
        time, number = (one, other) if one.sort is Sort.CLOCK else (other, one)
        if number.sort is Sort.RANGE and number.measure is None:  # "20-30"
            return time.value.lstrip("#~") == number.value.replace(TO, ":")
        hours = number.measure is None or number.measure.dimension == "time"
        written = number.written if number.written[0].isdigit() else number.value
        return hours and number.sort is Sort.NUMBER and clock.may_be(time.value, written.replace(",", "."))
    if Sort.WEEKDAY in (one.sort, other.sort):
        return one.sort is other.sort and one.value == other.value
    if other.sort is Sort.LABEL and one.sort is not Sort.LABEL:
        return other.counted == NAMELESS and is_bare(one) and same_name(one, other)
    if one.sort is Sort.LABEL and other.sort is Sort.NUMBER and other.measure:
        return False
    if one.sort is Sort.LABEL and other.sort in (Sort.LABEL, Sort.NUMBER):
        return same_name(one, other)
    if one.sort is Sort.RANGE or other.sort is Sort.RANGE:
        return one.sort is other.sort and one.value == other.value and _dimensions_agree(one, other)
    ours, theirs = _space(one), _space(other)
    if ours and theirs and ours.dimension == theirs.dimension:
        return ours.equals(theirs)
    return one.value == other.value


def days(one: Amount) -> frozenset[str]:
    """The days of the week that an amount names; none where it names none."""
    if one.sort is not Sort.WEEKDAY:
        return frozenset()
    first, _, last = one.value.partition(TO)
    start, end = int(first), int(last or first)
    return frozenset(str((start + step - 1) % 7 + 1) for step in range((end - start) % 7 + 1))


def are_days(one: Amount, said: Sequence[Amount], wanted: Sequence[Amount]) -> bool:
    """Whether the days of an amount are said as others are written: each by itself, or in a row that holds no
    day which was not expected."""
    mine, expected = days(one), frozenset[str]().union(*map(days, wanted))
    theirs = [days(other) for other in said if not other.denied]
    within = [told for told in theirs if told <= expected]
    return bool(mine) and mine <= frozenset[str]().union(*within)


def _is_every(one: Amount, other: Amount) -> bool:
    """Whether one is done as often as the other says: "once a fortnight" and "every two weeks", "дважды в
    год" and "раз в полгода"."""
    ours = _period(one)
    if ours is None:
        return False
    theirs = _period(other)
    if theirs is None and other.sort is Sort.NUMBER and other.measure and other.value != "1":
        theirs = other.measure.dimension, other.measure.amount
    return ours == theirs


def _counts_in_span(one: Amount, other: Amount) -> bool:
    """Whether one says how many times in a span, and the other how long: "дважды в месяц", "два месяца"."""
    return (
        _period(one) is not None and other.measure is not None and other.counted != "раз" and not other.weak
    )


def _period(one: Amount) -> tuple[str, float] | None:
    """How long it takes from one time to the next, as (dimension, amount); None where it is not so many times
    in a span."""
    if one.counted != "раз" or not one.rate or one.rate.count(" ") != 1 or one.sort is not Sort.NUMBER:
        return None
    dimension, amount = one.rate.split()
    times = float(one.value)
    return (dimension, round(float(amount) / times, 3)) if times > 0 else None


def _space(one: Amount) -> Measure | None:
    """Its measure, of a range that of the last end; of square and cubic metres the area and the volume, as
    hectares and litres have them."""
    found = one.measure
    if (
        found is None
        or found.dimension != "length"
        or not one.kinds & {"square", "cubic"}
        or not found.amount
        or one.sort not in (Sort.NUMBER, Sort.RANGE)
    ):
        return found
    # A length is in millimetres, an area in hundreds of square metres, a volume in millilitres.
    value = float(one.value.rpartition(TO)[2])
    unit = found.amount / value
    if "square" in one.kinds:
        return Measure("area", value * (unit / 1000) ** 2 / 100)
    return Measure("volume", value * (unit / 10) ** 3)


def _ratios_agree(one: Amount, other: Amount) -> bool:
    """Whether two ratios are one; "1:50" alone is read as a time of day."""
    if {one.sort, other.sort} == {Sort.RATIO, Sort.CLOCK}:
        ratio, time = (one, other) if one.sort is Sort.RATIO else (other, one)
        return ratio.value.replace(RATIO, ":") == time.value.lstrip("#~")
    if one.sort is not other.sort:
        return False
    (a, b), (c, d) = (map(float, each.value.split(RATIO)) for each in (one, other))
    return a * d == b * c


def turned_ratio(one: Amount) -> Amount:
    """The same ratio of the two in the other order."""
    return replace(one, value=RATIO.join(reversed(one.value.split(RATIO))))


def is_bare(one: Amount) -> bool:
    """Whether it is a number that counts nothing."""
    return one.sort is Sort.NUMBER and one.measure is None and not one.counted


def same_name(one: Amount, other: Amount) -> bool:
    """Whether two numbers that name something are one, as they are written: "2.10" is not "2.1"."""
    names = [
        each.written.replace(",", ".") if re.fullmatch(r"\d+[.,]\d+", each.written) else each.value
        for each in (one, other)
    ]
    return names[0] == names[1]


def conflict(wanted: Amount, said: Amount) -> str:
    """In what two equal amounts speak against each other: "unit", "kind", "bound", "side", "rate", "denied";
    "" where they agree. What only one of both says is no conflict."""
    if said.denied != wanted.denied:
        return "denied"
    if not _dimensions_agree(wanted, said) or _counts_things(wanted, said):
        return "unit"
    for kind in wanted.kinds:
        others = {name for name in said.kinds if FAMILIES[name] == FAMILIES[kind]}
        if others and kind not in others:
            return "kind"
    if _rates_differ(wanted, said) and not _is_every(wanted, said):
        return "rate"
    if {wanted.bound, said.bound} == {MAX, MIN}:
        return "bound"
    if frozenset((wanted.side, said.side)) in _SIDES_AGAINST:
        return "side"
    return ""


def _rates_differ(one: Amount, other: Amount) -> bool:
    """Whether both are of spans, and not of the same; of several ("за метр в год") those that both name."""
    ours, theirs = map(_spans, (one, other))
    shared = ours.keys() & theirs.keys()
    if shared:
        return any(ours[kind] != theirs[kind] for kind in shared)
    return bool(one.rate and other.rate) and one.rate != other.rate


def _spans(one: Amount) -> dict[str, str]:
    return {
        kind: amount for kind, _, amount in (span.partition(" ") for span in one.rate.split("; ")) if amount
    }


def is_end(one: Amount, other: Amount) -> bool:
    """Whether an amount is the end of a range that it bounds: "не более 3" of "от 1 до 3", "с 12:00" of "с 12
    до 13 часов"."""
    if other.sort is not Sort.RANGE or not one.bound:
        return False
    low, high = other.value.split(TO)
    end = high if one.bound == MAX else low
    if one.sort is Sort.CLOCK:
        return (other.measure is None or other.measure.dimension == "time") and clock.may_be(one.value, end)
    return one.value == end and same_unit(one, other)


def shown(amount: Amount) -> str:
    """As it is told in a reason: "28", "8:30", "05.05.2026"."""
    if amount.sort is Sort.DATE:
        return ".".join(part for part in reversed(amount.value[1:].split("-")) if int(part))
    if amount.sort is Sort.CLOCK:
        return amount.value.lstrip("#~")
    return (
        amount.value.replace(TO, "–").replace(RATIO, ":").replace("_", "")
        if amount.sort is not Sort.WEEKDAY
        else amount.written
    )


def same_unit(one: Amount, other: Amount) -> bool:
    """Whether both count in the same unit."""
    if one.sort is other.sort and one.sort in (Sort.DATE, Sort.CLOCK, Sort.WEEKDAY):
        return True
    if one.measure and other.measure:
        return one.measure.dimension == other.measure.dimension
    return one.measure is other.measure and one.counted == other.counted


def _dimensions_agree(one: Amount, other: Amount) -> bool:
    if one.measure and other.measure:
        spaces = {found.dimension for each in (one, other) if (found := _space(each))}
        return one.measure.dimension == other.measure.dimension or len(spaces) == 1
    return True


def _counts_things(one: Amount, other: Amount) -> bool:
    """Whether one is measured and the other counts things: "40 часов" and "40 сотрудников"."""
    counting, measured = (one, other) if one.measure is None else (other, one)
    if measured.measure is None or measured.measure.dimension == "pieces" or counting.measure is not None:
        return False
    return bool(counting.things) and not counting.kinds


def _dates_agree(one: str, other: str) -> bool:
    pairs = zip(one[1:].split("-"), other[1:].split("-"), strict=True)
    return all(a == b or int(a) == 0 or int(b) == 0 for a, b in pairs)
