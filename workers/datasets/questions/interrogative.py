"""Questions made of a sentence by code: its number gives way to "how many", its subject to "what is".

The question a small model writes about a sentence often asks something else; these ask what the sentence
says and nothing else. Stiffer than a person's, and certain."""

import re

from workers.datasets.questions.figures import MONTHS, NumberSpan
from workers.datasets.questions.premises import small, statement
from workers.text.language import ENGLISH, RUSSIAN

_PLURAL = (
    ("дней", r"дн\w+|день"), ("суток", r"сут\w*"), ("часов", r"час\w*"), ("минут", r"минут\w*"),
    ("секунд", r"секунд\w*"), ("недель", r"недел\w+"), ("месяцев", r"месяц\w*"), ("лет", r"год\w*|лет"),
    ("процентов", r"процент\w*|%"), ("рублей", r"₽|руб(?:\.|л\w+)?"), ("тысяч рублей", r"тыс\. руб\."),
    ("градусов", r"°\s?c"), ("километров", r"км"), ("километров в час", r"км/ч"), ("килограммов", r"кг"),
    ("киловатт", r"квт"), ("децибел", r"дб"), ("литров", r"литр\w*"), ("человек", r"человек\w?"),
    ("раз", r"раза?"), ("работников", r"работник\w*"),
    ("days", "days?"), ("hours", "hours?"), ("minutes", "minutes?"), ("seconds", "seconds?"),
    ("weeks", "weeks?"), ("months", "months?"), ("years", "years?"), ("per cent", "per ?cent|%"),
    ("roubles", "rou?bles?"), ("dollars", "dollars?"), ("euros", "euros?"), ("km", "km"), ("km/h", "km/h"),
    ("kg", "kg"), ("kilowatts", "kw"), ("decibels", "db"), ("characters", "characters?"),
    ("people", "people|persons"), ("employees", "employees"), ("times", "times"), ("degrees", r"°\s?c"),
)  # fmt: skip
# After these a Russian number stands in the genitive.
_GENITIVE = re.compile(
    r"(?:течение|более|менее|больше|меньше|свыше|старше|моложе|короче|длиннее|позднее|ранее|раньше|позже|"
    r"выше|ниже|до|от|истечения|с|из|около|после|истечении|размере|продолжительностью)\s$",
    re.I,
)
# What belongs to a number and moves to the beginning of the question with it.
_BEFORE = re.compile(
    r"(?:не (?:позднее|позже|ранее|раньше|более|менее) чем (?:за|на|через|в)|"
    r"(?:в срок )?не (?:позднее|позже|ранее|раньше)|(?:в размере )?не (?:более|менее|свыше|ниже|выше)|"
    r"не реже чем через|в течение|по истечении|в размере|"
    r"(?:на срок )?(?:до|свыше)|через|за|до|с|от|со|на|после)\s$",
    re.I,
)
_YEAR = re.compile(r"\s+\d{4}(?:\s*(?:г\.|года|г)(?!\w))?")
# Other languages have no such rules: their questions are left to the model.
_TERM = {
    RUSSIAN: re.compile(
        r"^(?!(?:При|В|Во|На|По|Для|За|С|Со|К|Из|От|До|О|Об|У|Если|Когда)\s)(?P<term>[А-ЯЁ][^,.:;«»—–]{2,60}?)"
        r"(?:\s*\([^()]*\))?\s+[—–-]\s+(?:это\s+)?(?P<rest>[а-яё].{25,})$"
    ),
    ENGLISH: re.compile(
        r"^(?P<term>(?:(?!\b(?:are|is|was|has|have|that|which|there|when)\b)[^,.:;]){3,40})"
        r" (?:is an? |is the |means )(?P<rest>.{25,})$"
    ),
}
_OPENS = re.compile(r"утратил\w* силу", re.I)
_WORDS = re.compile(r"[^\W\d_]+")


def of_number(sentence: str, figure: NumberSpan, around: str, language: str) -> str:
    """A question for one number of a sentence; "" when the sentence does not lend itself to it. `around`: the
    text it is from, which shows what is a name."""
    if language not in _TERM:
        return ""
    rest = sentence[figure.start + len(figure.phrase) :]
    asked = _asked(figure, sentence[: figure.start], language)
    if not asked:
        return ""
    if figure.unit in MONTHS:
        rest = rest[_end(_YEAR.match(rest)) :]
    marked = statement(f"{sentence[: figure.start]}\0 {rest.lstrip()}")
    if not statement(sentence) or "\0" not in marked or _OPENS.search(sentence):
        return ""
    before, after = (part.strip() for part in marked.split("\0"))
    after = f" {after}" if after and after[0] not in ",)" else after
    lead = _BEFORE.search(f"{before} ") if language == RUSSIAN else None
    head = before[: lead.start()].strip() if lead else ""
    moves = lead is not None and len(_WORDS.findall(head)) > 1 and "," not in head + after
    if moves and lead is not None and len(_WORDS.findall(after)) <= 8 and not head.endswith(("—", "–", "-")):
        moved = f"{before[lead.start() :]} {asked}{after}"
        return f"{moved[0].upper()}{moved[1:]} {small(head, around)}?"
    return f"{before} {asked}{after}?"


def of_term(sentence: str, around: str, language: str) -> str:
    """A question for what a word means, when the sentence says it; "" otherwise."""
    rule = _TERM.get(language)
    found = rule.match(" ".join(sentence.split())) if rule else None
    if found is None or len(_WORDS.findall(found["term"])) > 6:
        return ""
    term = small(found["term"].strip(), around)
    return f"Что такое {term}?" if language == RUSSIAN else f"What is {term}?"


def _asked(figure: NumberSpan, before: str, language: str) -> str:
    """ "How many" with what is counted: "сколько рабочих дней"."""
    if figure.unit in MONTHS:
        if language != RUSSIAN:
            return "what date"
        return "какого числа"
    russian = re.search("[а-яё]", figure.unit) is not None or language == RUSSIAN
    names = [
        name for name, pattern in _PLURAL
        if re.fullmatch(pattern, figure.unit, re.I) and bool(re.search("[а-яё]", name)) == russian
    ]  # fmt: skip
    if not names:
        return ""
    between = figure.phrase.split()[1:-1]
    if language != RUSSIAN:
        return " ".join(["how many", *between, names[0]])
    described = [_genitive_plural(word) for word in between]
    if not all(described):
        return ""
    return " ".join(["скольких" if _GENITIVE.search(before) else "сколько", *described, names[0]])


def _genitive_plural(adjective: str) -> str:
    """An adjective in the genitive plural ("рабочий" → "рабочих"); "" for another word."""
    if re.search(r"(?:ых|их)$", adjective):
        return adjective
    if re.search(r"[кгхшщчж]ий$", adjective):
        return adjective[:-2] + "их"
    return adjective[:-2] + "ых" if re.search(r"(?:ый|ая|ое)$", adjective) else ""


def _end(match: "re.Match[str] | None") -> int:
    return match.end() if match else 0
