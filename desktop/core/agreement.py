"""How far two judges of the same answers agree beyond chance."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from desktop.paths import RESOURCES
from workers.contract.exam import JudgedAnswer, Mark
from workers.files import sha256

# From here on two judges agree substantially (J. Landis and G. Koch, 1977, Biometrics 33: .61; one step
# surer).
LEAST_KAPPA = 0.66


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of so many `answers` two judges mark `same` alike; `kappa` is what that is beyond chance (1 = always,
    0 = as by chance)."""

    answers: int
    same: int
    kappa: float

    @property
    def is_enough(self) -> bool:
        """Whether the second judge may be heard: of the figure as it is shown, in hundredths."""
        return round(self.kappa, 2) >= LEAST_KAPPA


def agreement(first: Sequence[Mark], second: Sequence[Mark]) -> Agreement:
    """Of two judges of the same answers in the same order, with Cohen's kappa (J. Cohen, 1960, Educational
    and Psychological Measurement 20); kappa is 0 without answers, or where both know but one mark."""
    pairs = list(zip(first, second, strict=True))
    same = sum(one == other for one, other in pairs)
    ours, theirs = Counter(first), Counter(second)
    chance = sum(ours[mark] * theirs[mark] for mark in Mark)
    count = len(pairs)
    kappa = (count * same - chance) / (count * count - chance) if count * count > chance else 0.0
    return Agreement(count, same, kappa)


@cache
def of_the_rules() -> Agreement:
    """The rules against a person, on answers of real models: measured by `python -m tests.bench marks
    --publish`, and held to that by a test."""
    found = json.loads((RESOURCES / "exam" / "agreement.json").read_text("utf-8"))
    return Agreement(found["answers"], found["same"], found["kappa"])


@dataclass(frozen=True, slots=True)
class TrialSet:
    """Answers with a person's marks, on which a chat model is tried before it is heard about others.
    `version` names them with the prompts: an agreement holds for these alone."""

    answers: tuple[JudgedAnswer, ...]
    marks: tuple[Mark, ...]
    version: str


@cache
def trial_set() -> TrialSet:
    """The one that comes with the product (`python -m tests.bench marks --publish`)."""
    file = RESOURCES / "exam" / "marked_answers.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    prompts = sorted((RESOURCES / "prompts").glob("*/opinion*.txt"))
    named = sha256(b"".join(one.read_bytes() for one in (file, *prompts)))
    return TrialSet(
        tuple(JudgedAnswer(row["question"], row["expected"], row["answer"]) for row in rows),
        tuple(Mark(row["mark"]) for row in rows),
        named[:16],
    )
