"""Successive halving: many candidates on few questions, few candidates on many.

Karnin, Koren, Somekh (2013), "Almost optimal exploration in multi-armed bandits": the budget is shared
equally among ⌈log2 n⌉ rounds, within a round equally among the candidates left, and after each round the
better half goes on. Answers given in one round count in the next ones. Pure rules."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workers.contract.exam import Mark

# Fewer questions cannot tell candidates apart at all.
LEAST_A_ROUND = 4
# What an answer is worth in a search. An invented one is worse than none: a person would believe it.
_WORTH = {Mark.RIGHT: 1.0, Mark.PARTLY: 0.5, Mark.WRONG: 0.0, Mark.REFUSED: 0.0, Mark.INVENTED: -0.25}


@dataclass(frozen=True, slots=True)
class Round:
    """The best `candidates` have each answered the first `questions` (counted from the very first round)."""

    candidates: int
    questions: int


def plan(candidates: int, questions: int, answers: int, least: int = LEAST_A_ROUND) -> tuple[Round, ...]:
    """Rounds for at most `candidates` on at most `questions` within a budget of `answers`. The reference that
    all are compared with answers along, and is paid for. Candidates that the budget has no `least` questions
    for are not tried; at least one is, whatever the budget."""
    if candidates < 1 or questions < 1:
        return ()
    least = min(least, questions)
    for tried in range(candidates, 0, -1):
        sizes = _sizes(tried)
        share = answers / len(sizes)
        first = int(share // (tried + 1))
        if first >= least or tried == 1:
            break
    rounds: list[Round] = []
    asked = 0
    for size in sizes:
        asked = min(questions, asked + max(least, int(share // (size + 1))))
        if not rounds or asked > rounds[-1].questions or size < rounds[-1].candidates:
            rounds.append(Round(size, asked))
    return tuple(rounds)


def onward(candidates: int, asked: int, questions: int, answers: int) -> tuple[Round, ...]:
    """The rounds left for `candidates` that have all answered the first `asked` of `questions`, within a
    budget of `answers` more: when answers come faster or slower than thought, the rest is planned anew."""
    sizes = _sizes(candidates)
    rounds: list[Round] = []
    for size in sizes:
        asked = min(questions, asked + int(answers / len(sizes) // (size + 1)))
        rounds.append(Round(size, asked))
    return tuple(rounds)


def cost(rounds: Sequence[Round], asked: int = 0) -> int:
    """Answers that a plan asks for after the first `asked` questions, the reference's included."""
    total, before = 0, asked
    for one in rounds:
        total += (one.candidates + 1) * (one.questions - before)
        before = one.questions
    return total


def _sizes(candidates: int) -> list[int]:
    """8 → 8, 4, 2; 5 → 5, 3, 2; the last round decides between two."""
    sizes = [candidates]
    while sizes[-1] > 2:
        sizes.append(math.ceil(sizes[-1] / 2))
    return sizes


def worth(mark: Mark) -> float:
    """What an answer counts in a search."""
    return _WORTH[mark]


def score(marks: Mapping[str, Mark], questions: Sequence[str]) -> float:
    """The mean worth of a candidate's answers to those of `questions` (ids) that it has answered."""
    asked = [worth(marks[question]) for question in questions if question in marks]
    return sum(asked) / len(asked) if asked else 0.0


def best(scores: Mapping[str, float], order: Sequence[str], keep: int) -> list[str]:
    """The `keep` best of `order`, best first; of equals the earlier one (the simpler) goes on."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(order, key=lambda name: (-scores[name], places[name]))[:keep]
