"""The viewer in the real window with a real worker: one base for all tests here."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextBlock
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from desktop.app import Application
from desktop.core.entities import DocumentState
from desktop.ui.viewer.page_painter import marked, on_page
from desktop.ui.viewer.page_strip import PageStrip
from desktop.ui.viewer.printing import put_on_paper
from desktop.ui.viewer.sheet_canvas import SheetCanvas
from desktop.ui.viewer.slide_canvas import SlideCanvas
from desktop.ui.viewer.text_canvas import TextCanvas
from desktop.ui.viewer.viewer_page import ViewerPage
from desktop.ui.window.main_window import MainWindow
from tests.fixtures.documents import eml_file, pdf, pptx_file, xlsx_file
from tests.helpers import models
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import open_window, running_application

QUOTE = "На испытательный срок до трёх месяцев пропуск выдаёт начальник охраны."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("Документы")
    pages = [[f"Страница {at}. Порядок прохода в здание номер {at}."] for at in range(1, 31)]
    pages[19].append(QUOTE)
    pdf(place / "Пропуска.pdf", pages)
    rows: list[list[object]] = [["Отдел", "Оклад, руб."]]
    rows += [[f"Цех {at}", 40_000 + at] for at in range(1500)]
    xlsx_file(place / "Штат.xlsx", {"Склад": [["Товар", "Цена"], ["Гвозди", 12]], "Штат": rows})
    eml_file(place / "Письмо.eml")
    pptx_file(place / "Показ.pptx")
    return place


@pytest.fixture(scope="module")
def application(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    data = tmp_path_factory.mktemp("data")
    models.install_into(data)
    with running_application(data, base="База") as application:
        application.documents.import_paths(application.bases.current, [folder])
        wait_for(lambda: len(ready(application)) == 4, 120)
        yield application


def ready(application: Application) -> dict[str, str]:
    every = application.documents.list(application.bases.current)
    return {Path(one.path).name: one.id for one in every if one.state is DocumentState.READY}


@pytest.fixture(scope="module")
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def opened(window: MainWindow, application: Application, name: str, place: str = "") -> ViewerPage:
    window.go(f"document:{ready(application)[name]}{place}")
    page = window.page("document")
    assert isinstance(page, ViewerPage)
    wait_for(lambda: page.model.id == ready(application)[name] and page.model.outline is not None, 60)
    return page


def test_pages_are_turned_found_and_copied(window: MainWindow, application: Application) -> None:
    window.go("documents")
    page = opened(window, application, "Пропуска.pdf")
    strip, model = page.viewer.canvas.shown, page.model
    assert isinstance(strip, PageStrip) and model.pages == 30
    assert window.header.title.text() == "Пропуска.pdf"
    wait_for(lambda: model.view(0) is not None, 60)
    assert model.view(20) is None, "pages that nobody sees are not drawn"
    page.viewer.tools.number.setText("20")
    page.viewer.tools.number.editingFinished.emit()
    wait_for(lambda: model.view(19) is not None, 60)
    assert strip.visible().start <= 19 < strip.visible().stop

    window.activateWindow()
    pump()
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.viewer.bar.isVisible(), "the key of the window finds the document that has the focus"
    page.viewer.bar.field.setText("здание номер 1")
    wait_for(lambda: page.viewer.bar.count.text() == "1 of 11", 30)
    page.viewer.bar.field.setText("начальник ОХРАНЫ")
    wait_for(lambda: page.viewer.bar.count.text() == "1 of 1", 30)
    wait_for(lambda: marked(model, 19, model.place), 30)
    box = on_page(marked(model, 19, model.place)[0], strip.box(19))
    assert strip.viewport().rect().contains(box.center().toPoint())

    first, last = box.topLeft().toPoint() + QPoint(1, 4), box.bottomRight().toPoint() - QPoint(-2, 4)
    QTest.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(strip.viewport(), last)
    QTest.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, pos=last)
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("начальник охраны")

    wide = strip.layout_.width
    page.viewer.tools.larger.click()
    assert strip.layout_.width == pytest.approx(1.25 * wide)
    page.viewer.canvas.fit(whole_page=True)
    assert strip.layout_.heights[19] <= strip.viewport().height()
    page.viewer.canvas.fit()
    assert strip.layout_.width == pytest.approx(strip.viewport().width() - 32, rel=0.02)
    page.back.click()
    assert window.current == "documents"


def test_a_page_is_printed(window: MainWindow, application: Application, tmp_path: Path) -> None:
    page = opened(window, application, "Пропуска.pdf")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "бумага.pdf"))
    printer.setFromTo(20, 21)
    printed = put_on_paper(printer, page.model)
    wait_for(lambda: printed.completed, 60)
    assert printed.result() and (tmp_path / "бумага.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_a_sheet_goes_on_as_it_is_read(window: MainWindow, application: Application) -> None:
    page = opened(window, application, "Штат.xlsx")
    canvas = page.viewer.canvas.shown
    assert isinstance(canvas, SheetCanvas)
    wait_for(lambda: canvas.table.model().rowCount() == 2, 30)
    assert [canvas.tabs.tabText(at) for at in range(canvas.tabs.count())] == ["Склад", "Штат"]
    canvas.tabs.tabBarClicked.emit(1)
    wait_for(lambda: canvas.table.model().rowCount() > 100, 30)
    rows = canvas.table.model().rowCount()
    assert rows < 1500
    canvas.table.scrollToBottom()
    wait_for(lambda: canvas.table.model().rowCount() > rows, 30)
    page.model.find("Цех 1234")
    wait_for(lambda: canvas.table.currentIndex().data() == "Цех 1234", 30)


def test_slides_are_cards_of_the_shape_of_a_slide(window: MainWindow, application: Application) -> None:
    page = opened(window, application, "Показ.pptx")
    canvas = page.viewer.canvas.shown
    assert isinstance(canvas, SlideCanvas)
    wait_for(lambda: len(canvas.cards()) == 2, 30)
    first, second = canvas.cards()
    assert first.width() == pytest.approx(canvas.viewport().width() - 32)
    assert first.height() == pytest.approx(first.width() * 9 / 16, abs=1)
    assert first.bottom() + 12 < second.top()
    places = [canvas.document().documentLayout().blockBoundingRect(block) for block in blocks(canvas)]
    assert all(any(card.contains(box.center()) for card in (first, second)) for box in places)
    heads = [block.begin().fragment().charFormat().font().pixelSize() for block in blocks(canvas)]
    assert heads[0] > heads[1]
    page.model.find("Пермь")
    wait_for(lambda: page.model.page == 1, 30)
    canvas.grab()  # with its marks
    outline = page.model.outline
    assert outline is not None
    begins = outline.starts[1]
    pictures = replace(outline, starts=(0, begins - 2, begins, outline.length), labels=())
    page.model.outline = pictures  # two slides more, without words: none takes those of another
    canvas.restyle()
    assert [card.height() for card in canvas.cards()] == [first.height(), second.height()]
    page.model.outline = outline
    canvas.restyle()


def blocks(canvas: TextCanvas) -> list[QTextBlock]:
    document = canvas.document()
    return [document.findBlockByNumber(at) for at in range(document.blockCount()) if
            document.findBlockByNumber(at).text()]  # fmt: skip


def test_a_letter_shows_what_is_attached(window: MainWindow, application: Application) -> None:
    page = opened(window, application, "Письмо.eml")
    canvas = page.viewer.canvas.shown
    assert isinstance(canvas, TextCanvas)
    wait_for(lambda: "Счёт за февраль" in canvas.toPlainText(), 30)
    actions = {action.text(): action for action in page.viewer.tools.menu().actions()}
    assert "Attachment: условия.txt" in actions and "Attachment: образ.bin" in actions
    actions["Attachment: образ.bin"].trigger()
    pump()
    assert canvas.textCursor().block().text() == "Вложение: образ.bin"


def test_a_file_that_is_gone_shows_its_text(
    window: MainWindow, application: Application, folder: Path
) -> None:
    opened(window, application, "Письмо.eml")
    shutil.move(folder / "Пропуска.pdf", folder / "Пропуска.away")
    try:
        page = opened(window, application, "Пропуска.pdf", "/20/0/0")
        canvas = page.viewer.canvas.shown
        assert isinstance(canvas, TextCanvas)
        wait_for(lambda: QUOTE in canvas.toPlainText(), 30)
        assert page.viewer.banner.isVisible()
        assert not page.viewer.tools.open.isEnabled()
    finally:
        shutil.move(folder / "Пропуска.away", folder / "Пропуска.pdf")
