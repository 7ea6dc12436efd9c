"""What a sentence claims, as far as it can be compared without understanding it: its terms, its numbers
with their units and bounds, and what it denies. Russian and English."""

import re
from dataclasses import dataclass
from functools import lru_cache

from workers.retrieval import lexical
from workers.text import numerals
from workers.text.folding import plain

_EMPTY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claim:
    """`terms`: stems without stop words and numbers. `numbers`: normalised ("1 200,50" → "1200.5").
    `measures`: numbers with what they count ("28 day") or how they bound ("28 max"). `denied`,
    `affirmed`: terms under a negation, and those that are not. `allowed`: "+" something is permitted,
    "-" something is forbidden."""

    terms: frozenset[str] = _EMPTY
    numbers: frozenset[str] = _EMPTY
    measures: frozenset[str] = _EMPTY
    denied: frozenset[str] = _EMPTY
    affirmed: frozenset[str] = _EMPTY
    allowed: frozenset[str] = _EMPTY

    def joined(self, other: "Claim") -> "Claim":
        """The claim of two texts that stand together."""
        return Claim(
            self.terms | other.terms,
            self.numbers | other.numbers,
            self.measures | other.measures,
            self.denied | other.denied,
            self.affirmed | other.affirmed,
            self.allowed | other.allowed,
        )

    def context(self) -> "Claim":
        """What a heading lends to the text under it: terms and numbers, nothing that could be denied."""
        return Claim(self.terms, self.numbers)


def contradict(first: Claim, second: Claim) -> bool:
    """True when one text denies, forbids or measures otherwise what the other one says."""
    if any(term in second.affirmed and term not in second.denied for term in first.denied):
        return True
    if any(term in second.denied and term not in second.affirmed for term in first.affirmed - first.denied):
        return True
    if len(first.allowed) == len(second.allowed) == 1 and first.allowed != second.allowed:
        return True
    return any(_differs(measure, first.measures, second.measures) for measure in first.measures)


def _differs(measure: str, own: frozenset[str], other: frozenset[str]) -> bool:
    number, kind = measure.split(" ", 1)
    kinds = {m.split(" ", 1)[1] for m in other if m.split(" ", 1)[0] == number}
    same_sort = {k for k in kinds if (k in _BOUNDS) == (kind in _BOUNDS)}
    return bool(same_sort) and kind not in same_sort


def related(term: str, other: str) -> bool:
    """Two stems of one family: "увольнен" and "уволен", "оплат" and "оплачиваем" (a long common start)."""
    if term == other:
        return True
    shorter, longer = sorted((len(term), len(other)))
    if shorter < 5:
        return False
    common = 0
    while common < shorter and term[common] == other[common]:
        common += 1
    return (common >= 5 and common >= 0.6 * longer) or common >= 7


_LIGHT_WORDS = (
    "нужно надо должен должны необходимо следует составляет является являются это также следующий "
    "следующие согласно соответствие данный указан указано говорится включает включают относится "
    "относятся предусмотрен см п пункт ст статья длится "
    "предусмотрено устанавливает установлен определяет определен определяется осуществляется предоставляется "
    "может могут обязан имеет имеют документ документы отрывок отрывки текст информация вопрос ответ "
    "дополнительно например таким образом случай случае требуется производится проводится "
    "is must should need needs required includes include according document documents states provides also "
    "following given case information question answer"
)
_UNIT_WORDS = (
    "день дня дней час месяц год лет неделя минута процент рубль рублей руб day hour month year week minute"
)


@lru_cache(maxsize=1)
def _light_terms() -> frozenset[str]:
    return frozenset(stem for word in _LIGHT_WORDS.split() for stem in _stems(word))


@lru_cache(maxsize=1)
def _unit_terms() -> frozenset[str]:
    return frozenset(stem for word in _UNIT_WORDS.split() for stem in _stems(word))


def is_light(term: str) -> bool:
    """A stem that says little of what a sentence is about."""
    return term in _light_terms()


def is_unit(term: str) -> bool:
    """The stem of a unit of time, money or share."""
    return term in _unit_terms()


# --- what needs a source -------------------------------------------------------------------------

