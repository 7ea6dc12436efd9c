"""A command that waits says that it still does."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain, repeat
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
    job = JobRecord("j", Job.INDEX, "b", JobState.RUNNING, {}, now, now, stage="index", done=180, total=292)
    left = chain([7.0, 140.0], repeat(None))
    waiting: Future[JobRecord] = Future()
    listen: Callable[[Any], Callable[[], None]] = lambda heard: lambda: None  # noqa: E731
    application: Any = SimpleNamespace(
        change_publisher=SimpleNamespace(listen=listen),
        jobs=SimpleNamespace(
            wait=lambda _: waiting, pause=lambda _: None, get=lambda _: job, estimate=lambda _: next(left)
        ),
    )  # fmt: skip
    lines: list[str] = []
    running = spawn(progress.finished(application, job, Output(lines.append, lines.append)))
    wait_for(lambda: len(lines) >= 2, 10)
    assert "0:0" in lines[0] and "7\u00a0s left" in lines[0]
    assert "2\u00a0min left" in lines[1]  # 7 s have passed, and nothing was done
    waiting.resolve(job)
    assert running.result() is job
    told = len(lines)
    wait_for(lambda: False, 0.1, must=False)
    assert len(lines) == told  # and none after its end
