"""Random samples of rows and what they say of the rest."""

import json

import pytest

from desktop.core import sampling


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        # Values of Newcombe 1998, Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_wilson_interval(hits: int, trials: int, low: float, high: float) -> None:
    assert sampling.wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        sampling.wilson(5, 4)


def test_the_interval_holds_the_truth_19_times_of_20() -> None:
    ids = [json.dumps(number) for number in range(10_000)]
    wrong = set(ids[:600])  # six per cent
    held = 0
    for seed in range(400):
        hits = len(wrong.intersection(sampling.draw(ids, 280, seed)))
        low, high = sampling.wilson(hits, 280)
        held += low <= 0.06 <= high
    assert 0.92 <= held / 400 <= 0.99


def test_a_sample_is_the_same_again_and_never_larger_than_what_there_is() -> None:
    ids = [str(number) for number in range(50)]
    assert sampling.draw(ids, 10, 1) == sampling.draw(list(reversed(ids)), 10, 1)
    assert sampling.draw(ids, 10, 1) != sampling.draw(ids, 10, 2)
    assert sorted(sampling.draw(ids, 80, 1)) == sorted(ids)
