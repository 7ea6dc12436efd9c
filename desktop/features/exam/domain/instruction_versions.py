"""Where a version of the instructions came from, and what it changed in the answers."""

from dataclasses import dataclass

from desktop.core.exam_entities import ExamAnswer, ExamQuestion
from workers.contract.exam import Mark

SEARCHED, WRITTEN, DRAFT = "search", "written", "draft"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of the other half, answered without (`before`) and with the instructions (`after`)."""

    question: ExamQuestion
    before: ExamAnswer
    after: ExamAnswer

    @property
    def fixed(self) -> bool:
        """Right with them alone."""
        return self.after.mark is Mark.RIGHT and self.before.mark is not Mark.RIGHT

    @property
    def broken(self) -> bool:
        """Right without them alone."""
        return self.before.mark is Mark.RIGHT and self.after.mark is not Mark.RIGHT
