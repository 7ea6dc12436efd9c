"""From a question and a table to a query, by rules. A plan counts only when every word of the question is
accounted for: by a column, a value, a bound, the name of the table, or as a word that narrows nothing."""

from dataclasses import dataclass, replace
from functools import cache

from workers.contract.tables import ColumnKind
from workers.retrieval.morphology import is_predicate
from workers.tables.across import named_across, summed_across, times_across
from workers.tables.asking import ParsedQuestion
from workers.tables.conditions import add_absences, add_bounds, add_equal_numbers, add_gone, add_times
from workers.tables.leftovers import words_left
from workers.tables.lexicon import canon, concepts, words_of
from workers.tables.measures import PEOPLE, is_head, label, measure, named_text_column, names_row
from workers.tables.mentions import View, find, has_concept
from workers.tables.negation import add_denied
from workers.tables.plan import COUNTED, SUPERLATIVES, Comparison, Condition, Operation, Plan, check
from workers.tables.progress import CONTEXT, PlanDraft
from workers.tables.value_conditions import Sides, add_values, keep_sides, month_sides, two_sides
from workers.tables.vocabulary import words

_TURNED = {Operation.LARGEST: Operation.SMALLEST, Operation.SMALLEST: Operation.LARGEST}
# Of two prices or grades none is the sum of several.
_OF_MONEY = frozenset({"pay", "price", "spend", "payment", "revenue", "debt"})
NEVER_ADDED = frozenset({"price", "pay", "grade", "age", "rent"})


@dataclass(frozen=True, slots=True)
class ScoredPlan:
    """A plan for one table. `score`: how much of the question it accounts for; `left`: words that nothing
    accounts for (none, when it may be run); `unit_column`: where units stand row by row."""

    view: View
    plan: Plan
    score: float
    left: tuple[str, ...]
    unit_column: int | None = None


def plan(asked: ParsedQuestion, view: View) -> ScoredPlan | None:
    """The plan for a question over a table; None when the table does not fit."""
    if asked.excludes:
        return None
    progress = PlanDraft(asked, view, find(asked, view), set(asked.used))
    if _asks_for_cell(progress):
        asked = progress.asked = replace(asked, operation=Operation.VALUE)
    # Conditions first: the words they take name no column to reckon.
    if not add_bounds(progress) or not add_absences(progress) or not add_denied(progress):
        return None
    sides: Sides = ()
    across: tuple[int, ...] = ()
    if not asked.range and (asked.operation in {Operation.DIFFERENCE, Operation.RATIO} or asked.two):
        across = named_across(progress)
        sides = () if across else two_sides(progress) or month_sides(progress)
    if not across and asked.operation in SUPERLATIVES:
        across = times_across(progress)
    add_values(progress, {one.column for side in sides for one in side})
    sides = keep_sides(progress, sides)
    add_equal_numbers(progress)
    add_gone(progress)
    across = across or summed_across(progress)
    reckoned = None if across else measure(progress)
    named = label(progress, reckoned)
    if not add_times(progress, reckoned):
        return None
    built = _Building(progress, reckoned, named, sides, across).plan()
    if built is None or check(built, view.columns):
        return None
    left = words_left(progress, built)
    return ScoredPlan(view, built, progress.score, left, progress.unit_column)


