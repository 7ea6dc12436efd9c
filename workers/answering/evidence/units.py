"""A passage as units of evidence: a sentence, an item of a list with its head, a row of a table with the
heads of its columns. What a unit does not hold supports nothing, except what its surroundings lend it: the
words of the heading, what the sentence before speaks of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.answering.evidence import statements, words
from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.grammar import FACT, MAY
from workers.answering.evidence.spans import sentence_spans
from workers.answering.evidence.words import FOREIGN, NOUN, VERB, Word
from workers.text import measures, numerals
from workers.text.folding import plain
from workers.text.measures import Measure

_BULLET = re.compile(r"\s*(?:[-*•–—▪●]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\(?[а-яa-z]\))\s")
# "2. Главному бухгалтеру …": the points of an order go on about nothing either.
_POINT = re.compile(r"(?<!\S)\d{1,2}\.\s+(?=[^\W\d_])")
_NUMBER = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIELD = re.compile(r"(?:^|; )([^:;|\n]{1,80}): ")
# "Масса, т", "Расход (л/ч)"
_HEAD_UNIT = re.compile(r"[,(]\s*([^\W\d_]{1,5})\.?\s*(?:(?:/|в|per)\s*[^\W\d_]+\.?)?\s*\)?$")
# "Цена за м³", "price per metre": what one of it costs.
_EACH = re.compile(r"\b(?:за|per)\s+(?:(?:квадратных|кубических|square|cubic)\s+)?([^\W\d_]+)")
# "Второй этаж: бухгалтерия." says of what it speaks, and goes on about nothing.
_LABEL = re.compile(r"[^:.;,]{1,40}:\s")
# So many nouns of the sentence before are what this one goes on about ("Суточные … составляют 1 200. За
# границей 3 500.").
_TOPIC = 2


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell of a table: what its column is called, and what stands in it."""

    head: Clause
    body: Clause


