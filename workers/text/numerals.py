"""Numbers in digits and in words, Russian and English: "1 200,50" and "тысяча двести" as one spelling."""

import re

from workers.text.measures import dimension_of

_VALUES: dict[str, int] = {}
for _value, _forms in (
    (2, "два две двух двумя двум two"), (3, "три трех тремя трем three"),
    (4, "четыре четырех четырьмя четырем four"), (5, "пять пяти пятью five"),
    (6, "шесть шести шестью six"), (7, "семь семи семью seven"), (8, "восемь восьми восемью eight"),
    (9, "девять девяти девятью nine"), (10, "десять десяти десятью ten"),
    (11, "одиннадцать одиннадцати eleven"), (12, "двенадцать двенадцати twelve"),
    (13, "тринадцать тринадцати thirteen"), (14, "четырнадцать четырнадцати fourteen"),
    (15, "пятнадцать пятнадцати fifteen"), (16, "шестнадцать шестнадцати sixteen"),
    (17, "семнадцать семнадцати seventeen"), (18, "восемнадцать восемнадцати eighteen"),
    (19, "девятнадцать девятнадцати nineteen"), (20, "двадцать двадцати двадцатью twenty"),
    (30, "тридцать тридцати тридцатью thirty"), (40, "сорок сорока forty"),
    (50, "пятьдесят пятидесяти fifty"), (60, "шестьдесят шестидесяти sixty"),
    (70, "семьдесят семидесяти seventy"), (80, "восемьдесят восьмидесяти eighty"),
    (90, "девяносто девяноста ninety"), (100, "сто ста"), (200, "двести двухсот"),
    (300, "триста трехсот"), (400, "четыреста четырехсот"), (500, "пятьсот пятисот"),
    (600, "шестьсот шестисот"), (700, "семьсот семисот"), (800, "восемьсот восьмисот"),
    (900, "девятьсот девятисот"),
    # Of persons, and of what has no singular: "двое суток", "вчетвером".
    (2, "двое двоих двоим двоими вдвоем"), (3, "трое троих троим троими втроем"),
    (4, "четверо четверых четверым четверыми вчетвером"), (5, "пятеро пятерых пятерым пятерыми впятером"),
    (6, "шестеро шестерых шестерым шестерыми вшестером"), (7, "семеро семерых семерым семерыми всемером"),
    (8, "восьмеро восьмерых восьмерым восьмерыми"), (9, "девятеро девятерых девятерым девятерыми"),
    (10, "десятеро десятерых десятерым десятерыми"),
):  # fmt: skip
    _VALUES.update(dict.fromkeys(_forms.split(), _value))
_ONE = frozenset(("один", "одна", "одно", "одного", "одной", "одному", "одним", "one"))
_THOUSAND = re.compile(r"^(тысяч\w*|тыс|thousand)$")
# "Тысяча двести": a scale that counts itself once.
_ALONE = frozenset(("тысяча", "тысячу", "миллион", "дюжина", "дюжину", "thousand", "million", "dozen"))
_ONE_AND_HALF = frozenset(("полтора", "полторы", "полутора"))
_AND_HALF = (["с", "половиной"], ["and", "a", "half"])
_DOZEN = re.compile(r"^(дюжин\w*|dozens?)$")
_MILLION = re.compile(r"^(миллион\w*|млн|million)$")
_BILLION = re.compile(r"^(миллиард\w*|млрд|billion|bn)$")


def _each(value: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), value)


# A number with its unit ("" = that of the next word, "раз" = so many times).
HALVES = {
    "полчаса": ("0.5", "час"), "получаса": ("0.5", "час"),
    "полгода": ("0.5", "год"), "полугода": ("0.5", "год"),
    "полмесяца": ("0.5", "месяц"), "полдня": ("0.5", "день"), "полтора": ("1.5", ""), "полутора": ("1.5", ""),
    "полторы": ("1.5", ""), "вдвое": ("2", ""), "дважды": ("2", "раз"), "трижды": ("3", "раз"),
    "once": ("1", "раз"), "twice": ("2", "раз"), "половина": ("0.5", ""), "половину": ("0.5", ""),
    "половины": ("0.5", ""), "половине": ("0.5", ""), "half": ("0.5", ""), "четверть": ("0.25", ""),
    "четверти": ("0.25", ""), "quarter": ("0.25", ""),
}  # fmt: skip
# Without a unit they are shares, in percent.
SHARES = {
    **_each("50", "половина половину половины половине half"),
    **_each("25", "четверть четверти"),
}
PERIODS = {
    **_each("год", "ежегодно annually yearly"),
    **_each("месяц", "ежемесячно monthly"),
    **_each("день", "ежедневно ежесуточно daily nightly"),
    **_each("неделя", "еженедельно weekly"),
    **_each("fortnight", "fortnightly biweekly"),
    **_each("квартал", "ежеквартально quarterly"),
    **_each("полугодие", "biannually semiannually"),
    **_each("час", "ежечасно hourly"),
}
ORDINALS = {
    name: str(value)
    for value, names in enumerate(
        (
            "второй", "третий third", "четвертый fourth", "пятый fifth", "шестой sixth", "седьмой seventh",
            "восьмой eighth", "девятый ninth", "десятый tenth", "одиннадцатый eleventh",
            "двенадцатый twelfth",
            "тринадцатый thirteenth", "четырнадцатый fourteenth", "пятнадцатый fifteenth",
            "шестнадцатый sixteenth", "семнадцатый seventeenth", "восемнадцатый eighteenth",
            "девятнадцатый nineteenth", "двадцатый twentieth",
        ),
        2,
    )
    for name in names.split()
}  # fmt: skip

THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_HYPHENED = re.compile(
    r"\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)\b", re.I
)
# "1,200" is English for 1 200; in Russian a comma stands before decimals, hardly ever before three of them.
_COMMAS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")


def joined(text: str) -> str:
    """A text with the groups of thousands of its numbers joined, "1 200 000" and "1,200,000" → "1200000", and
    the parts of a spelled one told apart, "forty-five" → "forty five"."""
    text = _HYPHENED.sub(lambda m: m.group().replace("-", " "), text)
    text = _COMMAS.sub(lambda m: m.group().replace(",", ""), text)
    return THOUSANDS.sub(lambda m: re.sub(r"\s", "", m.group()), text)


_COMPOUND = re.compile(
    r"\b(?P<number>\d+-?|полутора|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|двенадцати|четырнадцати|"
    r"пятнадцати|двадцати|тридцати|сорока)"
    r"(?P<unit>дневн|недельн|месячн|летн|годичн|часов|минутн)(?:ый|ая|ое|ые|ого|ой|ых|ому|ым|ыми|ом|ую)\b"
)
_COMPOUND_UNITS = {
    "дневн": "дней", "недельн": "недель", "месячн": "месяцев", "летн": "лет", "годичн": "лет",
    "часов": "часов", "минутн": "минут",
}  # fmt: skip


def compounds(text: str) -> str:
    """A text in lower case, ё as е, with "трехмесячный срок" as "трех месяцев срок"."""
    return _COMPOUND.sub(lambda m: f"{m['number'].rstrip('-')} {_COMPOUND_UNITS[m['unit']]}", text)


_FRACTIONS = tuple(
    (re.compile(pattern), share)
    for pattern, share in (
        (r"\b(?:две\s+трети|двух\s+третей|two[\s-]thirds)\b", "66.67 %"),
        (
            r"\b(?:три\s+четверти|трех\s+четвертей|three[\s-]quarters)\b(?!\s+(?:часа|года|of\s+an?\s))",
            "75 %",
        ),
        (r"\b(?:(?:одна|одну|одной)\s+)?треть\b(?!\s+(?:часа|года))|\bодной\s+трети\b", "33.33 %"),
        (r"\b(?:a|one)[\s-]third\b(?=\s+of\b(?!\s+an?\s)|\s*(?:[.,;!?)]|$))", "33.33 %"),
    )
)


_ROMAN = {
    f"{tens}{name}": ten + number
    for ten, tens in ((0, ""), (10, "X"))
    for number, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)
}
# What is numbered so; elsewhere the letters are words, names or signs.
_ROMAN_THING = (
    r"(?:квартал|полугоди|этап|очеред|групп|категори|разряд|класс|степен|раздел|глав|част|том|тип|уров|пояс|стади|"
    r"период|поколени|тур|quarter|half|stage|phase|group|categor|class|grade|degree|section|chapter|"
    r"part|volume|type|level|article|title|schedule|annex|appendix|term|tier|zone)[а-яёa-z]*"
)
_ROMAN_NUMBERS = (
    re.compile(rf"()\b(?!I\s+[a-z])([IVX]+)(?:-[а-яё]{{1,2}})?(?=\s+(?i:{_ROMAN_THING})\b)"),
    re.compile(rf"(\b(?i:{_ROMAN_THING})\s+)(?!I\s+[a-z])([IVX]+)\b"),
)
_PLACES = {value: name for name, value in ORDINALS.items() if name[0] > "z"} | {"1": "первый"}
# "3-й квартал", "в 3 квартале", "Q3" is a place in an order, "3 квартала" is a duration.
_PLACE = re.compile(
    r"(?<![\d.,])(?:([1-9]|1\d|20)-(?:й|го|му|м|я|ю|ой|ом|е|ый|ая|ую|ого|ому)\s+(?=(?:квартал|полугоди|недел|месяц|день\b|"
    r"дня\b|дню\b|днем\b|сутк|год(?!ов)|час(?!ов|а\b)))|([1-4])\s+(?=квартал[уе]\b|полугоди[иею]\b)|([2-4])\s+(?=квартал\b))"
    r"|\bq([1-4])\b"
)


