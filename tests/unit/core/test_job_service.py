"""Jobs: written before they start, one after another in a queue, paused, continued, tried again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.core.entities import JobRecord, JobState, LocalJob
from desktop.core.future import CancelledError, Future
from desktop.core.jobs.job_service import JobHandler
from tests.helpers.scripted import Desk
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Progress
from workers.contract.specs.jobs import Job, Kind


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "данные")
    desk.jobs.define(Job.FETCH, JobHandler(Kind.FETCH))
    yield desk
    desk.close()


def test_a_job_is_a_row_before_it_runs_and_tells_how_it_goes(desk: Desk) -> None:
    job = desk.jobs.submit(Job.FETCH, {"model": "m"})
    waiting = desk.jobs.wait(job.id)
    assert desk.job_rows.get(job.id) == job
    assert job.state is JobState.RUNNING
    (sent,) = desk.workers.open(Job.FETCH)
    assert (sent.kind, sent.message.params) == (Kind.FETCH, {"model": "m"})
    for second in range(21):
        desk.timers.now = second
        sent.say(Progress(sent.request, "fetch", second * 10, 400, "bytes", "m.gguf"))
    running = desk.jobs.get(job.id)
    assert running is not None
    assert (running.done, running.total, running.subject) == (200, 400, "m.gguf")
    assert desk.jobs.estimate(job.id) == pytest.approx(20, abs=1)
    saved = desk.job_rows.get(job.id)
    assert saved is not None and saved.done == 200
    sent.succeed({"size": 400})
    assert waiting.result().state is JobState.SUCCEEDED
    assert waiting.result().result == {"size": 400}
    assert desk.jobs.list(unfinished_only=True) == []


def test_one_lane_one_job_other_lanes_beside_it(desk: Desk) -> None:
    desk.jobs.define(Job.CONVERT, JobHandler(Kind.KNOWLEDGE))
    first = desk.jobs.submit(Job.FETCH, {"n": 1})
    second = desk.jobs.submit(Job.FETCH, {"n": 2})
    desk.jobs.submit(Job.CONVERT, {})
    assert second.state is JobState.QUEUED
    assert [sent.message.job for sent in desk.workers.open()] == [Job.FETCH, Job.CONVERT]
    desk.workers.open(Job.FETCH)[0].succeed()
    assert [sent.message.params for sent in desk.workers.open(Job.FETCH)] == [{"n": 2}]
    assert desk.jobs.get(first.id).state is JobState.SUCCEEDED  # type: ignore[union-attr]


def test_work_of_another_version_stays_as_it_is_and_hinders_nobody(desk: Desk) -> None:
    job = desk.jobs.submit(Job.FETCH, {})
    for state in (JobState.RUNNING, JobState.QUEUED, JobState.INTERRUPTED):
        desk.job_rows.save(replace(job, id=state.value, kind="of_the_future", state=state))
    assert [one.id for one in desk.jobs.recover()] == [job.id]
    desk.jobs.resume(job.id)
    desk.jobs.reschedule()
    assert [one.id for one in desk.jobs.list()] == [job.id]
    assert len([one for one in desk.job_rows.list() if one.kind == "of_the_future"]) == 3


def test_a_job_that_is_not_ready_waits_until_it_is(desk: Desk) -> None:
    here: list[str] = []
    desk.jobs.define(Job.VERIFY, JobHandler(Kind.FETCH, ready=lambda job: job.params["model"] in here))
    job = desk.jobs.submit(Job.VERIFY, {"model": "m"})
    desk.jobs.reschedule()
    assert job.state is JobState.QUEUED and not desk.workers.open()
    here.append("m")
    desk.jobs.reschedule()
    assert [sent.message.params for sent in desk.workers.open(Job.VERIFY)] == [{"model": "m"}]


def test_work_that_the_window_conducts_is_a_job_like_any_other(desk: Desk) -> None:
    begun: list[Future[dict[str, Any]]] = []
    hears: list[Callable[[Message], None]] = []

    def run_locally(job: JobRecord, notify: Callable[[Message], None]) -> Future[dict[str, Any]]:
        pending: Future[dict[str, Any]] = Future(lambda: pending.reject(CancelledError()))
        begun.append(pending)
        hears.append(notify)
        return pending

    desk.jobs.define(LocalJob.EXAM, JobHandler(Kind.CHAT, run_locally=run_locally))
    job = desk.jobs.submit(LocalJob.EXAM, {"exam": "e"})
    second = desk.jobs.submit(LocalJob.EXAM, {"exam": "f"})
    assert (job.state, second.state) == (JobState.RUNNING, JobState.QUEUED)
    assert not desk.workers.open()
    hears[0](Progress("", "questions", 3, 20, "questions"))
    running = desk.jobs.get(job.id)
    assert running is not None and (running.done, running.total) == (3, 20)
    desk.jobs.pause(job.id)
    assert desk.jobs.get(job.id).state is JobState.PAUSED  # type: ignore[union-attr]
    assert len(begun) == 2  # the other one has the queue now
    begun[1].reject(ProblemError(Code.NO_MODEL))
    assert desk.jobs.get(second.id).code == Code.NO_MODEL  # type: ignore[union-attr]
    desk.jobs.resume(job.id)
    begun[2].resolve({"asked": 20})
    ended = desk.jobs.get(job.id)
    assert ended is not None and (ended.state, ended.result) == (JobState.SUCCEEDED, {"asked": 20})


def test_pause_continue_cancel(desk: Desk) -> None:
    job = desk.jobs.submit(Job.FETCH, {})
    paused = desk.jobs.wait(job.id)
    desk.jobs.pause(job.id)
    (sent,) = desk.workers.open()
    assert sent.cancelled and not paused.completed
    sent.cancel()
    assert paused.result().state is JobState.PAUSED
    desk.jobs.resume(job.id)
    assert desk.jobs.get(job.id).state is JobState.RUNNING  # type: ignore[union-attr]
    desk.jobs.pause(job.id)
    desk.jobs.resume(job.id)  # before the pause has come through
    desk.workers.open()[0].cancel()
    assert desk.jobs.get(job.id).state is JobState.RUNNING  # type: ignore[union-attr]
    desk.jobs.cancel(job.id)
    desk.workers.open()[0].cancel()
    assert desk.jobs.get(job.id).state is JobState.CANCELLED  # type: ignore[union-attr]


def test_a_paused_job_is_cancelled_without_a_worker(desk: Desk) -> None:
    desk.jobs.submit(Job.FETCH, {"n": 1})
    queued = desk.jobs.submit(Job.FETCH, {"n": 2})
    desk.jobs.pause(queued.id)
    desk.jobs.cancel(queued.id)
    assert desk.jobs.get(queued.id).state is JobState.CANCELLED  # type: ignore[union-attr]
    assert len(desk.workers.sent) == 1


def test_a_dead_worker_is_tried_twice_more_then_it_is_a_failure(desk: Desk) -> None:
    job = desk.jobs.submit(Job.FETCH, {})
    for _ in range(3):
        desk.workers.open()[0].fail(Code.WORKER_CRASHED, kind="fetch")
    failed = desk.jobs.get(job.id)
    assert failed is not None
    assert (failed.state, failed.code, failed.problem_params) == (
        JobState.FAILED, "worker_crashed", {"kind": "fetch"},
    )  # fmt: skip
    assert desk.workers.open() == []
    desk.jobs.resume(job.id)
    desk.workers.open()[0].succeed()
    done = desk.jobs.get(job.id)
    assert done is not None and (done.state, done.code) == (JobState.SUCCEEDED, "")


def test_a_known_problem_is_not_tried_again(desk: Desk) -> None:
    job = desk.jobs.submit(Job.FETCH, {})
    desk.workers.open()[0].fail(Code.DISK_FULL, need=5, free=1)
    assert desk.jobs.wait(job.id).result().code == "disk_full"
    assert desk.workers.open() == []


def test_the_next_start_finds_it_interrupted_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    running = desk.jobs.submit(Job.FETCH, {"n": 1})
    queued = desk.jobs.submit(Job.FETCH, {"n": 2})
    paused = desk.jobs.submit(Job.FETCH, {"n": 3})
    desk.jobs.pause(paused.id)
    desk.close()  # killed: nothing is said to anybody

    again = Desk(tmp_path / "данные")
    again.jobs.define(Job.FETCH, JobHandler(Kind.FETCH))
    assert {job.id for job in again.interrupted} == {running.id, queued.id}
    assert again.workers.sent == []
    continued = again.jobs.continue_interrupted()
    assert {job.id for job in continued} == {running.id, queued.id}
    assert again.workers.open()[0].message.params == {"n": 1}
    assert again.jobs.get(paused.id).state is JobState.PAUSED  # type: ignore[union-attr]
    again.close()


def test_at_the_quit_running_work_is_interrupted_and_stays_so(desk: Desk) -> None:
    job = desk.jobs.submit(Job.FETCH, {})
    waiting = desk.jobs.wait(job.id)
    desk.jobs.close()
    assert waiting.result().state is JobState.INTERRUPTED
    desk.workers.open()[0].cancel()
    assert desk.job_rows.get(job.id).state is JobState.INTERRUPTED  # type: ignore[union-attr]
    desk.jobs.resume(job.id)
    assert desk.workers.open() == []


def test_removing_goes_before_indexing_which_then_goes_on(desk: Desk) -> None:
    base = desk.bases.create("База").id
    index = desk.documents.import_paths(base, ["/files"])
    desk.documents.remove(base, ["d1"])
    desk.documents.commit_removals()
    (indexing,) = desk.workers.open(Job.INDEX)
    assert indexing.cancelled
    assert desk.workers.open(Job.REMOVE) == []
    indexing.cancel()
    (removing,) = desk.workers.open()
    assert removing.message.job == Job.REMOVE
    removing.succeed()
    assert desk.workers.open()[0].message.job == Job.INDEX
    assert desk.jobs.get(index.id).state is JobState.RUNNING  # type: ignore[union-attr]


def test_old_finished_jobs_are_forgotten(desk: Desk, tmp_path: Path) -> None:
    for number in range(230):
        desk.jobs.submit(Job.FETCH, {"n": number})
        desk.workers.open()[0].succeed()
    desk.close()
    again = Desk(tmp_path / "данные")
    kept = [job.params["n"] for job in again.jobs.list()]
    assert kept == list(range(30, 230))
    again.close()
