"""What a second opinion of answers comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.exam_entities import ExamAnswer


@dataclass(frozen=True, slots=True)
class OpinionSummary:
    """Of `asked` answers a model (id) holds the same as the mark that counts of `alike`. `kappa` is how it
    agreed with people on `tried` other answers."""

    model: str
    kappa: float
    tried: int
    asked: int
    alike: int


def summary(answers: Sequence[ExamAnswer]) -> OpinionSummary | None:
    """Of the model that was asked about most of them; None while none was asked."""
    given = [one for one in answers if one.opinion is not None]
    models = [one.opinion.model for one in given if one.opinion is not None]
    if not models:
        return None
    model = max(dict.fromkeys(models), key=models.count)
    mine = [one for one in given if one.opinion is not None and one.opinion.model == model]
    last = mine[-1].opinion
    assert last is not None
    alike = sum(not one.differs for one in mine)
    return OpinionSummary(model, last.kappa, last.tried, len(mine), alike)
