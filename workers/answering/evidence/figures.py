"""Whether the figures of a statement stand in the evidence: amount, unit, bound, part of the sentence,
column.
"""

from collections.abc import Sequence
from dataclasses import replace

from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.families import closeness, is_light
from workers.answering.evidence.grammar import MAX
from workers.answering.evidence.units import NamedCell, Unit
from workers.answering.evidence.words import Word
from workers.text import clock, measures
from workers.text.measures import Measure


def matched(said: Clause, there: Clause, unit: Unit) -> list[tuple[Figure, Figure]] | None:
    """Each figure that is said with one of the evidence; None when one does not stand there."""
    heads = [figure for cell in unit.cells for figure in cell.head.figures]
    found = []
    for figure in said.figures:
        same = [other for other in (*there.figures, *heads) if agree(figure, other)]
        same = same or [other for other in there.figures if _in_range(figure, other)]
        same = same or _ends(figure, there.figures)
        if not same and figure.value in unit.years:
            continue
        if not same:
            return None
        counted = [other for other in same if other.counted == figure.counted]
        if figure.counted and not counted and _counts_other(figure, same, there.figures):
            return None
        exact = counted or same
        found.append((figure, next((o for o in exact if o.bound == figure.bound), exact[0])))
    return found


def _counts_other(figure: Figure, same: Sequence[Figure], all_figures: Sequence[Figure]) -> bool:
    """Whether the number counts something else there, while another number counts this."""
    return all(other.counted for other in same) and any(
        other.counted == figure.counted and other not in same for other in all_figures
    )


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures are one amount or date."""
    if one.date or other.date:
        return one.date and other.date and _dates_agree(one.value, other.value)
    if _is_clock(one) or _is_clock(other):
        return _clocks_agree(one, other)
    if one.measure and other.measure:
        return one.measure.equals(other.measure)
    if (one.measure and one.measure.every) or (other.measure and other.measure.every):
        return False
    return one.value == other.value


def _in_range(one: Figure, other: Figure) -> bool:
    """Whether one is an end of the other, a range: "до 18" of "9-18"."""
    ends = other.value.split("-")
    return (
        not (one.date or other.date)
        and len(ends) == 2
        and any(one.value == end or (_is_clock(one) and _clocks_agree(one, _end(other, end))) for end in ends)
        and (one.measure is None or other.measure is None or one.measure.dimension == other.measure.dimension)
    )


def _ends(one: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The times of day that are the ends of a range: "9-18" of "с 9:00 до 18:00"; empty unless both are."""
    found = [
        [other for other in others if _is_clock(other) and _clocks_agree(other, _end(one, end))]
        for end in one.value.split("-")
    ]
    return [*found[0], *found[1]] if len(found) == 2 and all(found) and not one.date else []


def _end(whole: Figure, value: str) -> Figure:
    """An end of a range, which carries one of its unit, as a figure of its own."""
    hours = whole.measure and whole.measure == measures.measure("1", "час")
    return replace(whole, value=value, measure=measures.measure(value, "час") if hours else whole.measure)


def _is_clock(figure: Figure) -> bool:
    return figure.value.startswith("#")


def _clocks_agree(one: Figure, other: Figure) -> bool:
    """Whether two figures, one of them a time of day, may be the same time: "17:00" and "17", "17 часов", and
    no 17 minutes or roubles."""
    if _is_clock(one) and _is_clock(other):
        return clock.equal(one.value, other.value)
    time, number = (one, other) if _is_clock(one) else (other, one)
    hours = number.measure is None or number.measure == measures.measure(number.value, "час")
    return hours and not number.lasting and clock.may_be(time.value, number.value)


def _dates_agree(one: str, other: str) -> bool:
    return all(
        a == b or int(a) == 0 or int(b) == 0 for a, b in zip(one.split("-"), other.split("-"), strict=True)
    )


def bounds_agree(one: Figure, other: Figure) -> bool:
    """At most is not at least, nor is a term in which something is done; a bound that only one of both names
    is the other's way to say it."""
    bounds = [figure.bound or (MAX if figure.within else "") for figure in (one, other)]
    return not all(bounds) or bounds[0] == bounds[1]


