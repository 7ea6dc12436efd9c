"""The registry of runs: rows, curves and journals, saved as they come and told to the screens."""

import builtins
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.core.changes import Changes
from desktop.core.ports import Publisher, RunRepository
from desktop.core.training_entities import Run, RunEvent, RunPoint, RunState
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import TrainingStep

_SAVE_EVERY_S = 1.0
UNFINISHED = (RunState.SCHEDULED, RunState.TRAINING, RunState.PAUSED, RunState.COMPARING)


class RunStore:
    """Made by the application. Points are written at most once a second; `points` has them at once."""

    def __init__(
        self, rows: RunRepository, publish: Publisher, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rows, self._publish, self._clock = rows, publish, clock
        self._fresh: dict[str, dict[int, RunPoint]] = {}  # by step, not written yet
        self._drop: dict[str, int] = {}  # what stands after this step is from before a failure
        self._last: dict[str, TrainingStep] = {}  # of this session
        self._saved: dict[str, float] = {}

    def list(self, base: str = "") -> builtins.list[Run]:
        """Of a base (all bases for ""), the latest first."""
        return [run for run in self._rows.list(base) if run.state is not RunState.REMOVED]

    def made_models(self) -> dict[str, Run]:
        """The models that came of training all weights, by id, with their runs, removed ones among them."""
        return {run.adapter: run for run in self._rows.list("") if _made_a_model(run)}

    def get(self, run: str) -> Run:
        """Raises RUN_UNKNOWN."""
        found = self.find(run)
        if found is None:
            raise ProblemError(Code.RUN_UNKNOWN, run=run)
        return found

    def current(self, base: str) -> Run | None:
        """The run of a base that is not finished."""
        return next((run for run in self.list(base) if run.state in UNFINISHED), None)

    def find(self, run: str) -> Run | None:
        """By id; None for an unknown one."""
        found = self._rows.get(run)
        return None if found is None or found.state is RunState.REMOVED else found

    def save(self, run: Run) -> Run:
        """Insert or replace; returns the run with the time of its change."""
        run = replace(run, updated=datetime.now(UTC))
        self._rows.save(run)
        self._publish_change(run.id)
        return run

    def change(self, run: str, **values: Any) -> Run:
        """Save some fields of a run; raises RUN_UNKNOWN."""
        return self.save(replace(self.get(run), **values))

    def remove(self, run: str) -> None:
        """With its curve and its journal; its files are not touched. Of a run that a model came of the row
        stays out of sight: exams and certificates tell what that model is."""
        found = self._rows.get(run)
        self._rows.remove(run)
        if found is not None and _made_a_model(found):
            self._rows.save(replace(found, state=RunState.REMOVED, forecast=None))
        for kept in (self._fresh, self._drop, self._last, self._saved):
            kept.pop(run, None)
        self._publish_change(run)

    def note(self, run: str, code: str, /, **params: str | int | float) -> None:
        """One line of the journal."""
        if self._rows.get(run) is not None:
            self._rows.add_event(run, RunEvent(datetime.now(UTC), code, params))
            self._publish_change(run)

    def events(self, run: str) -> builtins.list[RunEvent]:
        """The journal in order."""
        return builtins.list(self._rows.events(run))

    def points(self, run: str) -> builtins.list[RunPoint]:
        """By step, the latest included."""
        limit = self._drop.get(run)
        saved = {
            point.step: point for point in self._rows.points(run) if limit is None or point.step <= limit
        }
        merged = saved | self._fresh.get(run, {})
        return [merged[step] for step in sorted(merged)]

    def latest(self, run: str) -> TrainingStep | None:
        """The last step of this session, with time left, learning rate and memory."""
        return self._last.get(run)

    def began(self, run: str) -> None:
        """A session of the trainer begins: what it says replaces what a failed one said of the same steps."""
        self.flush(run)
        self._last.pop(run, None)

    def step(self, run: str, step: TrainingStep) -> None:
        """One step of the trainer."""
        last = self._last.get(run)
        if last is None or step.step < last.step:
            before = step.step - 1
            self._drop[run] = min(self._drop.get(run, before), before)
            fresh = self._fresh.get(run, {})
            self._fresh[run] = {key: point for key, point in fresh.items() if key <= before}
        elif step.validation_loss is None and step.step in self._fresh.get(run, {}):
            return  # a step is told once; only its validation comes later
        self._last[run] = step
        self._fresh.setdefault(run, {})[step.step] = RunPoint(
            step.step, step.epoch, step.loss, step.validation_loss, step.tokens_per_second, step.memory,
            step.temperature,
        )  # fmt: skip
        now = self._clock()
        if now - self._saved.get(run, -_SAVE_EVERY_S) >= _SAVE_EVERY_S:
            self._saved[run] = now
            self.flush(run)

    def flush(self, run: str) -> None:
        """Write what is not written yet."""
        fresh, drop = self._fresh.pop(run, {}), self._drop.pop(run, -1)
        if fresh and self._rows.get(run) is not None:
            self._rows.save_points(run, [fresh[step] for step in sorted(fresh)], drop)
            self._publish_change(run)

    def _publish_change(self, run: str) -> None:
        self._publish(Changes(runs=frozenset({run})))


def _made_a_model(run: Run) -> bool:
    """Whether all weights of a model were trained in it, and became a model."""
    return run.settings.full and bool(run.adapter) and run.state in (RunState.READY, RunState.REMOVED)
