"""The command that a finished training tells: it examines what was trained, in words that can be typed."""

import shlex
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from desktop.app import Application
from desktop.cli.arguments import parse
from desktop.cli.commands import tune
from desktop.core.training_entities import Run, RunState
from workers.contract.training.tuning import TuneSettings

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
    assert '--base "Отдел кадров" --contestants' in tune._exam(run, application)
