"""What stands before a training: its model, conditions, settings, dry run, hour."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import ModelPurpose, ModelRecord
from desktop.core.feature_ports import Examples, Models
from desktop.core.future import Future
from desktop.core.training_entities import Run, TrainingReadiness
from desktop.core.training_needs import is_trainable
from desktop.features.training.services.run_store import RunStore
from desktop.features.training.services.training_runs import TrainingRuns
from desktop.features.training.services.tuning_planner import TuningPlanner
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter
from workers.contract.training.tuning import Forecast, TuneSettings

REFRESH_MS = 150  # changes that come together are looked at once
DEFAULTS = TuneSettings()
T = TypeVar("T")


class StartModel(OfCurrentBase, ProblemReporter, QObject):
    """Given to the view before the start. All it knows is of the current base; another base begins anew.

    Signals: `changed` something to show is other; `message(sentence)`; `started` a run was made.
    """

    changed = Signal()
    message = Signal(str)
    started = Signal()

    def __init__(
        self,
        bases: BaseService,
        models: Models,
        examples: Examples,
        planner: TuningPlanner,
        runs: TrainingRuns,
        store: RunStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._models, self._examples, self._planner = bases, models, examples, planner
        self._runs, self._store = runs, store
        self.readiness: TrainingReadiness | None = None
        self.forecast: Forecast | None = None
        self.settings = DEFAULTS
        self.model = ""  # "" = that of the chat
        self.measuring = self.probing = self.looking = False
        self._work: Future[object] | None = None
        self._turn = 0  # an answer to an older question is not taken
        self._stale = False
        self._soon = single_shot_timer(self, REFRESH_MS, self.refresh)
        self.awake = False  # nothing is looked at while the view is hidden
        listen(publisher, self, self._on_changes)

    def reset(self) -> None:
        """Another base is current."""
        if self._work is not None:
            self._work.cancel()
        self.readiness = self.forecast = None
        self.settings, self.model = DEFAULTS, ""
        self.measuring = self.probing = self.looking = False
        self._turn += 1
        self.changed.emit()

    # --- what is known ---

    def models(self) -> list[ModelRecord]:
        """Chat models of this computer that can be trained; first the one of the chat."""
        chosen = self._models.selected(self.base) if self.base else None
        here = self._models.installed(ModelPurpose.CHAT)
        fit = [record for record in here if is_trainable(record.architecture)]
        return sorted(fit, key=lambda record: chosen is None or record.id != chosen.id)

    def chosen_model(self) -> ModelRecord | None:
        """The model that would be trained."""
        if self.model:
            return next((record for record in self.models() if record.id == self.model), None)
        return self._models.selected(self.base) if self.base else None

    def pending(self) -> int:
        """Examples that wait for a person."""
        return self._examples.counts(self.base).pending if self.base else 0

    def defaults(self) -> TuneSettings:
        """The settings with the product's own choice for these rows where nothing was chosen."""
        return self._planner.defaults(self.base, self.model, self.settings)

    def current(self) -> Run | None:
        """A run that is under way or waits: a second one cannot begin."""
        return self._store.current(self.base) if self.base else None

    # --- looking and measuring ---

    def refresh(self) -> None:
        """Ask for the conditions again."""
        if not self.base or not self.awake:
            return
        if self.looking:
            self._stale = True
            return
        self.looking, self._stale = True, False
        turn = self._turn
        pending = self._planner.readiness(self.base, self.model, self.settings)
        self._watch(pending, turn, self._looked, self._look_failed)

    def measure(self) -> None:
        """The dry run."""
        if self.measuring:
            return
        pending = self.result_of(lambda: self._planner.measure(self.base, self.settings, self.model))
        if pending is None:
            return
        self.measuring, self.forecast = True, None
        turn = self._turn
        self._work = pending  # type: ignore[assignment]
        self.changed.emit()
        self._watch(pending, turn, self._measured, self._measure_failed)

    def stop_measuring(self) -> None:
        """Give up the dry run; nothing when none is under way."""
        if self._work is not None:
            self._work.cancel()

    def closed_book_probe(self) -> None:
        """Ask the model some of the questions without documents."""
        if self.probing:
            return
        self.probing = True
        self.changed.emit()

        def done(_: object) -> None:
            self.probing = False
            self.refresh()

        def failed() -> None:
            self.probing = False

        self._watch(self._planner.closed_book_probe(self.base, self.model), self._turn, done, failed)

    # --- what the user chooses ---

    def choose_model(self, model: str) -> None:
        """Train this one (an id); what a dry run said of another one no longer counts."""
        self.model = model
        self._other()

    def choose(self, settings: TuneSettings) -> None:
        """Other settings of *Expert*; what a dry run said of the former ones no longer counts."""
        if settings != self.settings:
            self.settings = settings
            self._other()

    def start(self, at: datetime | None = None) -> None:
        """Begin now, or at `at`."""
        if self.attempt(
            lambda: self._runs.start(self.base, self.settings, self.model, at=at, forecast=self.forecast)
        ):
            self.started.emit()

    # --- helpers ---

    def _other(self) -> None:
        self._turn += 1
        self.looking = self.measuring = self.probing = False
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self.forecast = None
        self.changed.emit()
        self.refresh()

    def _looked(self, readiness: TrainingReadiness) -> None:
        self.looking, self.readiness = False, readiness
        self.changed.emit()
        if self._stale:
            self.refresh()

    def _look_failed(self) -> None:
        self.looking = False

    def _measured(self, forecast: Forecast) -> None:
        self.measuring, self.forecast, self._work = False, forecast, None
        self.changed.emit()
        self.refresh()

    def _measure_failed(self) -> None:
        self.measuring, self._work = False, None

    def _watch(
        self, pending: Future[T], turn: int, done: Callable[[T], None], failed: Callable[[], None]
    ) -> None:
        def take(value: T) -> None:
            if turn == self._turn:
                done(value)

        def drop(error: BaseException) -> None:
            if turn == self._turn:
                failed()
                self.changed.emit()
                self.report_problem(error)

        pending.then(take, drop)

    def _on_changes(self, changes: Changes) -> None:
        if changes.runs:
            self.changed.emit()
        if self.base in changes.examples_of:
            self.forecast = None
        if changes.component or changes.models or changes.bases or self.base in changes.examples_of:
            self._soon.start()


def tonight(chosen: time, now: datetime | None = None) -> datetime:
    """The next moment at which the local clock shows `chosen`, as UTC."""
    local = (now or datetime.now(UTC)).astimezone()
    moment = local.replace(hour=chosen.hour, minute=chosen.minute, second=0, microsecond=0)
    if moment <= local:
        moment += timedelta(days=1)
    return moment.astimezone(UTC)


def with_value(settings: TuneSettings, name: str, value: float | int | str | None) -> TuneSettings:
    """`settings` with one field chosen; None takes the product's own choice back."""
    chosen: dict[str, Any] = {name: getattr(DEFAULTS, name) if value is None else value}
    return replace(settings, **chosen)
