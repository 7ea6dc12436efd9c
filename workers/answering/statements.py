"""A sentence read for comparison: its words with their grammar, its figures with unit, bound and place, its
coordinate clauses, what it denies, permits or demands, and under which condition. Russian and English.

Russian grammar comes from the dictionary (pymorphy3); English words are stems alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from workers.answering import measures, numerals, synonyms
from workers.answering.measures import Measure, dimension_of
from workers.retrieval import lexical
from workers.text.folding import plain

NOUN, ADJECTIVE, VERB, ADVERB, CODE, FOREIGN, FUNCTION = "noun adjective verb adverb code foreign function".split()
MAX, MIN = "max", "min"
MAY, MUST, MAY_NOT, NEED_NOT, FACT = "may", "must", "may not", "need not", "fact"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something. `term`: its stem; `lemma`: its dictionary form; `cases`: those it may stand in
    ("nomn", …; none for English); `actor`: an animate noun; `name`: capitalised inside a sentence, or a code."""

    term: str
    lemma: str
    kind: str
    cases: frozenset[str] = frozenset()
    actor: bool = False
    name: bool = False
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or date. `value` as `numerals` or ISO writes it; `measure`: what it counts in, converted to the
    base unit; `bound`: MAX, MIN or ""; `counted`: the term of the noun after it."""

    value: str
    measure: Measure | None = None
    bound: str = ""
    counted: str = ""
    date: bool = False


@dataclass(slots=True)
class Clause:
    """One clause. `segments`: the part of each word and of each figure, counted from 0, where commas part what
    belongs to different figures; `condition`: words under "if", "only with", "except"; `units`: names of units without a number (in the head of a column); `before`, `after`:
    terms of what comes first or later; `headless`: it begins with a verb, as in "and must not be copied"; `conditioned`: it names
    any condition; `segments`: between which commas each word stands, `stance`: where it denies, permits or demands; `restricting`: bounded
    figures before the verb ("a load over 2 m is …"), which say of what it is said."""

    words: list[Word] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    word_parts: list[int] = field(default_factory=list)
    figure_parts: list[int] = field(default_factory=list)
    condition: set[int] = field(default_factory=set)
    exclusive: set[int] = field(default_factory=set)
    denied: bool = False
    mood: str = FACT
    without: set[int] = field(default_factory=set)
    rates: set[str] = field(default_factory=set)
    units: list[str] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    headless: bool = False
    conditioned: bool = False
    segments: list[int] = field(default_factory=list)
    stance: set[int] = field(default_factory=set)
    restricting: list[Figure] = field(default_factory=list)
    only: bool = False
    pronoun: bool = False

    @property
    def subject(self) -> bool:
        """Whether it names who or what acts."""
        return any(word.kind == NOUN and "nomn" in word.cases for word in self.words)


# --- words ---------------------------------------------------------------------------------------

_CYRILLIC = re.compile(r"[а-я]")
_KINDS = {
    "NOUN": NOUN, "ADJF": ADJECTIVE, "ADJS": ADJECTIVE, "PRTF": ADJECTIVE, "COMP": ADVERB, "VERB": VERB,
    "INFN": VERB, "GRND": VERB, "PRTS": VERB, "PRED": ADVERB, "ADVB": ADVERB,
}  # fmt: skip
_FUNCTION_TAGS = ("PREP", "CONJ", "PRCL", "INTJ", "NPRO")
_LIKELY = 0.1


@lru_cache(maxsize=65536)
def word(text: str) -> Word | None:
    """The word, or None for one that says nothing by itself (a preposition, "which", "very")."""
    lowered = plain(text)
    terms = lexical.terms(lowered)
    if not terms or lowered in _SMALL:
        return None
    if len(lowered) == 1:
        return Word(lowered, lowered, CODE, name=True)  # an initial
    if any(c.isdigit() for c in lowered):
        return Word(lowered, lowered, CODE, name=True)
    if not _CYRILLIC.search(lowered):
        return Word(terms[-1], lowered, FOREIGN)
    parses = lexical.morphology().parse(lowered)
    best = parses[0]
    pos = str(best.tag.POS or "")
    if pos in _FUNCTION_TAGS:
        return None
    cases = frozenset(
        str(parse.tag.case)
        for parse in parses
        if parse.tag.case and parse.score >= _LIKELY and parse.normal_form == best.normal_form
    )
    lemma = plain(str(best.normal_form))
    return Word(
        lexical.terms(lemma)[-1] if lexical.terms(lemma) else terms[-1],
        lemma,
        _KINDS.get(pos, NOUN),
        cases,
        actor=pos == "NOUN" and "anim" in best.tag,
        name=any(grammeme in best.tag for grammeme in ("Surn", "Name", "Patr")),
        passive=pos == "PRTS" or (pos == "VERB" and lemma.endswith("ся")),
    )


# --- tokens --------------------------------------------------------------------------------------

_LIST_MARK = re.compile(r"^\s*(?:[-*•–—]|\(?\d{1,2}[.)])\s+")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_COMMAS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_MONTHS = {
    name: number
    for number, names in enumerate((
        "январь января январе jan january", "февраль февраля феврале feb february", "март марта марте mar march",
        "апрель апреля апреле apr april", "май мая мае may", "июнь июня июне jun june",
        "июль июля июле jul july", "август августа августе aug august",
        "сентябрь сентября сентябре sep sept september", "октябрь октября октябре oct october",
        "ноябрь ноября ноябре nov november", "декабрь декабря декабре dec december",
    ), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})(?![\d.]*\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:-?го|st|nd|rd|th)?(?:\s+of)?\s+(?P<n>{_MONTH})\b(?:,?\s+(?P<y>\d{{4}})(?!\d)(?:\s*г(?:ода|оду|\.)?)?)?"
    ),
    re.compile(rf"\b(?P<n>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*(?P<y>\d{{4}}))?(?!\d)"),
)
# "с 3 по 16 июля": both days are of the month.
_DATE_RANGE = re.compile(rf"(?<!\d)(?P<a>\d{{1,2}})\s*(?P<j>по|до|и|-|–|—|to|and)\s*(?P<b>\d{{1,2}})\s+(?P<n>{_MONTH})\b")
# "25.10", which in Russian is no number: its decimals stand after a comma.
_DAY_MONTH = re.compile(r"(?<![\d.,])(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])(?![\d,]|\.\d)(?!\s*(?:%|₽|руб|кг|км|мм|см|л\b|м\b|г\b|вт))")
_TOKEN = re.compile(
    r"@[\d-]+|\d+(?:[.,:/]\d+)*(?:[-–]\d+(?::\d+)?)+|\d+(?:[.,:]\d+)*(?![^\W\d_]*-\d)|"
    r"[^\W_]+(?:[-'’][^\W_]+)+|[^\W_]+|[%₽$€№°]|[;:,.!?()—–-]"
)
_OPENING = re.compile(r"^\W*(?:да|нет|нельзя|можно|нужно|не нужно|yes|no)\s*(?:[,:;—–-]|\.\s+(?=\S))\s*")
_ROUND_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):00(?![\d:])")


def _dated(text: str) -> str:
    def iso(match: re.Match[str]) -> str:
        found = match.groupdict()
        month = int(found.get("m") or 0) or _MONTHS.get(found.get("n") or "", 0)
        day, year = int(found["d"]), int(found.get("y") or 0)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return match.group()
        year += 2000 if 0 < year < 100 else 0
        return f"@{year:04}-{month:02}-{day:02}"

    text = _DATE_RANGE.sub(r"\g<a> \g<n> \g<j> \g<b> \g<n>", text)
    for pattern in (*_DATES, *((_DAY_MONTH,) if _CYRILLIC.search(text) else ())):
        text = pattern.sub(iso, text)
    return text


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    capital: bool = False

    @property
    def mark(self) -> bool:
        return not (self.text[0].isalnum() or self.text[0] in "@%₽$€№°")


def _tokens(text: str) -> list[_Token]:
    text = _LIST_MARK.sub("", text).replace("*", "")
    text = _COMMAS.sub(lambda m: m.group().replace(",", ""), text)
    text = _THOUSANDS.sub(lambda m: re.sub(r"\s", "", m.group()), text)
    capitals = {plain(m.group()) for m in re.finditer(r"(?<=[\w,»)] )[A-ZА-ЯЁ][^\W\d_]+", text)}
    text = _dated(plain(text))
    text = _OPENING.sub("", text)
    text = _ROUND_CLOCK.sub(r"\1", text)
    return [_Token(found, found in capitals) for found in _TOKEN.findall(text)]


# --- one pass ------------------------------------------------------------------------------------

_SUBORDINATE = frozenset(
    "если когда который которая которое которые которого которой которых котором которому которым чтобы поскольку хотя пока "
    "причем где как что при if when which who that unless while because where so".split()
)
_IF = frozenset(("если", "when", "if", "unless", "provided"))
_UNDER = (
    "с согласия", "с его согласия", "с их согласия", "с ее согласия", "с письменного согласия", "с разрешения", "по согласованию",
    "по соглашению", "при условии", "при наличии", "при отсутствии", "в случае", "в случаях", "по решению", "по заявлению",
    "по требованию", "по просьбе", "за исключением", "кроме", "with the consent", "with consent", "with the approval",
    "with permission", "with the permission", "with written", "on condition", "provided that", "in case", "except", "subject to",
    "upon request", "on request", "as long as",
)  # fmt: skip
_NO_CONDITION = frozenset(("при этом", "при каждой", "при каждом", "при любой", "при любом", "при том", "при себе"))
_WHEN = frozenset("при когда после during after".split())
_ONLY = frozenset(("только", "лишь", "исключительно", "only", "solely", "exclusively"))
_PRONOUNS = frozenset(
    "он она оно они его ее их ему ей им нее него них это этот эта эти этого этой этому этих it they them this these".split()
)
_NOT = frozenset(
    ("не", "ни", "нет", "not", "no", "never", "cannot", "nor", "neither", "can't", "don't", "doesn't", "isn't",
     "aren't", "won't", "mustn't", "shouldn't", "wasn't", "weren't", "didn't", "нельзя", "невозможно", "запрещается",
     "недопустимо", "нежелательно")
)  # fmt: skip
_FORBID = re.compile(r"^(запрещ\w*|запрет\w*|недопуст\w*|воспрещ\w*|prohibit\w*|forbid\w*|banned|disallow\w*)$")
_MAY_WORD = re.compile(
    r"^(может|могут|можно|вправе|разреш\w*|допуска\w*|допустим\w*|дозвол\w*|can|may|could|allow\w*|permit\w*|вольн\w*)$"
)
_MUST_WORD = re.compile(
    r"^(долж\w+|обязан\w*|обязательн\w*|необходим\w*|нужно|нужен|нужна|нужны|надо|следует|требуется|требуются|must|shall|should|"
    r"required|requires|mandatory|obliged|obligatory|needs?|have|has|обязуется)$"
)
# Denied, these forbid ("must not"); the other words of duty leave it open ("need not").
_STRICT = re.compile(r"^(долж\w+|следует|must|shall|should)$")
_BOUND_WORDS = {
    **dict.fromkeys(
        ("более", "больше", "выше", "позднее", "позже", "дольше", "старше", "дороже", "тяжелее", "длиннее", "more", "later",
         "over", "above", "longer", "older"), MIN),
    **dict.fromkeys(("свыше", "превышает", "превышают", "превышающий", "exceeds", "exceeding"), MIN),
    **dict.fromkeys(
        ("менее", "меньше", "ниже", "ранее", "раньше", "моложе", "младше", "дешевле", "легче", "короче", "less", "fewer",
         "earlier", "below", "under", "younger", "shorter"), MAX),
    **dict.fromkeys(("минимум", "least", "minimum", "минимальн"), MIN),
    **dict.fromkeys(("максимум", "maximum", "ограничены", "ограничен", "ограничена", "ограничено", "ограничивается", "limited",
                     "предел", "потолок", "limit"), MAX),
}  # fmt: skip
# These bound when, not what.
_DEADLINES = frozenset("позднее позже ранее раньше later earlier реже чаще".split())
_EXCEED = frozenset(("превышать", "exceed", "превышало", "превышала", "превысить"))
_RARER = frozenset(("реже", "чаще"))
_UP_TO = frozenset(("до", "to"))
_BEFORE_ALONE = re.compile(r"^(до|к|по)$")
_HALVES = {"полчаса": ("0.5", "час"), "полгода": ("0.5", "год"), "полмесяца": ("0.5", "месяц"), "полдня": ("0.5", "день"), "полугода": ("0.5", "год"), "получаса": ("0.5", "час"),
           "полтора": ("1.5", ""), "полтора": ("1.5", ""), "полутора": ("1.5", ""), "полторы": ("1.5", ""),
           "вдвое": ("2", ""), "дважды": ("2", "раз"), "трижды": ("3", "раз"), "twice": ("2", "раз"), "half": ("0.5", ""), "половине": ("0.5", ""), "четверти": ("0.25", ""),
           "once": ("1", "раз"), "четверть": ("0.25", ""), "треть": ("0.3333", ""), "половина": ("0.5", ""),
           "половину": ("0.5", ""), "половины": ("0.5", ""), "quarter": ("0.25", "")}  # fmt: skip
_PERIODS = {
    "ежегодно": "год", "ежегодный": "", "ежемесячно": "месяц", "ежедневно": "день", "еженедельно": "неделя",
    "ежеквартально": "квартал", "ежечасно": "час", "annually": "год", "yearly": "год", "monthly": "месяц", "daily": "день",
    "weekly": "неделя", "quarterly": "квартал", "hourly": "час",
}  # fmt: skip
_ORDINALS = {
    name: str(value)
    for value, names in enumerate(
        ("второй", "третий third", "четвертый fourth", "пятый fifth", "шестой sixth", "седьмой seventh", "восьмой eighth",
         "девятый ninth", "десятый tenth"), 2)
    for name in names.split()
}  # fmt: skip
_TIMES = {
    **dict.fromkeys(("двойной", "двукратный", "удвоенный", "double", "twofold"), "2"),
    **dict.fromkeys(("тройной", "трехкратный", "утроенный", "triple"), "3"),
    **dict.fromkeys(("полуторный", "полуторакратный"), "1.5"),
    **dict.fromkeys(("одинарный", "однократный", "single"), "1"),
}  # fmt: skip
_SHARES = {"половина": "50", "половину": "50", "половины": "50", "половине": "50", "half": "50", "четверть": "25", "четверти": "25"}
_NEXT = re.compile(r"^(следующ|предыдущ|предшеств|next$|previous$)")
_WITHIN = frozenset(("за", "через", "течение", "within", "an", "a", "one", "один", "одного", "одной", "одну"))
_DURING = frozenset("within in for takes lasts is after".split())
_EVERY = frozenset(("каждый", "каждую", "каждое", "каждые", "every", "each"))


_EXPIRY = lexical.terms("истечение")[0]


def clauses(text: str) -> list[Clause]:
    """The coordinate clauses of a sentence, in order; one where it has no other."""
    return [_Reader(part).read() for part in _split(_tokens(text)) if part]


def whole(text: str) -> Clause:
    """The sentence as one clause."""
    return _Reader(_tokens(text)).read()


def _split(tokens: list[_Token]) -> list[list[_Token]]:
    """Where a comma, a semicolon or a conjunction joins what could stand alone: each side has a verb or a figure
    of its own, and neither is subordinate."""
    parts: list[list[_Token]] = []
    current: list[_Token] = []
    for index, token in enumerate(tokens):
        if current and _joins(tokens, index) and _may_split(current, tokens, index):
            parts.append(current)
            current = []
        current.append(token)
    return [*parts, current]


def _may_split(current: Sequence[_Token], tokens: Sequence[_Token], at: int) -> bool:
    following = _until_next(tokens, at)
    if tokens[at].text == ";":
        return all(sum(not t.mark for t in side) > 2 for side in (current, following)) and all(t.text != ":" for t in current)
    if not _stands(following):
        return False
    joined = tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text in ("and", "but", "while")
    return _stands(current) or (joined and sum(not t.mark for t in current) > 2 and current[0].text not in _SUBORDINATE)


def _joins(tokens: Sequence[_Token], at: int) -> bool:
    text = tokens[at].text
    if text == ";":
        return True
    if text == ",":
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        return following not in _SUBORDINATE and not (following == "в" and at + 2 < len(tokens) and tokens[at + 2].text in _SUBORDINATE)
    return text in ("и", "а", "но", "and", "but", "while") and tokens[at - 1].text not in (",",)


def _until_next(tokens: Sequence[_Token], at: int) -> list[_Token]:
    part: list[_Token] = []
    for token in tokens[at + 1 :]:
        if token.text in (";", ",") and part:
            break
        part.append(token)
    return part


def is_verb(text: str) -> bool:
    """Whether a word in lower case is a verb in any form that says what is done."""
    known = word(text)
    return _is_verb(text) or bool(known and known.kind == VERB)


@lru_cache(maxsize=65536)
def _is_verb(text: str) -> bool:
    """A finite verb, a short participle or a predicative ("нужно"); of English the commonest forms."""
    if not _CYRILLIC.search(text):
        return text in _ENGLISH_VERBS
    best = lexical.morphology().parse(text)[0]
    return str(best.tag.POS) in ("VERB", "PRTS", "PRED")


_ENGLISH_VERBS = frozenset(
    "is are was were must may can cannot shall should will has have do does pays approves includes gives takes makes keeps sends meets "
    "receives gets decides confirms signs submits uses needs requires covers".split()
)
@lru_cache(maxsize=65536)
def _times(text: str) -> str:
    """How many times a word like "двойного" says; "" for others."""
    return _TIMES.get(str(lexical.morphology().parse(text)[0].normal_form) if _CYRILLIC.search(text) else text, "")


@lru_cache(maxsize=65536)
def _is_comparative(text: str) -> bool:
    return bool(_CYRILLIC.search(text)) and str(lexical.morphology().parse(text)[0].tag.POS) == "COMP"


# Prepositions that the search keeps as terms.
_SMALL = frozenset("per within among via upon согласно например".split())


def _stands(part: Sequence[_Token]) -> bool:
    """Whether tokens could be a sentence: a verb or a figure, not under a conjunction."""
    words = [token.text for token in part if not token.mark]
    while words and words[0] in ("и", "а", "но", "and", "but", "также", "then", "затем", "while"):
        words = words[1:]
    if len(words) < 2 or words[0] in _SUBORDINATE:
        return False
    return (
        any(_is_verb(text) for text in words)
        or any(_is_english_verb(*three) for three in zip(["the", *words], words, words[1:]))
        or _names_and_counts(words)
    )


def _is_english_verb(before: str, text: str, after: str) -> bool:
    """Whether an English word is a verb in the third person: "payroll calculates the balance"."""
    return (
        text.isascii() and text.endswith("s") and not text.endswith("ss") and len(text) > 3 and before not in _DETERMINERS
        and (after in _DETERMINERS or after[0].isdigit())
    )


_DETERMINERS = frozenset("the a an it them their its his her all every each this that these those".split())


def _names_and_counts(words: Sequence[str]) -> bool:
    """Whether a noun comes before a figure ("во дворе 10 км/ч"), which does without a verb."""
    named = False
    for index, text in enumerate(words):
        if text[0] == "@" or text in _HALVES or numerals.number_at([*words[index:]], 0)[1]:
            return named
        known = word(text)
        named = named or bool(known and known.kind in (NOUN, FOREIGN) and not dimension_of(text))
    return False


class _Reader:
    """Reads the tokens of one clause."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = list(tokens)
        self._texts = [_unified(token.text) for token in tokens]
        self._clause = Clause()
        self._part = 0
        self._part_figures = 0
        self._segment = 0
        self._bound = ""
        self._negations = 0
        self._pending_not = False
        self._conditional = False
        self._except = self._phrase = False
        self._without = False
        self._exclusive = False
        self._may = self._must = self._strict = self._forbid = False
        self._bounding = False
        self._bounded_mood = False
        self._deadline = False
        self._unit_at = -1
        self._verb_read = False

    def read(self) -> Clause:
        """The clause."""
        first = next((t for t in self._texts if t[0].isalnum() and t not in ("and", "but", "и", "а", "но")), "")
        self._clause.headless = first in _ENGLISH_VERBS
        at = 0
        while at < len(self._tokens):
            at += self._step(at)
        self._finish()
        return self._clause

    def _step(self, at: int) -> int:
        text = self._texts[at]
        if self._tokens[at].mark:
            self._take_mark(text, at)
            return 1
        if text.startswith("@"):
            self._add_figure(Figure(text[1:], None, self._direction(at), date=True))
            return 1
        used = self._take_number(at)
        if used:
            return used
        self._take_word(text, at)
        return 1

    def _take_mark(self, text: str, at: int) -> None:
        if text in ",;:":
            self._segment += 1
        if text in ",;":
            if self._part_figures:
                self._part, self._part_figures = self._part + 1, 0
            self._exclusive = False
            self._without = False
            if not self._except:
                self._conditional = self._phrase = False
        elif text in ".:!?" or text == "—":
            self._conditional = self._except = self._phrase = self._exclusive = self._without = False
        self._bound = "" if text in ".;:!?" else self._bound

    # --- figures ---------------------------------------------------------------------------------

    def _take_number(self, at: int) -> int:
        texts, text = self._texts, self._texts[at]
        if re.fullmatch(r"\d+(?:[.,:/]\d+)*(?:[-–]\d+(?::\d+)?)+", text):
            self._add_figure(Figure(text.replace("–", "-"), self._range_unit(at)))
            return 1
        if text[0].isalpha() and (times := _times(text)):
            self._add_figure(Figure(times, Measure("times", float(times)), self._direction(at)))
            return 1
        if text in _ORDINALS:
            after = word(texts[at + 1]) if at + 1 < len(texts) and texts[at + 1][0].isalpha() else None
            self._add_figure(Figure(_ORDINALS[text], None, "", after.term if after and after.kind in (NOUN, FOREIGN) else ""))
            return 1
        if text in _PERIODS and _PERIODS[text]:
            self._add_figure(Figure("1", measures.period("1", _PERIODS[text]), ""))
            return 1
        if text in _HALVES and (text not in ("half", "quarter") or at + 1 < len(texts)):
            value, unit = _HALVES[text]
            used = 1
            following = [t for t in texts[at + 1 : at + 4] if t not in ("a", "an", "of")]
            if not unit and following and dimension_of(following[0]):
                unit = following[0]
                used = 1 + texts[at + 1 : at + 4].index(following[0]) + 1
            if unit == "раз":
                per = self._per(at + 1)
                self._add_figure(Figure(value, measures.period(_inverse(value), per) if per else None, "", "" if per else "раз"))
                return 1 + (2 if per else 0)
            if not unit and text in _SHARES:
                self._add_figure(Figure(_SHARES[text], measures.measure(_SHARES[text], "%"), self._direction(at)))
                return 1
            if not unit and text in ("треть", "quarter"):
                return 0
            self._add_figure(Figure(value, measures.measure(value, unit), self._direction(at)))
            return used
        value, used = numerals.number_at(texts, at)
        if used:
            return self._number(value, at, used)
        dimension = dimension_of(text)
        if dimension and at and self._clause.figures and texts[at - 1] in (*_EVERY, "per", "a", "в"):
            self._clause.rates.add(f"{dimension} {measures.measure('1', text)}")
            return 1
        if dimension and at and texts[at - 1] in _EVERY:
            self._add_figure(Figure("1", measures.period("1", text), ""))
            return 1
        if dimension and at and at != self._unit_at and texts[at - 1] in _WITHIN and not (texts[at - 1] in ("a", "an") and texts[max(at - 2, 0)] not in _DURING):
            self._add_figure(Figure("1", measures.measure("1", text), ""))
            return 1
        if text in ("раз", "раза", "once") and self._per(at + 1):
            per = self._per(at + 1)
            self._add_figure(Figure("1", measures.period("1", per), ""))
            return 3
        return 0

    def _range_unit(self, at: int) -> Measure | None:
        """One unit of what follows a range or a code ("10-12 дней"), None where none does."""
        following = self._texts[at + 1 : at + 2]
        return measures.measure("1", following[0]) if following and dimension_of(following[0]) else None

    def _per(self, at: int) -> str:
        """The unit of "в месяц", "a year" that begins at a token."""
        if at + 1 < len(self._texts) and self._texts[at] in ("в", "a", "per", "за") and dimension_of(self._texts[at + 1]):
            return self._texts[at + 1]
        return ""

    def _number(self, value: str, at: int, used: int) -> int:
        texts = self._texts
        after = at + used
        if after < len(texts) and texts[after] in ("раз", "раза", "times") and self._per(after + 1):
            self._add_figure(Figure(value, measures.period(_inverse(value), self._per(after + 1)), ""))
            return used + 3
        measure, counted = None, ""
        for step, token in enumerate(texts[after : after + 4]):
            if not token[0].isalnum() and token[0] not in "%₽$€°":
                if token not in "()":
                    break
                continue
            if dimension_of(token) or (step == 0 and self._unit_letter(value, after)):
                measure = measures.measure(value, token)
                self._unit_at = after + step
                counted = ""
                break
            if counted:
                break
            if token[0].isdigit() or token in ("до", "по", "и", "или", "and", "or", "to"):
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
        self._add_figure(Figure(value, measure, self._direction(at), counted))
        return used

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
        return ""

    def _add_figure(self, figure: Figure) -> None:
        if figure.bound and not (self._verb_read or self._deadline or figure.date):
            self._clause.restricting.append(figure)
        self._clause.figures.append(figure)
        self._clause.figure_parts.append(self._part)
        self._part_figures += 1
        self._bound = ""

    # --- words -----------------------------------------------------------------------------------

    def _take_word(self, text: str, at: int) -> None:
        texts = self._texts
        pair = " ".join(texts[at : at + 2])
        triple = " ".join(texts[at : at + 3])
        if text in _PRONOUNS:
            self._clause.pronoun = True
        if text in _IF and text != "when":
            self._conditional = True
        if text in _IF or text in _WHEN or pair in _UNDER or triple in _UNDER:
            self._clause.conditioned = True
        if self._phrase and (_is_verb(text) or _MAY_WORD.match(text) or _MUST_WORD.match(text)):
            self._conditional = self._phrase = False
        if self._exclusive and (_is_verb(text) or text in ("без", "without")):
            self._exclusive = False
        if (pair in _UNDER or text in _UNDER or triple in _UNDER) and pair not in _NO_CONDITION:
            self._conditional = self._phrase = True
            self._except = self._except or text in ("кроме", "except") or pair == "за исключением"
        if text in _ONLY:
            if not (at and texts[at - 1] in ("не", "not")):
                self._clause.only = self._exclusive = True
        if text in ("без", "without"):
            self._without = True
        if not self._conditional:
            self._take_mood(text, at)
            self._verb_read = self._verb_read or _is_verb(text)
        if pair == "at most":
            self._bound = MAX
        elif text in _EXCEED or text in _BOUND_WORDS or (_is_comparative(text) and self._figure_follows(at)):
            self._take_bound(text, texts[at + 1 : at + 3])
            self._deadline = text in _DEADLINES
        elif text in ("и", "and") and self._part_figures and self._figure_follows(at):
            self._part, self._part_figures = self._part + 1, 0
        if dimension_of(text) and at != self._unit_at and not (at and texts[at - 1] in ("в", "per", "a")):
            self._clause.units.append(text)
        known = word(text) if text not in _NOT else None
        if known is None or self._grammar(text):
            return
        if _NEXT.match(text) and at + 1 < len(texts) and dimension_of(texts[at + 1]):
            known = replace(known, name=True)  # "на следующий день" says when
        self._relate(known.term, texts[max(0, at - 2) : at])
        if self._tokens[at].capital:
            known = replace(known, name=True)
        clause = self._clause
        if clause.words and (one := synonyms.pairs().get((clause.words[-1].term, known.term))):
            clause.words[-1] = Word(one, one, NOUN, known.cases)
            return
        index = len(clause.words)
        clause.words.append(known)
        clause.word_parts.append(self._part)
        clause.segments.append(self._segment)
        if self._conditional:
            clause.condition.add(index)
        if self._exclusive:
            clause.exclusive.add(index)
        if self._without:
            clause.without.add(index)

    def _relate(self, term: str, before: Sequence[str]) -> None:
        if before[-1:] in (["до"], ["перед"], ["before"], ["until"]):
            self._clause.before.add(term)
        elif before[-1:] in (["после"], ["after"], ["спустя"]) or (before[-1:] == ["по"] and term == _EXPIRY):
            self._clause.after.add(term)

    @staticmethod
    def _grammar(text: str) -> bool:
        """A word that is read as mood, denial, unit or bound and says nothing else."""
        return bool(
            _FORBID.match(text) or _MAY_WORD.match(text) or _MUST_WORD.match(text) or text in _ONLY or text in _BOUND_WORDS
            or text in _EXCEED or text in _RARER or dimension_of(text) or _is_comparative(text)
        )

    def _figure_follows(self, at: int) -> bool:
        for token in self._texts[at + 1 : at + 6]:
            if token[0] in "@" or numerals.number_at([token], 0)[1]:
                return True
            if not token[0].isalnum():
                return False
        return False

    def _take_mood(self, text: str, at: int) -> None:
        if text in _NOT or _FORBID.match(text) or text == "нельзя":
            if text in ("не", "not", "no") and self._bounds_next(at):
                self._bounding = True
                self._bounded_mood = self._bounded_mood or any(
                    _MUST_WORD.match(near) or _MAY_WORD.match(near)
                    for near in self._texts[max(0, at - 1) : at] + self._texts[at + 1 : at + 2]
                )
                return
            self._negations += 1
            self._clause.stance.add(self._segment)
            if text in ("нельзя", "cannot", "can't", "mustn't") or _FORBID.match(text):
                self._forbid = True
        if _MAY_WORD.match(text) or (text in ("право", "right") and at and self._texts[at - 1] in ("имеет", "имеют", "the", "a")):
            self._may = True
            self._clause.stance.add(self._segment)
        elif text == "права" and at > 1 and self._texts[at - 2] in ("не",):
            self._may = True
        elif _MUST_WORD.match(text) and not (
            text in ("have", "has") and (at + 1 >= len(self._texts) or self._texts[at + 1] != "to")
        ):
            self._must = True
            self._clause.stance.add(self._segment)
            self._strict = self._strict or bool(_STRICT.match(text))

    def _bounds_next(self, at: int) -> bool:
        """"Не" that belongs to a bound: "не более", "не должна превышать", "must not cost more than"."""
        ahead = self._texts[at + 1 : at + 5]
        for text in ahead:
            if text in _BOUND_WORDS or text in _EXCEED or text in _RARER or text in _ONLY or _is_comparative(text):
                return True
            if not text[0].isalnum() or text in ("чем",):
                return False
            if not (_MUST_WORD.match(text) or _MAY_WORD.match(text) or text in ("быть", "be", "cost", "стоить", "last")):
                return False
        return False

    def _take_bound(self, text: str, following: Sequence[str]) -> None:
        base = MIN if text in _EXCEED else _BOUND_WORDS.get(text, MIN)
        self._bound = _opposite(base) if self._bounding else base
        if text in _DEADLINES and "за" in following:
            self._bound = _opposite(self._bound)  # "не позднее чем за две недели" is two weeks or more
        self._bounding = False

    def _finish(self) -> None:
        clause = self._clause
        clause.denied = self._negations % 2 == 1
        if self._forbid or (clause.denied and (self._may or self._strict)):
            clause.mood = MAY_NOT if clause.denied else MAY
        elif clause.denied and self._must:
            clause.mood = NEED_NOT
        elif self._must:
            clause.mood = MUST
        elif self._may:
            clause.mood = MAY
        if self._bounded_mood and not clause.denied:
            clause.mood = FACT


def _opposite(bound: str) -> str:
    return MAX if bound == MIN else MIN


def _inverse(value: str) -> str:
    return numerals.shown(1 / float(value)) if float(value) else "0"


@lru_cache(maxsize=65536)
def _unified(text: str) -> str:
    """A numeral in its dictionary form ("двадцатью" → "двадцать", "втором" → "второй"); other words stay."""
    if _CYRILLIC.search(text):
        best = lexical.morphology().parse(text)[0]
        if str(best.tag.POS) == "NUMR" or "Anum" in best.tag:
            return plain(str(best.normal_form))
    return text


def content(clauses_: Iterable[Clause]) -> list[Word]:
    """All words of clauses, in order."""
    return [found for clause in clauses_ for found in clause.words]
