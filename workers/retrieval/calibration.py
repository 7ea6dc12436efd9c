"""When does a base speak of a question at all? A threshold on the best dense cosine, from the base itself.

Cosines of an embedder have no absolute meaning: they shift with the model, its quantization, the language and
the size of the base. So questions that a company's documents hardly answer (resources/calibration) are put
to the base; what their best passages reach is the noise, and a question must stand clear of it. Median and
median absolute deviation (Rousseeuw and Croux 1993) ignore the few that this base happens to answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from workers.text.language import LANGUAGES

# The standard deviation of a normal distribution over its median absolute deviation.
_NORMAL = 1.4826
# How far above the noise, in its deviations. Chosen on the sets of the retrieval bench.
_CLEAR = 1.75
# A question in the language that the base is not written in stands in a lower and narrower band, where
# the noise overlaps with answers: there only what lies in the lower half of the noise is refused.
_FOREIGN = 0.02
# A question of which so much (bm25 / ideal) stands in one chunk is spoken of, if its cosine is not below the
# middle of the noise.
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Floor:
    """The noise of one language (`median`, `deviation`) and the cosine from which on a base speaks."""

    median: float
    deviation: float
    floor: float


@cache
def far_questions() -> Mapping[str, tuple[str, ...]]:
    """The shipped questions by language."""
    path = Path(__file__).resolve().parents[2] / "resources" / "calibration" / "far_questions.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(body[name]) for name in LANGUAGES if name in body}


def floors(best: Mapping[str, Sequence[float]]) -> dict[str, Floor]:
    """Language → floor, from the best cosine in the base of each far question."""
    medians = {name: float(np.median(values)) for name, values in best.items()}
    native = max(medians.values())
    result = {}
    for name, values in best.items():
        deviation = _NORMAL * float(np.median(np.abs(np.asarray(values) - medians[name])))
        clear = 0.0 if medians[name] < native - _FOREIGN else _CLEAR
        result[name] = Floor(medians[name], deviation, medians[name] + clear * deviation)
    return result


def speaks(floor: Floor, cosine: float, coverage: float) -> bool:
    """Whether the base speaks of a question: `cosine` of its best passage, `coverage` its largest
    bm25 / ideal."""
    return cosine >= floor.floor or (coverage >= _COVERED and cosine >= floor.median)
