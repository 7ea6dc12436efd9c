"""The command that trains."""

import argparse
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord
from desktop.core.future import Future
from desktop.core.training_entities import Run, RunState, TrainingReadiness
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.codec import to_json
from workers.contract.codes import Problem, ProblemError
from workers.contract.messages import Message, Progress, TrainingStep
from workers.contract.training.tuning import Forecast, TuneSettings

if TYPE_CHECKING:
    from desktop.app import Application

_MB = 1024 * 1024


async def tune(application: "Application", call: Call) -> int:
    """`bukvar tune`: the gates, a dry run, then a line for each step; the last line is the run."""
    arguments, planner, runs = call.arguments, application.planner, application.runs
    base = application.bases.by_name(arguments.base)
    if arguments.resume:
        run = application.run_store.get(arguments.resume)
        printed = len(application.run_store.events(run.id))
        runs.resume(run.id)
        return await follow(application, run.id, call, printed)
    settings = _settings(arguments)
    if settings.text:
        _show_stage(call, "texts", "beginning")
        await planner.read(base.id, settings)
    runs.check(base.id, settings, arguments.model)
    if not settings.text:
        await planner.closed_book_probe(base.id, arguments.model, _told(call, "closed_book"))
    _show_stage(call, "conditions", "libraries")
    _show_gates(await planner.readiness(base.id, arguments.model, settings), call)
    forecast = await planner.measure(base.id, settings, arguments.model, _told(call, "dry_run"))
    _show_forecast(forecast, call)
    if arguments.dry_run:
        return DONE
    run = runs.start(base.id, settings, arguments.model, forecast=forecast)
    return await follow(application, run.id, call)


def _settings(arguments: argparse.Namespace) -> TuneSettings:
    """What was typed; the rest is the product's own choice."""
    own = TuneSettings()
    return replace(
        own,
        epochs=arguments.epochs or own.epochs,
        learning_rate=arguments.learning_rate,
        patience=0 if arguments.no_early_stop else own.patience,
        four_bit=arguments.four_bit or None,
        full=arguments.full,
        optimizer=arguments.optimizer,
        packed=arguments.packed == "yes" if arguments.packed else None,
        text=arguments.text,
    )


async def follow(application: "Application", run: str, call: Call, printed: int = 0) -> int:
    """Tell how a run goes until it rests, from the line `told` of its journal on; a command that is cancelled
    pauses it."""
    store, shown = application.run_store, [0, printed]
    seen = ""

    def on_changes(changes: Changes) -> None:
        if run in changes.runs:
            report()
        job = application.jobs.get(store.get(run).job)
        if job is not None and job.id in changes.jobs:
            stage(job)

    def stage(job: JobRecord) -> None:
        """What comes before the steps, and after them."""
        nonlocal seen
        percent = 100 * job.done // job.total if job.total else 0
        if job.stage and seen != (now := f"{job.stage} {percent}"):
            seen = now
            _show_stage(call, "training", job.stage, job.done, job.total)

    def report() -> None:
        latest = store.latest(run)
        if latest is not None and latest.step != shown[0]:
            shown[0] = latest.step
            _show_step(latest, run, call)
        for event in store.events(run)[shown[1] :]:
            shown[1] += 1
            values = {"event": event.code, "run": run, **event.params}
            call.output.row(values, " ".join(str(value) for value in values.values()))

    stop = application.change_publisher.listen(on_changes)
    report()
    waiting = application.pipeline.finished(run)
    outer: Future[Run] = Future(lambda: application.runs.pause(run))
    waiting.then(outer.resolve, outer.reject)
    try:
        ended = await outer
    finally:
        stop()
    _show_run(ended, application, call)
    if ended.state is RunState.FAILED:
        raise ProblemError.of(Problem.stored(ended.code, ended.problem_params))
    return DONE if ended.state is RunState.READY else PROBLEM


def _told(call: Call, part: str) -> Callable[[Message], None]:
    """Tell each step of a part of the work that stands before the training, from its first second."""
    _show_stage(call, part, "beginning")

    def on_message(message: Message) -> None:
        if isinstance(message, Progress):
            _show_stage(call, part, message.stage, message.done, message.total)

    return on_message


