"""A search model proves its vectors on this processor before it embeds the first text."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from tests.helpers.models import embedder
from workers.contract.codes import Code, ProblemError
from workers.contract.engine import MEMORY_VARIABLE, EngineReport, EngineResult
from workers.contract.engine_memory import SEARCH, EngineMemory
from workers.engines.onnx.embedder import Embedder
from workers.engines.onnx.onnx_sessions import Int8Mode
from workers.engines.selftest import engine_child, engine_facts, search_choice
from workers.engines.selftest.engine_child import Ended, TaskLimits

TEXT = "query: Сколько составляют суточные?"


class Children:
    """Real child processes, counted; those for one of `dying` crash as they begin."""

    def __init__(self, crash: Path, *dying: str) -> None:
        self.modes: list[str] = []
        self._crash, self._dying = crash, dying

    def __call__(self, task: dict[str, Any], limits: TaskLimits) -> Ended:
        self.modes.append(task["mode"])
        variables = {"LD_PRELOAD": str(self._crash)} if task["mode"] in self._dying else {}
        return engine_child.run(task, limits, variables)


@pytest.fixture(scope="module")
def crash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that ends whoever loads it."""
    folder = tmp_path_factory.mktemp("crash")
    (folder / "crash.c").write_text(
        "#include <signal.h>\n__attribute__((constructor)) static void f(void) { raise(SIGILL); }\n"
    )
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", "crash.so", "crash.c"], cwd=folder, check=True)
    return folder / "crash.so"


def copied(folder: Path) -> Path:
    shutil.copytree(embedder(), folder)
    return folder


def test_the_quickest_way_proves_itself_once(tmp_path: Path, crash: Path) -> None:
    children, memory = Children(crash), EngineMemory(tmp_path / "engines.json")
    first = search_choice.choose(embedder(), memory, children)
    assert (first.chosen, children.modes) == ("int8", ["int8"])
    assert engine_facts.search_verdicts(memory) == {str(embedder()): first}
    assert search_choice.choose(embedder(), memory, children) == first
    assert children.modes == ["int8"]
    (name,) = memory.reports_of(SEARCH)
    memory.keep(SEARCH, name, EngineReport("int9000", "CPU"))  # a way that there is none
    assert search_choice.choose(embedder(), memory, children).chosen == "int8"
    children.modes.pop()
    moved = copied(tmp_path / "anew")  # another file, perhaps damaged on the way
    assert search_choice.choose(moved, memory, children).chosen == "int8"
    assert children.modes == ["int8", "int8"]


@pytest.mark.parametrize(("dying", "left"), [(("int8",), "exact"), (("int8", "exact"), "float")])
def test_the_next_way_gives_the_same_vectors(
    tmp_path: Path, crash: Path, dying: tuple[str, ...], left: str
) -> None:
    report = search_choice.choose(embedder(), EngineMemory(tmp_path / "e.json"), Children(crash, *dying))
    assert report.chosen == left and report.fell_back
    assert [one.result for one in report.failed] == [EngineResult.CRASHED] * len(dying)
    assert all("SIGILL" in one.detail for one in report.failed)
    quick, slow = (
        Embedder(embedder(), 1, mode=mode).embed_one(TEXT) for mode in (Int8Mode.INT8, Int8Mode(left))
    )
    assert float(quick @ slow) > 0.9999


def test_a_model_that_is_not_known_is_measured_by_its_own_floats(tmp_path: Path, crash: Path) -> None:
    folder = copied(tmp_path / "foreign")
    description = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
    description["source_sha256"] = "0" * 64
    (folder / "embedder.json").write_text(json.dumps(description), encoding="utf-8")
    report = search_choice.choose(folder, EngineMemory(None), Children(crash))
    assert report.chosen == "int8" and report.tried[0].detail == "cosine 1.0"


def test_wrong_vectors_are_a_problem_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path / "wrong")
    model = onnx.load(str(folder / "model.onnx"))
    for item in model.graph.initializer:
        weights = numpy_helper.to_array(item)
        if weights.dtype == np.int8 and weights.ndim == 2:
            item.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(weights[::-1]), item.name))
    onnx.save(model, str(folder / "model.onnx"))
    monkeypatch.setenv(MEMORY_VARIABLE, str(tmp_path / "engines.json"))
    for _ in range(2):
        with pytest.raises(ProblemError) as caught:
            Embedder(folder, 1)
        assert caught.value.problem.code is Code.SEARCH_UNUSABLE
        assert caught.value.problem.params == {"tried": "int8, exact, float"}


def test_what_is_no_model_is_said_to_be_none(tmp_path: Path) -> None:
    folder = copied(tmp_path / "none")
    (folder / "model.onnx").write_bytes(b"this is no model")
    with pytest.raises(ProblemError) as caught:
        Embedder(folder, 1)
    assert caught.value.problem.code is Code.EMBEDDER_UNSUPPORTED
