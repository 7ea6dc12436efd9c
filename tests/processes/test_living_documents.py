"""What becomes of documents whose files move, go, come back or are out of reach; the real worker."""

import shutil
from pathlib import Path

from tests.helpers.worker_process import WorkerProcess
from tests.processes.test_knowledge_worker import (
    Place,
    S,
    index,
    knowledge,
    names,
    place,
    rule,
    run,
    search,
)
from workers.contract.messages import Item, PageReply, Render, Succeeded
from workers.contract.specs.bases import IndexSpec, RemoveSpec, document_id
from workers.contract.specs.jobs import Job
from workers.engines.stores.text_store import TextStore

__all__ = ["knowledge", "place"]


def look(process: WorkerProcess, place: Place, *paths: Path) -> dict[str, Item]:
    """What a watched folder makes of changed paths; the last item of each document by its name."""
    folder = str(place.documents)
    spec = IndexSpec(place.ref, tuple(map(str, paths or (place.documents,))), folders=(folder,))
    ended, items = run(process, Job.INDEX, spec)
    assert isinstance(ended, Succeeded), ended
    return {Path(item.path).name: item for item in items}


def test_a_moved_file_keeps_its_document(knowledge: WorkerProcess, place: Place) -> None:
    old = place.write("касса.txt", rule("касса", 3))
    place.write("склад.txt", rule("склад", 4))
    index(knowledge, place)
    key = place.id("касса.txt")
    before = search(knowledge, place, "Вопрос про кассу").passages[0]
    new = place.documents / "Архив 2020" / "Касса, старая.txt"
    new.parent.mkdir()
    old.rename(new)
    items = look(knowledge, place, old, new)
    assert [(item.document, item.status) for item in items.values()] == [(key, S.UNCHANGED)]
    after = search(knowledge, place, "Вопрос про кассу").passages[0]
    assert (after.chunk, after.document, after.path) == (before.chunk, key, str(new))
    # A folder is renamed, and another file takes the first place.
    new.parent.rename(place.documents / "Архив")
    again = place.write("касса.txt", rule("пропуск", 9))
    items = look(knowledge, place, new.parent, place.documents / "Архив", again)
    assert items["Касса, старая.txt"].document == key
    assert items["касса.txt"].status is S.INDEXED and items["касса.txt"].document != key
    assert look(knowledge, place)["касса.txt"].document == items["касса.txt"].document
    knowledge.send(Render("page", place.ref, key, before.start, before.end))
    assert knowledge.expect(PageReply).view.state == "current"
    knowledge.ended("page")


def test_two_files_that_change_places_keep_what_they_say(knowledge: WorkerProcess, place: Place) -> None:
    one, two = place.write("a.txt", rule("касса", 3)), place.write("b.txt", rule("склад", 4))
    index(knowledge, place)
    for here, there in ((one, "c.txt"), (two, "a.txt"), (place.documents / "c.txt", "b.txt")):
        here.rename(place.documents / there)
    look(knowledge, place)
    assert search(knowledge, place, "Вопрос про кассу").passages[0].name == "b.txt"
    assert search(knowledge, place, "Вопрос про склад").passages[0].name == "a.txt"


def test_what_is_gone_answers_no_more_and_comes_back_without_being_read(
    knowledge: WorkerProcess, place: Place
) -> None:
    path = place.write("касса.txt", rule("касса", 3))
    place.write("склад.txt", rule("склад", 4))
    broken = place.documents / "сломан.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    assert index(knowledge, place)["сломан.pdf"].status is S.FAILED
    kept = path.with_name("~касса")
    kept.write_bytes(path.read_bytes())
    shutil.copystat(path, kept)
    path.unlink()
    broken.unlink()
    items = look(knowledge, place, path, broken)
    assert items["касса.txt"].status is S.MISSING
    assert items["сломан.pdf"].status is S.REMOVED, "nothing of it is worth a row"
    assert set(names(search(knowledge, place, "Вопрос про кассу"))) == {"склад.txt"}
    kept.rename(path)
    assert look(knowledge, place, path)["касса.txt"].status is S.UNCHANGED
    assert names(search(knowledge, place, "Вопрос про кассу"))[0] == "касса.txt"


def test_texts_of_many_gone_files_leave_room_for_the_others(knowledge: WorkerProcess, place: Place) -> None:
    gone = [place.write(f"старое/{number:03}.txt", rule("касса", number, 3)) for number in range(130)]
    place.write("касса.txt", rule("касса", 777))
    index(knowledge, place)
    shutil.rmtree(gone[0].parent)
    look(knowledge, place, gone[0].parent)
    assert set(names(search(knowledge, place, "Вопрос про кассу"))) == {"касса.txt"}


def test_a_disk_that_is_unplugged_takes_no_document_with_it(
    knowledge: WorkerProcess, place: Place, empty_disk: Path
) -> None:
    place.write("касса.txt", rule("касса", 3))
    place.write("договоры/склад.txt", rule("склад", 4))
    index(knowledge, place)
    # The mount point stays without its disk, as the system has it: another, empty folder on another device.
    disk = place.documents.with_name("диск")
    place.documents.rename(disk)
    place.documents.symlink_to(empty_disk)
    for paths in ((), (place.documents / "касса.txt",)):
        items = look(knowledge, place, *paths)
        assert items["касса.txt"].status is S.UNREACHABLE
        assert names(search(knowledge, place, "Вопрос про кассу"))[0] == "касса.txt"
    place.documents.unlink()
    disk.rename(place.documents)
    assert {item.status for item in look(knowledge, place).values()} == {S.UNCHANGED}
    # The whole folder is deleted while its disk is there: that is meant.
    shutil.rmtree(place.documents)
    assert {item.status for item in look(knowledge, place).values()} == {S.MISSING}
    assert names(search(knowledge, place, "Вопрос про кассу")) == []


def test_what_a_person_took_out_stays_out_until_a_person_names_it(
    knowledge: WorkerProcess, place: Place
) -> None:
    path = place.write("касса.txt", rule("касса", 3))
    place.write("склад.txt", rule("склад", 4))
    index(knowledge, place)
    run(knowledge, Job.REMOVE, RemoveSpec(place.ref, (document_id(place.ref.id, str(path)),)))
    path.write_text(rule("касса", 5), encoding="utf-8")
    assert "касса.txt" not in look(knowledge, place)
    assert "касса.txt" not in look(knowledge, place, path)
    assert index(knowledge, place)["касса.txt"].status is S.INDEXED
    path.write_text(rule("касса", 6), encoding="utf-8")
    assert look(knowledge, place, path)["касса.txt"].status is S.INDEXED


def test_a_watched_folder_takes_documents_alone(
    knowledge: WorkerProcess, place: Place, tmp_path: Path
) -> None:
    index(knowledge, place)
    outside = tmp_path / "чужое.txt"
    outside.write_text(rule("касса", 3), encoding="utf-8")
    odd = [
        place.write(name, rule("склад", 4)) for name in ("~$отчёт.docx", ".скрыт.txt", "x.exe", ".git/a.txt")
    ]
    link = place.documents / "наружу.txt"
    link.symlink_to(outside)
    loop = place.documents / "круг"
    loop.symlink_to(place.documents)
    items = look(knowledge, place, *odd, link, loop, place.documents / "никогда не было.txt")
    assert items == {}
    good = place.write("хорошо.txt", rule("премия", 5))
    assert set(look(knowledge, place, good, *odd)) == {"хорошо.txt"}
    text = TextStore(Path(place.ref.folder))
    assert [Path(document.path).name for document in text.documents()] == ["хорошо.txt"]
    text.close()
