"""What is done with an answer, or beside it, in other parts of Bukvar: examples, remedies."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.future import Future
from desktop.core.remedies import Remedy
from desktop.ui.problem_reporter import ProblemReporter


class AnswerActions(ProblemReporter, QObject):
    """Signals: `remedied` a remedy was applied, so that to ask again may help; `message(sentence)`."""

    remedied = Signal()
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        add_example: Callable[[str, str], object],
        apply_remedy: Callable[[Remedy], Future[None]],
    ) -> None:
        """`add_example(base, message)` raises `ProblemError`."""
        super().__init__()
        self._bases, self._add_example, self._apply_remedy = bases, add_example, apply_remedy

    def add_to_examples(self, message: str) -> bool:
        """Take an answer with its question as a training example; False (the reason is told) when it will
        not do."""
        return self.attempt(lambda: self._add_example(self._bases.current, message))

    def remedy(self, remedy: Remedy) -> None:
        """Do what is proposed about a failed answer."""
        self._apply_remedy(remedy).then(lambda _: self.remedied.emit(), self.report_problem)
