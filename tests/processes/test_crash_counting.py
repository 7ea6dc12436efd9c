"""Real workers that crash the same way three times: what is told, over restarts, and that success forgets
it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.features.health.domain.crashes import Alternatives
from desktop.features.health.services.crash_service import CrashService
from desktop.processes.launcher import Launch, launch
from desktop.processes.supervisor import Supervisor
from desktop.processes.timeouts import Timeouts
from tests.helpers.asking import Reply, echo
from tests.helpers.qt import qt_application, wait_until
from tests.helpers.worker_process import children
from workers.contract.codec import to_json
from workers.contract.codes import Code
from workers.contract.messages import Ask, Start
from workers.contract.specs.answers import Question
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import LoadResult, LoadSpec

QUICK = Timeouts(hello=60, grace=0.4, silence=30)
ROOT = Path(__file__).resolve().parents[2]
# A chat worker on the real wire whose engine dies with the first token, until a file says that it is mended.
DYING_CHAT = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from workers.services.chat import service as chat
class Dying:
    def versions(self): return {{}}
    def queue(self, message): return "model"
    def notify(self, message): pass
    def close(self): pass
    def handle(self, message, context):
        if message.type == "ask":
            if not os.path.exists(os.environ["MENDED"]):
                os.abort()
            return {{}}
        return {to_json(LoadResult("qwen", 4096, 0, 0.1, "CPU"))!r}
chat.create = Dying
sys.argv = ["workers", "chat"]
from workers.__main__ import main
code = main()
os._exit(code)
"""


class Desk:
    """A supervisor with its count, as the application joins them; `restart` is another start of the
    program."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.alternatives = folder, Alternatives()
        self.mended = folder / "mended"
        self.restart()

    def restart(self) -> None:
        self.counts = CrashService(
            self.folder / "crashes.json", "1", lambda: "cpu", lambda: "zen4", lambda model: self.alternatives
        )
        self.supervisor = Supervisor(self.folder, {Kind.ECHO: QUICK, Kind.CHAT: QUICK}, self._launch)
        self.supervisor.on_death = self.counts.died
        self.supervisor.on_success = self.counts.succeeded

    def _launch(self, kind: Kind) -> Launch:
        if kind is not Kind.CHAT:
            return launch(kind)
        return Launch(sys.executable, ("-c", DYING_CHAT), {**os.environ, "MENDED": str(self.mended)})

    def ask(self) -> Reply:
        """Load the model and ask, as the chat does."""
        model = self.folder / "qwen.gguf"
        if not model.exists():
            model.touch()
        loading = Reply("load")
        self.supervisor.request(
            Kind.CHAT, Start("load", Job.LOAD, to_json(LoadSpec("qwen", str(model)))),
            loading.messages.append, loading.outcomes.append,
        )  # fmt: skip
        assert loading.outcome().state == "succeeded", loading.outcomes
        asking = Reply("ask")
        question = Ask("ask", Question("Сколько?"))
        self.supervisor.request(Kind.CHAT, question, asking.messages.append, asking.outcomes.append)
        asking.outcome()
        return asking

    def close(self) -> None:
        done: list[bool] = []
        self.supervisor.shutdown_all(lambda: done.append(True))
        wait_until(lambda: done)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    qt_application()
    before = children()
    made = Desk(tmp_path)
    yield made
    made.close()
    assert children() <= before


def test_an_aborting_worker_is_not_try_again_for_ever(desk: Desk) -> None:
    codes = [echo(desk.supervisor, "abort", str(number), delay=0.0).code() for number in range(3)]
    assert codes == [Code.WORKER_CRASHED, Code.WORKER_CRASHED_AGAIN, Code.WORKER_KEEPS_CRASHING]
    told = echo(desk.supervisor, "abort", "4").outcome().problem
    assert told is not None and told.params == {"kind": "echo", "times": 4}
    assert "signal 6" in told.detail  # for the log


def test_an_exit_and_an_abort_are_two_things(desk: Desk) -> None:
    modes = ["abort", "exit-zero", "abort", "exit-zero"]
    codes = [echo(desk.supervisor, mode, str(number)).code() for number, mode in enumerate(modes)]
    assert codes == [Code.WORKER_CRASHED] * 2 + [Code.WORKER_CRASHED_AGAIN] * 2


def test_several_requests_of_one_death_count_once(desk: Desk) -> None:
    slow = echo(desk.supervisor, request="slow", steps=1000, delay=0.05)
    slow.heard()
    died = echo(desk.supervisor, "abort", "one")
    assert (died.code(), slow.code()) == (Code.WORKER_CRASHED, Code.WORKER_CRASHED)
    assert [crash.count for crash in desk.counts.list()] == [1]


def test_what_we_ended_ourselves_is_no_crash(desk: Desk) -> None:
    deaf = echo(desk.supervisor, "deaf")
    deaf.heard()
    desk.supervisor.cancel(Kind.ECHO, "deaf")
    assert deaf.outcome().state == "cancelled"
    assert desk.counts.list() == ()


def test_success_forgets(desk: Desk) -> None:
    for number in range(2):
        echo(desk.supervisor, "abort", str(number)).code()
    assert echo(desk.supervisor, request="good").outcome().state == "succeeded"
    assert desk.counts.list() == ()
    assert echo(desk.supervisor, "abort", "again").code() is Code.WORKER_CRASHED


def test_a_chat_that_dies_at_every_answer_names_model_engine_and_the_next_way(desk: Desk) -> None:
    desk.alternatives = Alternatives(smaller="tiny")
    assert desk.ask().code() is Code.WORKER_CRASHED
    desk.close()
    desk.restart()  # the user starts Bukvar again, as everybody does
    assert desk.ask().code() is Code.WORKER_CRASHED_AGAIN
    told = desk.ask().outcome().problem
    assert told is not None
    assert (told.code, told.params) == (
        Code.MODEL_CRASHES_SMALLER,
        {"model": "qwen", "engine": "zen4", "times": 3, "smaller": "tiny"},
    )
    desk.mended.touch()
    assert desk.ask().outcome().state == "succeeded"
    assert desk.counts.list() == ()
