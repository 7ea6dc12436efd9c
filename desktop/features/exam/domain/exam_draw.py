"""Which questions of a base an exam asks when it shall not ask all."""

import random
from collections.abc import Sequence

from desktop.core.exam_entities import ExamQuestion


def drawn(questions: Sequence[ExamQuestion], limit: int, seed: int) -> list[ExamQuestion]:
    """At most `limit` (0 = all) by chance, the same for the same seed, in the order of their numbers. The
    share of those without an answer stays what it is, at least one of each sort where there is room."""
    if not 0 < limit < len(questions):
        return list(questions)
    draw = random.Random(seed)
    without = [row for row in questions if not row.text.answerable]
    within = [row for row in questions if row.text.answerable]
    few = round(limit * len(without) / len(questions))
    if without and within and limit > 1:
        few = min(max(few, 1), limit - 1)
    few = max(min(few, len(without)), limit - len(within))
    chosen = {row.id for row in [*draw.sample(without, few), *draw.sample(within, limit - few)]}
    return [row for row in questions if row.id in chosen]
