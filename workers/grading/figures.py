"""Numbers with their units: which expected ones an answer says, and what it says instead."""

import re
from dataclasses import dataclass

from workers.answering.claims import Claim

# Amounts that are told in more than one unit; a month is no fixed number of days.
_SAME = {"week": (7.0, "day"), "year": (12.0, "month"), "day": (24.0, "hour"), "minute": (1 / 60, "hour")}
_ASKS = re.compile(
    r"\b(?:сколько|когда|срок\w*|как\s+часто|(?:до|с)\s+как(?:ого|ой)|за\s+какое\s+время|во\s+сколько|на\s+сколько|"
    r"how\s+(?:many|much|long|often|soon|fast)|when|by\s+when|at\s+what|deadline)\b",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figures:
    """Expected numbers that the answer says, that it does not, and the number of the same unit (or the only
    one) that stands there instead of each missing one ("" = none)."""

    agree: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = ()


def asks(question: str) -> bool:
    """Whether a question asks for a number, a time or a term."""
    return bool(_ASKS.search(question))


def compare(wanted: Claim, said: Claim, asked: Claim) -> Figures:
    """The numbers of `wanted` that the question (`asked`) does not hold, looked for in `said`. The year of a
    date may be left out where another number of the date is there."""
    new = sorted(wanted.numbers - asked.numbers)
    agree = [number for number in new if has(number, wanted, said)]
    missing = [number for number in new if number not in agree]
    if agree:
        missing = [number for number in missing if not _YEAR.fullmatch(number)]
    strange = said.numbers - wanted.numbers - asked.numbers
    other = [(number, found) for number in missing if (found := _instead(number, wanted, said, strange))]
    return Figures(tuple(agree), tuple(missing), tuple(other))


def has(number: str, wanted: Claim, said: Claim) -> bool:
    """Whether an answer says a number, in its own unit or an equal amount in another one."""
    units, own = _units(number, wanted), _units(number, said)
    if number in said.numbers and (not units or not own or units & own):
        return True
    amounts = {_amount(number, unit) for unit in units}
    return any(_amount(*_split(measure)) in amounts for measure in said.measures if _split(measure)[1])


def _instead(number: str, wanted: Claim, said: Claim, strange: frozenset[str]) -> str:
    units = _units(number, wanted)
    of_unit = sorted(n for n in strange | said.numbers & {number} if units & _units(n, said))
    if of_unit:
        return of_unit[0]
    return "" if units or len(strange) != 1 else next(iter(strange))


def _units(number: str, of: Claim) -> frozenset[str]:
    """What a number counts ("day"), without how it bounds ("max")."""
    kinds = (_split(measure) for measure in of.measures)
    return frozenset(kind for value, kind in kinds if value == number and kind not in ("max", "min"))


def _split(measure: str) -> tuple[str, str]:
    value, kind = measure.split(" ", 1)
    return value, "" if kind in ("max", "min") else kind


def _amount(number: str, unit: str) -> tuple[float, str]:
    """In the smallest unit that it can be told in exactly."""
    try:
        value = float(number)
    except ValueError:  # a point of a law: "4.2.1"
        return 0.0, f"{number} {unit}"
    while unit in _SAME:
        factor, unit = _SAME[unit]
        value *= factor
    return round(value, 6), unit
