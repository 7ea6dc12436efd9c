"""Training on this computer: `python -m tests.bench tuning [--rows N] [--epochs N]`.

Printed: the worker's tokens a second as a ratio to the bare library loop (SFTTrainer without our callbacks,
the same settings, in one process, turn by turn); forecast and real duration, forecast and real memory.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.helpers.models import smollm
from tests.helpers.tuning import TuneWorker, in_tuning
from workers.contract.codec import from_json, to_json
from workers.contract.messages import TERMINAL, Succeeded
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import ExampleText
from workers.contract.training.tuning import Forecast, TuneResult, TuneSettings, TuneSpec

ROOT = Path(__file__).resolve().parents[2]
LEAST_SPEED, SECONDS_OFF, MEMORY_OFF = 0.95, 0.20, 0.10

_SPEED = r"""
import json, time
from pathlib import Path
from workers.contract.codec import from_json
from workers.contract.training.tuning import TuneSpec
from workers.runtime.context import Context
from workers.training import backends, material
from workers.training.memory import PeakMemory
from workers.training.examples import collate
from workers.training.session import Session
from workers.training.settings import trainer_arguments

spec = from_json(TuneSpec, json.loads(Path("spec.json").read_text()))
context = Context("bench", lambda message: None)
backend = backends.choose(spec.settings.backend)
base = material.base_folder(spec, context)
texts = material.read(spec, backends.is_cuda(backend))

def ours(turn):
    loaded = backends.load(backend, base, texts.settings)
    stuff = material.encode(texts, loaded.tokenizer, 0)
    with PeakMemory(loaded.cuda) as memory:
        session = Session(loaded, stuff.train, stuff.order, stuff.validation, stuff.settings,
                          Path(f"ours-{turn}"), context, memory)
        session.train()
    return [len(stuff.train[i].ids) for i in stuff.order], session.step_seconds

def bare(turn):
    from datasets import Dataset
    from torch.utils.data import SequentialSampler
    from transformers import TrainerCallback
    loaded = backends.load(backend, base, texts.settings)
    stuff = material.encode(texts, loaded.tokenizer, 0)
    rows = [stuff.train[i] for i in stuff.order]
    class Clock(TrainerCallback):
        seconds = []
        def on_step_begin(self, *_, **__):
            self.begun = time.monotonic()
        def on_step_end(self, *_, **__):
            self.seconds.append(time.monotonic() - self.begun)
    class Trainer(loaded.trainer):
        def _get_train_sampler(self, *_):
            return SequentialSampler(self.train_dataset)
        if backend.value == "peft_cpu":
            def compute_loss(self, model, inputs, *_, **options):
                return model(**inputs, use_cache=False, **options).loss
    clock = Clock()
    clock.seconds = []
    pad = loaded.tokenizer.pad_token_id
    by_ids = {row.ids: row for row in rows}
    trainer = Trainer(
        model=loaded.model, processing_class=loaded.tokenizer, callbacks=[clock],
        train_dataset=Dataset.from_dict(
            {"input_ids": [list(r.ids) for r in rows], "labels": [r.labels for r in rows]}),
        data_collator=lambda b: collate([by_ids[tuple(o["input_ids"])] for o in b], pad),
        args=loaded.config(**trainer_arguments(stuff.settings, stuff.steps, loaded.cuda, Path("bare"))))
    trainer.train()
    return None, clock.seconds

seconds = {"ours": [], "bare": []}
for turn in range(2):
    tokens, steps = ours(turn)
    # The first step warms up: it is nobody's.
    seconds["ours"] += steps[1:]
    seconds["bare"] += bare(turn)[1][1:]
batch = texts.settings.batch
counted = 2 * sum(tokens[batch:])
print("RESULT" + json.dumps({name: counted / sum(taken) for name, taken in seconds.items()}))
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Size of the runs."""
    parser.add_argument("--rows", type=int, default=96)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--backend", default="")


def run(arguments: argparse.Namespace) -> int:
    """Measure all, print it; 0 when the figures are reached."""
    with tempfile.TemporaryDirectory(prefix="bukvar-bench-") as name:
        folder = Path(name)
        spec = _spec(folder, arguments)
        forecast = from_json(Forecast, _job(folder, Job.MEASURE, spec))
        result = from_json(TuneResult, _job(folder, Job.TUNE, spec))
        seconds, memory = forecast.seconds / result.seconds, forecast.peak_memory / result.peak_memory
        print(
            f"duration: forecast {forecast.seconds:.0f} s, real {result.seconds:.0f} s, ratio {seconds:.2f}"
        )
        print(
            f"memory: forecast {forecast.peak_memory >> 20} MiB, real {result.peak_memory >> 20} MiB, "
            f"ratio {memory:.2f}"
        )
        settings = replace(spec.settings, evaluations=2, epochs=0.5)
        (folder / "spec.json").write_text(json.dumps(to_json(replace(spec, settings=settings))))
        speed = json.loads(in_tuning(_SPEED, folder, seconds=3600).split("RESULT")[1])
        ratio = speed["ours"] / speed["bare"]
        print(f"tokens/s: ours {speed['ours']:.0f}, bare loop {speed['bare']:.0f}, ratio {ratio:.3f}")
    reached = ratio >= LEAST_SPEED and abs(seconds - 1) <= SECONDS_OFF and abs(memory - 1) <= MEMORY_OFF
    print("reached" if reached else "not reached")
    return 0 if reached else 1


def _spec(folder: Path, arguments: argparse.Namespace) -> TuneSpec:
    source = ROOT / "resources" / "training" / "samples_en.jsonl"
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    texts = [ExampleText(row["question"], row["answer"], language="en") for row in rows]
    for name, part in (("rows", texts[: arguments.rows]), ("validation", texts[-16:])):
        lines = "".join(json.dumps(to_json(text)) + "\n" for text in part)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return TuneSpec(
        run="bench", model="smollm", base=str(smollm()), weights=str(folder / "weights"),
        folder=str(folder / "run"), rows=str(folder / "rows.jsonl"),
        validation=str(folder / "validation.jsonl"),
        settings=TuneSettings(epochs=arguments.epochs, patience=0, backend=arguments.backend),
    )  # fmt: skip


def _job(folder: Path, job: Job, spec: TuneSpec) -> object:
    """The result of a job in a worker of its own, as after a user has thought about the forecast."""
    worker = TuneWorker(folder / "log.txt")
    try:
        worker.start("bench", job, spec)
        while not isinstance(message := worker.next(3600), TERMINAL):
            pass
        assert isinstance(message, Succeeded), message
        return message.result
    finally:
        worker.close()
