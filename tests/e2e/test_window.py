"""The thin path of the product through the real window: drop, watch, ask, read, open the source."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Application
from desktop.core.entities import DocumentState, JobState, MessageState
from desktop.features.chat.views.chat_page import ChatPage
from desktop.features.documents.viewmodels.document_rows import DocumentGroup
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.ui.viewer.page_painter import marked
from desktop.ui.viewer.text_canvas import TextCanvas
from desktop.ui.window.main_window import MainWindow
from tests.fixtures import documents as fixtures
from tests.helpers import models
from tests.helpers.gui import wait_for
from tests.helpers.window import open_window, running_application

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
QUESTION_OF_LAW = "Какие цели у трудового законодательства?"
LETTER = "Уважаемые коллеги! Секретный код поставки на склад в Перми — 4417. Пропуск выдаёт охрана."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents under a path with Cyrillic and a space: two PDFs, a broken one, a letter in cp1251."""
    folder = tmp_path / "Мои документы 2026"
    folder.mkdir()
    fixtures.law_pdf(folder / "Трудовой кодекс.pdf")
    shutil.copy(SAMPLES / "Положение об отпусках.pdf", folder)
    (folder / "сломанный приказ.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "письмо.txt").write_bytes(LETTER.encode("cp1251"))
    return folder


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    data = tmp_path / "данные приложения"
    models.install_into(data)
    with running_application(data, "ru") as application:
        yield application


def drop(window: MainWindow, paths: list[Path]) -> None:
    """Drag files over the window and let them go, as the system would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, button, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with warnings.catch_warnings():
        # Newer Qt prefers a constructor that older ones do not have.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(640, 400), actions, data, button, keys)
    QApplication.sendEvent(window, enter)
    assert window.overlay.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(640, 400), actions, data, button, keys))
    assert not window.overlay.isVisible()


def ask(page: ChatPage, text: str) -> None:
    page.composer.edit.setFocus()
    page.composer.edit.set_text(text)
    QTest.keyClick(page.composer.edit, Qt.Key.Key_Return)


def chat_page(window: MainWindow) -> ChatPage:
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    return page


@pytest.mark.timeout(900)
def test_drop_ask_and_open_the_source(application: Application, folder: Path) -> None:
    with open_window(application) as window:
        drop(window, [folder])
        documents = window.page("documents")
        assert isinstance(documents, DocumentsPage)
        assert window.current == "documents"
        wait_for(lambda: documents.cards, 30)
        base = application.bases.current
        assert window.model.base_name() == "Мои документы 2026"
        wait_for(lambda: not application.jobs.list(unfinished_only=True), 600)
        assert application.jobs.list()[-1].state is JobState.SUCCEEDED
        wait_for(lambda: documents.model.counts[DocumentGroup.READY] == 3, 10)
        assert documents.model.counts[DocumentGroup.UNREAD] == 1
        assert not documents.cards
        states = {Path(d.path).name: d.state for d in application.documents.list(base)}
        assert states["письмо.txt"] is DocumentState.READY
        assert [item.document.path for item in documents.unread.items()] == [
            str(folder / "сломанный приказ.pdf")
        ]
        _answer_from_the_letter(window)
        _answer_from_a_page(window)


def _answer_from_the_letter(window: MainWindow) -> None:
    """The cp1251 text answers; its place is shown as text with the words marked."""
    window.go("chat")
    page = chat_page(window)
    ask(page, "Какой секретный код поставки на склад в Перми?")
    wait_for(
        lambda: page.conversation.answers() and page.conversation.answers()[-1].reply.stage == "done", 180
    )
    answer = page.conversation.answers()[-1]
    assert answer.reply.message.state is MessageState.COMPLETE
    assert "4417" in answer.reply.message.text
    assert answer.reply.message.citations[0].name == "письмо.txt"
    QTest.mouseClick(answer.chips[0], Qt.MouseButton.LeftButton)
    canvas = page.panel.viewer.canvas
    wait_for(lambda: isinstance(canvas.shown, TextCanvas) and canvas.shown.marked(), 30)
    assert page.panel.isVisible()
    assert page.panel.name.text() == "письмо.txt"
    assert isinstance(canvas.shown, TextCanvas)
    assert "4417" in canvas.shown.marked()


def _answer_from_a_page(window: MainWindow) -> None:
    """A question about a PDF: passages stand there first, then a cited answer, then the page with boxes."""
    page = chat_page(window)
    page.new_chat()
    found_first: list[int] = []
    page.model.updated.connect(
        lambda reply: found_first.append(reply.found) if not reply.message.text and reply.found > 0 else None
    )
    ask(page, QUESTION_OF_LAW)
    wait_for(
        lambda: page.conversation.answers() and page.conversation.answers()[-1].reply.stage == "done", 300
    )
    assert found_first, "the passages stand beside the question before the first word"
    answer = page.conversation.answers()[-1]
    assert answer.reply.message.state is MessageState.COMPLETE
    sources = answer.reply.message.citations
    assert any(sentence.citations for sentence in answer.reply.message.sentences)
    index = next(at for at, source in enumerate(sources) if source.name.endswith(".pdf"))
    QTest.mouseClick(answer.chips[index], Qt.MouseButton.LeftButton)
    document, at = page.sources.document, sources[index].page - 1
    wait_for(lambda: document.view(at) is not None, 60)
    view = document.view(at)
    assert view is not None and view.image and document.page == at
    assert marked(document, at, document.quote)
    assert answer.chips[index].isChecked()
