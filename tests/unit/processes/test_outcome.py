"""How a request ended: every combination of a terminal message and an exit."""

import pytest

from desktop.core.ports import Outcome
from desktop.processes.outcome import End, Exit, outcome
from workers.contract.codes import Code
from workers.contract.messages import Cancelled, Failed, Message, Succeeded
from workers.contract.specs.jobs import Kind


@pytest.mark.parametrize("end", list(End))
def test_a_message_wins_over_any_exit(end: End) -> None:
    left = Exit(end, 9, True)
    assert outcome(Kind.CHAT, Succeeded("1", {"a": 1}), left) == Outcome("succeeded", {"a": 1})
    assert outcome(Kind.CHAT, Cancelled("1", True), left) == Outcome("cancelled", resumable=True)
    failed = outcome(Kind.CHAT, Failed("1", Code.NO_MEMORY, {"need": 2}, "why", True), left)
    assert (failed.state, failed.resumable) == ("failed", True)
    assert failed.problem is not None
    assert (failed.problem.code, failed.problem.params, failed.problem.detail) == (
        Code.NO_MEMORY, {"need": 2}, "why",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("end", "state", "code"),
    [
        (End.ITSELF, "failed", Code.WORKER_CRASHED),
        (End.OTHER_CANCELLED, "failed", Code.WORKER_CRASHED),
        (End.NOT_STARTED, "failed", Code.WORKER_DID_NOT_START),
        (End.VERSION, "failed", Code.WORKER_VERSION),
        (End.SILENT, "failed", Code.WORKER_SILENT),
        (End.STARVED, "failed", Code.WORKER_STARVED),
        (End.CANCELLED, "cancelled", None),
        (End.SHUTDOWN, "cancelled", None),
    ],
)
@pytest.mark.parametrize(("code_left", "crashed"), [(0, False), (1, False), (9, True)])
def test_without_a_message_the_exit_decides(
    end: End, state: str, code: Code | None, code_left: int, crashed: bool
) -> None:
    nothing: Message | None = None
    ended = outcome(Kind.KNOWLEDGE, nothing, Exit(end, code_left, crashed, ("last", "words")))
    assert (ended.state, ended.resumable) == (state, True)
    if code is None:
        assert ended.problem is None
    else:
        assert ended.problem is not None
        assert ended.problem.code is code
        assert ended.problem.params["kind"] == "knowledge"
        assert ended.problem.detail.endswith("\nlast\nwords")
        assert ("signal 9" in ended.problem.detail) is crashed


@pytest.mark.parametrize(
    "words",
    ["MemoryError", "libx.so: failed to map segment from shared object: Cannot allocate memory",
     "terminate called after throwing an instance of 'std::bad_alloc'"],
)  # fmt: skip
@pytest.mark.parametrize("end", [End.ITSELF, End.NOT_STARTED])
def test_a_process_that_got_no_memory_is_not_told_as_broken(end: End, words: str) -> None:
    problem = outcome(Kind.CHAT, None, Exit(end, 1, stderr=("Traceback", words))).problem
    assert problem is not None and problem.code is Code.WORKER_MEMORY
