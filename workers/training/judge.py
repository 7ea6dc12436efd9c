"""Decides from the losses whether a run gets better, and when it has had enough."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

# An alarm where training is nearly perfect and the unfamiliar questions are twice as bad.
_LEARNED, _GAP = 0.2, 2.0


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What is known after an evaluation. `worse`: evaluations since the best one; `losses`: all so far;
    `train_loss`: of the steps before the best one."""

    best_step: int = 0
    best_loss: float = math.inf
    train_loss: float = math.inf
    worse: int = 0
    losses: tuple[float, ...] = ()
    alarmed: bool = False

    def after(self, step: int, loss: float, train_loss: float) -> "Evaluations":
        """The evaluations with one more evaluation."""
        losses = (*self.losses, loss)
        if loss < self.best_loss:
            return replace(
                self, best_step=step, best_loss=loss, train_loss=train_loss, worse=0, losses=losses
            )
        return replace(self, worse=self.worse + 1, losses=losses)

    def overfits(self, train_loss: float) -> bool:
        """Whether the unfamiliar questions suffer: twice worse in a row, or far behind the familiar ones."""
        return rises(self.losses) or (
            bool(self.losses) and train_loss < _LEARNED and self.losses[-1] > _GAP * train_loss
        )

    def is_enough(self, patience: int) -> bool:
        """Whether to stop early; patience 0 = never."""
        return 0 < patience <= self.worse


def rises(losses: Sequence[float]) -> bool:
    """Whether the last two steps both went up."""
    return len(losses) >= 3 and losses[-3] < losses[-2] < losses[-1]
