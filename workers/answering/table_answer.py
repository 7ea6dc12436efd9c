"""The answer of a table in words: value, how it was reckoned, from which rows, with its places."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workers.answering.short_texts import words
from workers.contract.notes import Note, NoteCode
from workers.contract.specs.answers import Citation, Sentence, Support, TableAnswer, TableRow
from workers.contract.tables import ColumnKind
from workers.tables.choosing import Chosen
from workers.tables.plan import Comparison, Condition, Operation, Plan
from workers.text.language import LANGUAGES, SOURCE

_OF = "table"
_INSIDE = " › "  # between the name of a file inside another and a place in it
_NAMED = 40  # names that a list says
_CITED = 3  # rows that have a number of their own
_PLACES = 2  # digits behind the point of what was divided
# What makes a reckoning incomplete.
_UNREAD = frozenset(
    {
        NoteCode.PAGES_WITHOUT_TEXT, NoteCode.LETTERS_UNREADABLE, NoteCode.LIMIT_REACHED,
        NoteCode.PAGES_DAMAGED, NoteCode.FORMULAS_WITHOUT_VALUES, NoteCode.HIDDEN_TEXT,
    }
)  # fmt: skip
_NUMBERED = {
    Comparison.MORE: "more", Comparison.LESS: "less", Comparison.AT_LEAST: "at_least",
    Comparison.AT_MOST: "at_most", Comparison.EQUAL: "equal", Comparison.BETWEEN: "between",
}  # fmt: skip
_DATED = {
    Comparison.MORE: "later", Comparison.LESS: "earlier", Comparison.AT_LEAST: "since",
    Comparison.AT_MOST: "until", Comparison.EQUAL: "on",
    Comparison.DAY: "on", Comparison.YEAR: "year",
}  # fmt: skip


def table_answer(
    chosen: Chosen, document: str, name: str, page: int, text: str, notes: Sequence[Note], language: str
) -> TableAnswer:
    """What is shown of an answer. `text` is that of the document, `notes` what it lacks."""
    said = _Saying(chosen, language if language in LANGUAGES else SOURCE)
    view, out = chosen.found.view, chosen.outcome
    unread = tuple(note for note in notes if note.code in _UNREAD and _concerns(note, view.label, page))
    hidden = {
        rows for note in notes if note.code is NoteCode.HIDDEN_SHEETS
        for sheet, rows in [_sheet_of(note)] if view.label and sheet == view.label
    }  # fmt: skip
    first = said.answer()
    told = [first, said.reckoned(name)]
    if unread:
        told.append(said.word("unread"))
    if "" in hidden:
        told.append(said.word("hidden_sheet"))
    if hidden - {""}:
        told.append(said.word("hidden"))
    citations = tuple(
        Citation(number, document, name, page, row.start, row.end, text[row.start : row.end])
        for number, row in enumerate(out.rows[:_CITED], start=1)
    )
    whole = " ".join(told)
    sentences = (
        Sentence(0, len(first), tuple(one.number for one in citations), support=Support.SUPPORTED),
        Sentence(len(first) + 1, len(whole), (), checked=False),
    )
    return TableAnswer(
        whole, document, name, view.label, view.caption, page, tuple(one.name for one in view.columns),
        tuple(TableRow(row.start, row.end, row.cells) for row in out.rows), out.used, out.total,
        query(chosen), tuple(notes), citations, sentences,
    )  # fmt: skip


def query(chosen: Chosen) -> dict[str, Any]:
    """A plan with the names of its columns, as JSON."""
    plan, columns = chosen.found.plan, chosen.found.view.columns

    def condition(one: Condition) -> dict[str, Any]:
        return {
            "column": columns[one.column].name,
            "test": one.test.value,
            "values": [*one.texts, *one.numbers],
        }

    return {
        "operation": plan.operation.value,
        "measure": columns[plan.measure].name if plan.measure is not None else "",
        "label": columns[plan.label].name if plan.label is not None else "",
        "where": [condition(one) for one in plan.where],
        "sides": [[condition(one) for one in side] for side in plan.sides],
        "across": [columns[one].name for one in plan.across],
        "grouped": plan.grouped,
        "distinct": plan.distinct,
    }


def _sheet_of(note: Note) -> tuple[str, str]:
    """The sheet that a note names, of a workbook inside a document as well, and which rows or cells of it;
    "" where it is all of it."""
    sheet, _, cells = note.place.rpartition(_INSIDE)[2].partition(": ")
    return " ".join(sheet.split()), cells


def _concerns(note: Note, label: str, page: int) -> bool:
    """Notes of formulas, limits and damage name their sheet; where reading ended, the last words that were
    read."""
    named = note.code in {
        NoteCode.FORMULAS_WITHOUT_VALUES, NoteCode.LIMIT_REACHED, NoteCode.HIDDEN_TEXT,
        NoteCode.PAGES_DAMAGED,
    }  # fmt: skip
    if note.code is NoteCode.LIMIT_REACHED and note.place.startswith("…"):
        return not note.pages or page >= min(note.pages)
    return not (named and label and note.place) or _sheet_of(note)[0] == label


class _Saying:
    def __init__(self, chosen: Chosen, language: str) -> None:
        self._plan: Plan = chosen.found.plan
        self._view, self._out, self._language = chosen.found.view, chosen.outcome, language
        self._unit_column = chosen.found.unit_column

    def word(self, text: str, /, **values: str) -> str:
        """A text of the language with its values put in."""
        return words(self._language, _OF, text, **values).replace("..", ".")

    def answer(self) -> str:
        """The sentence that answers."""
        plan, out = self._plan, self._out
        columns = self._view.columns
        measure = columns[plan.measure].name if plan.measure is not None else ""
        values = {
            "measure": measure, "where": self._where(), "names": self._names(), "count": str(len(out.names)),
            "label": columns[plan.label].name if plan.label is not None else "",
            "columns": ", ".join(f"«{columns[one].name}»" for one in plan.across),
        }  # fmt: skip
        name = plan.operation.value
        if plan.operation is Operation.COUNT:
            return self.word("distinct" if plan.distinct else name, value=self._number(out.value), **values)
        if plan.operation in {Operation.DIFFERENCE, Operation.RATIO}:
            difference = plan.operation is Operation.DIFFERENCE
            value = self._measured(abs(out.value or Decimal(0))) if difference else self._number(out.value)
            return self.word(
                f"{name}_across" if plan.across else name, value=value, sides=self._sides(), **values
            )
        if plan.operation is Operation.SHARE:
            value = self._number((out.value or Decimal(0)).quantize(Decimal(1).scaleb(-_PLACES)))
            said = self.word("percent", number=value)
            return self.word(name if plan.measure is None else "share_of_sum", value=said, **values)
        if plan.operation is Operation.VALUE:
            return self.word(name, value=self._shown(out.texts[0]), **values)
        if plan.operation in {Operation.LARGEST, Operation.SMALLEST}:
            if plan.across or plan.grouped:
                kind = "across" if plan.across else plan.grouped
                value = self._number(out.value) if plan.grouped == "count" else self._measured(out.value)
                return self.word(f"{name}_{kind}", value=value, **values)
            if plan.most > 1:
                pairs = zip(out.names, out.texts, strict=True)
                ranked = [self.word("side", name=one, value=self._shown(text)) for one, text in pairs]
                return self.word(f"{name}_several", values="; ".join(ranked), **values)
            return self.word(name, value=self._shown(out.texts[0]), **values)
        if plan.across:
            name = f"{name}_across"
        elif plan.operation is Operation.SUM and out.used == 1:  # of one row nothing is added up
            name = Operation.VALUE.value
        return self.word(name, value=self._measured(out.value), **values)

    def reckoned(self, name: str) -> str:
        """From how many rows of what."""
        plan, out, view = self._plan, self._out, self._view
        kind = "sheet" if view.label else "table" if view.caption else "document"
        place = self.word(kind, label=view.label, caption=view.caption[:120], name=name)
        told = [
            self.word(
                "from_rows",
                used=self._number(Decimal(out.used)),
                total=self._number(Decimal(out.total)),
                place=place,
            )
        ]
        if plan.operation in {Operation.SUM, Operation.AVERAGE} and out.counted < out.used:
            told.append(self.word("without", count=self._number(Decimal(out.used - out.counted))))
        if view.count > out.total:
            told.append(self.word("totals"))
        return " ".join(told)

    # --- values ---

    def _number(self, value: Decimal | None) -> str:
        """A number as the language writes it; what has no end is rounded."""
        if value is None:
            return "—"
        sample = self.word("number")
        group, point = sample[1], sample[5]
        exact = value.normalize()
        exponent = exact.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -6:
            exact = value.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_UP).normalize()
        whole, _, fraction = f"{abs(exact):f}".partition(".")
        groups: list[str] = []
        while len(whole) > 3:
            whole, last = whole[:-3], whole[-3:]
            groups.insert(0, last)
        text = group.join([whole, *groups])
        if fraction:
            text += point + (fraction.ljust(2, "0") if self._is_money() and len(fraction) == 1 else fraction)
        return f"-{text}" if exact < 0 else text

    def _is_money(self) -> bool:
        columns = [one for one in (self._plan.measure, *self._plan.across) if one is not None]
        return bool(columns) and self._view.columns[columns[0]].kind is ColumnKind.CURRENCY

    def _measured(self, value: Decimal | None) -> str:
        """A number with the unit of its column."""
        if value is None:
            return "—"
        divided = self._plan.operation is Operation.AVERAGE or self._plan.grouped == "average"
        percent = self._kind() is ColumnKind.PERCENT
        if divided or percent:
            value = value.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_UP)
        number = self._number(value)
        if percent:
            return self.word("percent", number=number)
        unit = self._unit()
        return f"{number} {unit}" if unit else number

    def _kind(self) -> ColumnKind:
        columns = [one for one in (self._plan.measure, *self._plan.across) if one is not None]
        return self._view.columns[columns[0]].kind if columns else ColumnKind.NUMBER

    def _unit(self) -> str:
        """Of the column, or of the rows where they say one each."""
        columns = [one for one in (self._plan.measure, *self._plan.across) if one is not None]
        unit = self._view.columns[columns[0]].unit if columns else ""
        beside = self._unit_column
        said = {row.cells[beside] for row in self._out.rows} if beside is not None else set()
        return said.pop() if len(said) == 1 else unit

    def _shown(self, cell: str) -> str:
        """A cell as it is shown, with the unit that its column says."""
        unit = self._unit()
        bare = all(char.isdigit() or char in " \u00a0\u202f.,-−" for char in cell)
        return f"{cell} {unit}" if unit and bare else cell

    def _names(self) -> str:
        names = list(dict.fromkeys(self._out.names))
        told = "; ".join(names[:_NAMED])
        if len(names) > _NAMED:
            told += self.word("further", count=str(len(names) - _NAMED))
        return told

    def _sides(self) -> str:
        plan, out = self._plan, self._out
        if plan.grouped == "range":
            names = [self.word("largest"), self.word("smallest")]
        elif plan.across:
            names = [self._view.columns[one].name for one in plan.across]
        else:
            names = [" + ".join(text for one in side for text in self._side(one)) for side in plan.sides]
        return "; ".join(
            self.word("side", name=name, value=self._measured(value))
            for name, value in zip(names, out.sides, strict=True)
        )

    def _side(self, one: Condition) -> Sequence[str]:
        return (self._month(one.texts[0]),) if one.test is Comparison.MONTH else one.texts[:3]

    # --- conditions ---

    def _where(self) -> str:
        told = [self._condition(one) for one in self._plan.where]
        if not told:
            return ""
        joined = told[0]
        for one in told[1:]:
            joined = self.word("and", first=joined, second=one)
        return self.word("where", conditions=joined)

    def _condition(self, one: Condition) -> str:
        column = self._view.columns[one.column]
        if one.test in {Comparison.IN, Comparison.NOT_IN}:
            values = one.texts[0]
            for text in one.texts[1:6]:
                values = self.word("or", first=values, second=text)
            if len(one.texts) > 6:
                values += self.word("further", count=str(len(one.texts) - 6))
            return self.word("in", column=column.name, values=values)
        if one.test is Comparison.NOTHING:
            return self.word("empty", column=column.name)
        if one.test is Comparison.SOMETHING:
            return self.word("filled", column=column.name)
        if one.test is Comparison.MONTH:
            return self.word("month", column=column.name, month=self._month(one.texts[0]))
        if one.texts:
            return self.word(_DATED[one.test], column=column.name, day=self._day(one.texts[0]))
        numbers = [self._number(Decimal(repr(number))) for number in one.numbers]
        return self.word(_NUMBERED[one.test], column=column.name, number=numbers[0], last=numbers[-1])

    def _month(self, month: str) -> str:
        """ "2026-09" or "09"."""
        name = self.word("months").split("|")[int(month[-2:]) - 1]
        return f"{name} {month[:4]}" if len(month) > 2 else name

    def _day(self, day: str) -> str:
        parts = day.split("-")
        if len(parts) == 3:
            return self.word("day", day=parts[2], month=parts[1], year=parts[0])
        return self.word("day_of_year", day=parts[1], month=parts[0]) if len(parts) == 2 else day
