"""What engines are measured by: made from nothing but a seed, and looked up where Windows needs it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.fixtures import engine_check as made
from tests.fixtures import search_check as vectors
from tests.helpers.models import embedder, embedder_source
from workers.engines.gguf import gguf_file
from workers.engines.llama import ggml_library
from workers.engines.onnx.embedder import Embedder
from workers.engines.onnx.onnx_sessions import Int8Mode
from workers.engines.selftest import engine_check, search_check
from workers.engines.selftest.engine_choice import BUILT_IN, Engines

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def test_the_shipped_model_is_what_the_script_makes() -> None:
    shipped = json.loads((engine_check.FOLDER / "expected.json").read_text(encoding="utf-8"))
    model, text, expected = made.make(shipped["seed"])
    assert (engine_check.FOLDER / "model.gguf").read_bytes() == model
    again = json.loads(text)
    assert {key: again[key] for key in again if key != "rows"} == {
        key: shipped[key] for key in shipped if key != "rows"
    }
    # The last digits depend on numpy's order of adding.
    assert np.abs(np.array(again["rows"]) - np.array(shipped["rows"])).max() < 0.001
    assert expected.margin >= made.LEAST_MARGIN
    assert len(expected.prompt) >= 64 and len(model) < 1_500_000


def test_all_usual_kinds_of_weights_are_in_it() -> None:
    kinds = {kind for _, _, kind in made.MATRICES.values()}
    assert {"Q4_K", "Q5_K", "Q6_K", "Q8_0", "Q4_0", "Q4_1", "F16", "BF16", "IQ4_XS", "MXFP4"} == kinds
    facts = gguf_file.inspect(engine_check.FOLDER / "model.gguf")
    assert (facts.architecture, facts.layers) == ("llama", 2)


@pytest.mark.parametrize("matrix", sorted(made.MATRICES))
def test_one_wrong_matrix_is_seen(matrix: str) -> None:
    """A kernel that gets one kind of weights wrong by half a per cent of a matrix's rows is not caught by a
    mean; one that loses a matrix, doubles it or turns its sign is."""
    shipped = json.loads((engine_check.FOLDER / "expected.json").read_text(encoding="utf-8"))
    tensors = made.weights(shipped["seed"], len(made.vocabulary()))
    tokens = [*shipped["prompt"], *shipped["written"][:-1]]
    wanted = np.array(shipped["rows"])
    chosen = [*shipped["positions"], *range(len(shipped["prompt"]) - 1, len(tokens))]
    for factor in (0.0, -1.0):
        model = made.Reference(tensors)
        model._decoded[matrix] = model.weight(matrix) * factor
        got = model.logits(tokens)[chosen]
        centred = wanted - wanted.mean(axis=1, keepdims=True)
        distance = np.linalg.norm(got - wanted, axis=1) / np.linalg.norm(centred, axis=1)
        assert distance.max() > engine_check.TOLERANCE, (matrix, factor, distance.max())


def test_the_known_vectors_are_what_the_script_makes() -> None:
    shipped = json.loads((search_check.FOLDER / "multilingual-e5-small.json").read_text(encoding="utf-8"))
    again = json.loads(vectors.make(embedder_source(), embedder() / "tokenizer.json"))
    assert (again["texts"], again["source_sha256"]) == (shipped["texts"], shipped["source_sha256"])
    assert np.abs(np.array(again["vectors"]) - np.array(shipped["vectors"])).max() < 0.0001
    assert search_check.known(embedder()) == shipped


class Fixed:
    """Stands in for a model that gives these vectors for a question, its answer and another text."""

    def __init__(self, *rows: list[float]) -> None:
        self._rows = np.array(rows, dtype=np.float32)

    def embed_query(self, text: str) -> Any:
        return self._rows[0]

    def embed_passages(self, texts: list[str]) -> Any:
        return self._rows[1:]


def test_vectors_that_mean_nothing_are_told() -> None:
    real = Embedder(embedder(), 1, mode=Int8Mode.INT8)
    assert search_check.fault(real) == ""
    real.close()
    question, like, unlike = [1.0, 0.0], [0.8, 0.6], [0.0, 1.0]
    assert search_check.fault(Fixed(question, like, unlike)) == ""  # type: ignore[arg-type]
    assert "0.000 of like" in search_check.fault(Fixed(question, unlike, like))  # type: ignore[arg-type]
    assert "cosines" in search_check.fault(Fixed(question, like, like))  # type: ignore[arg-type]
    for wrong in ([float("nan"), 0.0], [0.0, 0.0], [2.0, 0.0]):
        assert "lengths" in search_check.fault(Fixed(wrong, like, unlike))  # type: ignore[arg-type]


def test_every_function_has_a_library_that_holds_it() -> None:
    for library, functions in ggml_library.HOLDERS.items():
        for name in functions:
            assert ggml_library.function(name, None) is not None
            assert ggml_library.holder_file(name, ["llama.dll", f"{library}.dll"]) == f"{library}.dll"
            assert ggml_library.holder_file(name, [f"lib{library}.dll"]) == f"lib{library}.dll"
    with pytest.raises(LookupError, match=r"ggml\.dll"):
        ggml_library.holder_file("ggml_backend_load", ["llama.dll", "ggml-base.dll"])
    with pytest.raises(LookupError):
        ggml_library.holder_file("llama_decode", ["llama.dll"])


def test_a_build_says_what_it_consists_of(tmp_path: Path) -> None:
    def build(*names: str) -> Engines:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(b"\0ggml_backend_init\0" if "loadable" in name else b"")
        return Engines(folder)

    whole = build("libggml.so", "libggml-base.so.0", "libggml-cpu.so", "libllama.so")
    assert whole.built_in and list(whole.processor.values()) == [BUILT_IN] and not whole.cards
    linked = build("libggml-cpu.so", "libggml-cuda.so")
    assert linked.built_in and list(linked.cards.values()) == [BUILT_IN]
    names = ("haswell", "x64")
    windows = build(
        "ggml.dll", "ggml-base.dll", *(f"ggml-cpu-{name}.dll" for name in names), "ggml-vulkan.dll"
    )
    assert sorted(windows.processor.values()) == list(names)
    assert list(windows.cards.values()) == ["vulkan"] and not windows.built_in
    assert windows.file_of("x64").endswith("ggml-cpu-x64.dll")
    others = ("metal", "blas", "rpc")
    mac = build("libggml-cpu-apple_m1.dylib", *(f"libggml-{name}.dylib" for name in others))
    assert (list(mac.processor.values()), list(mac.cards.values())) == (["apple_m1"], ["metal"])
    assert build().built_in
