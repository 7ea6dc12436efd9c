"""The chat page in the real window over a real database: keys, states, the source panel."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.app import Application
from desktop.core.entities import Chat, ChatMessage, Document, DocumentState, MessageState
from desktop.features.chat.repository import SqlChats
from desktop.features.chat.views.chat_page import ChatPage
from desktop.storage.repositories import SqlDocuments
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import pump, visible, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Citation, Sentence
from workers.contract.specs.search import Filters

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEXT = "Отпуск длится 28 дней. Остаток переносят."


def citation(number: int, document: str) -> Citation:
    return Citation(number, document, f"{document}.pdf", number, 0, 5, f"слова источника {number}")


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные") as application:
        base = application.bases.create("Северный ветер")
        application.bases.select(base.id)
        SqlDocuments(application.database.session).save(
            [Document("d1", base.id, "/дом/Отпуска/d1.pdf", DocumentState.READY, pages=2, chunks=3)]
        )
        chats = SqlChats(application.database.session)
        for at in range(2):
            chats.save(Chat(f"c{at}", base.id, f"Чат {at}", NOW, NOW + timedelta(hours=at)))
        chats.save_message(ChatMessage("q1", "c1", "user", "Сколько дней отпуска?", NOW))
        sources = (citation(1, "d1"), citation(2, "d2"))
        sentences = (Sentence(0, 22, (1,)), Sentence(23, 41, (2,)))
        answer = ChatMessage("a1", "c1", "assistant", TEXT, NOW + timedelta(seconds=1))
        chats.save_message(replace(answer, citations=sources, sentences=sentences))
        yield application


@pytest.fixture
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        window.go("chat")
        pump()
        yield window


@pytest.fixture
def page(window: MainWindow) -> ChatPage:
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    return page


def test_the_first_letter_of_a_question_has_the_model_read_ahead(
    page: ChatPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[bool] = []
    monkeypatch.setattr(page.model, "prepare", lambda: prepared.append(True))
    monkeypatch.setattr(type(page.asking), "has_model", True)
    page.composer.edit.setFocus()
    QTest.keyClicks(page.composer.edit, "Who")
    pump()
    assert prepared == [True]
    page.composer.edit.clear()
    QTest.keyClicks(page.composer.edit, "When")
    pump()
    assert prepared == [True, True]


def press(
    page: ChatPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    target = page.window().focusWidget() or page
    QTest.keyClick(target, key, modifiers)
    pump()


def test_the_latest_chat_is_open_with_its_title_and_messages(page: ChatPage) -> None:
    assert page.header.title.text() == "Чат 1"
    assert page.conversation.questions()[0].text() == "Сколько дней отпуска?"
    assert [item.chat.id for item in page.chats.items()] == ["c1", "c0"]


def test_alt_and_a_number_turns_the_panel_and_fills_the_number(page: ChatPage) -> None:
    page.activateWindow()
    press(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.sources.index == 1
    assert page.panel.isVisible()
    assert page.panel.title.text() == "Source 2 of 2"
    chips = page.conversation.answers()[0].chips
    assert [chip.isChecked() for chip in chips] == [False, True]
    page.panel.previous.click()
    assert page.sources.index == 0
    assert [chip.isChecked() for chip in chips] == [True, False]
    assert "слова источника 1" in page.panel.quote.text()
    page.panel.copy.click()
    assert "слова источника 1" in QGuiApplication.clipboard().text()


def test_escape_closes_the_panel(page: ChatPage) -> None:
    page.open_number(1)
    pump()
    press(page, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.sources.current is None


def test_find_goes_as_one_types_and_escape_closes_it_alone(page: ChatPage) -> None:
    page.open_number(1)
    press(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.header.field.hasFocus()
    page.header.field.setText("отпуск")
    assert page.header.count.text().endswith(" of 2")
    first = page.header.count.text()
    press(page, Qt.Key.Key_Return)
    assert page.header.count.text() != first
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.header.count.text() == first
    page.header.field.setText("такого нет")
    assert page.header.count.text() == "Not found"
    press(page, Qt.Key.Key_Escape)
    assert page.header.field.isHidden()
    assert page.panel.isVisible()


def test_a_page_that_cannot_be_shown_says_why(page: ChatPage) -> None:
    """The document is not in the worker's store: the panel tells it in a sentence."""
    page.open_number(1)
    wait_for(lambda: not page.sources.document.loading, 60)
    assert page.sources.document.problem
    assert page.panel.viewer.canvas.note.isVisible()
    assert page.panel.viewer.canvas.note.text() == page.sources.document.problem


