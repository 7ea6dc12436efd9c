"""A quotation of documents in an answer."""

import pytest

from desktop.features.chat.views.answer_text import AnswerText
from tests.helpers.gui import plain_theme


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
