"""The knowledge worker shows documents and finds places while a question is typed: real files, readers and
stores, one process for all tests here."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.fixtures.documents import eml_file, pdf, xlsx_file
from tests.helpers.models import embedder
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.messages import Describe, Described, Find, Found, PageReply, Passages, Render, Search
from workers.contract.specs.bases import BaseRef, IndexSpec, document_id
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.pages import DocumentOutline, PageView, Shown

LEAVE = "Ежегодный отпуск составляет 28 календарных дней, а учёт ведёт отдел кадров."
TRIP = "Суточные при поездках по России составляют 1200 рублей в день."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("Документы")
    pages = [["Правила внутреннего распорядка"], [LEAVE, "Отпуск", "переносится по заявлению."], [TRIP]]
    pdf(place / "Правила.pdf", pages)
    rows: list[list[object]] = [["Отдел", "Оклад, руб."]]
    rows += [[f"Цех {at}", 40_000 + at] for at in range(1500)]
    xlsx_file(place / "Штат.xlsx", {"Склад": [["Товар", "Цена"], ["Гвозди", 12]], "Штат": rows})
    eml_file(place / "Письмо.eml")
    with pypdfium2.PdfDocument(pdf(place.with_name("source.pdf"), [["Договор подряда"]])) as document:
        document.new_attachment("Смета.txt").set_data("Бетон марки М300 по 5400 рублей за куб.".encode())
        document.save(place / "Договор.pdf")
    return place


@pytest.fixture(scope="module")
def ref(tmp_path_factory: pytest.TempPathFactory) -> BaseRef:
    return BaseRef("base", str(tmp_path_factory.mktemp("base")), str(embedder()))


@pytest.fixture(scope="module")
def knowledge(ref: BaseRef, folder: Path) -> Iterator[WorkerProcess]:
    with worker(Kind.KNOWLEDGE, {"PATH": "/nowhere"}) as process:
        process.start("index", Job.INDEX, IndexSpec(ref, (str(folder),)))
        process.ended("index", 120)
        yield process


def described(process: WorkerProcess, ref: BaseRef, file: Path) -> DocumentOutline:
    process.send(Describe("d", ref, document_id(ref.id, str(file))))
    outline = process.expect(Described).outline
    process.ended("d")
    return outline


def rendered(process: WorkerProcess, message: Render) -> PageView:
    process.send(message)
    view = process.expect(PageReply).view
    process.ended(message.request)
    return view


def found(process: WorkerProcess, ref: BaseRef, document: str, words: str) -> Found:
    process.send(Find("f", ref, document, words))
    hits = process.expect(Found)
    process.ended("f")
    return hits


def typed(process: WorkerProcess, ref: BaseRef, words: str) -> Passages:
    process.send(Search("s", ref, words, 6, typing=True))
    passages = process.expect(Passages)
    process.ended("s")
    return passages


def test_a_place_in_a_file_inside_a_pdf_is_shown_as_text(
    knowledge: WorkerProcess, ref: BaseRef, folder: Path, tmp_path: Path
) -> None:
    outline = described(knowledge, ref, folder / "Договор.pdf")
    assert outline.shown is Shown.PAGES and len(outline.ratios) == 1
    assert [part.name for part in outline.parts] == ["Смета.txt"]
    ((start, end),) = found(knowledge, ref, outline.document, "5400 рублей").hits
    view = rendered(knowledge, Render("r", ref, outline.document, start, end, folder=str(tmp_path)))
    assert (view.page, view.image, view.state) == (0, "", "current")
    assert view.text[view.highlight[0] : view.highlight[1]] == "5400 рублей"
    assert "Вложение: Смета.txt" in view.heading
    page = rendered(knowledge, Render("r", ref, outline.document, 0, 7, width=300, folder=str(tmp_path)))
    assert page.page == 1 and page.image and page.boxes


def test_every_page_of_a_pdf_with_the_places_of_its_words(
    knowledge: WorkerProcess, ref: BaseRef, folder: Path, tmp_path: Path
) -> None:
    outline = described(knowledge, ref, folder / "Правила.pdf")
    assert outline.shown is Shown.PAGES and outline.state == "current"
    assert len(outline.starts) == len(outline.ratios) == 3
    assert all(1.41 < ratio < 1.42 for ratio in outline.ratios)
    hits = found(knowledge, ref, outline.document, "ОТПУСК переносится")
    assert hits.total == 1, "a line break is between the words"
    ((start, end),) = hits.hits
    page = Render("r", ref, outline.document, start, end, width=800, folder=str(tmp_path), words=True)
    view = rendered(knowledge, page)
    assert (view.page, view.pages, view.start) == (2, 3, outline.starts[1])
    marked = [word for word in view.words if view.start + word[0] < end and view.start + word[1] > start]
    assert [view.text[int(word[0]) : int(word[1])] for word in marked] == ["Отпуск", "переносится"]
    # Their places are those of the boxes that mark the same words as a quote.
    assert marked[0][2:4] == view.boxes[0][:2]
    assert marked[1][3] > marked[0][3] + marked[0][5] / 2, "the second one stands a line below"


def test_words_are_found_in_any_case_and_counted(
    knowledge: WorkerProcess, ref: BaseRef, folder: Path
) -> None:
    document = document_id(ref.id, str(folder / "Правила.pdf"))
    assert found(knowledge, ref, document, "учет").total == 1, "е stands for ё"
    assert found(knowledge, ref, document, "составля").total == 2
    assert found(knowledge, ref, document, "единорог") == Found("f", (), 0)


def test_a_sheet_is_told_part_by_part(knowledge: WorkerProcess, ref: BaseRef, folder: Path) -> None:
    outline = described(knowledge, ref, folder / "Штат.xlsx")
    assert outline.shown is Shown.SHEETS and outline.labels == ("Склад", "Штат") and not outline.ratios
    (start, end), *_ = found(knowledge, ref, outline.document, "Цех 700;").hits
    part = (start - 1000, start + 1000)
    view = rendered(knowledge, Render("r", ref, outline.document, start, end - 1, part=part))
    assert (view.start, view.start + len(view.text)) == part
    quoted = [row for row in view.rows if row.marked]
    assert [row.cells for row in quoted] == [("Цех 700", "40700")]
    whole = rendered(knowledge, Render("r", ref, outline.document, part=(0, outline.length)))
    assert whole.start == 0 and 0 < len(whole.text) <= outline.length


def test_a_letter_tells_what_is_attached(knowledge: WorkerProcess, ref: BaseRef, folder: Path) -> None:
    outline = described(knowledge, ref, folder / "Письмо.eml")
    assert outline.shown is Shown.TEXT and outline.parts
    view = rendered(knowledge, Render("r", ref, outline.document, part=(0, outline.length)))
    assert [part.name for part in outline.parts] == ["условия.txt", "образ.bin"]
    for part in outline.parts:
        assert view.text[part.start :].startswith(f"Вложение: {part.name}")


def test_a_file_that_is_gone_shows_its_text(knowledge: WorkerProcess, ref: BaseRef, folder: Path) -> None:
    file = folder / "Правила.pdf"
    away = file.with_suffix(".away")
    file.rename(away)
    try:
        outline = described(knowledge, ref, file)
        assert (outline.shown, outline.state) == (Shown.TEXT, "missing")
        assert len(outline.starts) == 3
        view = rendered(knowledge, Render("r", ref, outline.document, part=(0, outline.length)))
        assert LEAVE in view.text and view.state == "missing"
    finally:
        away.rename(file)


def test_places_come_while_a_question_is_typed(knowledge: WorkerProcess, ref: BaseRef) -> None:
    best = typed(knowledge, ref, "суточных за пое").passages[0]
    assert TRIP in best.text and best.page == 3
    marked = [best.text[start:end] for start, end in best.hits]
    assert marked == ["Суточные", "поездках"], "other forms, and a word that is not finished"
    assert best.text[slice(*best.core)] == TRIP
    assert typed(knowledge, ref, "отпусками").passages[0].page == 2
    assert typed(knowledge, ref, "").passages == ()
    again = typed(knowledge, ref, "cenjxyst")
    assert TRIP in again.passages[0].text and again.understood.retyped


def test_places_come_before_the_search_model_is_loaded(ref: BaseRef, knowledge: WorkerProcess) -> None:
    other = BaseRef("base", ref.folder, str(Path(ref.embedder) / "nothing"))
    with worker(Kind.KNOWLEDGE) as process:
        best = typed(process, other, "суточных за пое").passages[0]
    assert TRIP in best.text and best.cosine == 0.0
