"""In what the answer to a question is counted, and whether a place of a document counts in it at all.

A question near the subject of a document ("how much is a barrel?") finds places that speak of it and name
no price. A small model takes them for the answer; that no unit of money stands there is seen by code. Only
what a question says plainly is taken: "how much" with its noun or verb, "what … price". Russian, English.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workers.answering.evidence.families import closeness
from workers.answering.evidence.words import NOUN, word
from workers.retrieval.morphology import is_plural
from workers.text import measures
from workers.text.folding import plain
from workers.text.measures import dimension_of

_TOKEN = re.compile(r"[^\W\d_]+|[%₽$€°]")


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_FREE = (
    r"\b(?:бесплатн\w*|безвозмездн\w*|даром|за\s+сч[её]т|не\s+(?:\w+\s+)?(?:выплачива|оплачива|взима)\w+|free|"
    r"включ[её]н\w*\s+в\s+(?:цен|стоимост)\w+|вход\w+\s+в\s+(?:цен|стоимост)\w+|договорн\w+|по\s+(?:смете|запросу)|complimentary|negotiable|on\s+request|(?:is|are)\s+included|"
    r"at\s+the\s+expense|at\s+no\s+cost|фунт\w*|pence|cents?)\b|\d\s*(?:т\.?|тыс\.?|млн\.?|млрд\.?)?\s*р\b|"
    # "3 450,00"; a number behind its name, whose unit stands over a table
    r"\d[ \u00a0]\d{3},\d\d\b|\b(?:цен[аеуы]|стоимост\w+|тариф\w*|price|cost|tariff)\b[^\n]{0,60}\d"
)
_SHARE = (
    r"\b(?:дол[яюией]+|половин\w+|трет(?:ь|и|ью)|четверт(?:ь|и|ью)|втор(?:ой|ая)\s+част\w+|"
    r"одн\w+\s+(?:втор|трет|четверт|сто|пятидесят)\w+|0[.,]\d+|\d\s+(?:из|на|of|in)\s+\d+|\w*кратн\w+|двойн\w+|полуторн\w+|вдвое|втрое|half|third|quarter|double|twice)\b|\d\s*/\s*\d+"
)
_YEARS = (
    r"\b(?:\w*летн(?:ий|его|ем|ему|яя|ей|ие|их)|полгода|полутора|постоянно|век\w*|centur\w+|age[ds]?|permanently)\b|"
    r"\b(?:до\s+(?:ликвидаци|окончани|конц|минован|истечени|увольнени|отмен)\w*|until|till)\b|"
    r"\bвозраст\w*\s+(?:\w+\s+)?\d"
)


@dataclass(frozen=True, slots=True)
class AskedMeasure:
    """`dimensions` (see `measures`) in one of which an answer is counted; `said`: other ways to say it."""

    dimensions: frozenset[str]
    said: re.Pattern[str]


def _said(pattern: str) -> AskedMeasure:
    return AskedMeasure(frozenset(), _words(pattern))


_MONEY = frozenset({"roubles", "dollars", "euros", "yuan", "tenge", "pounds"})
_SPAN = frozenset({"time", "months"})
_COST = AskedMeasure(_MONEY, _words(_FREE))
_CHARGE = AskedMeasure(_MONEY | {"percent"}, _words(rf"{_FREE}|{_SHARE}|\bлиш(?:а[ею]тся|ени\w+)\b"))
_PAY = AskedMeasure(
    _MONEY | {"percent"},
    _words(rf"{_FREE}|{_SHARE}|\b(?:оклад|заработ|тарифн|суточн)\w*|\b(?:salary|wages?)\b"),
)
_PERCENT = AskedMeasure(frozenset({"percent"}), _words(_SHARE))
_AGE = AskedMeasure(frozenset({"months"}), _words(_YEARS))
_TIME = AskedMeasure(
    _SPAN,
    _words(
        rf"{_YEARS}|\b(?:с|from|in|since)\s+\d{{4}}\b|\b\d{{4}}\s*[-–]\s*\d{{4}}\b|\b\d{{1,2}}:\d\d\b|"
        r"\bдн\b|\b\w*(?:месячн|недельн|дневн|часов|минутн|суточн|годичн|квартальн)(?:ый|ого|ом|ая|ой|ую|ое|ые|ых)\b|"
        r"\b(?:до|по)\s+\d{1,2}(?:-го|\s+(?:числа|янв|февр|март|апр|ма[йя]|июн|июл|авг|сент|окт|нояб|дек))|\b\d{1,2}\.\d\d\.\d{4}|\b(?:from|until|till)\s+\d{1,2}\b|"
        r"\b(?:немедленно|сразу|накануне|бессрочн\w+|immediately|at\s+once|permanent\w*)\b"
    ),
)
_CLOCK = AskedMeasure(
    frozenset(),
    _words(
        r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b|\b(?:с|в|до|к|from|at|till?|until|to)\s+\d{1,2}\b|"
        r"\b\d{1,2}\s*[-–—]\s*\d{1,2}\b|\b\d{1,2}\s*(?:час\w*|ч)\b|\b24\s*/\s*7\b|"
        r"\b(?:с|в|до|к)\s+(?:час|дв|тр[иеё]|четыр|пят|шест|сем|вос[еь]м|девят|десят|одиннадцат|двенадцат)\w*|"
        r"\b(?:at|by|from|till?|until|to)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|"
        r"\b(?:утра|вечера|ночи|круглосуточно|o['’]clock|24\s+hours|round\s+the\s+clock|полдень|полудня|полночь|полуночи|noon|midnight)\b"
    ),
)
_LENGTH = AskedMeasure(frozenset({"length"}), _words(r"\d\s*(?:(?:пог\.?\s*)?м|m|ft|feet|foot)\b"))
_MASS = AskedMeasure(
    frozenset({"mass"}),
    _words(r"\b(?!(?:19|20)\d\d\s)\d[\d\s,.]*(?:т|г|lbs?|pounds?)\b|\b\w+тонн\w*|\b(?:mega|giga|kilo)ton\w*"),
)
_NUMBER = AskedMeasure(
    frozenset(),
    _words(
        r"\d|\b(?:од(?:ин|н\w{1,3})|дв(?:а|е|ое|у[хм]\w*)|об[ае]|тр(?:и|[её]х|[её]м|ое|емя)|четыр\w+|пят\w+|шест\w+|сем(?:ь\w*|и)|"
        r"вос(?:ем|ьм)\w*|девят\w+|десят\w*|\w+дцат\w*|сорок\w*|сто|ст[аеу]|тысяч\w*|пол\w+|ноль|"
        r"дважды|трижды|однажды|вдвое|втрое|двойн\w+|\w*кратн\w+|четверт\w+|twice|once|"
        r"(?:не|без)\s*огранич\w*|сколько\s+угодно|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"\w+teen|\w+ty|hundred|half|both|no\s+limit|unlimited|any\s+number)\b"
    ),
)
_OFTEN = _said(
    rf"{_NUMBER.said.pattern}|\b(?:еже\w+|кажд\w+|every|each|daily|weekly|monthly|quarterly|annual(?:ly)?|yearly)\b"
)
_DURATION = AskedMeasure(_SPAN | {"length"}, _words(rf"{_TIME.said.pattern}|{_LENGTH.said.pattern}"))
_HEAT = AskedMeasure(
    frozenset({"temperature"}), _words(r"\d\s*(?:°|[CС]\b)|комнатн|room\s+temperature|ambient")
)

_HOW_MUCH = r"\b(?:сколько|скока|скольк[оиу]|скольких)"
_BETWEEN = (
    r"(?:\s+(?:сейчас|теперь|будет|мне|нам|им|ему|ей|вам|он|она|они|обычно|всего|примерно|в\s+среднем|минимум|"
    r"максимум|ещё|еще|реально))*"
)
# The first that fits tells: "how many years" before "how many".
_ASKING = (
    (_words(rf"{_HOW_MUCH}\s+лет\b|\bв\s+каком\s+возрасте\b|\bhow\s+old\b|\bwhat\s+age\b"), _AGE),
    (_words(rf"{_HOW_MUCH}{_BETWEEN}\s+(?:сто(?:ит|ят|ил[ао]?|ить)|обойд[её]тся|обходится)\b"), _COST),
    (_words(r"\bпоч[её]м\b"), _COST),
    (_words(r"\bво\s+сколько\b[^?]*\b(?:обо(?:йд|ш)|обход|встанет|встал)"), _COST),
    (_words(r"\bhow\s+much\b[^?]*\b(?:costs?|price|fee)\b"), _COST),
    (_words(
            r"\bhow\s+much\s+(?:is|are)\b(?![^?]*\b(?:weight|load|allow|limit|capacit|time|leave|notice|needed|"
            r"used)\w*)"
        ), _CHARGE),
    (_words(r"\bhow\s+much\b[^?]*\b(?:charged?|fine)\b"), _CHARGE),
    (_words(rf"{_HOW_MUCH}{_BETWEEN}\s+(?:весит|весят)\b|\bhow\s+heavy\b|\bhow\s+much\b[^?]*\bweigh"), _MASS),
    (
        _words(
            r"\bhow\s+(?:tall|thick|wide|(?:high|deep)(?![^?]*\b(?:fees?|fines?|penalt|rate|tax|vat|salar|bonus|discount|"
            r"price|cost|rent|interest|charge|pay|wage|limit|risk|temperature|pressure|volt|speed)))"
        ),
        _LENGTH,
    ),
    (_words(rf"{_HOW_MUCH}{_BETWEEN}\s+(?:длит|продолжа|времени)\w*"), _TIME),
    (_words(r"\bhow\s+long\b(?!\s+ago)"), _DURATION),
    (_words(rf"{_HOW_MUCH}\s+раз\b|\bhow\s+many\s+times\b"), _OFTEN),
    (_words(r"\bwhat\s+percentage\b"), _PERCENT),
    (
        _words(
            r"\bдо\s+скольких\s+(?:работа|откры|принима|час)|\bво\s+сколько\b(?!\s+раз)|"
            r"\bwhat\s+time\b(?!\s+(?:fram|period|span|zone|limit))"
        ),
        _CLOCK,
    ),
)  # fmt: skip
_OF_DIMENSIONS = {
    **dict.fromkeys(_MONEY, _COST),
    **dict.fromkeys(_SPAN, _TIME),
    "percent": _PERCENT,
    "length": _LENGTH,
    "mass": _MASS,
    "temperature": _HEAT,
}
# "How much" with the noun behind it, which an adjective may part from it; "in roubles" at the end.
_COUNTED = _words(rf"(?:{_HOW_MUCH}|\bhow\s+many)\s+(?P<first>\w+)(?:\s+(?P<second>\w+))?")
_IN_UNITS = _words(rf"{_HOW_MUCH}\b[^?]*\bв\s+(?P<unit>\w+[ая]х)\b")
# Who pays may stand between: "сколько иностранец платит", not "сколько дней платят".
_PAID = _words(
    rf"{_HOW_MUCH}{_BETWEEN}(?:\s+(?P<who>\w+))?\s+(?:\w*плат(?:ят|ит|или|ишь|им|ить)|зарабатыва\w+|денег)\b"
)
# "What" with the name of an amount close behind it.
_NAMED = _words(
    r"\bкак(?:ая|ой|ое|ую|им|ом|ов|ова|ово|овы|ого)\b|\b(?:what(?:'s|\s+(?:is|was|are|were)(?:\s+the)?)|what|which)"
    r"(?=(?:\s+\w+){1,3}(?:\s+(?:of|for|to|in|on|per|is|was|are|does|do|did|must)\b|\s*\?))"
)
_NAMED_WITHIN = 3
_SIZES = frozenset({"размер", "величина", "ставка", "уровень"})
# A number alone repeats the unit of its question.
_BARE = 3  # words
# Amounts by their names. Those of the second table have a name that a text has to say itself, in one of these
# words: an advance is no salary, whatever roubles it is in.
_NAMES = {
    name: measured
    for names, measured in (
        ("цена стоимость price cost", _COST),
        ("сумма amount", _PAY),
        ("процент доля percentage share", _PERCENT),
        ("высота толщина глубина длина ширина height thickness depth length width", _LENGTH),
        ("вес масса weight", _MASS),
        ("температура temperature", _HEAT),
        (
            "скорость speed",
            _said(
                r"\b(?:км|м|km|m)\s*(?:/|в|per)\s*(?:ч|с|мин|h|s|min)|\bmph\b|\bоб\S*\s?/\s?мин|(?:километр|метр|mile|kilomet)\w*\s+(?:в|per|an)\s"
            ),
        ),
        ("площадь", _said(r"\bкв\.?\s*м|м²|квадратн|гектар|\bга\b|\bsq\b|square|hectare")),
        ("мощность power", _said(r"\d\s*(?:к|М|k|M)?(?:Вт|W)\b|ватт|л\.\s*с\.|watt|horsepower")),
        ("давление pressure", _said(r"\bбар|\bатм|\b[кМ]?Па\b|\bbars?\b|\bk?psi\b|\b[kM]?Pa\b")),
        (
            "этаж floor",
            _said(r"этаж|\bэт\.|\bподвал|\bцокол|\bуровн|\bfloor|\bstore?y|\bbasement|\blevel|\b\d{1,2}F\b"),
        ),
        (
            "адрес address",
            _said(
                r"\bул\.|\bулиц|\bпросп|\bпр-т|\bшоссе|\bпереул|\bплощад|\bд\.\s*\d|\bдом\s*\d|адрес|@|www|\.(?:ru|com|org|net|рф)\b|street|road|address|"
                r"\bпр\.|\bпр-кт|\bпроезд|\bнаб\.|набережн|бульвар|\bб-р|\bмкр|микрорайон|тупик|тракт|\bг\.\s*[^,\n]+,\s*[^,\n]+,\s*\d|\b\d{6}\b,|"
                r"\b(?:ave(?:nue)?|lane|blvd|boulevard|rd|st)\b"
            ),
        ),
        ("телефон phone", _said(r"\d[\d\s()–-]{2,}\d")),
    )
    for name in names.split()
}
_SAID = {
    name: (measured, names)
    for names, measured in (
        ("зарплата оклад заработок жалованье оплата заработный получать salary wage pay earn", _PAY),
        ("выручка оборот доход поступление продажа продать реализация revenue turnover income sales", _PAY),
        ("премия бонус премиальный вознаграждение поощрение bonus", _PAY),
        (
            "штраф неустойка пеня взыскать взыскивать взыскание удержать удерживать ответственность лишиться "
            "лишаться fine penalty penalise damages",
            _CHARGE,
        ),
        ("налог налоговый ндфл ндс усн есхн акциз tax vat", _CHARGE),
        ("пошлина госпошлина взимать взиматься сбор уплатить уплачивать fee charge cost", _CHARGE),
    )
    for name in names.split()
}


@lru_cache(maxsize=256)
def asked_in(question: str) -> AskedMeasure | None:
    """In what the answer is counted; None where the question does not say."""
    counted = _COUNTED.search(question)
    for pattern, measured in _ASKING:
        if pattern.search(question) and not (measured is _CLOCK and counted and _counts_others(counted)):
            return measured
    if (found := _PAID.search(question)) and _acts(found["who"]):
        return _PAY
    units = [found["unit"] for found in _IN_UNITS.finditer(question)]
    units += [text for text in counted.groups() if text] if counted else []
    for text in units:
        if known := _OF_DIMENSIONS.get(dimension_of(plain(text))):
            return known
    if counted:
        return _NUMBER if is_plural(counted["first"]) or is_plural(counted["second"] or "") else None
    name = _name_in(question)
    return _SAID[name][0] if name in _SAID else _NAMES.get(name)


def lacks(question: str, place: str, around: str = "") -> bool:
    """Whether the answer is counted in something that a place (with its title) counts nothing in. `around`:
    what may name the amount in its stead."""
    wanted = asked_in(question)
    if wanted is None:
        return False
    if len(place.split()) <= _BARE and _NUMBER.said.search(place):
        return False
    name = _name_in(question)
    named = bool(name) and _names(f"{place}\n{around}", _SAID[name][1].split() if name in _SAID else [name])
    if name in _SAID and not named:
        return True
    if wanted.said.search(place) or (named and re.search(r"\d", place)):
        return False  # the unit of a table may be understood
    spelled = measures.spelled(plain(place))
    return not any(dimension_of(token) in wanted.dimensions for token in _TOKEN.findall(spelled))


def _counts_others(counted: re.Match[str]) -> bool:
    """Whether "во сколько" counts things ("во сколько слоёв"), not hours."""
    first = counted["first"]
    return is_plural(first) and not first.isascii() and not first.lower().startswith("час")


def _name_in(question: str) -> str:
    """The name of an amount close behind "what"; "" for none."""
    for asking in _NAMED.finditer(question):
        for text in _TOKEN.findall(question[asking.end() :])[:_NAMED_WITHIN]:
            named = word(text)
            if named and (named.lemma in _NAMES or named.lemma in _SAID):
                return named.lemma
            if named and named.kind == NOUN and named.lemma not in _SIZES:
                break  # something else is asked for, of which an amount may be a part
    return ""


def _acts(text: str | None) -> bool:
    """Whether a word can be who pays; True for none."""
    known = word(text) if text else None
    return not text or bool(known and "nomn" in known.cases and "gent" not in known.cases)


def _names(place: str, names: Sequence[str]) -> bool:
    """Whether a place says one of these words, or one of its family."""
    wanted = [known for name in names if (known := word(name))]
    there = [known for text in set(_TOKEN.findall(place)) if (known := word(text))]
    return any(closeness(name, one) for name in wanted for one in there)
