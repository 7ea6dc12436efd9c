"""Chats: the order of search, load and ask; what is saved when; stopping, failing, asking again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.background_answers import ask_behind_people
from desktop.core.entities import (
    ASSISTANT,
    USER,
    ChatMessage,
    Document,
    DocumentState,
    MessageState,
    TaskWay,
)
from desktop.core.future import spawn
from desktop.features.chat.services.attached_files import AttachedFiles
from desktop.features.chat.viewmodels.kept_model import whole_question
from tests.helpers.scripted import Desk
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import Task
from workers.contract.messages import Ask, Marks, Passages, Search, Stop, Token, Yield
from workers.contract.specs.answers import Answer, Citation, Sentence, Timings
from workers.contract.specs.bases import document_id
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.search import Passage, Respelling, Understood

PASSAGE = Passage("k", "d", "Положение.pdf", "/p", 2, 2, 10, 30, "Отпуск", "Отпуск длится 28 дней.", 5.0)
CITATION = Citation(1, "d", "Положение.pdf", 2, 10, 30, "Отпуск длится 28 дней.", "k", "Отпуск")
TEXT = "Отпуск длится 28 дней."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "данные")
    base = desk.bases.create("База").id
    path = "/Положение.pdf"
    desk.document_rows.save([Document(document_id(base, path), base, path, DocumentState.READY, chunks=1)])
    yield desk
    desk.close()


def new_chat(desk: Desk) -> str:
    return desk.chats.create(desk.bases.current).id


def found(desk: Desk, relevant: bool = True) -> None:
    """Answer the search that is open."""
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Search)]
    question = f"{sent.message.previous} {sent.message.question}".strip()
    sent.say(Passages(sent.request, question, (PASSAGE,), relevant, 0.1))
    sent.succeed()


def loaded(desk: Desk) -> None:
    desk.workers.open(Job.LOAD)[0].succeed()


def asked(desk: Desk) -> Ask:
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    message = sent.message
    assert isinstance(message, Ask)
    return message


def write(desk: Desk, *pieces: str) -> None:
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    sent.say(*(Token(sent.request, piece) for piece in pieces))


def answered(desk: Desk, **values: object) -> None:
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    answer = Answer(TEXT, True, (CITATION,), (Sentence(0, 22, (1,)),), timings=Timings(0, 0.5, 2.5, 900, 12))
    sent.succeed(to_json(replace(answer, **values)))


def test_from_question_to_cited_answer(desk: Desk) -> None:
    chat = new_chat(desk)
    asking = desk.chats.ask(chat, "Сколько дней длится отпуск?")
    stages: list[str] = []
    asking.on_change.append(lambda now: stages.append(now.stage))
    assert desk.chats.writing == {chat: asking}
    assert [row.state for row in desk.chat_rows.messages(chat)] == [
        MessageState.COMPLETE,
        MessageState.WRITING,
    ]
    assert [one.kind for one in desk.workers.open()] == [Kind.CHAT, Kind.KNOWLEDGE]  # side by side
    desk.timers.now = 0.25
    found(desk)
    assert asking.passages is not None and asking.stage == "loading"
    loaded(desk)
    question = asked(desk).question
    assert (question.text, question.language, question.passages) == (
        "Сколько дней длится отпуск?", "ru", (PASSAGE,),
    )  # fmt: skip
    assert desk.workers.told[-1] == Yield(True)
    desk.timers.now = 1.5
    write(desk, "Отпуск длится ", "28 дней.")
    assert asking.message.text == TEXT
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    sent.say(Marks(sent.request, (CITATION,), (Sentence(0, 22, (1,)),)))
    assert asking.message.citations == (CITATION,)
    desk.timers.now = 4.0
    answered(desk)
    message = asking.finished.result()
    assert (message.state, message.text, message.citations) == (MessageState.COMPLETE, TEXT, (CITATION,))
    assert (message.model, message.way) == ("small", AnswerMode.DOCUMENTS)
    assert message.timings == Timings(0.25, 1.5, 4.0, 900, 12)
    assert desk.workers.told[-1] == Yield(False)
    assert desk.chat_rows.messages(chat)[1] == message
    assert desk.chats.writing == {}
    assert desk.chats.list(desk.bases.current)[0].title == "Сколько дней длится отпуск?"
    assert list(dict.fromkeys(stages)) == ["searching", "loading", "reading", "writing", "done"]


def test_a_task_is_done_by_what_was_chosen_for_it(desk: Desk) -> None:
    base = desk.bases.current
    desk.bases.set_task(base, Task.CLASSIFY)
    assert desk.bases.get(base).task == ""  # nothing does it yet
    desk.bases.choose_for(base, TaskWay(Task.CLASSIFY, AnswerMode.MODEL, "small"), Task.CLASSIFY)
    desk.bases.set_task(base, Task.CLASSIFY)
    asking = desk.chats.ask(new_chat(desk), "К какой теме относится обращение?")
    assert [one.kind for one in desk.workers.open()] == [Kind.CHAT]  # nothing is searched
    loaded(desk)
    assert asked(desk).question.way is AnswerMode.MODEL
    answered(desk)
    assert asking.finished.result().way is AnswerMode.MODEL
    desk.bases.set_way(base, AnswerMode.DOCUMENTS)
    desk.chats.ask(new_chat(desk), "Сколько дней длится отпуск?")
    assert any(isinstance(one.message, Search) for one in desk.workers.open())
    desk.bases.set_task(base, Task.CLASSIFY)
    desk.bases.choose_for(base, None, Task.CLASSIFY)
    assert desk.bases.get(base).task == ""


def test_a_follow_up_knows_what_was_asked_and_answered_before(desk: Desk) -> None:
    chat = new_chat(desk)
    for text in ("Какие суточные в командировке?", "А за границей?", "А в Китае?"):
        desk.chats.ask(chat, text)
        found(desk)
        loaded(desk)
        last = asked(desk).question
        answered(desk)
    searches = [one.message for one in desk.workers.sent if isinstance(one.message, Search)]
    assert searches[1].previous == "Какие суточные в командировке?"
    assert searches[2].previous == "Какие суточные в командировке? А за границей?"
    assert [turn.role for turn in last.history] == ["user", "assistant"] * 2


@pytest.mark.parametrize(
    ("understood", "literal"),
    [
        (Understood("Где лежат ЛКМ?", expanded=(Respelling("ЛКМ", "лакокрасочные материалы"),)), False),
        (Understood("Где лежат ЛКМ?", absent=("приказе № 45",)), False),
        (Understood("Где лежат ЛКМ?"), True),
    ],
)
def test_an_answer_is_explained_as_its_question_was_searched(
    desk: Desk, understood: Understood, literal: bool
) -> None:
    chat = new_chat(desk)
    asking = desk.chats.ask(chat, "Где лежат ЛКМ?")
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Search)]
    sent.say(Passages(sent.request, "Где лежат ЛКМ?", (PASSAGE,), True, 0.1, understood=understood))
    sent.succeed()
    loaded(desk)
    answered(desk)
    desk.chats.explain(chat, asking.message.id)
    (again,) = [one.message for one in desk.workers.open() if isinstance(one.message, Search)]
    assert isinstance(again, Search) and again.literal is literal


def test_what_is_written_is_saved_twice_a_second(desk: Desk, tmp_path: Path) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, "Сколько?")
    found(desk)
    loaded(desk)
    write(desk, "Отпуск ")
    assert desk.chat_rows.messages(chat)[1].text == ""
    desk.timers.now = 0.6
    write(desk, "длится ")
    assert desk.chat_rows.messages(chat)[1].text == "Отпуск длится "
    desk.close()  # killed

    again = Desk(tmp_path / "данные")
    cut = again.chats.messages(chat)[1]
    assert (cut.state, cut.text) == (MessageState.STOPPED, "Отпуск длится ")
    again.close()


def test_a_refusal_has_no_text_and_the_nearest_places(desk: Desk) -> None:
    asking = desk.chats.answer(desk.bases.current, "Кто написал «Войну и мир»?")
    found(desk, relevant=False)
    loaded(desk)
    assert asked(desk).question.relevant is False
    answered(desk, text="", answered=False, citations=(), sentences=(), nearest=(CITATION,))
    message = asking.message
    assert (message.state, message.text, message.nearest) == (MessageState.REFUSED, "", (CITATION,))


def test_what_was_written_behind_a_refusal_is_kept_and_teaches_the_model_nothing(desk: Desk) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, "Сколько спутников у Юпитера?")
    found(desk)
    loaded(desk)
    answered(desk, text="Семьдесят девять.", answered=False, citations=(), sentences=(), nearest=(CITATION,))
    kept = desk.chat_rows.messages(chat)[1]
    assert (kept.state, kept.text) == (MessageState.REFUSED, "Семьдесят девять.")
    desk.chats.ask(chat, "Сколько дней отпуска?")
    found(desk)
    loaded(desk)
    assert asked(desk).question.history == ()


def test_while_a_question_is_typed_what_stands_before_it_is_read(desk: Desk) -> None:
    chat = new_chat(desk)
    desk.chats.prepare(desk.bases.current, chat)
    loaded(desk)
    read = asked(desk).question
    assert (read.ahead, read.text, read.history, read.passages) == (True, "", (), ())
    answered(desk, text="", citations=(), sentences=())
    asking = desk.chats.ask(chat, "Сколько дней отпуска?")
    desk.chats.prepare(desk.bases.current, chat)  # typed on while the answer is written: nothing
    found(desk)
    loaded(desk)
    question = asked(desk).question
    assert (question.ahead, question.text) == (False, "Сколько дней отпуска?")
    answered(desk)
    assert asking.message.text == TEXT
    desk.chats.prepare(desk.bases.current, chat)
    loaded(desk)
    assert [turn.text for turn in asked(desk).question.history] == ["Сколько дней отпуска?", TEXT]


def test_what_hinders_reading_ahead_is_told_when_the_question_is_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.models, "selected", lambda base="": None)
    desk.chats.prepare(desk.bases.current)
    assert desk.workers.open() == []


@pytest.mark.parametrize("stage", ["searching", "loading", "writing"])
def test_stop_ends_at_any_stage_with_what_is_there(desk: Desk, stage: str) -> None:
    chat = new_chat(desk)
    asking = desk.chats.ask(chat, "Сколько?")
    if stage != "searching":
        found(desk)
    if stage == "writing":
        loaded(desk)
        write(desk, "Отпуск длится")
        asking.stop()
        request = asked(desk).request
        assert desk.workers.told[-1] == Stop(request)
        answered(desk, text="Отпуск длится", stopped=True, citations=(), sentences=())
    else:
        asking.stop()
    assert asking.finished.result().state is MessageState.STOPPED
    assert asking.message.text == ("Отпуск длится" if stage == "writing" else "")
    for one in desk.workers.open():  # what comes too late changes nothing
        one.cancel() if one.cancelled else one.succeed()
    assert not [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    assert desk.chat_rows.messages(chat)[1].state is MessageState.STOPPED
    assert desk.chats.writing == {}


def test_a_stop_that_is_not_heard_becomes_a_cancel(desk: Desk) -> None:
    asking = desk.chats.answer(desk.bases.current, "Сколько?")
    found(desk)
    loaded(desk)
    write(desk, "Отпуск")
    asking.stop()
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    assert not sent.cancelled
    desk.timers.pass_(3.1)
    assert sent.cancelled
    sent.cancel()
    assert (asking.message.state, asking.message.text) == (MessageState.STOPPED, "Отпуск")


def test_a_worker_that_dies_is_a_failed_message_that_can_be_asked_again(desk: Desk) -> None:
    chat = new_chat(desk)
    asking = desk.chats.ask(chat, "Сколько?")
    found(desk)
    loaded(desk)
    write(desk, "Отпуск")
    (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    sent.fail(Code.WORKER_CRASHED, kind="chat")
    failed = desk.chat_rows.messages(chat)[1]
    assert (failed.state, failed.code, failed.problem_params, failed.text) == (
        MessageState.FAILED, "worker_crashed", {"kind": "chat"}, "Отпуск",
    )  # fmt: skip
    assert asking.message == failed
    again = desk.chats.regenerate(chat)
    found(desk)
    loaded(desk)
    answered(desk)
    messages = desk.chats.messages(chat)
    assert [row.role for row in messages] == ["user", "assistant"]
    assert messages[1] == again.message


def test_a_question_in_other_words_begins_a_branch_and_both_can_be_reached(desk: Desk) -> None:
    chat = new_chat(desk)
    for text in ("Первый вопрос?", "Второй вопрос?"):
        desk.chats.ask(chat, text)
        found(desk)
        loaded(desk)
        answered(desk)
    first = desk.chats.messages(chat)[0]
    desk.chats.edit(chat, first.id, "Первый, иначе?")
    found(desk)
    loaded(desk)
    assert asked(desk).question.text == "Первый, иначе?"
    assert asked(desk).question.history == ()
    answered(desk)
    branch = desk.chats.messages(chat)
    assert [row.text for row in branch] == ["Первый, иначе?", TEXT]
    assert desk.chats.turnings(chat) == {branch[0].id: (2, 2)}
    desk.chats.step(chat, branch[0].id, -1)
    assert [row.text for row in desk.chats.messages(chat)] == ["Первый вопрос?", TEXT, "Второй вопрос?", TEXT]
    desk.chats.step(chat, first.id, -1)  # there is no branch before the first
    assert desk.chats.messages(chat)[0] == first
    with pytest.raises(ProblemError):
        desk.chats.edit(chat, branch[0].id, "Не та ветвь?")


def test_a_chat_is_pinned_and_keeps_its_draft(desk: Desk) -> None:
    base, chat = desk.bases.current, new_chat(desk)
    desk.chats.pin(chat, True)
    assert [row.pinned for row in desk.chats.list(base)] == [True]
    desk.chats.keep_draft(base, chat, "  Сколько\nдней ")
    desk.chats.keep_draft(base, "", "Новый")
    assert (desk.chats.draft(base, chat), desk.chats.draft(base, "")) == ("  Сколько\nдней ", "Новый")
    desk.chats.keep_draft(base, "", "")
    assert desk.chats.draft(base, "") == ""
    desk.chats.keep_draft(base, "gone", "nowhere")
    assert desk.chats.draft(base, "gone") == ""


def test_a_message_of_another_branch_is_shown_with_its_branch(desk: Desk) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, "Первый?")
    found(desk)
    loaded(desk)
    answered(desk)
    first = desk.chats.messages(chat)[0]
    desk.chats.edit(chat, first.id, "Иначе?")
    found(desk)
    loaded(desk)
    answered(desk)
    assert desk.chats.messages(chat)[0].text == "Иначе?"
    desk.chats.show_branch(chat, first.id)
    assert [row.text for row in desk.chats.messages(chat)] == ["Первый?", TEXT]
    desk.chats.show_branch(chat, "gone")
    assert desk.chats.messages(chat)[0].id == first.id


def test_a_draft_survives_the_end(desk: Desk) -> None:
    base, chat = desk.bases.current, new_chat(desk)
    desk.chats.keep_draft(base, chat, "half a question")
    desk.chats.save_all()
    desk.close()
    again = Desk(desk.paths.database.parent)
    assert again.chats.draft(base, chat) == "half a question"
    again.chats.remove(chat)
    again.chats.commit_removals()
    assert again.chats.draft(base, chat) == ""
    again.close()


def test_what_a_person_answered_of_the_documents_is_no_answer_about_a_file(desk: Desk) -> None:
    desk.corrections.add(desk.bases.current, "О чём документ?", "Об отпусках.")
    told: list[tuple[str, ...]] = []
    for files in ((), ("/другой.txt",)):
        desk.chats.ask(new_chat(desk), "О чём документ?", attached=files)
        (sent,) = [one for one in desk.workers.open() if isinstance(one.message, Search)]
        assert isinstance(sent.message, Search)
        told.append(sent.message.corrected)
        found(desk)
    assert told == [("О чём документ?",), ()]


def test_a_file_that_has_changed_is_read_again(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "письмо.txt"
    file.write_text("Склад закрыт.", encoding="utf-8")
    attached = AttachedFiles(desk.workers, lambda: Path("/embedder"))
    first = attached.read([str(file)])
    assert attached.read([str(file)]) is first
    file.write_text("Склад открыт до мая.", encoding="utf-8")
    second = attached.read([str(file)])
    assert second is not first
    file.unlink()
    assert attached.read([str(file)]) is second  # what was read while it was there
    attached.close()


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        (Understood("А кто подписывает?"), "А кто подписывает?"),
        (Understood("Кто подписывает пропуск?", completed=True), "Кто подписывает пропуск?"),
        (Understood("А кто подписывает?", completed=True), "Как получить пропуск? А кто подписывает?"),
    ],
)
def test_a_question_that_leans_on_another_one_is_kept_with_it(read: Understood, whole: str) -> None:
    now = datetime.now(UTC)
    before, asked = (
        ChatMessage(text, "c", USER, text, now) for text in ("Как получить пропуск?", "А кто подписывает?")
    )
    answer = ChatMessage("a", "c", ASSISTANT, "Начальник.", now, understood=read)
    assert whole_question(asked, answer, [before]) == whole


def test_a_removed_chat_comes_back_until_it_is_gone_for_good(desk: Desk) -> None:
    base, chat = desk.bases.current, new_chat(desk)
    desk.chats.remove(chat)
    assert desk.chats.list(base) == []
    assert desk.chats.undo_remove(chat)
    assert [row.id for row in desk.chats.list(base)] == [chat]
    desk.chats.remove(chat)
    desk.chats.commit_removals()
    assert not desk.chats.undo_remove(chat)
    assert desk.chats.list(base) == []


def test_one_answer_at_a_time(desk: Desk) -> None:
    first, second = new_chat(desk), new_chat(desk)
    one = desk.chats.ask(first, "Первый?")
    found(desk)
    loaded(desk)
    two = desk.chats.ask(second, "Второй?")
    found(desk)
    assert two.passages is not None  # places are shown while the model is busy
    assert asked(desk).question.text == "Первый?"
    assert desk.workers.open(Job.LOAD) == []
    with pytest.raises(ProblemError) as caught:
        desk.chats.ask(first, "Ещё?")
    assert caught.value.problem.code is Code.BUSY
    answered(desk)
    assert one.is_done()
    loaded(desk)
    assert asked(desk).question.text == "Второй?"
    answered(desk)
    assert two.is_done()


def test_a_chat_removed_while_it_is_written_stays_removed(desk: Desk) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, "Сколько?")
    found(desk)
    loaded(desk)
    write(desk, "Отпуск")
    desk.chats.remove(chat)
    answered(desk, stopped=True)
    assert desk.chats.list(desk.bases.current) == []
    assert desk.chats.writing == {}


def failure(asking: AnswerInProgress) -> str:
    assert asking.finished.result().state is MessageState.FAILED
    return asking.message.code


def test_what_is_missing_is_said(desk: Desk) -> None:
    base = desk.bases.current
    empty = desk.bases.create("Пустая").id
    assert failure(desk.chats.answer(empty, "Что?")) == "base_empty"
    desk.models.record = None
    assert failure(desk.chats.answer(base, "Что?")) == "no_model"


def test_the_model_alone_is_asked_without_a_search(desk: Desk) -> None:
    asking = desk.chats.answer(desk.bases.current, "Напиши письмо.", way=AnswerMode.MODEL)
    loaded(desk)
    assert not [one for one in desk.workers.sent if isinstance(one.message, Search)]
    assert asked(desk).question.passages == ()
    answered(desk, text="слово " * 30, timings=Timings(words=30, write_s=2.0), citations=(), sentences=())
    assert asking.message.way is AnswerMode.MODEL
    assert desk.models.speeds == [pytest.approx(15.0)]


def test_a_short_quoted_answer_tells_how_fast_the_model_wrote(desk: Desk) -> None:
    desk.chats.ask(new_chat(desk), "Сколько дней длится отпуск?")
    found(desk)
    loaded(desk)
    answered(desk, text="> Отпуск — 28 дней.", timings=Timings(0, 0.5, 2.5, 900, 12, words=9, write_s=3.0))
    assert desk.models.speeds == [pytest.approx(3.0)]


def test_what_nobody_waits_for_gives_way_to_a_person(desk: Desk) -> None:
    base = desk.bases.current
    exam = spawn(ask_behind_people(desk.chats, AnswerRequest(base, "", "Экзамен?", AnswerMode.DOCUMENTS)))
    found(desk)
    loaded(desk)
    (written,) = [one for one in desk.workers.open() if isinstance(one.message, Ask)]
    person = desk.chats.ask(new_chat(desk), "Сколько дней длится отпуск?")
    assert [note for note in desk.workers.told if isinstance(note, Stop)], "it is stopped, not waited for"
    written.succeed(to_json(Answer("Экз", True, stopped=True)))
    found(desk)
    loaded(desk)
    assert asked(desk).question.text == "Сколько дней длится отпуск?" and not exam.completed
    answered(desk)
    assert person.is_done()
    found(desk)
    loaded(desk)
    assert asked(desk).question.text == "Экзамен?", "begun again"
    answered(desk)
    assert exam.result()[0].text == TEXT


def test_a_long_first_question_is_cut_at_a_word_for_the_title(desk: Desk) -> None:
    chat = new_chat(desk)
    desk.chats.ask(chat, "Сколько дней   длится ежегодный оплачиваемый отпуск у работников цеха, скажите?")
    title = desk.chats.list(desk.bases.current)[0].title
    assert title == "Сколько дней длится ежегодный оплачиваемый отпуск у…"
    assert len(title) <= 61
