"""How much memory training takes, before anything is tried."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from workers.contract.memory import ModelShape, training_bytes
from workers.contract.training.tuning import TuneSettings
from workers.training import fitting
from workers.training.examples import by_length
from workers.training.fitting import needed, smaller

# Of Qwen2.5 1.5B's config.json.
QWEN = SimpleNamespace(num_hidden_layers=28, hidden_size=1536, intermediate_size=8960, vocab_size=151936)


def test_what_did_not_fit_is_not_tried_again() -> None:
    """Four rows with passages, by their letters about 1500 tokens each, took all of a computer's 24 GB, and
    the system killed the run."""
    assert needed(QWEN, 4 * 1500) > 24e9
    assert needed(QWEN, 1500) < 16e9


SMOL = ModelShape(134_515_008, 576, 1536, 30, 49_152)
WIDE = ModelShape(107_852_588, 768, 6144, 6, 16_000)
DEEP = ModelShape(51_300_000, 512, 1408, 16, 8000)
WORDS = ModelShape(33_870_116, 256, 768, 4, 120_000)
# As Qwen 3 (heads wider than a token), Qwen 3.5 (three of four layers with linear attention), Gemma 3.
WIDER = ModelShape(63_593_192, 512, 1536, 12, 32_000, wider=512)
LINEAR = ModelShape(64_115_372, 512, 1792, 12, 32_000, wider=1152)
NORMED = ModelShape(94_793_216, 512, 2048, 12, 96_000)


@pytest.mark.parametrize(
    ("shape", "tokens", "pieces", "megabytes"),
    [
        (SMOL, 256, True, 1774), (SMOL, 768, True, 2724), (WIDE, 128, True, 1385), (WIDE, 512, True, 1899),
        (DEEP, 128, True, 1245), (DEEP, 768, True, 1779), (WORDS, 128, True, 1158), (WORDS, 512, True, 1351),
        (SMOL, 1024, True, 3109), (SMOL, 2048, True, 4838), (WIDER, 1024, True, 2274),
        (LINEAR, 512, True, 1830), (NORMED, 512, True, 1940), (SMOL, 1024, False, 3566),
        (WIDE, 512, False, 1783), (DEEP, 768, False, 1874), (WORDS, 512, False, 1871),
    ],
)  # fmt: skip
def test_the_formula_is_near_what_was_measured(
    shape: ModelShape, tokens: int, pieces: bool, megabytes: int
) -> None:
    """Peaks of `python -m tests.helpers.measured_memory`, an adapter of rank 16, on a processor."""
    assert training_bytes(shape, False, False, tokens, pieces=pieces) == pytest.approx(
        megabytes * 1e6, rel=0.09
    )


def test_memory_that_is_short_is_met_in_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Smaller portions first, which cost nothing; then four bits, where nobody chose; then shorter rows."""
    monkeypatch.setattr(fitting, "can_four_bit", lambda: True)
    now: TuneSettings | None = TuneSettings(batch=8, micro_batch=4, length=512)
    lowered = []
    while now is not None:
        found = smaller(now)
        now = found[1] if found else None
        lowered += [found[0]] if found else []
    assert lowered == ["micro_batch", "micro_batch", "four_bit", "length"]
    chosen = TuneSettings(batch=8, micro_batch=1, length=512, four_bit=False)
    assert smaller(chosen) == ("length", replace(chosen, length=256))
    assert smaller(replace(chosen, four_bit=None), too_large=True) == (
        "four_bit", replace(chosen, four_bit=True)
    )  # fmt: skip
    assert smaller(chosen, too_large=True) is None
    whole = TuneSettings(batch=8, micro_batch=1, length=512, four_bit=False, full=True)
    assert smaller(whole, on_card=True) == ("optimizer", replace(whole, optimizer="adamw_8bit"))
    assert smaller(whole) == ("length", replace(whole, length=256))  # slower on a processor


def test_rows_of_a_batch_stand_by_length_and_stay_in_it() -> None:
    lengths = [5, 90, 7, 80, 6, 85, 4, 88]
    order = [0, 1, 2, 3, 4, 5, 6, 7, 1, 0]
    found = by_length(order, lengths, 4)
    assert [sorted(found[at : at + 4]) for at in (0, 4, 8)] == [[0, 1, 2, 3], [4, 5, 6, 7], [0, 1]]
    assert found[:4] == [1, 3, 2, 0]


def padded(order: list[int], lengths: list[int], micro: int) -> int:
    return sum(
        micro * max(lengths[index] for index in order[at : at + micro]) for at in range(0, len(order), micro)
    )


def test_less_padding_goes_through_the_model() -> None:
    lengths = [20 + 37 * n % 400 for n in range(64)]
    order = [n * 23 % 64 for n in range(64)]
    assert padded(by_length(order, lengths, 16), lengths, 4) < 0.85 * padded(order, lengths, 4)
