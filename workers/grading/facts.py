"""Key facts: what a right answer has to say, each in one of several ways, and what it may not say."""

from workers.answering import claims
from workers.answering.claims import Claim, claim
from workers.datasets.examples.support import overlap
from workers.grading import figures, wording

# All words of a short fact have to be there, most of those of a long one (an item of a list).
_SHORT = 3
_MOST = 0.7
_NOT = ("не ", "not ", "а не ", "no ")


def says(fact: str, answer: str) -> bool:
    """Whether an answer says a fact, given as alternatives between "|": as written, or its numbers and words
    in one sentence or all together, and not denied."""
    return any(_says(way.strip(), answer) for way in fact.split("|") if way.strip())


def forbidden(fact: str, answer: str) -> bool:
    """Whether an answer says what it may not; "not 5 days" does not say "5 days"."""
    return any(_said_plainly(way.strip(), answer) for way in fact.split("|") if way.strip())


def _says(way: str, answer: str) -> bool:
    wanted = claim(way)
    if any(_in_sentence(way, wanted, part) for part in wording.parts(answer)):
        return True
    return _held(wanted, claim(answer)) and len(wanted.terms) > 1 and not _denied(wanted, claim(answer))


def _in_sentence(way: str, wanted: Claim, sentence: str) -> bool:
    said = claim(sentence)
    stands = wording.stands(wording.plain(way), wording.plain(sentence))
    if stands and not wanted.numbers:
        return not _denied(wanted, said)
    return (stands or _held(wanted, said)) and not claims.contradict(wanted, said)


def _held(wanted: Claim, said: Claim) -> bool:
    if not wanted.terms and not wanted.numbers:
        return False
    if not all(figures.has(number, wanted, said) for number in wanted.numbers):
        return False
    units = {term for term in wanted.terms if wanted.numbers and claims.is_unit(term)}
    terms = frozenset(term for term in wanted.terms - units if not claims.is_light(term))
    if not terms:
        return bool(wanted.numbers) or wanted.terms <= said.terms
    # A stem of a word is shared by words of other meanings; the longer the fact, the less that matters.
    share = overlap(Claim(terms), said)
    return share == 1 if len(terms) <= _SHORT else share >= _MOST


def _denied(wanted: Claim, said: Claim) -> bool:
    """A word of the fact that stands under a negation, and nowhere without."""
    return any(term in said.denied and term not in said.affirmed for term in wanted.affirmed)


def _said_plainly(way: str, answer: str) -> bool:
    plain = wording.plain(way)
    for part in wording.parts(answer):
        text = f" {wording.plain(part)} "
        at = text.find(f" {plain} ") if plain else -1
        if at >= 0:
            if not text[: at + 1].endswith(tuple(f" {word}" for word in _NOT)):
                return True
            continue
        wanted, said = claim(way), claim(part)
        # Numbers alone would be found anywhere ("5" of "5 days" in "point 5").
        if len(wanted.terms) > 1 and _held(wanted, said) and not claims.contradict(wanted, said):
            return True
    return False
