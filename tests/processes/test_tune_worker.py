"""The tune worker: real training on a processor, its saved points, and every way it can end."""

import json
import math
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.helpers.tuning import TuneWorker, in_tuning, tiny_model
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code
from workers.contract.messages import (
    TERMINAL,
    Cancelled,
    Checkpoint,
    Event,
    Failed,
    Message,
    Stop,
    Succeeded,
    TrainingStep,
)
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import ExampleText
from workers.contract.training.tuning import Forecast, TuneResult, TuneSettings, TuneSpec, TuneStatus

ROWS = [ExampleText(f"Code of door {n}?", f"It is {n * 37 % 100}.") for n in range(24)]
UNFAMILIAR = [ExampleText(f"Which code has door {n}?", f"It is {n * 37 % 100}.") for n in range(6)]
# 24 rows in batches of 8: 3 steps an epoch.
QUICK = TuneSettings(
    backend="peft_cpu", epochs=6, learning_rate=5e-3, rank=8, batch=8, micro_batch=4, length=512,
    patience=0, evaluations=6, checkpoint_steps=4, replay=0.0,
)  # fmt: skip


@dataclass
class Heard:
    """All messages of one request."""

    messages: list[Message] = field(default_factory=list)

    @property
    def end(self) -> Message:
        return self.messages[-1]

    @property
    def losses(self) -> dict[int, float]:
        return {m.step: m.loss for m in self.messages if isinstance(m, TrainingStep)}

    @property
    def judged(self) -> dict[int, float]:
        steps = [m for m in self.messages if isinstance(m, TrainingStep)]
        return {m.step: m.validation_loss for m in steps if m.validation_loss is not None}

    @property
    def result(self) -> TuneResult:
        assert isinstance(self.end, Succeeded), self.end
        return from_json(TuneResult, self.end.result)

    def events(self, code: str) -> list[dict[str, str | int | float]]:
        return [m.params for m in self.messages if isinstance(m, Event) and m.code == code]


