"""Which column is reckoned, and which one names the rows."""

from collections.abc import Collection
from functools import cache

from workers.contract.tables import Column, ColumnKind
from workers.retrieval.morphology import is_noun, is_plural, is_predicate
from workers.tables.conditions import units
from workers.tables.lexicon import alike, canon, concepts, is_amount_of, names_any_row, rows_named, words_of
from workers.tables.mentions import has_concept, has_sums, name_terms, tidy_name
from workers.tables.periods import edge_of
from workers.tables.plan import COUNTED, Operation
from workers.tables.progress import GUESSED, NAMED, PlanDraft
from workers.tables.value_conditions import has_unit_name

_LEAST = 0.3  # of a name, below which it is not meant
_CLOSE = 0.05  # columns as sure as that are not told apart
PEOPLE = frozenset({"person", "driver", "student", "teacher", "client", "supplier"})
_OF_DATES = {"age": {"age", "born", "year"}, "date": {"date", "departure", "begin", "year"}}
# Numbers of these are names: nobody adds up rooms.
_PAID = frozenset({"payment", "invoice", "order", "contract"})
_NAMES = frozenset({"room", "phone", "number", "year", "address"})


def measure(progress: PlanDraft) -> int | None:
    """The column that is reckoned: named, meant by an adjective, or counted in the unit that is asked."""
    asked = progress.asked
    if asked.operation is Operation.LIST:
        return None
    edge = edge_of(progress) if asked.operation is Operation.VALUE else None
    if edge is not None:
        progress.take(set(progress.found.columns.get(edge, {})) | {asked.noun or 0}, NAMED)
        return edge
    ranked = [one for one in ranked_columns(progress, progress.free) if one[1] not in progress.used]
    ranked = [one for one in ranked if not _counts_posts(progress, one[1], one[2])]
    ranked = [one for one in ranked if not _counts_prices(progress, one[1], one[2])]
    ranked = [one for one in ranked if not _asks_for_rest(progress, one[1])]
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
    if asked.measure == "price":  # «на сколько дороже за штуку» is not how many
        ranked = [one for one in ranked if _holds_money(progress.columns[one[1]])]
    if not ranked:
        spent = asked.operation is Operation.AVERAGE and asked.counts and asked.noun is None
        sums = asked.operation is Operation.SUM or spent  # «сколько в среднем тратят на командировку»
        quality = _by_quality(progress) if asked.measure or sums else None
        quality = quality if quality is not None else _of_payments(progress)
        return quality if quality is not None else _in_unit(progress)
    score, column, own = ranked[0]
    sure = progress.found.columns[column]
    if score < _LEAST or (len(ranked) > 1 and ranked[1][0] >= score - _CLOSE):
        return None
    exact = asked.operation in {Operation.VALUE, Operation.SHARE}
    if exact and max(sure[at] for at in own) < 0.7:
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
    chosen = max(texts, key=lambda at: (found.distinct[at] >= 0.9 * most, -at))
    if asked.operation is Operation.LIST and not asked.who and chosen in found.repeated:
        # Several rows of one client are told apart by the numbers of their documents.
        codes = [
            at for at in found.numbering
            if columns[at].kind is ColumnKind.TEXT and at not in found.repeated and found.distinct.get(at)
        ]  # fmt: skip
        chosen = min(codes, default=chosen)
    return chosen


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


def names_row(progress: PlanDraft, term: str) -> bool:
    """Whether a noun can be a row of this table."""
    own, columns = concepts(term), rows_named(term)
    return names_any_row(term) or any(
        has_concept(one, columns) or (one.kind is ColumnKind.TEXT and has_concept(one, own))
        for one in progress.columns
        if one.name and not has_unit_name(one.name)
    )


def ranked_columns(progress: PlanDraft, among: Collection[int]) -> list[tuple[float, int, set[int]]]:
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
        amount = len(own) == 1 and any(is_amount_of(terms, word.term) for word in asking)
        if light and not amount and (len(covered) < len(terms) or max(own.values()) < 0.7):
            continue  # a unit names a column that is called so and nothing else: «Часы», «Дней в неделю»
        score = sum(own.values()) * (0.5 + 0.5 * len(covered) / max(1, len(terms)))
        ranked.append((round(score, 3), column, set(own)))
    return sorted(ranked, key=lambda one: (-one[0], one[1]))


