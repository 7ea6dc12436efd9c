"""What a viewmodel does with a problem: one place that makes it a message."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop.core.future import CancelledError
from desktop.ui.words.problem_text import error_text, in_full
from workers.contract.codes import Code, ProblemError

T = TypeVar("T")

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, Signal

    class _Base(QObject):
        message = Signal(str)
        exam_needed = Signal(str)
else:
    _Base = object


class ProblemReporter(_Base):
    """First among the bases of an object with the signal `message(text)`:
    `class ModelsModel(ProblemReporter, QObject)`."""

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; False when a known problem stood in the way, which has been reported."""
        return self.result_of(lambda: (act(),)) is not None  # it may well return None itself

    def result_of(self, act: Callable[[], T]) -> T | None:
        """What it returns; None when a known problem stood in the way, which has been reported."""
        try:
            return act()
        except ProblemError as error:
            self.report_problem(error)
            return None

    def report_problem(self, error: BaseException) -> None:
        """Say a known problem; nothing when the work was cancelled; anything else is a bug and goes up."""
        if isinstance(error, CancelledError):
            return
        self.message.emit(error_text(error))


class GuardReporter(ProblemReporter):
    """The same with the signal `exam_needed(text)` for what has to pass an exam first."""

    def report_problem(self, error: BaseException) -> None:
        """EXAM_NEEDED goes to `exam_needed`, all else as in the base class."""
        if isinstance(error, ProblemError) and error.problem.code is Code.EXAM_NEEDED:
            self.exam_needed.emit(in_full(error.problem))
        else:
            super().report_problem(error)
