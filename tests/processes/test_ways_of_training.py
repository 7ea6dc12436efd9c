"""Through Unsloth on a processor: weights in four bits, and all weights of a small model."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.features.training.domain import tuning_rules
from tests.helpers import in_tuning
from tests.helpers.tuning import TuneWorker, tuning_python
from tests.processes.test_tune_worker import ROWS, Heard, spec_in, tune
from workers.contract.training import CompareResult, CompareSpec, TuneSettings
from workers.engines.gguf import gguf_file
from workers.runtime.context import Context
from workers.services.generate.comparing import compare

SETTINGS = TuneSettings(
    backend="unsloth_cpu", epochs=16, batch=8, length=512, patience=0, evaluations=2, replay=0.0
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ways")
    environment = {**os.environ, "PYTHONPATH": str(in_tuning.ROOT), "HF_HUB_OFFLINE": "1"}
    command = [tuning_python(), "-m", "tests.helpers.tiny_models", folder, "llama"]
    subprocess.run(command, env=environment, cwd=in_tuning.ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def worker(place: Path) -> Iterator[TuneWorker]:
    process = TuneWorker(place / "log.txt")
    yield process
    process.close()


def trained(worker: TuneWorker, place: Path, name: str, settings: TuneSettings) -> Heard:
    base = place / "llama" / "model.gguf"
    spec = replace(spec_in(place / "runs" / name, base, settings, ROWS), weights=str(place / "w"), probes=8)
    return tune(worker, spec, name)


def agreement(base: Path, heard: Heard, whole: bool) -> CompareResult:
    file = heard.result.adapter
    spec = CompareSpec(str(base), "" if whole else file, heard.result.probes, trained=file if whole else "")
    return compare(spec, Context("1", lambda message: None))


def test_what_was_trained_in_four_bits_the_chat_does_as_well(worker: TuneWorker, place: Path) -> None:
    settings = replace(SETTINGS, learning_rate=1e-2, rank=16, four_bit=True)
    heard = trained(worker, place, "four", settings)
    assert heard.events("four_bit") and heard.result.settings.four_bit
    assert heard.result.train_loss < 0.9 * heard.losses[1]
    compared = agreement(place / "llama" / "model.gguf", heard, whole=False)
    assert compared.agreement >= 0.98
    assert tuning_rules.behaves_as_trained(compared, four_bit=True)


def test_a_whole_model_is_trained_and_is_one_of_its_own(worker: TuneWorker, place: Path) -> None:
    base = place / "llama" / "model.gguf"
    heard = trained(worker, place, "full", replace(SETTINGS, learning_rate=2e-3, full=True))
    result = heard.result
    assert result.train_loss < 0.8 * heard.losses[1]
    assert Path(result.adapter).name == "model.gguf" and not result.peft
    ours, before = gguf_file.inspect(Path(result.adapter)), gguf_file.inspect(base)
    assert (ours.parameters, ours.architecture) == (before.parameters, before.architecture)
    compared = agreement(base, heard, whole=True)
    assert compared.agreement >= 0.98
    assert compared.without < compared.agreement
