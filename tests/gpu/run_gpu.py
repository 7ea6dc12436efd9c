# ruff: noqa: T201
"""Trains on a graphics card end to end in every way that the product offers, and prints a table, within ten
minutes: with Unsloth in 16 and in 4 bits and all weights of a small model, and with plain PEFT.

`python -m tests.gpu.run_gpu [--model FILE] [--epochs N] [--only-backends]`; see README.md beside it.
"""

import argparse
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.features.training.domain.tuning_rules import behaves_as_trained
from tests.bench.tuning import MEMORY_OFF, ROOT, SECONDS_OFF
from tests.helpers.models import chat_model, smollm
from tests.helpers.tuning import TuneWorker
from tests.helpers.worker_process import WorkerProcess
from workers.contract.codec import from_json, to_json
from workers.contract.memory import training_bytes
from workers.contract.messages import TERMINAL, Succeeded, TrainingStep
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.adapters import CompareResult, CompareSpec
from workers.contract.training.examples import ExampleText
from workers.contract.training.tuning import (
    Backend,
    Backends,
    Forecast,
    TuneResult,
    TuneSettings,
    TuneSpec,
    TuneStatus,
)
from workers.engines.gguf.trainability import trainability

_HOURS = 6 * 3600.0
_BUDGET = 600.0  # seconds of the whole script
_CASE = 120.0  # what a case may take at least when it is begun


@dataclass(frozen=True, slots=True)
class Case:
    """A way of training; `full` takes the small model, of which all weights fit."""

    backend: Backend
    four_bit: bool = False
    full: bool = False

    @property
    def name(self) -> str:
        way = "full" if self.full else "4 bits" if self.four_bit else "16 bits"
        return f"{self.backend.value} {way}"


CASES = (
    Case(Backend.UNSLOTH_CUDA),
    Case(Backend.UNSLOTH_CUDA, four_bit=True),
    Case(Backend.PEFT_CUDA),
    Case(Backend.UNSLOTH_CUDA, full=True),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `first_loss` is the training loss of the first step; `estimate` what the
    formula says of its memory before anything is measured."""

    case: Case
    estimate: int
    forecast: Forecast
    result: TuneResult
    compared: CompareResult
    first_loss: float

    @property
    def failures(self) -> list[str]:
        """What is not as it must be."""
        wrong = []
        if self.result.status not in (TuneStatus.COMPLETE, TuneStatus.STOPPED_EARLY):
            wrong.append("status")
        if self.result.train_loss >= 0.5 * self.first_loss:
            wrong.append("learned")
        if not behaves_as_trained(self.compared, self.case.four_bit):
            wrong.append("same")
        if abs(self.forecast.seconds / self.result.seconds - 1) > SECONDS_OFF:
            wrong.append("time")
        if abs(self.forecast.peak_memory / self.result.peak_memory - 1) > MEMORY_OFF:
            wrong.append("memory")
        return wrong

    def __str__(self) -> str:
        result, forecast = self.result, self.forecast
        return " | ".join((
            f"{self.case.name:20}", f"{result.status.value:13}",
            f"loss {self.first_loss:.2f} → {result.train_loss:.2f} / {result.validation_loss:.2f}",
            f"agreement {self.compared.agreement:.2f}",
            f"time {forecast.seconds:.0f}/{result.seconds:.0f} s",
            f"memory {self.estimate >> 20}/{forecast.peak_memory >> 20}/{result.peak_memory >> 20} MiB",
            f"{result.tokens_per_second:.0f} tokens/s", ", ".join(self.failures) or "ok",
        ))  # fmt: skip


def main() -> int:
    """0 when the card trains as it must."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF (default: the starter for trying)")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--only-backends", action="store_true")
    arguments = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bukvar-gpu-") as name:
        folder = Path(name)
        found = from_json(Backends, _ask(folder, Job.BACKENDS, {})[0])
        for state in found.states:
            print(f"{state.backend.value}: {'available' if state.available else state.reason} {state.detail}")
        print(f"{found.gpu or 'no card'}, driver {found.driver or '-'}, {found.gpu_total >> 20} MiB")
        print(json.dumps(found.states[0].versions))
        usable = {state.backend for state in found.states if state.available}
        wanted = {case.backend for case in CASES}
        if arguments.only_backends or not usable.issuperset(wanted):
            return 0 if usable.issuperset(wanted) else 1
        rows = []
        for case in CASES:
            if time.monotonic() - begin > _BUDGET - _CASE:
                print(f"{case.name}: left out, the ten minutes are nearly over")
                continue
            rows.append(_train(folder, case, arguments))
    for row in rows:
        print(row)
    speeds = {row.case: row.result.tokens_per_second for row in rows}
    plain = speeds.get(Case(Backend.PEFT_CUDA))
    fast = speeds[CASES[0]] / plain if plain else 1.0
    print(f"Unsloth is {fast:.2f} times as fast as plain PEFT" if plain else "Plain PEFT was not measured")
    packed = next((row for row in rows if row.case.four_bit), None)
    if packed is not None:
        saved = rows[0].result.peak_memory - packed.result.peak_memory
        print(f"Four bits take {saved >> 20} MiB less than 16")
    return 1 if fast < 1 or len(rows) < len(CASES) or any(row.failures for row in rows) else 0


