"""Cross-encoders: scores that are known, random ones, and what is none."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.helpers.cross_encoders import SLOW, random_one, weighing
from workers.contract.codes import Code, ProblemError
from workers.engines.onnx import reranker
from workers.engines.onnx.reranker import LIMIT_S, LONGEST_S, PAIRS, Reranker, adopt

PASSAGES = ["Аванс платят пятого числа.", "Отпуск составляет 28 календарных дней.", "Отпуск делят на части."]


def test_scores_are_those_of_the_pair(tmp_path: Path) -> None:
    ranking = Reranker(weighing(tmp_path, {"отпуск": 2.0, "28": 5.0, "аванс": -1.0}), 2)
    assert ranking.score("Сколько дней отпуск?", PASSAGES) == [1.0, 9.0, 4.0]
    assert ranking.rank("Сколько дней отпуск?", PASSAGES) == [1, 2, 0]
    assert ranking.rank("?", ["а", "б", "в"]) == [0, 1, 2]  # equal ones stay in their order
    assert ranking.fits and 0 < ranking.seconds <= LIMIT_S
    ranking.close()


def test_a_long_passage_is_cut_and_a_question_is_not(tmp_path: Path) -> None:
    ranking = Reranker(weighing(tmp_path, {"да": 1.0, "отпуск": 100.0}), 1)
    (score,) = ranking.score("отпуск", ["да " * 3000])
    assert 100 + 400 < score <= 100 + reranker.MAX_TOKENS
    ranking.close()


def test_a_long_question_leaves_room_for_the_passage(tmp_path: Path) -> None:
    ranking = Reranker(weighing(tmp_path, {"да": 1.0, "отпуск": 1000.0}), 1)
    long, longest = ranking.score("да " * 650, ["отпуск", "отпуск " * 3000])
    assert 1000 + 400 < long <= 1000 + reranker.MAX_TOKENS
    assert 200_000 < longest < 300_000
    ranking.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_random_model_gives_the_same_scores_every_time(tmp_path: Path, seed: int) -> None:
    first, again = (Reranker(random_one(tmp_path / str(n), seed), 2) for n in range(2))
    scores = first.score("Сколько дней отпуска?", PASSAGES)
    assert len(set(scores)) > 1
    assert again.score("Сколько дней отпуска?", PASSAGES) == pytest.approx(scores, abs=1e-5)
    first.close()
    again.close()


def test_a_slow_model_says_so(tmp_path: Path) -> None:
    ranking = Reranker(weighing(tmp_path, {"отпуск": 2.0}, slow=SLOW), 1)
    assert ranking.seconds > LIMIT_S and not ranking.fits
    ranking.close()


class Delayed(Reranker):
    """A model on a machine that is busy: a search takes `delay` seconds of a clock that stands otherwise."""

    delay, now = 0.0, 0.0

    def score(self, question: str, passages: Sequence[str], limit: float | None = None) -> list[float]:
        """As that of the model, in `delay` seconds; given up after `limit`."""
        Delayed.now += min(self.delay, limit or self.delay)
        if limit is not None and self.delay > limit:
            raise TimeoutError
        return super().score(question, passages)


@pytest.fixture
def delayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Delayed]:
    monkeypatch.setattr(reranker, "time", SimpleNamespace(monotonic=lambda: Delayed.now))
    ranking = Delayed(weighing(tmp_path, {"отпуск": 2.0}), 1)
    yield ranking
    ranking.close()


def search(ranking: Delayed, delay: float, passages: int = PAIRS) -> None:
    ranking.delay = delay
    with suppress(TimeoutError):
        ranking.rank("Отпуск?", ["отпуск"] * passages)


def test_slow_searches_count_when_no_quick_one_is_among_the_last(delayed: Delayed) -> None:
    search(delayed, 1.0)
    search(delayed, 5.0)
    search(delayed, 5.0)
    assert delayed.fits and delayed.seconds == 1.0
    search(delayed, 5.0)
    assert not delayed.fits and delayed.seconds == pytest.approx(LONGEST_S)


def test_a_slow_model_is_tried_again_after_a_while(delayed: Delayed) -> None:
    for _ in range(3):
        search(delayed, 2.0)
    assert not delayed.fits and not delayed.due
    Delayed.now += 700
    assert delayed.due
    search(delayed, 2.0)
    assert not delayed.fits and not delayed.due
    Delayed.now += 700
    search(delayed, 0.5)
    assert delayed.fits


def test_few_passages_measure_nothing_unless_they_take_too_long(delayed: Delayed) -> None:
    for _ in range(3):
        search(delayed, 1.0)
    search(delayed, 0.5, passages=2)
    assert delayed.seconds == 1.0
    for _ in range(3):
        search(delayed, 2.0, passages=2)
    assert delayed.seconds == 2.0


def test_what_takes_longest_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ranking = Reranker(weighing(tmp_path, {"отпуск": 2.0}, slow=40), 1)
    monkeypatch.setattr(reranker, "LONGEST_S", 0.01)
    with pytest.raises(TimeoutError):
        ranking.rank("Отпуск?", ["отпуск " * 400] * PAIRS)
    assert ranking.score("Отпуск?", ["отпуск"]) == [4.0]
    ranking.close()


def test_a_fetched_model_becomes_a_folder_once_it_tells_an_answer_from_another_text(tmp_path: Path) -> None:
    good = weighing(tmp_path / "good", {"дней": 1.0, "valve": -1.0})
    adopt(good / "model.onnx", tmp_path / "models" / "good" / "embedder")
    assert {path.name for path in (tmp_path / "models" / "good" / "embedder").iterdir()} == {
        "model.onnx", "tokenizer.json", "embedder.json",
    }  # fmt: skip
    bad = weighing(tmp_path / "bad", {"дней": -1.0})
    with pytest.raises(ProblemError) as caught:
        adopt(bad / "model.onnx", tmp_path / "models" / "bad" / "embedder")
    assert caught.value.problem.code is Code.MODEL_DAMAGED
    assert not (tmp_path / "models" / "bad" / "embedder").exists()


def test_what_is_no_cross_encoder_is_refused(tmp_path: Path) -> None:
    folder = weighing(tmp_path, {"отпуск": 2.0})
    (folder / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(ProblemError) as caught:
        Reranker(folder, 1)
    assert caught.value.problem.code is Code.EMBEDDER_UNSUPPORTED
    with pytest.raises(ProblemError) as caught:
        Reranker(tmp_path / "none", 1)
    assert caught.value.problem.code is Code.MODEL_MISSING
