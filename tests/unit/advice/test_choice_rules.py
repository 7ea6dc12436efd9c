"""What each card lacks here, and the way it sets."""

from dataclasses import replace

import pytest

from desktop.core.training_entities import ComponentState
from desktop.features.advice.domain.advice_facts import AdviceFacts
from desktop.features.advice.domain.choice_rules import Lack, base_mode, lacks
from workers.contract.answer_mode import AnswerMode

READY = AdviceFacts(
    documents=312,
    pages=1846,
    chunks=4000,
    model="Qwen",
    architecture="qwen2",
    parameters=494_000_000,
    memory=8 << 30,
    component=ComponentState.READY,
    approved=150,
    manner=120,
    questions=60,
)


def test_missing_examples_are_counted() -> None:
    facts = replace(READY, approved=42)
    assert facts.missing == 58
    assert lacks(AnswerMode.DOCUMENTS, facts) == ()
    assert lacks(AnswerMode.TRAINED, facts) == (Lack.EXAMPLES,)
    assert lacks(AnswerMode.DOCUMENTS_TRAINED, facts) == (Lack.EXAMPLES,)
    assert lacks(AnswerMode.DOCUMENTS_TRAINED, READY) == (Lack.RUN,)


def test_documents_come_first_where_they_are_searched() -> None:
    facts = replace(READY, documents=0, chunks=0, pages=0)
    assert lacks(AnswerMode.DOCUMENTS, facts) == (Lack.DOCUMENTS,)
    assert lacks(AnswerMode.DOCUMENTS_TRAINED, facts)[0] is Lack.DOCUMENTS
    assert Lack.DOCUMENTS not in lacks(AnswerMode.TRAINED, facts)


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"architecture": "mamba"}, Lack.ARCHITECTURE),
        ({"parameters": 8_000_000_000}, Lack.MEMORY),
        ({"model": "", "parameters": 0}, Lack.MODEL),
    ],
)
def test_what_cannot_be_trained_here_says_so_first(change: dict[str, object], lack: Lack) -> None:
    facts = replace(READY, approved=10, **change)  # type: ignore[arg-type]
    assert lacks(AnswerMode.TRAINED, facts) == (lack, Lack.EXAMPLES)


def test_the_component_is_asked_for_when_the_examples_are_there() -> None:
    facts = replace(READY, component=ComponentState.ABSENT)
    assert lacks(AnswerMode.TRAINED, facts) == (Lack.COMPONENT,)
    assert lacks(AnswerMode.TRAINED, replace(facts, approved=3)) == (Lack.EXAMPLES, Lack.COMPONENT)


def test_a_trained_model_needs_nothing_but_to_be_on() -> None:
    assert lacks(AnswerMode.TRAINED, replace(READY, adapters=1)) == (Lack.ACTIVE,)
    active = replace(READY, adapters=1, adapter="Северный ветер 1", component=ComponentState.ABSENT)
    assert lacks(AnswerMode.TRAINED, active) == lacks(AnswerMode.DOCUMENTS_TRAINED, active) == ()
    assert lacks(AnswerMode.TRAINED, replace(READY, training=True)) == (Lack.TRAINING,)


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"model": ""}, (Lack.MODEL,)),
        ({"questions": 29}, (Lack.QUESTIONS,)),
        ({"questions": 30}, (Lack.INSTRUCTIONS,)),
        ({"questions": 0, "instructions": 2}, (Lack.KEPT,)),
        ({"questions": 0, "instructions": 2, "instructed": "2"}, ()),
        ({"documents": 0}, (Lack.INSTRUCTIONS,)),
    ],
)
def test_instructions_want_questions_then_a_search_then_to_be_on(
    change: dict[str, object], lacking: tuple[Lack, ...]
) -> None:
    assert lacks(AnswerMode.INSTRUCTIONS, replace(READY, **change)) == lacking  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mode", "documents", "way"),
    [
        (AnswerMode.DOCUMENTS, 3, AnswerMode.DOCUMENTS),
        (AnswerMode.INSTRUCTIONS, 3, AnswerMode.DOCUMENTS),
        (AnswerMode.INSTRUCTIONS, 0, AnswerMode.MODEL),
        (AnswerMode.TRAINED, 3, AnswerMode.TRAINED),
        (AnswerMode.DOCUMENTS_TRAINED, 3, AnswerMode.DOCUMENTS_TRAINED),
    ],
)
def test_the_way_that_a_card_sets(mode: AnswerMode, documents: int, way: AnswerMode) -> None:
    assert base_mode(mode, replace(READY, documents=documents)) is way
