"""Through Unsloth on a processor: the chat's own model, weights in four bits, and all weights of a small
model."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.features.training.domain import tuning_rules
from tests.helpers.models import smollm
from tests.helpers.tuning import TuneWorker, tiny_model
from tests.processes.test_tune_worker import ROWS, Heard, hear, spec_in, tune
from workers.contract.codec import from_json
from workers.contract.messages import Cancelled, Succeeded, TrainingStep
from workers.contract.specs.jobs import Job
from workers.contract.training.adapters import CompareResult, CompareSpec, ConvertModelSpec
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.tuning import Backends, TuneSettings
from workers.engines.gguf import gguf_file
from workers.runtime.context import Context
from workers.services.generate.comparing import compare

SETTINGS = TuneSettings(
    backend="unsloth_cpu", epochs=16, batch=8, length=512, patience=0, evaluations=1, replay=0.0
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ways")


@pytest.fixture(scope="module")
def worker(place: Path) -> Iterator[TuneWorker]:
    process = TuneWorker(place / "log.txt")
    yield process
    process.close()


@pytest.fixture(scope="module")
def base(place: Path, worker: TuneWorker) -> Path:
    """A random model of two layers."""
    file = place / "tiny.gguf"
    worker.start("convert", Job.CONVERT_MODEL, ConvertModelSpec(str(tiny_model(place)), str(file)))
    assert isinstance(hear(worker, Heard()).end, Succeeded)
    return file


def trained(worker: TuneWorker, base: Path, name: str, settings: TuneSettings) -> Heard:
    place = base.parent
    spec = replace(spec_in(place / "runs" / name, base, settings, ROWS), weights=str(place / "w"), probes=3)
    return tune(worker, spec, name)


def agreement(base: Path, heard: Heard, whole: bool) -> CompareResult:
    file = heard.result.adapter
    spec = CompareSpec(str(base), "" if whole else file, heard.result.probes, trained=file if whole else "")
    return compare(spec, Context("1", lambda message: None))


def test_unsloth_trains_the_very_gguf_of_the_chat_without_the_network(
    worker: TuneWorker, place: Path
) -> None:
    worker.start("backends", Job.BACKENDS, {})
    end = hear(worker, Heard()).end
    assert isinstance(end, Succeeded)
    backends = from_json(Backends, end.result)
    states = {state.backend.value: state for state in backends.states}
    assert states["unsloth_cpu"].available and states["peft_cpu"].available
    assert states["unsloth_cpu"].versions["unsloth"] and "unsloth" not in states["peft_cpu"].versions
    settings = TuneSettings(epochs=1, learning_rate=1e-3, batch=8, evaluations=1, backend="unsloth_cpu")
    heard = tune(worker, spec_in(place / "runs" / "smol", smollm(), settings))
    assert heard.result.backend.value == "unsloth_cpu"
    assert heard.losses[3] < heard.losses[1]
    assert heard.events("preparing_weights")
    probes = [json.loads(line) for line in Path(heard.result.probes).read_text("utf-8").splitlines()]
    assert probes[0]["prompt"].endswith("<|im_start|>assistant\n")
    assert "network refused" not in (place / "log.txt").read_text("utf-8", "replace")


def test_what_was_trained_in_four_bits_the_chat_does_as_well(worker: TuneWorker, base: Path) -> None:
    heard = trained(worker, base, "four", replace(SETTINGS, learning_rate=1e-2, rank=16, four_bit=True))
    assert heard.events("four_bit") and heard.result.settings.four_bit
    assert heard.result.train_loss < 0.9 * heard.losses[1]
    compared = agreement(base, heard, whole=False)
    assert compared.agreement >= 0.98
    assert tuning_rules.behaves_as_trained(compared, four_bit=True)


def test_documents_are_read_as_they_are_and_go_on_after_a_pause(worker: TuneWorker, base: Path) -> None:
    """Rows behind each other: each is learned as if it stood alone."""
    texts = [
        ExampleText(
            "", f"Door {n} of the house opens with the code {n * 37 % 100}. " * (1 + n % 3), ExampleKind.TEXT
        )
        for n in range(24)
    ]
    settings = replace(
        SETTINGS, epochs=8, learning_rate=1e-2, rank=16, length=96, text=True, packed=True, checkpoint_steps=4
    )
    spec = replace(
        spec_in(base.parent / "runs" / "text", base, settings, texts, unfamiliar=texts[:4]),
        weights=str(base.parent / "w"), probes=3,
    )  # fmt: skip
    worker.start("text", Job.TUNE, spec)
    first = hear(worker, Heard(), TrainingStep, times=6)
    worker.cancel("text")
    assert isinstance(hear(worker, first).end, Cancelled)
    heard = tune(worker, spec, "again")
    assert heard.events("resumed") and not first.events("not_packed") and not heard.events("not_packed")
    result = heard.result
    assert result.rows_train > len(texts) and not result.rows_cut  # the longest are cut into two
    assert result.settings.text and result.train_loss < 0.8 * first.losses[1]
    probes = [json.loads(line) for line in Path(result.probes).read_text("utf-8").splitlines()]
    assert all(probe["prompt"].startswith("Door ") for probe in probes)
    # What two layers make of bytes is often no letter, which the chat cannot be asked for.
    compared = agreement(base, heard, whole=False)
    assert compared.agreement >= compared.without + 0.3


def test_a_whole_model_is_trained_and_is_one_of_its_own(worker: TuneWorker, base: Path) -> None:
    heard = trained(worker, base, "full", replace(SETTINGS, learning_rate=2e-3, full=True))
    result = heard.result
    assert result.train_loss < 0.8 * heard.losses[1]
    assert Path(result.adapter).name == "model.gguf" and not result.peft
    ours, before = gguf_file.inspect(Path(result.adapter)), gguf_file.inspect(base)
    assert (ours.parameters, ours.architecture) == (before.parameters, before.architecture)
    compared = agreement(base, heard, whole=True)
    assert compared.agreement >= 0.98
    assert compared.without < compared.agreement
