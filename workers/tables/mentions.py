"""Which words of a question name a column, a value of a cell, or the table itself."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from workers.contract.tables import Column, ColumnKind, TypedRow
from workers.retrieval.morphology import is_predicate
from workers.retrieval.stop_words import STOP_WORDS
from workers.tables.asking import ParsedQuestion
from workers.tables.lexicon import alike, canon, concepts, denies, words_of
from workers.text.folding import plain

_MOST_VALUES = 50_000  # that share a word with the question
_LEAST_PREFIX = 5
_PREFIX_PART = 0.8
_NUMBERING = re.compile(
    r"(?:№(?:\s*п/?п)?|п/?п|n|no\.?|#|id|номер(?:\s*п/?п)?|код|артикул|инн|табельный номер"
    r"|таб\.?\s*№|инв\.?\s*№)",
    re.I,
)
_ABBREVIATION = re.compile(r"\b[А-ЯЁA-Z]{3,6}\b")
_INCLUDING = re.compile(r"\bв\s*т\s*\.?\s*ч\s*\.|\bв том числе\b", re.I)
_PLACED = frozenset(
    ("в", "во", "на", "под", "из", "у", "к", "с", "со", "за", "по", "до", "без", "in", "on", "under")
)
_FULL_NAME = re.compile(r"\bф\s*\.\s*и\s*\.\s*о\b\.?", re.I)
_LEGEND = re.compile(r"\b([^\W\d_]{1,4})\s*(?:—|–|-|=|:)\s*([^\W\d_]{4,}(?:\s[^\W\d_]{4,})?)")


@dataclass(frozen=True, slots=True)
class View:
    """A table as the planner sees it. `name` is that of its document; `rows` reads the rows anew."""

    id: int
    columns: tuple[Column, ...]
    name: str
    label: str
    caption: str
    rows: Callable[[], Iterable[TypedRow]]
    count: int = 0


@dataclass(frozen=True, slots=True)
class ValueHit:
    """A value of a column that shares words with the question; `full`: all of its own words do."""

    column: int
    text: str
    words: frozenset[int]
    full: bool


@dataclass(slots=True)
class Mentions:
    """`columns`: column → word → how sure; `values`: by column; `context`: words that name the table or its
    document; `unused`: columns that hold nothing but numbers of rows or codes."""

    columns: dict[int, dict[int, float]] = field(default_factory=dict)
    values: dict[int, list[ValueHit]] = field(default_factory=dict)
    context: frozenset[int] = frozenset()
    numbering: frozenset[int] = frozenset()
    distinct: dict[int, int] = field(default_factory=dict)
    repeated: frozenset[int] = frozenset()


def tidy_name(name: str) -> str:
    """A column's name without the "в т. ч." before what it is about."""
    return _INCLUDING.sub("", name)


def has_sums(column: Column) -> bool:
    """Whether a column holds sums of money and is called so: «Сумма с НДС, руб.», not «НДС, руб.»."""
    return column.kind is ColumnKind.CURRENCY and bool(
        concepts((name_terms(column.name) or [""])[0]) & {"money"}
    )


def name_terms(name: str) -> list[str]:
    """What the words of a column's name share with other forms of them."""
    if re.search(r"кв\.?\s*м", name, re.I):
        name = re.sub(r"кв\.?\s*м", "кв-метр", name, flags=re.I)
    name = _FULL_NAME.sub("фио", tidy_name(name))
    return [term for word in words_of(name) if (term := canon(word)).isdigit() or word not in STOP_WORDS]


def find(asked: ParsedQuestion, view: View) -> Mentions:
    """All mentions of a table's columns, values and names in a question."""
    found = Mentions()
    for at, column in enumerate(view.columns):
        hits = _name_hits(asked, column)
        if hits:
            found.columns[at] = hits
    found.numbering = frozenset(
        at for at, column in enumerate(view.columns) if _NUMBERING.fullmatch(column.name.strip())
    )
    terms = {
        term
        for text in (view.name.rsplit(".", 1)[0], view.label, view.caption)
        for term in map(canon, words_of(text.replace("_", " ")))
    }
    # What is counted is the table's own by its name alone, not by what means nearly the same.
    found.context = frozenset(
        at
        for at, word in enumerate(asked.words)
        if any(
            alike(word.term, term) >= (0.6 if at != asked.noun else 0.7 if is_predicate(word.text) else 0.9)
            for term in terms
        )
    )
    _find_values(asked, view, found)
    _add_legend(asked, view, found)
    return found


def _name_hits(asked: ParsedQuestion, column: Column) -> dict[int, float]:
    hits: dict[int, float] = {}
    for term in name_terms(column.name):
        for at, word in enumerate(asked.words):
            if word.text in STOP_WORDS and not word.term.isdigit():
                continue
            sure = alike(word.term, term)
            if sure > hits.get(at, 0.0):
                hits[at] = sure
    return hits | dict.fromkeys(_spelled_out(asked, column), 1.0)


