"""Units of measure and their conversion: "полчаса" is 30 minutes, three years are 36 months. Russian,
English.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# A dimension → its units: what they are in the base unit, and how they are written.
_TABLE: dict[str, dict[float, str]] = {
    "time": {
        1 / 60: r"секунд\w*|сек|seconds?",
        1: r"минут\w*|мин|minutes?|min",
        60: r"час(?:а|у|ов|ы|ам|ах)?|ч|hours?",
        1440: r"дн(?:я|ей|и|ям|ями|ях)|день|сут(?:ок|ки|кам|ках)|days?|nights?",
        10080: r"недел\w*|weeks?",
    },
    "months": {
        1: r"месяц(?:а|у|ев|ы|ем|ам|ах)?|мес|months?",
        3: r"квартал(?:а|у|ов|ы|ам|ом)?",
        6: r"полугоди\w+",
        12: r"год(?:а|у|ов|ом|ы|ам|ах)?|лет|years?",
    },
    "percent": {1: r"%|процент\w*|percent"},
    "roubles": {1: r"₽|руб|р|рубл\w+|roubles?|rubles?|rub", 0.01: r"копе\w+"},
    "dollars": {1: r"\$|доллар\w*|dollars?|usd"},
    "euros": {1: r"€|евро|euros?|eur"},
    "mass": {1: r"г|грамм\w*|grams?|g", 1000: r"кг|килограмм\w*|kg|kilos?|kilograms?",
             1e6: r"т|тонн\w*|tons?|tonnes?",
             0.001: r"мг|миллиграмм\w*|mg"},
    "length": {1: r"мм|миллиметр\w*|mm", 10: r"см|сантиметр\w*|cm",
               1000: r"м|метр(?:а|у|ов|ы|ом|ам|ах)?|met(?:er|re)s?",
               1e6: r"км|километр\w*|km|kilomet(?:er|re)s?", 25.4: r"дюйм\w*|inch(?:es)?",
               1609344: r"мил(?:я|и|ь|ям|ями|ях)|miles?"},
    "volume": {1: r"мл|миллилитр\w*|ml", 1000: r"л|литр(?:а|у|ов|ы|ом|ам|ах)?|lit(?:er|re)s?"},
    "power": {1: r"вт|ватт\w*|w|watts?", 1000: r"квт|киловатт\w*|kw"},
    "voltage": {1: r"в|вольт\w*|volts?"},
    "pressure": {1: r"бар(?:а|ов)?|bars?"},
    "temperature": {1: r"°|°c|градус\w*|degrees?"},
    "data": {1: r"кб|килобайт\w*|kb|kilobytes?", 1000: r"мб|мегабайт\w*|mb|megabytes?",
             1e6: r"гб|гигабайт\w*|gb|gigabytes?", 1e9: r"тб|терабайт\w*|tb|terabytes?"},
    "pieces": {1: r"шт|штук\w*"},
}  # fmt: skip
_UNITS = [
    (dimension, factor, re.compile(f"(?:{pattern})$"))
    for dimension, units in _TABLE.items()
    for factor, pattern in units.items()
]
# Letters that are units after a number alone: elsewhere they are prepositions or initials.
_AFTER_NUMBER = frozenset(["в", "г", "т", "м", "л", "ч", "р", "w", "g", "a"])


# Units of several signs as the words that they stand for.
_SIGNS = (
    (re.compile(r"\bкм\s*/\s*ч(?:ас)?\b"), "км в час"),
    (re.compile(r"\b(?:km\s*/\s*h|kph|kmh)\b"), "km per hour"),
    (re.compile(r"\bmph\b"), "miles per hour"),
    (re.compile(r"\bм\s*/\s*с(?:ек)?\b"), "м в секунду"),
    (re.compile(r"(?:\bкв\.?\s*м\b\.?|\bм\s*[²2]\b|\bм²)"), "квадратных метров"),
    (re.compile(r"(?:\bкуб\.?\s*м\b\.?|\bм\s*[³3]\b|\bм³)"), "кубических метров"),
    (re.compile(r"(?:\bsq\.?\s*m\b\.?|\bm²)"), "square metres"),
    (re.compile(r"(?:\bcu\.?\s*m\b\.?|\bm³)"), "cubic metres"),
    (re.compile(r"°\s*[cс]\b"), "°"),
)


def spelled(text: str) -> str:
    """A text in lower case with "км/ч", "кв. м", "m³" and the like in words."""
    for pattern, words in _SIGNS:
        text = pattern.sub(words, text)
    return text


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount in the base unit of its dimension ("time" in minutes, "months", "mass" in grams, …).
    `every`: how often something happens, as the time from one to the next."""

    dimension: str
    amount: float
    every: bool = False

    def equals(self, other: "Measure") -> bool:
        """Whether both say the same amount of the same."""
        return self.dimension == other.dimension and abs(self.amount - other.amount) <= 1e-6 * max(
            1.0, abs(self.amount), abs(other.amount)
        )


@lru_cache(maxsize=16384)
def _unit(text: str) -> tuple[str, float] | None:
    return next(((d, factor) for d, factor, pattern in _UNITS if pattern.match(text)), None)


def dimension_of(text: str) -> str:
    """The dimension of a unit's name in lower case; "" for other words and for single letters."""
    found = None if text in _AFTER_NUMBER else _unit(text)
    return found[0] if found else ""


def measure(value: str, text: str) -> Measure | None:
    """`value` (digits with a point) of a unit; None for what is no unit or no number."""
    found = _unit(text)
    try:
        return Measure(found[0], float(value) * found[1]) if found else None
    except ValueError:
        return None


def period(value: str, text: str) -> Measure | None:
    """The measure of "every `value` units"."""
    found = measure(value, text)
    return Measure(found.dimension, found.amount, every=True) if found else None