def places(text: str) -> str:
    """A text in lower case, ё as е, with "3-й квартал", "в 3 квартале", "q3" as the place in an order that
    they are: "третий квартал"."""

    def named(found: re.Match[str]) -> str:
        if found[4]:
            return f"{_PLACES[found[4]]} quarter"
        return f"{_PLACES[found[1] or found[2] or found[3]]} "

    return _PLACE.sub(named, text)


def romans(text: str) -> str:
    """A text with "III квартал", "Chapter IV" as a place in an order."""

    def named(found: re.Match[str]) -> str:
        number = _ROMAN.get(found[2])
        return f"{found[1]}{_PLACES[str(number)]}" if number else found.group()

    for pattern in _ROMAN_NUMBERS:
        text = pattern.sub(named, text)
    return text


def fractions(text: str) -> str:
    """A text in lower case, ё as е, with its thirds and three quarters of something in percent."""
    for pattern, share in _FRACTIONS:
        text = pattern.sub(share, text)
    return text


def number_at(tokens: list[str], at: int) -> tuple[str, int]:
    """The number that begins at a token, in digits or words, and how many tokens it takes (0: none)."""
    token = tokens[at]
    if token[0].isdigit():
        value, used = normalised(token), 1
    elif token in _ONE_AND_HALF:
        value, used = "1.5", 1
        if scale_of(tokens[at + 1] if at + 1 < len(tokens) else "") == 1:
            return "", 0  # of the unit that follows: see `HALVES`
    elif token in _ONE and tokens[at + 1 : at + 4] == _AND_HALF[1]:
        value, used = "1", 1
    else:
        value, used = _spelled_number(tokens, at)
    if not used or not re.fullmatch(r"\d+(\.\d+)?", value):
        return value, used
    for half in _AND_HALF:
        if tokens[at + used : at + used + len(half)] == half:
            value, used = shown(float(value) + 0.5), used + len(half)
    scale = scale_of(tokens[at + used]) if at + used < len(tokens) else 1
    return (shown(float(value) * scale), used + 1) if scale > 1 else (value, used)


def _spelled_number(tokens: list[str], at: int) -> tuple[str, int]:
    total = current = used = 0
    last = 1000
    while at + used < len(tokens):
        word = tokens[at + used]
        value = _VALUES.get(word, 0)
        following = tokens[at + used + 1] if at + used + 1 < len(tokens) else ""
        opens = not used and (following == "hundred" or scale_of(following) > 1)
        # "Двадцать один", "одна тысяча", "a hundred"; alone it is as often a pronoun as a number.
        if (word in _ONE and (opens or (20 <= last < 1000 and used))) or (word == "a" and opens):
            value = 1
        scale = scale_of(word)
        if value and value < last and _fits(last, value):
            current += value
            last = value
        elif scale > 1 and (current or (not used and word in _ALONE)):
            total += (current or 1) * scale
            current, last = 0, 1000
        elif word == "and" and last == 100 and (_VALUES.get(following) or following in _ONE):
            used += 1
            continue
        elif word == "hundred" and 0 < current < 100:
            current, last = current * 100, 100
        else:
            break
        used += 1
    return (str(total + current), used) if used else ("", 0)


def _fits(last: int, value: int) -> bool:
    """After hundreds come tens or units, after tens only units."""
    return last >= 1000 or (last >= 100 and value < 100) or (20 <= last < 100 and value < 10)


def scale_of(word: str) -> int:
    """What a word of a scale multiplies by ("тысяч", "dozen"); 1 for other words."""
    if _DOZEN.match(word):
        return 12
    if _BILLION.match(word):
        return 1_000_000_000
    return 1000 if _THOUSAND.match(word) else 1_000_000 if _MILLION.match(word) else 1


def half_of(word: str) -> tuple[str, str]:
    """The number and the unit of a word that says half of one ("полметра", "в полуметре", "пол-литра",
    "полмиллиона"), as in `HALVES`; ("", "") for others. "Полдень" is a time of day."""
    of = re.fullmatch(r"пол[у-]?(?!день|дня|дню|днем)([а-я]{3,})", word)
    if of and scale_of(of[1]) > 1:
        return shown(0.5 * scale_of(of[1])), ""
    return ("0.5", of[1]) if of and dimension_of(of[1]) else ("", "")


def normalised(digits: str) -> str:
    """Digits with a point before decimals, without zeros that say nothing: "0012,50" → "12.5"."""
    parts = re.split(r"[.,]", digits)
    if len(parts) == 2:
        fraction = parts[1].rstrip("0")
        whole = parts[0].lstrip("0") or "0"
        return f"{whole}.{fraction}" if fraction else whole
    if len(parts) == 1:
        return digits.lstrip("0") or "0"
    return ".".join(parts)


def shown(value: float) -> str:
    """A number as `normalised` writes it."""
    return str(int(value)) if value == int(value) else f"{value:g}"
