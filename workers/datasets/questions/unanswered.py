"""Questions that documents hardly answer, shipped with the product (`resources/exam`); the base decides.

Those of a working day are far from most documents. Those near a topic ask for something of it that the base
nowhere speaks of: a webinar, a hotline."""

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from workers.datasets.questions.base_vocabulary import telling
from workers.text.language import LANGUAGES

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "exam"
Fresh = Callable[[str], bool]


def far(language: str, seed: int, fresh: Fresh) -> Iterator[str]:
    """Questions of a working day in an order of their own for every seed, each in one language alone."""
    numbers = list(range(len(_lines("unanswered", language))))
    random.Random(seed).shuffle(numbers)
    for number in numbers:
        if all(fresh(_lines("unanswered", other)[number]) for other in _translated()):
            yield _lines("unanswered", language)[number]


def near(language: str, topic: str, turn: int, unknown: Callable[[str], bool]) -> Iterator[str]:
    """Questions about a topic for something that the base does not speak of (`unknown` of its words);
    another one first at every `turn`."""
    lines = _lines("unanswered_near", language) if len(telling(topic)) > 1 and "…" not in topic else ()
    for line in (*lines[turn % max(1, len(lines)) :], *lines[: turn % max(1, len(lines))]):
        wanted, _, question = line.partition(" | ")
        if unknown(wanted):
            yield question.format(topic=topic)


def _translated() -> list[str]:
    return [language for language in LANGUAGES if (_FOLDER / f"unanswered_{language}.txt").is_file()]


@cache
def _lines(name: str, language: str) -> tuple[str, ...]:
    file = _FOLDER / f"{name}_{language}.txt"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return tuple(line.strip() for line in lines if line.strip())
