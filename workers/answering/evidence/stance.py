"""How a statement and its evidence are meant: denied, permitted, demanded, under a condition, by whom."""

from collections.abc import Collection, Iterable, Sequence

from workers.answering.evidence.alignment import Alignment
from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.families import closeness, is_light
from workers.answering.evidence.figures import agree
from workers.answering.evidence.grammar import FACT, MAY, MAY_NOT, MUST, NEED_NOT
from workers.answering.evidence.guards import KEPT, Guard
from workers.answering.evidence.words import NOUN, Word

_MOODS_AGREE = frozenset(
    ((FACT, FACT), (FACT, MUST), (MUST, FACT), (MUST, MUST), (MAY, MAY), (MAY_NOT, MAY_NOT), (FACT, MAY_NOT),
     (MAY_NOT, FACT), (NEED_NOT, NEED_NOT), (NEED_NOT, FACT), (FACT, NEED_NOT))
)  # fmt: skip


def objections(said: Clause, there: Clause, aligned: Alignment, asked: Clause) -> Iterable[Guard]:
    """What speaks against a statement in what its evidence denies, permits, demands or presupposes."""
    matched = {place for _, place in aligned.pairs}
    denied, mood = there.denied, there.mood
    telling = {there.segments[place] for place in matched if not is_light(there.words[place])}
    spoken = {there.segments[place] for index, place in aligned.pairs if said.words[index].verbal}
    beside = bool(spoken) and spoken <= there.attendant and not spoken & there.stance
    if there.stance and (beside or (telling and not telling & there.stance)):
        denied, mood = False, FACT
    apart = _apart(said, there, aligned)
    if apart:  # "без остановки работ": they are not stopped
        denied = not denied
    excepted = any(
        place in there.excepted and index not in said.excepted and not is_light(said.words[index])
        for index, place in aligned.pairs
    )
    if excepted:  # "все, кроме логистики, сдали": of what is excepted the contrary holds
        denied, mood = not denied, {MAY: MAY_NOT, MAY_NOT: MAY}.get(mood, mood)
    if said.denied != denied:
        yield Guard.DENIAL
    elif (
        denied is said.denied
        and not apart
        and (said.mood, mood) not in _MOODS_AGREE
        and not (said.only and there.only)
        and not (
            said.mood == MAY
            and mood == FACT
            and any(figure.bound for figure in (*said.figures, *there.figures))
        )
        and not (said.mood == FACT and mood == MAY and _all_bounded(said) and _all_bounded(there))
    ):
        yield Guard.MOOD
    if excepted:
        return
    if (not said.conditioned and _dropped(there, there.condition, matched, asked.words)) or _unsaid(
        there.restricting, said, asked
    ):
        yield Guard.CONDITION
    if (said.only and not there.only) or (
        there.only
        and not said.only
        and (
            _dropped(there, there.exclusive, matched, (), KEPT + 0.1)
            or _unsaid(there.exclusive_figures, said, asked)
        )
    ):
        yield Guard.ONLY
    if (
        said.before & (there.after | there.on)
        or said.after & (there.before | there.on)
        or said.on & (there.after | there.before)
    ):
        yield Guard.ROLES
    if _roles_swapped(said, there, aligned):
        yield Guard.ROLES


def _apart(said: Clause, there: Clause, aligned: Alignment) -> bool:
    """Whether what one of both has without something, the other has with it."""
    matched = {place for _, place in aligned.pairs}
    if matched and matched <= there.without:
        return True
    telling = [pair for pair in aligned.pairs if not is_light(said.words[pair[0]])]
    own = [
        (
            {index for index, _ in telling},
            said.without,
            {index for index, at in telling if at in there.without},
        )
    ]
    own += [
        ({at for _, at in telling}, there.without, {at for index, at in telling if index in said.without})
    ]
    return any(run & spoken and not run & kept for spoken, places, kept in own for run in _runs(places))


def _runs(places: Collection[int]) -> Iterable[set[int]]:
    """Places that follow each other."""
    run: set[int] = set()
    for place in sorted(places):
        if run and place - 1 not in run:
            yield run
            run = set()
        run.add(place)
    if run:
        yield run


def _unsaid(figures: Iterable[Figure], said: Clause, asked: Clause) -> bool:
    """Whether one of some figures stands neither in the statement nor in the question."""
    return any(not any(agree(one, other) for other in (*said.figures, *asked.figures)) for one in figures)


def _all_bounded(clause: Clause) -> bool:
    """Whether it says of every figure how it bounds: that is a limit, whether it says "may" or not."""
    return bool(clause.figures) and all(figure.bound for figure in clause.figures)


def _dropped(
    there: Clause,
    places: Collection[int],
    matched: Collection[int],
    asked: Sequence[Word],
    least: float = KEPT,
) -> bool:
    """Whether nothing of some words of the evidence stands in the statement or the question."""
    words = [place for place in places if not is_light(there.words[place])]
    kept = sum(
        place in matched or any(closeness(there.words[place], one) for one in asked) for place in words
    )
    return bool(words) and kept < least * len(words)


def _roles_swapped(said: Clause, there: Clause, aligned: Alignment) -> bool:
    """Whether who acts in one acts not in the other, where somebody else does."""
    pairs = [(said.words[i], there.words[k]) for i, k in aligned.pairs if said.words[i].kind == NOUN]
    actors = [(a, b) for a, b in pairs if _can_act(a) and _can_act(b)]
    kept = [word for a, b in actors if _acts(a, said) and _acts(b, there) for word in (a, b)]
    for mine, theirs in actors:
        if _acts(mine, said) != _acts(theirs, there) and None not in (
            _acts(mine, said),
            _acts(theirs, there),
        ):
            agent, place = (theirs, there) if _acts(mine, said) else (mine, said)
            others = (
                word for word in place.words if word is not agent and not any(word is one for one in kept)
            )
            if any(_can_act(word) and _acts(word, place) for word in others):
                return True
    return False


def _can_act(word: Word) -> bool:
    return word.kind == NOUN and (word.actor or word.name)


def _acts(word: Word, clause: Clause) -> bool | None:
    """Whether a noun is who acts: in the nominative, or in the instrumental of a passive; None when its
    form does not tell."""
    passive = any(other.passive for other in clause.words)
    if word.cases == {"nomn"}:
        return not passive
    if word.cases == {"ablt"}:
        return passive
    return False if "nomn" not in word.cases and word.cases else None
