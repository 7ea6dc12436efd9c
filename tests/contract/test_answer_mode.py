"""How an answer is made: its parts, its words, and the values that old rows and messages hold."""

import itertools

import pytest

from desktop.features.advice.domain.advice_rules import Recommendation
from desktop.features.advice.domain.choice_rules import CARDS, card_of
from desktop.ui.words import answer_modes
from workers.contract.answer_mode import BASE_MODES, AnswerMode
from workers.contract.messages import Ask, decode

# What databases, messages and commands hold, in the order of lists; it cannot change without an upgrade.
KEPT = ["model", "instructions", "documents", "documents+instructions", "trained", "documents+trained"]


def test_what_is_kept_is_still_read() -> None:
    assert [mode.value for mode in AnswerMode] == KEPT
    assert [mode.value for mode in BASE_MODES] == ["model", "documents", "trained", "documents+trained"]


@pytest.mark.parametrize("parts", list(itertools.product([False, True], repeat=3)))
def test_a_mode_has_the_parts_it_was_made_of(parts: tuple[bool, bool, bool]) -> None:
    searches, instructed, trained = parts
    mode = AnswerMode.of(searches=searches, instructed=instructed, trained=trained)
    assert (mode.searches, mode.instructed, mode.trained) == (searches, instructed and not trained, trained)
    told_nothing = mode.without_instructions
    assert (told_nothing.searches, told_nothing.instructed, told_nothing.trained) == (
        searches,
        False,
        trained,
    )
    assert told_nothing in BASE_MODES


@pytest.mark.parametrize("kept", ["model", "documents", "trained", "documents+trained"])
def test_an_old_message_is_read(kept: str) -> None:
    line = (
        f'{{"type": "ask", "request": "r", "question": {{"text": "?", "way": "{kept}", "language": "ru"}}}}'
    )
    asked = decode(line.encode())
    assert isinstance(asked, Ask) and asked.question.way is AnswerMode(kept)


def test_every_mode_has_words_of_its_own() -> None:
    names = [answer_modes.name(mode) for mode in AnswerMode]
    assert len(set(names)) == len(names) and all(names)
    assert len({answer_modes.about(mode) for mode in AnswerMode}) == len(names)
    assert len({answer_modes.icon(mode) for mode in AnswerMode}) == len(names)


def test_every_mode_can_be_advised_and_all_but_the_model_alone_have_a_card() -> None:
    assert [Recommendation.of(mode).mode for mode in AnswerMode] == list(AnswerMode)
    assert {card_of(mode) for mode in AnswerMode} == {*CARDS, None}
    assert card_of(AnswerMode.MODEL) is None
