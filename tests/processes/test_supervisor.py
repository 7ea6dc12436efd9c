"""The supervisor with real worker processes that misbehave on demand."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QEventLoop, QTimer

from desktop.core.ports import Outcome
from desktop.processes import timeouts
from desktop.processes.launcher import Launch, launch
from desktop.processes.supervisor import Supervisor
from desktop.processes.timeouts import TIMEOUTS, Timeouts
from tests.conftest import Complaints
from tests.helpers.asking import Reply, echo
from tests.helpers.models import embedder
from tests.helpers.qt import qt_application, spin, wait_until
from tests.helpers.worker_process import children
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.health import TryEmbeddingSpec
from workers.contract.messages import Message, Progress, Start, Stop, Token, Yield
from workers.contract.specs.jobs import Job, Kind

Make = Callable[..., Supervisor]
QUICK = Timeouts(hello=60, grace=0.4, silence=30)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes supervisors whose workers are all gone afterwards."""
    qt_application()
    before = children()
    made: list[Supervisor] = []

    def supervisor(timeouts: Timeouts = QUICK, program: Launch | None = None, **variables: str) -> Supervisor:
        def launcher(kind: Kind) -> Launch:
            usual = program or launch(kind)
            return Launch(usual.program, usual.arguments, {**usual.environment, **variables})

        made.append(Supervisor(tmp_path, {Kind.ECHO: timeouts}, launcher))
        return made[-1]

    yield supervisor
    for one in made:
        done: list[bool] = []
        one.shutdown_all(lambda done=done: done.append(True))  # type: ignore[misc]
        wait_until(lambda done=done: done)  # type: ignore[misc]
    assert children() <= before


def script(code: str) -> Launch:
    """A worker that is none."""
    return Launch(sys.executable, ("-c", code), dict(os.environ))


def worker_pid(supervisor: Supervisor) -> int:
    hello = supervisor.statistics(Kind.ECHO).hello
    assert hello is not None
    return hello.pid


# --- what a good worker does ---------------------------------------------------------------------


def test_a_request_is_answered(make: Make) -> None:
    supervisor = make()
    assert not supervisor.is_running(Kind.ECHO)
    reply = echo(supervisor, steps=3, delay=0.15, text="Привет")
    assert supervisor.is_running(Kind.ECHO)
    assert reply.outcomes == []
    assert reply.outcome().state == "succeeded"
    assert reply.outcome().result == {"text": "Привет", "steps": 3, "told": 0}
    steps = [message.done for message in reply.messages if isinstance(message, Progress)]
    assert steps == [1, 2, 3]
    again = echo(supervisor, request="again")
    assert again.outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 1
    assert len(reply.outcomes) == 1


def test_requests_run_side_by_side_or_in_their_lane(make: Make) -> None:
    supervisor = make()
    slow = echo(supervisor, request="slow", steps=1, delay=30)
    assert echo(supervisor, request="quick").outcome().state == "succeeded"
    first = echo(supervisor, "queue", "first", steps=1000, delay=0.05, text="one queue")
    second = echo(supervisor, "queue", "second", text="one queue")
    first.heard()
    assert echo(supervisor, "queue", "other", text="another queue").outcome().state == "succeeded"
    assert (slow.outcomes, first.outcomes, second.outcomes) == ([], [], [])
    # What waits in a queue ends at once; nobody is killed for it.
    supervisor.cancel(Kind.ECHO, "second")
    assert second.outcome().state == "cancelled"
    assert first.outcomes == []
    third = echo(supervisor, "queue", "third", text="one queue")
    supervisor.cancel(Kind.ECHO, "first")
    assert first.outcome().state == "cancelled"
    assert third.outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 1


def test_stop_yield_and_what_is_told_to_nobody(make: Make) -> None:
    supervisor = make()
    supervisor.notify(Kind.ECHO, Yield(True))
    assert not supervisor.is_running(Kind.ECHO)
    reply = echo(supervisor, steps=1000, delay=0.05)
    reply.heard()
    supervisor.notify(Kind.ECHO, Yield(True))
    supervisor.notify(Kind.ECHO, Stop("nobody"))
    supervisor.notify(Kind.ECHO, Stop("normal"))
    assert reply.outcome().result["stopped"] is True
    assert echo(supervisor, request="2").outcome().result["told"] == 1


