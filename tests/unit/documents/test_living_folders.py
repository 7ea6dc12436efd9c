"""Which folders are watched, and how what they tell becomes few, quiet jobs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.changes import Changes
from desktop.core.entities import Document, DocumentState, JobState
from tests.helpers.scripted import Desk, Sent
from workers.contract.codes import Code
from workers.contract.messages import FilesChanged, FolderState, Progress
from workers.contract.specs.jobs import Job, Kind
from workers.contract.watching import WatchReason, WatchState


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "данные")
    desk.bases.create("База")
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "папка"
    (folder / "внутри").mkdir(parents=True)
    return folder


def watched(desk: Desk) -> list[str]:
    """What is watched now: folders, or the number of single files."""
    sent = [one for one in desk.workers.open(Job.WATCH) if not one.cancelled]
    return [one.message.params["folder"] or str(len(one.message.params["files"])) for one in sent]


def watch_of(desk: Desk, folder: Path) -> Sent:
    sent = desk.workers.open(Job.WATCH)
    return next(one for one in sent if one.message.params["folder"] == str(folder) and not one.cancelled)


def begun(desk: Desk, folder: Path) -> Sent:
    """The folder is imported, watched, and compared."""
    desk.living.begin()
    desk.documents.import_paths(desk.bases.current, [folder])
    desk.workers.open(Job.INDEX)[0].succeed()
    sent = watch_of(desk, folder)
    sent.say(FolderState(sent.request, WatchState.WATCHED))
    desk.timers.pass_(1.0)
    desk.workers.open(Job.INDEX)[0].succeed()
    return sent


def change(desk: Desk, sent: Sent, *names: str) -> None:
    sent.say(FilesChanged(sent.request, names))
    desk.timers.pass_(1.0)


def reading(desk: Desk) -> list[list[str]]:
    return [one.message.params["paths"] for one in desk.workers.open(Job.INDEX) if not one.cancelled]


def test_folders_of_imports_are_watched_once_the_window_begins(desk: Desk, folder: Path) -> None:
    base = desk.bases.current
    desk.documents.import_paths(base, [folder / "внутри", folder / "нет такой.txt"])
    assert watched(desk) == [] and [one.path for one in desk.living.list(base)] == [str(folder / "внутри")]
    desk.documents.import_paths(base, [folder])
    assert [one.path for one in desk.living.list(base)] == [str(folder)], "one that holds another is enough"
    desk.documents.import_paths(base, [folder / "внутри"])
    desk.living.begin()
    assert watched(desk) == [str(folder)]
    desk.settings.change(watch_folders=False)
    desk.living.on_changes(Changes(settings=True))
    assert watched(desk) == []
    desk.settings.change(watch_folders=True)
    desk.living.on_changes(Changes(settings=True))
    desk.living.watch(base, str(folder), watched=False)
    assert watched(desk) == [] and desk.living.list(base)[0].watched is False
    desk.documents.import_paths(base, [folder])
    assert watched(desk) == [str(folder)], "who imports it again wants it watched"
    desk.living.close()
    assert watched(desk) == []


def test_how_a_folder_is_watched_is_to_be_seen(desk: Desk, folder: Path) -> None:
    desk.living.begin()
    desk.documents.import_paths(desk.bases.current, [folder])
    sent = watch_of(desk, folder)
    sent.say(FolderState(sent.request, WatchState.POLLED, WatchReason.LIMIT))
    (shown,) = desk.living.list(desk.bases.current)
    assert (shown.state, shown.reason) == (WatchState.POLLED, WatchReason.LIMIT)


def test_what_changes_is_one_quiet_job_that_nobody_has_to_clear_away(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    before = desk.jobs.list()
    sent.say(FilesChanged(sent.request, ("/папка/a.txt",)))
    change(desk, sent, "/папка/b.txt")
    (job,) = desk.workers.open(Job.INDEX)
    assert job.message.params["paths"] == ["/папка/a.txt", "/папка/b.txt"]
    assert job.message.params["folders"] == [str(folder)]
    (record,) = [job for job in desk.jobs.list() if job.state is JobState.RUNNING]
    assert record.quiet
    change(desk, sent, "/папка/c.txt")
    assert reading(desk) == [["/папка/a.txt", "/папка/b.txt"]], "one at a time"
    job.succeed()
    desk.timers.pass_(1.0)
    assert reading(desk) == [["/папка/c.txt"]]
    desk.workers.open(Job.INDEX)[0].succeed()
    assert desk.jobs.list() == before


def test_very_many_changes_are_a_comparison_of_the_folder(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    change(desk, sent, *(str(folder / f"{number}.txt") for number in range(1500)))
    assert reading(desk) == [[str(folder)]]


def test_a_change_comes_before_an_import_but_not_again_and_again(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    desk.documents.import_paths(desk.bases.current, ["/другая"])
    (importing,) = desk.workers.open(Job.INDEX)
    change(desk, sent, "/папка/a.txt")
    assert importing.cancelled, "it steps aside"
    importing.cancel()
    assert reading(desk) == [["/папка/a.txt"]]
    desk.workers.open(Job.INDEX)[0].succeed()
    assert reading(desk) == [["/другая"]]
    change(desk, sent, "/папка/b.txt")
    assert reading(desk) == [["/другая"]], "it has its turn"
    desk.timers.pass_(40.0)
    desk.timers.pass_(1.0)
    assert desk.workers.open(Job.INDEX)[0].cancelled


def test_many_changes_wait_for_what_a_person_asked_for(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    change(desk, sent, *(f"/папка/{number}.txt" for number in range(200)))
    (many,) = desk.workers.open(Job.INDEX)
    desk.documents.import_paths(desk.bases.current, ["/другая"])
    assert many.cancelled
    many.cancel()
    assert reading(desk) == [["/другая"]]


def test_an_import_that_is_paused_or_called_off_is_left_alone(desk: Desk, folder: Path) -> None:
    base = desk.bases.current
    desk.living.begin()
    job = desk.documents.import_paths(base, [folder])
    sent = watch_of(desk, folder)
    desk.jobs.pause(job.id)
    desk.workers.open(Job.INDEX)[0].cancel()
    sent.say(FolderState(sent.request, WatchState.WATCHED))
    change(desk, sent, str(folder / "a.txt"))
    assert reading(desk) == []
    desk.jobs.resume(job.id)
    desk.workers.open(Job.INDEX)[0].succeed()
    desk.timers.pass_(1.0)
    assert reading(desk) == [[str(folder / "a.txt")]]
    desk.workers.open(Job.INDEX)[0].succeed()
    desk.timers.pass_(1.0)
    assert reading(desk) == [[str(folder)]]
    desk.workers.open(Job.INDEX)[0].succeed()
    again = desk.documents.import_paths(base, [folder])
    desk.jobs.cancel(again.id)
    desk.workers.open(Job.INDEX)[0].cancel()
    desk.timers.pass_(1.0)
    assert watched(desk) == [] and reading(desk) == []


def test_scans_hold_up_nothing(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    change(desk, sent, "/папка/скан.pdf")
    (scan,) = desk.workers.open(Job.INDEX)
    scan.say(Progress(scan.request, "recognise", 1, 300, "pages"))
    change(desk, sent, "/папка/a.txt")
    assert scan.cancelled
    scan.cancel()
    assert reading(desk) == [["/папка/a.txt"]]
    desk.workers.open(Job.INDEX)[0].succeed()
    assert reading(desk) == [["/папка/скан.pdf"]]


def test_without_a_search_model_changes_wait_in_silence(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    there, desk.embedder = desk.embedder, None
    jobs = desk.jobs.list()
    change(desk, sent, "/папка/a.txt")
    assert desk.jobs.list() == jobs
    desk.embedder = there
    desk.living.on_changes(Changes(models=True))
    desk.timers.pass_(1.0)
    assert reading(desk) == [["/папка/a.txt"]]


def test_what_fails_is_tried_again_and_nobody_is_told(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    change(desk, sent, "/папка/a.txt")
    desk.workers.open(Job.INDEX)[0].fail(Code.STORE_LOCKED)
    assert not [job for job in desk.jobs.list() if job.quiet or job.state is JobState.FAILED]
    assert reading(desk) == []
    desk.timers.pass_(60.0)
    assert reading(desk) == [["/папка/a.txt"]]


def test_a_worker_that_dies_is_started_again_later_each_time(desk: Desk, folder: Path) -> None:
    sent = begun(desk, folder)
    for pause in (10.0, 20.0, 40.0):
        sent.fail(Code.WORKER_CRASHED)
        desk.timers.pass_(pause - 1)
        assert watched(desk) == []
        desk.timers.pass_(1.5)
        sent = watch_of(desk, folder)
    sent.say(FolderState(sent.request, WatchState.WATCHED))
    sent.fail(Code.WORKER_CRASHED)
    desk.timers.pass_(10.5)
    assert watched(desk) == [str(folder)]


def test_single_files_and_folders_without_documents(desk: Desk, folder: Path) -> None:
    base = desk.bases.current
    begun(desk, folder)
    inside = Document("in", base, str(folder / "a.txt"), DocumentState.READY, "c" * 64, chunks=1)
    alone = Document("alone", base, "/один.txt", DocumentState.READY, "d" * 64, chunks=1)
    desk.document_rows.save([inside, alone])
    desk.documents._store.forget_base(base)  # as the next start reads it
    desk.documents.import_paths(base, ["/один.txt"])
    desk.workers.open(Job.INDEX)[0].succeed()
    assert sorted(watched(desk)) == [str(folder), "1"] or sorted(watched(desk)) == ["1", str(folder)]
    desk.timers.pass_(1.0)
    assert reading(desk) == [["/один.txt"]], "what changed before it was watched"
    desk.workers.open(Job.INDEX)[0].succeed()
    desk.documents.remove(base, ["in"])
    desk.documents.commit_removals()
    (removal,) = desk.workers.open(Job.REMOVE)
    removal.succeed()
    assert watched(desk) == ["1"] and desk.living.list(base) == []


def test_a_base_that_goes_takes_its_watches_with_it(desk: Desk, folder: Path) -> None:
    begun(desk, folder)
    desk.bases.remove(desk.bases.current)
    desk.living.on_changes(Changes(bases=True))
    assert watched(desk) == []
    desk.timers.pass_(100.0)
    assert [one for one in desk.workers.open() if one.kind is Kind.WATCH and not one.cancelled] == []
