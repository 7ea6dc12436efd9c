"""The registry of a base as its view shows it: trained models, runs that made none, what they saw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.exam_entities import ADAPTER
from desktop.core.feature_ports import AdapterGuards, Documents, Models
from desktop.core.future import Future
from desktop.core.training_entities import Adapter, Run, RunPoint, RunState
from desktop.features.training.services.adapter_service import AdapterService
from desktop.features.training.services.run_store import RunStore
from desktop.features.training.services.training_runs import TrainingRuns
from desktop.features.training.viewmodels.run_model import model_name
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import GuardReporter
from desktop.ui.review.parts import OfReviewer
from desktop.ui.words.names import name_of

SUFFIX = ".bukvaradapter"
_REPAINT_MS = 100
_ENDED = (RunState.READY, RunState.FAILED, RunState.CANCELLED)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A document whose rows an adapter learned from; `removed` from the base since."""

    name: str
    removed: bool


@dataclass(frozen=True, slots=True)
class AdapterShown:
    """An adapter with the run that made it (None: imported, or the run was deleted). `best`: the strength
    that the last sweep proposes (0 = better without; None = there was no sweep)."""

    adapter: Adapter
    run: Run | None
    model: str
    documents: tuple[SeenDocument, ...]
    best: float | None = None


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run without an adapter in the registry."""

    run: Run
    model: str


class AdaptersModel(OfReviewer, GuardReporter, QObject):
    """Given to the view of trained models.

    Signals: `changed`; `message(sentence)`; `busy_changed` a file is being read or written, a model made;
    `switched(sentence)` another one answers, which can be taken back; `exam_needed(sentence)` the guards want
    an exam of `wanted` first.
    """

    changed = Signal()
    message = Signal(str)
    switched = Signal(str)
    exam_needed = Signal(str)
    busy_changed = Signal()

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        adapters: AdapterService,
        guards: AdapterGuards,
        runs: TrainingRuns,
        store: RunStore,
        models: Models,
        settings: SettingsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._documents, self._adapters, self._guards = bases, documents, adapters, guards
        self._runs, self._store, self._models, self._settings = runs, store, models, settings
        self.hidden: set[str] = set()  # removed, still to be taken back by the toast
        self.wanted = ""  # the adapter that was last to answer, or to do so more strongly
        self._best: dict[str, float | None] = {}
        self.busy = ""  # "import", "export", "merge" while it goes on
        self._soon = single_shot_timer(self, _REPAINT_MS, self.changed)
        listen(publisher, self, self._on_changes)

    def adapters(self) -> list[AdapterShown]:
        """The latest first."""
        if not self.base:
            return []
        here = {document.id for document in self._documents.list(self.base)}
        runs = {run.id: run for run in self._store.list(self.base)}
        return [
            AdapterShown(
                adapter,
                runs.get(adapter.run),
                model_name(self._models, adapter.model),
                _seen(adapter, here),
                self._proposed(adapter.id),
            )
            for adapter in self._adapters.list(self.base)
            if adapter.id not in self.hidden
        ]

    def runs(self) -> list[RunEnded]:
        """Ended runs whose adapter is not (or no longer) there."""
        if not self.base:
            return []
        known = {adapter.run for adapter in self._adapters.list(self.base)}
        return [
            RunEnded(run, model_name(self._models, run.model))
            for run in self._store.list(self.base)
            if run.state in _ENDED and run.id not in known and run.id not in self.hidden
        ]

    def points(self, run: str) -> Sequence[RunPoint]:
        """Curves of a run; none for "" (imported)."""
        return self._store.points(run) if run else ()

    # --- what the user does ---

    def activate(self, adapter: str, on: bool, strength: float | None = None, override_by: str = "") -> None:
        """Answer with it (at its strength, or another one), or without any: if the guards let it, or somebody
        answers for it."""
        self.wanted = adapter

        def act() -> None:
            if on:
                self._guards.answer_with(self.base, adapter, strength, override_by)
            else:
                self._guards.use_adapter(self.base, "")

        if self.attempt(act):
            said = fill(self.tr("“%1” answers in the chat from now on"), self._name(adapter))
            self.switched.emit(said if on else self.tr("The chat answers without a trained model"))

    def roll_back(self) -> None:
        """What answered before the last switch answers again."""
        self.attempt(lambda: self._guards.roll_back(self.base, ADAPTER))

    def can_roll_back(self) -> bool:
        """Whether there is a switch to take back."""
        return bool(self.base) and self._guards.undoable(self.base, ADAPTER) is not None

    def set_strength(self, adapter: str, strength: float) -> None:
        """0…1: how much of what was learned comes through. One that answers is turned up only as far as an
        exam has shown it to do no harm."""
        self.wanted = adapter
        if not self.attempt(lambda: self._guards.set_strength(adapter, strength)):
            self.changed.emit()

    def sweep(self, adapter: str) -> bool:
        """Begin an exam at several strengths; True when it began."""
        return self.attempt(lambda: self._guards.sweep(self.base, adapter))

    def export(self, adapter: str, path: str) -> None:
        """Write one file with the adapter and its manifest."""
        target = Path(path)
        if target.suffix != SUFFIX:
            target = target.with_name(target.name + SUFFIX)
        said = fill(self.tr("The trained model is saved to %1"), target.name)
        if self.attempt(lambda: self._adapters.export(adapter, target)):
            self.message.emit(said)

    def import_file(self, path: str) -> None:
        """Take a file of another computer; it is compared with the model of this base first."""
        said = self.tr("“%1” is taken into the list")
        self._begin(
            "import",
            lambda: self._adapters.import_(self.base, Path(path)),
            lambda adapter: fill(said, adapter.name),
        )

    def merge(self, adapter: str, quantization: str) -> None:
        """Make a model of its own of base and adapter."""
        said = self.tr("The model “%1” is on the page Models")
        self._begin(
            "merge",
            lambda: self._adapters.merge(adapter, quantization),
            lambda record: fill(said, name_of(record)),
        )

    def repeat(self, run: str) -> bool:
        """Train again as that run did; True when it began."""
        return self.attempt(lambda: self._runs.repeat(run))

    def hide(self, identity: str) -> None:
        """Out of the list, until `restore` or `remove_*`."""
        self.hidden.add(identity)
        self.changed.emit()

    def restore(self, identity: str) -> None:
        """Undo `hide`: the adapter or run is in the list again."""
        self.hidden.discard(identity)
        self.changed.emit()

    def remove_adapter(self, adapter: str) -> None:
        """For good."""
        self.attempt(lambda: self._adapters.remove(adapter))
        self.restore(adapter)

    def forget_adapter(self, adapter: str) -> None:
        """The toast went without its undo."""
        if adapter in self.hidden:
            self.remove_adapter(adapter)

    def forget_run(self, run: str) -> None:
        """The toast went without its undo: for good, with its curves."""
        if run not in self.hidden:
            return
        self.attempt(lambda: self._runs.remove(run))
        self.restore(run)

    # --- helpers ---

    def _begin(self, what: str, begin: Callable[[], Future[T]], said: Callable[[T], str]) -> None:
        pending = self.result_of(begin)
        if pending is None:
            return
        self.busy = what
        self.busy_changed.emit()

        def done(value: T) -> None:
            self._idle()
            self.message.emit(said(value))

        def failed(error: BaseException) -> None:
            self._idle()
            self.report_problem(error)

        pending.then(done, failed)

    def _idle(self) -> None:
        self.busy = ""
        self.busy_changed.emit()

    def _proposed(self, adapter: str) -> float | None:
        """Comparing strengths takes a moment: it is done once, until something has changed."""
        if adapter not in self._best:
            found = self._guards.proposed(adapter)
            self._best[adapter] = found[0] if found is not None else None
        return self._best[adapter]

    def _name(self, adapter: str) -> str:
        found = self._adapters.find(adapter)
        return found.name if found is not None else ""

    def _on_changes(self, changes: Changes) -> None:
        of_base = self.base in changes.adapters_of or self.base in changes.documents_of
        of_base = of_base or self.base in changes.exams_of
        if of_base or changes.exams:
            self._best.clear()
        if of_base or changes.runs or changes.models or changes.bases:
            self._soon.start()


def _seen(adapter: Adapter, here: set[str]) -> tuple[SeenDocument, ...]:
    """An imported adapter may name documents that this base never had: they are not *removed*."""
    names = adapter.document_names or adapter.documents
    pairs = zip(adapter.documents, names, strict=False)
    own = bool(adapter.run)
    return tuple(SeenDocument(name, own and document not in here) for document, name in pairs)
