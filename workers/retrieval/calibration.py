"""When does a base speak of a question at all? A threshold on what its best passage shows, from the base
itself.

Cosines of an embedder have no absolute meaning: they shift with the model, its quantization, the language,
the size of the base and the kind of its texts (rows of a table have lower ones than paragraphs). So questions
that a company's documents hardly answer (resources/calibration) are put to the base; what their best passages
reach is the noise, and a question must stand clear of it. Two things count together: how far the best cosine
lies above the noise, and how much of the question's words stands in one chunk. Median and median absolute
deviation (Rousseeuw and Croux 1993) ignore the few that this base happens to answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from workers.text.language import LANGUAGES

# The standard deviation of a normal distribution over its median absolute deviation.
_NORMAL = 1.4826
# A base of one short text answers all far questions alike: less than this is no measure of its noise.
_NARROWEST = 0.004
# What a chunk with all words of the question weighs, in deviations of the cosine, and how far above the noise
# the sum has to stand. Chosen on one half of the questions of `tests/bench` (answers): of 101 that laws,
# handbooks, letters and tables answer 2 are refused, of 60 far ones 6 let in; of the other half 1 of 92 and
# 4 of 60. The cosine alone, 1.75 deviations: 11 of 101 and 3 of 60.
_COVERAGE = 3.0
_CLEAR = 1.5
# A question in the language that the base is not written in stands in a lower and narrower band, where
# the noise overlaps with answers: there only what lies in the lower half of the noise is refused.
_FOREIGN = 0.02


@dataclass(frozen=True, slots=True)
class Reach:
    """What a question finds in a base: the cosine of its best passage, and its coverage, the largest
    bm25 / ideal of a chunk."""

    cosine: float
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Floor:
    """The noise of one language: `median` and `deviation` of the best cosines of far questions, and the
    `evidence` from which on a base speaks of a question."""

    median: float
    deviation: float
    evidence: float

    def speaks(self, reach: Reach) -> bool:
        """Whether the base speaks of a question that reaches so far."""
        return reach.cosine >= self.cosine(reach.coverage)

    def cosine(self, coverage: float) -> float:
        """The cosine that a question of this coverage needs."""
        return self.median + (self.evidence - _COVERAGE * coverage) * self.deviation


@cache
def far_questions() -> Mapping[str, tuple[str, ...]]:
    """The shipped questions by language."""
    path = Path(__file__).resolve().parents[2] / "resources" / "calibration" / "far_questions.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(body[name]) for name in LANGUAGES if name in body}


def floors(reached: Mapping[str, Sequence[Reach]]) -> dict[str, Floor]:
    """Language → floor, from what each far question reaches in the base."""
    medians = {name: median([one.cosine for one in every]) for name, every in reached.items()}
    native = max(medians.values())
    result = {}
    for name, every in reached.items():
        deviation = max(_spread([one.cosine for one in every]), _NARROWEST)
        noise = [(one.cosine - medians[name]) / deviation + _COVERAGE * one.coverage for one in every]
        clear = 0.0 if medians[name] < native - _FOREIGN else _CLEAR
        result[name] = Floor(medians[name], deviation, median(noise) + clear * _spread(noise))
    return result


def _spread(values: Sequence[float]) -> float:
    """The median absolute deviation as a standard deviation."""
    middle = median(values)
    return _NORMAL * median([abs(value - middle) for value in values])
