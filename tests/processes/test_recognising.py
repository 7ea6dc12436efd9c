"""Scans in the real knowledge worker, with a program that pretends to recognise them."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from tests.fixtures import scans
from tests.fixtures.scans import fake_tesseract, runs
from tests.helpers.commands import ROOT
from tests.helpers.models import embedder
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codes import Code
from workers.contract.messages import (
    Cancelled,
    Failed,
    Item,
    PageReply,
    Passages,
    Progress,
    Render,
    Search,
    Succeeded,
)
from workers.contract.notes import NoteCode
from workers.contract.specs.bases import (
    BaseRef,
    CheckBaseSpec,
    IndexSpec,
    ItemStatus,
    RemoveSpec,
    document_id,
)
from workers.contract.specs.jobs import Job, Kind
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store_edge import EdgeVectorStore
from workers.reading import recognition

SCAN = "Акт о списании холодильника подписывает заведующая складом Ковалёва"
TYPED = "The vault code is kept by the chief accountant."


LETS_WRITE = """
import pathlib, sys
from workers.runtime.confinement import landlock
restrict = landlock.restrict
rules = (
    landlock.Rule(pathlib.Path(__file__).parent, landlock.MAKE | landlock.RUN),
    landlock.Rule(pathlib.Path(sys.executable), landlock.RUN),
)
landlock.restrict = lambda given: restrict((*given, *rules))
"""


@dataclass
class Desk:
    """A base, its folder of documents, and where the program lies."""

    base: BaseRef
    documents: Path
    bin: Path

    def spec(self) -> IndexSpec:
        return IndexSpec(self.base, (str(self.documents),))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(
        BaseRef("base", str(tmp_path / "base"), str(embedder())), tmp_path / "Архив", tmp_path / "bin"
    )
    desk.documents.mkdir()
    desk.bin.mkdir()
    (desk.documents / "правила.txt").write_text("Пропуск выдаёт охрана по паспорту.", encoding="utf-8")
    page = scans.printed(40)
    scans.scanned_pdf(desk.documents / "договор.pdf", [TYPED, page, page])
    scans.scanned_pdf(desk.documents / "скан.pdf", [page, page])
    page.save(desk.documents / "акт.png")
    return desk


@contextmanager
def knowledge(desk: Desk) -> Iterator[WorkerProcess]:
    # The program that pretends writes down how often it runs, which no program may.
    path = os.pathsep.join((str(desk.bin), str(ROOT)))
    (desk.bin / "sitecustomize.py").write_text(LETS_WRITE, encoding="utf-8")
    with worker(Kind.KNOWLEDGE, {"PATH": str(desk.bin), "PYTHONPATH": path}) as process:
        yield process


def index(process: WorkerProcess, desk: Desk) -> tuple[dict[str, Item], list[Progress], dict[str, object]]:
    process.start("job", Job.INDEX, desk.spec())
    items: dict[str, Item] = {}
    stages = []
    while True:
        message = process.next(120)
        if isinstance(message, Item):
            items[Path(message.path).name] = message
        if isinstance(message, Progress):
            stages.append(message)
        assert not isinstance(message, Failed | Cancelled), message
        if isinstance(message, Succeeded):
            return items, stages, message.result or {}


def names(process: WorkerProcess, desk: Desk, question: str) -> list[str]:
    process.send(Search("search", desk.base, question))
    found = process.expect(Passages)
    assert isinstance(process.ended("search"), Succeeded)
    return [passage.name for passage in found.passages]


def test_scans_are_recognised_after_all_else_and_once(desk: Desk) -> None:
    fake_tesseract(desk.bin, SCAN)
    with knowledge(desk) as process:
        items, stages, result = index(process, desk)
        assert {item.status for item in items.values()} == {ItemStatus.INDEXED}
        assert (result["indexed"], result["failed"]) == (4, 0)
        assert runs(desk.bin) == 5
        second = [stage for stage in stages if stage.stage == "recognise"]
        assert stages[-len(second) :] == second and stages[0].stage == "index"
        assert (second[-1].done, second[-1].total, second[-1].unit) == (5, 5, "pages")
        assert [str(note) for note in items["договор.pdf"].notes] == ["recognised: 2–3 (0)"]
        question = "Кто подписывает акт о списании холодильника?"
        assert set(names(process, desk, question)[:3]) == {"договор.pdf", "скан.pdf", "акт.png"}
        assert names(process, desk, "Who keeps the vault code?")[0] == "договор.pdf"
        again, _, _ = index(process, desk)
        assert {item.status for item in again.values()} == {ItemStatus.UNCHANGED}
        assert again["договор.pdf"].notes == items["договор.pdf"].notes
        assert runs(desk.bin) == 5, "nothing is recognised again"

        # A copy of the file has the same text at once, and the page is drawn with the words marked.
        shutil.copy(desk.documents / "скан.pdf", desk.documents / "копия.pdf")
        copied, _, _ = index(process, desk)
        assert copied["копия.pdf"].status is ItemStatus.COPY and runs(desk.bin) == 5
        process.send(Search("search", desk.base, question))
        best = next(one for one in process.expect(Passages).passages if one.name == "договор.pdf")
        process.ended("search")
        pictures = str(desk.bin.parent / "pages")
        process.send(Render("page", desk.base, best.document, best.start, best.end, 0, 800, pictures))
        view = process.expect(PageReply).view
        process.ended("page")
        assert (view.state, view.page) == ("current", best.page) and Path(view.image).is_file()
        assert len(view.boxes) == 1, "one line of print"


def test_what_waits_for_the_program_is_read_when_it_is_there(desk: Desk) -> None:
    with knowledge(desk) as process:
        items, stages, _ = index(process, desk)
        assert {name: item.code for name, item in items.items() if item.code} == {
            "скан.pdf": Code.RECOGNITION_MISSING, "акт.png": Code.RECOGNITION_MISSING,
        }  # fmt: skip
        assert items["скан.pdf"].params["install"]
        assert [note.code for note in items["договор.pdf"].notes] == [NoteCode.PAGES_WITHOUT_TEXT]
        assert {stage.stage for stage in stages} == {"index"}
        again, _, _ = index(process, desk)
        assert again["скан.pdf"].code == Code.RECOGNITION_MISSING
        fake_tesseract(desk.bin, SCAN)
        items, _, result = index(process, desk)
        assert {item.status for item in items.values()} == {ItemStatus.INDEXED, ItemStatus.UNCHANGED}
        assert (result["indexed"], result["unchanged"], result["failed"]) == (3, 1, 0)
        assert runs(desk.bin) == 5


def test_pictures_without_a_word_are_tried_once(desk: Desk) -> None:
    fake_tesseract(desk.bin, "")
    with knowledge(desk) as process:
        items, _, _ = index(process, desk)
        assert items["скан.pdf"].code == items["акт.png"].code == Code.SCAN_WITHOUT_TEXT
        assert [note.code for note in items["договор.pdf"].notes] == [NoteCode.PAGES_WITHOUT_TEXT]
        tried = runs(desk.bin)
        again, _, _ = index(process, desk)
        assert {name: item.code for name, item in again.items()} == {
            name: item.code for name, item in items.items()
        }
        assert runs(desk.bin) == tried


def test_a_kill_or_a_pause_costs_no_page_and_doubles_nothing(desk: Desk) -> None:
    fake_tesseract(desk.bin, SCAN, before="time.sleep(0.5)")
    for number in range(2):
        with knowledge(desk) as process:
            process.start("job", Job.INDEX, desk.spec())
            told = 0
            while told < 2:  # what is known of a file, then its first new page
                message = process.next(120)
                told += isinstance(message, Progress) and message.stage == "recognise"
                assert not isinstance(message, Succeeded | Failed), message
            if number == 1:
                process.cancel("job")
                ended = process.ended("job")
                assert isinstance(ended, Cancelled) and ended.resumable
            if number == 0:
                assert names(process, desk, "Кто выдаёт пропуск?")[0] == "правила.txt"
                assert names(process, desk, "Who keeps the vault code?")[0] == "договор.pdf"
            process.process.kill()
    with knowledge(desk) as process:
        items, _, _ = index(process, desk)
        assert {item.code for item in items.values()} == {""}
        assert runs(desk.bin) <= 5 + 2 * 2, "at most the two pages under way are recognised again"
    text = TextStore(Path(desk.base.folder))
    vectors = EdgeVectorStore(Path(desk.base.folder) / "vectors", 384)
    try:
        assert set(text.chunk_ids()) == set(vectors.ids())
        assert Counter(document.status for document in text.documents()) == {ItemStatus.INDEXED: 4}
        assert all(not document.incoming for document in text.documents())
        held = {document.hash: document for document in text.documents()}
        assert sum(len(text.recognised(one, recognition.FINGERPRINT)) for one in held) == 5
    finally:
        vectors.close()
        text.close()


def test_removing_a_document_removes_what_its_pictures_said(desk: Desk) -> None:
    fake_tesseract(desk.bin, SCAN)
    with knowledge(desk) as process:
        items, _, _ = index(process, desk)
        removed = document_id(desk.base.id, str(desk.documents / "скан.pdf"))
        process.start("remove", Job.REMOVE, RemoveSpec(desk.base, (removed,)))
        assert isinstance(process.ended("remove"), Succeeded)
    text = TextStore(Path(desk.base.folder))
    try:
        assert text.recognised(items["скан.pdf"].content, recognition.FINGERPRINT) == {}
        assert text.recognised(items["акт.png"].content, recognition.FINGERPRINT)
    finally:
        text.close()


def test_scans_pasted_in_documents_are_recognised_and_go_with_them(desk: Desk, tmp_path: Path) -> None:
    fake_tesseract(desk.bin, SCAN, before="time.sleep(0.5)")
    for name in ("договор.pdf", "скан.pdf", "акт.png"):
        (desk.documents / name).unlink()
    scans.printed(60).save(tmp_path / "page.png")
    letter = desk.documents / "письмо.docx"

    def write(words: str, pictures: int) -> None:
        file = docx.Document()
        file.add_paragraph(words)
        for _ in range(pictures):
            file.add_picture(str(tmp_path / "page.png"), width=docx.shared.Cm(16))
        file.save(str(letter))

    write(TYPED, 2)  # one picture that is shown twice is one
    shutil.copy(letter, desk.documents / "копия.docx")
    write("", 1)
    with knowledge(desk) as process:
        process.start("job", Job.INDEX, desk.spec())
        while not isinstance(message := process.next(120), Progress) or message.stage != "recognise":
            assert not isinstance(message, Succeeded | Failed), message
        assert names(process, desk, "Who keeps the vault code?")[0] == "копия.docx"
        process.process.kill()
    with knowledge(desk) as process:
        items, _, _ = index(process, desk)
        assert {item.code for item in items.values()} == {""} and 2 <= runs(desk.bin) <= 4
        assert [note.code for note in items["копия.docx"].notes] == [NoteCode.RECOGNISED]
        question = "Кто подписывает акт о списании холодильника?"
        assert set(names(process, desk, question)[:2]) == {"письмо.docx", "копия.docx"}
        tried = runs(desk.bin)
        write("Работы приняты.", 1)
        items, _, _ = index(process, desk)
        assert items["письмо.docx"].status is ItemStatus.INDEXED and runs(desk.bin) == tried + 1
        removed = document_id(desk.base.id, str(desk.documents / "копия.docx"))
        process.start("remove", Job.REMOVE, RemoveSpec(desk.base, (removed,)))
        assert isinstance(process.ended("remove"), Succeeded)
        assert names(process, desk, question)[0] == "письмо.docx"
        process.start("check", Job.CHECK_BASE, CheckBaseSpec(desk.base))
        ended = process.ended("check")
        assert isinstance(ended, Succeeded) and ended.result is not None
        said = ended.result
        assert (said["documents"], said["without_chunks"], said["damage"]) == (2, 0, "")
        assert said["chunks"] == said["vectors"]
    text = TextStore(Path(desk.base.folder))
    try:
        (kept,) = (one.hash for one in text.documents() if one.path == str(letter))
        assert list(text.recognised(kept, recognition.FINGERPRINT)) == [1]
        rows = text._read("SELECT DISTINCT hash FROM recognised")
        assert [row["hash"] for row in rows] == [kept], "nothing stays of what is changed or removed"
    finally:
        text.close()
