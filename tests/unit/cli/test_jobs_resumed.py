"""`bukvar jobs resume` ends when what it began has ended; `list` names a move that was killed."""

import argparse
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop import begun_move, moving
from desktop.cli import data_commands, jobs
from desktop.cli.command import Call
from desktop.cli.output import Output
from desktop.core.entities import JobRecord, JobState
from desktop.core.future import spawn
from desktop.paths import AppPaths
from tests.helpers.gui import qt_app
from workers.contract.specs.jobs import Job

_NOW = datetime.now(UTC)


def _job(name: str, kind: Job, state: JobState, **params: object) -> JobRecord:
    return JobRecord(name, kind, "", state, params, _NOW, _NOW)


@pytest.mark.parametrize("ends", [JobState.SUCCEEDED, JobState.PAUSED])
def test_what_follows_from_the_work_is_waited_for(monkeypatch: pytest.MonkeyPatch, ends: JobState) -> None:
    qt_app()
    rows = {"fetch": _job("fetch", Job.FETCH, JobState.INTERRUPTED, model="m")}
    waited: list[str] = []

    async def finished(application: object, job: JobRecord, output: object) -> JobRecord:
        waited.append(job.id)
        rows[job.id] = replace(job, state=ends)
        if job.id == "fetch" and ends is JobState.SUCCEEDED:
            rows["convert"] = _job("convert", Job.CONVERT, JobState.RUNNING, model="m")
            rows["other"] = _job("other", Job.FETCH, JobState.RUNNING, model="another")
            rows["aside"] = _job("aside", Job.VERIFY, JobState.QUEUED, model="m", quiet=True)
        return rows[job.id]

    monkeypatch.setattr(jobs, "finished", finished)
    application: Any = SimpleNamespace(
        jobs=SimpleNamespace(list=lambda: list(rows.values()), resume=lambda _: None, get=rows.get),
        bases=SimpleNamespace(list=list),
        pipeline=SimpleNamespace(cut_off=list),
        backups=SimpleNamespace(cut_off=lambda: ""),
    )
    lines: list[str] = []
    call = Call(
        argparse.Namespace(action="resume", job=[]), Path(), Output(lines.append, lines.append, as_json=True)
    )
    code = spawn(jobs.jobs(application, call)).result()
    expected = (["fetch", "convert"], 0) if ends is JobState.SUCCEEDED else (["fetch"], 1)
    assert (waited, code) == expected and len(lines) == len(waited)


def test_a_move_that_was_killed_is_named_until_its_copy_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qt_app()
    paths, target = AppPaths.under(tmp_path / "data"), tmp_path / "stick"
    paths.prepare()
    paths.database.write_bytes(b"rows")
    application: Any = SimpleNamespace(
        paths=paths, jobs=SimpleNamespace(list=list), pipeline=SimpleNamespace(cut_off=list),
        backups=SimpleNamespace(cut_off=lambda: ""),
    )  # fmt: skip

    def listed() -> list[str]:
        lines: list[str] = []
        call = Call(argparse.Namespace(action="list", job=[]), Path(), Output(lines.append, lines.append))
        assert spawn(jobs.jobs(application, call)).result() == 0
        return lines

    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(moving, "_copy_one", killed)
    with pytest.raises(KeyboardInterrupt):
        moving.move(paths, target)
    assert str(target) in listed()[0] and "drop-copy" in listed()[0]
    typed = argparse.Namespace(action="move", folder=str(target))
    told: list[str] = []
    call = Call(typed, tmp_path, Output(told.append, told.append))
    assert data_commands.data_without_application(paths, call) == 130 and "drop-copy" in told[-1]
    moving.drop_copy(paths, target)
    assert not listed() and not target.exists() and begun_move.noted(paths.data) is None
