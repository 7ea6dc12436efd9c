"""What decides within a run: settings by the amount of rows, their order, the judgement, saved points."""

import json
import math
import re
from pathlib import Path

import pytest

from workers.answering import prompting
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Question
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.tuning import TuneSettings
from workers.training.checkpoints import Checkpoints
from workers.training.examples import messages_of, mixed, of_whole_model, order_of, spread
from workers.training.judge import Evaluations
from workers.training.settings import divisor, filled, steps_of

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.mark.parametrize(
    ("rows", "rate", "rank", "batch"), [(120, 1e-4, 8, 8), (500, 1e-4, 16, 16), (6000, 2e-4, 32, 16)]
)
def test_settings_follow_the_amount_of_rows(rows: int, rate: float, rank: int, batch: int) -> None:
    settings = filled(TuneSettings(), rows, cuda=False)
    assert (settings.learning_rate, settings.rank, settings.alpha, settings.batch) == (
        rate,
        rank,
        rank,
        batch,
    )
    assert settings.batch % settings.micro_batch == 0
    chosen = filled(TuneSettings(rank=4, alpha=8, batch=6, micro_batch=4, learning_rate=1.0), rows, cuda=True)
    assert (chosen.rank, chosen.alpha, chosen.batch, chosen.micro_batch) == (4, 8, 6, 3)


def test_a_micro_batch_divides_its_batch() -> None:
    assert [divisor(12, most) for most in (1, 5, 6, 11, 40)] == [1, 4, 6, 6, 12]
    assert steps_of(filled(TuneSettings(epochs=2.5, batch=8), 100, cuda=False), 100) == 32


def test_every_row_comes_once_an_epoch_in_an_order_of_the_seed_alone() -> None:
    order = order_of(10, 8, 4, 7)
    assert len(order) == 32
    assert sorted(order[:10]) == sorted(order[10:20]) == list(range(10))
    assert order[:10] != order[10:20]
    assert order == order_of(10, 8, 4, 7)
    assert order[:20] == order_of(10, 10, 2, 7)
    assert order != order_of(10, 8, 4, 8)


def test_general_rows_are_mixed_in_by_their_share() -> None:
    rows = [ExampleText(str(n), "a") for n in range(20)]
    general = [ExampleText(f"g{n}", "a") for n in range(5)]
    assert len(mixed(rows, general, 0.1, 1)) == 22
    assert len(mixed(rows, general, 0.9, 1)) == 25
    assert mixed(rows, [], 0.1, 1) == rows
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread([], 3) == []


def test_a_plain_row_is_its_question_and_a_reader_row_has_its_passages_before_it() -> None:
    plain = messages_of(ExampleText(" Who? ", "Anna"))
    assert [(m.role, m.text) for m in plain] == [("user", "Who?")]
    reader = messages_of(
        ExampleText("Сколько?", "Три.", language="ru", passages=("### А\nТри.", "### Б\nДва."))
    )
    assert [m.role for m in reader] == ["system", "user"]
    assert reader[1].text == "### А\nТри.\n\n### Б\nДва.\n\nВопрос: Сколько?"


@pytest.mark.parametrize(
    ("language", "question"), [("ru", "Кто хранит ключи?"), ("en", "Who keeps the keys?")]
)
def test_a_row_of_a_whole_model_stands_as_the_chat_asks_it(language: str, question: str) -> None:
    """Its model has no trained way of its own: the usual way of the chat asks it."""
    asked = prompting.build(Question(question, AnswerMode.MODEL, language), len, 4096).messages
    row = of_whole_model(ExampleText(question, "Anna", language=language))
    assert [(one.role, one.text) for one in messages_of(row)] == [(one.role, one.text) for one in asked]
    asked = prompting.build(Question(question, AnswerMode.TRAINED, language), len, 4096).messages
    row = ExampleText(question, "Anna", language=language)
    assert [(one.role, one.text) for one in messages_of(row)] == [(one.role, one.text) for one in asked]
    for other in (
        ExampleText(question, "Anna", system="Кратко."),
        ExampleText(question, "Anna", passages=("### А",)),
        ExampleText("", "Всё.", ExampleKind.TEXT),
    ):
        assert of_whole_model(other) is other


def test_the_best_is_the_lowest_and_patience_counts_from_it() -> None:
    verdict = Evaluations()
    for step, loss in enumerate((3.0, 2.0, 2.5, 2.4), 1):
        verdict = verdict.after(step, loss, 1.0)
    assert (verdict.best_step, verdict.best_loss, verdict.worse) == (2, 2.0, 2)
    assert verdict.is_enough(2) and not verdict.is_enough(3) and not verdict.is_enough(0)


def test_the_alarm_needs_two_rises_or_a_gap() -> None:
    def after(*losses: float) -> Evaluations:
        return Evaluations(losses=losses)

    assert after(2.0, 2.1, 2.2).overfits(1.0)
    assert not after(2.0, 2.1, 2.05).overfits(1.0)
    assert after(0.5).overfits(0.1) and not after(0.3).overfits(0.19) and not after(0.5).overfits(0.3)
    assert not Evaluations().overfits(math.inf)


def test_a_saved_point_is_whole_or_passed_over(tmp_path: Path) -> None:
    points = Checkpoints(tmp_path / "points", keep=2)
    for step in (1, 2, 3):
        points.write(step, lambda folder, step=step: (folder / "a").write_text(str(step)) and None)
    assert [path.name for path in sorted((tmp_path / "points").iterdir())] == ["step-0000002", "step-0000003"]
    assert points.latest() == (3, tmp_path / "points" / "step-0000003")
    (tmp_path / "points" / "step-0000003" / "a").write_text("x")
    assert points.latest() == (2, tmp_path / "points" / "step-0000002")
    assert points.at(3) is None and points.at(2) is not None
    (tmp_path / "points" / "step-0000002" / "manifest.json").write_text("[]")
    assert points.latest() is None
    (tmp_path / "points" / ".new-step-0000009").mkdir()
    Checkpoints(tmp_path / "points", keep=2)
    assert not (tmp_path / "points" / ".new-step-0000009").exists()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_is_taught_that_the_exam_asks_to_see_what_was_forgotten(language: str) -> None:
    def read(folder: str) -> list[dict[str, str]]:
        text = (RESOURCES / folder / f"general_{language}.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", text.casefold()))

    for asked in read("exam"):
        for taught in read("training"):
            one, other = words(asked["question"]), words(taught["question"])
            alike = len(one & other) / len(one | other)
            wanted = {part for fact in asked["must"] for part in fact.split("|")}
            told = any(words(part) <= words(taught["answer"]) for part in wanted)
            assert alike < 0.9 and not (told and alike > 0.4), (asked["question"], taught["question"])
