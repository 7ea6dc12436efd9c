"""What `bukvar tune` begins, and the command that it tells at its end."""

import asyncio
import shlex
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import AsyncMock, MagicMock

import pytest

from desktop.app import Application
from desktop.cli.arguments import parse
from desktop.cli.command import DONE, Call
from desktop.cli.commands import tune
from desktop.core.training_entities import Run, RunState
from workers.contract.training.tuning import Backend, Forecast, TuneSettings

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("full", [False, True])
def test_the_command_names_what_was_trained(full: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    base = SimpleNamespace(name="Отдел кадров")
    application = cast(Application, SimpleNamespace(bases=SimpleNamespace(get=lambda _: base)))
    run = Run(
        "r", "b", "before", "", RunState.READY, TuneSettings(full=full), NOW, NOW, adapter="made"
    )  # fmt: skip
    monkeypatch.setattr("sys.platform", "linux")
    arguments = parse(shlex.split(tune._exam(run, application))[1:])
    assert (arguments.base, arguments.general) == ("Отдел кадров", True)
    assert (arguments.model, arguments.adapter) == (
        (["before", "made"], "") if full else (["before"], "made")
    )
    monkeypatch.setattr("sys.platform", "win32")
    assert '--base "Отдел кадров" --candidates' in tune._exam(run, application)


@pytest.mark.parametrize("dry", [False, True])
def test_a_dry_run_begins_no_training(dry: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    application, output = MagicMock(), MagicMock()
    planner = application.planner
    planner.closed_book_probe, planner.readiness = AsyncMock(), AsyncMock()
    planner.readiness.return_value.gates = ()
    planner.measure = AsyncMock(
        return_value=Forecast(Backend.PEFT_CPU, 1.0, 1.0, 2.0, 1, 3, TuneSettings(), 4)
    )
    followed = AsyncMock(return_value=DONE)
    monkeypatch.setattr(tune, "follow", followed)
    arguments: Any = parse(["tune", "--base", "Б", *(["--dry-run"] if dry else [])])
    assert asyncio.run(tune.tune(application, Call(arguments, Path(), output))) == DONE
    assert application.runs.start.called is not dry and followed.called is not dry
    told = [call.args[0] for call in output.row.call_args_list]
    assert any(row.get("forecast") == "peft_cpu" for row in told)
