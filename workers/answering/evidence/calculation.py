"""Numbers of a statement that stand nowhere and follow from numbers that do: a sum, a difference, a share,
a multiple.
"""

import re
from collections.abc import Sequence
from itertools import chain, combinations_with_replacement, product

from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.families import closeness, is_light
from workers.answering.evidence.units import Unit
from workers.answering.evidence.words import VERB, Word
from workers.text import numerals

# A sum or a difference is named as one: two numbers of a page make too many others.
_SUMMED = re.compile(
    r"\b(?:всего|итого|вместе|сумм\w*|общ\w+|об[ае]|обеих|обоих|разниц\w*|превы\w+|перерасход\w*|экономи\w+|больше|меньше|выше|ниже|"
    r"дороже|дешевле|тяжелее|легче|длиннее|короче|шире|на\s+[\d.,]+\s*\S+\s+уже|уже\s+(?:чем|на\s+\d)|старше|моложе|дольше|быстрее|мощнее|итог\w*|совокупн\w+|обой[дт]\w+|остал\w+|остан\w+|total|together|both|sum|difference|overall|combined|altogether|"
    r"more|less|fewer|saving|longer|shorter|heavier|lighter|higher|lower|cheaper|dearer|older|younger|faster|slower)\b"
)
_GREATER = re.compile(
    r"\b(?:больше|выше|дороже|тяжелее|длиннее|шире|старше|дольше|мощнее|позже|позднее|толще|глубже|дальше|быстрее|"
    r"громче|сильнее|теплее|more|longer|heavier|higher|dearer|older|wider|thicker|deeper|later|bigger|greater|larger|"
    r"farther|faster|warmer|taller)\b"
)
_SMALLER = re.compile(
    r"\b(?:меньше|ниже|дешевле|легче|короче|уже|моложе|младше|раньше|ранее|тоньше|мельче|ближе|медленнее|тише|слабее|"
    r"холоднее|less|fewer|shorter|lighter|lower|cheaper|younger|narrower|thinner|shallower|earlier|smaller|nearer|"
    r"closer|slower|colder)\b"
)
# Here what is compared does not come first.
_TURNED = re.compile(r"по сравнению|в отличие|по отношению|compared|relative to")
# "Не выше 5", "no more than 5" bound a number.
_BOUND = re.compile(r"\b(?:не|no|not)\s+(?:\w+[её]\b|more\b|less\b|fewer\b|longer\b|higher\b|older\b)")
_BY = re.compile(r"\b(?:на|by)\s+\d|\d\s*[^\W\d]{1,12}\s+[a-z]+er\s+than\b")
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
    return bool(_SUMMED.search(_BOUND.sub(" ", text.lower())))


def direction(text: str) -> int:
    """1 where a sentence says that what it names first is the greater one by some amount, -1 the smaller one,
    0 neither."""
    lowered = _BOUND.sub(" ", text.lower())
    if _TURNED.search(lowered) or not _BY.search(lowered):
        return 0
    return bool(_GREATER.search(lowered)) - bool(_SMALLER.search(lowered))


def contrary(sentence: str, said: Clause, evidence: str, unit: Unit) -> bool:
    """Whether a sentence turns round by how much one is greater than the other ("на 30 см уже" of "на 30 см
    шире"), the two being named in the same order, or keeps it where they are named the other way round."""
    ways = _ways(sentence, evidence)
    if not all(ways):
        return False
    there = [word for clause in unit.clauses for word in clause.words]
    order = [
        place
        for word in said.words
        if not is_light(word)
        for place in [next((k for k, known in enumerate(there) if closeness(word, known)), -1)]
        if place >= 0
    ]
    swapped = len(order) > 1 and order[0] > order[-1]
    return (ways[0] != ways[1]) is not swapped


def opposite(sentence: str, evidence: str) -> bool:
    """Whether one says "greater by" and the other "smaller by"."""
    ways = _ways(sentence, evidence)
    return all(ways) and ways[0] != ways[1]


def _ways(sentence: str, evidence: str) -> tuple[int, int]:
    return direction(numerals.joined(sentence)), direction(numerals.joined(evidence))


def sources(
    said: Clause, question: Clause, units: Sequence[_Source], *, named: bool, compared: int = 0
) -> Sequence[_Source]:
    """The units (with the index of their passage) of whose numbers one of the statement is made; none where
    none is. `named`: a sum or a difference is spoken of; `compared`: as `direction` says."""
    telling = [word for word in (*said.words, *question.words) if not is_light(word)]
    near = sorted(units, key=lambda one: -_shared(telling, one[1]))[:CALCULATED]
    near = [one for one in near if _shared(telling, one[1])]
    stated = {f.value for _, unit in near[:2] for clause in unit.clauses for f in clause.figures}
    stated |= {f.value for _, unit in near for cell in unit.cells for f in cell.head.figures}
    numbers = _numbers(near)
    counted = {number[1].counted for number in numbers if _is_times(number)}
    lent = _numbers(
        [one for one in units if all(one is not near_by for near_by in near) and _terms(one[1]) & counted]
    )
    for figure in said.figures:
        checked = compared and figure.measure  # by how much one is greater; it may stand elsewhere as well
        if (figure.value in stated and not checked) or _amount(figure) is None:
            continue
        rest = [other for other in (*said.figures, *question.figures) if other is not figure]
        pairs = chain(
            ((pair, True) for pair in combinations_with_replacement(numbers, 2)),
            ((pair, False) for pair in product(numbers, lent) if _multiplies(*pair)),
        )
        for (one, other), any_way in pairs:
            made = _makes(figure, one, other, rest, named) if any_way else _is_product(figure, one, other)
            if (
                made
                and _spoken(said, question, (one[2], other[2]))
                and not (compared and _reversed(figure, one, other, said, compared))
            ):
                return [one[2]] if one[2] is other[2] else [one[2], other[2]]
    return []


