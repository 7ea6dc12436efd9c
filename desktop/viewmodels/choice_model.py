"""What the choice page shows: the facts of a base, the advice, the three cards; and what a click does."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.choice_rules import (
    CHANGE_DAYS,
    SYSTEM_BYTES,
    WAYS,
    Advice,
    Facts,
    Lack,
    Option,
    advise,
    lacks,
)
from desktop.domain.entities import Document, DocumentState, JobRecord, JobState, ModelPurpose
from desktop.domain.training import Adapter, ComponentState, Readiness, Run, RunState
from desktop.viewmodels import choice_words as words
from desktop.viewmodels.listening import listen
from desktop.viewmodels.names import name_of
from workers.contract.specs import Job
from workers.contract.training import Backend, Backends, ExampleKind

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.domain.changes import Changes

REFRESH_MS = 200  # a flood of changes is shown at most five times a second
_READY = (DocumentState.READY, DocumentState.CHANGED, DocumentState.MISSING)
_FACT_KINDS = (ExampleKind.FACT, ExampleKind.HOW_TO, ExampleKind.GENERAL)
_AT_WORK = (RunState.SCHEDULED, RunState.TRAINING, RunState.PAUSED, RunState.COMPARING)
_CURES = {
    Lack.EXAMPLES: "examples",
    Lack.COMPONENT: "start",
    Lack.RUN: "start",
    Lack.TRAINING: "run",
    Lack.ACTIVE: "adapters",
}
_PAGES = {
    Lack.DOCUMENTS: "documents",
    Lack.MODEL: "models",
    Lack.ARCHITECTURE: "models",
    Lack.MEMORY: "models",
}


@dataclass(frozen=True, slots=True)
class OptionCard:
    """One card in words. `badge_tone` as of `Badge`; `lack` is what the button cures (NOTHING: it
    chooses)."""

    option: Option
    title: str
    gives: str
    needs: str
    takes: str
    changes: str
    button: str
    badge: str
    badge_tone: str
    advised: bool
    chosen: bool
    lack: Lack


class ChoiceModel(QObject):
    """Made by the choice view.

    Signals: `changed` facts, advice or cards are others.
    """

    changed = Signal()

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._backends: Backends | None = None
        self._asked = False
        self._recall: tuple[str, int, int] = ("", 0, 0)  # base, asked, known
        self.facts = Facts()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(REFRESH_MS)
        self._due.timeout.connect(self.reload)
        listen(application, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    def look(self) -> None:
        """The page is shown: learn the hardware, and what can train, if that was not done before."""
        application = self._application
        if application.hardware.hardware is None:
            application.hardware.probe().then(lambda _: self.reload(), lambda _: None)
        if not self._asked and application.component.state().state is ComponentState.READY:
            self._asked = True
            application.tuning.backends().then(self._know_backends, lambda _: None)
        self.reload()
        if self.facts.component is ComponentState.READY and not self.facts.missing:
            base = self.base
            readiness = application.tuning.readiness(base)
            readiness.then(lambda found: self._know_recall(base, found), lambda _: None)

    def reload(self) -> None:
        """Gather the facts again."""
        self._due.stop()
        self.facts = self._gather()
        self.changed.emit()

    def advice(self) -> Advice:
        return advise(self.facts)

    def cards(self) -> list[OptionCard]:
        """The cards in their order, in the window's language."""
        advised = self.advice().option
        return [self._card(option, advised) for option in Option]

    def act(self, option: Option) -> str:
        """The button of a card was clicked: choose the way, or say where its cure is: "page:NAME" or
        "view:NAME". "page:chat" for the way that is chosen already, "" when another way was chosen."""
        lack = next(iter(lacks(option, self.facts)), Lack.NOTHING)
        if lack in _PAGES:
            return f"page:{_PAGES[lack]}"
        if lack in _CURES:
            view = _CURES[lack]
            return "view:review" if view == "examples" and self.facts.waiting else f"view:{view}"
        known = self._application.settings.values.learn_asked
        if self.base not in known:
            self._application.settings.change(learn_asked=[*known, self.base])
        if self.facts.way is WAYS[option]:
            return "page:chat"
        self._application.bases.set_way(self.base, WAYS[option])
        return ""

    # --- the cards ---

    def _card(self, option: Option, advised: Option) -> OptionCard:
        facts = self.facts
        lacking = lacks(option, facts)
        lack = next(iter(lacking), Lack.NOTHING)
        chosen = facts.way is WAYS[option] and lack is Lack.NOTHING
        badge = (words.badge_of_both if option is Option.BOTH else words.badge)(lack, facts)
        return OptionCard(
            option,
            words.title(option),
            words.gives(option),
            words.needs(option, lacking, facts),
            words.takes(option, facts),
            words.on_change(option, facts),
            words.button(option, lack, chosen),
            badge,
            "accent" if lack is Lack.TRAINING else "warning",
            option is advised,
            chosen,
            lack,
        )

    # --- the facts ---

    def _gather(self) -> Facts:
        application, base = self._application, self.base
        if not base:
            return Facts()
        listed = application.documents.list(base)
        documents = [document for document in listed if document.state in _READY]
        jobs = [job for job in application.jobs.list() if job.base == base and job.kind == Job.INDEX]
        model = application.models.selected(base)
        counts = application.examples.counts(base)
        here = {record.id for record in application.models.installed(ModelPurpose.CHAT)}
        adapters = [adapter for adapter in application.adapters.list(base) if adapter.model in here]
        active = next((adapter for adapter in adapters if adapter.active), None)
        runs = application.tuning.runs(base)
        forecast, memory = _forecast(runs, model.id if model is not None else "")
        return Facts(
            documents=len(documents),
            pages=sum(document.pages for document in documents),
            chunks=sum(document.chunks for document in documents),
            changed=_changed(documents),
            indexing=any(job.state in (JobState.RUNNING, JobState.QUEUED) for job in jobs),
            index_seconds=_index_seconds(jobs),
            index_bytes=_size(application.paths.base_folder(base)) if documents else 0,
            model=name_of(model) if model is not None else "",
            architecture=model.architecture if model is not None else "",
            parameters=model.parameters if model is not None else 0,
            memory=self._memory(),
            gpu=self._gpu(),
            component=application.component.state().state,
            approved=counts.approved,
            waiting=counts.pending,
            manner=sum(count for kind, count in counts.kinds.items() if kind not in _FACT_KINDS),
            asked=self._recall[1] if self._recall[0] == base else 0,
            known=self._recall[2] if self._recall[0] == base else 0,
            adapters=len(adapters),
            adapter=active.name if active is not None else "",
            stale=_stale(active, listed),
            forecast=forecast,
            forecast_memory=memory,
            training=any(run.state in _AT_WORK for run in runs),
            way=application.bases.get(base).way,
        )

    def _memory(self) -> int | None:
        if self._backends is not None and self._on_gpu():
            return self._backends.gpu_total
        hardware = self._application.hardware.hardware
        return hardware.memory_bytes - SYSTEM_BYTES if hardware is not None else None

    def _gpu(self) -> str:
        return self._backends.gpu if self._backends is not None and self._on_gpu() else ""

    def _on_gpu(self) -> bool:
        chosen = self._backends.chosen if self._backends is not None else ""
        return chosen in (Backend.UNSLOTH_CUDA, Backend.PEFT_CUDA)

    def _know_backends(self, backends: Backends) -> None:
        self._backends = backends
        self.reload()

    def _know_recall(self, base: str, readiness: Readiness) -> None:
        """What the model knew of the examples by itself, once it was asked before a training."""
        for gate in readiness.gates:
            if gate.code == "recall":
                recall = (base, int(gate.params["asked"]), int(gate.params["known"]))
                if recall != self._recall:
                    self._recall = recall
                    self.reload()

    def _on_changes(self, changes: "Changes") -> None:
        if changes.component:
            self._asked, self._backends = False, None
        ours = {self.base} & (changes.documents_of | changes.examples_of | changes.adapters_of)
        if (
            ours
            or changes.bases
            or changes.models
            or changes.hardware
            or changes.settings
            or changes.jobs
            or changes.runs
            or changes.component
        ) and not self._due.isActive():
            self._due.start()


