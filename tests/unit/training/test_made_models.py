"""A model folder becomes a file among the models, and nothing else is left of it."""

from pathlib import Path

import pytest

from desktop.core.training_entities import ComponentState
from desktop.features.training.services.made_models import MadeModels, model_folder
from tests.helpers.tuning_desk import TuningDesk, rows
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job
from workers.contract.training.adapters import ModelFile


@pytest.fixture
def desk(tmp_path: Path) -> TuningDesk:
    return TuningDesk(tmp_path / "data", rows(100))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Our model"
    made.mkdir()
    (made / "config.json").write_text("{}")
    return made


def making(desk: TuningDesk) -> MadeModels:
    return MadeModels(desk.workers, desk.component, desk.models, desk.paths)


def test_a_small_one_stays_in_16_bits(desk: TuningDesk, folder: Path) -> None:
    ended: list[object] = []
    making(desk).add(folder / "config.json").then(ended.append, ended.append)
    sent = desk.workers.open(Job.CONVERT_MODEL)[0]
    assert sent.message.params["folder"] == str(folder)
    sent.succeed(to_json(ModelFile(sent.message.params["output"], 10**9, "s")))
    assert [path.name for path in desk.models.added] == ["Our model F16.gguf"]
    assert ended == [desk.models.get("")]
    assert not list(desk.paths.downloads.iterdir())


def test_a_large_one_is_quantized(desk: TuningDesk, folder: Path) -> None:
    making(desk).add(folder)
    sent = desk.workers.open(Job.CONVERT_MODEL)[0]
    sent.succeed(to_json(ModelFile(sent.message.params["output"], 16 * 10**9, "s")))
    quantizing = desk.workers.open(Job.QUANTIZE)[0]
    assert quantizing.message.params["quantization"] == "Q4_K_M"
    quantizing.succeed(to_json(ModelFile(quantizing.message.params["output"], 5 * 10**9, "s")))
    assert [path.name for path in desk.models.added] == ["Our model Q4_K_M.gguf"]


def test_files_go_the_old_way_and_bad_folders_are_told(desk: TuningDesk, folder: Path) -> None:
    file = folder.parent / "model.gguf"
    file.write_bytes(b"GGUF")
    making(desk).add(file)
    assert desk.models.added == [file]
    assert model_folder(folder / "model.safetensors") == folder
    assert refusal(desk, folder.parent) is Code.NOT_A_MODEL
    desk.component.value = ComponentState.ABSENT
    assert refusal(desk, folder) is Code.TUNING_MISSING


def test_what_a_kill_left_goes_at_the_next_start_and_what_runs_stays(desk: TuningDesk, folder: Path) -> None:
    making(desk).add(folder)
    running = Path(desk.workers.open(Job.CONVERT_MODEL)[0].message.params["output"])
    running.write_bytes(b"half")
    left, other = desk.paths.downloads / "making-before", desk.paths.downloads / "another"
    for unfinished in (left, other):
        unfinished.mkdir()
        (unfinished / "model F16.gguf").write_bytes(b"half")
    making(desk)
    assert not left.exists()
    assert running.is_file() and other.is_dir()


def refusal(desk: TuningDesk, path: Path) -> Code:
    found: list[BaseException] = []
    making(desk).add(path).then(lambda record: None, found.append)
    assert isinstance(found[0], ProblemError)
    return found[0].problem.code