def test_new_chat_copy_and_edit_by_keys(page: ChatPage) -> None:
    press(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text().startswith(TEXT)
    page.composer.edit.setFocus()
    press(page, Qt.Key.Key_Up)
    assert page.composer.edit.text() == "Сколько дней отпуска?"
    press(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.model.chat is None
    assert page.empty.isVisible()


def test_enter_sends_and_shift_enter_begins_a_line(page: ChatPage) -> None:
    sent: list[str] = []
    page.composer.sent.disconnect()
    page.composer.sent.connect(sent.append)
    page.composer.edit.setFocus()
    QTest.keyClicks(page.composer.edit, "one")
    height = page.composer.edit.height()
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.composer.edit, "two")
    assert page.composer.edit.text() == "one\ntwo"
    assert page.composer.edit.height() > height
    press(page, Qt.Key.Key_Return)
    assert sent == ["one\ntwo"]


def test_the_field_grows_to_eight_lines_and_not_more(page: ChatPage) -> None:
    heights = []
    for lines in (1, 8, 20):
        page.composer.edit.set_text("\n".join("x" * lines))
        pump()
        heights.append(page.composer.edit.height())
    assert heights[0] < heights[1] == heights[2]


def test_without_a_model_a_question_fails_in_a_sentence_and_can_be_repeated(page: ChatPage) -> None:
    assert page.middle.banner.isVisible()
    page.composer.edit.set_text("А за границей?")
    page.composer.send()
    wait_for(lambda: page.conversation.answers()[-1].reply.message.state is MessageState.FAILED, 30)
    pump()
    failed = page.conversation.answers()[-1]
    assert failed.problem.isVisible()
    assert failed.problem.text()
    assert page.conversation.questions()[-1].text() == "А за границей?"
    assert page.composer.edit.text() == ""
    assert not page.composer.stop_button.isVisible()


def test_the_ways_name_their_consequences_and_are_remembered(
    page: ChatPage, application: Application
) -> None:
    ways = page.composer.ways()
    assert [item.value for item in ways] == ["model", "documents", "trained", "documents+trained"]
    assert all(item.caption for item in ways)
    page.asking.set_way(AnswerMode.MODEL)
    assert application.bases.get(application.bases.current).way is AnswerMode.MODEL
    assert page.composer.way.value() == "Model alone"


def test_filters_become_chips_that_can_be_removed(page: ChatPage) -> None:
    page.composer.filters.changed.emit(Filters(folders=("/дом/Отпуска",), suffixes=(".pdf",)))
    pump()
    chips = page.composer.filters.chips()
    assert [chip.text() for chip in chips] == ["Отпуска", "PDF"]
    chips[0].removed.emit()
    pump()
    assert page.model.filters == Filters(suffixes=(".pdf",))


def test_a_narrow_window_covers_and_folds(window: MainWindow, page: ChatPage) -> None:
    page.open_number(1)
    pump()
    assert page.panel.parentWidget() is page.sides.splitter, "beside the conversation"
    middle = page.conversation.width()
    window.resize(QSize(1150, 720))
    pump()
    assert page.panel.parentWidget() is page.sides, "over it"
    assert page.panel.geometry().right() == page.sides.width() - 1
    assert page.conversation.width() > middle
    assert not page.sides.list_folded
    window.resize(QSize(1040, 720))
    pump()
    assert page.sides.list_folded
    assert not page.chats.isVisible()
    page.header.list_button.click()
    assert page.chats.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert not page.chats.isVisible()


def test_the_width_of_the_panel_is_remembered(page: ChatPage, application: Application) -> None:
    page.open_number(1)
    pump()
    page.sides.splitter.setSizes([400, 500])
    page.sides.splitter.splitterMoved.emit(400, 1)
    wait_for(lambda: application.settings.values.splitters, 5)
    assert application.settings.values.splitters["source_panel"] == [page.panel.width()]


def test_chats_are_renamed_and_removed(page: ChatPage, application: Application) -> None:
    page.model.rename("c1", "Отпуск и перенос")
    pump()
    assert page.header.title.text() == "Отпуск и перенос"
    page.model.remove("c1")
    pump()
    assert [item.chat.id for item in page.chats.items()] == ["c0"]
    assert page.empty.isVisible()


def test_keys_rename_and_remove_a_chat(page: ChatPage, complaints: Complaints) -> None:
    complaints.expect("plugin does not support")
    item = page.chats.items()[1]
    item.setFocus()
    QTest.keyClick(item, Qt.Key.Key_F2)
    field = visible(page, NamePopup).findChild(QLineEdit)
    assert field is not None
    assert field.text() == "Чат 0"
    visible(page, NamePopup).close()
    item.clearFocus()
    page.chats.rename_chosen()  # what the key does wherever the focus is
    field = visible(page, NamePopup).findChildren(QLineEdit)[-1]  # the first one is about to be deleted
    assert field.text() == next(one.title for one in page.model.chats() if one.id == page.model.chat_id)
    visible(page, NamePopup).close()
    QTest.keyClick(item, Qt.Key.Key_Delete)
    assert [item.chat.id for item in page.chats.items()] == ["c1"]
    page.model.undo_remove("c0")
    assert [item.chat.id for item in page.chats.items()] == ["c1", "c0"]


def test_the_example_question_names_a_document_of_the_base(page: ChatPage) -> None:
    page.new_chat()
    pump()
    assert page.example.text() == "What is the document “d1” about?"


@pytest.mark.parametrize(("language", "named"), [("ru", "Отпуска"), ("en", "Handbook")])
def test_the_example_question_is_about_a_document_in_the_windows_language(
    page: ChatPage, application: Application, language: str, named: str
) -> None:
    application.settings.change(language=language)
    base = application.bases.create("Две")
    names = ("Отпуска.pdf", "Handbook.md", "Я.txt")
    SqlDocuments(application.database.session).save(
        [Document(name, base.id, f"/дом/{name}", DocumentState.READY, pages=2, chunks=3) for name in names]
    )
    page.example.find(base.id)
    assert f"“{named}”" in page.example.text() or f"«{named}»" in page.example.text()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (DocumentState.READY, ""),
        (DocumentState.CHANGED, "Changed since it was read: “d1.pdf”."),
        (DocumentState.UNREACHABLE, "cannot be reached now"),
        (DocumentState.MISSING, "The file is no longer there: “d1.pdf”."),
    ],
)
def test_an_answer_says_what_became_of_its_documents(
    application: Application, state: DocumentState, said: str
) -> None:
    row = Document("d1", application.bases.current, "/дом/Отпуска/d1.pdf", state, pages=2, chunks=3)
    SqlDocuments(application.database.session).save([row])
    with open_window(application) as window:
        window.go("chat")
        page = window.page("chat")
        assert isinstance(page, ChatPage)
        page.model.open("c1")
        (reply,) = [reply for reply in page.model.replies() if reply.message.id == "a1"]
    assert said in reply.unread and bool(said) == bool(reply.unread)
