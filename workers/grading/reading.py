"""What a text states, as the marks read it: its words with how each stands there (denied, after which
preposition, who acts), its amounts, whether it permits or demands. Russian by the dictionary, English by
stems.

The marks read an answer with this, and the product's support check with rules of its own
(`workers/answering/evidence`): what is judged must not be the judge. Both share how numbers, dates and units
are written (`workers/text`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workers.grading.amount_reader import AmountReader
from workers.grading.amounts import Amount
from workers.grading.bounds import bound_of
from workers.grading.phrases import unified
from workers.grading.spellings import RATIO, periods, ratios
from workers.grading.vocabulary import (
    AFTER,
    AUXILIARY,
    BORDERS,
    BOUNDING,
    BOUNDS,
    DENIALS,
    DIVIDING,
    EXCLUDING,
    FIRST,
    FROM,
    MAY,
    MODAL,
    MUST,
    MUST_NOT,
    NEED_NOT,
    NO,
    NONFINITE,
    ONLY,
    OPEN,
    ROLE_OF,
    SEQUENCE,
    TO,
    TURNS,
    UNTIL,
    VERDICT,
)
from workers.grading.words import (
    NOUN,
    OTHER,
    VERB,
    AnswerWord,
    grammar,
    is_attribute,
    is_infinitive,
    kind_of,
    name_of,
    verb_stems,
)
from workers.retrieval import lexical
from workers.text import clock, dates, measures, numerals, sentences
from workers.text.folding import plain


@dataclass(frozen=True, slots=True)
class Statement:
    """A text that was read. `verdict`: it begins with yes or no; `mood`: MAY, MUST, MUST_NOT, NEED_NOT of its
    first part that has one, "" without; `denied`: what it says as a whole is a denial; `stated`: it has a
    predicate, or denies something; `parts`: the same two of each, the predicate first; `acting`: those with a
    predicate of their own; `divides`: the tokens that may part an amount with its words from the next one."""

    words: tuple[AnswerWord, ...] = ()
    amounts: tuple[Amount, ...] = ()
    verdict: bool | None = None
    mood: str = ""
    denied: bool = False
    stated: bool = False
    parts: tuple[tuple[bool, bool], ...] = ()
    acting: frozenset[int] = frozenset()
    divides: tuple[int, ...] = ()
    bound: str = ""
    rate: str = ""
    steps: tuple[tuple[int, bool], ...] = ()  # tokens that order what is done; whether it is first
    only: bool = False

    @property
    def ordered(self) -> bool:
        """Whether it says in which order something is done."""
        return bool(self.steps)

    @property
    def terms(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(word.term for word in self.words)


_ITEM = re.compile(r"(?m)^\s*(?:[-*•–—▪●]|\(?\d{1,2}[.)])\s+")
_TOKEN = re.compile(
    r"[\w.+-]+@[\w.-]+\w|\d+_[^\W\d_]|@\d{4}-\d{2}-\d{2}(?!\d)|#~?\d+:\d+|"
    rf"\d+(?:[.,]\d+)?{RATIO}\d+(?:[.,]\d+)?|"
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’/][^\W\d_]+)*(?:-?\d+[\w-]*)?|[%₽$€£₸№°×;:,.!?()/–—-]"
)
_SHORT_NOT = re.compile(r"\w+n['’]t$")
_EXCEPT = re.compile(
    r"\b(?:(за\s+исключением|исключая|не\s+считая|не\s+включая|не\s+учитывая)|with\s+the\s+exception\s+of|"
    r"apart\s+from|aside\s+from|other\s+than|save\s+for|not\s+(?:counting|including))\b"
)
_HAVE_TO = re.compile(r"\b(?:has|have)\s+to\b")
# The full stop of "100 тыс. рублей", "20 мин. до начала" ends nothing.
_SHORTENED = re.compile(
    r"(\b(?:тыс|млн|млрд|mln|bln)|\d\s*(?:руб|коп|р|мин|сек|ч|мес|нед|дн|сут|шт|чел|экз|стр|г|кг|т|л|м|см|мм|км|кв|куб|"
    r"min|sec|hr|hrs|kg|cm|mm|km|ft|lb|lbs|oz|pcs|approx))\.(?=\s+[а-яёa-z]|\s*[₽$€£])"
)
# Before a number the full stop of these ends nothing.
_ABBREVIATED = re.compile(r"\b(no|nos|ст|п|пп|разд|гл|рис|табл|ext|sec|art|кв|куб)\.\s*(?=\d|м\b)")
# The particle makes the verb: "switch off".
_SWITCHED = re.compile(r"\b((?:switch|turn|power)(?:ed|es|s|ing)?)\s+(on|off)\b")
_WENT = re.compile(r"\b(go|goes|went|gone|going)\s+(up|down)\b(?!\s+(?:the|to\s+the|a|stairs)\b)")
_NON = re.compile(r"\bnon-(?=[a-z])")
_TO_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_PLUS = re.compile(r"\+(?=\d)")
# A telephone number, known by a bracket, a plus, or hyphens where sums of money have none.
_PHONE = re.compile(
    r"(?<![\w.,+-])(?:"
    r"[78]\d{10}|\+[17](?:[\s()‐‑–-]{0,3}\d){10}|\+(?![17])\d(?:[\s()‐‑–-]{0,3}\d){8,13}|"
    r"(?:[178][\s‐‑–-]?)?\((?:\d{3}\)\s?\d|\d{4}\)\s?)\d\d(?:[\s‐‑–-]?\d\d){2}|"
    r"(?:[178][\s‐‑–-])?\d{3}[\s‐‑–-]\d{3}[‐‑–-](?:\d{4}|\d\d[\s‐‑–-]\d\d)"
    r")(?![‐‑–-]?\d)(?!\s\d{3}\b)"
)
_SIGN = re.compile(r"(?<![^\s(])[-−–](?=\d)")
# "10-го", "5-ти", "25th".
# A number with a letter that makes a name of it: behind a word for what is named ("зал 3В", "gate 12-c"), or
# one that is neither a unit nor an ending ("3Б").
_LETTERED = re.compile(
    r"\b((?:зал|дом|корпус|класс|групп|кварт|подъезд|кабинет|комнат|офис|участ|секци|блок|литер|форм|маршрут|цех|"
    r"строени|аудитори|палат|склад|ряд|мест)[а-я]{0,3}|halls?|rooms?|gates?|blocks?|buildings?|flats?|apartments?|"
    r"units?|bays?|seats?|class|groups?|forms?|offices?|sections?|articles?|houses?|suites?|platforms?|wards?|lots?|"
    r"routes?)(\s+(?:№\s*|no\.?\s*)?\d{1,4})-?([a-zа-я])(?!\w)"
    r"|(?<![\w.,])()(\d{1,4})-?([бжзфшэbqz])(?!\w)"
)
_ENDING = re.compile(r"(?<=\d)(?:-(?:го|му|м|й|е|я|ю|х|ти|ми|ом|ой)|st|nd|rd|th)\b")
# "До 25 числа", "by the 5th" is a day of some month.
_DAY = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:\s+числ\w+|-?го(?=\s*(?:[.,;!?)]|$|числ|каждого\s+месяца))(?:\s+числ\w+)?)"
    r"|\bthe\s+(\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[.,;!?)]|$|on\b|of\s+(?:the|each|every)\s+month))"
)

# The first of "10 и 25 числа", "10-го и 25-го".
_FIRST_DAY = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:(?:-?го)?(?=(?:,|\s+и|\s+или)\s+\d{1,2}(?:-?го)?\s+числ)|-?го(?=\s+(?:и|или)\s+\d{1,2}-?го\b))"
)


def read(text: str) -> Statement:
    """The statement of an answer, a question or a key fact."""
    return _read(text)


@lru_cache(maxsize=4096)
def _read(text: str) -> Statement:
    verdict = VERDICT.match(text)
    said = None if verdict is None else verdict.group(1).lower() not in NO
    rest = text[verdict.end() :] if verdict is not None else text
    tokens = _tokens(rest)
    if not tokens:
        return Statement(verdict=said, denied=said is False, stated=said is not None)
    return _Reader(tokens).statement(said)


def phones(text: str) -> str:
    """A text with the digits of its telephone numbers alone, without +7, 8 or +1 before ten others."""
    return _PHONE.sub(lambda m: re.sub(r"^[178](?=\d{10}$)", "", re.sub(r"\D", "", m.group())), text)


def _tokens(text: str) -> list[str]:
    text = numerals.fractions(numerals.places(plain(numerals.romans(numerals.joined(_unmarked(text))))))
    text = unified(ratios(periods(text)))
    text = _WENT.sub(r"\1\2", _SWITCHED.sub(r"\1\2", _NON.sub("not ", text)))
    text = _EXCEPT.sub(lambda m: "кроме" if m[1] else "except", _ABBREVIATED.sub(r"\1 ", text))
    text = _FIRST_DAY.sub(lambda m: f"@0000-00-{int(m[1]):02}", text)
    text = _DAY.sub(lambda m: f"@0000-00-{int(m[1] or m[2]):02}", text)
    text = _SIGN.sub(" минус ", _LETTERED.sub(_named, _ENDING.sub("", _PLUS.sub("", text))))
    text = " . ".join(text[start:end] for start, end in sentences.split(text))
    text = clock.clocked(dates.dated(dates.months(measures.spelled(numerals.compounds(text)))))
    text = _HAVE_TO.sub(
        "must", re.sub(r"(?:do|does|did)(?:\s+not|n['’]t)\s+(?:have|need)\s+to", "need not", text)
    )
    return [token.strip("'’-") or token for token in _TOKEN.findall(text)]


def _unmarked(text: str) -> str:
    text = _ITEM.sub(" ; ", phones(text)).replace("*", "").replace("`", "")
    return _SHORTENED.sub(r"\1", text)


def _named(lettered: re.Match[str]) -> str:
    name, number, letter = (part for part in lettered.groups() if part is not None)
    return f"{name}{number}_{letter}"


class _Part:
    """A part of a sentence between commas and turning conjunctions."""

    def __init__(self, sentence: int) -> None:
        self.sentence = sentence
        self.predicates: list[bool] = []  # of each: whether it is denied
        self.mood = ""
        self.local = False  # it denies a word of its own

    @property
    def denied(self) -> bool:
        return bool(self.predicates) and all(self.predicates)


class _Reader:
    """One pass over the tokens for words and predicates; amounts have their own reader."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._ends = [
            token in BORDERS or (at + 1 < len(tokens) and tokens[at + 1] in (*BORDERS, *TURNS))
            for at, token in enumerate(tokens)
        ]
        self._parts: list[_Part] = []
        self._words: list[tuple[AnswerWord, bool, bool]] = []  # the word, denied by itself, a verb

    def statement(self, verdict: bool | None) -> Statement:
        """What the tokens state, after that yes or no."""
        self._read_words()
        parts = self._inherited()
        reader = AmountReader(self._tokens, self._ends)
        amounts = tuple(reader.read())
        bare = all(one.weak for one in amounts)
        words = tuple(
            replace(word, denied=own if is_verb else own != parts[word.part].denied)
            for word, own, is_verb in self._words
            if word.text not in BOUNDS and not any(one.holds(word.at) for one in amounts)
        )
        moods = [part.mood for part in self._parts if part.mood]
        stated = [part for part in self._parts if part.predicates or part.local]
        leading = next((part for part in self._parts if part.predicates), self._parts[0])
        denied = verdict is False if verdict is not None else _denies(leading)
        shown = tuple((bool(part.predicates) or part.local, _denies(part)) for part in parts)
        divides = tuple(at for at, token in enumerate(self._tokens) if token in DIVIDING)
        return Statement(
            words=words,
            amounts=amounts,
            verdict=verdict,
            mood=moods[0] if moods else "",
            denied=denied,
            stated=verdict is not None or bool(stated),
            parts=shown,
            acting=frozenset(at for at, part in enumerate(self._parts) if part.predicates),
            divides=divides,
            bound=bound_of(self._tokens)[0] if bare else "",
            rate=reader.rate() if bare else "",
            steps=tuple((at, token in FIRST) for at, token in enumerate(self._tokens) if token in SEQUENCE),
            only=any(token in ONLY for token in self._tokens),
        )

    def _inherited(self) -> list[_Part]:
        """Each part with a predicate: its own, else that of the part before in its sentence, else after."""
        found = list(self._parts)
        for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
            step = -1 if order.step > 0 else 1
            for place in order:
                near = found[place + step]
                bare = not found[place].predicates and not found[place].local
                if bare and near.predicates and self._parts[place].sentence == near.sentence:
                    found[place] = near
        return found

    def _read_words(self) -> None:
        self._parts.append(_Part(0))
        sentence, denying, role = 0, False, ""
        self._excluding = False
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token in BORDERS or token in TURNS:
                sentence += token in ".!?"
                self._parts.append(_Part(sentence))
                denying, role = False, ""
                self._excluding = False
            elif self._negates(token):
                denying = self._deny(at)
            elif token in ("да", "yes"):
                self._parts[-1].predicates.append(False)
            elif token == "нет":
                self._parts[-1].predicates.append(True)
            elif token in EXCLUDING or (token == "no" and not self._bounds(at)):
                denying = self._excluding = True
                self._parts[-1].local = True
            elif token in ROLE_OF:
                role = ROLE_OF[token]
            elif token in ("с", "со") and self._is_from(at):
                role = FROM
            elif token == "за" and self._is_behind(at):
                role = AFTER
            else:
                if self._excluding and kind_of(token) == VERB:
                    self._excluding = False  # "без согласия сдавать запрещено"
                    denying = self._negates(self._tokens[at - 1])
                denying = self._take(token, at, denying, role)
                if token[0].isalpha() and token not in ("the", "a", "an"):
                    role = role if is_attribute(token) else ""
            at += 1

    def _negates(self, token: str) -> bool:
        return token in DENIALS or bool(_SHORT_NOT.match(token))

    def _bounds(self, at: int) -> bool:
        """Whether a negation belongs to a bound: "не позднее", "не может быть менее"."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else ""
        for token in self._tokens[at + 1 : at + 5]:
            if token in BOUNDING:
                return True
            if token not in OPEN:
                break
        before = self._tokens[max(0, at - 3) : at]
        return following in OPEN and any(token in BOUNDING for token in before)

    def _deny(self, at: int) -> bool:
        """Take a "not"; whether it denies the words that follow rather than the predicate."""
        part = self._parts[-1]
        token = self._tokens[at]
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else ""
        waiting = token == "не" and any(one in UNTIL for one in self._tokens[max(0, at - 4) : at])
        if following in ("только", "only", "просто", "just") or waiting or self._bounds(at):
            return False
        if following and (following[0].isdigit() or following[0] in "@#"):
            return False  # the amount's own
        if token == "не":
            if self._modal(following) or kind_of(following) == VERB:
                return True
            part.local = True
            return True
        before = self._tokens[at - 1] if at else ""
        if token != "not" or before in AUXILIARY or self._modal(before):
            part.predicates = part.predicates[:-1] if part.predicates and token == "not" else part.predicates
            part.predicates.append(True)
            if self._modal(before) in (MUST, MAY):
                part.mood = NEED_NOT if before == "need" else MUST_NOT
            return False
        part.local = True
        return True

    def _modal(self, token: str) -> str:
        return next((mood for mood, pattern in MODAL if pattern.match(token)), "")

    def _is_behind(self, at: int) -> bool:
        """Whether "за" says what something stands behind: "за въездом", not "за три дня"."""
        behind = [token for token in self._tokens[at + 1 : at + 4] if not is_attribute(token)][:1]
        cases, person, _ = (
            grammar(behind[0]) if behind and kind_of(behind[0]) == NOUN else (frozenset(), 1, 0)
        )
        return "ablt" in cases and not person

    def _is_from(self, at: int) -> bool:
        """Whether "с" says where something comes from: "со склада", not "с документами"."""
        behind = [token for token in self._tokens[at + 1 : at + 4] if not is_attribute(token)][:1]
        cases = grammar(behind[0])[0] if behind and kind_of(behind[0]) == NOUN else frozenset()
        return "gent" in cases and "ablt" not in cases

    def _take(self, token: str, at: int, denying: bool, role: str) -> bool:
        """Take a word; whether what follows is still denied."""
        part, mood = self._parts[-1], self._modal(token)
        kind = kind_of(token)
        refused = denying and at > 0 and self._tokens[at - 1] == "не"
        if mood:
            self._take_modal(mood, refused, token.isascii())
            if kind != NOUN:
                return denying and not refused
        elif token in AUXILIARY:
            if token not in NONFINITE or not part.predicates:
                part.predicates.append(False)
            return denying
        elif kind == VERB:
            # An infinitive goes with its modal: "не должен носить".
            infinitive = is_infinitive(token)
            if refused or not infinitive:
                part.predicates.append(refused)
            for term in lexical.terms(token):
                self._add(token, term, VERB, at, refused, role, of_part=infinitive and not refused)
            return denying and not refused
        code = "@" in token or any(c.isdigit() for c in token)
        for term in [token] if code else lexical.terms(token) if token[0].isalpha() else ():
            self._add(token, term, NOUN if code else kind, at, denying, role)
        return denying

    def _take_modal(self, mood: str, refused: bool, english: bool) -> None:
        """A word that permits or demands; in English a participle goes with its auxiliary ("is not
        allowed")."""
        part = self._parts[-1]
        if english and part.predicates:
            refused = part.predicates[-1]
            if mood in (MUST_NOT, NEED_NOT):
                part.predicates[-1] = not refused
        else:
            part.predicates.append(not refused if mood in (MUST_NOT, NEED_NOT) else refused)
        against = {MUST_NOT: MAY, NEED_NOT: MUST, MAY: MUST_NOT, MUST: NEED_NOT}
        part.mood = part.mood or (against[mood] if refused else mood)

    def _add(
        self, token: str, term: str, kind: str, at: int, denied: bool, role: str, of_part: bool = False
    ) -> None:
        cases, person, passive = grammar(token)
        if token.isascii() and token.endswith("ed") and at and self._tokens[at - 1] in _TO_BE:
            passive = True
        owner = -1
        if kind == NOUN and "gent" in cases and self._words:
            owner = self._owner(at)
        if kind == OTHER and term in verb_stems():
            kind = VERB
        part = len(self._parts) - 1
        if role == TO and cases and cases <= {"loct", "loc2"}:
            role = ""  # "на складе" is where, not where to
        word = AnswerWord(
            term,
            token,
            kind,
            cases,
            person,
            passive,
            denied,
            self._excluding,
            role,
            owner,
            part,
            at,
            *name_of(token),
        )
        self._words.append((word, denied, kind == VERB and not of_part))

    def _owner(self, at: int) -> int:
        """The place of the animate noun right before a genitive, over adjectives between them."""
        for place in range(len(self._words) - 1, -1, -1):
            word = self._words[place][0]
            if word.part != len(self._parts) - 1 or at - word.at > 3:
                return -1
            if word.kind == NOUN:
                between = self._tokens[word.at + 1 : at]
                return place if word.person and all(is_attribute(token) for token in between) else -1
        return -1


def _denies(part: _Part) -> bool:
    return part.denied or (part.local and not part.predicates)