def _show_stage(call: Call, part: str, stage: str, done: int = 0, total: int = 0) -> None:
    values = {"progress": part, "stage": stage, "done": done, "total": total}
    call.output.row(values, f"{part}\t{stage}\t{done}/{total}" if total else f"{part}\t{stage}")


def _show_gates(readiness: TrainingReadiness, call: Call) -> None:
    for gate in readiness.gates:
        values = {"gate": gate.code, "state": gate.state.value, **_apart(gate.params)}
        call.output.row(values, f"{gate.state.value}\t{gate.code}\t{_pairs(gate.params)}")


def _apart(params: dict[str, str | int | float]) -> dict[str, str | int | float]:
    """The component's gate has a parameter of the same name as the gate's own state."""
    return {"component" if name == "state" else name: value for name, value in params.items()}


def _pairs(params: dict[str, str | int | float]) -> str:
    return ", ".join(f"{name} {value}" for name, value in params.items() if value != "")


def _show_forecast(forecast: Forecast, call: Call) -> None:
    values: dict[str, Any] = {
        "forecast": forecast.backend.value,
        "seconds": round(forecast.seconds, 1),
        "seconds_low": round(forecast.seconds_low, 1),
        "seconds_high": round(forecast.seconds_high, 1),
        "peak_memory_mb": round(forecast.peak_memory / _MB),
        "steps": forecast.steps,
        "longest_row": forecast.longest_row,
        "adjusted": list(forecast.adjusted),
        "rows_cut": forecast.rows_cut,
        "packed_ratio": forecast.packed_ratio,
        "settings": to_json(forecast.settings),
    }
    span = f"{formats.decimal(forecast.seconds_low / 60)}–{formats.decimal(forecast.seconds_high / 60)} min"
    call.output.row(values, f"{forecast.backend.value}\t{span}\t{formats.memory(forecast.peak_memory)}")


def _show_step(step: TrainingStep, run: str, call: Call) -> None:
    values: dict[str, Any] = {
        "progress": "tune",
        "run": run,
        "step": step.step,
        "steps": step.steps,
        "epoch": step.epoch,
        "loss": step.loss,
        "validation_loss": step.validation_loss,
        "learning_rate": step.learning_rate,
        "tokens_per_second": step.tokens_per_second,
        "memory_mb": round(step.memory / _MB),
        "seconds_left": step.seconds_left,
        "best_step": step.best_step,
    }
    call.output.row(values, f"{step.step}/{step.steps}\t{step.loss:.3f}\t{step.validation_loss or ''}")


def _show_run(run: Run, application: "Application", call: Call) -> None:
    result = run.result
    adapter = application.adapters.find(run.adapter) if run.adapter else None
    values: dict[str, Any] = {
        "run": run.id,
        "status": result.status.value if result and run.state is RunState.READY else run.state.value,
        "backend": result.backend.value if result else run.settings.backend,
        "base_model": run.model,
        "rows_train": run.rows_train,
        "rows_validation": run.rows_validation,
        "steps": result.steps if result else 0,
        "train_loss": result.train_loss if result else None,
        "validation_loss": result.validation_loss if result else None,
        "best_step": result.best_step if result else 0,
        "adapter": "" if run.settings.full else run.adapter,
        "model": run.adapter if run.settings.full else "",
        "seconds": round(result.seconds, 1) if result else None,
        "peak_memory_mb": round(result.peak_memory / _MB) if result else None,
    }
    if adapter is not None:
        values |= {"asked": adapter.asked, "same": adapter.same}
    if run.state is RunState.READY:
        values["exam"] = _exam(run, application)
    call.output.row(values, f"{run.id}\t{values['status']}\t{run.adapter}")
    if run.state is RunState.READY:
        words = translate("TuneCommand", "See what it has learned and what it has forgotten: %1")
        call.output.note(fill(words, values["exam"]))


def _exam(run: Run, application: "Application") -> str:
    """The command that examines what was trained beside what it was trained from."""
    who = ["--candidates", "model" if run.settings.full else "model,trained", "--model", run.model]
    who += ["--model" if run.settings.full else "--adapter", run.adapter]
    command = ["bukvar", "exam", "run", "--base", application.bases.get(run.base).name, *who, "--general"]
    # As it can be typed here: the shell of Windows knows no single quotes.
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
