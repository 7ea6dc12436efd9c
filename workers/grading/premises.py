"""Questions that suppose what the documents deny: was that noticed?"""

import re
from collections.abc import Sequence

from workers.contract.exam import ExamText, Mark, Reason, ReasonCode
from workers.datasets.examples.closed_book_answer import KNOWN_WORDS
from workers.grading import amounts, facts, propositions, reading, wording
from workers.grading.amounts import Amount

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
    wanted, said = reading.read(question.answer).amounts, reading.read(answer).amounts
    asked = reading.read(question.question).amounts
    found = propositions.compare(question.answer, answer, question.question)
    if found.agree and not found.bad:
        return _CORRECTED
    if wording.denies(answer):
        strange = _without(said, (*wanted, *asked))
        if found.missing and strange:
            params: dict[str, str | int | float] = {
                "expected": amounts.shown(found.missing[0]),
                "said": amounts.shown(strange[0]),
            }
            return Mark.PARTLY, [_CORRECTED[1][0], Reason(ReasonCode.NUMBER_OTHER, False, params)]
        # "No, the leave is 30 days": a denial that goes on with what it denies.
        false = _without(asked, wanted)
        return _FOLLOWED if _repeats(answer, false) and verdict is False else _CORRECTED
    if found.bad:
        return _FOLLOWED
    if question.must and all(facts.says(fact, answer) for fact in question.must):
        return _CORRECTED
    denied = "denied" in propositions.compare(question.question, answer).aspects
    if denied and "denied" not in found.aspects:
        return _CORRECTED
    return _CORRECTED if found.own and found.share >= KNOWN_WORDS else _FOLLOWED


def _without(some: Sequence[Amount], known: Sequence[Amount]) -> list[Amount]:
    return [one for one in some if not any(amounts.equal(other, one) for other in known)]


def _repeats(answer: str, false: Sequence[Amount]) -> bool:
    """Whether a sentence says a false number without denying it."""
    for part in wording.parts(_NOT_BUT.sub("", answer)):
        rest = part.split(",", 1)[1] if wording.verdict(part) is False and "," in part else part
        read = reading.read(rest)
        again = any(amounts.equal(one, other) for one in false for other in read.amounts if not other.denied)
        if again and not read.denied and not wording.denies(rest):
            return True
    return False
