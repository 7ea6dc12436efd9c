"""A command that waits says that it still does."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.cli import progress
from desktop.cli.output import Output
from desktop.core.entities import JobRecord, JobState
from desktop.core.future import Future, spawn
from tests.helpers.gui import qt_app, wait_for
from workers.contract.specs.jobs import Job


def test_a_job_that_tells_nothing_shows_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    qt_app()
    monkeypatch.setattr(progress, "_SIGN_EVERY_MS", 20)
    now = datetime.now(UTC)
    job = JobRecord("j", Job.FETCH, "", JobState.RUNNING, {"model": "m"}, now, now)
    waiting: Future[JobRecord] = Future()
    listen: Callable[[Any], Callable[[], None]] = lambda heard: lambda: None  # noqa: E731
    application: Any = SimpleNamespace(
        change_publisher=SimpleNamespace(listen=listen),
        jobs=SimpleNamespace(wait=lambda _: waiting, pause=lambda _: None),
    )
    lines: list[str] = []
    running = spawn(progress.finished(application, job, Output(lines.append, lines.append)))
    wait_for(lambda: len(lines) >= 2, 10)
    assert "0:0" in lines[0]
    waiting.resolve(job)
    assert running.result() is job
    told = len(lines)
    wait_for(lambda: False, 0.1, must=False)
    assert len(lines) == told  # and none after its end
