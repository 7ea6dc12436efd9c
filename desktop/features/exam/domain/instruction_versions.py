"""Where a version of the instructions came from, and what it changed in the answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.exam_entities import Exam, ExamAnswer, ExamQuestion
from workers.contract.exam import Mark

SEARCHED, WRITTEN, DRAFT = "search", "written", "draft"


@dataclass(frozen=True, slots=True)
class EvaluatedQuestion:
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


def judged_by(
    exam: Exam, version: str, answers: Iterable[ExamAnswer], questions: Iterable[ExamQuestion]
) -> list[EvaluatedQuestion]:
    """What an exam put to both, without and with a version (id), in the order of the questions; those removed
    since are left out."""
    before: dict[str, ExamAnswer] = {}
    after: dict[str, ExamAnswer] = {}
    sat = {one.key: one.instructions for one in exam.candidates}
    for answer in answers:
        told = sat.get(answer.candidate)
        if told in ("", version):
            (after if told else before)[answer.question] = answer
    both = before.keys() & after
    return [EvaluatedQuestion(one, before[one.id], after[one.id]) for one in questions if one.id in both]