def _asks_for_cell(progress: PlanDraft) -> bool:
    """«какие суточные в Москве»: the plural noun is a column of numbers, and no row."""
    asked, noun = progress.asked, progress.asked.noun
    if asked.operation is not Operation.LIST or noun is None or asked.bounds or asked.who:
        return False
    if asked.times and not progress.found.values:
        return False  # «какие тарифы действуют с июля»: those of several rows
    named = [column for column, hits in progress.found.columns.items() if hits.get(noun, 0.0) >= 0.7]
    return bool(named) and all(
        progress.columns[one].kind in COUNTED
        and (canon(words_of(progress.columns[one].name)[0]) == asked.words[noun].term
             or is_head(progress, one, {noun}))
        for one in named
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Building:
    """Puts the parts together by the operation."""

    progress: PlanDraft
    measure: int | None
    label: int | None
    sides: Sides
    across: tuple[int, ...]

    @property
    def where(self) -> tuple[Condition, ...]:
        return tuple(self.progress.where)

    def plan(self) -> Plan | None:
        operation = self.progress.asked.operation
        if operation in {Operation.DIFFERENCE, Operation.RATIO}:
            return self._set_against()
        if self.progress.asked.two:
            return self._one_of_two()
        if operation in SUPERLATIVES:
            return self._superlative(self.label, self.where)
        if operation is Operation.AVERAGE:
            return Plan(operation, self.measure, where=self.where) if self.measure is not None else None
        if operation in {Operation.COUNT, Operation.SUM}:
            return self._counted()
        if not self.where:
            return None
        if operation is Operation.SHARE:
            return self._share()
        if operation is Operation.LIST:
            if self.progress.asked.who and any(one.column == self.label for one in self.where):
                return None  # «кто оформил командировку Юдиной»: not Юдина
            named = self.label is not None and (not self.progress.asked.who or self._names_people())
            return Plan(operation, None, self.label, self.where) if named else None
        return Plan(operation, self.measure, where=self.where) if self.measure is not None else None

    def _share(self) -> Plan | None:
        """Of rows, or of a sum: «доля Пульса в общей сумме», among the rows of the days that are named."""
        asked, operation = self.progress.asked, self.progress.asked.operation
        if self.measure is None:
            return None if asked.total else Plan(operation, None, self.label, self.where)
        among = tuple(one for one in self.where if one.test is not Comparison.IN)
        if not asked.total or len(among) + 1 != len(self.where):
            return None  # a part of what is not said
        return Plan(operation, self.measure, self.label, self.where, among=among)

    def _names_people(self) -> bool:
        """Whether "кто" is answered by the column that names the rows: people, or posts where none are."""
        columns = self.progress.columns
        people = any(has_concept(one, PEOPLE) for one in columns)
        wanted = PEOPLE if people else PEOPLE | {"position"}
        return self.label is not None and has_concept(columns[self.label], wanted)

    def _set_against(self) -> Plan | None:
        asked = self.progress.asked
        if self.across:
            return Plan(asked.operation, where=self.where, across=self.across)
        if asked.range:
            return Plan(asked.operation, self.measure, None, self.where, grouped="range")
        if len(self.sides) != 2:
            return None
        grouped = "average" if asked.average else "" if asked.total or not self._single() else "one"
        return Plan(asked.operation, self.measure, self.label, self.where, self.sides, grouped=grouped)

    def _single(self) -> bool:
        """Whether several rows of a side are nothing that can be set against another."""
        if self.measure is None:
            return True
        column = self.progress.columns[self.measure]
        return column.kind is ColumnKind.PERCENT or has_concept(column, NEVER_ADDED)

    def _one_of_two(self) -> Plan | None:
        if self.across:
            return Plan(self.progress.asked.operation, where=self.where, across=self.across)
        if len(self.sides) != 2:
            return None
        column = self.sides[0][0].column
        texts = tuple(text for side in self.sides for one in side for text in one.texts)
        return self._superlative(column, (*self.where, Condition(column, Comparison.IN, texts)))

    def _superlative(self, named: int | None, where: tuple[Condition, ...]) -> Plan | None:
        asked, operation = self.progress.asked, self.progress.asked.operation
        if self.across:
            return Plan(operation, where=where, across=self.across)
        fixed = [one for one in where if one.column == named and len(one.texts) == 1]
        if named is None or (asked.who and fixed):
            return None  # «у кого самые дешёвые …»: it is not said before
        repeated = named in self.progress.found.repeated
        if self.measure is None:
            if asked.adjective or not repeated or not self._counts_by_group():
                return None
            return Plan(operation, None, named, where, grouped="count")
        column = self.progress.columns[self.measure]
        if asked.measure == "age" and not has_concept(column, "age"):
            operation = _TURNED[operation]  # the oldest was born first
        if asked.measure == "speed" and has_concept(column, {"duration", "deadline"}):
            operation = _TURNED[operation]  # the fastest takes the least time
        grouped = ""
        if repeated and column.kind in COUNTED:
            if asked.average:
                grouped = "average"
            elif asked.total or (self._amounts() and column.kind is not ColumnKind.PERCENT):
                grouped = "sum"
        if asked.most > 1 and grouped:
            return None
        return Plan(operation, self.measure, named, where, grouped=grouped, most=asked.most)

    def _amounts(self) -> bool:
        """Whether most of something is asked for, not what is most by a quality."""
        return not self.progress.asked.adjective and not self.progress.asked.measure

    def _counts_by_group(self) -> bool:
        """«в каком отделе больше всего сотрудников»: whether what is counted can be a row of this table."""
        progress = self.progress
        for at in sorted(progress.free):
            word = progress.asked.words[at]
            named = any(
                hits.get(at, 0) >= 0.7 and progress.columns[column].kind is ColumnKind.TEXT
                for column, hits in progress.found.columns.items()
            )
            if not word.neutral and (named or names_row(progress, word.term)):
                progress.take({at}, CONTEXT)
                return True
        return False

    def _counted(self) -> Plan | None:
        asked, progress = self.progress.asked, self.progress
        if self.across:
            return Plan(Operation.SUM, where=self.where, across=self.across)
        if self.measure is not None and not asked.distinct and progress.columns[self.measure].kind in COUNTED:
            return Plan(Operation.SUM, self.measure, where=self.where)
        if not asked.counts:
            return None
        if asked.distinct:
            found = self.label is not None
            return Plan(Operation.COUNT, None, self.label, self.where, distinct=True) if found else None
        named = named_text_column(progress)
        if named is None or asked.noun is None or not is_head(progress, named, {asked.noun}):
            named = self.label if self._names_noun() else None
        if named is not None and named in progress.found.repeated:
            # «Сколько отделов в списке?», «сколько человек в табеле?»: rows of one name count once.
            return Plan(Operation.COUNT, None, named, self.where, distinct=True)
        return Plan(Operation.COUNT, None, self.label, self.where) if self._counts_rows() else None

    def _names_noun(self) -> bool:
        """Whether the noun means what the column that names the rows holds: people of a time sheet."""
        noun, progress = self.progress.asked.noun, self.progress
        if noun is None or self.label is None:
            return False
        own = concepts(progress.asked.words[noun].term)
        return bool(own) and has_concept(progress.columns[self.label], own)

    def _asks_for_money(self) -> bool:
        """«сколько получает завхоз», «сколько платит Север»: an amount is asked for, not how many rows."""
        words = self.progress.asked.words
        return any(
            is_predicate(word.text) and concepts(word.term) & _OF_MONEY
            for at, word in enumerate(words[:3]) if at and words[at - 1].term in _counting()
        )  # fmt: skip

    def _counts_rows(self) -> bool:
        """Whether the noun after "сколько" is a row: a value, a kind of thing that rows are, the table."""
        noun, progress = self.progress.asked.noun, self.progress
        if noun is None or self._asks_for_money():
            return False
        return (
            noun in progress.taken or noun in progress.found.context
            or names_row(progress, progress.asked.words[noun].term)
            or any(noun in hit.words for hits in progress.found.values.values() for hit in hits)
        )  # fmt: skip


@cache
def _counting() -> frozenset[str]:
    return frozenset(map(canon, words("asks how many")))
