"""Advice from facts: before an exam by rules with their sources, after it by its table."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.exam_entities import Judgement
from desktop.core.training_entities import ComponentState
from desktop.features.advice.domain.advice_costs import COMPONENT_BYTES, Repeat, training_minutes
from desktop.features.advice.domain.advice_facts import AdviceFacts, AskedCounts, LastExam, MeasuredWay
from desktop.features.advice.domain.advice_reasons import AdviceCode
from desktop.features.advice.domain.advice_rules import Recommendation, Unknown, advise, answering
from desktop.features.advice.domain.advice_sources import PUBLISHED, RuleSource
from desktop.features.advice.domain.choice_rules import CARDS
from workers.contract.answer_mode import AnswerMode

R = Recommendation
READY = AdviceFacts(
    documents=312,
    pages=1846,
    chunks=4000,
    index_seconds=240.0,
    index_bytes=180_000_000,
    model="Qwen",
    model_memory=1_500_000_000,
    architecture="qwen2",
    parameters=494_000_000,
    memory=8 << 30,
    cores=4,
    watched=90.0,
    component=ComponentState.READY,
    approved=150,
    manner=120,
    questions=60,
)
FEW = replace(READY, approved=42, manner=5)


def line(entry: AnswerMode, right: int, asked: int = 60, model: str = "Qwen", **values: Any) -> MeasuredWay:
    return MeasuredWay(
        f"{entry}|{model}", entry, model, asked, right, right / asked - 0.1, right / asked + 0.1, **values
    )


def table(*ways: MeasuredWay, best: int = 0, current: int | None = None, **values: Any) -> LastExam:
    now = ways[current].key if current is not None else ""
    return LastExam("exam", 60, ways, ways[best].key, now, **values)


# --- before an exam ------------------------------------------------------------------------------

BEFORE: list[tuple[str, AdviceFacts, Recommendation, AdviceCode]] = [
    ("nothing at all", AdviceFacts(), R.GET_MODEL, AdviceCode.NO_MODEL),
    ("documents without a model", replace(FEW, model=""), R.GET_MODEL, AdviceCode.DOCUMENTS_READY),
    ("a model alone", AdviceFacts(model="Qwen"), R.ADD_DOCUMENTS, AdviceCode.NO_DOCUMENTS),
    ("few examples", FEW, R.SEARCH, AdviceCode.FEW_EXAMPLES),
    ("documents that change", replace(FEW, changed=40), R.SEARCH, AdviceCode.DOCUMENTS_CHANGE),
    ("documents that hardly change", replace(FEW, changed=2), R.SEARCH, AdviceCode.SEES_CHANGES),
    ("enough manner", READY, R.SEARCH_TRAIN, AdviceCode.MANNER),
    ("examples that are facts", replace(READY, manner=20), R.SEARCH, AdviceCode.MOSTLY_FACTS),
    ("a third is manner", replace(READY, manner=45), R.SEARCH_TRAIN, AdviceCode.MANNER),
    ("less than a third is", replace(READY, manner=44), R.SEARCH, AdviceCode.MOSTLY_FACTS),
    ("it knows nothing", replace(READY, asked=20, known=3), R.SEARCH, AdviceCode.UNKNOWN_FACTS),
    ("it knows a fifth", replace(READY, asked=20, known=4), R.SEARCH_TRAIN, AdviceCode.MANNER),
    ("manner, no documents", replace(READY, documents=0), R.TRAIN, AdviceCode.ENOUGH_EXAMPLES),
    ("few, no documents", replace(FEW, documents=0), R.INSTRUCTIONS, AdviceCode.FEW_SHOTS),
    (
        "not trainable here",
        replace(READY, architecture="mamba"),
        R.SEARCH_INSTRUCTIONS,
        AdviceCode.CANNOT_TRAIN,
    ),
    ("too little memory", replace(READY, memory=1 << 30), R.SEARCH_INSTRUCTIONS, AdviceCode.CANNOT_TRAIN),
    ("facts, not trainable", replace(READY, manner=0, memory=1), R.SEARCH, AdviceCode.CANNOT_TRAIN),
    (
        "not trainable, but trained elsewhere",
        replace(READY, memory=1 << 30, adapters=1, adapter="A"),
        R.SEARCH_TRAIN,
        AdviceCode.MANNER,
    ),
    (
        "documents changed since the training",
        replace(READY, adapters=1, adapter="A", stale=3),
        R.SEARCH_TRAIN,
        AdviceCode.STALE,
    ),
    (
        "people want letters",
        replace(FEW, manner=0, chats=AskedCounts(20, 6)),
        R.SEARCH_INSTRUCTIONS,
        AdviceCode.STYLE_ASKED,
    ),
    ("too few chats", replace(FEW, manner=0, chats=AskedCounts(7, 7)), R.SEARCH, AdviceCode.FEW_EXAMPLES),
    ("few letters", replace(FEW, manner=0, chats=AskedCounts(20, 4)), R.SEARCH, AdviceCode.FEW_EXAMPLES),
    (
        "few examples, all of manner",
        replace(READY, approved=40, manner=30),
        R.SEARCH_INSTRUCTIONS,
        AdviceCode.FEW_SHOTS,
    ),
    ("many unread", replace(FEW, unread=100), R.REPAIR_DOCUMENTS, AdviceCode.UNREAD),
    ("scans", replace(FEW, unread=100, scans=90), R.REPAIR_DOCUMENTS, AdviceCode.SCANS),
    ("some unread", replace(FEW, unread=60), R.SEARCH, AdviceCode.FEW_EXAMPLES),
    ("only unread ones", AdviceFacts(model="Qwen", unread=1), R.REPAIR_DOCUMENTS, AdviceCode.UNSEEN),
]


@pytest.mark.parametrize(("what", "facts", "wanted", "because"), BEFORE, ids=[case[0] for case in BEFORE])
def test_before_an_exam(what: str, facts: AdviceFacts, wanted: Recommendation, because: AdviceCode) -> None:
    advice = advise(facts)
    assert advice.recommendation is wanted
    assert because in [reason.code for reason in advice.reasons]
    assert not advice.measured


def test_what_would_change_an_advice_names_the_figures() -> None:
    turns = {turn.code: turn.params for turn in advise(FEW).would_change}
    assert turns["more_examples"] == {"approved": 42, "least": 100, "enough": 1000}
    assert {"no_source", "hold_exam"} <= turns.keys()
    assert "manner_examples" in {turn.code for turn in advise(replace(READY, manner=0)).would_change}
    assert "other_model" in {turn.code for turn in advise(replace(READY, memory=1)).would_change}


# --- after an exam -------------------------------------------------------------------------------

MODEL, SEARCH = line(AnswerMode.MODEL, 12, invented=10), line(AnswerMode.DOCUMENTS, 51, invented=1)
BOTH = line(AnswerMode.DOCUMENTS_TRAINED, 54, general=36, general_asked=40)
WEAK = line(AnswerMode.DOCUMENTS, 24)

AFTER: list[tuple[str, AdviceFacts, LastExam, Recommendation, AdviceCode]] = [
    (
        "search answers now and is best",
        READY,
        table(MODEL, SEARCH, best=1, current=1),
        R.NOTHING,
        AdviceCode.SIMPLEST,
    ),
    (
        "another is better within chance",
        READY,
        table(SEARCH, BOTH, best=1, current=0, difference=0.05, low=-0.02, high=0.12),
        R.NOTHING,
        AdviceCode.SAME_AS_NOW,
    ),
    (
        "another is surely better",
        READY,
        table(SEARCH, BOTH, best=1, current=0, difference=0.2, low=0.1, high=0.3, judgement=Judgement.BETTER),
        R.SEARCH_TRAIN,
        AdviceCode.DIFFERENCE,
    ),
    (
        "what answers now did not sit it",
        READY,
        table(MODEL, SEARCH, best=1),
        R.SEARCH,
        AdviceCode.SIMPLEST,
    ),
    (
        "the general questions are told",
        READY,
        table(MODEL, BOTH, best=1),
        R.SEARCH_TRAIN,
        AdviceCode.GENERAL,
    ),
    (
        "the model alone is enough",
        replace(READY, way=AnswerMode.TRAINED),
        table(
            line(AnswerMode.MODEL, 55), line(AnswerMode.TRAINED, 20), current=1, judgement=Judgement.BETTER
        ),
        R.MODEL,
        AdviceCode.RIGHT,
    ),
    (
        "instructions win",
        READY,
        table(
            SEARCH, line(AnswerMode.DOCUMENTS_INSTRUCTIONS, 58), best=1, current=0, judgement=Judgement.BETTER
        ),
        R.SEARCH_INSTRUCTIONS,
        AdviceCode.DIFFERENCE,
    ),
    (
        "it reads past what was found",
        replace(READY, larger="Qwen 4B", larger_size=2_500_000_000),
        table(WEAK, MODEL, current=0, misread=20, missed=10),
        R.LARGER_MODEL,
        AdviceCode.MISREAD,
    ),
    (
        "nothing larger fits",
        READY,
        table(WEAK, MODEL, current=0, misread=20, missed=10),
        R.NOTHING,
        AdviceCode.RIGHT,
    ),
    (
        "search finds too little: a larger model does not help",
        replace(READY, larger="Qwen 4B"),
        table(WEAK, MODEL, current=0, misread=5, missed=25),
        R.NOTHING,
        AdviceCode.SIMPLEST,
    ),
    (
        "a few documents fail",
        replace(READY, failing=("Цены.xlsx",), larger="Qwen 4B"),
        table(WEAK, MODEL, current=0, misread=20, missed=10),
        R.REPAIR_DOCUMENTS,
        AdviceCode.FAILING,
    ),
    (
        "most documents fail: the fault is not theirs",
        replace(READY, documents=3, failing=("a", "b"), larger="Qwen 4B"),
        table(WEAK, MODEL, current=0, misread=20, missed=10),
        R.LARGER_MODEL,
        AdviceCode.LARGER_FITS,
    ),
    (
        "the quick exam agrees with the rules",
        FEW,
        table(line(AnswerMode.DOCUMENTS, 18, 20), current=0),
        R.NOTHING,
        AdviceCode.RIGHT,
    ),
]


@pytest.mark.parametrize(
    ("what", "facts", "measured", "wanted", "because"), AFTER, ids=[case[0] for case in AFTER]
)
def test_after_an_exam(
    what: str, facts: AdviceFacts, measured: LastExam, wanted: Recommendation, because: AdviceCode
) -> None:
    advice = advise(replace(facts, measured=measured))
    assert advice.recommendation is wanted
    assert because in [reason.code for reason in advice.reasons]
    assert advice.measured


def test_an_old_exam_and_an_exam_of_one_way_leave_the_word_to_the_rules() -> None:
    strong = table(MODEL, SEARCH, best=1, current=1)
    assert advise(replace(READY, measured=replace(strong, old=True))).recommendation is R.SEARCH_TRAIN
    quick = table(line(AnswerMode.DOCUMENTS, 19, 20), current=0)
    assert advise(replace(READY, measured=quick)).recommendation is R.SEARCH_TRAIN
    assert advise(replace(FEW, way=AnswerMode.MODEL, measured=quick)).recommendation is R.SEARCH


def test_too_few_questions_ask_for_more() -> None:
    few = table(SEARCH, BOTH, best=1, current=0, judgement=Judgement.TOO_FEW)
    advice = advise(replace(READY, measured=few))
    assert advice.recommendation is R.NOTHING
    assert advice.would_change[0].code == "more_questions"


def test_the_table_names_its_figures_and_another_model() -> None:
    small = line(AnswerMode.DOCUMENTS, 52, model="SmolLM")
    measured = table(SEARCH, small, best=1, current=0, difference=0.2, low=0.1, high=0.3)
    advice = advise(replace(READY, measured=replace(measured, judgement=Judgement.BETTER)))
    assert advice.params["model"] == "SmolLM"
    assert (advice.params["right"], advice.params["asked"]) == (52, 60)
    assert advice.reasons[1].params == {"difference": 0.2, "low": 0.1, "high": 0.3}


# --- what holds for every advice -----------------------------------------------------------------

EVERY = [case[1] for case in BEFORE] + [replace(case[1], measured=case[2]) for case in AFTER]


@pytest.mark.parametrize("facts", EVERY)
def test_three_different_reasons_each_with_a_source_and_something_that_would_change_it(
    facts: AdviceFacts,
) -> None:
    advice = advise(facts)
    assert len({reason.code for reason in advice.reasons}) == 3
    for reason in advice.reasons:
        assert reason.source in PUBLISHED or reason.source in (
            RuleSource.EXAM,
            RuleSource.HERE,
            RuleSource.OWN_FACTS,
        )
    codes = [turn.code for turn in advice.would_change]
    assert codes and len(codes) == len(set(codes))
    assert tuple(cost.mode for cost in advice.costs) == CARDS
    assert advise(facts) == advice


@pytest.mark.parametrize(
    ("way", "instructed", "entry"),
    [
        (AnswerMode.MODEL, "", AnswerMode.MODEL),
        (AnswerMode.MODEL, "2", AnswerMode.INSTRUCTIONS),
        (AnswerMode.DOCUMENTS, "", AnswerMode.DOCUMENTS),
        (AnswerMode.DOCUMENTS, "2", AnswerMode.DOCUMENTS_INSTRUCTIONS),
        (AnswerMode.TRAINED, "2", AnswerMode.TRAINED),
        (AnswerMode.DOCUMENTS_TRAINED, "", AnswerMode.DOCUMENTS_TRAINED),
    ],
)
def test_which_entry_answers_now(way: AnswerMode, instructed: str, entry: AnswerMode) -> None:
    assert answering(replace(READY, way=way, instructed=instructed)) is entry


def test_the_card_that_an_advice_points_at() -> None:
    assert advise(FEW).card(FEW) is AnswerMode.DOCUMENTS
    assert advise(READY).card(READY) is AnswerMode.DOCUMENTS_TRAINED
    assert advise(AdviceFacts()).card(AdviceFacts()) is None
    letters = replace(FEW, manner=0, chats=AskedCounts(20, 6))
    assert advise(letters).card(letters) is AnswerMode.INSTRUCTIONS
    quiet = replace(READY, measured=table(MODEL, SEARCH, best=1, current=1))
    assert advise(quiet).card(quiet) is AnswerMode.DOCUMENTS


# --- costs ---------------------------------------------------------------------------------------


def test_costs_measured_here_are_told_apart_from_estimates() -> None:
    search, instructions, tune, both = advise(READY).costs
    assert (search.minutes, search.disk, search.measured) == ((4.0, 4.0), 180_000_000, True)
    assert search.repeat is Repeat.BY_ITSELF and instructions.repeat is Repeat.WHEN_RULES_CHANGE
    assert tune.repeat is both.repeat is Repeat.ALWAYS and not tune.measured and not both.measured
    assert tune.minutes is not None and both.minutes is not None
    assert both.minutes == pytest.approx((tune.minutes[0] + 4, tune.minutes[1] + 4))
    assert both.disk == search.disk + tune.disk and both.memory == max(search.memory, tune.memory)


def test_a_dry_run_replaces_the_estimate() -> None:
    tune = advise(replace(READY, forecast=(1200.0, 1800.0), forecast_memory=7 << 30)).costs[2]
    assert (tune.minutes, tune.memory, tune.measured) == ((20.0, 30.0), 7 << 30, True)


def test_the_estimate_follows_model_rows_and_card() -> None:
    low, high = training_minutes(READY) or (0.0, 0.0)
    assert 0 < low < high
    assert (training_minutes(replace(READY, parameters=2 * READY.parameters)) or (0, 0))[1] > 1.5 * high
    assert (training_minutes(replace(READY, gpu="RTX 4090")) or (0, 0))[1] < high / 5
    assert (training_minutes(replace(READY, approved=1500)) or (0, 0))[0] > 5 * low
    assert high < 4 * low  # a range that helps to choose
    assert training_minutes(replace(READY, cores=0)) is None
    assert training_minutes(replace(READY, parameters=0)) is None
    assert advise(replace(READY, parameters=0)).costs[3].minutes is None


def test_the_disk_counts_component_and_working_copy_once() -> None:
    ready = advise(READY).costs[2].disk
    assert advise(replace(READY, component=ComponentState.ABSENT)).costs[2].disk == ready + COMPONENT_BYTES
    assert advise(replace(READY, has_weights=True)).costs[2].disk == ready - 2 * READY.parameters


def test_time_of_people_counts_what_is_still_to_be_read() -> None:
    search, told, tune, both = advise(replace(FEW, questions=0)).costs
    assert search.people == (0.0, 0.0) and tune.people == both.people
    assert told.people[0] < tune.people[0]  # 30 questions against those and 58 rows
    done = replace(READY, reviewed=60, forecast=(1200.0, 1800.0))
    assert advise(done).costs[2].people[1] < tune.people[0]
    assert advise(replace(done, adapter="x")).costs[2].people == (0.0, 0.0)


def test_an_advice_says_what_is_not_known() -> None:
    assert Unknown.EXAM in advise(READY).unknown
    young = replace(READY, watched=2.0, memory=None, cores=0)
    assert {Unknown.CHANGES, Unknown.COMPUTER, Unknown.TRAINER, Unknown.KNOWLEDGE} <= set(
        advise(young).unknown
    )
    whole = replace(
        READY, trainer_asked=True, asked=20, known=10, forecast=(1.0, 2.0),
        measured=table(line(AnswerMode.DOCUMENTS, 50), current=0),
    )  # fmt: skip
    assert advise(whole).unknown == ()
    assert Unknown.CHANGES not in advise(replace(young, changed=3)).unknown
