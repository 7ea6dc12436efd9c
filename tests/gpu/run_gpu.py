# ruff: noqa: T201
"""Trains on a graphics card end to end, with Unsloth and with plain PEFT, and prints a table.

`python -m tests.gpu.run_gpu [--model FILE] [--four-bit] [--epochs N]`; see README.md beside it.
"""

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.features.training.domain.tuning_rules import behaves_as_trained
from tests.bench.tuning import MEMORY_OFF, ROOT, SECONDS_OFF
from tests.helpers.models import chat_model
from tests.helpers.tuning import TuneWorker
from tests.helpers.worker_process import WorkerProcess
from workers.contract.codec import from_json, to_json
from workers.contract.messages import TERMINAL, Succeeded, TrainingStep
from workers.contract.specs import Job, Kind
from workers.contract.training import (
    Backend,
    Backends,
    CompareResult,
    CompareSpec,
    ExampleText,
    Forecast,
    TuneResult,
    TuneSettings,
    TuneSpec,
    TuneStatus,
)

_HOURS = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `first_loss` is the training loss of the first step."""

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
        if not behaves_as_trained(self.compared):
            wrong.append("same")
        if abs(self.forecast.seconds / self.result.seconds - 1) > SECONDS_OFF:
            wrong.append("time")
        if abs(self.forecast.peak_memory / self.result.peak_memory - 1) > MEMORY_OFF:
            wrong.append("memory")
        return wrong

    def __str__(self) -> str:
        result, forecast = self.result, self.forecast
        return " | ".join((
            f"{result.backend.value:13}", f"{result.status.value:13}",
            f"loss {self.first_loss:.2f} → {result.train_loss:.2f} / {result.validation_loss:.2f}",
            f"agreement {self.compared.agreement:.2f}",
            f"time {forecast.seconds:.0f}/{result.seconds:.0f} s",
            f"memory {forecast.peak_memory >> 20}/{result.peak_memory >> 20} MiB",
            f"{result.tokens_per_second:.0f} tokens/s", ", ".join(self.failures) or "ok",
        ))  # fmt: skip


def main() -> int:
    """0 when the card trains as it must."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF (default: the starter for trying)")
    parser.add_argument("--four-bit", action="store_true")
    parser.add_argument("--epochs", type=float, default=3.0)
    parser.add_argument("--only-backends", action="store_true")
    parser.add_argument("--backends", nargs="*", default=[Backend.UNSLOTH_CUDA, Backend.PEFT_CUDA])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bukvar-gpu-") as name:
        folder = Path(name)
        found = from_json(Backends, _ask(folder, Job.BACKENDS, {})[0])
        for state in found.states:
            print(f"{state.backend.value}: {'available' if state.available else state.reason} {state.detail}")
        print(f"{found.gpu or 'no card'}, driver {found.driver or '-'}, {found.gpu_total >> 20} MiB")
        print(json.dumps(found.states[0].versions))
        usable = {state.backend for state in found.states if state.available}
        wanted = [Backend(one) for one in arguments.backends]
        if arguments.only_backends or not usable.issuperset(wanted):
            return 0 if usable.issuperset(wanted) else 1
        rows = [_train(folder, backend, arguments) for backend in wanted]
    for row in rows:
        print(row)
    speeds = {row.result.backend: row.result.tokens_per_second for row in rows}
    fast = speeds.get(Backend.UNSLOTH_CUDA, 0.0) / max(1e-9, speeds.get(Backend.PEFT_CUDA, 1e-9))
    if Backend.UNSLOTH_CUDA in speeds and Backend.PEFT_CUDA in speeds:
        print(f"Unsloth is {fast:.2f} times as fast as plain PEFT")
    slow = set(speeds) >= {Backend.UNSLOTH_CUDA, Backend.PEFT_CUDA} and fast < 1
    return 1 if slow or any(row.failures for row in rows) else 0


def _train(folder: Path, backend: Backend, arguments: argparse.Namespace) -> Row:
    base = arguments.model or chat_model()
    spec = _spec(folder, backend, base, arguments)
    forecast = from_json(Forecast, _ask(folder, Job.MEASURE, spec)[0])
    trained, steps = _ask(folder, Job.TUNE, spec)
    result = from_json(TuneResult, trained)
    asking = WorkerProcess(Kind.EXAMPLES)
    try:
        asking.start("compare", Job.COMPARE, CompareSpec(str(base), result.adapter, result.probes))
        end = asking.ended("compare", _HOURS)
        assert isinstance(end, Succeeded), end
    finally:
        asking.close()
    return Row(forecast, result, from_json(CompareResult, end.result), steps[0].loss)


def _spec(folder: Path, backend: Backend, base: Path, arguments: argparse.Namespace) -> TuneSpec:
    source = ROOT / "resources" / "training" / "samples_en.jsonl"
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    texts = [ExampleText(row["question"], row["answer"], language="en") for row in rows]
    run = folder / backend.value
    run.mkdir()
    for name, part in (("rows", texts[:-16]), ("validation", texts[-16:])):
        lines = "".join(json.dumps(to_json(text)) + "\n" for text in part)
        (run / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    settings = TuneSettings(
        backend=backend.value, epochs=arguments.epochs, four_bit=arguments.four_bit or None
    )
    return TuneSpec(
        run=backend.value, model=base.stem, base=str(base), base_sha256="", weights=str(folder / "weights"),
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