@pytest.mark.parametrize(("mode", "resumable"), [("normal", False), ("resumable", True)])
def test_cancelled_by_its_message(make: Make, mode: str, resumable: bool) -> None:
    supervisor = make()
    reply = echo(supervisor, mode, steps=1000, delay=0.05)
    reply.heard()
    supervisor.cancel(Kind.ECHO, mode)
    supervisor.cancel(Kind.ECHO, mode)
    supervisor.cancel(Kind.ECHO, "unknown")
    assert (reply.outcome().state, reply.outcome().resumable) == ("cancelled", resumable)
    spin(2.5 * QUICK.grace)
    assert supervisor.statistics(Kind.ECHO).starts == 1
    assert echo(supervisor, request="after").outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 1


def test_unload_and_idle_end_the_process_and_the_next_request_starts_another(make: Make) -> None:
    supervisor = make(Timeouts(grace=5, idle=0.3))
    working = echo(supervisor, request="working", steps=1, delay=1.0)
    assert working.outcome().state == "succeeded"  # longer than the idle time: that counts from the end
    wait_until(lambda: not supervisor.is_running(Kind.ECHO))
    supervisor.set_idle(Kind.ECHO, 0)
    assert echo(supervisor, request="2").outcome().state == "succeeded"
    spin(0.8)
    assert supervisor.is_running(Kind.ECHO)
    ending = echo(supervisor, request="3", steps=1000, delay=0.05)
    ending.heard()
    supervisor.unload(Kind.ECHO)
    queued = echo(supervisor, request="4")  # while the old process ends
    assert ending.outcome().state == "cancelled"
    assert queued.outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 3


def test_an_idle_knowledge_worker_gives_its_memory_back(tmp_path: Path) -> None:
    qt_application()
    before = children()
    usual = TIMEOUTS[Kind.KNOWLEDGE]
    assert 0 < usual.idle < 3600
    supervisor = Supervisor(tmp_path, {Kind.KNOWLEDGE: replace(usual, idle=0.5)})
    spec = to_json(TryEmbeddingSpec(str(embedder())))
    for turn in (1, 2):
        reply = Reply(f"r{turn}")
        message = Start(reply.request, Job.TRY_EMBEDDING, spec)
        supervisor.request(Kind.KNOWLEDGE, message, reply.messages.append, reply.outcomes.append)
        assert reply.outcome(120).state == "succeeded"
        assert supervisor.statistics(Kind.KNOWLEDGE).starts == turn
        wait_until(lambda: not supervisor.is_running(Kind.KNOWLEDGE))
    assert children() <= before


def test_a_request_needs_an_id_of_its_own(make: Make) -> None:
    supervisor = make()
    reply = echo(supervisor)
    with pytest.raises(ValueError, match="runs already"):
        echo(supervisor)
    with pytest.raises(ValueError, match="no request"):
        supervisor.request(Kind.ECHO, Yield(True), print, print)
    assert reply.outcome().state == "succeeded"


def test_a_message_that_is_too_long_fails_alone(make: Make) -> None:
    supervisor = make()
    long = echo(supervisor, request="long", text="ы" * 600_000)
    assert long.code() is Code.BUG
    assert echo(supervisor).outcome().state == "succeeded"


# --- what a bad worker does ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "code", "resumable"),
    [
        ("crash", Code.BUG, False),
        ("abort", Code.WORKER_CRASHED, True),
        ("exit-zero", Code.WORKER_CRASHED, True),
        ("network", Code.NETWORK_REFUSED, False),
    ],
)
def test_failures_have_a_code_and_the_next_request_is_answered(
    make: Make, mode: str, code: Code, resumable: bool
) -> None:
    supervisor = make()
    reply = echo(supervisor, mode, text="сбой")
    assert reply.code() is code
    assert reply.outcome().resumable is resumable
    problem = reply.outcome().problem
    assert problem is not None
    if mode == "abort":
        assert "signal 6" in problem.detail
        assert "_abort" in problem.detail  # the stack, from standard error
        assert len(problem.detail.splitlines()) <= 41
    if mode == "crash":
        assert "ZeroDivisionError: сбой" in problem.detail
    assert echo(supervisor, request="after").outcome().state == "succeeded"
    assert len(reply.outcomes) == 1


