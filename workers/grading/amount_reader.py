"""Reading the amounts of a text: out of its tokens, with what stands around each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grading import amount_joins
from workers.grading.amounts import (
    FAMILIES,
    KIND_OF,
    KIND_PATTERNS,
    LEAD,
    NAMELESS,
    OF_NOUNS,
    PAY,
    Amount,
    Sort,
)
from workers.grading.bounds import bound_behind, bound_of, side_of
from workers.grading.spellings import RATIO
from workers.grading.vocabulary import (
    AFTER,
    ALWAYS,
    BEFORE,
    BEFORE_WORDS,
    BOUNDS,
    EACH,
    EARLIER,
    EVERY,
    LATER,
    MAX,
    MIN,
    MORE,
    OF_WHICH,
    ONE,
    ONE_OF,
    ROLE_OF,
    SHIFTS,
    UNIT_LETTERS,
    WEEKDAYS,
)
from workers.grading.words import is_attribute, period_of
from workers.retrieval import lexical
from workers.text import measures, numerals
from workers.text.folding import one_spelling
from workers.text.measures import dimension_of
from workers.text.numerals import HALVES, ORDINALS, PERIODS, SHARES

_LABELS = re.compile(
    r"(?:№|n|no|nos|п|пп|ст|гл|разд|пункт\w*|подпункт\w*|стать[яеиюй]\w*|раздел\w*|глав[аеуы]\w*|приложени\w*|приказ\w*|"
    r"форм[аеуы]|кабинет\w*|комнат\w*|офис\w*|номер\w*|строк\w*|таблиц\w*|section|clause|article|form|room|page|step|"
    r"chapter|line|appendix|extension|ext|order|table|верси\w*|versions?)$"
)
# Those that say no more than that a number names something.
_NAMELESS = re.compile(r"(?:№|n|no|nos|номер\w*|верси\w*|versions?)$")
_WINDOW = 4
# Before a span that a sum is paid for.
_PER = ("за", "each", "per")
_SIGNS = ("$", "€", "£", "₽", "₸")
# Dimensions whose unit alone may be one of it, behind a word of a bound.
_SINGLE = ("length", "mass", "volume")
_MONTHS = (["месяца"], ["месяц"], ["month"])


class AmountReader:
    """Reads the amounts of tokens (lower case, ё as е) once; `ends` says where a part of a sentence ends."""

    def __init__(self, tokens: Sequence[str], ends: Sequence[bool]) -> None:
        self._tokens, self._ends = list(tokens), ends
        self._plain = [_dictionary_form(token) for token in tokens]

    def rate(self) -> str:
        """The span that a text without amounts asks for: "часов в неделю"."""
        units = (self._rate_at(at) or period_of(token) for at, token in enumerate(self._tokens))
        return next((rate for unit in units if unit and (rate := _rate(unit))), "")

    def read(self) -> list[Amount]:
        """In the order of the text."""
        found: list[Amount] = []
        at = 0
        while at < len(self._tokens):
            amount = self._amount(at, found)
            if amount is None:
                at += 1
                continue
            found.append(amount)
            at = amount.last + 1
        found = [one if one.core else replace(one, core=one.last) for one in found]
        return [self._of_period(one) for one in amount_joins.joined(self._tokens, found)]

    def _of_period(self, one: Amount) -> Amount:
        """A sum of money with the span that an attribute of its noun says: "the weekly allowance is €38",
        "дневной лимит – 300 рублей"."""
        if one.rate or one.measure is None or one.measure.dimension not in measures.MONEY:
            return one
        ahead = range(max(0, one.first - 2 * _WINDOW), one.first)
        near = [at for at in ahead if not any(self._ends[at : one.first])]
        spans = [unit for at in near if self._tokens[at] in _PER and (unit := self._span_at(at))]
        if spans:
            return replace(one, rate=_rate(spans[-1]))
        units = [unit for at in near if _noun(self._tokens[at + 1]) and (unit := period_of(self._tokens[at]))]
        return replace(one, rate=_rate(units[-1])) if units else one

    def _amount(self, at: int, before: Sequence[Amount]) -> Amount | None:
        token = self._tokens[at]
        if token.startswith("@"):
            last = self._day_end(at)
            rate = _rate("месяц") if last > at else ""
            whole = Amount(token, token, Sort.DATE, rate=rate, first=at, last=last, core=at)
            return self._bounded(whole, before)
        if RATIO in token:
            return Amount(token.replace(",", "."), token.replace(RATIO, ":"), Sort.RATIO, first=at, last=at)
        if token.startswith("#"):
            return self._bounded(Amount(token, token, Sort.CLOCK, first=at, last=at), before)
        named = self._named(at, before)
        if named is not None:
            return named
        value, used = numerals.number_at(self._plain, at)
        half = HALVES.get(token) or numerals.half_of(token)
        if half[0] and not used:
            return self._half(at, half, before)
        if token in PERIODS:
            return Amount("1", token, counted="раз", rate=_rate(PERIODS[token]), first=at, last=at)
        if self._plain[at] in ("первый", "first"):
            return self._ordinal("1", at)
        if token == "раз" and self._rate_at(at + 1):
            return self._rated(Amount("1", token, counted="раз", first=at, last=at), at + 1)
        if self._plain[at] in ORDINALS:
            return self._ordinal(ORDINALS[self._plain[at]], at)
        if used:
            last = at + used - 1
            written = token if used == 1 else value
            label = self._label(at, last)
            sort = Sort.LABEL if label else Sort.NUMBER
            terms = lexical.terms(label)
            counted = NAMELESS if _NAMELESS.match(label) else terms[-1] if terms else ""
            if label and used == 1 and token[0].isdigit() and not token.isdigit():
                value = token.replace(",", ".")  # "пункт 2.10" is not "пункт 2.1"
            found = Amount(value, written, sort, counted=counted, first=at, last=last)
            return self._full(found, before)
        return None

    def _named(self, at: int, before: Sequence[Amount]) -> Amount | None:
        """A day of the week, "минус 5", "каждый месяц", "одна копия"."""
        token = self._tokens[at]
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else ""
        weekday = next((day for day, name in enumerate(WEEKDAYS, 1) if name.match(token)), 0)
        if weekday:
            return Amount(str(weekday), token, Sort.WEEKDAY, first=at, last=at)
        if token in ("минус", "minus") and following[:1].isdigit():
            below = self._amount(at + 1, before)
            return below and replace(
                below,
                value=f"-{below.value}",
                written=f"−{below.written}",
                measure=below.measure and replace(below.measure, amount=-below.measure.amount),
                first=at,
            )
        if token in EVERY and (rate := _rate(following)):
            return Amount("1", token, counted="раз", rate=rate, first=at, last=at + 1)
        if self._is_second(at):
            return self._ordinal("2", at)
        if dimension_of(token) in ("time", "months") and not self._part_has_number(at):
            near = at > 0 and self._tokens[at - 1] in ONE_OF and not self._is_rate(at)
            one = Amount("1", token, measure=measures.measure("1", token), weak=not near, first=at, last=at)
            return self._bounded(one, before)
        if self._is_one_of_length(at):
            return self._bounded(
                Amount("1", token, measure=measures.measure("1", token), first=at, last=at), before
            )
        counts = bool(following) and not numerals.number_at(self._plain, at)[1]
        if token in ONE and counts and (_noun(following) or dimension_of(following)):
            return self._full(Amount("1", token, first=at, last=at), before)
        return None

    def _is_one_of_length(self, at: int) -> bool:
        """Whether a unit alone says one of it: "не более метра", "максимум сантиметр", "в километре от"."""
        token, ahead = self._tokens[at], self._tokens[max(0, at - 2) : at]
        if dimension_of(token) not in _SINGLE or self._part_has_number(at) or not ahead:
            return False
        if set(ahead) & (ALWAYS | BOUNDS) or ahead[-1] == "превышает":
            return token.isascii() or "sing" in lexical.morphology().parse(token)[0].tag
        return ahead[-1] == "в" and bool(re.fullmatch(r"(?:санти|кило)?метре", token))

    def _is_rate(self, at: int) -> bool:
        """Whether "a week" tells how often: "hours a week", not "in a week"."""
        before = self._tokens[at - 2] if at > 1 else ""
        return self._tokens[at - 1] in ("a", "an") and bool(_noun(before)) and before not in MORE

    def _half(self, at: int, half: tuple[str, str], before: Sequence[Amount]) -> Amount | None:
        token, (value, unit) = self._tokens[at], half
        last = at
        if not unit:
            ahead = [
                i for i in range(at + 1, min(at + 4, len(self._tokens))) if dimension_of(self._tokens[i])
            ]
            if ahead and all(self._tokens[i] in ("a", "an", "of", "и") for i in range(at + 1, ahead[0])):
                unit, last = self._tokens[ahead[0]], ahead[0]
        if not unit and (token in SHARES or self._is_share(at)):
            value, unit = SHARES.get(token, "25"), "%"
        if unit == "раз":
            times = Amount(value, token, counted="раз", first=at, last=at)
            return self._rated(self._bounded(times, before), at + 1)
        if not unit and token in ("half", "quarter", "once"):
            return None
        found = Amount(value, token, measure=measures.measure(value, unit), first=at, last=last)
        return self._bounded(found, before)

    def _is_share(self, at: int) -> bool:
        """Whether "a quarter" is a share of something, not one of a year."""
        if self._tokens[at : at + 2] != ["quarter", "of"]:
            return False
        behind = [token for token in self._tokens[at + 2 : at + 4] if token not in ("the", "a", *EVERY)]
        return not (behind and dimension_of(behind[0]))

    def _day_end(self, at: int) -> int:
        """The last token of a date: "25 числа каждого месяца" is a day, not so many times."""
        behind = at + 2 if self._tokens[at + 1 : at + 2] == ["of"] else at + 1
        repeated = self._tokens[behind : behind + 1] and self._tokens[behind] in EVERY
        return behind + 1 if repeated and self._tokens[behind + 1 : behind + 2] in _MONTHS else at

    def _ordinal(self, value: str, at: int) -> Amount:
        """A place in an order, with what it lies before or after: "before the first day"."""
        ahead = [token for token in self._tokens[max(0, at - 3) : at] if token not in ("the", "a")]
        roles = [ROLE_OF.get(token, "") for token in ahead[-1:]]
        side = next((role for role in roles if role in (BEFORE, AFTER)), "")
        return Amount(value, self._tokens[at], Sort.LABEL, side=side, first=at, last=at)

    def _is_second(self, at: int) -> bool:
        """Whether "second" is an ordinal, not a unit of time."""
        return self._tokens[at] == "second" and at > 0 and self._tokens[at - 1] in ("the", "on", "every", "a")

    def _label(self, first: int, last: int) -> str:
        """The word that makes a number a name ("№", "section"), "" where it counts."""
        before = self._tokens[first - 1] if first and not self._ends[first - 1] else ""
        if _LABELS.match(before):
            return before
        following = self._tokens[last + 1] if last + 1 < len(self._tokens) and not self._ends[last] else ""
        return following if re.match(r"(?:кабинет|пункт|стать[яеию])\w*$", following) else ""

    def _full(self, amount: Amount, before: Sequence[Amount]) -> Amount:
        """With the unit, what is counted and the kind, out of the next words."""
        if amount.sort is Sort.LABEL:
            if amount.counted != NAMELESS:
                return amount
            named = self._bounded(replace(amount, first=amount.first - 1), before)  # "не ниже версии 11"
            return replace(named, first=amount.first)
        kinds: set[str] = set()
        attributes: set[str] = set()
        measure, counted, at, last = None, "", amount.last + 1, amount.last
        sign = self._tokens[amount.first - 1] if amount.first else ""
        if sign in _SIGNS:
            measure, at = measures.measure(amount.value, sign), len(self._tokens)
        while at < len(self._tokens) and at <= amount.last + _WINDOW and not self._ends[at - 1]:
            token = self._tokens[at]
            kind = next((name for name, _, pattern in KIND_PATTERNS if pattern.match(token)), "")
            if self._is_year(amount, token):
                last = at
                break
            single = len(token) == 1 and at == amount.last + 1
            # "10 В" ends there: elsewhere the letter is a preposition.
            single = single and (token in UNIT_LETTERS or (token == "в" and self._is_end(at)))
            if token in BOUNDS or token == "at":
                break
            if dimension_of(token) or single:
                measure, last = measures.measure(amount.value, token), at
                break
            if kind:
                kinds.add(kind)
                attributes |= set(lexical.terms(token)) if kind in PAY else set()
            elif token in ("раз", "раза", "times"):
                counted, last = "раз", at
                break
            elif token[0].isdigit() or token[0] in "@#" or token in ("и", "или", "до", "and", "or", "to"):
                break
            elif (noun := _noun(token)) and (not counted or token.isascii()):
                counted, last = noun, at
                if not token.isascii():
                    break
                attributes |= {noun} if at < amount.last + _WINDOW else set()
            elif not token.isascii() and is_attribute(token):
                attributes |= set(lexical.terms(token))
            at += 1
        attributes = attributes if measure is not None else set()
        if measure is not None:
            counted = ""
        kinds |= self._kinds_around(last, amount.first)
        kinds |= self._kinds_of_noun(amount.first, before, kinds)
        full = replace(amount, measure=measure, counted=counted, kinds=frozenset(kinds), last=last)
        full = replace(full, attributes=frozenset(attributes))
        return self._rated(self._bounded(full, before), last + 1)

    def _is_end(self, at: int) -> bool:
        return at + 1 == len(self._tokens) or self._ends[at]

    def _is_year(self, amount: Amount, token: str) -> bool:
        return bool(re.match(r"(?:г|год\w{0,2})$", token)) and bool(
            re.fullmatch(r"(?:19|20)\d\d", amount.value)
        )

    def _kinds_around(self, last: int, first: int) -> set[str]:
        """What stands behind the unit ("gross", "до вычета"), and right before the number."""
        around = [token for at in range(last + 1, min(last + 3, len(self._tokens)))
                  if not any(self._ends[last:at]) for token in (self._tokens[at],)]  # fmt: skip
        found = {name for name, _, pattern in KIND_PATTERNS for token in around if pattern.match(token)}
        tax = " ".join(around)
        if tax.startswith(("до вычета", "before tax")):
            found.add("gross")
        elif tax.startswith(("после вычета", "на руки", "after tax")):
            found.add("net")
        if first:
            found |= {name for name, _, pattern in KIND_PATTERNS if pattern.match(self._tokens[first - 1])}
        return found

    def _kinds_of_noun(self, first: int, before: Sequence[Amount], own: set[str]) -> set[str]:
        """What stands with the noun before the number ("вес нетто – 18 кг", "общая площадь: 40"): of families
        whose words are said of the noun and of which the amount names no kind itself."""
        start = max(before[-1].last + 1 if before else 0, first - _WINDOW)
        ahead = self._tokens[start:first]
        if any(token in ".;!?," for token in ahead):
            ahead = ahead[max(at for at, token in enumerate(ahead) if token in ".;!?,") + 1 :]
        told = {name for name, family in OF_NOUNS for token in ahead if KIND_OF[name].match(token)
                if family not in {FAMILIES[one] for one in own}}  # fmt: skip
        return told if len({FAMILIES[name] for name in told}) == len(told) else set()

    def _rate_at(self, at: int) -> str:
        """The unit of "в месяц", "an hour", "за каждый день", at a token; "" without one."""
        if at >= len(self._tokens) or self._tokens[at] not in EACH:
            return ""
        for place in range(at + 1, min(at + 3, len(self._tokens))):
            token = self._tokens[place]
            if dimension_of(token) in ("time", "months", "length") or token in SHIFTS or token == "quarter":
                return token
            if token not in EACH and not (self._tokens[at] == "за" and is_attribute(token)):
                break
        return ""

    def _span_at(self, at: int) -> str:
        """The unit of "за час", "each minute" at a token, which is not "за час до начала"."""
        unit = self._rate_at(at) if self._tokens[at] != "each" else self._tokens[at + 1]
        place = self._tokens.index(unit, at) + 1 if unit else 0
        lead = place < len(self._tokens) and self._tokens[place] in BEFORE_WORDS
        return "" if lead or not _rate(unit) else unit

    def _rated(self, amount: Amount, at: int) -> Amount:
        unit = self._rate_at(at)
        if not unit:
            often = self._tokens[at] if at < len(self._tokens) and not self._ends[at - 1] else ""
            return replace(amount, rate=_rate(PERIODS[often])) if often in PERIODS else amount
        last = self._tokens.index(unit, at)
        rates = [_rate(unit)]
        further = self._rate_at(last + 1) if not self._ends[last] else ""
        if further and _rate(further).split()[0] != rates[0].split()[0]:  # "за метр в год"
            last = self._tokens.index(further, last)
            rates.append(_rate(further))
        return replace(amount, rate="; ".join(sorted(rates)), last=last, core=amount.last)

    def _bounded(self, amount: Amount, before: Sequence[Amount]) -> Amount:
        """With the bound, the side and a denial, out of the words around it in the same part."""
        start = max(before[-1].last + 1 if before else 0, amount.first - 7)
        while start < amount.first and any(self._ends[start : amount.first]):
            start += 1
        ahead = self._tokens[start : amount.first]
        bound, denied = bound_of(ahead)
        behind: list[str] = []
        for at in range(amount.last + 1, min(amount.last + 5, len(self._tokens))):
            if self._ends[at - 1]:
                break
            behind.append(self._tokens[at])
        bound = bound or bound_behind(behind)
        while ahead and ahead[-1] in ("the", "a"):
            ahead = ahead[:-1]
        timed = amount.sort in (Sort.DATE, Sort.CLOCK)
        if not bound and ahead:
            last = ahead[-1]
            if (
                last in ("до", "until", "till", "by")
                or (last == "по" and timed)
                or ahead[-2:] == ["up", "to"]
            ):
                bound = MAX
            elif (
                last in ("от", "since")
                or (last in ("с", "from") and (timed or amount.measure))
                or (timed and last in ("после", "after"))
            ):
                bound = MIN
            elif (timed and last == "before") or last == "течение":
                bound = MAX
        side = "" if timed else side_of(ahead, behind, bound)
        if side in (BEFORE, LEAD) and (LATER & set(ahead)):
            bound = MIN  # "не позднее чем за 3 дня": three days or more
        elif side in (BEFORE, LEAD) and (EARLIER & set(ahead)):
            bound = MAX
        partial = bool(before) and bool(OF_WHICH.search(" ".join(self._tokens[start : amount.first])))
        return replace(amount, bound=bound, side=side, denied=denied, partial=partial)

    def _part_has_number(self, at: int) -> bool:
        step = at - 1
        while step >= 0 and step >= at - 3 and not self._ends[step]:
            if numerals.number_at(self._plain, step)[1] or self._tokens[step] in HALVES:
                return True
            step -= 1
        return False


def _rate(unit: str) -> str:
    found = measures.measure("1", "квартал" if unit == "quarter" else unit)
    return f"{found.dimension} {found.amount:g}" if found else "shift" if unit in SHIFTS else ""


def _dictionary_form(token: str) -> str:
    """A numeral in its dictionary form ("двадцатью" → "двадцать"); other words stay."""
    if not re.search("[а-я]", token):
        return token
    best = lexical.morphology().parse(token)[0]
    if str(best.tag.POS) == "NUMR" or "Anum" in best.tag:
        return one_spelling(str(best.normal_form))
    return token


def _noun(token: str) -> str:
    """The stem of a noun that may be counted; "" for other words."""
    if not token[:1].isalpha():
        return ""
    terms = lexical.terms(token)
    if not terms:
        return ""
    if re.search("[а-я]", token):
        return terms[-1] if str(lexical.morphology().parse(token)[0].tag.POS) == "NOUN" else ""
    return terms[-1]
