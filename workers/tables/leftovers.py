"""The words of a question that a plan does not account for: with any of them the plan is not run."""

import re

from workers.contract.tables import ColumnKind
from workers.retrieval.morphology import is_noun
from workers.tables.conditions import units
from workers.tables.lexicon import concepts
from workers.tables.measures import names_row
from workers.tables.plan import SUPERLATIVES, Operation, Plan
from workers.tables.progress import CONTEXT, PlanDraft
from workers.tables.vocabulary import pattern


def words_left(progress: PlanDraft, built: Plan) -> tuple[str, ...]:
    """The words that nothing accounts for."""
    used = {built.measure, built.label, *built.across, *progress.used}
    for at in sorted(progress.free):
        hits = {column: found[at] for column, found in progress.found.columns.items() if at in found}
        of_used = any(sure >= 0.6 for column, sure in hits.items() if column in used)
        # The name of a column of texts says what the rows are.
        of_rows = any(
            sure >= 0.7 and progress.columns[one].kind is ColumnKind.TEXT for one, sure in hits.items()
        )
        if at in progress.found.context or of_used or of_rows:
            progress.take({at}, CONTEXT)
        elif _says_money(progress, built, at) or _explains_noun(progress, built, at):
            progress.take({at}, 0.0)
    words = progress.asked.words
    return tuple(
        words[at].text for at in sorted(progress.free)
        if not words[at].neutral and words[at].text not in {"%", "№"}
    )  # fmt: skip


def _says_money(progress: PlanDraft, built: Plan, at: int) -> bool:
    """The word "цена" of an amount of money adds nothing."""
    if built.measure is None or progress.columns[built.measure].kind is not ColumnKind.CURRENCY:
        return False
    return bool(concepts(progress.asked.words[at].term) & {"price", "money"})


def _explains_noun(progress: PlanDraft, built: Plan, at: int) -> bool:
    """A unit, or the noun that says what rows are counted or named."""
    word, noun = progress.asked.words[at], progress.asked.noun
    if word.term in units():
        return at != noun or built.operation is not Operation.SUM
    if _stands(progress, at):
        return True
    if at != noun:
        return is_noun(word.text) and names_row(progress, word.term)
    counts = built.operation in {Operation.COUNT, Operation.LIST, Operation.SHARE} | SUPERLATIVES
    return counts and names_row(progress, word.term)


def _stands(progress: PlanDraft, at: int) -> bool:
    """«стоит на стеллаже» says where, «стоит 500 рублей» how much."""
    words = progress.asked.words
    behind = words[at + 1].text if at + 1 < len(words) else ""
    stands = re.fullmatch(pattern("stands"), words[at].text)
    return bool(stands and re.fullmatch(pattern("before another noun"), behind))