_VERDICT = re.compile(r"^\W*(да|нет|yes|no)\W*$", re.I)
_SMALL_TALK = re.compile(
    r"^\W*(здравствуйте|добр(ый|ое|ого)\s+(день|утро|вечер|дня)|конечно|хорошо|спасибо|пожалуйста|"
    r"если у вас (есть|остались|возникли)|надеюсь|обращайтесь|рад(а)? помочь|"
    r"hello|hi|sure|of course|certainly|thank|you're welcome|if you have|i hope|let me know)\b",
    re.I,
)
_HEADING = re.compile(r"^\s*(#{1,6}\s.*|\*\*[^*]+\*\*:?|[^.!?]*:)\s*$", re.S)


def needs_source(sentence: str, *, alone: bool = False) -> bool:
    """False for greetings, questions, headings, lead-ins to a list, and a "Yes." before the reasons.
    `alone`: the sentence is the whole answer."""
    if _VERDICT.match(sentence):
        return alone
    if _SMALL_TALK.match(sentence) or sentence.rstrip().endswith("?"):
        return False
    said = claim(sentence)
    if not said.terms and not said.numbers:
        return False
    return not (_HEADING.match(sentence) and not said.numbers and not alone)


def verdict(sentence: str) -> bool | None:
    """True for a bare "yes", False for a bare "no", None for anything else."""
    found = _VERDICT.match(sentence)
    return None if found is None else found.group(1).lower() in ("да", "yes")


_OPEN_QUESTION = re.compile(
    r"^\W*(?:(?:во?|на|со?|до|за|из|от|ко?|по|об?|у|для|через|из-за|под|при|про|без|над|перед|между|in|on|at|by|from|to|for|"
    r"of|with|under|until|within|during|after|before|about|into|through|against|as\s+of)\s+)?"
    r"(?:сколько|насколько|как|как(?:ой|ая|ое|ие|ого|ую|ому|им|их|ова?|ово|овы)|кто|кого|кому|кем|что|чего|чему|чем|где|куда|"
    r"откуда|когда|почему|зачем|раз в сколько|чей|чь(?:[яеёию]|его|ей|ему|им|их|ими)|"
    r"котор(?:ый|ая|ое|ые|ого|ой|ую|ому|ым|ых|ом)|what|which|who|whom|whose|where|when|why|how)\b",
    re.I,
)


def is_open(question: str) -> bool:
    """True for a question that "yes" or "no" cannot answer."""
    return bool(_OPEN_QUESTION.match(question))


# --- reading a sentence --------------------------------------------------------------------------

_LIST_MARK = re.compile(r"^\s*(?:[-*•–—]|\(?\d{1,2}[.)])\s+")
_DATE = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
# "Не может быть менее 42 часов" bounds as "не менее 42 часов" does.
_BOUNDED = re.compile(
    r"\b(?:(не)\s+(?:может|могут|должн\w+|должен)\s+быть|(?:can|may|must|shall|should)(?:\s*(not))\s+be)\s+"
    r"(?=(?:более|менее|больше|меньше|выше|ниже|позднее|позже|ранее|раньше|more|less|later|earlier|fewer)\b)",
    re.I,
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[%₽$€№:;,.!?()]")
_NEGATION = {
    "не", "ни", "без", "нет", "not", "no", "never", "without", "cannot", "nor", "neither", "isn't", "aren't",
    "doesn't", "don't", "didn't", "can't", "won't", "wasn't", "weren't", "shouldn't", "mustn't",
}  # fmt: skip
_SOFT = {"более", "менее", "больше", "меньше", "позднее", "позже", "ранее", "раньше", "свыше", "выше", "ниже",
         "только", "more", "less", "later", "earlier", "only", "than"}  # fmt: skip
_MAY = re.compile(r"^(разреш|допуска|допустим|можно$|вправе$|allow|permit|may$)")
_MAY_NOT = re.compile(r"^(запрещ|запрет|нельзя$|недопуст|prohibit|forbid|forbidden)")
_CAN = re.compile(r"^(мож(ет|ем|ешь|ете)|могут|могу|can|must)$")
_BOUNDS = ("max", "min")
_UNITS = (
    ("day", re.compile(r"^(дн(я|ей|и|ям|ями|ях)|день|сут(ок|ки)|days?)$")),
    ("hour", re.compile(r"^(час(а|ов|ы|ам)?|hours?)$")),
    ("minute", re.compile(r"^(минут\w*|minutes?)$")),
    ("week", re.compile(r"^(недел\w*|weeks?)$")),
    ("month", re.compile(r"^(месяц\w*|months?)$")),
    ("year", re.compile(r"^(год(а|у|ов|ом|ы)?|лет|years?)$")),
    ("percent", re.compile(r"^(%|процент\w*|percent)$")),
    ("rouble", re.compile(r"^(₽|руб|рубл\w+|roubles?|rubles?)$")),
    ("dollar", re.compile(r"^(\$|доллар\w*|dollars?)$")),
    ("euro", re.compile(r"^(€|евро|euros?)$")),
)
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
    "декабрь",
)  # fmt: skip


