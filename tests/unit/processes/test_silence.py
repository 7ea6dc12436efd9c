"""What counts against a worker that says nothing."""

import pytest

from desktop.processes import timeouts
from desktop.processes.timeouts import SilenceLimit


class Computer:
    """One processor: seconds that passed, that it was idle, and that the process computed."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = self.idle = self.used = 0.0
        patch.setattr(timeouts.time, "monotonic", lambda: self.now)
        patch.setattr(timeouts, "_idle", lambda: self.idle)
        patch.setattr(timeouts, "_used", lambda pid: self.used)

    def passes(self, one: SilenceLimit, seconds: int, idle: float = 0.0, used: float = 0.0) -> None:
        """So many seconds, with a look at each; `idle` and `used` are parts of a second."""
        for _ in range(seconds):
            self.now, self.idle, self.used = self.now + 1, self.idle + idle, self.used + used
            one.check(7)


@pytest.mark.parametrize(("idle", "used"), [(1.0, 0.0), (0.0, 1.0), (4.0, 0.0), (1.0, 8.0)])
def test_silence_on_a_computer_that_has_time_counts_whole(
    monkeypatch: pytest.MonkeyPatch, idle: float, used: float
) -> None:
    computer, one = Computer(monkeypatch), SilenceLimit(60)
    computer.passes(one, 60, idle, used)
    assert not one.is_over
    computer.passes(one, 1, idle, used)
    assert one.is_over and not one.was_starved


def test_on_a_busy_computer_it_has_more_time_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    computer, one = Computer(monkeypatch), SilenceLimit(60)
    computer.passes(one, 599, idle=0.01, used=0.05)
    assert not one.is_over
    computer.passes(one, 2, idle=0.01, used=0.05)
    assert one.is_over and one.was_starved


def test_what_is_heard_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    computer, one = Computer(monkeypatch), SilenceLimit(30)
    for _ in range(5):
        computer.passes(one, 29, idle=1)
        one.reset()
    computer.passes(one, 30, idle=1)
    assert not one.is_over


def test_a_window_that_did_not_run_counts_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    computer, one = Computer(monkeypatch), SilenceLimit(60)
    computer.now, computer.idle = 36_000.0, 36_000.0
    one.check(7)
    assert not one.is_over
