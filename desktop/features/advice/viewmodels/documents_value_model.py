"""The estimate of the current base's documents."""

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.features.advice.services.documents_value_service import DocumentsValue, DocumentsValueService
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.problem_reporter import ProblemReporter


class DocumentsValueModel(OfCurrentBase, ProblemReporter, QObject):
    """Given to the card. An estimate is kept while its base is the current one.

    Signals: `changed`; `message(sentence)`.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(self, bases: BaseService, service: DocumentsValueService) -> None:
        super().__init__()
        self._bases, self._service = bases, service
        self.value: DocumentsValue | None = None
        self.busy = False

    def reset(self) -> None:
        """Another base is current."""
        self.value, self.busy = None, False
        self.changed.emit()

    def estimate(self) -> None:
        """Look through all documents; `changed` tells the end."""
        base = self.base
        if not base or self.busy:
            return
        self.busy = True
        self.changed.emit()
        self._service.estimate(base).then(
            lambda found: self._done(base, found), lambda error: self._failed(base, error)
        )

    def _done(self, base: str, found: DocumentsValue) -> None:
        if base == self.base:
            self.value, self.busy = found, False
            self.changed.emit()

    def _failed(self, base: str, error: BaseException) -> None:
        if base == self.base:
            self.busy = False
            self.changed.emit()
            self.report_problem(error)
