"""Which files of a model folder are its weights."""

import json
from pathlib import Path

import pytest

from workers.contract.codes import Code, ProblemError
from workers.training.fitting import shape_of
from workers.training.weight_files import weight_files

SHARDS = [f"model-0000{number}-of-00002.safetensors" for number in (1, 2)]


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(bytes(100))


def index(folder: Path, body: object) -> None:
    (folder / "model.safetensors.index.json").write_text(json.dumps(body), encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [file.name for file in weight_files(folder)]


def refused(folder: Path) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        weight_files(folder)
    return caught.value


def test_the_same_weights_in_another_layout_are_left_aside(tmp_path: Path) -> None:
    put(tmp_path, "consolidated.safetensors", *SHARDS)
    index(tmp_path, {"weight_map": {"a": SHARDS[1], "b": SHARDS[0], "c": SHARDS[1]}})
    assert found(tmp_path) == SHARDS
    assert shape_of(tmp_path).parameters == 100  # 200 bytes


def test_a_single_file_needs_no_index(tmp_path: Path) -> None:
    put(tmp_path, "consolidated.safetensors")
    assert found(tmp_path) == ["consolidated.safetensors"]
    put(tmp_path, "model.safetensors")
    assert found(tmp_path) == ["model.safetensors"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path).problem.code is Code.NOT_A_MODEL
    put(tmp_path, SHARDS[0])
    index(tmp_path, {"weight_map": {"a": SHARDS[0], "b": SHARDS[1]}})
    problem = refused(tmp_path).problem
    assert problem.code is Code.MODEL_INCOMPLETE
    assert problem.params == {"model": tmp_path.name, "file": SHARDS[1]}


def test_an_index_that_was_left_beside_joined_weights_counts_for_nothing(tmp_path: Path) -> None:
    put(tmp_path, "model.safetensors")
    index(tmp_path, {"weight_map": {"a": SHARDS[0]}})
    assert found(tmp_path) == ["model.safetensors"]


@pytest.mark.parametrize("body", [[], {}, {"weight_map": ["a"]}, {"weight_map": {"a": 1}}])
def test_a_damaged_index_is_told(tmp_path: Path, body: object) -> None:
    put(tmp_path, *SHARDS)
    index(tmp_path, body)
    assert refused(tmp_path).problem.code is Code.MODEL_DAMAGED