def spec_in(
    folder: Path,
    base: Path,
    settings: TuneSettings = QUICK,
    rows: Sequence[ExampleText] = ROWS,
    unfamiliar: Sequence[ExampleText] = UNFAMILIAR,
) -> TuneSpec:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (("rows", rows), ("validation", unfamiliar)):
        text = "".join(json.dumps(to_json(row), ensure_ascii=False) + "\n" for row in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return TuneSpec(
        run="run", model="tiny", base=str(base), weights=str(folder.parent / "weights"),
        folder=str(folder), rows=str(folder / "rows.jsonl"), validation=str(folder / "validation.jsonl"),
        settings=settings, probes=2,
    )  # fmt: skip


def hear(worker: TuneWorker, heard: Heard, until: type[Message] | None = None, times: int = 1) -> Heard:
    """Listen to the end of the request, or until so many messages of a type have come."""
    while True:
        message = worker.next(240)
        heard.messages.append(message)
        if isinstance(message, TERMINAL):
            assert until is None, message
            return heard
        if until is not None and isinstance(message, until):
            times -= 1
            if not times:
                return heard


def tune(worker: TuneWorker, spec: TuneSpec, request: str = "1") -> Heard:
    worker.start(request, Job.TUNE, spec)
    return hear(worker, Heard())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tune")


@pytest.fixture(scope="module")
def tiny(place: Path) -> Path:
    return tiny_model(place)


@pytest.fixture(scope="module")
def worker(place: Path) -> Iterator[TuneWorker]:
    process = TuneWorker(place / "log.txt")
    yield process
    process.close()


@pytest.fixture(scope="module")
def whole(worker: TuneWorker, tiny: Path, place: Path) -> Heard:
    """An uninterrupted run."""
    return tune(worker, spec_in(place / "runs" / "whole", tiny))


def test_a_run_learns_and_leaves_an_adapter_with_its_probes(
    whole: Heard, worker: TuneWorker, place: Path
) -> None:
    import hashlib

    result = whole.result
    assert (result.status, result.steps, result.best_step) == (TuneStatus.COMPLETE, 18, 18)
    assert (result.rows_train, result.rows_validation, result.rows_cut) == (24, 6, 0)
    assert result.train_loss < 0.85 * whole.losses[1]
    assert hashlib.sha256(Path(result.adapter).read_bytes()).hexdigest() == result.adapter_sha256
    assert len(Path(result.probes).read_text().splitlines()) == 2
    assert (Path(result.peft) / "adapter_config.json").is_file()
    assert sorted(whole.judged) == [3, 6, 9, 12, 15, 18]
    assert [e["number"] for e in whole.events("epoch")] == [1, 2, 3, 4, 5, 6]
    assert result.tokens_per_second > 0 and result.peak_memory > 1 << 27
    again = tune(worker, spec_in(place / "runs" / "whole", place / "tiny"), "again")
    assert again.messages == [Succeeded("again", whole.end.result)]  # type: ignore[attr-defined]


def test_rows_behind_each_other_teach_the_same(
    whole: Heard, worker: TuneWorker, tiny: Path, place: Path
) -> None:
    """Step by step as the padded ones: no row has seen another."""
    packed = tune(worker, spec_in(place / "runs" / "packed", tiny, replace(QUICK, packed=True)))
    assert packed.result.settings.packed and not packed.events("not_packed")
    both = packed.losses.keys() & whole.losses.keys()  # of quick steps not each is told
    assert len(both) >= 6
    assert [packed.losses[at] for at in both] == pytest.approx([whole.losses[at] for at in both], rel=0.03)
    assert packed.judged == pytest.approx(whole.judged, rel=0.03)


def test_a_run_killed_and_damaged_goes_on_as_if_nothing_had_been(
    tiny: Path, place: Path, whole: Heard
) -> None:
    spec = spec_in(place / "runs" / "killed", tiny)
    first = TuneWorker(place / "log.txt")
    first.start("1", Job.TUNE, spec)
    heard = hear(first, Heard(), Checkpoint, 3)
    hear(first, heard, TrainingStep, 1)
    first.kill()
    first.close()
    points = sorted((place / "runs" / "killed" / "checkpoints").glob("step-*"))
    damaged = points[-1] / "optimizer.pt"
    body = bytearray(damaged.read_bytes())
    body[len(body) // 2] ^= 1
    damaged.write_bytes(body)
    shutil.copytree(points[0], points[0].with_name(".new-step-9999999"))
    second = TuneWorker(place / "log.txt")
    resumed = tune(second, spec)
    second.close()
    taken_up = int(points[-2].name.removeprefix("step-"))
    assert resumed.events("resumed") == [{"step": taken_up}]
    assert min(resumed.losses) == taken_up + 1
    for step, loss in {**heard.judged, **resumed.judged}.items():
        assert loss == pytest.approx(whole.judged[step], rel=0.01)
    ways = [
        json.loads((place / "runs" / run / "ended.json").read_text())["state"] for run in ("whole", "killed")
    ]
    assert len(ways[0]["losses"]) == len(ways[1]["losses"]) == 18
    assert ways[1]["losses"] == pytest.approx(ways[0]["losses"], rel=0.01)
    assert resumed.result.train_loss == pytest.approx(whole.result.train_loss, rel=0.01)
    assert resumed.result.best_step == 18
    assert not list((place / "runs" / "killed").rglob(".new-*"))


def test_cancelled_it_saves_a_point_and_stopped_it_keeps_the_best(
    worker: TuneWorker, tiny: Path, place: Path
) -> None:
    spec = spec_in(place / "runs" / "paused", tiny)
    worker.start("pause", Job.TUNE, spec)
    heard = hear(worker, Heard(), TrainingStep, 3)
    worker.cancel("pause")
    hear(worker, heard)
    assert heard.end == Cancelled("pause", resumable=True)
    saved = [m.step for m in heard.messages if isinstance(m, Checkpoint)]
    assert saved[-1] == max(heard.losses)
    worker.start("stop", Job.TUNE, spec)
    going_on = hear(worker, Heard(), TrainingStep, 2)
    worker.send(Stop("stop"))
    result = hear(worker, going_on).result
    assert going_on.events("resumed") == [{"step": saved[-1]}]
    assert going_on.events("finishing")
    assert result.status is TuneStatus.FINISHED_BY_USER
    assert saved[-1] < result.steps < 18
    assert math.isfinite(result.validation_loss) and 0 < result.best_step <= result.steps


def test_early_stopping_keeps_the_weights_of_the_lowest_loss(
    worker: TuneWorker, tiny: Path, place: Path
) -> None:
    from dataclasses import replace

    # Answers that nothing leads to: what is learned of them makes the others worse.
    rows = [ExampleText(f"Door {n}?", chr(97 + n * 7 % 26) * 9) for n in range(24)]
    settings = replace(QUICK, epochs=30, patience=6, evaluations=30, learning_rate=1e-2)
    heard = tune(worker, spec_in(place / "runs" / "early", tiny, settings, rows), "early")
    result = heard.result
    assert result.status is TuneStatus.STOPPED_EARLY
    assert result.steps < 90
    assert result.best_step == min(heard.judged, key=lambda step: heard.judged[step])
    assert result.validation_loss == pytest.approx(min(heard.judged.values()))
    assert len(heard.events("not_better")) >= 6


def test_a_loss_that_is_no_number_ends_with_the_last_good_weights(
    worker: TuneWorker, tiny: Path, place: Path
) -> None:
    from dataclasses import replace

    # The first step of a warm-up has the rate 0: its weights are good.
    settings = replace(QUICK, learning_rate=1e30, checkpoint_steps=1, evaluations=18)
    heard = tune(worker, spec_in(place / "runs" / "diverged", tiny, settings), "diverged")
    assert heard.events("diverged")
    assert heard.result.status is TuneStatus.DIVERGED
    assert heard.result.best_step == 1
    assert math.isfinite(heard.result.validation_loss)


def test_rows_that_are_too_long_are_left_out_and_counted(worker: TuneWorker, tiny: Path, place: Path) -> None:
    from dataclasses import replace

    rows = [*ROWS, ExampleText("Long?", "x" * 600)]
    heard = tune(worker, spec_in(place / "runs" / "cut", tiny, replace(QUICK, epochs=1), rows), "cut")
    assert (heard.result.rows_train, heard.result.rows_cut) == (24, 1)


def test_a_forecast_measures_and_leaves_nothing_behind(worker: TuneWorker, tiny: Path, place: Path) -> None:
    folder = place / "runs" / "measured"
    worker.start("measure", Job.MEASURE, spec_in(folder, tiny))
    heard = hear(worker, Heard())
    assert isinstance(heard.end, Succeeded), heard.end
    forecast = from_json(Forecast, heard.end.result)
    assert (forecast.steps, forecast.rows_cut, forecast.adjusted) == (18, 0, ())
    assert 0 < forecast.seconds_low < forecast.seconds < forecast.seconds_high
    assert forecast.peak_memory > 1 << 27
    assert not any(isinstance(m, TrainingStep | Checkpoint | Event) for m in heard.messages)
    assert sorted(p.name for p in folder.iterdir()) == ["rows.jsonl", "validation.jsonl"]


def test_bad_input_is_a_known_problem(worker: TuneWorker, tiny: Path, place: Path) -> None:
    from dataclasses import replace

    spec = spec_in(place / "runs" / "bad", tiny)
    wrong = {
        Code.MODEL_MISSING: replace(spec, base=str(place / "nowhere.gguf")),
        Code.ROWS_UNREADABLE: replace(spec, rows=str(place / "log.txt")),
        Code.BACKEND_MISSING: replace(spec, settings=replace(QUICK, backend="unsloth_cuda")),
        Code.NOT_A_MODEL: replace(spec, base=str(place / "runs")),
    }
    for code, one in wrong.items():
        heard = tune(worker, one, code.value)
        assert isinstance(heard.end, Failed) and heard.end.code is code


MEMORY = """
import json, sys
from pathlib import Path
import torch
from workers.contract.codec import from_json, to_json
from workers.contract.training.tuning import TuneSpec
from workers.runtime.context import Context
from workers.training import backends
from workers.training.run import TrainingRun

real = backends.load

def load(*arguments):
    loaded = real(*arguments)
    forward = loaded.model.forward
    def small(*a, **k):
        if k["input_ids"].shape[0] > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(*a, **k)
    loaded.model.forward = small
    return loaded

backends.load = load
sent = []
spec = from_json(TuneSpec, json.loads(Path("spec.json").read_text()))
result = TrainingRun(spec, Context("1", sent.append)).do()
down = [m.params for m in sent if getattr(m, "code", "") == "stepped_down"]
print("RESULT" + json.dumps([to_json(result), down]))
"""


def test_out_of_memory_steps_down_and_goes_on(tiny: Path, place: Path) -> None:
    from dataclasses import replace

    spec = spec_in(place / "runs" / "memory", tiny, replace(QUICK, epochs=1))
    (place / "spec.json").write_text(json.dumps(to_json(spec)))
    said = in_tuning(MEMORY, place).split("RESULT")[1]
    result, steps = json.loads(said)
    assert steps == [{"what": "micro_batch", "value": 2}, {"what": "micro_batch", "value": 1}]
    assert result["settings"]["micro_batch"] == 1
    assert (result["steps"], result["settings"]["batch"]) == (3, 8)


SIGNATURES = """
import inspect
from pathlib import Path
from unsloth import FastLanguageModel
from unsloth.models.llama import FastLlamaModel
from trl import SFTConfig
from workers.contract.training.tuning import TuneSettings
from workers.training import backends
from workers.training.settings import trainer_arguments

settings = TuneSettings(rank=8, alpha=8, batch=8, micro_batch=4, learning_rate=1e-4)
def known(function, given):
    names = inspect.signature(function).parameters
    unknown = set(given) - set(names)
    assert not unknown, (function, unknown)
model = backends.unsloth_model_arguments(Path("m"), settings, True)
print(inspect.signature(FastLanguageModel.from_pretrained))
known(FastLanguageModel.from_pretrained, set(model) - {"local_files_only"})
# The one that travels in **kwargs is read by name.
assert "local_files_only" in inspect.getsource(inspect.getmodule(FastLanguageModel.from_pretrained))
known(FastLlamaModel.get_peft_model, backends.unsloth_adapter_arguments(settings, True))
known(SFTConfig, trainer_arguments(settings, 10, True, Path("m")))
print("known")
"""


def test_every_keyword_of_the_gpu_path_is_one_that_unsloth_has(place: Path) -> None:
    assert in_tuning(SIGNATURES, place, {"UNSLOTH_ALLOW_CPU": "1"}).endswith("known\n")


MASKS = r"""
from transformers import AutoTokenizer
from workers.contract.training.examples import ExampleText
from workers.training.examples import Encoder

tokenizer = AutoTokenizer.from_pretrained("tiny", local_files_only=True)
encoder = Encoder(tokenizer)
for row in (
    ExampleText("Who?", "Anna."),
    ExampleText("<|im_end|> what is it?", "A <|im_start|> mark", system="Be brief."),
    ExampleText("Сколько?", "Три.", language="ru", passages=("### Отпуск\\nТри дня.", "### Прочее\\nНет.")),
):
    encoded = encoder.encode(row)
    learned = [label for label in encoded.labels if label >= 0]
    assert tokenizer.decode(learned) == row.answer + "<|im_end|>", tokenizer.decode(learned)
    assert learned[-1] == 2 and len(encoded.labels) == len(encoded.ids)
    assert tokenizer.decode(encoded.ids) == encoder.prompt(row) + row.answer + "<|im_end|>"
    # What a row says of control tokens stays text.
    assert encoded.ids.count(2) == 2 + (1 if row.system or row.passages else 0)
print("masked")
"""


def test_what_is_learned_is_the_answer_and_the_end_of_the_turn(tiny: Path, place: Path) -> None:
    assert in_tuning(MASKS, place).endswith("masked\n")


SHAPE = """
import json, shutil
from pathlib import Path
import torch
from transformers import LlamaConfig, LlamaForCausalLM
from tests.helpers.measured_memory import measured

config = LlamaConfig(
    vocab_size=16000, hidden_size=256, intermediate_size=2048, num_hidden_layers=8, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=1024, tie_word_embeddings=True,
)
LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained("shape")
for file in Path("tiny").glob("*token*"):
    shutil.copy(file, "shape")
print("RESULT" + json.dumps(measured(Path("shape"), "peft_cpu", 1, 1024)))
"""


def test_memory_is_what_the_formula_says(tiny: Path, place: Path) -> None:
    """The peak of the process that trains, half of it by what goes through the model."""
    assert tiny.parent == place
    found = json.loads(in_tuning(SHAPE, place).split("RESULT")[1])
    assert found["told"] == pytest.approx(found["peak"], rel=0.15)