def _changed(documents: list[Document]) -> int:
    since = (datetime.now(UTC) - timedelta(days=CHANGE_DAYS)).timestamp()
    return sum(d.modified >= since or d.state is DocumentState.CHANGED for d in documents)


def _index_seconds(jobs: list[JobRecord]) -> float | None:
    """How long the largest reading of documents took."""
    done = [job for job in jobs if job.state is JobState.SUCCEEDED and job.result.get("indexed", 0)]
    if not done:
        return None
    largest = max(done, key=lambda job: int(job.result["indexed"]))
    return (largest.updated - largest.created).total_seconds()


def _size(folder: Path) -> int:
    """Bytes of all files of a folder; files that go meanwhile do not count."""
    total = 0
    for file in folder.rglob("*") if folder.is_dir() else ():
        try:
            total += file.stat().st_size if file.is_file() else 0
        except OSError:
            continue
    return total


def _stale(adapter: Adapter | None, documents: list[Document]) -> int:
    """Documents that the adapter saw and that are others or gone since."""
    if adapter is None:
        return 0
    known = {document.id: document for document in documents}
    trained = adapter.created.timestamp()
    return sum(
        name not in known
        or known[name].state is DocumentState.CHANGED
        or known[name].modified > trained
        for name in adapter.documents
    )  # fmt: skip


def _forecast(runs: list[Run], model: str) -> tuple[tuple[float, float] | None, int]:
    """Seconds (low, high) and memory: of the last run that is finished or was tried, of the same model."""
    for run in runs:
        if run.model == model and run.result is not None:
            return (run.result.seconds, run.result.seconds), run.result.peak_memory
        if run.model == model and run.forecast is not None:
            return (run.forecast.seconds_low, run.forecast.seconds_high), run.forecast.peak_memory
    return None, 0
