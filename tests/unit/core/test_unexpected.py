"""What nobody caught is told, and costs nobody else what he waits for."""

import errno
from pathlib import Path

from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobState
from desktop.core.future import Future
from desktop.core.jobs.job_service import JobHandler
from desktop.core.unexpected import UNEXPECTED, Unexpected
from tests.conftest import Complaints
from tests.helpers.scripted import Desk
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.specs.jobs import Job, Kind


def broken(_: object) -> None:
    raise KeyError("a listener")


def test_a_listener_that_fails_keeps_no_other_from_hearing(complaints: Complaints) -> None:
    complaints.expect("A defect")
    told: list[Problem] = []
    stop = UNEXPECTED.listen(told.append)
    pending: Future[int] = Future()
    values: list[int] = []
    pending.then(broken).then(values.append)
    pending.resolve(7)
    heard: list[Changes] = []
    publisher = ChangePublisher()
    publisher.listen(broken)
    publisher.listen(heard.append)
    publisher(Changes(bases=True))
    stop()
    assert values == [7] and heard == [Changes(bases=True)]
    assert {problem.code for problem in told} == {Code.BUG}


def test_what_a_disk_refuses_is_told_by_its_name_and_not_a_hundred_times() -> None:
    now = [0.0]
    unexpected = Unexpected(lambda: now[0])
    told: list[Code] = []
    stop = unexpected.listen(lambda problem: told.append(problem.code))
    full = OSError(errno.ENOSPC, "no room", "/tmp/x")
    for _ in range(100):
        unexpected.report(full)
    unexpected.report(ProblemError(Code.DATA_IN_USE))
    assert told == [Code.DISK_FULL, Code.DATA_IN_USE]
    now[0] = 11.0
    unexpected.report(full)
    assert told[2:] == [Code.DISK_FULL]
    stop()
    now[0] = 22.0
    unexpected.report(full)
    assert len(told) == 3


def test_a_job_whose_listeners_fail_ends_all_the_same(tmp_path: Path, complaints: Complaints) -> None:
    complaints.expect("A defect")
    desk = Desk(tmp_path / "data")
    seen: list[str] = []
    desk.jobs.define(Job.FETCH, JobHandler(Kind.FETCH, on_stopped=broken))
    desk.jobs.on_stopped.append(lambda job: seen.append(job.id))
    job = desk.jobs.submit(Job.FETCH, {})
    waiting = desk.jobs.wait(job.id)
    desk.workers.open(Job.FETCH)[0].succeed()
    assert (waiting.result().state, waiting.result().code) == (JobState.FAILED, Code.BUG)
    assert seen == [job.id]
    desk.jobs.define(Job.FETCH, JobHandler(Kind.FETCH, spec=broken))  # type: ignore[arg-type]
    never_begun = desk.jobs.wait(desk.jobs.submit(Job.FETCH, {}).id)
    assert (never_begun.result().state, never_begun.result().code) == (JobState.FAILED, Code.BUG)
    desk.close()


def test_work_that_writes_does_not_begin_without_room_and_what_makes_room_does(tmp_path: Path) -> None:
    def no_room() -> None:
        raise ProblemError(Code.DISK_FULL, need=1, free=0)

    desk = Desk(tmp_path / "data")
    desk.jobs._require_room = no_room
    for job in (Job.INDEX, Job.REMOVE):
        desk.jobs.define(job, JobHandler(Kind.KNOWLEDGE))
    refused = desk.jobs.submit(Job.INDEX, {})
    ended = desk.jobs.get(refused.id)
    assert ended is not None and (ended.state, ended.code) == (JobState.FAILED, Code.DISK_FULL)
    assert desk.jobs.submit(Job.REMOVE, {}).state is JobState.RUNNING
    desk.close()
