"""Time left and the language of a question."""

import itertools

import pytest

from desktop.core.jobs.estimate import Estimator


def run(
    estimator: Estimator, pace: float, until: float, total: int, since: float = 0.0, done: float = 0
) -> None:
    for tenth in range(int((until - since) * 10) + 1):
        moment = since + tenth / 10
        estimator.feed(moment, int(done + pace * (moment - since)), total)


def test_nothing_is_said_in_the_first_ten_seconds() -> None:
    estimator = Estimator(0.0)
    run(estimator, 2, 9.5, 100)
    assert estimator.seconds_left(9.5) is None


def test_a_steady_pace_is_told_exactly() -> None:
    estimator = Estimator(0.0)
    run(estimator, 2, 20, 100)
    assert estimator.seconds_left(20) == pytest.approx(30, abs=1)


def test_it_grows_while_nothing_moves() -> None:
    estimator = Estimator(0.0)
    run(estimator, 2, 20, 100)
    earlier, later = estimator.seconds_left(20), estimator.seconds_left(40)
    assert earlier is not None and later is not None
    assert later > earlier


def test_the_first_of_a_few_long_steps_tells_a_time_left() -> None:
    """A step of a summary takes half a minute: what is done of it counts."""
    estimator = Estimator(0.0)
    for second in range(16):
        estimator.feed(float(second), second / 30, 12)
    assert estimator.seconds_left(15.0) == pytest.approx(11.5 * 30, rel=0.02)


def test_a_slower_stretch_counts_but_does_not_rule() -> None:
    estimator = Estimator(0.0)
    run(estimator, 10, 120, 4000)
    run(estimator, 2, 180, 4000, since=120, done=1200)
    left = estimator.seconds_left(180)
    done = 1200 + 120
    slow, overall = (4000 - done) / 2, (4000 - done) / (done / 180)
    assert left is not None
    assert overall < left < slow


def test_another_stage_counts_anew() -> None:
    estimator = Estimator(0.0)
    run(estimator, 10, 30, 300)
    run(estimator, 1, 60, 100, since=30)
    assert estimator.seconds_left(60) == pytest.approx(70, abs=3)


@pytest.mark.parametrize(("done", "total"), [(0, 10), (10, 10), (5, 0)])
def test_nothing_is_said_without_movement_end_or_total(done: int, total: int) -> None:
    estimator = Estimator(0.0)
    for moment in range(30):
        estimator.feed(moment, done, total)
    assert estimator.seconds_left(30) is None


def test_a_time_left_that_was_told_counts_down_and_grows_only_when_it_was_wrong() -> None:
    estimator, told = Estimator(0.0), []
    done = 0.0
    for second in range(1, 120):
        done += 1.0 if second % 7 else 0.2  # the pace wavers
        estimator.feed(float(second), round(done), 200)
        left = estimator.seconds_left(float(second))
        if left is not None:
            told.append(left)
    assert len(told) > 50 and all(after <= before for before, after in itertools.pairwise(told))
    for second in range(120, 190):
        estimator.feed(float(second), round(done + (second - 119) / 20), 200)  # now it really is slow
    assert (estimator.seconds_left(189.0) or 0) > 2 * told[-1]


def test_what_was_done_before_a_pause_is_no_pace() -> None:
    estimator = Estimator(0.0)
    for done in range(6):
        estimator.feed(done / 100, done, 12)
    estimator.feed(20, 6, 12)
    assert estimator.seconds_left(20) == pytest.approx(120, abs=2)


def test_what_comes_in_bursts_has_the_pace_of_bursts_and_pauses() -> None:
    """Documents that are stored together are all told at once, and none for a minute."""
    estimator, total = Estimator(0.0), 300
    for burst in range(1, 9):
        for step in range(20):
            estimator.feed(burst * 70 + step / 50, burst * 20 + step + 1 - 20, total)
        left = estimator.seconds_left(burst * 70 + 0.5)
        if burst > 2:
            assert left == pytest.approx((total - burst * 20) * 3.5, rel=0.5), burst
