"""How much is read for a question: by the speed of the computer and the time that a person allows."""

from dataclasses import replace
from typing import cast

import pytest

from tests.unit.answering.passages import passage
from workers.answering.answering_places import FEWEST, MOST, MOST_THOROUGH
from workers.contract.specs.answers import Question
from workers.contract.specs.models import ModelFacts
from workers.engines.llama.language_model import LanguageModel
from workers.services.chat.reading import places_in_time, prompt_for

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
