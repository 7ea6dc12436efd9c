"""What a question denies: "не оплачено", "не поступал", "прихода не было", "not paid"."""

import re

from workers.tables.lexicon import alike, canon, denies
from workers.tables.mentions import name_terms
from workers.tables.plan import COUNTED, Comparison, Condition
from workers.tables.progress import NAMED, PlanDraft

_PREFIXED = re.compile(r"не[а-я]{4,}")
_SURE = 0.7  # that a word names a column
_REACH = 2  # words between a negation and what it denies, of which each narrows nothing: «не было прихода»


def add_denied(progress: PlanDraft) -> bool:
    """Make "не оплачены" the condition that nothing stands in the column of numbers called so; False when
    something is denied that neither a comparison, a value nor such a column accounts for: the rows that are
    left would be the wrong ones."""
    asking = progress.asked.words
    for at, word in enumerate(asking):
        if at in progress.taken:
            continue
        if not denies(word.text):
            if (column := _prefixed(progress, at)) is not None:
                progress.add(Condition(column, Comparison.NOTHING), {at}, NAMED)
            continue
        if any(at in hit.words for hits in progress.found.values.values() for hit in hits):
            continue  # «не оплачен» is what a cell says
        near = _denied(progress, at)
        if near is None:
            return False
        column, place = near
        progress.add(Condition(column, Comparison.NOTHING), {at, place}, NAMED)
    return True


def _denied(progress: PlanDraft, at: int) -> tuple[int, int] | None:
    """The only column of numbers that the word behind a negation names, else the one before it."""
    asking = progress.asked.words
    behind = range(at + 1, min(at + 2 + _REACH, len(asking)))
    for places in (behind, range(at - 1, at - 2, -1)):
        for place in places:
            if place < 0:
                continue
            named = [
                column for column, hits in progress.found.columns.items()
                if hits.get(place, 0) >= _SURE and progress.columns[column].kind in COUNTED
            ]  # fmt: skip
            if len(named) == 1 and named[0] not in progress.used:
                return named[0], place
            if named or not asking[place].neutral:
                break
    return None


def _prefixed(progress: PlanDraft, at: int) -> int | None:
    """«неоплаченные»: the only column of numbers that the word without its prefix names."""
    word = progress.asked.words[at].text
    if not _PREFIXED.fullmatch(word):
        return None
    valued = any(at in hit.words for hits in progress.found.values.values() for hit in hits)
    if valued or any(hits.get(at, 0) >= _SURE for hits in progress.found.columns.values()):
        return None
    term = canon(word[2:])
    named = [
        column for column, one in enumerate(progress.columns)
        if one.kind in COUNTED and column not in progress.used
        and any(alike(term, own) >= _SURE for own in name_terms(one.name))
    ]  # fmt: skip
    return named[0] if len(named) == 1 else None
