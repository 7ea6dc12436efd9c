"""Chats as people keep them, in the real window with real workers: a file for one question, an answer that is
put right, branches, drafts, documents that a question is limited to, an answer saved as a document."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.app import Application
from desktop.core.entities import MessageState
from desktop.features.backup.views.backup_section import BackupSection
from desktop.features.chat.viewmodels.stage_words import stage_words
from desktop.features.chat.views.chat_page import ChatPage
from desktop.features.chat.views.chat_settings import ChatSettings
from desktop.features.chat.views.wrong_dialog import WrongDialog
from desktop.ui import announcing
from desktop.ui.viewer.text_canvas import TextCanvas
from desktop.ui.widgets import Button, IconButton, Label
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import pump, visible, wait_for
from tests.helpers.models import install_into
from tests.helpers.window import open_window, running_application

RULES = "Отпуск длится 28 календарных дней. Остаток отпуска переносят на следующий год.\n"
TRIPS = "Суточные в командировке составляют 1200 рублей в день.\n"
LETTER = "Уважаемые коллеги! Склад на улице Заречной закрывается 14 марта. Ключи сдаёт Белова.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("бумаги")
    (folder / "Отпуск.txt").write_text(RULES, encoding="utf-8")
    (folder / "Командировки.txt").write_text(TRIPS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Application]:
    data = tmp_path_factory.mktemp("данные")
    install_into(data)
    with running_application(data, base="Северный ветер") as application:
        job = application.documents.import_paths(application.bases.current, [str(folder)])
        done = application.jobs.wait(job.id)
        wait_for(lambda: done.completed, 120)
        application.living.close()
        for job in application.jobs.list(unfinished_only=True):  # the look at a new base
            application.jobs.cancel(job.id)
        yield application


@pytest.fixture(scope="module")
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        window.go("chat")
        pump()
        yield window


@pytest.fixture
def page(window: MainWindow) -> ChatPage:
    page = window.page("chat")
    assert isinstance(page, ChatPage)
    page.new_chat()
    page.composer.edit.clear()
    return page


def test_waiting_is_told_in_numbers_that_never_fall(page: ChatPage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    seen: list[tuple[float, str]] = []
    monkeypatch.setattr(announcing, "send", lambda told: said.append(told.message()))
    page.model.updated.connect(lambda reply: seen.append((reply.read, stage_words(reply))))
    ask(page, "Сколько рублей составляют суточные в командировке?")
    shares = [share for share, _ in seen]
    assert shares == sorted(shares) and max(shares) > 0, "what is read before the first word, in per cent"
    assert all(words for _, words in seen)
    assert said[0] == "The answer is begun" and said[-1].startswith("Answer: ")


def ask(page: ChatPage, text: str) -> None:
    """Ask and wait for the whole answer."""
    page.composer.edit.set_text(text)
    page.composer.send()
    wait_for(lambda: not page.model.writing, 240)
    pump()


def test_an_answer_that_was_put_right_answers_the_same_question_in_other_words(
    page: ChatPage, application: Application
) -> None:
    base = application.bases.current
    ask(page, "Сколько дней длится отпуск?")
    answer = page.conversation.answers()[-1]
    assert answer.reply.message.state is not MessageState.FAILED
    answer.buttons.flag.click()
    visible(page, WrongDialog).answer.setPlainText("28 календарных дней, стажёру 14.")
    pump()  # until it is the active window, whose keys these are
    QTest.keyClick(visible(page, WrongDialog).answer, Qt.Key.Key_Escape)
    answer.buttons.flag.click()
    dialog = visible(page, WrongDialog)
    assert dialog.answer.text() == "28 календарных дней, стажёру 14."  # typed, not kept, not lost
    wait_for(lambda: len(dialog.choices()) > 1, 30)
    next(one for one in dialog.choices() if "Отпуск.txt" in one.text()).click()
    dialog.by.field.setText("Анна Белова")
    dialog.save.click()
    assert [row.answer for row in application.corrections.list(base)] == ["28 календарных дней, стажёру 14."]
    (question,) = [row for row in application.questions.rows.all(base).values() if row.reviewed_by]
    assert (question.text.answer, question.reviewed_by) == ("28 календарных дней, стажёру 14.", "Анна Белова")
    assert "28 календарных дней" in question.text.quote
    assert [row.text.answer for row in application.examples.rows.list(base)] == [question.text.answer]
    page.new_chat()
    ask(page, "Какова продолжительность отпуска?")
    answer = page.conversation.answers()[-1]
    assert answer.text.plain_text() == "28 календарных дней, стажёру 14."
    assert [source.name for source in answer.reply.sources] == ["Отпуск.txt"]
    assert "Анна Белова" in answer.correction.said.label.text()
    answer.correction.act.click()  # what the documents say all the same
    wait_for(lambda: not page.model.writing, 240)
    pump()
    assert page.conversation.answers()[-1].reply.message.corrected == ""
    page.commands.open_settings()
    settings = visible(page, ChatSettings)
    (remove,) = (
        one for one in settings.findChildren(IconButton) if "Remove the right" in one.accessibleName()
    )
    remove.click()
    assert application.corrections.list(base) == []
    pump()
    (undo,) = (one for one in settings.findChildren(Button) if one.text() == "Undo")
    undo.click()
    assert [row.answer for row in application.corrections.list(base)] == ["28 календарных дней, стажёру 14."]
    settings.close()


def test_a_file_for_one_question_is_read_for_it_and_is_not_in_the_base(
    page: ChatPage, application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = application.bases.current
    letter = tmp_path / "Письмо о складе.txt"
    letter.write_text(LETTER, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: ([str(letter)], ""))
    page.composer.attach.click()
    pump()
    assert [chip.text() for chip in page.composer.files.chips()] == [letter.name]
    ask(page, "Когда закрывается склад?")
    assert page.composer.files.paths == []
    answer = page.conversation.answers()[-1]
    assert answer.reply.message.state is MessageState.COMPLETE
    assert "14 марта" in answer.text.plain_text()
    own = next(source for source in answer.reply.sources if source.name == letter.name)
    assert [row.path for row in application.documents.list(base)] == sorted(
        row.path for row in application.documents.list(base) if "Письмо" not in row.path
    )
    assert application.documents.get(base, own.document) is None
    assert page.kept.mistake(page.model.chat_id, answer.reply.message.id) is None  # of these files alone
    page.sources.show(answer.reply.sources, answer.reply.sources.index(own), answer.reply.message.id)
    canvas = page.panel.viewer.canvas
    wait_for(lambda: isinstance(canvas.shown, TextCanvas) and "Заречной" in canvas.shown.toPlainText(), 60)
    page.sources.close()
    application.attached.close()  # as at a restart
    page.open_number(answer.reply.sources.index(own) + 1)
    wait_for(lambda: isinstance(canvas.shown, TextCanvas) and "Заречной" in canvas.shown.toPlainText(), 60)
    assert page.sources.document.path() == str(letter)
    ask(page, "Кто сдаёт ключи от склада?")  # the next question knows nothing of it
    assert all(source.name != letter.name for source in page.conversation.answers()[-1].reply.sources)


def test_a_file_that_cannot_be_read_is_said_and_taken_off(
    page: ChatPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, whole = tmp_path / "пусто.txt", tmp_path / "целый.txt"
    empty.touch()
    whole.write_text(LETTER, encoding="utf-8")
    said: list[str] = []
    page.model.message.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: ([str(empty), str(whole)], ""))
    page.composer.attach.click()
    wait_for(lambda: page.composer.files.paths == [str(whole)], 60)
    assert any("пусто.txt" in one for one in said)
    page.composer.files.clear()


def test_a_question_is_limited_to_the_chosen_documents(page: ChatPage, complaints: Complaints) -> None:
    complaints.expect("plugin does not support")
    page.composer.filter.click()
    page.composer.filter_list.chosen.emit("documents")
    picker = page.composer.picker
    foot = picker.geometry().bottom()
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.rows()[0].hasFocus()
    picker.field.setFocus()
    picker.field.setText("команд")
    pump()
    assert picker.geometry().bottom() == foot  # it stands on the button above which it has opened
    (row,) = picker.rows()
    row.setFocus()
    row.click()
    assert picker.rows()[0].hasFocus()  # to take it away again by the same key
    picker.close()
    pump()
    assert [chip.text() for chip in page.composer.filters.chips()] == ["Командировки.txt"]
    ask(page, "Сколько рублей суточные в командировке?")
    assert {one.name for one in page.conversation.answers()[-1].reply.sources} <= {"Командировки.txt"}
    page.composer.filters.chips()[0].removed.emit()
    assert page.model.filters.documents == ()


def test_branches_drafts_and_ready_questions(page: ChatPage, application: Application) -> None:
    base = application.bases.current
    page.kept.save_ready_questions(["Сколько составляют суточные в командировке?", "", "Когда отпуск?"])
    pump()
    assert application.ready_questions.list(base)[1:] == ["Когда отпуск?"]
    page.empty.edit_wanted.emit()
    settings = visible(page, ChatSettings)
    assert settings.focusWidget() is settings.questions
    settings.close()
    page.empty.asked.emit(application.ready_questions.list(base)[0])
    wait_for(lambda: not page.model.writing, 240)
    pump()
    question = page.conversation.questions()[0]
    question.edit.click()
    assert page.composer.editing.isVisible()
    ask(page, "Каковы суточные?")
    question = page.conversation.questions()[0]
    assert (question.text(), question.reply.turning) == ("Каковы суточные?", (2, 2))
    question.previous.click()
    pump()
    assert page.conversation.questions()[0].text().startswith("Сколько составляют")
    chat = page.model.chat_id
    QTest.keyClicks(page.composer.edit, "half a question")
    wait_for(lambda: application.chats.draft(base, chat) == "half a question", 5)
    page.new_chat()
    assert page.composer.edit.text() == ""
    page.model.open(chat)
    assert page.composer.edit.text() == "half a question"
    page.composer.files.add(["/letter.txt"])
    page.new_chat()
    assert page.composer.files.paths == []  # they belong to the chat that they were attached in
    page.model.open(chat)
    assert page.composer.files.paths == ["/letter.txt"]
    pump()
    page.conversation.questions()[0].edit.click()  # in other words: its own words and files, the draft waits
    assert (page.composer.edit.text(), page.composer.files.paths) == (
        page.conversation.questions()[0].text(),
        [],
    )
    page.drafts.keep()
    assert application.chats.draft(base, chat) == "half a question"
    page.composer.editing.removed.emit()
    assert (page.composer.edit.text(), page.composer.files.paths) == ("half a question", ["/letter.txt"])
    page.composer.files.clear()
    page.new_chat()
    page.composer.edit.set_text("another one")
    page.ask_offered("Когда отпуск?")  # what is typed stays, in the chat that is made
    asked = page.model.chat_id
    assert (page.composer.edit.text(), application.chats.draft(base, asked)) == ("another one", "another one")
    page.model.stop()
    wait_for(lambda: not page.model.writing, 60)
    page.model.remove(asked)


def test_files_are_pasted_as_files_of_the_question(page: ChatPage, tmp_path: Path) -> None:
    data, said = QMimeData(), list[list[str]]()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "письмо.txt"))])
    page.composer.attached.disconnect(page.model.attach)
    page.composer.attached.connect(said.append)
    page.composer.edit.insertFromMimeData(data)
    assert page.composer.edit.text() == ""
    assert said == [[str(tmp_path / "письмо.txt")]] == [page.composer.files.paths]
    page.composer.attached.connect(page.model.attach)
    page.composer.files.clear()


def test_an_answer_is_saved_as_a_document(
    page: ChatPage, application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = application.chats.list(application.bases.current)[0].id
    page.model.open(chat)
    pump()
    chosen = (str(tmp_path / "ответ"), "Word (*.docx)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: chosen)
    answer = page.conversation.answers()[-1]
    answer.buttons.save_wanted.emit()
    text = "\n".join(one.text for one in docx.Document(str(tmp_path / "ответ.docx")).paragraphs)
    assert "1200" in text and "Командировки.txt" in text
    data = answer.dragged()
    assert "Командировки.txt" in data.text() and "Командировки.txt" in data.html()


def test_a_backup_is_written_and_restored_in_the_window(
    window: MainWindow, application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, file = application.bases.current, str(tmp_path / "всё.bukvarbackup")
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (file, ""))
    window.go("settings:backup")
    (section,) = window.findChildren(BackupSection)

    def press(words: str, until: str) -> None:
        next(one for one in section.findChildren(Button) if one.text() == words and one.isVisible()).click()
        wait_for(lambda: any(until in one.text() for one in section.findChildren(Label)), 120)

    press("Back up…", "Written and read again")
    press("Restore…", "Restored")
    assert Path(file).stat().st_size > 0
    assert {one.name for one in application.bases.list()} == {"Северный ветер", "Северный ветер (2)"}
    (other,) = [one.id for one in application.bases.list() if one.id != base]
    assert len(application.chats.list(other)) == len(application.chats.list(base)) > 0
    found = application.search.search(other, "суточные в командировке", k=1, literal=True)
    wait_for(lambda: found.completed, 60)
    (place,) = found.result().passages
    assert "1200 рублей" in place.text
