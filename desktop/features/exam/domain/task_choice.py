"""The smallest that is as good as the best, for each task that an exam has questions of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.core.entities import TaskWay
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, is_shipped
from desktop.features.exam.domain import exam_statistics
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Mark, QuestionKind, Task, task_of


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """`chosen` is as good as `best` by the exam and no larger; None where fewer than ten questions were put,
    or nobody gave a right answer. `right` of `asked` are its marks, `best_right` those of the best."""

    task: Task
    asked: int
    best: Candidate
    best_right: int
    chosen: Candidate | None = None
    right: int = 0

    @property
    def too_few(self) -> bool:
        """Whether the questions are too few to tell."""
        return self.asked < exam_statistics.LEAST_COMMON

    @property
    def saves(self) -> bool:
        """Whether something smaller than the best does."""
        return self.chosen is not None and self.chosen.key != self.best.key

    def way(self, exam: str) -> TaskWay:
        """What a base keeps of it. Raises ValueError where nothing could be chosen."""
        one = self.chosen
        if one is None:
            raise ValueError(f"{self.task}: nothing is enough")
        return TaskWay(self.task, one.entry, one.model, one.adapter, one.strength, one.instructions, exam)

    def is_done_by(self, way: TaskWay) -> bool:
        """Whether a base has the task done so."""
        return self.chosen is not None and replace(way, exam="") == self.way("")


def choices(
    exam: Exam,
    answers: Iterable[ExamAnswer],
    kinds: Mapping[str, QuestionKind],
    size: Callable[[str], int],
) -> list[TaskChoice]:
    """For each task with questions in the exam, in the order of `Task`. `kinds`: of its questions by id;
    `size(model)`: how many weights a model has. Of models of one size the simpler way is the smaller one."""
    by_task: dict[Task, list[ExamAnswer]] = {task: [] for task in Task}
    for answer in answers:
        if answer.question in kinds and not is_shipped(answer.question):
            by_task[task_of(kinds[answer.question])].append(answer)
    return [_choice(task, exam, given, size) for task, given in by_task.items() if given]


def _choice(task: Task, exam: Exam, answers: Sequence[ExamAnswer], size: Callable[[str], int]) -> TaskChoice:
    marks: dict[str, dict[str, Mark]] = {}
    for answer in answers:
        marks.setdefault(answer.candidate, {})[answer.question] = answer.mark
    order = list(AnswerMode)
    # From the smallest: of several that are equally right the first counts.
    sitting = sorted(
        (one for one in exam.candidates if one.key in marks),
        key=lambda one: (size(one.model), bool(one.adapter), order.index(one.entry)),
    )
    right = {one.key: sum(mark is Mark.RIGHT for mark in marks[one.key].values()) for one in sitting}
    best = max(sitting, key=lambda one: right[one.key])
    asked = min(len(marks[one.key]) for one in sitting)
    if asked < exam_statistics.LEAST_COMMON or not right[best.key]:
        return TaskChoice(task, asked, best, right[best.key])
    chosen = next(one for one in sitting if one == best or _is_as_good(marks[one.key], marks[best.key]))
    return TaskChoice(task, asked, best, right[best.key], chosen, right[chosen.key])


def _is_as_good(first: Mapping[str, Mark], best: Mapping[str, Mark]) -> bool:
    """Whether a loss that matters is left out."""
    return exam_statistics.compare(first, best).low >= -exam_statistics.SAME_WITHIN
