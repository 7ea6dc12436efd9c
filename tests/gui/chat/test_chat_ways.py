"""The four ways of answering in the real window: the list with reasons, the strength, what an answer says of
itself, and answers that become examples."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import Chat, ChatMessage, Document, DocumentState, MessageState, TaskWay
from desktop.core.review.rows import RowSource, RowState
from desktop.features.chat.repository import SqlChats
from desktop.features.chat.views.chat_page import ChatPage
from desktop.storage.repositories import SqlDocuments
from desktop.ui.widgets import PopupList
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.gui import pump, visible, wait_for
from tests.helpers.trained import put_adapter
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import BASE_MODES, AnswerMode
from workers.contract.exam import Task

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    models.install_into(tmp_path / "data")
    with running_application(tmp_path / "data") as application:
        base = application.bases.create("Северный ветер")
        application.bases.select(base.id)
        chats = SqlChats(application.database.session)
        chats.save(Chat("c1", base.id, "Чат", NOW, NOW))
        chats.save_message(ChatMessage("q1", "c1", "user", "Сколько дней отпуска?", NOW))
        answer = ChatMessage("a1", "c1", "assistant", "Отпуск длится 28 дней.", NOW + timedelta(seconds=1))
        chats.save_message(answer)
        yield application


@pytest.fixture
def page(application: Application, complaints: Complaints) -> Iterator[ChatPage]:
    complaints.expect("raise|grabbing|propagateSizeHints")  # a screenless Qt says so of every popup
    with open_window(application) as window:
        window.go("chat")
        pump()
        page = window.page("chat")
        assert isinstance(page, ChatPage)
        yield page


def window_of(page: ChatPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def add_document(application: Application) -> None:
    base = application.bases.current
    document = Document("d1", base, "/дом/Отпуска.pdf", DocumentState.READY, pages=2, chunks=3)
    SqlDocuments(application.database.session).save([document])
    application.documents.flush()


def reasons(page: ChatPage) -> dict[AnswerMode, str]:
    return {AnswerMode(item.value): item.reason for item in page.composer.ways()}


def test_four_ways_each_with_its_consequence_or_its_reason(page: ChatPage) -> None:
    items = page.composer.ways()
    assert [AnswerMode(item.value) for item in items] == list(BASE_MODES)
    assert all(item.caption for item in items)
    found = reasons(page)
    assert not found[AnswerMode.MODEL]
    assert (
        found[AnswerMode.TRAINED]
        == found[AnswerMode.DOCUMENTS_TRAINED]
        == "Nothing is trained in this base yet"
    )


def test_tasks_that_an_exam_has_given_away_are_ways_too(page: ChatPage, application: Application) -> None:
    base, model = application.bases.current, application.models.selected(application.bases.current)
    assert model is not None
    gone = TaskWay(Task.EXTRACT, AnswerMode.MODEL, "gone")
    for way in (gone, TaskWay(Task.CLASSIFY, AnswerMode.MODEL, model.id)):
        application.bases.choose_for(base, way, way.task)
    items = page.composer.ways()[len(BASE_MODES) :]
    assert [item.title for item in items] == ["Sort into classes", "Take fields out of a text"]
    assert "as the exam has shown" in items[0].caption and not items[0].reason
    assert "not on this computer" in items[1].reason
    page.composer.open_ways()
    pump()
    visible(page, PopupList).rows()[len(BASE_MODES)].click()
    pump()
    assert application.bases.get(base).task == "classify"
    assert page.composer.way.value() == "Sort into classes"
    assert [item.checked for item in page.composer.ways()] == [False] * 4 + [True, False]
    application.bases.set_way(base, AnswerMode.MODEL)
    assert page.composer.way.value() == "Model alone"


def test_reasons_follow_what_is_there(application: Application) -> None:
    add_document(application)
    with open_window(application) as window:
        window.go("chat")
        page = window.page("chat")
        assert isinstance(page, ChatPage)
        put_adapter(application, active=False)
        assert reasons(page)[AnswerMode.TRAINED] == "No trained model is switched on"
        put_adapter(application, model="another")
        assert "not on this computer" in reasons(page)[AnswerMode.TRAINED]
        put_adapter(application)
        assert set(reasons(page).values()) == {""}


def test_a_way_is_chosen_by_keys_and_remembered_by_its_base(page: ChatPage, application: Application) -> None:
    put_adapter(application)
    first = application.bases.current
    page.composer.open_ways()
    pump()
    ways = visible(page, PopupList)
    rows = ways.rows()
    assert [row.isEnabled() for row in rows] == [True, True, True, False]  # no documents here
    rows[2].setFocus()
    QTest.keyClick(ways, Qt.Key.Key_Return)
    pump()
    assert application.bases.get(first).way is AnswerMode.TRAINED
    assert page.composer.way.value() == "Trained model"
    application.bases.select(application.bases.create("Другая").id)
    pump()
    assert page.composer.way.value() == "Search in documents"
    application.bases.select(first)
    pump()
    assert page.composer.way.value() == "Trained model"


def test_the_strength_is_offered_for_trained_ways_alone_and_kept(
    page: ChatPage, application: Application
) -> None:
    adapter = put_adapter(application)
    assert not page.composer.strength.isVisible()
    page.asking.set_way(AnswerMode.TRAINED)
    pump()
    assert page.composer.strength.isVisible()
    assert "80" in page.composer.strength.accessibleName()
    page.composer.strength.click()
    pump()
    popup = page.composer.strength_popup
    assert popup.isVisible()
    assert popup.slider.value() == 80
    QTest.keyClick(popup.slider, Qt.Key.Key_Left)
    assert application.adapters.get(adapter.id).strength == pytest.approx(0.75)
    QTest.keyClick(popup.slider, Qt.Key.Key_Home)
    assert application.adapters.get(adapter.id).strength == 0
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    pump()
    assert not popup.isVisible()
    page.asking.set_way(AnswerMode.MODEL)
    pump()
    assert not page.composer.strength.isVisible()


def test_every_reply_names_its_way_and_its_trained_model(page: ChatPage, application: Application) -> None:
    adapter = put_adapter(application)
    chats = application.chat_rows
    answer = next(message for message in application.chats.messages("c1") if message.id == "a1")
    expected = {
        AnswerMode.MODEL: "Model alone",
        AnswerMode.DOCUMENTS: "Search in documents",
        AnswerMode.TRAINED: "Trained model · Голос компании, 80 %",
        AnswerMode.DOCUMENTS_TRAINED: "Search + training · Голос компании, 80 %",
    }
    for way, words in expected.items():
        chats.save_message(replace(answer, way=way, adapter=adapter.id, strength=0.8))
        application.change_publisher(Changes(messages_of=frozenset({"c1"})))
        pump()
        line = page.conversation.answers()[0].line.label.text().replace("\u00a0", " ")
        assert line == words
    application.adapters.remove(adapter.id)
    pump()
    line = page.conversation.answers()[0].line.label.text()
    assert "a trained model that was removed" in line


def test_a_good_answer_becomes_an_example(page: ChatPage, application: Application) -> None:
    base = application.bases.current
    page.conversation.answers()[0].buttons.learn.click()
    pump()
    examples = application.examples.rows.list(base)
    assert [(one.text.question, one.text.answer) for one in examples] == [
        ("Сколько дней отпуска?", "Отпуск длится 28 дней.")
    ]
    assert examples[0].source is RowSource.CHAT
    assert examples[0].state is not RowState.APPROVED  # only a person approves
    assert window_of(page).toast.isVisible()
    page.conversation.answers()[0].buttons.learn.click()
    pump()
    assert len(application.examples.rows.list(base)) == 1


@pytest.mark.parametrize("state", [MessageState.REFUSED, MessageState.FAILED, MessageState.STOPPED])
def test_what_is_no_whole_answer_cannot_be_an_example(
    page: ChatPage, application: Application, state: MessageState
) -> None:
    answer = next(message for message in application.chats.messages("c1") if message.id == "a1")
    application.chat_rows.save_message(replace(answer, state=state, code="model_missing"))
    application.change_publisher(Changes(messages_of=frozenset({"c1"})))
    wait_for(lambda: page.conversation.answers()[0].buttons.learn.isHidden(), 5)


def test_everything_new_has_a_name(page: ChatPage, application: Application) -> None:
    put_adapter(application)
    page.asking.set_way(AnswerMode.TRAINED)
    pump()
    answer = page.conversation.answers()[0]
    for widget in (
        page.composer.strength,
        page.composer.way,
        answer.buttons.learn,
        page.composer.strength_popup.slider,
    ):
        assert widget.accessibleName()
