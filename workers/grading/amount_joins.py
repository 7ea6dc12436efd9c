"""Amounts that belong together, as one: "1 час 20 минут", "от 3 до 5 дней", "120 × 40 см"."""

from collections.abc import Sequence
from dataclasses import replace

from workers.grading.amounts import TO, Amount, Sort
from workers.text import measures, numerals
from workers.text.measures import dimension_of


def joined(tokens: Sequence[str], found: list[Amount]) -> list[Amount]:
    """`found`, in the order of the text of `tokens`, with sums and ranges as one amount each, and with the
    units that two of them share."""
    return _shared(tokens, _ranges(tokens, _summed(tokens, found)))


def _summed(tokens: Sequence[str], found: list[Amount]) -> list[Amount]:
    """ "1 час 20 минут" as one amount: the second one in a smaller unit of the same."""
    joined: list[Amount] = []
    for amount in found:
        last = joined[-1] if joined else None
        if last is None or last.measure is None or amount.measure is None or not _adds(tokens, last, amount):
            joined.append(amount)
            continue
        total = last.measure.amount + amount.measure.amount
        value = numerals.shown(total * float(amount.value) / amount.measure.amount)
        whole = replace(amount.measure, amount=total)
        written = f"{last.written}:{amount.written}"
        joined[-1] = replace(
            last, value=value, written=written, measure=whole, last=amount.last, core=amount.core,
            rate=amount.rate,
        )  # fmt: skip
    return joined


def _adds(tokens: Sequence[str], one: Amount, other: Amount) -> bool:
    if one.measure is None or other.measure is None or one.measure.dimension != other.measure.dimension:
        return False
    if (
        not one.sort is other.sort is Sort.NUMBER
        or one.weak
        or other.weak
        or one.rate
        or not other.measure.amount
    ):
        return False
    between = tokens[one.last + 1 : other.first]
    units = [
        each.measure.amount / float(each.value) if float(each.value) else 0.0
        for each in (one, other)
        if each.measure
    ]
    return between in ([], ["и"], ["and"]) and units[0] > units[1] and other.measure.amount < units[0]


def _ranges(tokens: Sequence[str], found: list[Amount]) -> list[Amount]:
    """ "От 3 до 5 дней", "40–60 %" as one amount."""
    joined: list[Amount] = []
    for amount in found:
        last = joined[-1] if joined else None
        if last is not None and _is_range(tokens, last, amount):
            value = f"{_low(tokens, last, amount)}{TO}{amount.value}"
            written = f"{last.written}–{amount.written}"
            whole = replace(amount, value=value, written=written, sort=Sort.RANGE, bound="")
            joined[-1] = replace(whole, first=last.first, denied=last.denied)
        elif last is not None and _are_days(tokens, last, amount):
            written = f"{last.written}–{amount.written}"
            joined[-1] = replace(
                last, value=f"{last.value}{TO}{amount.value}", written=written, last=amount.last
            )
        elif last is not None and _is_alternative(tokens, last, amount):
            joined[-1] = replace(last, hedged=True)
            joined.append(replace(amount, hedged=True))
        else:
            joined.append(amount)
    return joined


def _low(tokens: Sequence[str], first: Amount, last: Amount) -> str:
    """The first end of a range in the unit of the last one, and with its scale: "от 40 до 60 тысяч"."""
    value = _amount_in(first, last)
    ends = [tokens[one.first : one.last + 1] for one in (first, last)]
    own, scales = ([numerals.scale_of(token) for token in tokens] for tokens in ends)
    named = any(one.count(".") > 1 for one in (value, last.value))
    if max(scales) == 1 or max(own) > 1 or first.counted or dimension_of(ends[0][-1]) or named:
        return value
    scaled = float(value) * max(scales)
    return numerals.shown(scaled) if scaled <= float(last.value) else value


def _is_range(tokens: Sequence[str], one: Amount, other: Amount) -> bool:
    if not (one.sort is other.sort is Sort.NUMBER) or one.counted == "раз" or other.first != one.last + 2:
        return False
    join, opening = tokens[one.last + 1], tokens[one.first - 1] if one.first else ""
    if one.measure and other.measure and one.measure.dimension != other.measure.dimension:
        return False
    if join in ("-", "–", "—"):
        return True
    return (
        (join in ("до", "to") and opening in ("от", "с", "from", "", "is", "takes", "lasts"))
        or (join in ("to",) and one.measure is None)
        or (join == "and" and opening == "between")
    )  # fmt: skip


def _are_days(tokens: Sequence[str], one: Amount, other: Amount) -> bool:
    """Whether two days of the week are the ends of a row of them: "с понедельника по пятницу"."""
    if not one.sort is other.sort is Sort.WEEKDAY or TO in one.value or other.first != one.last + 2:
        return False
    return tokens[one.last + 1] in ("-", "–", "—", "по", "до", "to", "through", "till", "until")


def _is_alternative(tokens: Sequence[str], one: Amount, other: Amount) -> bool:
    near = other.first <= one.last + 3
    return near and any(t in ("или", "либо", "or") for t in tokens[one.last + 1 : other.first])


def _shared(tokens: Sequence[str], found: list[Amount]) -> list[Amount]:
    """ "120 × 40 см", "300 рублей и 500": the unit of one of them is that of both."""
    for place in range(len(found) - 1, 0, -1):
        one, other = found[place - 1], found[place]
        joins = tokens[one.last + 1 : other.first]
        if (
            one.measure is None
            and not one.counted
            and other.measure
            and joins in (["на"], ["x"], ["х"], ["×"])
        ):
            unit = tokens[other.last]
            found[place - 1] = replace(one, measure=measures.measure(one.value, unit))
    return found


def _amount_in(first: Amount, last: Amount) -> str:
    """The first end of a range in the unit of the last one."""
    if first.measure and last.measure and last.measure.amount and float(last.value):
        factor = last.measure.amount / float(last.value)
        return numerals.shown(first.measure.amount / factor)
    return first.value
