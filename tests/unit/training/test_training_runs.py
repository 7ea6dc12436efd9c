"""Runs from the first row to the adapter, through refusals, pauses and kills."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.entities import JobState
from desktop.core.training_entities import ComponentState, GateState, Run, RunState
from tests.helpers.scripted import Sent
from tests.helpers.tuning_desk import SHA256, TuningDesk, backends, compared, rows, step
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Event, Stop
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.checks import ClosedBookResult
from workers.contract.training.examples import ExampleText
from workers.contract.training.tuning import Backend, Forecast, TuneSettings, TuneSpec


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TuningDesk]:
    made = TuningDesk(tmp_path, rows(120))
    yield made
    made.close()


def _tuning(desk: TuningDesk) -> Sent:
    return desk.workers.open(Job.TUNE)[0]


def _codes(desk: TuningDesk, run: Run) -> list[str]:
    return [event.code for event in desk.run_store.events(run.id)]


def _refusal(desk: TuningDesk, **values: object) -> Code:
    with pytest.raises(ProblemError) as caught:
        desk.runs.start(desk.base(), **values)  # type: ignore[arg-type]
    return caught.value.problem.code


def test_the_rows_are_on_the_disk_before_the_work_begins(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    spec = from_json(TuneSpec, _tuning(desk).message.params)
    train, validation, replay = (
        [from_json(ExampleText, json.loads(line)) for line in Path(name).read_text("utf-8").splitlines()]
        for name in (spec.rows, spec.validation, spec.replay)
    )
    assert (len(train), len(validation)) == (run.rows_train, run.rows_validation)
    assert len(train) + len(validation) == 120
    assert not {r.document for r in train} & {r.document for r in validation}
    assert len(replay) == 100 and {r.language for r in replay} == {"en"}
    assert (spec.settings.rank, spec.settings.alpha) == (16, 32)  # short answers, a tiny model
    assert desk.run_store.get(run.id).state is RunState.TRAINING
    assert set(run.documents) == {f"document{n}" for n in range(10)}
    assert not list((desk.paths.data / "runs").glob("*.part"))


def test_a_run_ends_with_a_registered_adapter(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    ending = desk.pipeline.finished(run.id)
    sent = _tuning(desk)
    sent.say(Event(sent.request, "preparing_weights"), step(sent, 1), step(sent, 2, 0.9, 1.2))
    assert desk.run_store.latest(run.id).seconds_left == 8.0  # type: ignore[union-attr]
    desk.trained(sent, run.id)
    assert desk.run_store.get(run.id).state is RunState.COMPARING and not ending.completed
    desk.workers.open(Job.COMPARE)[0].succeed(compared())
    desk.copied(desk.workers.open(Job.FETCH)[0])
    ready = ending.result()
    assert ready.state is RunState.READY
    adapter = desk.adapters.get(ready.adapter)
    assert not adapter.active
    assert (adapter.sha256, adapter.rank, adapter.approved_by) == (SHA256, 8, ("Anna",))
    assert adapter.documents == run.documents and adapter.asked == 10
    assert Path(adapter.path).parent == desk.paths.data / "adapters"
    assert [p.step for p in desk.run_store.points(run.id)] == [1, 2]
    assert desk.run_store.points(run.id)[1].validation_loss == 1.2
    assert _codes(desk, run) == ["started", "preparing_weights", "comparing", "ready"]
    assert desk.run_store.current(desk.base()) is None
    assert [a.id for a in desk.adapters.saw(desk.base(), ["document3"])] == [adapter.id]
    assert desk.adapters.saw(desk.base(), ["other"]) == []


def test_an_adapter_that_answers_otherwise_is_not_taken(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    desk.trained(_tuning(desk), run.id)
    desk.workers.open(Job.COMPARE)[0].succeed(compared(0.5, 3))
    failed = desk.run_store.get(run.id)
    assert (failed.state, failed.code) == (RunState.FAILED, "adapter_differs")
    assert failed.problem_params == {"same": 3, "asked": 10}
    assert desk.adapters.list(desk.base()) == []
    desk.runs.resume(run.id)  # compares again
    desk.workers.open(Job.COMPARE)[0].succeed(compared())
    desk.copied(desk.workers.open(Job.FETCH)[0])
    assert desk.run_store.get(run.id).state is RunState.READY


def test_a_kill_at_any_step_neither_loses_nor_doubles(tmp_path: Path) -> None:
    """The program is killed while training, after the last step, while comparing, and while copying."""
    desk = TuningDesk(tmp_path, rows(120))
    run = desk.runs.start(desk.base())
    _tuning(desk).say(step(_tuning(desk), 1), step(_tuning(desk), 2))
    desk.close()

    desk = TuningDesk(tmp_path, rows(120))
    assert desk.run_store.get(run.id).state is RunState.PAUSED
    assert [p.step for p in desk.run_store.points(run.id)][:1] == [1]
    desk.jobs.continue_interrupted()
    sent = _tuning(desk)
    sent.say(step(sent, 2, 0.5), step(sent, 3, 0.4))
    assert [(p.step, p.loss) for p in desk.run_store.points(run.id)] == [(1, 1.0), (2, 0.5), (3, 0.4)]
    desk.trained(sent, run.id)
    desk.close()

    desk = TuningDesk(tmp_path, rows(120))
    assert desk.run_store.get(run.id).state is RunState.COMPARING
    desk.runs.continue_work()
    desk.workers.open(Job.COMPARE)[0].succeed(compared())
    desk.close()  # the copy has not come to its end

    desk = TuningDesk(tmp_path, rows(120))
    desk.runs.continue_work()
    desk.workers.open(Job.COMPARE)[0].succeed(compared())
    desk.copied(desk.workers.open(Job.FETCH)[0])
    assert desk.run_store.get(run.id).state is RunState.READY
    adapters = desk.adapters.list(desk.base())
    assert len(adapters) == 1
    assert [f.name for f in (tmp_path / "adapters").iterdir()] == [f"{adapters[0].id}.gguf"]
    # Killed between the adapter's row and the run's: nothing is asked or copied again.
    desk.run_store.change(run.id, state=RunState.COMPARING, adapter="")
    desk.close()
    desk = TuningDesk(tmp_path, rows(120))
    desk.runs.continue_work()
    assert desk.run_store.get(run.id).state is RunState.READY
    assert not desk.workers.sent and len(desk.adapters.list(desk.base())) == 1
    desk.close()


def test_a_job_that_ended_just_before_the_kill_keeps_its_result(tmp_path: Path) -> None:
    desk = TuningDesk(tmp_path, rows(120))
    run = desk.runs.start(desk.base())
    desk.trained(_tuning(desk), run.id)
    done = desk.run_store.get(run.id)
    desk.run_store.save(replace(done, state=RunState.TRAINING, result=None))
    desk.close()
    desk = TuningDesk(tmp_path, rows(120))
    again = desk.run_store.get(run.id)
    assert again.state is RunState.COMPARING and again.result == done.result
    # What a comparison was cut off from is told where no window goes on with it, and can be given up.
    assert [one.id for one in desk.pipeline.cut_off()] == [run.id]
    desk.runs.give_up("another")
    desk.runs.give_up(run.id)
    assert desk.run_store.get(run.id).state is RunState.CANCELLED and desk.pipeline.cut_off() == []
    desk.runs.resume(run.id)
    assert desk.run_store.get(run.id).state is RunState.COMPARING and desk.pipeline.cut_off() == []
    desk.close()


def test_a_run_without_a_job_gets_it_back(tmp_path: Path) -> None:
    """Killed between the run's row and its job, or before the run knew the job's name."""
    desk = TuningDesk(tmp_path, rows(120))
    run = desk.runs.start(desk.base())
    desk.run_store.change(run.id, job="", state=RunState.SCHEDULED)
    desk.close()
    desk = TuningDesk(tmp_path, rows(120))
    assert desk.run_store.get(run.id).job == run.job
    desk.job_rows.remove([run.job])
    desk.close()
    desk = TuningDesk(tmp_path, rows(120))
    assert desk.run_store.get(run.id).state is RunState.PAUSED
    desk.runs.resume(run.id)
    assert _tuning(desk).message.params["run"] == run.id
    assert len(desk.run_store.list(desk.base())) == 1
    desk.close()


def test_pause_resume_finish_cancel(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    sent = _tuning(desk)
    desk.runs.pause(run.id)
    assert sent.cancelled
    sent.cancel()
    assert desk.run_store.get(run.id).state is RunState.PAUSED
    desk.runs.resume(run.id)
    again = _tuning(desk)
    assert desk.run_store.get(run.id).state is RunState.TRAINING
    desk.runs.finish(run.id)
    assert desk.workers.told == [Stop(again.request)]
    desk.runs.cancel(run.id)
    again.cancel()
    assert desk.run_store.get(run.id).state is RunState.CANCELLED
    assert _codes(desk, run) == ["started", "paused", "continued", "cancelled"]
    desk.runs.remove(run.id)
    assert desk.run_store.list(desk.base()) == []
    assert not (desk.paths.data / "runs" / run.id).exists()


def test_a_model_of_its_own_is_known_as_such_when_its_run_is_deleted(desk: TuningDesk) -> None:
    """Or a certificate would say of it that nothing was learned."""
    store = desk.run_store
    kept = store.change(desk.runs.start(desk.base()).id, state=RunState.PAUSED)
    whole = replace(kept.settings, full=True)
    store.save(replace(kept, id="whole", settings=whole, state=RunState.READY, adapter="made", job=""))
    store.note("whole", "started")
    desk.runs.remove("whole")
    assert [run.id for run in store.list()] == [kept.id] and store.find("whole") is None
    assert not store.events("whole")
    with pytest.raises(ProblemError):
        store.get("whole")
    made = store.made_models()["made"]
    assert (made.model, made.rows_train) == (kept.model, kept.rows_train)
    store.remove(kept.id)
    assert store.made_models().keys() == {"made"} and not store.list()


def test_a_failed_training_says_why_and_can_go_on(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    _tuning(desk).fail(Code.TRAINING_MEMORY, need=2, free=1)
    failed = desk.run_store.get(run.id)
    assert (failed.state, failed.code, failed.problem_params) == (
        RunState.FAILED, "training_memory", {"need": 2, "free": 1},
    )  # fmt: skip
    desk.runs.resume(run.id)
    assert desk.run_store.get(run.id).state is RunState.TRAINING and desk.run_store.get(run.id).code == ""


def test_a_trainer_that_dies_is_started_again(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    for _ in range(2):
        _tuning(desk).fail(Code.WORKER_CRASHED, kind="tune")
        assert desk.run_store.get(run.id).state is RunState.TRAINING
    _tuning(desk).fail(Code.WORKER_CRASHED, kind="tune")
    assert desk.run_store.get(run.id).state is RunState.FAILED


def test_a_run_waits_for_its_hour(desk: TuningDesk) -> None:
    wall = [time.time()]
    desk.jobs._timers, desk.jobs._wall = desk.timers, lambda: wall[0]
    run = desk.runs.start(desk.base(), at=datetime.fromtimestamp(wall[0] + 3600, UTC))
    assert desk.run_store.get(run.id).state is RunState.SCHEDULED and not desk.workers.open(Job.TUNE)
    desk.timers.pass_(600)
    assert not desk.workers.open(Job.TUNE)
    wall[0] += 3601
    desk.timers.pass_(31)
    assert desk.workers.open(Job.TUNE) and desk.run_store.get(run.id).state is RunState.TRAINING


def test_a_scheduled_run_can_begin_now_or_be_given_up(desk: TuningDesk) -> None:
    late = datetime.fromtimestamp(time.time() + 3600, UTC)
    run = desk.runs.start(desk.base(), at=late)
    desk.runs.resume(run.id)
    assert desk.workers.open(Job.TUNE)
    desk.runs.cancel(run.id)
    _tuning(desk).cancel()
    other = desk.runs.start(desk.base(), at=late)
    desk.runs.cancel(other.id)
    assert desk.run_store.get(other.id).state is RunState.CANCELLED


def test_what_cannot_be_trained_is_refused_before_anything_is_written(desk: TuningDesk) -> None:
    assert desk.models.record is not None
    good = desk.models.record
    desk.models.record = replace(good, architecture="mamba")
    assert _refusal(desk) is Code.MODEL_NOT_TRAINABLE
    desk.models.record = None
    assert _refusal(desk) is Code.NO_MODEL
    desk.models.record = good
    desk.component.value = ComponentState.ABSENT
    assert _refusal(desk) is Code.TUNING_MISSING
    desk.component.value = ComponentState.DAMAGED
    assert _refusal(desk) is Code.TUNING_DAMAGED
    desk.component.value = ComponentState.READY
    desk.examples.rows = rows(99)
    assert _refusal(desk) is Code.TOO_FEW_EXAMPLES
    assert desk.run_store.list(desk.base()) == [] and not (desk.paths.data / "runs").exists()
    desk.examples.rows = rows(100)
    desk.runs.start(desk.base())
    assert _refusal(desk) is Code.BUSY


def test_a_repeat_trains_on_the_same_rows(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base(), TuneSettings(epochs=2, seed=11))
    folder = desk.paths.data / "runs"
    desk.runs.cancel(run.id)
    _tuning(desk).cancel()
    desk.examples.rows = rows(500)
    again = desk.runs.repeat(run.id)
    assert (again.repeats, again.data_hash, again.settings) == (run.id, run.data_hash, run.settings)
    for name in ("rows.jsonl", "validation.jsonl", "replay.jsonl"):
        assert (folder / again.id / name).read_bytes() == (folder / run.id / name).read_bytes()
    desk.runs.cancel(again.id)
    _tuning(desk).cancel()
    desk.runs.remove(run.id)
    with pytest.raises(ProblemError) as caught:
        desk.runs.repeat(run.id)
    assert caught.value.problem.code is Code.RUN_UNKNOWN


def test_the_gates_tell_what_stands_in_the_way(desk: TuningDesk) -> None:
    desk.examples.rows = rows(60)
    pending = desk.planner.readiness(desk.base())
    desk.workers.open(Job.BACKENDS)[0].succeed(backends())
    found = pending.result()
    states = {gate.code: gate.state for gate in found.gates}
    assert states["examples"] is GateState.BLOCK and not found.may_train
    assert found.gates[0].params == {"have": 60, "need": 100}
    assert states["backend"] is states["model"] is states["component"] is GateState.OK
    desk.examples.rows = [replace(row, cluster="one") if row.number <= 50 else row for row in rows(120)]
    alike = {g.code: g for g in desk.planner.readiness(desk.base()).result().gates}["examples"]
    assert alike.state is GateState.BLOCK and alike.params["have"] == 71 and alike.params["alike"] == 49
    desk.examples.rows = rows(120)
    ready = desk.planner.readiness(desk.base()).result()
    assert ready.may_train and ready.rows_train + ready.rows_validation == 120
    assert {g.code: g.state for g in ready.gates}["examples"] is GateState.WARN
    assert "closed_book" not in {g.code for g in ready.gates}
    asked = desk.planner.closed_book_probe(desk.base())
    desk.workers.open(Job.CLOSED_BOOK_PROBE)[0].succeed(to_json(ClosedBookResult(20, 1)))
    assert asked.result().known == 1
    gates = {g.code: g for g in desk.planner.readiness(desk.base()).result().gates}
    assert gates["closed_book"].state is GateState.WARN and gates["closed_book"].params == {
        "asked": 20,
        "known": 1,
    }
    assert desk.planner.closed_book_probe(desk.base()).completed  # not asked twice for the same rows
    desk.component.value = ComponentState.ABSENT
    absent = {g.code: g.state for g in desk.planner.readiness(desk.base()).result().gates}
    assert absent["component"] is GateState.BLOCK


def test_the_dry_run_leaves_nothing_behind_and_its_fit_is_used(desk: TuningDesk) -> None:
    pending = desk.planner.measure(desk.base())
    desk.workers.open(Job.BACKENDS)[0].succeed(backends())
    sent = desk.workers.open(Job.MEASURE)[0]
    spec = from_json(TuneSpec, sent.message.params)
    assert Path(spec.rows).exists() and spec.replay
    settings = replace(spec.settings, micro_batch=1, length=512)
    forecast = Forecast(Backend.UNSLOTH_CPU, 60.0, 50.0, 70.0, 10**9, 30, settings, 400, ("micro_batch",))
    sent.succeed(to_json(forecast))
    assert pending.result() == forecast
    assert not list((desk.paths.data / "runs").iterdir())
    run = desk.runs.start(desk.base(), forecast=forecast)
    assert (run.settings.micro_batch, run.settings.length) == (1, 512)
    assert desk.run_store.get(run.id).forecast == forecast
    with pytest.raises(ProblemError):
        desk.planner.measure(desk.base())


def test_training_goes_on_beside_indexing(desk: TuningDesk, tmp_path: Path) -> None:
    desk.documents.import_paths(desk.base(), [str(tmp_path)])
    desk.runs.start(desk.base())
    assert desk.workers.open(Job.INDEX) and desk.workers.open(Job.TUNE)
    assert [s.kind for s in desk.workers.open(Job.TUNE)] == [Kind.TUNE]


def test_a_base_takes_its_runs_along(desk: TuningDesk) -> None:
    run = desk.runs.start(desk.base())
    desk.bases.remove(desk.base())
    assert desk.run_store.find(run.id) is None
    assert not (desk.paths.data / "runs" / run.id).exists()
    assert _tuning(desk).cancelled
    _tuning(desk).cancel()
    assert desk.jobs.get(run.job) is None or desk.jobs.get(run.job).state is JobState.CANCELLED  # type: ignore[union-attr]
