"""What opens Bukvar to the outside waits for a person in the window."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.core.consent import Opening, require
from desktop.core.future import spawn
from desktop.ui.dialogs.consent import ConsentQuestions
from tests.helpers.gui import plain_theme
from workers.contract.codes import Code, ProblemError


@pytest.mark.parametrize("opening", Opening)
def test_a_person_answers(opening: Opening) -> None:
    plain_theme()
    window = QWidget()
    questions = ConsentQuestions(window)
    asked = spawn(require(questions.ask, opening, "https://mirror.example"))
    assert questions.question is not None and not asked.completed
    second = questions.ask(opening, "x")
    assert second.completed and second.result() is False
    questions.question.act_button.click()
    assert asked.completed and asked.result() is None
    assert questions.question is None
    refused = spawn(require(questions.ask, opening, "x"))
    assert questions.question is not None
    questions.question.keep_button.click()
    with pytest.raises(ProblemError) as caught:
        refused.result()
    assert caught.value.code is Code.NOT_CONFIRMED
    window.deleteLater()
