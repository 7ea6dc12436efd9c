"""What becomes of a reply: shown text, marks, refusals."""

import pytest

from tests.unit.answering.passages import passage
from workers.answering import refusal_detection
from workers.answering.stream_checker import StreamChecker
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Answer, Support

LEAVE = passage(
    "Ежегодный основной оплачиваемый отпуск предоставляется продолжительностью 28 календарных дней. "
    "Отпуск делится на части по соглашению сторон.",
    name="Отпуска.docx",
)
QUESTION = "Сколько дней длится ежегодный отпуск?"


def write(
    reply: str, *, size: int = 3, way: AnswerMode = AnswerMode.DOCUMENTS, stopped: bool = False
) -> tuple[str, Answer]:
    """The text that was shown and the answer, when `reply` comes in pieces of `size` characters."""
    draft = StreamChecker([LEAVE], QUESTION, way)
    shown = ""
    for at in range(0, len(reply), size):
        step = draft.feed(reply[at : at + size])
        shown += step.text
        if not step.go_on:
            break
    step, answer = draft.finish(stopped=stopped)
    return shown + step.text, answer


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_marks_of_the_model_are_dropped_and_ours_put_in(size: int) -> None:
    reply = (
        "Ответ: Ежегодный отпуск длится 28 календарных дней [1]. "
        "Он делится на части [2, 3] по соглашению сторон."
    )
    shown, answer = write(reply, size=size)
    assert shown == answer.text
    assert answer.text == (
        "Ежегодный отпуск длится 28 календарных дней. Он делится на части по соглашению сторон."
    )
    assert answer.answered
    assert [s.citations for s in answer.sentences] == [(1,), (1,)]
    assert len(answer.citations) == 1


def test_a_supported_sentence_that_counts_nothing_of_what_is_asked_is_told_apart() -> None:
    _, answer = write("Отпуск делится на части по соглашению сторон.")
    assert [(s.support, s.citations) for s in answer.sentences] == [(Support.BESIDE, (1,))]
    _, whole = write(
        "Отпуск делится на части по соглашению сторон. Ежегодный отпуск длится 28 календарных дней."
    )
    assert {s.support for s in whole.sentences} == {Support.SUPPORTED}


def test_an_answer_need_not_name_the_amount_that_its_source_names() -> None:
    fine = passage(
        "Штраф за просрочку отчёта. За каждый день директор выплачивает 500 рублей.", name="Отчёты.docx"
    )
    draft = StreamChecker([fine], "Какой штраф за просрочку отчёта?", AnswerMode.DOCUMENTS)
    draft.feed("За каждый день директор выплачивает 500 рублей.")
    _, answer = draft.finish()
    assert [sentence.support for sentence in answer.sentences] == [Support.SUPPORTED]


def test_brackets_that_are_no_marks_stay() -> None:
    shown, answer = write("Ежегодный отпуск [основной] длится 28 календарных дней.")
    assert shown == answer.text == "Ежегодный отпуск [основной] длится 28 календарных дней."


REFUSALS = [
    "В документах нет ответа.",
    "В предоставленных отрывках нет информации о размере отпуска.",
    "В предоставленном тексте не указано, сколько дней длится отпуск.",
    "Информация о стоимости проезда в документах отсутствует.",
    "Документы не содержат ответа на этот вопрос.",
    "К сожалению, я не могу ответить на этот вопрос.",
    "Ответ не найден.",
    "Из приведённых отрывков не следует, какой курс применяется.",
    "The documents do not say.",
    "The provided passages do not contain information about the price.",
    "There is no information about this in the text.",
    "I could not find an answer in the given context.",
    "The price is not mentioned in the documents.",
]


@pytest.mark.parametrize("reply", REFUSALS)
def test_a_refusal_in_the_models_words_is_a_refusal(reply: str) -> None:
    _, answer = write(reply)
    assert refusal_detection.is_refusal(reply)
    assert not answer.answered
    assert answer.text == reply
    assert [place.document for place in answer.nearest] == [LEAVE.document]


@pytest.mark.parametrize("reply", REFUSALS[:4])
def test_a_refusal_is_not_shown_as_an_answer_first(reply: str) -> None:
    shown, _ = write(reply)
    assert shown == ""


@pytest.mark.parametrize(
    "text",
    [
        "Работник не обязан сообщать об этом.",
        "В документе указано 28 дней.",
        "Если приказа нет, отпуск не оформляется.",
        "Отсутствующий работник сообщает о причине.",
        "Employees may not share their accounts.",
        "В договоре указывается срок, если он не определён законом.",
    ],
)
def test_a_denial_in_the_documents_is_no_refusal(text: str) -> None:
    assert not refusal_detection.is_refusal(text)


@pytest.mark.parametrize(
    "reply",
    ["35 дней.", "Отпуск длится 45 календарных дней.", "Столица Австралии — Канберра.", "Да.", "", "   \n"],
)
def test_an_answer_that_nothing_carries_counts_as_a_refusal_and_stays_readable(reply: str) -> None:
    shown, answer = write(reply)
    assert not answer.answered
    assert answer.text == reply.strip() == shown
    assert answer.citations == ()
    assert not any(sentence.citations for sentence in answer.sentences)
    assert answer.nearest


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        ("Annual leave lasts 28 calendar days.", True),
        ("Leave is split by agreement.", True),
        ("It is 45 days.", False),
    ],
)
def test_an_answer_in_another_language_is_checked_by_its_numbers(reply: str, answered: bool) -> None:
    _, answer = write(reply)
    assert answer.answered is answered


def test_an_unsupported_sentence_beside_a_supported_one_stays_without_a_number() -> None:
    _, answer = write("Ежегодный отпуск длится 28 календарных дней. Директор живёт в Москве.")
    assert answer.answered
    assert [(s.citations, s.checked) for s in answer.sentences] == [((1,), True), ((), True)]


def test_a_stopped_answer_keeps_what_is_there() -> None:
    shown, answer = write("Ежегодный отпуск длит", stopped=True)
    assert answer.stopped
    assert answer.text == shown == "Ежегодный отпуск длит"


def test_a_loop_ends_the_reply() -> None:
    line = "Директор компании живёт в городе Москве.\n"
    shown, _ = write("Ежегодный отпуск длится 28 календарных дней.\n" + line * 50)
    assert shown.count("Директор") < 6


def test_the_model_alone_is_not_checked() -> None:
    shown, answer = write("Столица Австралии — Канберра [1].", way=AnswerMode.MODEL)
    assert answer.answered
    assert answer.text == shown == "Столица Австралии — Канберра."
    assert answer.citations == ()
