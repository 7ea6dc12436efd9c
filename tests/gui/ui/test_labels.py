"""Labels say as much of their text as they have room for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.theme import theme
from desktop.ui.widgets import ElidedLabel, EmptyState, Label, Segmented
from tests.helpers.gui import plain_theme, pump
from tests.pictures import structure

TEXT = "Раздел 3. Обычный текст договора поставки. · страница 4 из 10"


@pytest.mark.parametrize("margin", [0, 16, 40])
def test_a_text_that_is_cut_stands_within_the_margins(margin: int) -> None:
    plain_theme()
    label = ElidedLabel(TEXT, "caption", "tertiary", Qt.TextElideMode.ElideLeft)
    label.setContentsMargins(margin, 0, margin, 0)
    label.resize(300, 20)
    label.show()
    pump(0.05)
    shown = QLabel.text(label)  # what is drawn; the label itself tells the whole
    assert shown != TEXT and shown.endswith("из 10")
    assert label.fontMetrics().horizontalAdvance(shown) <= label.width() - 2 * margin
    label.close()


def test_an_empty_page_breaks_its_sentence_evenly_at_every_size_of_text() -> None:
    plain_theme()
    before = theme().text_size
    sentence = "Экзамен задаёт каждому способу одни и те же вопросы и измеряет, какой подходит здесь."
    page = EmptyState("folder-open", "Экзамена ещё не было", sentence)
    try:
        told = []
        for size in (100, 200, 100):
            theme().set_text_size(size)
            label, most = page.sentence, theme().grown(400, 0.3)
            page.set_texts("Экзамена ещё не было", sentence, "")
            lines = Label(sentence, "body", wrap=True).heightForWidth(most)
            assert label.minimumHeight() == lines and most // 2 <= label.minimumWidth() < most
            told.append((label.minimumWidth(), label.minimumHeight()))
        assert told[0] == told[2]
    finally:
        theme().set_text_size(before)
        page.close()


def test_a_question_is_whole_where_its_title_is_wider_than_its_words() -> None:
    plain_theme()
    before = theme().text_size
    theme().set_text_size(200)
    title = "Удалить базу «Договоры и приказы общества “Северный ветер” за 2019–2026 годы»?"
    loss = "120 документов придётся читать заново, 15 чатов пропадут навсегда. Сами файлы останутся на месте."
    parent = QWidget()
    try:
        question = Confirm(parent, title, loss, "Удалить базу", "Оставить")
        question.show()
        pump()
        assert structure.faults(question, "ru") == []
        for label in question.findChildren(Label):
            assert label.height() >= label.heightForWidth(label.width())
    finally:
        theme().set_text_size(before)


def test_the_chosen_word_is_said_in_the_language_of_the_choices() -> None:
    plain_theme()
    parts = Segmented("Части")
    parts.set_choices([("results", "Итоги"), ("questions", "Вопросы")])
    parts.set_value("results")
    parts.set_choices([("results", "Results"), ("questions", "Questions")])
    assert parts.accessibleDescription() == "Results"
