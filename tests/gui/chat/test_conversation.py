"""The conversation in the real widgets: streaming, marks, sources, scrolling."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.entities import ChatMessage, MessageState
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.views.answer import AnswerView
from desktop.features.chat.views.conversation import Conversation
from desktop.features.chat.views.question import QuestionView
from tests.helpers.gui import plain_theme, pump, wait_for
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Citation, Sentence

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = "Отпуск длится 28 дней. Платят за него вдвое. Остаток переносят."
SENTENCES = (Sentence(0, 22, (1,)), Sentence(23, 44), Sentence(45, 63, (2,)))


def citation(number: int) -> Citation:
    return Citation(number, f"d{number}", f"Документ {number}.pdf", number, 0, 5, "слова")


def answer(identity: str = "a", text: str = TEXT, **more: object) -> ChatMessage:
    values = {"citations": (citation(1), citation(2)), "sentences": SENTENCES, **more}
    return ChatMessage(identity, "c", "assistant", text, NOW, **values)  # type: ignore[arg-type]


def question(identity: str = "q", text: str = "Сколько дней отпуска?") -> ChatMessage:
    return ChatMessage(identity, "c", "user", text, NOW)


@pytest.fixture
def view() -> Iterator[Conversation]:
    plain_theme()
    shown = Conversation()
    shown.resize(640, 420)
    shown.show()
    yield shown
    shown.hide()
    shown.deleteLater()  # not by Python's collector, in the middle of another's painting
    pump(0.01)


def first(view: Conversation) -> AnswerView:
    return view.answers()[0]


def test_number_chips_stand_in_the_text_and_open_their_source(view: Conversation) -> None:
    view.show_replies([Reply(question()), Reply(answer())], underline=True)
    pump()
    text = first(view).text
    objects = [
        at for at in range(text.document().characterCount()) if text.document().characterAt(at) == "\ufffc"
    ]
    assert len(objects) == 2
    opened: list[int] = []
    view.source.connect(lambda reply, index: opened.append(index))
    cursor = QTextCursor(text.document())
    cursor.setPosition(objects[1])
    spot = text.cursorRect(cursor).center() + QPoint(10, 0)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [1]
    first(view).chips[0].click()
    assert opened == [1, 0]


def test_a_sentence_without_a_source_is_dotted_and_counted(view: Conversation) -> None:
    view.show_replies([Reply(answer())], underline=True)
    text = first(view).text
    cursor = text.document().find("Платят")
    assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    supported = text.document().find("длится")
    assert supported.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.NoUnderline
    assert not first(view).legend.with_source.isHidden()
    assert not first(view).legend.without.isHidden()


def test_copied_text_has_no_marks_and_lists_the_sources(view: Conversation) -> None:
    view.show_replies([Reply(answer())], underline=True)
    copied = first(view).copied_text()
    assert copied.startswith(TEXT)
    assert "1. Документ 1.pdf" in copied
    assert "\ufffc" not in copied


def test_a_refusal_shows_no_answer_but_the_nearest_places(view: Conversation) -> None:
    refused = answer(
        text="", state=MessageState.REFUSED, citations=(), sentences=(), nearest=(citation(0), citation(0))
    )
    view.show_replies([Reply(question()), Reply(refused)], underline=True)
    shown = first(view)
    assert not shown.refusal.isHidden()
    assert shown.text.isHidden()
    assert len(shown.chips) == 2
    assert shown.legend.with_source.isHidden()
    assert shown.refusal.written.isHidden()  # nothing was written


def test_what_the_model_wrote_behind_a_refusal_is_one_click_away(view: Conversation) -> None:
    refused = answer(state=MessageState.REFUSED, citations=(), sentences=(), nearest=(citation(0),))
    view.show_replies([Reply(question()), Reply(refused)], underline=True)
    shown = first(view)
    assert shown.text.isHidden()
    assert TEXT not in shown.copied_text()
    folded = shown.refusal.written.text()
    QTest.mouseClick(shown.refusal.written, Qt.MouseButton.LeftButton)
    assert not shown.text.isHidden()
    assert shown.text.plain_text() == TEXT
    assert TEXT in shown.copied_text()
    assert shown.refusal.written.text() != folded
    QTest.keyClick(shown.refusal.written, Qt.Key.Key_Space)
    assert shown.text.isHidden()


def test_words_behind_a_refusal_are_found_and_unfolded(view: Conversation) -> None:
    refused = answer(state=MessageState.REFUSED, citations=(), sentences=())
    view.show_replies([Reply(question()), Reply(refused)], underline=True)
    view.show_words("вдвое", view.holding("вдвое")[0])
    assert first(view).text.textCursor().selectedText() == "вдвое"
    assert not first(view).text.isHidden()


def test_a_failure_says_what_and_offers_again(view: Conversation) -> None:
    failed = answer(text="", state=MessageState.FAILED, citations=(), sentences=(), code="no_memory")
    view.show_replies([Reply(question()), Reply(failed)], underline=True)
    again: list[bool] = []
    view.again.connect(lambda: again.append(True))
    assert not first(view).problem.isHidden()
    assert first(view).problem.text()
    first(view).problem.acted.emit()
    assert again == [True]


def test_a_stopped_answer_can_be_continued(view: Conversation) -> None:
    view.show_replies([Reply(question()), Reply(answer(state=MessageState.STOPPED))], underline=True)
    again: list[bool] = []
    view.again.connect(lambda: again.append(True))
    first(view).resume.click()
    assert again == [True]


def test_places_stand_there_before_the_first_word_and_give_way_to_sources(view: Conversation) -> None:
    empty = answer(text="", citations=(), sentences=(), state=MessageState.WRITING)
    found = Reply(empty, "reading", 2, (citation(0), replace(citation(0), page=9)))
    view.show_replies([Reply(question()), found], underline=True)
    assert [chip.source.number for chip in first(view).chips] == [0, 0]
    assert first(view).text.isHidden()
    view.update_reply(replace(found, message=answer(state=MessageState.WRITING), stage="writing"))
    assert [chip.source.number for chip in first(view).chips] == [1, 2]
    assert not first(view).text.isHidden()


def test_streaming_never_shrinks_and_keeps_the_widget(view: Conversation) -> None:
    words = ("Слово за словом растёт ответ, и ничто над ним не сдвигается. " * 30).split(" ")
    writing = answer(text="", citations=(), sentences=(), state=MessageState.WRITING)
    view.show_replies([Reply(question()), Reply(writing, "writing")], underline=True)
    pump()
    widget, top, heights = first(view), view.questions()[0].y(), []
    for count in range(1, len(words), 12):
        grown = replace(writing, text=" ".join(words[:count]))
        view.update_reply(Reply(grown, "writing"))
        pump(0.01)
        heights.append(widget.height())
        assert view.questions()[0].y() == top
    assert heights == sorted(heights)
    assert first(view) is widget


def test_scrolling_follows_the_end_only_for_those_who_are_there(view: Conversation) -> None:
    long = answer(text="Строка ответа.\n\n" * 60, citations=(), sentences=(), state=MessageState.WRITING)
    view.show_replies([Reply(question()), Reply(long, "writing")], underline=True, fresh=True)
    pump(0.1)
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    view.update_reply(Reply(replace(long, text=long.text + "Ещё строка.\n\n" * 10), "writing"))
    pump(0.1)
    assert bar.value() == bar.maximum()
    bar.setValue(100)
    read = placed(view, first(view)).top()
    view.update_reply(Reply(replace(long, text=long.text + "Ещё строка.\n\n" * 30), "writing"))
    pump(0.1)
    assert placed(view, first(view)).top() == read
    view.to_end()
    assert bar.value() == bar.maximum()


def long_chat(count: int = 1000) -> list[Reply]:
    """Questions and answers of different lengths, `count` of each."""
    replies = []
    for at in range(count):
        text = "\n\n".join([TEXT] + [f"Абзац {at}, часть {part}. " * 5 for part in range(at % 7)])
        replies += [Reply(question(f"q{at}", f"Вопрос номер {at}?")), Reply(answer(f"a{at}", text))]
    return replies


def settle(view: Conversation) -> None:
    """Let the widgets near the view come, and the others go."""
    wait_for(lambda: view.is_settled)


def in_view(view: Conversation) -> list[str]:
    """Ids of the messages whose widgets reach into the view."""
    box = view.viewport().rect()
    shown = [*view.questions(), *view.answers()]
    return [one.reply.message.id for one in shown if box.intersects(placed(view, one))]


def placed(view: Conversation, widget: QWidget) -> QRect:
    """Where a message lies in the view."""
    return QRect(widget.mapTo(view.viewport(), QPoint(0, 0)), widget.size())


def covers(view: Conversation) -> bool:
    """Whether all of the view is covered by messages that have widgets, but for gaps and margins."""
    boxes = [placed(view, one) for one in view.column.widgets()]
    seen = [box for box in boxes if box.intersects(view.viewport().rect())]
    spans = sorted((box.top(), box.bottom()) for box in seen)
    steps = all(low[1] < high[0] <= low[1] + 20 for low, high in itertools.pairwise(spans))
    return steps and spans[0][0] <= 30 and spans[-1][1] >= view.viewport().height() - 30


def test_a_long_chat_has_widgets_only_near_the_view(view: Conversation) -> None:
    view.show_replies(long_chat(), underline=True, fresh=True)
    settle(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert in_view(view)[-1] == "a999"
    for place in (0, bar.maximum() // 3, bar.maximum() // 2, bar.maximum() - 3000, bar.maximum()):
        bar.setValue(place)
        settle(view)
        assert covers(view)
        assert len(view.answers()) + len(view.questions()) < 40
    assert sum(isinstance(one, AnswerView | QuestionView) for one in view.column.children()) < 60


def test_what_is_read_stays_while_messages_above_it_get_their_height(view: Conversation) -> None:
    view.show_replies(long_chat(), underline=True, fresh=True)
    settle(view)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle(view)
    for _ in range(40):  # upwards: heights above are still estimated
        watched = view.answers()[-1 if len(view.answers()) < 3 else 1]
        before = placed(view, watched).top()
        bar.setValue(bar.value() - 90)
        assert placed(view, watched).top() == before + 90
        pump(0.02)
        assert placed(view, watched).top() == before + 90
        assert covers(view)


def test_words_are_found_across_bold_letters_and_numbers_of_sources(view: Conversation) -> None:
    text = "Это **важ**но: *отпуск* 🏖 длится 28 дней. Платят\nза него `вдвое` [сразу](https://x.ru)."
    end = text.index(" Платят")
    marked = answer(text=text, sentences=(Sentence(0, end, (1,)), Sentence(end + 1, len(text))))
    view.show_replies([Reply(question(text="Это **важно**?")), Reply(marked)], underline=True)
    for words, shown in (
        ("Важно", "важно"),
        ("отпуск 🏖 длится", "отпуск 🏖 длится"),
        ("за  него вдвое сразу", "за него вдвое сразу"),
    ):
        assert view.holding(words)[-1] == 1, words
        view.show_words(words, 1)
        assert first(view).text.textCursor().selectedText() == shown
    across = "дней. Платят"
    assert view.holding(across) == [1]
    view.show_words(across, 1)
    assert first(view).text.textCursor().selectedText().replace("\u2060\ufffc", "") == across
    assert view.holding("https") == view.holding("важ но") == []
    assert view.holding("**важно**") == [0], "a question is no Markdown"
    view.show_words("**важно**", 0)
    assert view.questions()[0].has_selection
    assert not first(view).text.textCursor().hasSelection()


def test_words_are_found_and_selected_wherever_they_are(view: Conversation) -> None:
    view.show_replies(long_chat(), underline=True, fresh=True)
    assert view.holding("НОМЕР 19?") == [38]
    assert view.holding("такого нет") == view.holding("") == []
    at = view.holding("Абзац 418,")[0]
    view.show_words("Абзац 418,", at)
    settle(view)
    assert "a418" in in_view(view)
    found = next(one for one in view.answers() if one.reply.message.id == "a418")
    assert found.text.textCursor().selectedText() == "Абзац 418,"
    view.verticalScrollBar().setValue(0)  # what is selected stays selected, however far the view goes
    settle(view)
    assert view.answer("a418") is found
    found.text.setTextCursor(QTextCursor(found.text.document()))
    view.verticalScrollBar().setValue(1)
    settle(view)
    assert found not in view.answers()
    view.show_message("q500")
    settle(view)
    (shown,) = (one for one in view.questions() if one.reply.message.id == "q500")
    assert placed(view, shown).top() == 48


def test_an_answer_grows_out_of_sight_and_what_was_unfolded_stays_so(view: Conversation) -> None:
    replies = long_chat(200)
    refused = answer("r", citations=(), nearest=(citation(1),), state=MessageState.REFUSED)
    writing = answer("w", text="", citations=(), sentences=(), state=MessageState.WRITING)
    chat = [Reply(question("qr")), Reply(refused), *replies, Reply(question("qw")), Reply(writing, "writing")]
    view.show_replies(chat, underline=True, fresh=True)
    view.show_message("r")
    view.answer("r").refusal.unfold(True)
    settle(view)
    before = view.verticalScrollBar().value()
    view.update_reply(Reply(replace(writing, text="Слово. " * 300), "writing"))
    assert view.verticalScrollBar().value() == before
    view.to_end()
    settle(view)
    assert "r" not in [one.reply.message.id for one in view.answers()]
    assert view.answers()[-1].text.plain_text().count("Слово.") == 300
    view.update_reply(Reply(replace(writing, text="Слово. " * 600), "writing"))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    view.show_message("r")
    assert not view.answer("r").folded


def test_words_found_before_keep_no_widget(view: Conversation) -> None:
    view.show_replies(long_chat(200), underline=True, fresh=True)
    for at in range(5, 195, 10):
        view.show_words("вдвое", 2 * at + 1)
    settle(view)
    assert sum(one.text.textCursor().hasSelection() for one in view.answers()) == 1
    assert len(view.answers()) < 20


def test_a_question_that_is_left_shows_another_one(view: Conversation) -> None:
    """Its widget is used again, with nothing of the first one."""
    long = [Reply(replace(question(f"q{at}", f"Вопрос {at}"), attached=("/дом/a.pdf",) if at < 30 else ()))
            for at in range(60)]  # fmt: skip
    view.show_replies(long, underline=True, fresh=True)
    bar = view.verticalScrollBar()
    bar.setValue(0)
    wait_for(lambda: view.is_settled)
    made = {one: one.reply.message.id for one in view.questions()}
    wanted: list[str] = []
    view.edit_wanted.connect(wanted.append)
    bar.setValue(bar.maximum())
    wait_for(lambda: view.is_settled)
    again = [one for one in view.questions() if made.get(one, one.reply.message.id) != one.reply.message.id]
    assert again
    for one in again:
        assert one.text() == f"Вопрос {one.reply.message.id[1:]}" == one.accessibleName()
        labels = [label.text() for label in one.findChildren(QLabel) if label.isVisible()]
        assert not any("a.pdf" in words for words in labels)
    again[0].edit.click()
    assert wanted == [again[0].reply.message.id]


def test_nothing_of_a_refused_answer_is_painted_before_its_widget(view: Conversation) -> None:
    refused = answer("r", text="Слова " * 90, citations=(), sentences=(), state=MessageState.REFUSED)

    def painted(reply: Reply) -> QImage:
        view.column.clear()
        view.column.set_replies([reply])
        view.column.resize(600, 400)
        return view.column.grab().toImage()

    blank = painted(Reply(replace(refused, text="")))
    assert painted(Reply(refused)) == blank
    assert painted(Reply(replace(refused, state=MessageState.COMPLETE))) != blank


def test_tab_goes_through_the_messages_in_their_order(view: Conversation) -> None:
    view.show_replies(long_chat(), underline=True, fresh=True)
    bar = view.verticalScrollBar()
    for place in (bar.maximum() // 2, bar.maximum() // 2 - 900):
        bar.setValue(place)
        settle(view)
    shown = list(view.column.widgets())
    stop, met = shown[0], [shown[0]]
    while (stop := stop.nextInFocusChain()) is not shown[0]:
        one = next((one for one in shown if one.isAncestorOf(stop)), None)
        if one not in (None, met[-1]) and stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            met.append(one)
    assert met == shown


def test_what_a_model_writes_cannot_load_a_file_or_make_a_link(view: Conversation) -> None:
    text = "Смотрите ![картинку](/etc/hostname), [сайт](http://example.org) и <b>тег</b>."
    view.show_replies([Reply(answer(text=text, citations=(), sentences=()))], underline=True)
    shown = first(view).text
    assert "\ufffc" not in shown.document().toPlainText()
    assert not shown.document().find("сайт").charFormat().isAnchor()
    assert "<b>тег</b>" in shown.plain_text()
    assert shown.loadResource(2, "/etc/hostname") is None


def test_the_model_alone_has_no_legend(view: Conversation) -> None:
    view.show_replies([Reply(answer(way=AnswerMode.MODEL, citations=()))], underline=True)
    assert first(view).legend.isHidden()


def test_marks_can_be_switched_off(view: Conversation) -> None:
    view.show_replies([Reply(answer())], underline=False)
    cursor = first(view).text.document().find("Платят")
    assert cursor.charFormat().underlineStyle() is QTextCharFormat.UnderlineStyle.NoUnderline
    assert first(view).legend.isHidden()
