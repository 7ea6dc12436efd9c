"""What a question asks to be reckoned, by its words alone: no table is looked at."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from workers.retrieval.morphology import has_case, is_adjective, is_plural, is_predicate
from workers.tables.bounds import Bound, When, bounds_of, number_of, times_of
from workers.tables.lexicon import canon, is_neutral, spans_of, words_of
from workers.tables.plan import Operation
from workers.tables.vocabulary import named, pattern, words
from workers.text.folding import aligned

_LONGEST_NAME = 8  # words
Inside = Callable[[re.Match[str] | None], set[int]]


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word of a question. `term` is what its forms share; `neutral`: it never narrows what is asked."""

    text: str
    term: str
    start: int
    end: int
    neutral: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question taken apart. `used` are words that say what is reckoned; `noun` the place of the word that
    says of what ("сколько товаров"); `adjective`: the largest by a quality ("самый дорогой"), not by an
    amount; `measure`: the concept that the quality measures; `two`: one of two is asked for; `distinct`:
    equal ones count once; `who`: a person is asked for; `most`: how
    many of the largest."""

    words: tuple[QuestionWord, ...]
    operation: Operation
    used: frozenset[int]
    noun: int | None = None
    adjective: bool = False
    measure: str = ""
    average: bool = False
    total: bool = False
    counts: bool = False
    two: bool = False
    range: bool = False
    excludes: bool = False
    distinct: bool = False
    who: bool = False
    most: int = 1
    bounds: tuple[Bound, ...] = field(default=())
    times: tuple[When, ...] = field(default=())


def ask(question: str) -> ParsedQuestion | None:
    """The question taken apart; None when it asks for nothing that tables are reckoned for."""
    text = aligned(question)
    found = tuple(
        QuestionWord(word, canon(word), start, end, is_neutral(word), question[start : start + 1].isupper())
        for word, (start, end) in zip(words_of(question), spans_of(question), strict=True)
    )
    if not found or _search("yes or no", text):
        return None

    def inside(match: re.Match[str] | None) -> set[int]:
        return {at for at, one in enumerate(found) if match and match.start() <= one.start < match.end()}

    bounds = bounds_of(text, inside, measure_of)
    taken = {at for one in bounds for at in one.words}
    times = times_of(text, inside, taken)
    read = _Reading(text, found, inside)
    if read.operation is None:
        return None
    used = read.used | taken
    noun = _noun(found, used)
    if noun is None and read.operation is Operation.LIST:  # «перечисли клиентов»
        noun = next((at for at in range(len(found)) if at not in used and _may_be_noun(found[at])), None)
    return ParsedQuestion(
        found, read.operation, frozenset(used), noun, read.adjective, read.measure,
        bool(read.average), bool(read.total), bool(read.counted), read.two, read.range,
        bool(_search("all but", text)), bool(_search("distinct", text)), bool(_search("who", text)),
        read.most, bounds, times,
    )  # fmt: skip


def segments(asked: ParsedQuestion) -> list[list[int]]:
    """The places of words between "чем", "или", "и" and their like, each piece by itself."""
    divides = re.compile(pattern("divides"))
    # «X дороже Y»: the comparative stands between the two.
    compared = asked.two or asked.operation in {Operation.DIFFERENCE, Operation.RATIO}
    more = rf"{pattern('comparative')}|{pattern('changed')}"
    comparative = re.compile(more if compared else r"(?!)")
    pieces: list[list[int]] = [[]]
    for at, word in enumerate(asked.words):
        if divides.fullmatch(word.text) or comparative.fullmatch(word.text):
            pieces.append([])
        else:
            pieces[-1].append(at)
    return [piece for piece in pieces if piece]


def measure_of(text: str) -> str:
    """The concept that an adjective among the words measures: "price" of "дороже", "" = none."""
    for word in re.findall(r"\w+", text):
        for measure, stems in named("measures ").items():
            if word.startswith(stems):
                return measure
    return ""


class _Reading:
    """The operation of a question, with the words that say it."""

    def __init__(self, text: str, found: tuple[QuestionWord, ...], inside: Inside) -> None:
        self.operation: Operation | None = None
        self.adjective = self.two = self.range = False
        self.measure = ""
        self.most = 1
        superlative = _superlative(text)
        self.average, self.total = _search("average", text), _search("sum", text)
        self.counted = _search("count", text)
        self.used = inside(self.average) | inside(self.total) | inside(self.counted)
        difference, ratio = _difference().search(text), _search("ratio", text)
        if share := _search("share", text):
            self.operation = Operation.SHARE
            self.used |= inside(share)
        elif ratio:
            self.operation = Operation.RATIO
            self.used |= inside(ratio)
        elif difference:
            self.operation, self.measure = Operation.DIFFERENCE, measure_of(difference.group())
            self.used |= {at for at in inside(difference) if _of_difference().fullmatch(found[at].text)}
            if superlative is not None:
                self.range = len(list(_superlatives().finditer(text))) > 1
                self.used |= {at for match in _superlatives().finditer(text) for at in inside(match)}
                self.measure = self.measure or measure_of(superlative.group())
        elif superlative is not None:
            self._take_superlative(superlative, inside)
        elif (than := _one_of_two(text)) is not None:
            self.two = True
            self.operation = _direction(than.group())
            self.measure = measure_of(than.group())
            self.used |= inside(than)
        elif self.average:
            self.operation = Operation.AVERAGE
        elif self.counted or self.total:
            of_one = not self.total and _of_one_thing(found, inside(self.counted))
            self.operation = Operation.VALUE if of_one else Operation.COUNT if self.counted else Operation.SUM
        elif listed := _search("list", text):
            self.operation = Operation.LIST
            self.used |= {at for at in inside(listed) if found[at].neutral or at == 0}
        elif _search("value", text):
            self.operation = Operation.VALUE
        elif _names_cells(found):
            self.operation = Operation.LIST if is_plural(_head_of(found).text) else Operation.VALUE

    def _take_superlative(self, match: re.Match[str], inside: Inside) -> None:
        said = match.group()
        several = _search("how many most", match.string)
        if several:
            self.most = int(number_of(several.group()))
            self.used |= inside(several)
        self.operation, self.measure = _direction(said), measure_of(said)
        self.used |= inside(match)
        in_a_word = match["word"] or ""
        self.adjective = bool(match["adjective"] or (in_a_word and not _fits("most of amounts", in_a_word)))
        if self.measure == "date" and _search("born early", said):
            self.measure = "age"  # of things as of people: the newest has the latest year


def _of_one_thing(found: tuple[QuestionWord, ...], counted: set[int]) -> bool:
    """ "Сколько дней отпуск?": what is measured stands as a subject, so one thing is asked about; all of them
    together would be "сколько дней отпуска". Of what does something, "сколько деталей цех выпустил", that is
    not said."""
    behind = [one.text for one in found[max(counted) + 1 : max(counted) + 3]]
    if len(behind) < 2 or any(is_predicate(one.text) for one in found):
        return False
    unit, thing = behind
    return has_case(unit, "gent") and has_case(thing, "nomn") and not has_case(thing, "gent")


def _names_cells(found: tuple[QuestionWord, ...]) -> bool:
    """«оклад методиста», «цена краски за кг», «счета после 1 марта»: a noun with what it is of, no verb."""
    return (
        2 <= len(found) <= _LONGEST_NAME
        and has_case(_head_of(found).text, "nomn")
        and not any(is_predicate(one.text) for one in found)
    )


def _head_of(found: tuple[QuestionWord, ...]) -> QuestionWord:
    """«неоплаченные счета»: the noun behind an adjective."""
    return found[1] if len(found) > 1 and is_adjective(found[0].text, "nomn") else found[0]


def _direction(said: str) -> Operation:
    return Operation.SMALLEST if _search("down", said) else Operation.LARGEST


def _superlative(text: str) -> re.Match[str] | None:
    for match in _superlatives().finditer(text):
        after = text[match.end() : match.end() + 12]
        bound = re.match(r"\s+(?:of\s+)?\d", after) and (match["word"] or match["extreme"])
        if not bound and not (match["word"] and re.search(r"\bat\s+$", text[: match.start()])):
            return match  # "минимум 5" and "at most" are bounds
    return None


def _one_of_two(text: str) -> re.Match[str] | None:
    """The comparative of "что дороже, стол или шкаф"."""
    if not re.search(rf"\b(?:{pattern('or')})\b", text):
        return None
    return re.search(rf"\b(?:{pattern('comparative')})\b(?!\s+\d)", text)


def _noun(found: tuple[QuestionWord, ...], used: set[int]) -> int | None:
    """The word that says of what: after "сколько", "какой", "how many". A classifier before another noun is
    added to the used words: "сколько видов материалов" counts materials."""
    asking, other = re.compile(pattern("asks of what")), re.compile(pattern("before another noun"))
    first = next((at for at, word in enumerate(found) if asking.fullmatch(word.text)), None)
    for at in range(first + 1, min(first + 6, len(found))) if first is not None else ():
        one = found[at]
        if one.term in _terms("classifier") and at + 1 < len(found) and not found[at + 1].neutral:
            used.add(at)
        elif at not in used and (not one.neutral or one.term in _terms("row")):
            return at
        if other.fullmatch(one.text) and found[first or 0].term in _terms("asks how many"):
            break
    return None


def _may_be_noun(word: QuestionWord) -> bool:
    return not word.neutral and not is_predicate(word.text)


def _search(section: str, text: str) -> re.Match[str] | None:
    return _compiled(section).search(text)


def _fits(section: str, word: str) -> bool:
    return bool(_compiled(section).fullmatch(word))


@cache
def _compiled(section: str) -> re.Pattern[str]:
    return re.compile(pattern(section))


@cache
def _terms(section: str) -> frozenset[str]:
    return frozenset(map(canon, words(section)))


@cache
def _difference() -> re.Pattern[str]:
    much, set_against = pattern("how much more"), pattern("set against")
    more = rf"{pattern('comparative')}|{pattern('changed')}"
    return re.compile(
        rf"(?:{much})\b(?:\W+\w+){{0,10}}?\W+(?:{more})\b(?!\s+\d)|{pattern('how much by')}"
        rf"|(?:{much})(?=.*\b(?:{set_against})\b)|{pattern('difference')}"
    )


@cache
def _of_difference() -> re.Pattern[str]:
    sections = ("comparative", "changed", "how much more", "difference")
    alone = "|".join(pattern(one) for one in sections)
    parts = re.sub(r"\\s\??| ", "|", pattern("how much more"))
    return re.compile(rf"{alone}|{parts}")


@cache
def _superlatives() -> re.Pattern[str]:
    adjective = rf"\b(?:{pattern('most of adjective')})\s+(?P<adjective>\w+)"
    than = rf"\b(?P<than>{pattern('comparative')})\s+(?:{pattern('than all')})\b"
    extreme = rf"\b(?P<extreme>{pattern('extreme')})\b"
    word = rf"\b(?P<word>{pattern('most in a word')})\b"
    return re.compile(rf"{adjective}|\b(?P<most>{pattern('most')})|{than}|{extreme}|{word}")
