"""Values that come later, and coroutines that wait for them."""

import pytest

from desktop.core.future import Cancelled, Pending, drive, settled


async def double(pending: Pending[int]) -> int:
    return 2 * await pending


def test_a_coroutine_goes_on_when_its_value_comes() -> None:
    pending: Pending[int] = Pending()
    outcome = drive(double(pending))
    assert not outcome.settled
    pending.resolve(21)
    pending.resolve(1)  # later calls are ignored
    assert outcome.result() == 42
    assert drive(double(settled(4))).result() == 8


def test_an_error_belongs_to_whoever_awaits() -> None:
    pending: Pending[int] = Pending()
    heard: list[BaseException] = []
    outcome = drive(double(pending)).then(lambda _: None, heard.append)
    pending.reject(KeyError("x"))
    assert isinstance(heard[0], KeyError)
    with pytest.raises(KeyError):
        outcome.result()


def test_cancelling_reaches_what_is_waited_for_and_ends_the_coroutine() -> None:
    cancelled: list[str] = []
    pending: Pending[int] = Pending(lambda: cancelled.append("inner"))
    steps: list[str] = []

    async def work() -> int:
        try:
            steps.append("begun")
            await double_in_turn(pending)
            steps.append("never")
        finally:
            steps.append("cleaned up")
        return 1

    async def double_in_turn(value: Pending[int]) -> int:
        return await drive(double(value))

    outcome = drive(work())
    outcome.cancel()
    assert cancelled == ["inner"]
    assert not outcome.settled  # what is waited for settles first: it may have to clean up
    pending.resolve(3)
    assert steps == ["begun", "cleaned up"]
    with pytest.raises(Cancelled):
        outcome.result()
    outcome.cancel()  # too late: nothing happens
    assert cancelled == ["inner"]
