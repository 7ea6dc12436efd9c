"""Units of measure and their conversion: "полчаса" is 30 minutes, three years are 36 months. Russian,
English.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# A dimension → its units: what they are in the base unit, and how they are written.
_TABLE: dict[str, dict[float, str]] = {
    "time": {
        1 / 60: r"секунд\w*|сек|seconds?|secs?",
        1: r"минут\w*|мин|minutes?|mins?",
        60: r"(?:(?:мото|машино|человеко|нормо)-?)?час(?:а|у|ов|ы|ам|ах)?|ч|hours?|hrs?",
        1440: r"дн(?:я|ей|и|ям|ями|ях)|день|дн|сут(?:ок|ки|кам|ках)?|days?|nights?",
        10080: r"недел\w*|weeks?|wks?",
        14400: r"декад(?:а|у|ы|е|ой|ам|ах)?",
        20160: r"fortnights?",
    },
    "months": {
        1: r"месяц(?:а|у|ев|ы|ем|ам|ах)?|мес|months?",
        3: r"квартал(?:а|у|ов|ы|ам|ом)?",
        6: r"полугоди\w+",
        12: r"год(?:а|у|ов|ом|ы|ам|ах)?|лет|years?|yrs?",
        120: r"decades?|десятилети\w+",
    },
    "percent": {1: r"%|процент\w*|percent"},
    "roubles": {1: r"₽|руб|р|рубл\w+|roubles?|rubles?|rub", 0.01: r"копе\w+|коп"},
    "dollars": {1: r"\$|доллар\w*|dollars?|usd"},
    "euros": {1: r"€|евро|euros?|eur"},
    "yuan": {1: r"юан\w*|yuan|cny|rmb"},
    "tenge": {1: r"₸|тенге|kzt"},
    # Of money or of weight, no word says which.
    "pounds": {1: r"£|gbp|фунт\w*|pounds?|lbs?", 0.01: r"pence|penny|пенсов|пенса"},
    "mass": {1: r"г|грамм\w*|grams?|g", 1000: r"кг|килограмм\w*|kg|kilos?|kilograms?",
             1e5: r"ц|центнер\w*", 1e6: r"т|тонн\w*|tons?|tonnes?", 28.349523: r"oz|ounces?|унци\w*",
             0.001: r"мг|миллиграмм\w*|mg|milligrams?", 1e-6: r"мкг|микрограмм\w*|mcg|µg|μg|micrograms?"},
    "length": {0.001: r"мкм|микрон\w*|микрометр\w*|µm|μm|microns?|micromet(?:er|re)s?",
               1: r"мм|миллиметр\w*|mm|millimet(?:er|re)s?", 10: r"см|сантиметр\w*|cm|centimet(?:er|re)s?",
               1000: r"м|метр(?:а|у|ов|ы|ом|ам|ах|е)?|m|met(?:er|re)s?",
               1e6: r"км|километр\w*|km|kilomet(?:er|re)s?", 25.4: r"дюйм\w*|inch(?:es)?",
               304.8: r"фут(?:а|ов|ы)?|foot|feet|ft", 914.4: r"ярд\w*|yards?",
               1609344: r"мил(?:я|и|ь|ям|ями|ях)|miles?"},
    "volume": {1: r"мл|миллилитр\w*|ml|millilit(?:er|re)s?",
               1000: r"л|литр(?:а|у|ов|ы|ом|ам|ах|е)?|l|lit(?:er|re)s?",
               3785.411784: r"галлон\w*|gallons?"},
    "area": {1: r"сот(?:ка|ки|ок|кам|ках)", 100: r"га|гектар\w*|hectares?|ha", 40.468564: r"акр\w*|acres?"},
    "power": {1: r"вт|ватт\w*|w|watts?", 1000: r"квт|киловатт\w*|kw|kilowatts?",
              1e6: r"мвт|мегаватт\w*|mw|megawatts?", 735.49875: r"horsepower|hp"},
    "energy": {1: r"квтч|киловаттчас\w*|kwh"},
    "voltage": {1: r"в|вольт\w*|volts?", 1000: r"кв|киловольт\w*|kv|kilovolts?"},
    "charge": {1: r"амперчас\w*", 0.001: r"миллиамперчас\w*"},
    "current": {1: r"ампер\w*|amps?|amperes?", 0.001: r"ма|миллиампер\w*|ma|milliamp\w*"},
    "frequency": {1: r"гц|герц\w*|hz|hertz", 1000: r"кгц|килогерц\w*|khz", 1e6: r"мгц|мегагерц\w*|mhz",
                  1e9: r"ггц|гигагерц\w*|ghz"},
    "loudness": {1: r"дб|децибел\w*|db|decibels?"},
    "pressure": {1: r"па|паскал\w*|pascals?", 1000: r"кпа|килопаскал\w*|kpa", 1e5: r"бар(?:а|ов)?|bars?",
                 1e6: r"мпа|мегапаскал\w*|mpa", 101325: r"атм|атмосфер|atm", 6894.757: r"psi"},
    "fahrenheit": {1: r"fahrenheit|фаренгейт\w*"},
    "temperature": {1: r"°|°c|градус\w*|degrees?"},
    "data": {1: r"кб|килобайт\w*|kb|kilobytes?", 1000: r"мб|мегабайт\w*|mb|megabytes?",
             1e6: r"гб|гигабайт\w*|gb|gigabytes?", 1e9: r"тб|терабайт\w*|tb|terabytes?"},
    "bits": {1: r"кбит|килобит\w*|kbits?|kilobits?", 1000: r"мбит|мегабит\w*|mbits?|megabits?",
             1e6: r"гбит|гигабит\w*|gbits?|gigabits?"},
    "luminous flux": {1: r"лм|люмен\w*|lm|lumens?"},
    "illuminance": {1: r"лк|люкс\w*|lx|lux"},
    "torque": {1: r"ньютонметр\w*"},
    "heat": {1: r"ккал|килокалори\w*|kcal|kilocalories"},
    "pieces": {1: r"шт|штук\w*"},
}  # fmt: skip
MONEY = frozenset(("roubles", "dollars", "euros", "yuan", "tenge", "pounds"))
_UNITS = [
    (dimension, factor, re.compile(f"(?:{pattern})$"))
    for dimension, units in _TABLE.items()
    for factor, pattern in units.items()
]
# Letters that are units after a number alone: elsewhere they are prepositions or initials.
_AFTER_NUMBER = frozenset(["в", "г", "т", "ц", "м", "л", "ч", "р", "w", "g", "a", "l", "m"])


# Units of several signs as the words that they stand for.
_SIGNS = (
    (re.compile(r"\b(?:kph|kmh)\b"), "km per hour"),
    (re.compile(r"\bmph\b"), "miles per hour"),
    (re.compile(r"\b([kmg])bps\b"), r"\1bit per second"),
    (re.compile(r"(?:(?<=\d)|(?<=\d\s))(?:н|n)\s*[·*⋅]\s*(?:м|m)\b|\bньютон[\s-]*метр\w*"), " ньютонметр"),
    (re.compile(r"\bnewton[\s-]*met(?:er|re)s?"), " ньютонметр"),
    (
        re.compile(
            r"(?:(?<=\d)|(?<=\d\s))(?:ма|ma)(?:\s*[·*⋅]\s*)?[чh]\b|\b(?:миллиампер|milliamp(?:ere)?)[\s-]*(?:час\w*|hours?)"
        ),
        " миллиамперчас",
    ),
    (
        re.compile(
            r"(?:(?<=\d)|(?<=\d\s))[аa](?:\s*[·*⋅]\s*)?[чh]\b|\b(?:ампер|amp(?:ere)?)[\s-]*(?:час\w*|hours?)"
        ),
        " амперчас",
    ),
    (re.compile(r"(\d\s*)об\.?\s*/\s*мин\b"), r"\1оборотов в минуту"),
    (re.compile(r"(\d\s*)rpm\b"), r"\1revolutions per minute"),
    (re.compile(r"(\d\s*[a-zа-я]{1,5})\s*/\s*с(?:ек)?\b"), r"\1 в секунду"),
    (re.compile(r"(\d\s*[a-zа-я]{1,3})\s*/\s*ч(?:ас)?\b"), r"\1 в час"),
    (re.compile(r"(\d\s*[a-zа-я]{1,3})\s*/\s*(мин|сут|год|мес)\b"), r"\1 в \2"),
    (re.compile(r"(\d\s*[a-z]{1,5})\s*/\s*s(?:ec)?\b"), r"\1 per second"),
    (re.compile(r"(\d\s*[a-z]{1,3})\s*/\s*h(?:r|our)?\b"), r"\1 per hour"),
    (re.compile(r"(\d\s*[a-z]{1,3})\s*/\s*(min|day|week|month|year)\b"), r"\1 per \2"),
    (re.compile(r"(?:\bкв\.?\s*м\b\.?|\bм\s*[²2]\b|\bм²)"), "квадратных метров"),
    (
        re.compile(r"(?:\bкуб\.?\s*м\b\.?|\bм\s*[³3]\b|\bм³|\bкубометр\w{0,2}\b|(?<=\d\s)куб(?:а|ов)\b)"),
        "кубических метров",
    ),
    (re.compile(r"(?:\bsq\.?\s*m\b\.?|\bm²)"), "square metres"),
    (re.compile(r"(?:\bcu\.?\s*m\b\.?|\bm³)"), "cubic metres"),
    (re.compile(r"(?:\bквт|\bкиловатт\w*)\s*[·*-]?\s*ч(?:ас(?:ов|а)?)?\b"), "квтч"),
    (re.compile(r"\bkilowatt[\s-]hours?\b"), "kwh"),
    (re.compile(r"°\s*[cс]\b"), "°"),
    (re.compile(r"(?:°\s*f|\bdegrees?\s+fahrenheit|\bградус\w*\s+(?:по\s+)?фаренгейт\w*)\b"), " fahrenheit"),
)
_THREE_QUARTERS = re.compile(
    r"\b(?:three[\s-]quarters\s+of\s+an?\s+(hour|year|mile|pound|litre|liter|metre|meter|kilo)|"
    r"три\s+четверти\s+(часа|года|метра|литра|оборота))\b"
)
# "A minute and a half", "неделю с половиной"; "два часа с половиной" is another number.
_AND_A_HALF = re.compile(
    r"\b(?:(?:an?|one)\s+([a-z]+)\s+and\s+a\s+half|(час|день|сутки|месяц|год|(?:минут|секунд|недел|тонн)[аяую]|"
    r"(?:санти|кило)?метр|литр|килограмм|процент|рубль)\s+с\s+половиной)\b"
)


def spelled(text: str) -> str:
    """A text in lower case with "км/ч", "кв. м", "m³" and the like in words."""
    for pattern, words in _SIGNS:
        text = pattern.sub(words, text)
    return _AND_A_HALF.sub(_one_and_half, _THREE_QUARTERS.sub(r"0.75 \1\2", text))


def _one_and_half(found: re.Match[str]) -> str:
    unit = found[1] or found[2]
    return f"1.5 {unit}" if dimension_of(unit) else found.group()


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
