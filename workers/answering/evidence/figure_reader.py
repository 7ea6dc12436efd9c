"""Reading the figures of a clause: numbers, dates, shares, periods, with unit, bound and what they count."""

import re
from collections.abc import Sequence

from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.grammar import DURING, EVERY, MAX, MEASURE, MIN, WITHIN
from workers.answering.evidence.quantities import times_of
from workers.answering.evidence.tokens import ClauseToken
from workers.answering.evidence.words import FOREIGN, NOUN, is_predicate, is_singular, unified, word
from workers.text import measures, numerals
from workers.text.measures import Measure, dimension_of
from workers.text.numerals import HALVES, ORDINALS, PERIODS, SHARES

_TIMES = ("time", "months")
# Between an amount and "за день" so many tokens stand at most: "0,5 % цены за день".
_RATE_WITHIN = 3
_TENS = frozenset(
    ("двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
)
_FIRST = re.compile(r"перв(?:ый|ого|ому|ым|ом|ая|ой|ую|ое)")
_SHORT_UNIT = 3  # letters
# "тыс. руб.": the point is of the short word.
_SHORT_SCALE = frozenset(("тыс", "млн", "млрд"))
_RANGE = re.compile(r"\d+(?:[.,:/]\d+)*(?:[-–]\d+(?:[.,:]\d+)?)+")


class FigureReader:
    """The figures of the tokens of one clause; what else is read there is for the class above it."""

    def __init__(self, tokens: Sequence[ClauseToken]) -> None:
        self._tokens = list(tokens)
        self._texts = [unified(token.text) for token in tokens]
        self._clause = Clause()
        self._part = 0
        self._part_figures = 0
        self._bound = ""
        self._deadline = False
        self._verb_read = self._exclusive = False
        self._unit_at = -1

    def _take_number(self, at: int) -> int:
        """Take the figure that begins at a token; how many tokens it is of, 0 where none begins."""
        value, used = numerals.number_at(self._texts, at)
        return (
            self._take_code(at)
            or self._take_word_number(at)
            or self._take_half(at)
            or (self._number(value, at, used) if used else 0)
            or self._take_unit(at)
        )

    def _take_code(self, at: int) -> int:
        text = self._texts[at]
        if not _RANGE.fullmatch(text):
            return 0
        self._add_figure(Figure(text.replace("–", "-").replace(",", "."), self._range_unit(at)))
        return 1

    def _take_word_number(self, at: int) -> int:
        """A word that is a number by itself: "двойном", "третьем", "ежемесячно"."""
        texts, text = self._texts, self._texts[at]
        if text[0].isalpha() and (times := times_of(text)):
            self._add_figure(Figure(times, Measure("times", float(times)), self._direction(at)))
        elif text in ORDINALS:
            after = word(texts[at + 1]) if at + 1 < len(texts) and texts[at + 1][0].isalpha() else None
            counted = after.term if after and after.kind in (NOUN, FOREIGN) else ""
            self._add_figure(Figure(ORDINALS[text], counted=counted))
        elif text in PERIODS:
            self._add_figure(Figure("1", measures.period("1", PERIODS[text])))
        else:
            return 0
        return 1

    def _take_half(self, at: int) -> int:
        """ "Полчаса", "дважды в месяц", "четверть килограмма", "половина" (a share)."""
        text = self._texts[at]
        value, unit = HALVES.get(text) or numerals.half_of(text)
        if not value or numerals.number_at(self._texts, at)[1]:
            return 0  # "полтора миллиарда" is a number
        used = 1
        following = [t for t in self._texts[at + 1 : at + 4] if t not in ("a", "an", "of")]
        if not unit and following and dimension_of(following[0]):
            unit = following[0]
            used = 2 + self._texts[at + 1 : at + 4].index(unit)
        if unit == "раз":
            per = self._per(at + 1)
            every = measures.period(_inverse(value), per) if per else None
            self._add_figure(Figure(value, every, self._direction(at), counted="" if per else unit))
            return 1 + self._per_length(at + 1) if per else 1
        if not unit and text in SHARES:
            value, unit = SHARES[text], "%"
        if not unit and text == "quarter":
            return 0
        self._add_figure(Figure(value, measures.measure(value, unit), self._direction(at)))
        self._unit_at = at + used - 1
        return used

    def _take_unit(self, at: int) -> int:
        """A unit that says one of it: "за час", "каждый месяц", "раз в год"; after a figure its rate."""
        texts, text = self._texts, self._texts[at]
        before = texts[at - 1] if at else ""
        per = self._per(at + 1) if text in ("раз", "раза", "once") else ""
        if per:
            self._add_figure(Figure("1", measures.period("1", per), self._direction(at)))
            return 1 + self._per_length(at + 1)
        if not at or not dimension_of(text):
            return 0
        if self._clause.figures and (before in (*EVERY, "per", "a", "в") or self._is_rate(at)):
            self._clause.rates.add(str(measures.measure("1", text)))
            return 1
        if before in EVERY:
            self._add_figure(Figure("1", measures.period("1", text)))
            return 1
        one = before in WITHIN and (before not in ("a", "an") or texts[max(at - 2, 0)] in DURING)
        if one and at != self._unit_at:
            self._add_figure(Figure("1", measures.measure("1", text)))
            return 1
        if MEASURE.match(before) and at != self._unit_at and is_singular(text):
            self._unit_at = at
            whole = measures.measure("1", text)
            rest = self._rest(whole, at + 1) if whole else None  # "длится час 30 минут"
            self._add_figure(Figure(f"1+{rest[0]}", rest[1]) if rest else Figure("1", whole))
            return rest[2] - at if rest else 1
        return 0

    def _is_rate(self, at: int) -> bool:
        """Whether a unit of time behind "за" is that of an amount: "0,5 % за день", "200 рублей за час"."""
        last = self._clause.figures[-1].measure
        near = at - 1 - self._unit_at <= _RATE_WITHIN
        paid = last is not None and last.dimension not in _TIMES
        return self._texts[at - 1] == "за" and near and paid and dimension_of(self._texts[at]) in _TIMES

    def _range_unit(self, at: int) -> Measure | None:
        """One unit of what follows a range or a code ("10-12 дней"), None where none does."""
        following = self._texts[at + 1 : at + 2]
        return measures.measure("1", following[0]) if following and dimension_of(following[0]) else None

    def _per(self, at: int) -> str:
        """The unit of "в месяц", "a year", "weekly" that begins at a token."""
        if self._texts[at : at + 1] and self._texts[at] in PERIODS:
            return PERIODS[self._texts[at]]
        if (
            at + 1 < len(self._texts)
            and self._texts[at] in ("в", "a", "per", "за")
            and dimension_of(self._texts[at + 1])
        ):
            return self._texts[at + 1]
        return ""

    def _per_length(self, at: int) -> int:
        """How many tokens such a unit is of."""
        return 1 if self._texts[at] in PERIODS else 2

    def _number(self, value: str, at: int, used: int) -> int:
        texts = self._texts
        after = at + used
        following = texts[after] if after < len(texts) and texts[at] in _TENS else ""
        ones = "1" if _FIRST.fullmatch(following) else ORDINALS.get(following, "")
        if len(ones) == 1:
            self._add_figure(Figure(str(int(value) + int(ones)), None, self._direction(at)))
            return used + 1
        times = after < len(texts) and texts[after] in ("раз", "раза", "times") and self._per(after + 1)
        if times and (inverse := _inverse(value)):
            every = measures.period(inverse, self._per(after + 1))
            self._add_figure(Figure(value, every, self._direction(at)))
            return used + 1 + self._per_length(after + 1)
        measure, counted = None, ""
        for step, token in enumerate(texts[after : after + 4]):
            if not token[0].isalnum() and token[0] not in "%₽$€°":
                if token not in "()" and not (token == "." and texts[after + step - 1] in _SHORT_SCALE):
                    break
                continue
            if dimension_of(token) or (step == 0 and self._unit_letter(value, after)):
                measure = measures.measure(value, token)
                self._unit_at = after + step
                counted = ""
                break
            if counted:
                break
            if (
                numerals.number_at([token], 0)[1]
                or token[0].isdigit()
                or token in ("до", "по", "и", "или", "and", "or", "to")
            ):
                break
            known = word(token)
            if known and known.kind in (NOUN, FOREIGN):
                counted = known.term
                if known.kind == NOUN:
                    break
            elif step >= 2:
                break
        if measure is None and at and self._texts[at - 1] in ("$", "€", "₽"):
            measure = measures.measure(value, self._texts[at - 1])
        direction = self._direction(at)
        if measure and self._unit_at >= after and (rest := self._rest(measure, self._unit_at + 1)):
            value, measure, used = f"{value}+{rest[0]}", rest[1], rest[2] - at
        lasting = measure is not None and self._lasts(at)
        within = self._texts[max(0, at - 2) : at] == ["в", "течение"] or self._texts[at - 1 : at] == [
            "within"
        ]
        self._add_figure(Figure(value, measure, direction, counted, lasting=lasting, within=within))
        return used

    def _lasts(self, at: int) -> bool:
        """Whether the amount at a token is by the word before it how long, and not when: "длится 7 часов"."""
        before = self._texts[at - 1] if at else ""
        return before in (*WITHIN, *DURING, *EVERY) or (before[:1].isalpha() and is_predicate(before))

    def _rest(self, whole: Measure, at: int) -> tuple[str, Measure, int] | None:
        """The smaller part of an amount in two units, whose larger one is `whole`: "30 минут" of "1 час 30
        минут". Its value, the amount of both, and where it ends."""
        texts = self._texts
        short = len(texts[at - 1]) <= _SHORT_UNIT  # "1 ч. 30 мин."
        begin = at + (texts[at : at + 1] in (["и"], ["and"], *([["."]] if short else [])))
        value, used = numerals.number_at(texts, begin) if begin < len(texts) else ("", 0)
        end = begin + used
        part = measures.measure(value, texts[end]) if used and end < len(texts) else None
        one = measures.measure("1", texts[self._unit_at])
        if not (part and one and part.dimension == whole.dimension and 0 < part.amount < one.amount):
            return None
        self._unit_at = end
        return value, Measure(whole.dimension, whole.amount + part.amount), end

    def _unit_letter(self, value: str, at: int) -> bool:
        """Whether a single letter after a number is its unit: "5 г", "220 В", not "5 в день", "2025 г."."""
        text = self._texts[at]
        if len(text) != 1 or not text.isalpha() or measures.measure(value, text) is None:
            return False
        if text == "г" and re.fullmatch(r"(?:19|20)\d\d", value):
            return False
        return text not in "ва" or at + 1 >= len(self._tokens) or self._tokens[at + 1].mark

    def _direction(self, at: int) -> str:
        """How the number at a token bounds: "не более 5", "up to 5", "от 5"."""
        if self._bound:
            return self._bound
        before = self._texts[max(0, at - 3) : at]
        if before and before[-1] in ("до", "to") and (before[-1] == "до" or before[-2:-1] == ["up"]):
            return MAX
        return MIN if before[-1:] == ["от"] and self._texts[at][0] != "@" else ""

    def _add_figure(self, figure: Figure) -> None:
        if figure.bound and not (
            self._verb_read or self._deadline or figure.date or figure.value.startswith("#")
        ):
            self._clause.restricting.append(figure)
        if self._exclusive:
            self._clause.exclusive_figures.append(figure)
        self._clause.figures.append(figure)
        self._clause.figure_parts.append(self._part)
        self._part_figures += 1
        self._bound = ""


def _inverse(value: str) -> str:
    """ "" for the number of a point, which is no amount: "4.2.1 Раз в год …"."""
    try:
        number = float(value)
    except ValueError:
        return ""
    return numerals.shown(1 / number) if number else "0"
