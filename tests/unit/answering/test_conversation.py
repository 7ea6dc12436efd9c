"""A question that goes on from the one before: what was read stays as it was."""

from dataclasses import replace

from tests.unit.answering.passages import passage
from workers.answering import prompting
from workers.answering.conversation import Exchange, continued
from workers.contract.specs.answers import Question, Turn

LEAVE = passage("Отпуск длится 28 дней. Заявление подают за две недели.", name="Отпуска.docx")
TRIPS = passage("Суточные составляют 1200 рублей.", name="Поездки.docx")
FIRST = Question("Сколько длится отпуск?", passages=(LEAVE,))
READ = prompting.build(FIRST, len, 8192)
EARLIER = Exchange(FIRST, READ, " Отпуск длится 28 дней [1].", "Отпуск длится 28 дней.")
HISTORY = (Turn("user", FIRST.text), Turn("assistant", EARLIER.answer))
NEXT = Question("А какие суточные?", history=HISTORY, passages=(TRIPS, LEAVE))


def test_the_prompt_before_stays_and_only_new_passages_are_added() -> None:
    prompt = continued(NEXT, EARLIER, len, 8192, 3000)
    assert prompt is not None
    assert prompt.messages[: len(READ.messages)] == READ.messages
    assert prompt.messages[-2].text == "Отпуск длится 28 дней [1]."
    last = prompt.messages[-1].text
    assert "1200" in last and last.endswith(NEXT.text)
    assert "Заявление" not in last  # it was read already
    assert [one.name for one in prompt.used] == ["Поездки.docx", "Отпуска.docx"]


def test_a_question_on_the_same_passages_is_added_alone() -> None:
    prompt = continued(replace(NEXT, passages=(LEAVE,)), EARLIER, len, 8192, 3000)
    assert prompt is not None
    assert prompt.messages[-1].text == f"Вопрос: {NEXT.text}"
    assert prompt.used == (LEAVE,)


def test_another_chat_another_way_and_a_full_context_begin_anew() -> None:
    assert continued(replace(NEXT, history=()), EARLIER, len, 8192, 3000) is None
    assert continued(replace(NEXT, history=HISTORY[:1]), EARLIER, len, 8192, 3000) is None
    assert continued(replace(NEXT, instructions="Кратко."), EARLIER, len, 8192, 3000) is None
    assert continued(replace(NEXT, fresh=True), replace(EARLIER), len, 8192, 3000) is None
    assert continued(NEXT, EARLIER, len, 1500, 3000) is None
    assert continued(NEXT, replace(EARLIER, answer=""), len, 8192, 3000) is None
