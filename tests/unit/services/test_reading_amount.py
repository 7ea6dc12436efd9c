"""How much is read for a question: by the speed of the computer and the time that a person allows."""

from dataclasses import replace
from typing import cast

import pytest

from tests.unit.answering.passages import passage
from workers.answering import answering_places
from workers.answering.answering_places import FEWEST, MOST, MOST_THOROUGH
from workers.contract.specs.answers import Question
from workers.contract.specs.models import ModelFacts
from workers.engines.llama.language_model import Aborted, LanguageModel
from workers.runtime.context import Context
from workers.services.chat.answering import Answering
from workers.services.chat.reading import places_in_time, prompt_for, quotes

TEXT = " ".join(f"Пункт {n}: бланки хранят в шкафу номер {n} на складе организации." for n in range(60))
QUESTION = Question(
    "Где хранят бланки?",
    language="ru",
    passages=tuple(passage(TEXT, name=f"{n}.txt") for n in range(10)),
)


class Counted:
    """What is asked of a model to decide how much it reads."""

    reading_speed, context = 0.0, 16384
    gpu_layers, threads = 0, 2

    def __init__(self, parameters: int) -> None:
        self.facts = ModelFacts("", 0, "", "", 16384, 28, "", parameters)

    def count(self, text: str) -> int:
        return len(text) // 3 + 1


def model(parameters: int = 1_500_000_000) -> LanguageModel:
    return cast(LanguageModel, Counted(parameters))


@pytest.mark.parametrize(("speed", "quick", "thorough"), [(10, FEWEST, FEWEST), (100, 2, MOST_THOROUGH)])
def test_a_thorough_answer_judges_more_places_where_the_computer_can(
    speed: float, quick: int, thorough: int
) -> None:
    assert places_in_time(model(), QUESTION, speed) == quick
    assert places_in_time(model(), replace(QUESTION, thorough=True), speed) == thorough
    assert places_in_time(model(), QUESTION, 10_000) == MOST


def test_a_thorough_prompt_holds_more_of_the_documents() -> None:
    lengths = [
        len(prompt_for(model(7_000_000_000), replace(QUESTION, thorough=thorough), 100).messages[-1].text)
        for thorough in (False, True)
    ]
    assert lengths[1] > 2 * lengths[0]


def test_a_text_that_is_to_be_written_is_no_quotation() -> None:
    asked, wished = replace(QUESTION, quoted=True), "Напиши объявление о хранении бланков"
    assert quotes(model(), asked)
    assert not quotes(model(), replace(asked, text=wished))
    told = prompt_for(model(), replace(asked, text=wished)).messages
    assert "весь текст" in told[0].text
    assert [message.role for message in told] == ["system", "user"]


class Slow(Counted):
    """A small model of which nobody knows how slow it is here before it has read something."""

    on_read: object = None

    def encode(self, messages: object, *, thinking: bool) -> list[int]:
        return []

    def odds(self, tokens: object, word: str, other: str, should_stop: object) -> float:
        self.reading_speed = 10.0
        return 0.0


def test_the_first_question_is_read_at_the_speed_that_its_scale_has_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, asked = cast(LanguageModel, Slow(500_000_000)), list[int]()

    def choose(question: Question, odds: object, scale: object, most: int) -> None:
        asked.append(most)
        raise Aborted

    monkeypatch.setattr(answering_places, "choose", choose)
    assert places_in_time(slow, QUESTION) == MOST
    Answering(slow, QUESTION, Context("1", lambda message: None), lambda: False).run()
    assert asked == [FEWEST]
