"""A request as its handler sees it."""

import threading
import time

import pytest

from workers.contract.messages import Cancelled, Message, Metric, Progress, Succeeded, Token
from workers.runtime.context import Context, RequestCancelled
from workers.runtime.runner import RequestQueues


def test_the_first_and_the_last_progress_of_every_stage_are_sent() -> None:
    sent: list[Message] = []
    context = Context("1", sent.append)
    for stage in ("scan", "index"):
        for done in range(1, 500):
            context.progress(stage, done, 0, "documents")
            if done % 50 == 0:
                context.send(Token("1", "x"))
    context.end(Succeeded("1"))
    for stage in ("scan", "index"):
        done_of = [m.done for m in sent if isinstance(m, Progress) and m.stage == stage]
        assert (done_of[0], done_of[-1]) == (1, 499)
        assert len(done_of) < 10
    assert isinstance(sent[-1], Succeeded)


def test_the_moment_a_stage_is_complete_is_not_held_back() -> None:
    sent: list[Message] = []
    context = Context("1", sent.append)
    for done in range(11):
        context.progress("load", done, 10, "steps")
    assert [m.done for m in sent if isinstance(m, Progress)] == [0, 10]


def test_the_last_progress_before_a_long_step_is_sent() -> None:
    sent: list[Message] = []
    context = Context("1", sent.append)
    for done in range(1, 22):
        context.progress("index", done, 26, "documents")
    deadline = time.monotonic() + 10
    while len(sent) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [m.done for m in sent if isinstance(m, Progress)] == [1, 21]


def test_no_more_than_ten_a_second_are_sent() -> None:
    """Also where one is held back while another is sent in its place."""
    sent: list[Message] = []
    context = Context("1", sent.append)
    begun = time.monotonic()
    done = 0
    while time.monotonic() - begun < 1:
        done += 1
        context.progress("index", done, 0, "documents")
        time.sleep(0.007)
    assert 3 < len(sent) <= 1 + (time.monotonic() - begun) / 0.1


def test_nothing_follows_the_terminal_message() -> None:
    sent: list[Message] = []
    context = Context("1", sent.append)
    context.end(Cancelled("1"))
    context.end(Succeeded("1"))
    context.send(Token("1", "late"))
    context.metric("late", 1)
    context.progress("late", 1, 1, "steps")
    assert sent == [Cancelled("1")]


def test_cancel_and_stop_are_told_once() -> None:
    context = Context("1", lambda message: None)
    calls: list[str] = []
    context.on_cancel(lambda: calls.append("before"))
    context.raise_if_cancelled()
    context.stop()
    assert (context.stopped, context.cancelled) == (True, False)
    context.cancel()
    context.on_cancel(lambda: calls.append("after"))
    assert calls == ["before", "after"]
    assert context.wait(60) is True
    with pytest.raises(RequestCancelled) as raised:
        context.raise_if_cancelled()
    assert raised.value.resumable is False


def test_a_metric_is_a_number() -> None:
    sent: list[Message] = []
    Context("1", sent.append).metric("chunks", 7)
    assert sent == [Metric("1", "chunks", 7.0)]


def test_lanes_keep_their_order_and_do_not_wait_for_each_other() -> None:
    queues = RequestQueues()
    gate, log = threading.Event(), []
    queues.submit("a", lambda: (gate.wait(30), log.append("a1")))  # type: ignore[func-returns-value]
    queues.submit("a", lambda: log.append("a2"))
    free = threading.Event()
    queues.submit("b", free.set)
    assert free.wait(30)
    assert not queues.wait(0.05)
    gate.set()
    assert queues.wait(30)
    assert log == ["a1", "a2"]


def test_many_lanes_use_threads_again() -> None:
    queues = RequestQueues()
    names: set[str] = set()
    for number in range(50):
        queues.submit(str(number), lambda: names.add(threading.current_thread().name))
        assert queues.wait(30)
    assert len(names) <= 2
