"""A quotation of documents in an answer."""

import pytest
from PySide6.QtGui import QFont

from desktop.features.chat.views.answer_text import AnswerText
from tests.helpers.gui import plain_theme
from workers.contract.specs.answers import Sentence


@pytest.mark.parametrize(
    "quoted",
    [
        "> 5. Отпуск.  \n> 7. Отпуск даётся на 28 дней.",
        "> 3.1. Имя _А_ и __Б__, ~10~ минут, [см.] a*b",
        "> # Примечание <b>важно</b>  \n> - пункт  \n> + пункт",
        "> `LESODAR_GUEST` \\ ```",
    ],
)
def test_a_quotation_is_shown_letter_by_letter(quoted: str) -> None:
    plain_theme()
    shown = AnswerText()
    shown.show_answer(quoted, ())
    wanted = [line.removeprefix("> ").strip() for line in quoted.split("\n")]
    assert shown.plain_text().split("\n") == wanted


def test_a_bold_sentence_at_the_end_of_a_quotation_keeps_its_number_and_shows_no_stars() -> None:
    plain_theme()
    shown = AnswerText()
    text = "> Кодовое слово: василёк. **Ворота закрывают в 21:30.**"
    shown.show_answer(text, [Sentence(0, len(text), (1,))])
    assert shown.plain_text() == "Кодовое слово: василёк. Ворота закрывают в 21:30."
    cursor = shown.document().find("21:30")
    assert cursor.charFormat().fontWeight() >= QFont.Weight.DemiBold
