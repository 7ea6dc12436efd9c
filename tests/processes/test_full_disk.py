"""A disk that takes no more of the database, with real workers: work ends with its cause, and goes on."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from desktop.app import Application
from desktop.core.entities import DocumentState, JobState
from tests.conftest import Complaints
from tests.helpers.gui import wait_for
from tests.helpers.models import install_into
from tests.helpers.window import put_documents, running_application
from workers.contract.codes import Code, ProblemError

FILES = 40


def fill_up(application: Application, pages: int) -> None:
    """From now on the database may grow by so many pages, as on a disk with so much room."""
    engine = application.database.engine

    def limit(connection: Any, _record: Any) -> None:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {now + pages}")

    engine.dispose()
    event.listen(engine, "connect", limit)
    application.full = limit  # type: ignore[attr-defined]


def letters(home: Path) -> Path:
    folder = home / "Приказы"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{'длинное имя ' * 8}{number}.txt").write_text(f"Приказ {number} об отпуске.", "utf-8")
    return folder


def free_room(application: Application) -> None:
    engine = application.database.engine
    event.remove(engine, "connect", application.full)  # type: ignore[attr-defined]
    engine.dispose()


def test_a_write_that_the_disk_refuses_is_a_known_problem(tmp_path: Path) -> None:
    with running_application(tmp_path / "data", base="Приказы") as application:
        fill_up(application, 0)
        with pytest.raises(ProblemError) as raised:
            put_documents(application, 500)
        assert raised.value.problem.code is Code.DISK_FULL
        free_room(application)


def test_an_import_on_a_full_disk_ends_with_its_cause_and_goes_on_when_there_is_room(
    tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("a listener of a worker failed: disk_full|is not written: disk_full")
    complaints.expect(r"failed: disk_full|could not be kept: disk_full")
    install_into(tmp_path / "data")
    folder = letters(tmp_path)
    with running_application(tmp_path / "data", base="Приказы") as application:
        base = application.bases.current
        fill_up(application, 1)
        job = application.documents.import_paths(base, [str(folder)])
        ended = application.jobs.wait(job.id)
        wait_for(lambda: ended.completed, 60)
        assert ended.result().state is JobState.FAILED
        assert ended.result().code == "disk_full"
        assert application.jobs.list(unfinished_only=True) == []
        free_room(application)
        again = application.jobs.wait(application.documents.import_paths(base, [str(folder)]).id)
        wait_for(lambda: again.completed, 120)
        assert again.result().state is JobState.SUCCEEDED
        rows = application.documents.list(base)
        assert len({row.path for row in rows}) == len(rows) == FILES
        assert {row.state for row in rows} == {DocumentState.READY}


def test_the_program_ends_on_a_full_disk_and_the_next_start_goes_on(
    tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("disk_full")
    install_into(tmp_path / "data")
    folder = letters(tmp_path)
    with running_application(tmp_path / "data", base="Приказы") as application:
        base = application.bases.current
        fill_up(application, 1)
        application.documents.import_paths(base, [str(folder)])
        wait_for(lambda: application.documents.list(base), 60)
    with running_application(tmp_path / "data") as application:
        application.jobs.continue_interrupted()
        wait_for(lambda: not application.jobs.list(unfinished_only=True), 120)
        job = application.jobs.wait(application.documents.import_paths(base, [str(folder)]).id)
        wait_for(lambda: job.completed, 120)
        assert [row.state for row in application.documents.list(base)] == [DocumentState.READY] * FILES


def test_a_damaged_page_met_while_working_is_told_as_damage(tmp_path: Path) -> None:
    with running_application(tmp_path / "data", base="Приказы") as application:
        application.database.engine.dispose()
        file = application.paths.database
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = file.read_bytes()
        file.write_bytes(kept[:100] + b"\xff" * 4000 + kept[4100:])
        with pytest.raises(ProblemError) as raised:
            application.bases.create("Ещё")
        assert raised.value.problem.code is Code.DATA_DAMAGED
        application.database.engine.dispose()
        file.write_bytes(kept)
