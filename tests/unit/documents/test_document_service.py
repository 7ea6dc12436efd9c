"""Documents: what messages make of rows, removing with a way back, agreement with the worker's store."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import DocumentState, JobState
from desktop.features.documents.viewmodels.documents_model import DocumentsModel
from tests.helpers.scripted import Desk
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Item
from workers.contract.notes import Note, NoteCode
from workers.contract.specs.bases import ItemStatus, KnownDocument, ReconcileResult, document_id
from workers.contract.specs.jobs import Job


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "данные")
    desk.bases.create("База")
    yield desk
    desk.close()


def item(desk: Desk, name: str, status: ItemStatus, **values: object) -> Item:
    path = f"/папка/{name}"
    (sent,) = desk.workers.open()
    return Item(sent.request, document_id(desk.bases.current, path), path, status, **values)  # type: ignore[arg-type]


def states(desk: Desk) -> dict[str, str]:
    rows = desk.documents.list(desk.bases.current)
    return {Path(row.path).name: row.state.value for row in rows}


def index(desk: Desk, *items: tuple[str, ItemStatus, dict[str, object]]) -> None:
    desk.documents.import_paths(desk.bases.current, ["/папка"])
    (sent,) = desk.workers.open(Job.INDEX)
    for name, status, values in items:
        sent.say(item(desk, name, status, **values))


READ = {"content": "c" * 64, "pages": 3, "chunks": 7, "size": 100, "modified": 5.0}


def test_a_document_is_ready_only_when_the_worker_says_so(desk: Desk) -> None:
    index(desk, ("a.pdf", ItemStatus.QUEUED, {}), ("b.pdf", ItemStatus.QUEUED, {}))
    (sent,) = desk.workers.open()
    sent.say(item(desk, "a.pdf", ItemStatus.READING, percent=40))
    row = desk.documents.list(desk.bases.current)[0]
    assert (row.state, row.percent) == (DocumentState.READING, 40)
    sent.say(
        item(desk, "a.pdf", ItemStatus.INDEXED, **READ),
        item(desk, "b.pdf", ItemStatus.FAILED, code="too_large", params={"size": 9, "limit": 5}),
        item(desk, "copy.pdf", ItemStatus.COPY, copy_of="/папка/a.pdf", **READ),
    )
    sent.succeed()
    assert states(desk) == {"a.pdf": "ready", "b.pdf": "failed", "copy.pdf": "copy"}
    failed = desk.documents.list(desk.bases.current)[1]
    assert (failed.code, failed.params) == ("too_large", {"size": 9, "limit": 5})
    assert desk.documents.totals(desk.bases.current) == (3, 7)
    assert desk.document_rows.list(desk.bases.current) == desk.documents.list(desk.bases.current)


def test_many_messages_are_one_write(desk: Desk) -> None:
    index(desk, *((f"{n}.pdf", ItemStatus.QUEUED, {}) for n in range(900)))
    assert desk.document_rows.list(desk.bases.current) == []
    before = len(desk.changes)
    desk.timers.pass_(0.1)
    assert len(desk.document_rows.list(desk.bases.current)) == 400  # a portion, so that nothing stands still
    assert len(desk.changes) == before + 1
    desk.timers.pass_(0.2)
    desk.timers.pass_(0.2)
    assert len(desk.document_rows.list(desk.bases.current)) == 900


def test_what_answers_goes_on_answering_while_it_is_looked_at_again(desk: Desk) -> None:
    index(desk, *((name, ItemStatus.INDEXED, READ) for name in ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf")))
    desk.workers.open()[0].succeed()
    index(
        desk,
        ("a.pdf", ItemStatus.QUEUED, READ),
        ("e.pdf", ItemStatus.QUEUED, {**READ, "size": 7}),
        ("b.pdf", ItemStatus.UNCHANGED, {}),
        ("c.pdf", ItemStatus.FAILED, {"code": "broken_file"}),
        ("d.pdf", ItemStatus.MISSING, {}),
    )
    assert states(desk) == {
        "a.pdf": "ready", "b.pdf": "ready", "c.pdf": "changed", "d.pdf": "missing", "e.pdf": "changed",
    }  # fmt: skip
    rows = {Path(row.path).name: row for row in desk.documents.list(desk.bases.current)}
    assert rows["b.pdf"].pages == 3
    assert rows["c.pdf"].code == "broken_file"


def test_the_same_import_again_continues_and_passwords_are_never_written(desk: Desk) -> None:
    base = desk.bases.current
    first = desk.documents.import_paths(base, ["/папка", "/папка"])
    assert desk.documents.import_paths(base, ["/папка"]).id == first.id
    desk.jobs.pause(first.id)
    desk.workers.open()[0].cancel()
    assert desk.documents.import_paths(base, ["/папка"]).id == first.id
    desk.workers.open()[0].succeed()
    again = desk.documents.import_paths(base, ["/папка/a.pdf"], ("тайна",))
    (sent,) = desk.workers.open()
    assert sent.message.params["passwords"] == ["тайна"]
    assert "тайна" not in json.dumps(again.params, ensure_ascii=False)
    desk.documents.flush()
    assert "тайна".encode() not in desk.paths.database.read_bytes()


def test_a_password_is_tried_on_all_that_wait_for_one_until_all_are_open(desk: Desk) -> None:
    base = desk.bases.current
    index(
        desk,
        ("a.pdf", ItemStatus.FAILED, {"code": "password"}),
        ("b.docx", ItemStatus.FAILED, {"code": "wrong_password"}),
        ("c.zip", ItemStatus.INDEXED, READ | {"notes": (Note(NoteCode.LOCKED, "прайс.xlsx"),)}),
        ("d.pdf", ItemStatus.FAILED, {"code": "broken_file"}),
    )
    desk.workers.open()[0].succeed()
    publisher = ChangePublisher()
    model = DocumentsModel(desk.bases, desk.documents, desk.jobs, publisher)
    said: list[str] = []
    model.message.connect(said.append)
    model.unlock("первый")
    (sent,) = desk.workers.open()
    assert sent.message.params["paths"] == ["/папка/a.pdf", "/папка/b.docx", "/папка/c.zip"]
    assert sent.message.params["passwords"] == ["первый"]
    sent.say(item(desk, "a.pdf", ItemStatus.INDEXED, **READ))
    publisher(desk.changes[-1])
    assert said == []
    sent.succeed()
    publisher(Changes(jobs=frozenset({sent.request})))
    assert [words.replace("(s)", "") for words in said] == ["1 document opened, 2 still locked"]
    assert [Path(row.path).name for row in desk.documents.locked(base)] == ["b.docx", "c.zip"]
    model.unlock("второй")
    (sent,) = desk.workers.open()
    assert sent.message.params["passwords"] == ["второй", "первый"]
    sent.say(*(item(desk, name, ItemStatus.INDEXED, **READ) for name in ("b.docx", "c.zip")))
    sent.succeed()
    publisher(Changes(jobs=frozenset({sent.request})))
    assert [words.replace("(s)", "s") for words in said[1:]] == ["2 documents opened"]
    desk.documents.refresh(base)
    assert desk.workers.open()[0].message.params["passwords"] == [], "nothing waits: it is forgotten"


def test_nothing_to_import_is_said(desk: Desk) -> None:
    for act in (
        lambda: desk.documents.import_paths(desk.bases.current, []),
        lambda: desk.documents.retry(desk.bases.current),
        lambda: desk.documents.unlock(desk.bases.current, "тайна"),
    ):
        with pytest.raises(ProblemError) as caught:
            act()
        assert caught.value.problem.code is Code.NOTHING_TO_IMPORT


def test_retry_reads_what_failed(desk: Desk) -> None:
    index(
        desk,
        ("a.pdf", ItemStatus.INDEXED, READ),
        ("b.pdf", ItemStatus.FAILED, {"code": "password"}),
        ("c.pdf", ItemStatus.FAILED, {"code": "broken_file"}),
    )
    desk.workers.open()[0].succeed()
    desk.documents.retry(desk.bases.current)
    (sent,) = desk.workers.open()
    assert sent.message.params["paths"] == ["/папка/b.pdf", "/папка/c.pdf"]
    assert sent.message.params["retry"] is True


def test_a_removed_document_is_hidden_at_once_and_gone_after_six_seconds(desk: Desk) -> None:
    index(desk, ("a.pdf", ItemStatus.INDEXED, READ), ("b.pdf", ItemStatus.INDEXED, READ))
    desk.workers.open()[0].succeed()
    base = desk.bases.current
    removed = desk.documents.list(base)[0].id
    desk.documents.remove(base, [removed])
    assert states(desk) == {"b.pdf": "ready"}
    assert desk.documents.answering(base) == 1
    desk.timers.pass_(5.9)
    assert desk.workers.open() == []
    desk.documents.undo_remove(base)
    assert len(states(desk)) == 2
    desk.timers.pass_(60)
    assert desk.workers.open() == []

    desk.documents.remove(base, [removed])
    desk.timers.pass_(6.1)
    (sent,) = desk.workers.open(Job.REMOVE)
    assert sent.message.params["documents"] == [removed]
    assert len(desk.document_rows.list(base)) == 2  # not gone before the worker says so
    sent.say(Item(sent.request, removed, "/папка/a.pdf", ItemStatus.REMOVED))
    sent.succeed()
    assert [row.path for row in desk.document_rows.list(base)] == ["/папка/b.pdf"]


def test_a_removal_cut_off_by_a_kill_stays_hidden_and_is_finished(desk: Desk, tmp_path: Path) -> None:
    index(desk, ("a.pdf", ItemStatus.INDEXED, READ))
    desk.workers.open()[0].succeed()
    base = desk.bases.current
    desk.documents.remove(base, [row.id for row in desk.documents.list(base)])
    desk.documents.commit_removals()
    desk.close()

    again = Desk(tmp_path / "данные")
    assert again.documents.list(base) == []
    again.jobs.continue_interrupted()
    again.workers.open(Job.REMOVE)[0].succeed()
    assert again.document_rows.list(base) == []
    again.close()


def test_after_a_kill_the_base_takes_over_what_the_worker_knows(desk: Desk, tmp_path: Path) -> None:
    index(
        desk,
        ("was being read.pdf", ItemStatus.READING, {}),
        ("was queued.pdf", ItemStatus.QUEUED, {}),
        ("lost.pdf", ItemStatus.INDEXED, READ),
    )
    desk.documents.flush()
    base = desk.bases.current
    desk.close()

    again = Desk(tmp_path / "данные")
    reconciled = again.documents.ensure_reconciled(base)
    (sent,) = again.workers.open(Job.RECONCILE)

    def known(name: str, status: ItemStatus) -> KnownDocument:
        path = f"/папка/{name}"
        return KnownDocument(document_id(base, path), path, status, "c", 2, 4, 50, 1.0)

    rows = [known("was being read.pdf", ItemStatus.INDEXED), known("new.pdf", ItemStatus.COPY)]
    listing = tmp_path / "documents.json"
    listing.write_text(json.dumps(to_json(rows)), encoding="utf-8")
    sent.succeed(to_json(ReconcileResult(str(listing), 2, 4)))
    reconciled.result()
    assert states(again) == {
        "was being read.pdf": "ready",
        "was queued.pdf": "queued",  # its job goes on
        "lost.pdf": "queued",  # and is read again
        "new.pdf": "copy",
    }
    assert [job.params["paths"] for job in again.jobs.list(unfinished_only=True)] == [
        ["/папка"],
        ["/папка/lost.pdf"],
    ]
    assert again.documents.ensure_reconciled(base).completed  # once is enough
    again.close()


def test_a_cancelled_import_leaves_no_row_waiting_for_ever(desk: Desk, tmp_path: Path) -> None:
    index(desk, ("a.pdf", ItemStatus.INDEXED, READ), ("b.pdf", ItemStatus.QUEUED, {}))
    job = desk.jobs.list()[0]
    desk.jobs.cancel(job.id)
    desk.workers.open()[0].cancel()
    (sent,) = desk.workers.open(Job.RECONCILE)
    listing = tmp_path / "documents.json"
    path = "/папка/a.pdf"
    known = KnownDocument(
        document_id(desk.bases.current, path), path, ItemStatus.INDEXED, "c" * 64, 3, 7, 100, 5.0
    )
    listing.write_text(json.dumps([to_json(known)]), encoding="utf-8")
    sent.succeed(to_json(ReconcileResult(str(listing), 1, 7)))
    assert states(desk) == {"a.pdf": "ready"}
    assert desk.jobs.get(job.id).state is JobState.CANCELLED  # type: ignore[union-attr]


def test_a_base_goes_with_its_work_and_a_kill_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    base = desk.bases.current
    other = desk.bases.create("Другая")
    index(desk, ("a.pdf", ItemStatus.QUEUED, {}))
    folder = desk.paths.base_folder(base)
    folder.mkdir()
    (folder / "text.sqlite").touch()
    gone = desk.bases.remove(base)
    assert desk.bases.current == other.id
    assert desk.workers.open(Job.INDEX)[0].cancelled
    assert not gone.completed
    assert [job.base for job in desk.jobs.list()] == []
    desk.close()  # killed before the worker deleted the folder

    again = Desk(tmp_path / "данные")
    assert again.bases.sweep() == [base]
    assert again.workers.open(Job.DROP)[0].message.params["folder"] == str(folder)
    assert [row.name for row in again.bases.list()] == ["Другая"]
    again.close()


def test_names_of_bases(desk: Desk) -> None:
    assert desk.bases.by_name(" база ").name == "База"
    for act, code in (
        (lambda: desk.bases.create("БАЗА"), Code.BASE_EXISTS),
        (lambda: desk.bases.create("  "), Code.BASE_UNKNOWN),
        (lambda: desk.bases.by_name("Нет такой"), Code.BASE_UNKNOWN),
    ):
        with pytest.raises(ProblemError) as caught:
            act()
        assert caught.value.problem.code is code
    desk.bases.rename(desk.bases.current, "база  два")
    assert desk.bases.list()[0].name == "база два"


def test_chosen_folders_wait_for_the_search_model_also_over_a_restart(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "данные")
    desk.embedder = None
    base = desk.bases.create("База").id
    with pytest.raises(ProblemError):
        desk.documents.import_paths(base, ["/папка"])
    chosen = desk.documents.import_paths(base, ["/папка"], wait=True)
    assert chosen.state is JobState.QUEUED and not desk.workers.open()
    desk.jobs.close()
    desk.close()

    again = Desk(tmp_path / "данные")
    again.embedder = None
    again.jobs.continue_interrupted()
    assert not again.workers.open()
    again.embedder = Path("/embedder")
    again.jobs.reschedule()
    (sent,) = again.workers.open(Job.INDEX)
    assert sent.message.params["paths"] == ["/папка"]
    again.close()


def test_list_and_count_follow_every_message(desk: Desk) -> None:
    chance = random.Random(14)
    index(desk)
    base = desk.bases.current
    (sent,) = desk.workers.open()
    kinds = [ItemStatus.QUEUED, ItemStatus.READING, ItemStatus.INDEXED, ItemStatus.COPY, ItemStatus.FAILED]
    assert desk.documents.answering(base) == 0
    for _ in range(400):
        name, status = f"{chance.randrange(40)}.pdf", chance.choice(kinds)
        path = f"/{chance.choice('аб')}/{name}"  # now and then it was moved
        known = Item(sent.request, document_id(base, name), path, status)
        sent.say(replace(known, **READ) if status in (ItemStatus.INDEXED, ItemStatus.COPY) else known)
        rows = desk.documents.list(base)
        assert [row.path for row in rows] == sorted(row.path for row in rows)
        assert len({row.id for row in rows}) == len(rows)
        assert all(row == desk.documents.get(base, row.id) for row in rows)
        assert desk.documents.answering(base) == sum(row.answers for row in rows)
    desk.documents.remove(base, [row.id for row in desk.documents.list(base)[:5]])
    assert desk.documents.answering(base) == sum(row.answers for row in desk.documents.list(base))
