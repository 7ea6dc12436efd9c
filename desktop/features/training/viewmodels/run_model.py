"""What the view of a run shows: the run, its curves, its journal, and the figures drawn from them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import AdapterGuards, Adapters, Models
from desktop.core.hardware_service import HardwareService
from desktop.core.jobs.job_service import JobService
from desktop.core.training_entities import Adapter, Run, RunEvent, RunPoint, RunState
from desktop.features.training.services.run_store import RunStore
from desktop.features.training.services.training_runs import TrainingRuns
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import GuardReporter
from desktop.ui.words.names import name_of

REPAINT_MS = 100  # at most ten times a second
CLOCK_MS = 5000  # "saved 3 min ago"
# Words in a token, of Russian text in the vocabularies of small models: an estimate, and told as one.
WORDS_PER_TOKEN = 0.45
_BEGIN, _END = ("started", "continued"), ("paused", "failed", "cancelled", "ready")


@dataclass(frozen=True, slots=True)
class RunShown:
    """A run with all that its view shows. `steps` is the whole way (0 = not known yet), `seconds` worked so
    far, `seconds_left` None while nothing can be said; `memory_total` of the card or of the computer."""

    run: Run
    points: Sequence[RunPoint]
    events: Sequence[RunEvent]
    model: str
    steps: int
    seconds: float
    seconds_left: float | None
    on_card: bool
    memory_total: int
    interrupted: bool
    adapter: Adapter | None

    @property
    def step(self) -> int:
        """The last step whose loss is known; 0 before the first."""
        return self.points[-1].step if self.points else 0

    @property
    def fraction(self) -> float:
        """Of the whole way, 0…1."""
        if self.run.state in (RunState.COMPARING, RunState.READY):
            return 1.0
        return min(self.step / self.steps, 1.0) if self.steps else 0.0

    @property
    def passes(self) -> int:
        """How often the trainer goes through the rows; a part of a pass counts as one."""
        return max(math.ceil(self.run.settings.epochs), 1)

    @property
    def current_pass(self) -> int:
        """1…`passes`."""
        return min(max(math.ceil(self.points[-1].epoch), 1), self.passes) if self.points else 1

    @property
    def resumable(self) -> bool:
        """Paused, or interrupted by the end of the program: it can be continued."""
        return self.run.state is RunState.PAUSED or (self.run.state is RunState.TRAINING and self.interrupted)

    @property
    def checked(self) -> list[RunPoint]:
        """The points where unfamiliar questions were asked."""
        return [point for point in self.points if point.validation_loss is not None]

    @property
    def best(self) -> RunPoint | None:
        """Where unfamiliar questions went best."""
        return min(self.checked, key=lambda point: point.validation_loss or 0.0, default=None)

    @property
    def saved(self) -> datetime | None:
        """When the last point to continue from was written."""
        return next((event.at for event in reversed(self.events) if event.code == "checkpoint"), None)

    @property
    def words_per_second(self) -> float:
        """Speed of the last step, in words; 0 before the first."""
        return self.points[-1].tokens_per_second * WORDS_PER_TOKEN if self.points else 0.0


def seconds_worked(events: Sequence[RunEvent], now: datetime) -> float:
    """Seconds between the beginnings and ends of work in a journal; open work counts until `now`."""
    total, begun = 0.0, None
    for event in events:
        if event.code in _BEGIN and begun is None:
            begun = event.at
        elif event.code in _END and begun is not None:
            total += (event.at - begun).total_seconds()
            begun = None
    return total + ((now - begun).total_seconds() if begun is not None else 0.0)


class RunModel(OfCurrentBase, GuardReporter, QObject):
    """Shows the run under way, else the latest one of the base.

    Signals: `changed` something to show is other; `ticked` only the clock is; `message(sentence)`;
    `exam_needed(sentence)` the guards want an exam first.
    """

    changed = Signal()
    ticked = Signal()
    message = Signal(str)
    exam_needed = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        runs: TrainingRuns,
        store: RunStore,
        jobs: JobService,
        guards: AdapterGuards,
        adapters: Adapters,
        models: Models,
        hardware: HardwareService,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._runs, self._store, self._jobs = bases, runs, store, jobs
        self._guards, self._adapters, self._models, self._hardware = guards, adapters, models, hardware
        self._soon = single_shot_timer(self, REPAINT_MS, self.changed)
        self.clock = QTimer(self)
        self.clock.setInterval(CLOCK_MS)
        self.clock.timeout.connect(self.ticked)
        listen(publisher, self, self._on_changes)

    def probe_hardware(self) -> None:
        """Learn its memory, where that was not done in this session."""
        if self._hardware.hardware is None:
            self._hardware.probe().then(lambda _: self.changed.emit(), lambda _: None)

    def run(self) -> Run | None:
        """The run to show; None while the base has none."""
        if not self.base:
            return None
        current = self._store.current(self.base)
        return current or next(iter(self._store.list(self.base)), None)

    def shown(self) -> RunShown | None:
        """Everything of that run."""
        run = self.run()
        if run is None:
            return None
        points, events = self._store.points(run.id), self._store.events(run.id)
        job = self._jobs.get(run.job) if run.job else None
        worked = run.result.seconds if run.result else seconds_worked(events, datetime.now(UTC))
        on_card, latest = _on_card(run), self._store.latest(run.id)
        left = latest.seconds_left if latest and run.state is RunState.TRAINING else None
        return RunShown(
            run=run,
            points=points,
            events=events,
            model=model_name(self._models, run.model),
            steps=latest.steps if latest is not None else _steps(run, job),
            seconds=worked,
            seconds_left=left,
            on_card=on_card,
            memory_total=(latest.memory_total if latest else 0) or self._memory_total(on_card),
            interrupted=job is not None and job.state is JobState.INTERRUPTED,
            adapter=self._adapter(run),
        )

    def approved(self, run: Run) -> int:
        """Checked examples that the run learns from, and asks."""
        return run.rows_train + run.rows_validation

    # --- what the user does ---

    def pause(self) -> None:
        """Stop at a checkpoint; nothing without a run."""
        self._with_run(lambda run: self._runs.pause(run.id))

    def resume(self) -> None:
        """Go on from the last checkpoint, or start a scheduled run now."""
        self._with_run(lambda run: self._runs.resume(run.id))

    def finish(self) -> None:
        """End now with the best weights so far."""
        self._with_run(lambda run: self._runs.finish(run.id))

    def cancel(self) -> None:
        """End the run for good."""
        self._with_run(lambda run: self._runs.cancel(run.id))

    def repeat(self) -> None:
        """Train once more with the same rows, settings and seed."""
        self._with_run(lambda run: self._runs.repeat(run.id))

    def use(self) -> bool:
        """Answer with what this run made, if the guards let it, and choose the way that uses it."""
        run = self.run()
        if run is None or not run.adapter:
            return False
        return self.attempt(lambda: self._guards.answer_with(run.base, run.adapter))

    # --- helpers ---

    def _with_run(self, act: Callable[[Run], object]) -> None:
        run = self.run()
        if run is not None:
            self.attempt(lambda: act(run))

    def _adapter(self, run: Run) -> Adapter | None:
        adapters = self._adapters.list(run.base)
        return next((one for one in adapters if one.id == run.adapter), None)

    def _memory_total(self, on_card: bool) -> int:
        hardware = self._hardware.hardware
        if hardware is None:
            return 0
        if on_card:
            return max((gpu.total_bytes for gpu in hardware.gpus), default=0)
        return hardware.memory_bytes

    def _on_changes(self, changes: Changes) -> None:
        """Steps come faster than eyes follow."""
        wanted = changes.runs or changes.adapters_of or changes.jobs or changes.bases or changes.hardware
        if wanted and not self._soon.isActive():
            self._soon.start()


def model_name(models: Models, model: str) -> str:
    """A model's name, or its id when it is no longer known."""
    known = next((record for record in models.list() if record.id == model), None)
    return name_of(known) if known is not None else model


def _on_card(run: Run) -> bool:
    backend = run.result.backend if run.result else run.forecast.backend if run.forecast else ""
    return "cuda" in str(backend or run.settings.backend)


def _steps(run: Run, job: JobRecord | None) -> int:
    """All steps of the run: as it ended, as the worker says, as the dry run said, or by arithmetic."""
    if run.state is RunState.READY and run.result:
        return run.result.steps
    if job is not None and job.total and job.unit != "bytes":
        return job.total
    if run.forecast:
        return run.forecast.steps
    if not run.settings.batch:
        return 0
    return math.ceil(run.rows_train / run.settings.batch) * math.ceil(run.settings.epochs)
