"""Values that come later, and coroutines that wait for them."""

import pytest

from desktop.core.future import CancelledError, Future, completed, spawn


async def double(pending: Future[int]) -> int:
    return 2 * await pending


def test_a_coroutine_goes_on_when_its_value_comes() -> None:
    pending: Future[int] = Future()
    outcome = spawn(double(pending))
    assert not outcome.completed
    pending.resolve(21)
    pending.resolve(1)  # later calls are ignored
    assert outcome.result() == 42
    assert spawn(double(completed(4))).result() == 8


def test_an_error_belongs_to_whoever_awaits() -> None:
    pending: Future[int] = Future()
    heard: list[BaseException] = []
    outcome = spawn(double(pending)).then(lambda _: None, heard.append)
    pending.reject(KeyError("x"))
    assert isinstance(heard[0], KeyError)
    with pytest.raises(KeyError):
        outcome.result()


def test_cancelling_reaches_what_is_waited_for_and_ends_the_coroutine() -> None:
    cancelled: list[str] = []
    pending: Future[int] = Future(lambda: cancelled.append("inner"))
    steps: list[str] = []

    async def work() -> int:
        try:
            steps.append("begun")
            await double_in_turn(pending)
            steps.append("never")
        finally:
            steps.append("cleaned up")
        return 1

    async def double_in_turn(value: Future[int]) -> int:
        return await spawn(double(value))

    outcome = spawn(work())
    outcome.cancel()
    assert cancelled == ["inner"]
    assert not outcome.completed  # what is waited for settles first: it may have to clean up
    pending.resolve(3)
    assert steps == ["begun", "cleaned up"]
    with pytest.raises(CancelledError):
        outcome.result()
    outcome.cancel()  # too late: nothing happens
    assert cancelled == ["inner"]
