"""How ready the current base is, for the card above its documents."""

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import Document
from desktop.core.feature_ports import Documents
from desktop.features.exam.domain.readiness import Readiness, ReadinessState
from desktop.features.exam.services.readiness_service import ReadinessService
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter


class ReadinessModel(ProblemReporter, QObject):
    """Signals: `changed` the base, its documents or its exams are others; `message(sentence)`."""

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        readiness: ReadinessService,
        bases: BaseService,
        documents: Documents,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._readiness, self._bases, self._documents = readiness, bases, documents
        listen(publisher, self, self._on_changes)

    def readiness(self) -> Readiness:
        """What is known of the current base."""
        base = self._bases.current
        return self._readiness.state(base) if base else Readiness(ReadinessState.NONE)

    def documents(self) -> list[Document]:
        """Those of the current base."""
        base = self._bases.current
        return self._documents.list(base) if base else []

    def reschedule(self) -> None:
        """Have the base looked at once more."""
        self._readiness.begin(self._bases.current).then(lambda _: None, self.report_problem)

    def _on_changes(self, changes: Changes) -> None:
        base = self._bases.current
        if changes.bases or changes.exams or base in changes.exams_of or base in changes.documents_of:
            self.changed.emit()
