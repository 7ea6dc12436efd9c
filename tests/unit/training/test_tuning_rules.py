"""Rules of tuning: defaults, the split, shares."""

from dataclasses import replace

import pytest

from desktop.core import training_needs
from desktop.features.training.domain import tuning_rules
from desktop.settings.card_use import CardUse
from tests.helpers.tuning_desk import row, rows
from workers.contract.memory import ModelShape
from workers.contract.training.adapters import CompareResult
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.tuning import Optimizer, TuneSettings


@pytest.mark.parametrize(
    ("count", "rank", "rate", "batch"),
    [(100, 8, 1e-4, 8), (299, 8, 1e-4, 16), (300, 16, 1e-4, 16), (1000, 16, 2e-4, 16), (6000, 32, 2e-4, 16)],
)
def test_settings_follow_the_amount_of_rows(count: int, rank: int, rate: float, batch: int) -> None:
    found = tuning_rules.settings_for(count)
    assert (found.rank, found.alpha, found.learning_rate, found.batch) == (rank, rank, rate, batch)


def test_a_tiny_model_takes_larger_steps() -> None:
    rates = [
        tuning_rules.settings_for(150, None, size).learning_rate for size in (0, 134_515_008, 494_032_768)
    ]
    assert rates == [1e-4, 1e-3, 1e-4]


def test_facts_are_learned_by_heart_by_a_tiny_model_in_more_and_stronger_steps() -> None:
    facts = rows(120)
    assert tuning_rules.by_heart(facts) and not tuning_rules.by_heart(())
    long = [replace(one, text=replace(one.text, answer="слово " * 40)) for one in facts]
    assert not tuning_rules.by_heart(long)
    read = [replace(one, text=replace(one.text, passages=("Отпуск длится 28 дней.",))) for one in facts]
    assert not tuning_rules.by_heart(read)
    found = tuning_rules.settings_for(100, None, 134_515_008, True)
    assert (found.epochs, found.patience, found.batch, found.alpha) == (10, 0, 4, 2 * found.rank)
    # What was chosen stays, and large models keep to what is known of them.
    chosen = tuning_rules.settings_for(100, TuneSettings(epochs=2), 134_515_008, True)
    assert (chosen.epochs, chosen.patience) == (2, 3)
    assert tuning_rules.settings_for(100, None, 7_000_000_000, True) == tuning_rules.settings_for(100)
    assert tuning_rules.settings_for(100).epochs == 3


def test_a_full_training_takes_smaller_steps_more_memory_and_more_disk() -> None:
    assert tuning_rules.settings_for(150, TuneSettings(full=True)).learning_rate == pytest.approx(1e-5)
    shape, room = ModelShape(134_515_008), 64 << 30
    need = training_needs.memory_needed(shape, None, False, room, full=True)[0]
    assert need > training_needs.memory_needed(shape, None, False, room)[0] + 12 * shape.parameters
    assert not training_needs.memory_needed(shape, None, True, 1 << 30, full=True)[1]  # no four bits
    eight = training_needs.memory_needed(shape, None, True, 1 << 30, full=True)[0]
    assert eight < training_needs.memory_needed(shape, None, True, room, full=True)[0]  # the card has no more
    light, chosen = ({"full": True, "optimizer": each} for each in (Optimizer.ADAMW_8BIT, Optimizer.ADAMW))
    assert training_needs.memory_needed(shape, None, True, room, **light)[0] == eight  # type: ignore[arg-type]
    assert training_needs.memory_needed(shape, None, True, 1 << 30, **chosen)[0] > eight  # type: ignore[arg-type]
    assert training_needs.disk_needed(10**8, True, full=True) > 10 * training_needs.disk_needed(10**8, True)


def test_what_is_chosen_stays() -> None:
    chosen = TuneSettings(rank=4, learning_rate=5e-5, epochs=7)
    found = tuning_rules.settings_for(2000, chosen)
    assert (found.rank, found.alpha, found.learning_rate, found.epochs) == (4, 4, 5e-5, 7)


def test_the_split_keeps_documents_whole() -> None:
    found = tuning_rules.split(rows(300), 3407)
    assert found.by == "document"
    assert len(found.validation) >= 30
    assert len(found.train) + len(found.validation) == 300
    assert not {r.text.document for r in found.train} & {r.text.document for r in found.validation}


def test_the_split_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    data = rows(300)
    again = tuning_rules.split(list(reversed(data)), 1)
    assert tuning_rules.split(data, 1) == again
    others = {tuning_rules.split(data, seed).validation for seed in range(2, 6)}
    assert len(others) > 1


def test_near_duplicates_and_equal_questions_stay_together() -> None:
    data = [row(n, cluster=f"cluster{n // 3}") for n in range(120)]
    twins = [row(200 + n, f"document{n}", question=f"What is THING number {n}") for n in range(40)]
    found = tuning_rules.split([*data, *twins], 7)

    def keys(part: tuple[object, ...]) -> set[str]:
        ids = {r.id for r in part}  # type: ignore[attr-defined]
        return {r.cluster for r in data if r.id in ids} | {
            f"n{r.number % 200}" for r in [*data[:40], *twins] if r.id in ids
        }

    assert len(found.validation) >= 16
    assert not keys(found.train) & keys(found.validation)


