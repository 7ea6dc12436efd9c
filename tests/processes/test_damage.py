"""Damage of a base with the real worker: told wherever it is met, mended from what is left, others go on."""

import json
from dataclasses import replace
from pathlib import Path

from desktop.features.documents.domain.base_findings import FindingKind, findings_of
from tests.helpers.worker_process import WorkerProcess
from tests.processes.test_knowledge_worker import Place, index, knowledge, names, place, run, search
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.messages import Failed, Search, Succeeded
from workers.contract.specs.bases import (
    CHECKED_MARK,
    DAMAGED_MARK,
    BaseCheck,
    CheckBaseSpec,
    CheckedDocument,
    FileState,
    IndexSpec,
    ItemStatus,
    RemoveSpec,
    RepairResult,
    RepairSpec,
    document_id,
)
from workers.contract.specs.jobs import Job

__all__ = ["knowledge", "place"]
TEXTS = {
    "склад.txt": "Склад закрывается в 19 часов. Ключи у кладовщика Петрова.",
    "отпуск.txt": "Отпуск длится 28 календарных дней и оплачивается заранее.",
    "касса.txt": "Касса работает с девяти до шести, перерыв в час.",
}


def check(process: WorkerProcess, place: Place) -> tuple[BaseCheck, set[str]]:
    """What a check says, and the names of the documents that it finds damaged."""
    ended, _ = run(process, Job.CHECK_BASE, CheckBaseSpec(place.ref))
    assert isinstance(ended, Succeeded), ended
    found = from_json(BaseCheck, ended.result)
    if not found.documents_file:
        return found, set()
    rows = json.loads(Path(found.documents_file).read_text("utf-8"))
    return found, {Path(row["path"]).name for row in rows if row["damaged"]}


def repair(process: WorkerProcess, place: Place) -> RepairResult:
    ended, _ = run(process, Job.REPAIR, RepairSpec(place.ref))
    assert isinstance(ended, Succeeded), ended
    return from_json(RepairResult, ended.result)


def test_damage_is_told_and_mended_while_another_base_answers(
    knowledge: WorkerProcess, place: Place, tmp_path: Path
) -> None:
    other = Place(replace(place.ref, id="other", folder=str(tmp_path / "other")), tmp_path / "Прочее")
    other.write("пропуск.txt", "Пропуск выдаёт охрана на проходной.")
    index(knowledge, other)
    for name, text in TEXTS.items():
        place.write(name, text)
    index(knowledge, place)
    folder = Path(place.ref.folder)
    file = folder / "text.sqlite"
    assert check(knowledge, place) == (BaseCheck(str(folder / "checked.json"), 3, 3, 3, 0), set())
    assert (folder / CHECKED_MARK).exists() and not (folder / DAMAGED_MARK).exists()
    assert repair(knowledge, place) == RepairResult()

    # A letter of a stored text, which SQLite does not see; its file is gone as well.
    body = bytearray(file.read_bytes())
    at = body.index("девяти до".encode())
    body[at : at + 2] = "е".encode()
    file.write_bytes(body)
    (place.documents / "касса.txt").unlink()
    assert check(knowledge, place)[1] == {"касса.txt"}
    assert (folder / DAMAGED_MARK).exists()
    mended = repair(knowledge, place)
    assert (mended.damaged, mended.kept, mended.lost) == (True, 2, 1)
    assert "еевяти до".encode() in (folder / mended.aside).read_bytes()
    folders = (str(place.documents),)
    ended, items = run(knowledge, Job.INDEX, IndexSpec(place.ref, (), folders=folders))
    assert isinstance(ended, Succeeded)
    lost = {Path(item.path).name: (item.status, item.code) for item in items}["касса.txt"]
    assert lost == (ItemStatus.FAILED, Code.TEXT_LOST)
    assert check(knowledge, place)[1] == set() and not (folder / DAMAGED_MARK).exists()
    assert "отпуск.txt" in names(search(knowledge, place, "Сколько длится отпуск?"))
    place.write("касса.txt", TEXTS["касса.txt"])
    index(knowledge, place)
    assert "касса.txt" in names(search(knowledge, place, "Когда работает касса?"))

    # The first page, and with it everything at once.
    run(knowledge, Job.RECONCILE, other.ref)
    with file.open("r+b") as stream:
        stream.write(bytes(4096))
    file.with_name("text.sqlite-wal").unlink(missing_ok=True)
    found, _ = check(knowledge, place)
    assert found.damage and not found.documents_file
    assert "пропуск.txt" in names(search(knowledge, other, "Кто выдаёт пропуск?"))
    assert repair(knowledge, place).damaged
    ended, _ = run(knowledge, Job.INDEX, IndexSpec(place.ref, folders))
    assert isinstance(ended, Succeeded)
    assert set(names(search(knowledge, place, "Когда закрывается склад, работает касса?"))) >= {"склад.txt"}
    assert check(knowledge, place) == (BaseCheck(str(folder / "checked.json"), 3, 3, 3, 0), set())
    assert len(list(folder.glob("text.sqlite.damaged-*[0-9]"))) == 2


def test_a_base_that_cannot_be_opened_says_so_and_is_marked(knowledge: WorkerProcess, place: Place) -> None:
    folder = Path(place.ref.folder)
    (folder / "vectors").mkdir(parents=True)
    (folder / "text.sqlite").write_bytes(b"this is no database " * 500)
    knowledge.send(Search("s", place.ref, "касса"))
    ended = knowledge.ended("s")
    assert isinstance(ended, Failed) and ended.code is Code.STORE_DAMAGED
    assert (folder / DAMAGED_MARK).exists()


def test_new_files_of_watched_folders_are_told_and_those_taken_out_are_not(
    knowledge: WorkerProcess, place: Place
) -> None:
    for name, text in TEXTS.items():
        place.write(name, text)
    index(knowledge, place)
    taken_out = document_id(place.ref.id, str(place.documents / "касса.txt"))
    run(knowledge, Job.REMOVE, RemoveSpec(place.ref, (taken_out,)))
    place.write("новое.txt", "Новый приказ о дежурствах.")
    place.write("~$новое.txt", "замок")
    ended, _ = run(knowledge, Job.CHECK_BASE, CheckBaseSpec(place.ref, (str(place.documents),)))
    assert isinstance(ended, Succeeded)
    found = from_json(BaseCheck, ended.result)
    assert (found.documents, found.chunks, found.vectors, found.damage) == (2, 2, 2, "")
    rows = json.loads(Path(found.documents_file).read_text("utf-8"))
    states = {Path(row["path"]).name: row["file"] for row in rows}
    assert states == {"отпуск.txt": "same", "склад.txt": "same", "новое.txt": "new"}
    checked = [from_json(CheckedDocument, row) for row in rows]
    findings = findings_of({}, [one for one in checked if one.file is FileState.NEW], found)
    assert [(one.kind, Path(one.path).name) for one in findings] == [(FindingKind.NEW, "новое.txt")]
