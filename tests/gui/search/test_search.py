"""The search over everything, in the real window with a real worker: one base for all tests here."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.app import Application
from desktop.core.entities import Chat, ChatMessage, DocumentState
from desktop.core.future import Future
from desktop.features.chat.repository import SqlChats
from desktop.features.chat.term_repository import SqlMessageTerms
from desktop.features.chat.views.chat_page import ChatPage
from desktop.ui.search.hits import Group, Hit
from desktop.ui.search.search_overlay import SearchOverlay
from desktop.ui.viewer.page_painter import marked
from desktop.ui.viewer.viewer_page import ViewerPage
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.window_search import WindowSearch
from tests.fixtures.documents import pdf
from tests.helpers import models
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Passages

TRIP = "Суточные при поездках по России составляют 1200 рублей в день."
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    data, place = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("Документы")
    pages = [[f"Раздел {at}. Порядок учёта имущества номер {at}."] for at in range(1, 9)]
    pages[6].append(TRIP)
    pdf(place / "Командировки.pdf", pages)
    models.install_into(data)
    with running_application(data, base="База") as application:
        base = application.bases.current
        application.documents.import_paths(base, [place])
        wait_for(
            lambda: [one.state for one in application.documents.list(base)] == [DocumentState.READY], 120
        )
        rows = SqlChats(application.database.session)
        for number, text in enumerate(("Кому положен отпуск в марте?", "Где хранят огнетушители?")):
            rows.save(Chat(f"c{number}", base, f"Чат {number}", NOW, NOW))
            said = ChatMessage(f"m{number}", f"c{number}", "user", text, NOW + timedelta(seconds=number))
            rows.save_message(said)
        yield application


@pytest.fixture(scope="module")
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


@pytest.fixture
def overlay(window: MainWindow) -> SearchOverlay:
    found = window.findChild(WindowSearch)
    assert isinstance(found, WindowSearch)
    window.go("models")
    window.activateWindow()
    pump()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    wait_for(found.overlay.isVisible, 5)
    return found.overlay


def typed(overlay: SearchOverlay, words: str) -> None:
    overlay.field.clear()
    for letter in words:
        overlay.field.insert(letter)


def hits(overlay: SearchOverlay, group: Group) -> list[Hit]:
    return [hit for hit in overlay.model.hits() if hit.group is group]


def press(
    overlay: SearchOverlay, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(overlay.field, key, modifier)


def test_a_place_is_found_as_one_types_and_opened(window: MainWindow, overlay: SearchOverlay) -> None:
    typed(overlay, "суточных за пое")
    wait_for(lambda: hits(overlay, Group.PLACES), 60)
    first = hits(overlay, Group.PLACES)[0]
    assert first.title == TRIP and first.aside == "page 7"
    assert [first.title[start:end] for start, end in first.marks] == ["Суточные", "поездках"]
    assert overlay.list.chosen() == first, "Enter opens the best place"
    assert "page 7" in overlay.field.accessibleDescription()
    press(overlay, Qt.Key.Key_Return)
    assert not overlay.isVisible() and window.current == "document"
    page = window.page("document")
    assert isinstance(page, ViewerPage)
    wait_for(lambda: page.model.page == 6 and marked(page.model, 6, page.model.quote), 60)


def test_the_places_found_are_saved_as_a_document(
    overlay: SearchOverlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(overlay, "суточных")
    wait_for(lambda: hits(overlay, Group.PLACES), 60)
    file = tmp_path / "места.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(file), "Markdown (*.md)"))
    save = next(hit for hit in hits(overlay, Group.COMMANDS) if hit.title.startswith("Save these places"))
    overlay.close_search()
    overlay.chosen.emit(save)
    text = file.read_text("utf-8")
    assert "Found: суточных" in text and "1200 рублей" in text and "Командировки.pdf, p. 7" in text


def test_it_is_told_that_places_are_still_looked_for(
    application: Application, overlay: SearchOverlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending: Future[Passages] = Future()
    monkeypatch.setattr(application.search, "search", lambda *_, **__: pending)
    overlay.field.setText("отпуск")
    wait_for(lambda: overlay.model.looking, 5)
    assert overlay.nothing.isVisible() and overlay.nothing.text() == "Looking in the documents…"
    assert hits(overlay, Group.ASK)
    pending.reject(ProblemError(Code.BASE_EMPTY))
    wait_for(lambda: not overlay.nothing.isVisible(), 5)


def test_documents_are_found_by_their_names(overlay: SearchOverlay) -> None:
    typed(overlay, "командировка")
    assert [hit.title for hit in hits(overlay, Group.DOCUMENTS)] == ["Командировки.pdf"]


def only(overlay: SearchOverlay, chat: str) -> bool:
    return [hit.title for hit in hits(overlay, Group.CHATS)] == [chat]


def test_chats_are_found_by_their_words_in_any_form(
    window: MainWindow, overlay: SearchOverlay, application: Application
) -> None:
    rows, base = SqlMessageTerms(application.database.session), application.bases.current
    wait_for(lambda: not rows.unread(base, 1), 60)  # read since the search was opened
    for words, chat in (("отпусками", "Чат 0"), ("отпус", "Чат 0"), ("огнетушителю", "Чат 1")):
        typed(overlay, words)
        wait_for(partial(only, overlay, chat), 60)
    press(overlay, Qt.Key.Key_Tab)
    while (hit := overlay.list.chosen()) and hit.group is not Group.CHATS:
        press(overlay, Qt.Key.Key_Tab)
    press(overlay, Qt.Key.Key_Return)
    page = window.page("chat")
    assert isinstance(page, ChatPage) and window.current == "chat"
    pump()
    assert page.model.chat is not None and page.model.chat.id == "c1"
    page.model.remove("c1")
    window.go("chat:c1/m1")  # still found while its removal can be undone
    application.chats.commit_removals()
    assert page.model.chat is not None and page.model.chat.id == "c1"


def test_settings_and_commands_are_found(window: MainWindow, overlay: SearchOverlay) -> None:
    typed(overlay, "dark theme")
    assert [hit.title for hit in hits(overlay, Group.COMMANDS)] == ["Dark theme"]
    wait_for(lambda: hits(overlay, Group.SETTINGS), 20)
    assert "Theme" in [hit.title for hit in hits(overlay, Group.SETTINGS)]
    last = overlay.model.hits()[-1]
    assert last.group is Group.ASK and "dark theme" in last.title
    press(overlay, Qt.Key.Key_PageDown)
    press(overlay, Qt.Key.Key_PageDown)
    assert overlay.list.chosen() == last
    press(overlay, Qt.Key.Key_Up)
    assert overlay.list.chosen() != last


def test_escape_gives_the_focus_back_and_ctrl_enter_asks(window: MainWindow, overlay: SearchOverlay) -> None:
    press(overlay, Qt.Key.Key_Escape)
    assert not overlay.isVisible() and window.current == "models"
    window.go("documents")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    typed(overlay, "сколько платят в командировке?")
    asked: list[Hit] = []
    overlay.chosen.disconnect()
    overlay.chosen.connect(asked.append)
    press(overlay, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [hit.address for hit in asked] == ["chat:?сколько платят в командировке?"]
    QApplication.processEvents()
