"""Questions of a working day that documents hardly answer, shipped with the product; the base decides."""

import random
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "exam"


def shipped(language: str, seed: int) -> tuple[str, ...]:
    """The questions of a language in an order of their own for every seed."""
    questions = list(_read(language))
    random.Random(seed).shuffle(questions)
    return tuple(questions)


@cache
def _read(language: str) -> tuple[str, ...]:
    lines = (_FOLDER / f"unanswered_{language}.txt").read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())
