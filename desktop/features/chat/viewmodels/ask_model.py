"""What a question can be asked of: the way to answer, the trained model with its strength, the documents."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import Document, KnowledgeBase, ModelPurpose, TaskWay
from desktop.core.feature_ports import Adapters, Documents, Models
from desktop.core.training_entities import Adapter
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.names import name_of
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Task


class WayLack(StrEnum):
    """What keeps a way of answering from being chosen."""

    NOTHING = ""
    DOCUMENTS = "documents"
    NOT_TRAINED = "not_trained"
    SWITCHED_OFF = "switched_off"
    MODEL_GONE = "model_gone"  # what it was trained on is not on this computer any more


class AskModel(OfCurrentBase, ProblemReporter, QObject):
    """Signals: `changed` way, model or documents are others; `message(sentence)`."""

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        models: Models,
        adapters: Adapters,
        set_strength: Callable[[str, float], object],
        publisher: ChangePublisher,
    ) -> None:
        """`set_strength(adapter, strength)` raises `ProblemError` beyond what an exam allows."""
        super().__init__()
        self._bases, self._documents, self._models = bases, documents, models
        self._adapters, self._set_strength = adapters, set_strength
        listen(publisher, self, self._on_changes)

    @property
    def way(self) -> AnswerMode:
        """How the base's questions are answered."""
        base = self._found()
        return base.way if base is not None else AnswerMode.DOCUMENTS

    @property
    def task(self) -> TaskWay | None:
        """What answers instead of the way; None while no task is chosen."""
        base = self._found()
        return base.doing(base.task) if base is not None else None

    def tasks(self) -> list[TaskWay]:
        """The tasks that something was chosen for, in their order."""
        base = self._found()
        return [one for task in Task if base is not None and (one := base.doing(task)) is not None]

    def set_task(self, task: Task) -> None:
        """Have the base's questions answered by what was chosen for a task."""
        self._bases.set_task(self.base, task)
        self.changed.emit()

    def without(self, way: TaskWay) -> WayLack:
        """Why a task cannot be chosen now."""
        here = {model.id for model in self._models.installed(ModelPurpose.CHAT)}
        adapter = self._adapters.find(way.adapter) if way.adapter else None
        if way.model not in here or (way.adapter and adapter is None):
            return WayLack.MODEL_GONE
        return WayLack.DOCUMENTS if way.entry.searches and not self.ready_documents() else WayLack.NOTHING

    def model_name(self, way: TaskWay) -> str:
        """What does a task: its model, or the trained one by its name."""
        adapter = self._adapters.find(way.adapter) if way.adapter else None
        model = next((one for one in self._models.list() if one.id == way.model), None)
        if adapter is not None:
            return adapter.name
        return name_of(model) if model is not None else way.model

    def set_way(self, way: AnswerMode) -> None:
        """How questions of the current base are answered from now on; nothing without a base."""
        if self.base:
            self._bases.set_way(self.base, way)
        self.changed.emit()

    @property
    def adapter(self) -> Adapter | None:
        """The trained model that is switched on and whose model is here; None without one."""
        active = self._adapters.active(self.base) if self.base else None
        here = self._models.installed(ModelPurpose.CHAT) if active is not None else []
        return active if active is not None and active.model in {model.id for model in here} else None

    def lacking(self, way: AnswerMode) -> WayLack:
        """Why a way cannot be chosen now."""
        if way.trained and self.adapter is None:
            active = self._adapters.active(self.base) if self.base else None
            if active is not None:
                return WayLack.MODEL_GONE
            known = self._adapters.list(self.base) if self.base else []
            return WayLack.SWITCHED_OFF if known else WayLack.NOT_TRAINED
        return WayLack.DOCUMENTS if way.searches and not self.ready_documents() else WayLack.NOTHING

    def set_strength(self, strength: float) -> None:
        """How much the trained model changes the answers, 0…1; from the next answer on. Beyond what an exam
        has shown to do no harm it stays as it is, and the reason is told."""
        adapter = self.adapter
        if adapter is None or adapter.strength == strength:
            return
        self.attempt(lambda: self._set_strength(adapter.id, strength))

    @property
    def has_model(self) -> bool:
        """A chat model is on this computer and chosen (or can be)."""
        models = self._models
        return models.selected(self.base) is not None or bool(models.installed(ModelPurpose.CHAT))

    def ready_documents(self) -> int:
        """Documents that can be asked about now."""
        return self._documents.answering(self.base) if self.base else 0

    def documents(self) -> list[Document]:
        """All documents of the base."""
        return self._documents.list(self.base) if self.base else []

    def _found(self) -> KnowledgeBase | None:
        return next((base for base in self._bases.list() if base.id == self.base), None)

    def _on_changes(self, changes: Changes) -> None:
        ours = self.base in changes.documents_of | changes.adapters_of
        if changes.models or changes.bases or changes.settings or ours:
            self.changed.emit()