@dataclass(frozen=True, slots=True)
class Unit:
    """Half-open offsets into the passage's text; `lent` holds the words that its surroundings lend to each
    clause; `cells` is empty for what is no row; `beside` holds the words of the other rows of its table;
    `years` are those that the name of the document and the heading say; `subjects` holds for each clause
    without a subject that of the clause before."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    lent: tuple[tuple[Word, ...], ...]
    cells: tuple[NamedCell, ...] = ()
    beside: tuple[Word, ...] = ()
    years: frozenset[str] = frozenset()
    subjects: tuple[tuple[Word, ...], ...] = ()


def units(text: str, name: str, heading: str) -> tuple[Unit, ...]:
    """The units of a passage in order, without its heading; `name` is that of its document."""
    around = tuple(w for w in statements.whole(f"{name}. {heading}").words if w.kind != VERB)
    found: list[Unit] = []
    spans = sentence_spans(text)
    before: tuple[Word, ...] = ()
    ruling, mark = (0, 0), ""
    at = 0
    while at < len(spans):
        if at and "\n" in text[spans[at - 1][1] : spans[at][0]] and ruling[1]:
            if mark and _mark(text, spans[at]) == mark:
                # A list whose head forbids goes on after a remark in one of its items.
                found.append(_ruled(text, ruling, spans[at], lent=around + before))
                at += 1
                continue
            ruling = (0, 0)
        rows = _rows(text, spans, at)
        if rows:
            found += _table(text, rows, around + before)
            at += len(rows)
            continue
        last = _list_end(text, spans, at)
        start, end = spans[at][0], spans[last][1]
        if last == at and text[start:end].strip(" .") == heading.strip(" ."):
            at += 1
            continue
        items = spans[at + 1 : last + 1]
        head = statements.whole(text[slice(*spans[at])])
        if items and (head.denied or head.mood != FACT):
            found += [_ruled(text, spans[at], item, lent=around + before) for item in items]
        if items and (head.denied or (head.mood == MAY and _items_state(text, items))):
            # The items by themselves would state what is forbidden or permitted.
            together = _ruled(text, spans[at], *items, lent=around + before)
            held = together.clauses[0]
            found += [together] if held.denied == head.denied and (held.denied or held.mood == MAY) else []
            ruling, mark = spans[at], _mark(text, items[0])
        elif items and not _items_state(text, items):
            found.append(_unit(text, start, end, around + before, listed=True))
        elif items:
            given = around + tuple(head.words)
            found += [_unit(text, begin, until, given) for begin, until in items]
        else:
            apart = _LABEL.match(text, start, end) or _is_point(text, start)
            topic = () if apart else before
            found.append(_unit(text, start, end, around + topic))
        before = _topic(found[-1])
        at = last + 1
    years = frozenset(_YEAR.findall(f"{name} {heading}"))
    return tuple(replace(unit, years=years) for unit in found)


def _is_point(text: str, start: int) -> bool:
    """Whether a sentence begins behind the number of a point, or with it."""
    return any(start in one.span() for one in _POINT.finditer(text, max(0, start - 5), start + 6))


def _unit(text: str, start: int, end: int, lent: tuple[Word, ...], *, listed: bool = False) -> Unit:
    body = text[start:end]
    read = (statements.whole(body),) if listed else tuple(statements.clauses(body))
    return Unit(start, end, read, _lent(read, lent), subjects=_subjects(read))


def _subjects(read: Sequence[Clause]) -> tuple[tuple[Word, ...], ...]:
    """What each clause of a sentence speaks of that has no subject: what the one before does."""
    found: list[tuple[Word, ...]] = []
    for index, clause in enumerate(read):
        before = read[index - 1] if index else None
        named = tuple(w for w in before.words if w.kind == NOUN and "nomn" in w.cases)[:1] if before else ()
        found.append(() if clause.subject or not before else named or found[-1])
    return tuple(found)


def _ruled(text: str, head: tuple[int, int], *items: tuple[int, int], lent: tuple[Word, ...]) -> Unit:
    """Items of a list whose head forbids, permits or demands, read as one sentence with it."""
    said = [_BULLET.sub("", text[slice(*item)] + " ", count=1).strip(" ;.,") for item in items]
    body = " ".join((text[slice(*head)].rstrip(" :"), *said))
    read = tuple(statements.clauses(body)) if len(items) == 1 else (statements.whole(body),)
    return Unit(items[0][0], items[-1][1], read, _lent(read, lent))


def _lent(read: Sequence[Clause], lent: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """What is lent to each clause of a sentence: from around it, and by the clause before."""
    given = []
    for index, clause in enumerate(read):
        more: tuple[Word, ...] = ()
        if index:
            previous = read[index - 1]
            if not any(w.kind == VERB for w in clause.words):
                more = tuple(w for w in previous.words if w.kind == VERB)
            if not clause.subject:
                more += tuple(w for w in previous.words if w.kind == NOUN and "nomn" in w.cases)
            if clause.headless:
                more += tuple(previous.words[:2])
            if clause.bare:
                more += tuple(w for w in previous.words if w.kind == NOUN and not w.actor)
            if clause.pronoun:
                more += tuple(w for w in previous.words if w.kind == NOUN and not w.actor)
        given.append(lent + more)
    return tuple(given)


def _topic(unit: Unit) -> tuple[Word, ...]:
    """What the next sentence may go on about: the first nouns with their adjectives."""
    words = [
        word
        for clause in unit.clauses
        for place, word in enumerate(clause.words)
        if word.kind != VERB and place not in clause.condition
    ]
    nouns = [index for index, word in enumerate(words) if word.kind in (NOUN, FOREIGN)]
    return tuple(words[: nouns[:_TOPIC][-1] + 1]) if nouns else ()


def _items_state(text: str, items: Sequence[tuple[int, int]]) -> bool:
    """Whether the items of a list are sentences of their own ("1. Перенести …"), not the parts of one."""
    return any(
        words.is_verb(token) for start, end in items for token in _WORDS.findall(text[start:end].lower())[:1]
    )


def _list_end(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """The index of the last item of a list whose head stands at `at`; `at` itself where none begins."""
    if not text[spans[at][0] : spans[at][1]].rstrip().endswith(":"):
        return at
    last, first = at, ""
    for index in range(at + 1, len(spans)):
        start, end = spans[index]
        item = text[start:end]
        previous = text[spans[index - 1][0] : spans[index - 1][1]].rstrip()
        if not (_BULLET.match(item + " ") or previous.endswith((";", ":"))):
            break
        first = first if index > at + 1 else _mark(text, spans[index])
        if _mark(text, spans[index]) != first and not previous.endswith((":", ";", ",")):
            break  # "2. Запрещается: - …; - …. 3. …": the next point
        last = index
    return last


def _mark(text: str, span: tuple[int, int]) -> str:
    """The mark before an item with its number as "0": "0.0."; "" where none stands."""
    found = _BULLET.match(text[slice(*span)] + " ")
    return re.sub(r"[а-яa-z]", "a", _NUMBER.sub("0", found.group().strip())) if found else ""


# --- tables --------------------------------------------------------------------------------------


def _rows(text: str, spans: Sequence[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The spans of the rows of a table that begins at a span."""

    def piped(span: tuple[int, int]) -> bool:
        return " | " in text[span[0] : span[1]]

    def fields(span: tuple[int, int]) -> bool:
        return len(_FIELD.findall(text[span[0] : span[1]])) >= 2

    for kind in (piped, fields):
        rows = []
        for span in spans[at:]:
            if not kind(span):
                break
            rows.append(span)
        if rows:
            return rows
    return []


