"""Questions that suppose what the documents deny: was that noticed?"""

import re

from workers.answering import claims
from workers.answering.claims import Claim, claim
from workers.contract.exam import ExamText, Mark, Reason, ReasonCode
from workers.datasets.examples.closed_book_answer import KNOWN_WORDS
from workers.datasets.examples.support import overlap
from workers.grading import facts, figures, wording

# "A few weeks, and not five days" denies what it names.
_NOT_BUT = re.compile(r"(?:,?\s*\bа\s+не\b|,\s*(?:and\s+)?not\b|\brather\s+than\b)[^,.;]*", re.I)
_CORRECTED = (Mark.RIGHT, [Reason(ReasonCode.PREMISE_CORRECTED, True)])
_FOLLOWED = (Mark.WRONG, [Reason(ReasonCode.PREMISE_FOLLOWED, False)])


def mark(question: ExamText, answer: str) -> tuple[Mark, list[Reason]]:
    """RIGHT when an answer says what is true or that the supposed is not so, PARTLY when it notices that but
    puts another wrong number in its place, WRONG when it goes on from the supposition."""
    verdict = wording.verdict(answer)
    if verdict is True:
        return _FOLLOWED
    wanted, said, asked = claim(question.answer), claim(answer), claim(question.question)
    found = figures.compare(wanted, said, asked)
    denied = wording.denies(answer)
    if found.agree and not found.missing:
        return _CORRECTED
    if denied:
        false = asked.numbers - wanted.numbers
        if found.missing and said.numbers - wanted.numbers - asked.numbers:
            said_instead = sorted(said.numbers - wanted.numbers - asked.numbers)[0]
            params: dict[str, str | int | float] = {"expected": found.missing[0], "said": said_instead}
            return Mark.PARTLY, [_CORRECTED[1][0], Reason(ReasonCode.NUMBER_OTHER, False, params)]
        # "No, the leave is 30 days": a denial that goes on with what it denies.
        return _FOLLOWED if _repeats(answer, false) and verdict is False else _CORRECTED
    if found.missing:
        return _FOLLOWED
    if question.must and all(facts.says(fact, answer) for fact in question.must):
        return _CORRECTED
    own = Claim(wanted.terms - asked.terms)
    if claims.contradict(said, asked) and not claims.contradict(said, wanted):
        return _CORRECTED
    return _CORRECTED if own.terms and overlap(own, said) >= KNOWN_WORDS else _FOLLOWED


def _repeats(answer: str, false: frozenset[str]) -> bool:
    """Whether a sentence says a false number without denying it."""
    for part in wording.parts(_NOT_BUT.sub("", answer)):
        rest = part.split(",", 1)[1] if wording.verdict(part) is False and "," in part else part
        if claim(rest).numbers & false and not claim(rest).denied and not wording.denies(rest):
            return True
    return False
