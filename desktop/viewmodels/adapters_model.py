"""The registry of a base as its view shows it: trained models, runs that made none, what they saw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.problem import ProblemError
from desktop.domain.training import Adapter, Run, RunPoint, RunState
from desktop.services.pending import Pending
from desktop.services.requests import Cancelled
from desktop.viewmodels.listening import listen
from desktop.viewmodels.names import name_of
from desktop.viewmodels.problem_text import in_full
from desktop.viewmodels.run_model import model_name, trained_way

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.domain.changes import Changes

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
    """An adapter with the run that made it (None: imported, or the run was deleted)."""

    adapter: Adapter
    run: Run | None
    model: str
    documents: tuple[SeenDocument, ...]


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run without an adapter in the registry."""

    run: Run
    model: str


class AdaptersModel(QObject):
    """Made by the view of trained models.

    Signals: `changed`; `told(sentence)`; `busy_changed` a file is being read or written, a model made.
    """

    changed = Signal()
    told = Signal(str)
    busy_changed = Signal()

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self.hidden: set[str] = set()  # removed, still to be taken back by the toast
        self.busy = ""  # "import", "export", "merge" while it goes on
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REPAINT_MS)
        self._soon.timeout.connect(self.changed)
        listen(application, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    def adapters(self) -> list[AdapterShown]:
        """The latest first."""
        if not self.base:
            return []
        here = {document.id for document in self._application.documents.list(self.base)}
        runs = {run.id: run for run in self._application.tuning.runs(self.base)}
        return [
            AdapterShown(
                adapter,
                runs.get(adapter.run),
                model_name(self._application, adapter.model),
                _seen(adapter, here),
            )
            for adapter in self._application.adapters.list(self.base)
            if adapter.id not in self.hidden
        ]

    def runs(self) -> list[RunEnded]:
        """Ended runs whose adapter is not (or no longer) there."""
        if not self.base:
            return []
        known = {adapter.run for adapter in self._application.adapters.list(self.base)}
        return [
            RunEnded(run, model_name(self._application, run.model))
            for run in self._application.tuning.runs(self.base)
            if run.state in _ENDED and run.id not in known and run.id not in self.hidden
        ]

    def points(self, run: str) -> Sequence[RunPoint]:
        """Curves of a run; none for "" (imported)."""
        return self._application.tuning.points(run) if run else ()

    # --- what the user does ---

    def activate(self, adapter: str, on: bool) -> None:
        """Answer with it, or without any."""

        def act() -> None:
            self._application.adapters.activate(self.base, adapter if on else "")
            base = self._application.bases.get(self.base)
            if on and not base.way.trained:
                self._application.bases.set_way(self.base, trained_way(self._application, self.base))

        self._try(act)

    def set_strength(self, adapter: str, strength: float) -> None:
        """0…1: how much of what was learned comes through."""
        self._try(lambda: self._application.adapters.set_strength(adapter, strength))

    def export(self, adapter: str, path: str) -> None:
        """Write one file with the adapter and its passport."""
        target = Path(path)
        if target.suffix != SUFFIX:
            target = target.with_name(target.name + SUFFIX)
        said = self.tr("The trained model is saved to %1").replace("%1", target.name)
        self._try(lambda: self._application.adapters.export(adapter, target), said)

    def import_file(self, path: str) -> None:
        """Take a file of another computer; it is compared with the model of this base first."""
        said = self.tr("“%1” is taken into the list")
        try:
            pending = self._application.adapters.import_(self.base, Path(path))
        except ProblemError as error:
            self.told.emit(in_full(error.problem))
            return
        self._wait("import", pending, lambda adapter: said.replace("%1", adapter.name))

    def merge(self, adapter: str, quantization: str) -> None:
        """Make a model of its own of base and adapter."""
        said = self.tr("The model “%1” is on the page Models")
        try:
            pending = self._application.adapters.merge(adapter, quantization)
        except ProblemError as error:
            self.told.emit(in_full(error.problem))
            return
        self._wait("merge", pending, lambda record: said.replace("%1", name_of(record)))

    def repeat(self, run: str) -> bool:
        """Train again as that run did; True when it began."""
        return self._try(lambda: self._application.tuning.repeat(run))

    def hide(self, identity: str) -> None:
        """Out of the list, until `restore` or `remove_*`."""
        self.hidden.add(identity)
        self.changed.emit()

    def restore(self, identity: str) -> None:
        self.hidden.discard(identity)
        self.changed.emit()

    def remove_adapter(self, adapter: str) -> None:
        """For good."""
        self._try(lambda: self._application.adapters.remove(adapter))
        self.restore(adapter)

    def forget_adapter(self, adapter: str) -> None:
        """The toast went without its undo."""
        if adapter in self.hidden:
            self.remove_adapter(adapter)

    def forget_run(self, run: str) -> None:
        """The toast went without its undo: for good, with its curves."""
        if run not in self.hidden:
            return
        self._try(lambda: self._application.tuning.remove(run))
        self.restore(run)

    # --- helpers ---

    def _wait(self, what: str, pending: Pending[T], said: Callable[[T], str]) -> None:
        self.busy = what
        self.busy_changed.emit()

        def done(value: T) -> None:
            self._idle()
            self.told.emit(said(value))

        def failed(error: BaseException) -> None:
            self._idle()
            if isinstance(error, Cancelled):
                return
            if not isinstance(error, ProblemError):
                raise error
            self.told.emit(in_full(error.problem))

        pending.then(done, failed)

    def _idle(self) -> None:
        self.busy = ""
        self.busy_changed.emit()

    def _try(self, act: Callable[[], object], said: str = "") -> bool:
        try:
            act()
        except ProblemError as error:
            self.told.emit(in_full(error.problem))
            return False
        if said:
            self.told.emit(said)
        return True

    def _on_changes(self, changes: "Changes") -> None:
        of_base = self.base in changes.adapters_of or self.base in changes.documents_of
        if of_base or changes.runs or changes.models or changes.bases:
            self._soon.start()


def _seen(adapter: Adapter, here: set[str]) -> tuple[SeenDocument, ...]:
    """An imported adapter may name documents that this base never had: they are not *removed*."""
    names = adapter.document_names or adapter.documents
    pairs = zip(adapter.documents, names, strict=False)
    own = bool(adapter.run)
    return tuple(SeenDocument(name, own and document not in here) for document, name in pairs)
