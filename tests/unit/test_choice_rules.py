"""Advice from facts: who is sent to search, who to training, and what each way lacks."""

from dataclasses import replace

import pytest

from desktop.domain.choice_rules import Facts, Lack, Option, Reason, Turn, advise, lacks
from desktop.domain.training import ComponentState

READY = Facts(
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
)


def test_few_examples_lead_to_search_and_say_how_many_are_missing() -> None:
    facts = replace(READY, approved=42, manner=42)
    advice = advise(facts)
    assert advice.option is Option.SEARCH
    assert Reason.FEW_EXAMPLES in advice.reasons
    assert Turn.MORE_EXAMPLES in advice.turns
    assert facts.missing == 58
    assert lacks(Option.SEARCH, facts) == ()
    assert lacks(Option.TUNE, facts) == (Lack.EXAMPLES,)
    assert lacks(Option.BOTH, facts) == (Lack.EXAMPLES,)


def test_enough_examples_of_manner_lead_to_both() -> None:
    advice = advise(READY)
    assert advice.option is Option.BOTH
    assert advice.reasons[0] is Reason.MANNER
    assert lacks(Option.BOTH, READY) == (Lack.RUN,)


def test_without_documents_training_alone_is_advised() -> None:
    facts = replace(READY, documents=0, chunks=0, pages=0)
    assert advise(facts).option is Option.TUNE
    assert lacks(Option.SEARCH, facts) == (Lack.DOCUMENTS,)
    assert lacks(Option.BOTH, facts)[0] is Lack.DOCUMENTS


def test_examples_that_are_facts_lead_to_search() -> None:
    advice = advise(replace(READY, manner=20))
    assert advice.option is Option.SEARCH
    assert Reason.MOSTLY_FACTS in advice.reasons


def test_a_model_that_knows_almost_nothing_leads_to_search() -> None:
    advice = advise(replace(READY, asked=20, known=2))
    assert advice.option is Option.SEARCH
    assert Reason.UNKNOWN_FACTS in advice.reasons
    assert advise(replace(READY, asked=20, known=12)).option is Option.BOTH


@pytest.mark.parametrize(
    ("change", "lack", "turn"),
    [
        ({"architecture": "mamba"}, Lack.ARCHITECTURE, Turn.OTHER_MODEL),
        ({"parameters": 8_000_000_000}, Lack.MEMORY, Turn.MORE_MEMORY),
        ({"model": "", "parameters": 0}, Lack.MODEL, Turn.OTHER_MODEL),
    ],
)
def test_what_cannot_be_trained_here_says_so_first(change: dict[str, object], lack: Lack, turn: Turn) -> None:
    facts = replace(READY, approved=10, **change)  # type: ignore[arg-type]
    assert lacks(Option.TUNE, facts) == (lack, Lack.EXAMPLES)
    advice = advise(facts)
    assert advice.option is Option.SEARCH
    assert turn in advice.turns


def test_the_component_is_asked_for_when_the_examples_are_there() -> None:
    facts = replace(READY, component=ComponentState.ABSENT)
    assert lacks(Option.TUNE, facts) == (Lack.COMPONENT,)
    assert lacks(Option.TUNE, replace(facts, approved=3)) == (Lack.EXAMPLES, Lack.COMPONENT)


def test_a_trained_model_needs_nothing_but_to_be_on() -> None:
    assert lacks(Option.TUNE, replace(READY, adapters=1)) == (Lack.ACTIVE,)
    active = replace(READY, adapters=1, adapter="Северный ветер 1", component=ComponentState.ABSENT)
    assert lacks(Option.TUNE, active) == lacks(Option.BOTH, active) == ()
    assert lacks(Option.TUNE, replace(READY, training=True)) == (Lack.TRAINING,)


def test_documents_that_live_are_named_as_the_reason() -> None:
    facts = replace(READY, approved=0, manner=0, changed=40)
    assert advise(facts).reasons[0] is Reason.DOCUMENTS_CHANGE
    assert advise(replace(facts, changed=2)).reasons[0] is Reason.SEES_CHANGES


def test_documents_changed_after_the_training_are_a_reason_for_both() -> None:
    assert Reason.STALE in advise(replace(READY, adapters=1, adapter="A", stale=3)).reasons


@pytest.mark.parametrize("facts", [Facts(), READY, replace(READY, approved=0), replace(READY, documents=0)])
def test_there_are_always_three_different_reasons_and_a_turn(facts: Facts) -> None:
    advice = advise(facts)
    assert len(set(advice.reasons)) == 3
    assert advice.turns
