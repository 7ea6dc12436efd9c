"""Which column is reckoned, which one names the rows, and which columns are set against each other."""

import re
from collections.abc import Collection

from workers.contract.tables import Column, ColumnKind
from workers.retrieval.morphology import is_noun, is_predicate
from workers.tables.asking import segments
from workers.tables.conditions import units
from workers.tables.lexicon import alike, canon, concepts, names_any_row, rows_named, words_of
from workers.tables.mentions import has_concept, name_terms
from workers.tables.plan import COUNTED, Operation
from workers.tables.progress import GUESSED, NAMED, PlanDraft
from workers.tables.value_conditions import has_unit_name

_LEAST = 0.3  # of a name, below which it is not meant
_CLOSE = 0.05  # columns as sure as that are not told apart
PEOPLE = frozenset({"person", "driver", "student", "teacher", "client", "supplier"})
_OF_DATES = {"age": {"age", "born", "year"}, "date": {"date", "departure", "begin", "year"}}
# Numbers of these are names: nobody adds up rooms.
_NAMES = frozenset({"room", "phone", "number", "year", "address"})
_TIME = re.compile(r"m\d+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def measure(progress: PlanDraft) -> int | None:
    """The column that is reckoned: named, meant by an adjective, or counted in the unit that is asked."""
    asked = progress.asked
    if asked.operation in {Operation.LIST, Operation.SHARE}:
        return None
    ranked = [one for one in _ranked(progress, progress.free) if one[1] not in progress.used]
    ranked = [one for one in ranked if not asked.counts or is_head(progress, one[1], one[2])]
    if asked.operation not in {Operation.LARGEST, Operation.SMALLEST, Operation.VALUE}:
        ranked = [one for one in ranked if not _holds_names(progress.columns[one[1]])]
    if asked.measure not in _OF_DATES:
        counted = [one for one in ranked if progress.columns[one[1]].kind in COUNTED]
        ranked = counted or ranked
    if asked.measure:
        meant = (has_concept(progress.columns[column], asked.measure) for _, column, _ in ranked)
        ranked = [
            (score + meets, column, own) for (score, column, own), meets in zip(ranked, meant, strict=True)
        ]
        ranked.sort(key=lambda one: -one[0])
    if not ranked:
        quality = _by_quality(progress) if asked.measure or asked.operation is Operation.SUM else None
        return quality if quality is not None else _in_unit(progress)
    score, column, own = ranked[0]
    sure = progress.found.columns[column]
    if score < _LEAST or (len(ranked) > 1 and ranked[1][0] >= score - _CLOSE):
        return None
    if asked.operation is Operation.VALUE and max(sure[at] for at in own) < 0.7:
        return None  # a cell is shown for a name alone, not for one that means nearly the same
    progress.take(own, sum(NAMED if sure[at] >= 0.7 else GUESSED for at in own))
    if has_concept(progress.columns[column], "amount"):
        beside = [at for at, one in enumerate(progress.columns) if has_unit_name(one.name)]
        progress.unit_column = beside[0] if beside else None
    return column


def label(progress: PlanDraft, reckoned: int | None) -> int | None:
    """The column whose texts name the rows: the one that is asked for, else the first that tells them
    apart."""
    asked, found, columns = progress.asked, progress.found, progress.columns
    named = named_text_column(progress)
    if named is not None and named != reckoned and asked.noun is not None:
        progress.take({asked.noun}, NAMED)
        return named
    texts = [
        at for at, one in enumerate(columns)
        if one.kind is ColumnKind.TEXT and at not in found.numbering and found.distinct.get(at)
        and not has_unit_name(one.name)
    ]  # fmt: skip
    if not texts:
        return None
    noun = asked.noun
    wanted = (
        concepts(asked.words[noun].term) if noun is not None else frozenset({"person"} if asked.who else ())
    )
    meant = [at for at in texts if wanted and has_concept(columns[at], wanted)]
    if meant:
        progress.take({noun} if noun is not None else set(), GUESSED)
        free = [at for at in meant if at not in progress.used] or meant
        return max(free, key=lambda at: (found.distinct[at], -at))
    people = [at for at in texts if has_concept(columns[at], PEOPLE)] if asked.who else []
    if people:
        return people[0]
    most = max(found.distinct[at] for at in texts)
    return max(texts, key=lambda at: (found.distinct[at] >= 0.9 * most, -at))


def named_text_column(progress: PlanDraft) -> int | None:
    """The column of texts that the noun of the question names."""
    noun = progress.asked.noun
    ranked = [
        (hits[noun], -at) for at, hits in progress.found.columns.items()
        if noun is not None and noun in hits and progress.columns[at].kind is ColumnKind.TEXT
        and at not in progress.used and not has_unit_name(progress.columns[at].name)
    ]  # fmt: skip
    best = max(ranked, default=(0.0, 0))
    return -best[1] if best[0] >= 0.7 else None


def named_across(progress: PlanDraft) -> tuple[int, ...]:
    """Two columns of numbers, each named in a piece of the question: «в сентябре по сравнению с августом»."""
    chosen: list[tuple[int, set[int]]] = []
    for piece in segments(progress.asked):
        ranked = _ranked(progress, set(piece) & progress.free)
        if ranked and ranked[0][0] >= 0.7 and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            chosen.append((ranked[0][1], ranked[0][2]))
    columns = tuple(column for column, _ in chosen)
    if len(columns) != 2 or columns[0] == columns[1]:
        return ()
    # Of two different measures none is more than the other.
    if progress.columns[columns[0]].kind is not progress.columns[columns[1]].kind:
        return ()
    for _, own in chosen:
        progress.take(own, NAMED * len(own))
    progress.used |= set(columns)
    return columns


def times_across(progress: PlanDraft) -> tuple[int, ...]:
    """«в каком квартале»: the columns that are quarters, months or years."""
    noun = progress.asked.noun
    if noun is None:
        return ()
    term = progress.asked.words[noun].term
    months, years = {canon("месяц"), canon("month")}, {canon("год"), canon("year")}
    columns = []
    for at, column in enumerate(progress.columns):
        terms = name_terms(column.name)
        others = [one for one in terms if one != term and one not in years]
        if column.kind not in COUNTED or not others or not all(map(_TIME.fullmatch, others)):
            continue
        of_month = term in months and any(one.startswith("m") for one in others)
        of_year = term in years and any(map(_YEAR.fullmatch, others))
        if term in terms or of_month or of_year:
            columns.append(at)
    if len(columns) < 2:
        return ()
    progress.take({noun}, NAMED)
    progress.used |= set(columns)
    return tuple(columns)


def names_row(progress: PlanDraft, term: str) -> bool:
    """Whether a noun can be a row of this table."""
    own, columns = concepts(term), rows_named(term)
    return names_any_row(term) or any(
        has_concept(one, columns) or (one.kind is ColumnKind.TEXT and has_concept(one, own))
        for one in progress.columns
        if one.name and not has_unit_name(one.name)
    )


def _ranked(progress: PlanDraft, among: Collection[int]) -> list[tuple[float, int, set[int]]]:
    """Columns that some words name, the surest first: (how sure, column, words)."""
    kinds = set(COUNTED)
    if progress.asked.operation in {Operation.LARGEST, Operation.SMALLEST, Operation.VALUE}:
        kinds.add(ColumnKind.DATE)
    if progress.asked.operation is Operation.VALUE:
        kinds.add(ColumnKind.TEXT)
    ranked = []
    for column, hits in progress.found.columns.items():
        own = {at: sure for at, sure in hits.items() if at in among}
        if progress.columns[column].kind not in kinds or column in progress.found.numbering or not own:
            continue
        asking = [progress.asked.words[at] for at in own]
        terms = name_terms(progress.columns[column].name)
        covered = [term for term in terms if any(alike(word.term, term) >= 0.6 for word in asking)]
        light = all(word.term in units() or word.neutral for word in asking)
        if light and (len(covered) < len(terms) or max(own.values()) < 0.7):
            continue  # a unit names a column that is called so and nothing else: «Часы», «Дней в неделю»
        score = sum(own.values()) * (0.5 + 0.5 * len(covered) / max(1, len(terms)))
        ranked.append((round(score, 3), column, set(own)))
    return sorted(ranked, key=lambda one: (-one[0], one[1]))


def _holds_names(column: Column) -> bool:
    """Whether a column is about rooms, telephones or years: its first word says so."""
    terms = name_terms(column.name)
    return column.kind is ColumnKind.NUMBER and bool(terms) and bool(concepts(terms[0]) & _NAMES)


def is_head(progress: PlanDraft, column: int, own: Collection[int]) -> bool:
    """Whether "сколько X" means the numbers of a column: X is what its name is about ("Вакансии", "Количество
    мест"), not what its name only belongs to ("Сумма заказа" is no number of orders)."""
    noun = progress.asked.noun
    if noun not in own:
        words = progress.asked.words
        return any(not is_predicate(words[at].text) or _means(progress, column, at) for at in own)
    if noun is not None and is_predicate(progress.asked.words[noun].text):
        return True  # «сколько удержали»
    name = progress.columns[column].name
    units_of_it = words_of(progress.columns[column].unit)
    terms = [one for one in words_of(name) if one not in units_of_it and (is_noun(one) or one.isascii())]
    amounts = [word for word in terms if concepts(canon(word)) & {"amount", "number"}]
    heads = terms[:1] if not amounts or amounts[0] != terms[0] else terms[:2]
    asked = progress.asked.words[noun].term if noun is not None else ""
    return not heads or any(alike(asked, canon(word)) >= 0.6 for word in heads) or len(own) > 1


def _means(progress: PlanDraft, column: int, at: int) -> bool:
    """«заработали», «потратили»: a verb that means what the column holds."""
    return any(
        concepts(progress.asked.words[at].term) & concepts(term)
        for term in name_terms(progress.columns[column].name)
    )


def _counts_goods(progress: PlanDraft) -> bool:
    """«сколько мониторов заказали»: the noun is a value, of which an amount stands in each row."""
    noun = progress.asked.noun
    named = any(
        noun in hit.words and hit.column in progress.used
        for hits in progress.found.values.values() for hit in hits
    )  # fmt: skip
    goods = any(has_concept(progress.columns[column], "product") for column in progress.used)
    return named and goods


def _by_quality(progress: PlanDraft) -> int | None:
    """«самый дорогой», «самый старый»: the one column that holds what the adjective measures."""
    wanted = _OF_DATES.get(progress.asked.measure, {progress.asked.measure})
    meant = [
        at for at, one in enumerate(progress.columns)
        if at not in progress.used | progress.found.numbering and one.kind in COUNTED | {ColumnKind.DATE}
        and has_concept(one, wanted)
    ]  # fmt: skip
    if not meant and progress.asked.measure in {"price", ""}:  # «на какую сумму»
        meant = [
            at for at, one in enumerate(progress.columns)
            if one.kind is ColumnKind.CURRENCY and at not in progress.used
        ]  # fmt: skip
    if len(meant) != 1:
        return None
    progress.take(set(), GUESSED)
    return meant[0]


def _in_unit(progress: PlanDraft) -> int | None:
    """«Сколько килограммов», «сколько часов», «сколько человек»: by the unit."""
    asked, columns = progress.asked, progress.columns
    counts = {Operation.COUNT, Operation.SUM, Operation.VALUE, Operation.DIFFERENCE}
    if asked.operation not in counts:
        return None
    if progress.unit_column is not None or _counts_goods(progress):
        amounts = [at for at, one in enumerate(columns) if one.kind in COUNTED and has_concept(one, "amount")]
        return amounts[0] if len(amounts) == 1 else None
    if asked.noun is None or asked.noun in progress.taken:
        return None
    term = asked.words[asked.noun].term
    counted = [
        at for at, one in enumerate(columns)
        if at not in progress.used and one.kind in COUNTED and term in map(canon, words_of(one.unit))
    ]  # fmt: skip
    if len(counted) != 1:
        return None
    progress.take({asked.noun}, NAMED)
    return counted[0]
