"""Numbers of a statement that stand nowhere and follow from numbers that do: a sum, a difference, a share,
a multiple.
"""

import re
from collections.abc import Sequence
from itertools import combinations_with_replacement

from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.families import closeness, is_light
from workers.answering.evidence.units import Unit
from workers.answering.evidence.words import VERB, Word

# A sum or a difference is named as one: two numbers of a page make too many others.
_SUMMED = re.compile(
    r"\b(?:всего|итого|вместе|сумм\w*|общ\w+|об[ае]|обеих|обоих|разниц\w*|превы\w+|перерасход\w*|экономи\w+|больше|меньше|выше|ниже|"
    r"дороже|дешевле|итог\w*|совокупн\w+|обой[дт]\w+|остал\w+|остан\w+|total|together|both|sum|difference|overall|combined|altogether|"
    r"more|less|saving)\b"
)
# Of so many units that speak of what is calculated the numbers are tried.
CALCULATED = 6
# So much of what is said has to stand in the units that are reckoned with, or in the question.
_SPOKEN = 0.75
# A number that multiplies: more would make anything of anything.
_MOST_TIMES = 1000

_Source = tuple[int, Unit]
_Number = tuple[float, Figure, _Source]


def is_named(text: str) -> bool:
    """Whether a text says that something is summed up or compared."""
    return bool(_SUMMED.search(text.lower()))


def sources(said: Clause, question: Clause, units: Sequence[_Source], *, named: bool) -> Sequence[_Source]:
    """The units (with the index of their passage) of whose numbers one of the statement is made; none where
    none is. `named`: a sum or a difference is spoken of."""
    telling = [word for word in (*said.words, *question.words) if not is_light(word)]
    near = sorted(units, key=lambda one: -_shared(telling, one[1]))[:CALCULATED]
    near = [one for one in near if _shared(telling, one[1])]
    stated = {f.value for _, unit in near[:2] for clause in unit.clauses for f in clause.figures}
    numbers = [
        (amount, figure, source)
        for source in near
        for clause in source[1].clauses
        for figure in clause.figures
        if (amount := _amount(figure)) is not None
    ]
    for figure in said.figures:
        if figure.value in stated or _amount(figure) is None:
            continue
        rest = [other for other in (*said.figures, *question.figures) if other is not figure]
        for one, other in combinations_with_replacement(numbers, 2):
            if _makes(figure, one, other, rest, named) and _spoken(said, question, (one[2], other[2])):
                return [one[2]] if one[2] is other[2] else [one[2], other[2]]
    return []


def _spoken(said: Clause, question: Clause, used: Sequence[_Source]) -> bool:
    """Whether the statement speaks of what is reckoned with."""
    there = [word for _, unit in used for clause in unit.clauses for word in clause.words]
    there += [word for _, unit in used for lent in unit.lent for word in lent]
    telling = [word for word in said.words if not is_light(word) and word.kind != VERB]
    held = sum(any(closeness(word, other) for other in (*there, *question.words)) for word in telling)
    return held >= _SPOKEN * len(telling)


def _shared(words: Sequence[Word], unit: Unit) -> int:
    there = [word for clause in unit.clauses for word in clause.words]
    return sum(any(closeness(word, other) for other in there) for word in words)


def _amount(figure: Figure) -> float | None:
    """The number in the base unit; None for a date or a code."""
    if figure.date:
        return None
    return figure.measure.amount if figure.measure else _plain(figure) or None


def _plain(figure: Figure) -> float:
    """The number as it is written, whatever it counts; 0 for a date or a code."""
    try:
        return 0.0 if figure.date else float(figure.value)
    except ValueError:
        return 0.0


def _makes(figure: Figure, one: _Number, other: _Number, rest: Sequence[Figure], named: bool) -> bool:
    """Whether two numbers make a figure: as a sum or difference, a share of one of them, or with a number
    of the statement or the question as a multiple."""
    counted = (one[1].counted, other[1].counted)
    if figure.counted and figure.counted in counted and counted[0] != counted[1]:
        return False
    a, b = one[0], other[0]
    found: set[float] = {a + b, abs(a - b)} if named and one is not other else set()
    for x, y in ((one, other), (other, one)):
        if y[1].measure and y[1].measure.dimension == "percent":
            found |= {x[0] * y[0] / 100, x[0] * (100 - y[0]) / 100}
    for times in map(_plain, rest):
        if 1 < times <= _MOST_TIMES:
            found |= {times * a} if one is other else {a + times * b, times * a + b}
    return round(_amount(figure) or 0.0, 4) in {round(value, 4) for value in found}