def _counts_posts(progress: PlanDraft, column: int, own: Collection[int]) -> bool:
    """«сколько ставок»: posts, whole and in parts, are counted and no column of pay is meant that only means
    nearly the same; «самая высокая ставка» is pay."""
    asked = progress.asked
    sure = progress.found.columns[column]
    posts = {at for at in own if {"pay", "headcount"} <= concepts(asked.words[at].term)}
    pay = has_concept(progress.columns[column], "pay") and all(sure[at] < 0.7 for at in own)
    return bool(posts) and not asked.adjective and pay


def _asks_for_rest(progress: PlanDraft, column: int) -> bool:
    """«сколько дней осталось» of "Кол-во дней": days that are due are not those that are left."""
    terms = name_terms(progress.columns[column].name)
    left = any("rest" in concepts(word.term) for word in progress.asked.words)
    days = any(is_amount_of(terms, unit) for unit in _time_units())
    return left and days and not has_concept(progress.columns[column], "rest")


def _counts_prices(progress: PlanDraft, column: int, own: Collection[int]) -> bool:
    """«сколько тарифов», «сколько цен»: how many there are; added up they say nothing."""
    asked = progress.asked
    plural = asked.noun in own and is_plural(asked.words[asked.noun or 0].text)
    return plural and asked.counts and not asked.total and has_concept(progress.columns[column], "price")


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
    posts = noun is not None and "headcount" in concepts(progress.asked.words[noun].term)
    if posts and has_concept(progress.columns[column], "headcount"):
        return True  # «сколько ставок» of "Кол-во штатных единиц"
    name = tidy_name(progress.columns[column].name)
    units_of_it = words_of(progress.columns[column].unit)
    terms = [one for one in words_of(name) if one not in units_of_it and (is_noun(one) or one.isascii())]
    amounts = [word for word in terms if concepts(canon(word)) & {"amount", "number"}]
    heads = terms[:1] if not amounts or amounts[0] != terms[0] else terms[:2]
    asked = progress.asked.words[noun].term if noun is not None else ""
    return not heads or any(alike(asked, canon(word)) >= 0.6 for word in heads) or len(own) > 1


def _holds_money(column: Column) -> bool:
    """Whether what is dearer or cheaper can stand in a column."""
    prices = {"price", "pay", "rent", "spend", "payment", "debt", "revenue"}
    return column.kind is ColumnKind.CURRENCY or has_sums(column) or has_concept(column, prices)


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
    if not meant and progress.asked.measure in {"length", "duration"}:  # «самый короткий отпуск»
        meant = [
            at for at, one in enumerate(progress.columns)
            if at not in progress.used and one.kind in COUNTED
            and any(is_amount_of(name_terms(one.name), unit) for unit in _time_units())
        ]  # fmt: skip
    if len(meant) != 1:
        return None
    progress.take(set(), GUESSED)
    return meant[0]


def _of_payments(progress: PlanDraft) -> int | None:
    """«самый большой платёж», «средний счёт»: the only column of sums of money."""
    asked = progress.asked
    adds = {*Operation} - {Operation.COUNT, Operation.LIST, Operation.SHARE, Operation.VALUE}
    said = {at for at in progress.free if concepts(asked.words[at].term) & _PAID}
    if asked.measure or asked.operation not in adds or not said:
        return None
    sums = [
        at for at, one in enumerate(progress.columns)
        if has_sums(one) and at not in progress.used
    ]  # fmt: skip
    if len(sums) != 1:
        return None
    progress.take(said, GUESSED)
    return sums[0]


@cache
def _time_units() -> tuple[str, ...]:
    return tuple(canon(one) for one in ("день", "час", "неделя", "месяц", "day", "hour", "week", "month"))


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