def _train(folder: Path, case: Case, arguments: argparse.Namespace) -> Row:
    base = smollm() if case.full else arguments.model or chat_model()
    spec = _spec(folder, case, base, arguments)
    forecast = from_json(Forecast, _ask(folder, Job.MEASURE, spec)[0])
    trained, steps = _ask(folder, Job.TUNE, spec)
    result = from_json(TuneResult, trained)
    asking = WorkerProcess(Kind.EXAMPLES)
    whole = CompareSpec(str(base), "", result.probes, trained=result.adapter)
    try:
        asked = whole if case.full else CompareSpec(str(base), result.adapter, result.probes)
        asking.start("compare", Job.COMPARE, asked)
        end = asking.ended("compare", _HOURS)
        assert isinstance(end, Succeeded), end
    finally:
        asking.close()
    tokens = forecast.longest_row * forecast.settings.micro_batch
    estimate = training_bytes(trainability(base).shape, case.four_bit, True, tokens, full=case.full)
    return Row(case, estimate, forecast, result, from_json(CompareResult, end.result), steps[0].loss)


def _spec(folder: Path, case: Case, base: Path, arguments: argparse.Namespace) -> TuneSpec:
    source = ROOT / "resources" / "training" / "samples_en.jsonl"
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    texts = [ExampleText(row["question"], row["answer"], language="en") for row in rows]
    run = folder / case.name
    run.mkdir()
    for name, part in (("rows", texts[:-16]), ("validation", texts[-16:])):
        lines = "".join(json.dumps(to_json(text)) + "\n" for text in part)
        (run / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    settings = TuneSettings(
        backend=case.backend.value,
        epochs=arguments.epochs,
        learning_rate=1e-4 if case.full else 0.0,
        four_bit=case.four_bit,
        full=case.full,
    )
    return TuneSpec(
        run=case.name, model=base.stem, base=str(base), weights=str(folder / base.stem),
        folder=str(run), rows=str(run / "rows.jsonl"), validation=str(run / "validation.jsonl"),
        settings=settings,
    )  # fmt: skip


def _ask(folder: Path, job: Job, spec: object) -> tuple[dict[str, Any], list[TrainingStep]]:
    """The result of a job in a worker of its own, and its steps."""
    worker = TuneWorker(folder / "log.txt")
    steps: list[TrainingStep] = []
    try:
        worker.start("gpu", job, spec)
        while not isinstance(message := worker.next(_HOURS), TERMINAL):
            if isinstance(message, TrainingStep):
                steps.append(message)
        assert isinstance(message, Succeeded), message
        return message.result, steps
    finally:
        worker.close()


if __name__ == "__main__":
    raise SystemExit(main())
