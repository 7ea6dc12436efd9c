"""Living folders: the real application, its workers, real files. Whatever changes on the disk has to reach
the answers; how long that took is printed (`pytest -s`)."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.entities import Document, DocumentState, JobState
from tests.helpers import models
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import running_application
from workers.contract.specs.jobs import Job
from workers.contract.watching import WatchState

PATIENCE = 60.0
COUNTED = "В сейфе лежит {} ключей, их считает Иванова."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Общие документы"
    made.mkdir()
    write(made / "склад.txt", "Склад закрывается в 19 часов. Ключи у кладовщика Петрова.")
    write(made / "Отдел" / "отпуск.txt", "Отпуск длится 28 календарных дней и оплачивается заранее.")
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "данные"
    models.install_into(data)
    return data


@contextmanager
def running(data: Path, base: str = "") -> Iterator[Application]:
    """As the window starts it."""
    with running_application(data, "ru", base=base) as application:
        started: list[object] = []
        application.continue_work().then(started.append)
        wait_for(lambda: started, PATIENCE)
        yield application


@pytest.fixture
def application(data: Path, folder: Path) -> Iterator[Application]:
    with running(data, "Приказы") as application:
        application.documents.import_paths(application.bases.current, [folder])
        settled(application)
        assert [one.state for one in living(application)] == [WatchState.WATCHED]
        yield application


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def living(application: Application) -> list[object]:
    return list(application.living.list(application.bases.current))


def settled(application: Application) -> None:
    """Until all folders are watched, and nothing is read."""

    def quiet() -> bool:
        known = application.living.list(application.bases.current)
        return not application.jobs.list(unfinished_only=True) and all(
            one.state or not one.watched for one in known
        )

    wait_for(quiet, PATIENCE)
    pump(1.0)
    wait_for(quiet, PATIENCE)


def rows(application: Application) -> dict[str, Document]:
    return {Path(row.path).name: row for row in application.documents.list(application.bases.current)}


def state(application: Application, name: str) -> DocumentState | None:
    row = rows(application).get(name)
    return row.state if row is not None else None


def answers(application: Application, question: str) -> list[str]:
    """The names of the documents that a search finds, best first."""
    found: list[list[str]] = []
    application.search.search(application.bases.current, question).then(
        lambda result: found.append([passage.name for passage in result.passages])
    )
    wait_for(lambda: found, PATIENCE)
    return found[0]


def until(what: str, ready: Callable[[], object]) -> None:
    """Wait generously, and print how long it took."""
    begun = time.monotonic()
    wait_for(ready, PATIENCE)
    sys.stdout.write(f"\n{what}: {time.monotonic() - begun:.1f} s")


def test_what_is_added_changed_moved_and_deleted_reaches_the_answers(
    application: Application, folder: Path
) -> None:
    question = "Сколько ключей лежит в сейфе?"
    new = write(folder / "Отдел" / "сейф.txt", COUNTED.format(7))
    until("added", lambda: state(application, "сейф.txt") is DocumentState.READY)
    assert answers(application, question)[0] == "сейф.txt"
    key, chunks = rows(application)["сейф.txt"].id, rows(application)["сейф.txt"].content

    write(new, COUNTED.format(4417))
    until("changed", lambda: rows(application)["сейф.txt"].content != chunks)
    assert answers(application, question)[0] == "сейф.txt"

    moved = folder / "Архив" / "сейф за 2020 год.txt"
    moved.parent.mkdir()
    new.rename(moved)
    until("moved", lambda: state(application, moved.name) is DocumentState.READY)
    assert rows(application)[moved.name].id == key and "сейф.txt" not in rows(application)

    moved.parent.rename(folder / "Старое")
    until("folder renamed", lambda: Path(rows(application)[moved.name].path).parent.name == "Старое")
    assert rows(application)[moved.name].id == key and answers(application, question)[0] == moved.name

    (folder / "Старое" / moved.name).unlink()
    until("deleted", lambda: state(application, moved.name) is DocumentState.MISSING)
    assert moved.name not in answers(application, question)
    # Nobody was asked, and nothing is left over in the list of work.
    assert not application.jobs.list(unfinished_only=True)
    assert sum(job.quiet for job in application.jobs.list()) <= 1


def test_an_editors_save_is_a_change_of_one_document(application: Application, folder: Path) -> None:
    path, key = folder / "склад.txt", rows(application)["склад.txt"].id
    seen: list[set[str]] = []
    stop = application.change_publisher.listen(lambda _: seen.append(set(rows(application))))
    (folder / "~$склад.docx").write_bytes(b"lock")
    part = write(folder / "склад.tmp", "Склад закрывается в 21 час, ключи у Сидорова.")
    path.rename(folder / "склад.bak~")
    part.rename(path)
    (folder / "склад.bak~").unlink()
    size = path.stat().st_size
    until("saved by an editor", lambda: rows(application)["склад.txt"].size == size)
    settled(application)
    stop()
    assert rows(application)["склад.txt"].id == key
    assert set().union(*seen) == {"склад.txt", "отпуск.txt"}, "no other document was ever listed"


def test_a_folder_that_takes_the_name_of_a_file_is_not_the_file(
    application: Application, folder: Path
) -> None:
    (folder / "склад.txt").unlink()
    write(folder / "склад.txt" / "акт.txt", "Внутри лежит акт номер 631.")
    until("file replaced by a folder", lambda: state(application, "акт.txt") is DocumentState.READY)
    until("gone", lambda: state(application, "склад.txt") is DocumentState.MISSING)
    assert "склад.txt" not in answers(application, "Когда закрывается склад?")
    shutil.rmtree(folder / "склад.txt")
    write(folder / "склад.txt", "Склад закрывается в 21 час.")
    until("there again", lambda: state(application, "склад.txt") is DocumentState.READY)
    until("not in it", lambda: state(application, "акт.txt") is DocumentState.MISSING)


def test_many_changes_are_few_jobs(application: Application, folder: Path) -> None:
    submitted: list[str] = []
    stop = application.change_publisher.listen(lambda changes: submitted.extend(changes.jobs))
    for number in range(300):
        write(folder / "распаковано" / f"{number % 7}" / f"приказ {number}.txt", f"Приказ номер {number}.")
    until("300 files", lambda: len(rows(application)) == 302)
    wait_for(lambda: all(row.state.answers for row in rows(application).values()), PATIENCE)
    stop()
    assert len(set(submitted)) <= 12
    shutil.rmtree(folder / "распаковано")
    gone = lambda: sum(row.state is DocumentState.MISSING for row in rows(application).values())  # noqa: E731
    until("300 files deleted", lambda: gone() == 300)


def test_a_folder_that_is_unplugged_goes_on_answering(
    application: Application, folder: Path, empty_disk: Path
) -> None:
    away = folder.with_name("отключено")
    folder.rename(away)
    # What stays is the mount point of a disk that is not there.
    folder.symlink_to(empty_disk)
    until("unplugged", lambda: state(application, "склад.txt") is DocumentState.UNREACHABLE)
    assert answers(application, "Когда закрывается склад?")[0] == "склад.txt"
    folder.unlink()
    away.rename(folder)
    until("plugged in", lambda: state(application, "склад.txt") is DocumentState.READY)
    write(folder / "склад.txt", "Склад работает круглые сутки.")
    size = (folder / "склад.txt").stat().st_size
    until("changed after it", lambda: rows(application)["склад.txt"].size == size)


def test_what_changed_while_the_window_was_closed_is_found(data: Path, folder: Path) -> None:
    with running(data, "Приказы") as application:
        application.documents.import_paths(application.bases.current, [folder, folder.parent / "один.txt"])
        settled(application)
        key = rows(application)["склад.txt"].id
    write(folder / "новое.txt", "Новое правило.")
    write(folder / "Отдел" / "отпуск.txt", "Отпуск длится 31 день.")
    (folder / "склад.txt").rename(folder / "Отдел" / "склад и ключи.txt")
    with running(data) as application:
        until("found after a start", lambda: state(application, "новое.txt") is DocumentState.READY)
        settled(application)
        assert rows(application)["склад и ключи.txt"].id == key
        assert rows(application)["отпуск.txt"].size == (folder / "Отдел" / "отпуск.txt").stat().st_size
        assert answers(application, "Сколько дней длится отпуск? 31")[0] == "отпуск.txt"


def test_single_files_are_watched_too(data: Path, folder: Path) -> None:
    with running(data, "Приказы") as application:
        application.documents.import_paths(application.bases.current, [folder / "склад.txt"])
        settled(application)
        pump(6)
        write(folder / "склад.txt", "Склад переехал.")
        size = (folder / "склад.txt").stat().st_size
        until("a single file", lambda: rows(application)["склад.txt"].size == size)
        assert set(rows(application)) == {"склад.txt"}
        (folder / "склад.txt").unlink()
        until("deleted", lambda: state(application, "склад.txt") is DocumentState.MISSING)


def test_what_was_taken_out_stays_out_and_a_folder_can_be_left_alone(
    application: Application, folder: Path
) -> None:
    base = application.bases.current
    application.documents.remove(base, [rows(application)["склад.txt"].id])
    application.documents.commit_removals()
    wait_for(lambda: "склад.txt" not in rows(application), PATIENCE)
    write(folder / "склад.txt", "Склад открыт.")
    write(folder / "другое.txt", "Другое правило.")
    until("another", lambda: state(application, "другое.txt") is DocumentState.READY)
    assert "склад.txt" not in rows(application)
    application.living.watch(base, str(folder), watched=False)
    write(folder / "третье.txt", "Третье правило.")
    write(folder / "другое.txt", "Другое правило, изменённое.")
    pump(5)
    settled(application)
    assert "третье.txt" not in rows(application)
    application.living.watch(base, str(folder), watched=True)
    until("watched again", lambda: state(application, "третье.txt") is DocumentState.READY)


def test_reading_that_was_begun_steps_aside_for_a_change(application: Application, tmp_path: Path) -> None:
    base = application.bases.current
    for number in range(200):
        write(tmp_path / "много" / f"{number}.txt", f"Правило {number}. " + "Слова о разном. " * 300)
    job = application.documents.import_paths(base, [tmp_path / "много"])
    wait_for(lambda: sum(row.state.answers for row in rows(application).values()) > 10, PATIENCE)
    write(tmp_path / "Общие документы" / "срочно.txt", "Срочное правило.")
    until("beside an import", lambda: state(application, "срочно.txt") is DocumentState.READY)
    record = application.jobs.get(job.id)
    assert record is not None and record.state in (JobState.RUNNING, JobState.QUEUED)
    application.jobs.cancel(job.id)
    wait_for(lambda: not application.jobs.list(unfinished_only=True), PATIENCE)
    shown = {Path(one.path).name: one.watched for one in application.living.list(base)}
    assert shown == {"Общие документы": True, "много": False}, "what was called off is left alone"


def test_without_a_search_model_nothing_is_said_until_there_is_one(data: Path, folder: Path) -> None:
    hidden = data / "models" / "hidden"
    with running_application(data, "ru", base="Приказы") as application:
        application.documents.import_paths(application.bases.current, [folder])
        settled_jobs = lambda: not application.jobs.list(unfinished_only=True)  # noqa: E731
        wait_for(settled_jobs, PATIENCE)
    (data / "models" / models.EMBEDDER).rename(hidden)
    with running(data) as application:
        assert not application.bases.searchable()
        write(folder / "новое.txt", "Новое правило.")
        pump(6)
        assert not [job for job in application.jobs.list() if job.quiet or job.state is JobState.FAILED]
        assert [job.kind for job in application.jobs.list()] == [Job.INDEX]