def test_one_document_is_split_by_passage() -> None:
    data = [row(n, "only") for n in range(120)]
    for at, example in enumerate(data):
        object.__setattr__(example.text, "chunk", f"chunk{at // 4}")
    found = tuning_rules.split(data, 3407)
    assert found.by == "passage"
    assert 16 <= len(found.validation) <= 32
    assert not {r.text.chunk for r in found.train} & {r.text.chunk for r in found.validation}


def test_a_quarter_at_most_is_kept_from_few_rows() -> None:
    assert len(tuning_rules.split(rows(20), 1).validation) <= 10


def test_counts_of_what_the_gates_look_at() -> None:
    data = rows(80)
    assert tuning_rules.refusal_share(data) == pytest.approx(10 / 80)
    assert tuning_rules.refusal_share([]) == 0
    finding = Finding(FindingCode.CONTRADICTS, Severity.DOUBT, {"example": "id2"})
    gone = Finding(FindingCode.CONTRADICTS, Severity.DOUBT, {"example": "rejected"})
    name = Finding(FindingCode.PERSONAL_NAME, Severity.DOUBT, {"text": "Anna"})
    marked = [row(1, findings=(finding,)), row(2, findings=(gone,)), row(3, findings=(name, name))]
    assert tuning_rules.contradictions(marked) == 1
    assert tuning_rules.with_personal_data(marked) == 1


def test_general_rows_come_in_the_languages_of_the_data() -> None:
    assert tuning_rules.languages(rows(50)) == ("en",)
    assert tuning_rules.languages([]) == ("ru", "en")


def test_an_adapter_behaves_as_trained_when_the_chat_goes_on_as_the_trainer_did() -> None:
    whole = CompareResult(10, 6, 0.96, 0.95, 10)
    assert tuning_rules.behaves_as_trained(whole)
    assert not tuning_rules.behaves_as_trained(replace(whole, agreement=0.84, without=0.3))
    assert not tuning_rules.behaves_as_trained(replace(whole, agreement=0.94))  # the base alone is nearer
    packed = replace(whole, agreement=0.82, without=0.3)  # a copy in four bits writes a little otherwise
    assert tuning_rules.behaves_as_trained(packed, four_bit=True)
    assert not tuning_rules.behaves_as_trained(packed)
    assert not tuning_rules.behaves_as_trained(replace(whole, asked=0, same=0))
    assert tuning_rules.behaves_as_trained(replace(whole, same=10, agreement=0.5))  # all written alike
    assert not tuning_rules.behaves_as_trained(replace(whole, same=9, agreement=0.5))


def test_room_grows_with_the_model() -> None:
    small, large = 10**8, 10**10
    needed = [
        training_needs.memory_needed(ModelShape(parameters=size), four_bit, True)[0]
        for size, four_bit in ((small, False), (large, True), (large, False))
    ]
    assert needed == sorted(needed)
    assert training_needs.disk_needed(large, True) + training_needs.weights_size(large) == (
        training_needs.disk_needed(large, False)
    )


# Of their config.json.
QWEN_7B = ModelShape(7_615_616_512, 3584, 18_944, 28, 152_064, tied=False)
QWEN3_4B = ModelShape(4_022_468_096, 2560, 9728, 36, 151_936)
NEMO_12B = ModelShape(12_247_782_400, 5120, 14_336, 40, 131_074, tied=False)


@pytest.mark.parametrize(
    ("shape", "card", "four_bit"),
    [
        (QWEN_7B, 8, True),
        (QWEN_7B, 24, False),
        (QWEN3_4B, 6, True),
        (QWEN3_4B, 12, False),
        (NEMO_12B, 12, True),
    ],
)
def test_a_card_that_people_have_trains_in_four_bits_what_does_not_fit_as_it_is(
    shape: ModelShape, card: int, four_bit: bool
) -> None:
    room = training_needs.card_room(card << 30)
    need, packed = training_needs.memory_needed(shape, None, True, room)
    assert packed is four_bit
    assert need <= room
    assert training_needs.memory_needed(shape, False, True, room)[1] is False
    # What is not known of a model is guessed to about the same.
    guessed = training_needs.memory_needed(ModelShape(shape.parameters), None, True, room)
    assert guessed[1] is four_bit
    assert guessed[0] == pytest.approx(need, rel=0.35)


def test_a_training_has_the_card_for_itself_until_it_ends() -> None:
    card = CardUse()
    assert card.layers(-1) == -1
    card.take("run")
    card.take("dry run")
    assert card.layers(-1) == 0
    assert card.give_back("dry run")
    assert card.layers(20) == 0
    assert card.give_back("run")
    assert not card.give_back("run")
    assert card.layers(20) == 20