def test_printing_does_not_break_the_protocol_and_lands_in_the_log(make: Make, tmp_path: Path) -> None:
    supervisor = make()
    assert echo(supervisor, "print", text="напечатано").outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).refused == 0
    log = tmp_path / "worker-echo.log"
    wait_until(lambda: log.exists() and log.read_text("utf-8").count("напечатано") == 2)
    assert "a child prints" in log.read_text("utf-8")


def test_garbage_is_counted_and_ignored(make: Make) -> None:
    supervisor = make()
    assert echo(supervisor, "garbage").outcome().state == "succeeded"
    statistics = supervisor.statistics(Kind.ECHO)
    assert (statistics.refused, statistics.unknown) == (6, 2)
    assert echo(supervisor).outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 1


def test_a_flood_leaves_the_window_alive(
    make: Make, record_testsuite_property: Callable[[str, object], None]
) -> None:
    supervisor = make()
    echo(supervisor).outcome()
    reply = Reply("flood")
    per_tick: list[int] = []
    gaps: list[float] = []
    last = [0, time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        per_tick.append(len(reply.messages) - int(last[0]))
        gaps.append(now - last[1])
        last[:] = [len(reply.messages), now]

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    flood = echo(supervisor, "flood", steps=60_000, text="слово")
    reply.messages = flood.messages
    flood.outcome(120)
    timer.stop()
    assert [m.text.split()[0] for m in flood.messages if isinstance(m, Token)] == [
        str(step) for step in range(60_000)
    ]
    record_testsuite_property("flood: longest gap of the event loop, ms", round(max(gaps) * 1000))
    record_testsuite_property("flood: most messages between two ticks", max(per_tick))
    # Slices are measured in time, so their number is the machine's; one that is never left would tick once.
    assert len(per_tick) >= 10
    assert max(per_tick) < 60_000 / 3


def test_a_listener_that_fails_costs_nobody_else_anything(make: Make, complaints: Complaints) -> None:
    complaints.expect("desktop.core.unexpected: A defect")
    supervisor = make()

    def fail(value: object) -> None:
        raise RuntimeError("defect")

    supervisor.request(Kind.ECHO, Start("bad", "echo", {"mode": "normal"}), fail, fail)
    assert echo(supervisor).outcome().state == "succeeded"
    wait_until(lambda: len(complaints.lines) >= 2)


@pytest.mark.parametrize(
    ("error", "code"),
    [(ProblemError(Code.DISK_FULL, need=1, free=0), Code.DISK_FULL), (KeyError("x"), Code.BUG)],
)
def test_work_whose_messages_cannot_be_kept_ends_with_the_cause(
    make: Make, complaints: Complaints, error: Exception, code: Code
) -> None:
    complaints.expect("desktop.core.unexpected: A defect")
    supervisor = make()
    outcomes: list[Outcome] = []
    heard: list[Message] = []

    def refuse(message: Message) -> None:
        heard.append(message)
        raise error

    spec = {"mode": "normal", "steps": 1000, "delay": 0.05}
    supervisor.request(Kind.ECHO, Start("full", "echo", spec), refuse, outcomes.append)
    wait_until(lambda: outcomes, 10)
    assert outcomes[0].problem is not None
    assert (outcomes[0].state, outcomes[0].problem.code) == ("failed", code)
    assert len(heard) == 1


def test_a_listener_may_run_a_loop_of_its_own(make: Make) -> None:
    """As a dialog does that is opened because of a message."""
    supervisor = make()
    other = echo(supervisor, request="other", steps=5, delay=0.05)
    seen: list[Message] = []
    outcomes: list[object] = []

    def listen(message: Message) -> None:
        seen.append(message)
        if len(seen) == 1:
            loop = QEventLoop()
            QTimer.singleShot(1000, loop.quit)
            loop.exec()
            assert other.outcomes
            assert outcomes

    spec = {"mode": "normal", "steps": 4, "delay": 0.12}
    supervisor.request(Kind.ECHO, Start("nested", "echo", spec), listen, outcomes.append)
    wait_until(lambda: outcomes)
    assert [message.done for message in seen if isinstance(message, Progress)] == [1, 2, 3, 4]


# --- the ladder ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["deaf", "silent"])
def test_who_does_not_listen_is_ended_with_all_its_children(make: Make, mode: str) -> None:
    supervisor = make()
    grandchild = echo(supervisor, "grandchild").outcome().result["pid"]
    reply = echo(supervisor, mode)
    bystander = echo(supervisor, request="bystander", steps=1, delay=60)
    reply.heard()
    wait_until(lambda: bystander.messages or mode == "silent")
    pids = [worker_pid(supervisor), grandchild]
    supervisor.cancel(Kind.ECHO, mode)
    after = echo(supervisor, request="after")
    assert (reply.outcome().state, reply.outcome().resumable) == ("cancelled", True)
    assert (bystander.code(), bystander.outcome().resumable) == (Code.WORKER_CRASHED, True)
    wait_until(lambda: not any(map(psutil.pid_exists, pids)))
    assert after.outcome().state in ("succeeded", "failed")
    assert echo(supervisor, request="later").outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 2


@pytest.mark.parametrize("how", ["unload", "abort", "exit-zero"])
def test_grandchildren_die_with_the_worker(make: Make, how: str) -> None:
    supervisor = make()
    grandchild = echo(supervisor, "grandchild").outcome().result["pid"]
    assert psutil.pid_exists(grandchild)
    if how == "unload":
        supervisor.unload(Kind.ECHO)
    else:
        assert echo(supervisor, how).code() is Code.WORKER_CRASHED
    wait_until(lambda: not psutil.pid_exists(grandchild))


@pytest.fixture
def spare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that has a processor to spare, whatever else runs beside the tests."""
    monkeypatch.setattr(timeouts, "_idle", time.monotonic)


@pytest.mark.usefixtures("spare")
def test_a_silent_worker_is_killed_and_a_quiet_one_is_not(make: Make) -> None:
    timeouts = Timeouts(grace=0.4, silence=2.0)
    supervisor = make(timeouts, BUKVAR_ALIVE_SECONDS="0.2")
    quiet = echo(supervisor, request="quiet", steps=1, delay=4.5)
    assert quiet.outcome().state == "succeeded"
    reply = echo(supervisor, "silent")
    assert reply.code() is Code.WORKER_SILENT
    assert reply.outcome().resumable
    assert echo(supervisor, request="after").outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 2


def test_a_window_that_was_frozen_itself_accuses_nobody(make: Make) -> None:
    """As after a suspended computer wakes up: no line was read for long, and nobody is to blame."""
    supervisor = make(Timeouts(grace=0.4, silence=1.0), BUKVAR_ALIVE_SECONDS="0.2")
    reply = echo(supervisor, steps=1, delay=4)
    reply.heard()
    time.sleep(3)
    assert reply.outcome().state == "succeeded"
    assert supervisor.statistics(Kind.ECHO).starts == 1


# --- a start that is none ------------------------------------------------------------------------


def test_a_program_that_is_not_there(make: Make) -> None:
    supervisor = make(program=Launch("/not/there/bukvar-worker", ("echo",), {}))
    replies = [echo(supervisor, request=str(number)) for number in range(2)]
    assert [reply.outcomes for reply in replies] == [[], []]
    assert [reply.code() for reply in replies] == [Code.WORKER_DID_NOT_START] * 2
    problem = replies[0].outcome().problem
    assert problem is not None and "/not/there" in problem.detail
    assert not supervisor.is_running(Kind.ECHO)


def test_a_worker_that_ends_before_its_hello(make: Make) -> None:
    supervisor = make(program=script("import nothing_of_this_name"))
    reply = echo(supervisor)
    assert reply.code() is Code.WORKER_DID_NOT_START
    problem = reply.outcome().problem
    assert problem is not None and "nothing_of_this_name" in problem.detail
    assert supervisor.statistics(Kind.ECHO).starts == 1


def test_a_worker_that_ends_with_its_hello(make: Make) -> None:
    """It must not be started again and again."""
    supervisor = make(program=script("""print('{"type": "hello", "protocol": 1, "kind": "echo"}')"""))
    reply = echo(supervisor)
    assert reply.code() in (Code.WORKER_CRASHED, Code.WORKER_DID_NOT_START)
    spin(0.5)
    assert supervisor.statistics(Kind.ECHO).starts == 1


def test_a_worker_of_another_version(make: Make) -> None:
    hello = """print('{"type": "hello", "protocol": 99, "kind": "echo"}', flush=True)"""
    supervisor = make(program=script(f"import time; {hello}; time.sleep(60)"))
    reply = echo(supervisor)
    assert reply.code() is Code.WORKER_VERSION
    problem = reply.outcome().problem
    assert problem is not None and problem.params == {"kind": "echo", "protocol": 1}


@pytest.mark.usefixtures("spare")
def test_a_hello_that_does_not_come(make: Make) -> None:
    supervisor = make(Timeouts(hello=0.7, grace=0.4), BUKVAR_ECHO_HELLO="60")
    assert echo(supervisor).code() is Code.WORKER_SILENT
    assert not supervisor.is_running(Kind.ECHO)
    assert supervisor.statistics(Kind.ECHO).starts == 1


def test_a_start_that_computes_is_waited_for_on_a_busy_computer(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeouts, "_idle", lambda: 0.0)
    late = make(Timeouts(hello=0.5, grace=0.4), BUKVAR_ECHO_HELLO="1.5")
    assert echo(late).outcome().state == "succeeded"
    monkeypatch.setattr(timeouts, "_WHOLE", 2)
    never = make(Timeouts(hello=2.0, grace=0.4), BUKVAR_ECHO_HELLO="60")
    reply = echo(never)
    assert reply.code() is Code.WORKER_STARVED
    assert reply.outcome().resumable and never.statistics(Kind.ECHO).starts == 1


def test_cancelled_before_the_hello(make: Make) -> None:
    supervisor = make(BUKVAR_ECHO_HELLO="0.5")
    cancelled, kept = echo(supervisor, request="1"), echo(supervisor, request="2")
    supervisor.cancel(Kind.ECHO, "1")
    assert cancelled.outcomes == []
    assert cancelled.outcome().state == "cancelled"
    assert kept.outcome().state == "succeeded"
    assert cancelled.messages == []


# --- the end -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["normal", "deaf", "silent"])
def test_shutdown_of_all_ends_everybody(make: Make, mode: str) -> None:
    supervisor = make()
    reply = echo(supervisor, mode, steps=1000, delay=0.05)
    reply.heard()
    done: list[int] = []
    supervisor.shutdown_all(lambda: done.append(1))
    supervisor.shutdown_all(lambda: done.append(2))
    assert done == []
    late = echo(supervisor, request="late")
    wait_until(lambda: done)
    assert sorted(done) == [1, 2]
    assert reply.outcome().state == "cancelled"
    assert late.outcome().state == "cancelled"
    assert not supervisor.is_running(Kind.ECHO)


def test_the_deadline_of_a_shutdown_is_kept(make: Make) -> None:
    supervisor = make(Timeouts(grace=120))
    reply = echo(supervisor, "deaf")
    reply.heard()
    done: list[int] = []
    supervisor.shutdown_all(lambda: done.append(1), deadline=0.5)
    wait_until(lambda: done, 30)
    assert reply.outcome().state == "cancelled"


def test_a_shutdown_waits_for_no_worker_that_starts(make: Make) -> None:
    supervisor = make(Timeouts(grace=120, hello=120), BUKVAR_ECHO_HELLO="60")
    reply = echo(supervisor)
    done: list[int] = []
    supervisor.shutdown_all(lambda: done.append(1))
    wait_until(lambda: done)
    assert reply.outcome().state == "cancelled"


def test_shutdown_with_nothing_to_shut_down(make: Make) -> None:
    done: list[int] = []
    make().shutdown_all(lambda: done.append(1))
    assert done == []
    wait_until(lambda: done)