def _numbers(sources: Sequence[_Source]) -> list[_Number]:
    return [
        (amount, figure, source)
        for source in sources
        for clause in source[1].clauses
        for figure in clause.figures
        if (amount := _amount(figure)) is not None
    ]


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
    found: set[float] = set()
    if _in_unit(figure, one) and named and one is not other and _comparable(one, other):
        found = {a + b, abs(a - b)}
    for x, y in ((one, other), (other, one)):
        if y[1].measure and y[1].measure.dimension == "percent" and _in_unit(figure, x):
            found |= {x[0] * y[0] / 100, x[0] * (100 - y[0]) / 100}
        if _multiplies(x, y) and _in_unit(figure, y):
            found.add(_plain(x[1]) * y[0])
    for times in map(_plain, rest):
        if 1 < times <= _MOST_TIMES and _in_unit(figure, one) and _in_unit(figure, other):
            found |= {times * a} if one is other else {a + times * b, times * a + b}
    return round(_amount(figure) or 0.0, 4) in {round(value, 4) for value in found}


def _in_unit(figure: Figure, number: _Number) -> bool:
    """Whether a figure may be made of a number by its unit: months of no percent and of no persons."""
    return not (figure.measure and number[1].measure) or figure.measure.dimension == _dimension(number)


def _dimension(number: _Number) -> str:
    return number[1].measure.dimension if number[1].measure else ""


def _comparable(one: _Number, other: _Number) -> bool:
    """Whether two numbers count in one unit, in rows of tables stand in one column of it, and name no row."""
    if _dimension(one) != _dimension(other) or any(
        number[1] is key for number in (one, other) for key in _key(number)
    ):
        return False
    rows = one[2][1].cells, other[2][1].cells
    if one[2] is other[2] or not all(rows) or len(rows[0]) != len(rows[1]):
        return True
    return any(one[1] in a.body.figures and other[1] in b.body.figures for a, b in zip(*rows, strict=True))


def _is_times(number: _Number) -> bool:
    """Whether a number says how many of something that a noun after it names."""
    figure = number[1]
    return not figure.measure and bool(figure.counted) and 1 < _plain(figure) <= _MOST_TIMES


def _multiplies(one: _Number, other: _Number) -> bool:
    """Whether one number says how many of the other: "двух месячных плат" of "плата составляет 5 000"."""
    return _is_times(one) and bool(other[1].measure) and one[1].counted in _terms(other[2][1])


def _is_product(figure: Figure, one: _Number, other: _Number) -> bool:
    return round(_plain(one[1]) * other[0], 4) == round(_amount(figure) or 0.0, 4)


def _terms(unit: Unit) -> set[str]:
    return {word.term for clause in unit.clauses for word in clause.words}


def _reversed(figure: Figure, one: _Number, other: _Number, said: Clause, compared: int) -> bool:
    """Whether the figure is a difference, and the sentence turns round which of both is the greater one."""
    if round(abs(one[0] - other[0]), 4) != round(_amount(figure) or 0.0, 4):
        return False
    here, there = _named(one), _named(other)
    keys = [{figure.value for figure in _key(number)} for number in (one, other)]
    told = [
        (any(closeness(word, w) for w in here), any(closeness(word, w) for w in there)) for word in said.words
    ]
    told += [(f.value in keys[0], f.value in keys[1]) for f in said.figures if f is not figure]
    first = next((1 if mine else -1 for mine, others in told if mine is not others), 0)
    return first != 0 and (one[0] > other[0]) is not (first == compared)


def _named(number: _Number) -> list[Word]:
    """The words of the part of the sentence of a number; of its row and of the head of its column."""
    unit = number[2][1]
    if unit.cells:
        heads = [word for cell in unit.cells if number[1] in cell.body.figures for word in cell.head.words]
        return heads + [word for clause in unit.clauses for word in clause.words]
    return [
        word
        for clause in unit.clauses
        for part in {p for f, p in zip(clause.figures, clause.figure_parts, strict=True) if f is number[1]}
        for word, at in zip(clause.words, clause.word_parts, strict=True)
        if at == part
    ]


def _key(number: _Number) -> list[Figure]:
    """The numbers in the first cell of the row of a number: "ул. Лесная, 4"."""
    return [figure for cell in number[2][1].cells[:1] for figure in cell.body.figures]