def parts_agree(said: Clause, there: Clause, figures: Sequence[tuple[Figure, Figure]]) -> bool:
    """Where commas part several figures, each figure goes with the words of its own part: a part that has
    words of its own lends its figure to no other."""
    parts = set(there.figure_parts)
    if len(parts) < 2 or not figures:
        return True
    spoken = {
        place for place, one in enumerate(there.words) if any(closeness(word, one) for word in said.words)
    }
    first = min(parts)
    for _, other in figures:
        homes = {there.figure_parts[i] for i, figure in enumerate(there.figures) if figure == other}
        telling = [
            p for p, word in enumerate(there.words) if there.word_parts[p] in homes and not is_light(word)
        ]
        if telling and not any(place in spoken for place in telling):
            return False
        near = [there.words[p] for p in range(len(there.words)) if there.word_parts[p] in homes | {first}]
        for place in spoken:
            part = there.word_parts[place]
            if (
                part in parts - homes - {first}
                and not is_light(there.words[place])
                and not any(closeness(there.words[place], one) for one in near)
                and not _part_is_claimed(there, part, figures)
            ):
                return False
    return True


def _part_is_claimed(there: Clause, part: int, figures: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether the statement also takes a figure of this part: then its words belong to that one."""
    own = [f for i, f in enumerate(there.figures) if there.figure_parts[i] == part]
    return any(other in own for _, other in figures)


def column_agrees(
    said: Clause, cells: Sequence[NamedCell], figures: Sequence[tuple[Figure, Figure]], asked: Sequence[Word]
) -> bool:
    """A figure stands in the column that is spoken of: no other column is named while its own is not."""
    for figure, other in figures:
        homes = [
            i for i, cell in enumerate(cells) if any(f is other or f == other for f in cell.body.figures)
        ]
        if not homes or (not figure.counted and any(_is_spoken(cells[home], said.words) for home in homes)):
            continue  # a number of what the row is of: "ул. Лесная, 6"
        named = [_named(cell, said.words, said.figures) for cell in cells]
        if not any(named[1:]):
            named = [_named(cell, asked, ()) for cell in cells]
            if 0 not in homes:
                named[0] = 0.0  # the question names what the rows are
        best = max(named)
        if best and not any(named[home] >= best - 1e-9 for home in homes):
            return False
        tied = [cell for cell, share in zip(cells, named, strict=True) if share >= best - 1e-9]
        elsewhere = any(_has_unit(figure, cell) for cell in tied)
        if elsewhere and not any(_has_unit(figure, cells[home]) for home in homes):
            return False
        if not best and not any(_unit_fits(figure, cells[home]) for home in homes):
            return False
    return True


def _is_spoken(cell: NamedCell, words: Sequence[Word]) -> bool:
    """Whether words beside the number in a cell are said."""
    return any(closeness(word, one) for word in words for one in cell.body.words if not is_light(one))


def _named(cell: NamedCell, words: Sequence[Word], figures: Sequence[Figure]) -> float:
    """How much of a column's name is spoken of (0…1), a little more for its figures with their bound."""
    names = [word for word in cell.head.words if not is_light(word)] or cell.head.words
    share = sum(any(closeness(word, name) for word in words) for name in names) / max(len(names), 1)
    for figure in cell.head.figures:
        share += any(agree(figure, one) and one.bound == figure.bound for one in figures)
    return share


def _has_unit(figure: Figure, cell: NamedCell) -> bool:
    """Whether a column counts in the unit of a figure."""
    own = (f.measure for f in (*cell.body.figures, *cell.head.figures) if f.measure)
    return figure.measure is not None and any(one.dimension == figure.measure.dimension for one in own)


def _unit_fits(figure: Figure, cell: NamedCell) -> bool:
    """Whether a column without a name in the statement can hold a figure in this unit."""
    if figure.measure is None:
        return True
    own: list[Measure] = [f.measure for f in (*cell.body.figures, *cell.head.figures) if f.measure]
    return not own or any(measure.dimension == figure.measure.dimension for measure in own)
