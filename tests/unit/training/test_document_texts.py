"""Plain texts as rows: each word of a document once, documents kept apart; what is said before it begins."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core import training_needs
from desktop.core.training_entities import ComponentState, GateState
from desktop.features.training.domain import tuning_rules
from desktop.features.training.services.document_texts import rows_of
from desktop.features.training.services.tuning_gates import GateFacts, gates
from desktop.features.training.services.tuning_planner import with_forecast
from desktop.features.training.viewmodels.gate_text import gate_text
from tests.helpers.tuning_desk import TuningDesk, rows
from workers.contract.codes import Code, ProblemError
from workers.contract.training.examples import SourcePassage
from workers.contract.training.tuning import Backend, Forecast, Optimizer, TuneSettings

TEXT = " ".join(f"Sentence {number} of the rules says what is to be done." for number in range(200))
READ = TuneSettings(text=True)


def passages(document: str, text: str, size: int = 300, overlap: int = 40) -> list[SourcePassage]:
    """The text in overlapping pieces, not in their order, as a base gives them."""
    starts = range(0, len(text), size - overlap)
    made = [
        SourcePassage(
            f"{document}-{at}", document, "rules.txt", "/rules.txt", 0, at, min(len(text), at + size), "",
            text[at : at + size],
        )
        for at in starts
    ]  # fmt: skip
    return made[::2] + made[1::2]


def test_every_word_of_a_document_comes_once_and_in_order() -> None:
    found = list(rows_of("b", [*passages("one", TEXT), *passages("two", "Short.")]))
    own = [row.text for row in found if row.text.document == "one"]
    together = "".join(text.answer for text in own)
    assert "".join(together.split()) == "".join(TEXT.split())
    assert len(own) > 3 and max(len(text.answer) for text in own) <= 2100
    assert [row.text.answer for row in found if row.text.document == "two"] == ["Short."]
    assert not any(text.question for text in own)


def test_whole_documents_are_kept_for_judging_and_of_one_document_other_places() -> None:
    many = [each for n in range(12) for each in passages(f"d{n}", TEXT)]
    found = tuning_rules.split(list(rows_of("b", many)), 1)
    assert found.by == "document"
    assert not {r.text.document for r in found.train} & {r.text.document for r in found.validation}
    single = tuning_rules.split(list(rows_of("b", passages("one", TEXT * 8))), 1)
    assert single.by == "passage" and 0 < len(single.validation) < len(single.train)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TuningDesk]:
    made = TuningDesk(tmp_path, rows(120))
    yield made
    made.close()


def test_a_run_on_texts_needs_them_read_and_a_small_model(
    desk: TuningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ProblemError) as caught:
        desk.planner.plan(desk.base(), READ)
    assert caught.value.problem.code is Code.DOCUMENTS_WITHOUT_TEXT
    read = tuple(rows_of(desk.base(), passages("one", TEXT)))
    monkeypatch.setattr(desk.planner._texts, "known", lambda base: read)
    plan = desk.planner.plan(desk.base(), READ)
    assert len(plan.rows.train) + len(plan.rows.validation) == len(read)
    assert plan.data_hash != desk.planner.plan(desk.base()).data_hash
    monkeypatch.setattr(training_needs, "MOST_FOR_TEXT", 1)
    with pytest.raises(ProblemError) as caught:
        desk.planner.plan(desk.base(), READ)
    assert caught.value.problem.code is Code.TEXT_NEEDS_SMALL_MODEL


def test_of_a_single_short_text_there_is_something_to_learn() -> None:
    found = tuning_rules.split(tuple(rows_of("b", passages("one", TEXT[:300]))), 1)
    assert (len(found.train), found.validation) == (1, ())


def test_how_far_the_texts_are_from_teaching_a_field_is_said() -> None:
    read = tuple(rows_of("b", passages("one", TEXT)))
    facts = GateFacts(read, None, None, ComponentState.READY, None, READ, 1 << 34, 1 << 40, True)
    found = gates(facts)
    assert "examples" not in [gate.code for gate in found] and found[0].code == "texts"
    assert found[0].state is GateState.WARN
    said = gate_text(found[0])
    assert "800" in said.advice and "%" not in said.advice + said.sentence
    empty = gates(replace(facts, approved=()))[0]
    assert empty.state is GateState.BLOCK and gate_text(empty).sentence


def test_what_the_dry_run_chose_is_taken_unless_a_person_chose() -> None:
    fitting = TuneSettings(batch=8, micro_batch=2, packed=True, optimizer=Optimizer.ADAMW_8BIT)
    forecast = Forecast(Backend.UNSLOTH_CPU, 1, 1, 1, 1, 1, fitting, 1)
    taken = with_forecast(TuneSettings(), forecast)
    assert taken.packed is True and taken.optimizer == "adamw_8bit"
    chosen = with_forecast(TuneSettings(packed=False, optimizer=Optimizer.ADAMW), forecast)
    assert chosen.packed is False and chosen.optimizer == "adamw"