def _table(text: str, rows: Sequence[tuple[int, int]], lent: tuple[Word, ...]) -> list[Unit]:
    bodies = [text[start:end] for start, end in rows]
    if " | " in bodies[0]:
        grid = [[cell.strip() for cell in body.split(" | ")] for body in bodies]
        heads = grid[0] if len(grid) > 1 else [""] * len(grid[0])
        cells = [list(zip([*heads, *[""] * len(row)], row, strict=False)) for row in grid]
        first = 1 if len(grid) > 1 else 0
    else:
        cells = [_fields(body) for body in bodies]
        first = 0
    read = [tuple(_cell(head, body) for head, body in row) for row in cells]
    found = []
    for index, (start, end) in list(enumerate(rows))[first:]:
        beside = tuple(w for k, row in enumerate(read) if k != index for cell in row for w in cell.body.words)
        found.append(Unit(start, end, (_joined(read[index]),), (lent,), read[index], beside))
    return found


def _fields(body: str) -> list[tuple[str, str]]:
    marks = list(_FIELD.finditer(body))
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    return [
        (mark.group(1), body[mark.end() : end].strip(" ;")) for mark, end in zip(marks, ends, strict=True)
    ]


def _cell(head: str, body: str) -> NamedCell:
    """A cell; its numbers without a unit have that of the head ("Гарантия, мес.", "План, тыс. руб.")."""
    named, held = statements.whole(head), statements.whole(body)
    if len(named.units) > 1 and (each := _EACH.search(measures.spelled(plain(head)))):
        named.units = [one for one in named.units if one != each[1]]  # "Цена за м², руб."
    scales = [numerals.scale_of(one) for one in _WORDS.findall(plain(head))]
    if not named.units and max(scales, default=1) > 1 and not _NUMBER.search(head):
        # "thousand USD" was read as an amount.
        named.units = [
            one for one in re.findall(r"[^\W\d_]+|[₽$€]", plain(head)) if measures.dimension_of(one)
        ]
        named.figures = []
    if not named.units and (unit := _HEAD_UNIT.search(plain(head))) and measures.measure("1", unit.group(1)):
        named.units = [unit.group(1)]
    if named.units:
        named.words = [word for word in named.words if numerals.scale_of(word.lemma) == 1]
        scale = max(scales, default=1)
        held.figures = [
            one if one.measure or one.date else replace(one, measure=_counted(one, named.units[0], scale))
            for one in held.figures
        ]
    return NamedCell(named, held)


def _counted(figure: Figure, unit: str, scale: int) -> Measure | None:
    found = measures.measure(figure.value, unit)
    return found and replace(found, amount=found.amount * scale)


def _joined(cells: Sequence[NamedCell]) -> Clause:
    """A row as one clause: the words and figures of its cells, each cell a part of its own."""
    row = Clause()
    for index, cell in enumerate(cells):
        for part in (cell.head, cell.body):
            row.words += part.words
            row.word_parts += [index] * len(part.words)
            row.segments += [index] * len(part.words)
        row.figures += cell.body.figures
        row.figure_parts += [index] * len(cell.body.figures)
    return row
