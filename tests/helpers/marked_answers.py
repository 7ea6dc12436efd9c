"""Answers that a person marked: those of real models, and minimal pairs written by hand, in two halves."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from workers.contract.codec import from_json
from workers.contract.exam import ExamText, GivenAnswer, Mark, QuestionKind

_FIXTURES = Path(__file__).parents[1] / "fixtures"
DEVELOPED, KEPT = "developed", "kept"
_FURTHER = "further"
_UNTOUCHED = "marked_pairs_untouched.txt"
_PAIRS = (
    "marked_pairs.txt",
    "marked_pairs_trades.txt",
    "marked_pairs_offices.txt",
    "marked_pairs_further.txt",
    _UNTOUCHED,
)


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """An answer with a person's mark. `rule`: what its pair differs in ("" = of a real model); `half`:
    DEVELOPED (the rules were made with it) or KEPT (only counted)."""

    given: GivenAnswer
    mark: Mark
    half: str
    rule: str = ""


def real_answers() -> list[MarkedAnswer]:
    """Of two models, with documents and without, marked by reading them."""
    lines = (_FIXTURES / "marked_answers.jsonl").read_text("utf-8").splitlines()
    return [
        MarkedAnswer(
            from_json(GivenAnswer, row["given"]),
            Mark(row["mark"]),
            KEPT if row["part"] == "held_out" else DEVELOPED,
        )
        for row in map(json.loads, lines)
    ]


def minimal_pairs() -> list[MarkedAnswer]:
    """Both answers of each pair in turn; the half is drawn by the question's own words, but the further pairs
    were all looked at, and the untouched ones none."""
    found = []
    for name in _PAIRS:
        for line in (_FIXTURES / name).read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            rule, kind, question, expected, right, other, mark = line.split(" | ")
            drawn = hashlib.sha256(question.encode()).digest()[0] & 1 and rule != _FURTHER
            drawn = drawn or name == _UNTOUCHED
            text = ExamText(question, expected, QuestionKind(kind))
            for answer, worth in ((right, Mark.RIGHT), (other, Mark(mark))):
                given = GivenAnswer(text, answer, refused=False, searched=False)
                found.append(MarkedAnswer(given, worth, KEPT if drawn else DEVELOPED, rule))
    return found
