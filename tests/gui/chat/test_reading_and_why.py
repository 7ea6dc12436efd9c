"""What stands above an answer of how its question was read, and why an answer is as it is."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.core.entities import ASSISTANT, ChatMessage, Document, DocumentState
from desktop.core.future import Future
from desktop.features.chat.viewmodels.replies import Reply
from desktop.features.chat.viewmodels.why_model import WhyModel
from desktop.features.chat.views.answer import AnswerView
from desktop.features.chat.views.parts.reading_note import ReadingNote
from desktop.features.chat.views.why_dialog import WhyDialog
from desktop.ui.widgets.base import column
from tests.helpers.gui import plain_theme
from workers.contract.messages import Passages
from workers.contract.specs.search import (
    KeptOut,
    NamedDocument,
    Passage,
    Place,
    PlaceRanks,
    Respelling,
    SearchReport,
    Understood,
)

FOUND = PlaceRanks("c1", "d1", "Отпуска.pdf", 2, "28 дней", 0.87, 9.0, 6.4, 1, 1, 1)
LOST = PlaceRanks("c9", "d2", "Памятка.txt", 0, "Температура", 0.7, 0.0, 4.7, 45, 0, 53)


def answer_of(understood: Understood, *, last: bool = True) -> AnswerView:
    message = ChatMessage("m", "c", ASSISTANT, "28 дней.", datetime.now(UTC), understood=understood)
    answer = AnswerView(Reply(message), underline=True)
    answer.show_reply(answer.reply, True, last)
    return answer


def test_a_question_that_was_mended_says_so_and_can_be_searched_as_it_was_typed() -> None:
    plain_theme()
    answer = answer_of(Understood("какой отпуск", retyped=True))
    assert "какой отпуск" in answer.reading.meant.label.text()
    assert not answer.reading.named.isVisibleTo(answer) and not answer.reading.absent.isVisibleTo(answer)
    typed: list[bool] = []
    answer.as_typed.connect(lambda: typed.append(True))
    QTest.mouseClick(answer.reading.back, Qt.MouseButton.LeftButton)
    assert typed == [True]
    assert not answer_of(Understood("x", retyped=True), last=False).reading.back.isVisibleTo(answer)


def test_named_and_missing_documents_are_told() -> None:
    plain_theme()
    named = (NamedDocument("d1", "Приказ 12.docx"),)
    only, first = answer_of(Understood("q", named=named, only=True)), answer_of(Understood("q", named=named))
    assert "Приказ 12.docx" in only.reading.named.label.text()
    assert only.reading.named.label.text() != first.reading.named.label.text()
    missing = answer_of(Understood("q", absent=("приказе № 45",)))
    assert "приказе № 45" in missing.reading.absent.label.text()
    everywhere: list[bool] = []
    missing.as_typed.connect(lambda: everywhere.append(True))
    assert missing.reading.back.isVisibleTo(missing)
    assert missing.reading.back.text() == only.reading.back.text()
    QTest.mouseClick(missing.reading.back, Qt.MouseButton.LeftButton)
    assert everywhere == [True]


def test_an_ordinary_question_has_no_such_line() -> None:
    plain_theme()
    assert not answer_of(Understood("q", respelled=())).findChildren(ReadingNote)
    mended = Understood("q", respelled=(Respelling("аклад", "оклад"),))
    assert len(answer_of(mended).findChildren(ReadingNote)) == 1


def found(place: Place) -> Passages:
    passage = Passage("c1", "d1", "Отпуска.pdf", "/Отпуска.pdf", 2, 2, 0, 7, "", "28 дней", 6.4)
    lost = place != Place()
    report = SearchReport(
        100, 0.52, 14.0, ("шпинделя",), (FOUND,), LOST if lost else None,
        KeptOut.OUTRANKED if lost else KeptOut.NOTHING,
    )  # fmt: skip
    understood = Understood("отпуск")
    return Passages("r", "отпуск", (passage,), True, 0.1, 0.87, 0.8, understood=understood, report=report)


def test_why_an_answer_is_as_it_is_and_why_a_place_is_not_in_it() -> None:
    plain_theme()
    asked: list[Place] = []

    def explain(place: Place) -> Future[Passages]:
        asked.append(place)
        future: Future[Passages] = Future()
        future.resolve(found(place))
        return future

    message = ChatMessage("m", "c", ASSISTANT, "28 дней.", datetime.now(UTC), read=("c1",))
    documents = [Document("d2", "b", "/папка/Памятка.txt", DocumentState.READY)]
    parent = QWidget()
    column(parent)
    dialog = WhyDialog(parent, WhyModel(message, documents, explain))
    assert asked == [Place()]
    assert "отпуск" in dialog.summary.text() and "шпинделя" in dialog.summary.text()
    (line,) = dialog.model.places()
    assert line[:2] == ("Отпуска.pdf, page 2", "read by the model")
    assert not dialog.figures.isVisibleTo(dialog) and not dialog.reason.isVisibleTo(dialog)
    # Nothing is pointed at yet: nothing is asked.
    QTest.mouseClick(dialog.ask, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    dialog.document.set_value("d2")
    dialog.quote.field.setText(" Температура ")
    QTest.mouseClick(dialog.ask, Qt.MouseButton.LeftButton)
    assert asked[-1] == Place("d2", 0, "Температура")
    assert "53" in dialog.reason.text() and "45" in dialog.reason.text()
    assert not dialog.reason_figures.isVisibleTo(dialog)
    dialog.unfold.click()
    assert dialog.figures.isVisibleTo(dialog) and "0.870" in dialog.figures.text()
    assert dialog.reason_figures.isVisibleTo(dialog)