@lru_cache(maxsize=8192)
def claim(text: str) -> Claim:
    """The claim of a sentence."""
    text = numerals.joined(_LIST_MARK.sub("", text).replace("*", ""))
    text = _DATE.sub(_spelled_date, text)
    text = _BOUNDED.sub(lambda m: f"{m.group(1) or m.group(2)} ", text)
    return _Reading().read([plain(t) for t in _TOKEN.findall(text)])


def _spelled_date(match: re.Match[str]) -> str:
    """ "01.02.2024" as "1 февраль 2024", which is what the written-out date gives."""
    day, month, year = (int(group) for group in match.groups())
    if not 1 <= month <= 12:
        return match.group()
    return f"{day} {_MONTHS[month - 1]} {year if year > 99 else 2000 + year}"


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(lexical.terms(word))


class _Reading:
    """One pass over the tokens of a sentence."""

    def __init__(self) -> None:
        self.terms: set[str] = set()
        self.numbers: set[str] = set()
        self.measures: set[str] = set()
        self.denied: set[str] = set()
        self.affirmed: set[str] = set()
        self.allowed: set[str] = set()
        self.negated = False
        self.bound = ""

    def read(self, tokens: list[str]) -> Claim:
        at = 0
        while at < len(tokens):
            value, used = numerals.number_at(tokens, at)
            if used:
                self._take_number(value, tokens[at + used : at + used + 4])
                at += used
                continue
            self._take_word(tokens[at], tokens[at + 1] if at + 1 < len(tokens) else "")
            at += 1
        return Claim(*(frozenset(s) for s in (
            self.terms, self.numbers, self.measures, self.denied, self.affirmed, self.allowed
        )))  # fmt: skip

    def _take_number(self, value: str, following: list[str]) -> None:
        self.numbers.add(value)
        if self.bound:
            self.measures.add(f"{value} {self.bound}")
        for token in following:
            if token[0].isdigit() or token in ".;:!?":
                break
            unit = next((name for name, pattern in _UNITS if pattern.match(token)), "")
            if unit:
                self.measures.add(f"{value} {unit}")
                break
        self.negated, self.bound = False, ""

    def _take_word(self, word: str, following: str) -> None:
        if word in ".,;:!?()":
            self.negated = self.negated and word in "(),"
            self.bound = ""
            return
        if word in _NEGATION:
            self.negated = True
            return
        self._take_bound(word)
        self._take_permission(word)
        for stem in _stems(word):
            if stem[0].isdigit():
                continue
            self.terms.add(stem)
            if word in _SOFT:
                continue
            (self.denied if self.negated else self.affirmed).add(stem)
            self.negated = False

    def _take_bound(self, word: str) -> None:
        if word in ("более", "больше", "свыше", "выше", "позднее", "позже", "more", "later"):
            self.bound = "max" if self.negated else "min"
            self.negated = False
        elif word in ("менее", "меньше", "ниже", "ранее", "раньше", "less", "earlier", "fewer"):
            self.bound = "min" if self.negated else "max"
            self.negated = False
        elif word in ("минимум", "least", "minimum"):
            self.bound = "min"
        elif word in ("максимум", "most", "maximum", "превышать", "превышает", "превышают"):
            self.bound = "max"

    def _take_permission(self, word: str) -> None:
        if _MAY_NOT.match(word):
            self.allowed.add("+" if self.negated else "-")
        elif _MAY.match(word):
            self.allowed.add("-" if self.negated else "+")
        elif _CAN.match(word) and self.negated:
            self.allowed.add("-")