def _spelled_out(asked: ParsedQuestion, column: Column) -> set[int]:
    """The words of a question whose first letters are an abbreviation in a column's name, "ФОТ" of «фонд
    оплаты труда»; little words between them have a letter or none."""
    found: set[int] = set()
    for short in _ABBREVIATION.findall(column.name):
        for first in range(len(asked.words)):
            rest, places = plain(short), list[int]()
            for at in range(first, len(asked.words)):
                word = asked.words[at].text
                if word.startswith(rest[0]):
                    rest, places = rest[1:], [*places, at]
                elif word not in STOP_WORDS or not places:
                    break
                if not rest:
                    found |= set(range(places[0], places[-1] + 1))
                    break
    return found


def _find_values(asked: ParsedQuestion, view: View, found: Mentions) -> None:
    """The values that share words with the question, and how many different ones a column has."""
    columns = [at for at, column in enumerate(view.columns) if column.kind is ColumnKind.TEXT]
    asking = [(at, word.term, word.text) for at, word in enumerate(asked.words) if _may_be_value(asked, at)]
    asked_not = {at for at in range(1, len(asked.words)) if denies(asked.words[at - 1].text)}
    seen: dict[int, set[str]] = {at: set() for at in columns}
    again: set[int] = set()
    kept = 0

    @lru_cache(maxsize=100_000)
    def hits_of(word: str) -> frozenset[int]:
        term = canon(word)
        return frozenset(at for at, own, text in asking if text == word or _same_value(own, term))

    for row in view.rows():
        if row.total:
            continue
        for column in columns:
            text = row.cells[column]
            if not text:
                continue
            if text in seen[column]:
                again.add(column)
                continue
            if len(seen[column]) < _MOST_VALUES:
                seen[column].add(text)
            own = [
                word for word in words_of(text) if word not in STOP_WORDS or len(word) == 1 or len(text) < 4
            ]
            matched: set[int] = set()
            full = bool(own)
            said_not = _denied_words(words_of(text))
            behind = {second for first, second in pairwise(words_of(text)[:2]) if first in _PLACED}
            for word in own:
                alike_to = frozenset(at for at in hits_of(word) if (at in asked_not) is (word in said_not))
                if word in behind:  # «сколько стоит ремонт» is not «в ремонте»
                    alike_to = frozenset(at for at in alike_to if at and asked.words[at - 1].text in _PLACED)
                alike_to |= hits_of(f"не{word}") if word in said_not else frozenset()
                hits = alike_to - matched or alike_to
                matched |= {at - 1 for at in hits if at in asked_not}
                if hits:
                    matched |= hits
                else:
                    full = False
            if matched and kept < _MOST_VALUES:
                kept += 1
                found.values.setdefault(column, []).append(ValueHit(column, text, frozenset(matched), full))
    found.distinct = {column: len(values) for column, values in seen.items()}
    found.repeated = frozenset(again)


def _denied_words(texts: Sequence[str]) -> set[str]:
    """The words of a value behind a "не": «Не оплачен» is not «Оплачен»."""
    return {word for before, word in pairwise(texts) if denies(before)}


def _may_be_value(asked: ParsedQuestion, at: int) -> bool:
    """A word that says what is reckoned is no value; one letter is one where it is written as a code."""
    word = asked.words[at]
    if at in asked.used:
        return False
    if word.text in STOP_WORDS:
        return word.capital and at > 0 and len(word.text) <= 2
    return True


def _same_value(asking: str, own: str) -> bool:
    if asking == own or _is_of_place(asking, own):
        return True
    if any(map(str.isdigit, asking + own)):
        return False  # numbers and codes are the same or others
    shorter, longer = sorted((len(asking), len(own)))
    common = next((at for at, (a, b) in enumerate(zip(asking, own, strict=False)) if a != b), shorter)
    return common >= _LEAST_PREFIX and common >= _PREFIX_PART * longer


def _is_of_place(asking: str, own: str) -> bool:
    """«тульский» of "Тула", «калужский» of "Калуга", by the stems."""
    if not asking.endswith("ск") or len(own) < 3:
        return False
    base = asking[:-2].rstrip("ь")
    same = next(
        (at for at, (a, b) in enumerate(zip(base, own, strict=False)) if a != b), min(len(base), len(own))
    )
    return same >= max(3, len(base) - 2) and len(own) - same <= 2


def _add_legend(asked: ParsedQuestion, view: View, found: Mentions) -> None:
    """Codes that the caption explains: "Б — больничный"."""
    for code, meaning in _LEGEND.findall(view.caption):
        terms = [canon(word) for word in words_of(meaning)]
        words = {
            at for at, word in enumerate(asked.words)
            if at not in asked.used and any(alike(word.term, term) >= 0.6 for term in terms)
        }  # fmt: skip
        if not words:
            continue
        for column in (at for at, one in enumerate(view.columns) if one.kind is ColumnKind.TEXT):
            if _holds(view, column, code):
                known = next((hit for hit in found.values.get(column, ()) if hit.text == code), None)
                if known is not None:
                    found.values[column].remove(known)
                    words |= known.words
                found.values.setdefault(column, []).append(ValueHit(column, code, frozenset(words), True))
                break


def _holds(view: View, column: int, code: str) -> bool:
    return any(row.cells[column] == code for row in view.rows())


def has_concept(column: Column, wanted: str | Collection[str]) -> bool:
    """Whether a column's name stands for a concept."""
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    return any(concepts(term) & names for term in name_terms(column.name))
