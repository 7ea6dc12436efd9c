"""A graph of a model hub becomes an embedder: from the very graph and tokenizer that the product makes."""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from tests.helpers.models import embedder
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import EmbeddingFacts
from workers.engines.onnx.embedder import Embedder
from workers.engines.onnx.embedder_adoption import adopt

FACTS = EmbeddingFacts(384, 512, "query: ", "passage: ", "mean", "multilingual-e5-small")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """As a hub gives them out: the graph, and its tokenizer beside it."""
    folder = tmp_path / "с сайта"
    folder.mkdir()
    for name in ("model.onnx", "tokenizer.json"):
        shutil.copy(embedder() / name, folder)
    return folder / "model.onnx"


def refusal(source: Path, folder: Path, facts: EmbeddingFacts = FACTS) -> Code:
    with pytest.raises(ProblemError) as caught:
        adopt(source, folder, facts)
    assert not folder.exists()
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]
    if "model" in caught.value.problem.params:  # for a person: no name of a folder that is gone
        assert caught.value.problem.params["model"] in ("model.onnx", "tokenizer.json")
    return caught.value.problem.code


def test_it_gives_the_same_vectors(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "модели" / "e5" / "embedder"
    adopt(source, folder, FACTS)
    adopted, made = Embedder(folder, 1), Embedder(embedder(), 1)
    try:
        question = "Как оформить командировку?"
        assert float(adopted.embed_query(question) @ made.embed_query(question)) > 0.9999
        assert adopted.facts.passage_prefix == "passage: "
    finally:
        adopted.close()
        made.close()
    told = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
    assert told["dimension"] == 384 and len(told["identity"]) == 64


def test_what_is_no_such_model_is_refused_and_leaves_nothing(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "модели" / "embedder"
    folder.parent.mkdir()
    wrong = EmbeddingFacts(768, 512, "query: ", "passage: ")
    assert refusal(source, folder, wrong) is Code.EMBEDDER_UNSUPPORTED
    tokenizer = source.with_name("tokenizer.json")
    tokenizer.write_text("{}", encoding="utf-8")
    assert refusal(source, folder) is Code.MODEL_DAMAGED
    tokenizer.unlink()
    assert refusal(source, folder) is Code.MODEL_MISSING
    shutil.copy(embedder() / "tokenizer.json", tokenizer)
    source.write_bytes(source.read_bytes()[:10_000])
    assert refusal(source, folder) is Code.EMBEDDER_UNSUPPORTED


def test_a_graph_that_gives_no_numbers_is_refused(source: Path, tmp_path: Path) -> None:
    model = onnx.load(str(source))
    for item in model.graph.initializer:
        weights = numpy_helper.to_array(item)
        if weights.dtype == np.float32 and weights.ndim == 1 and weights.size == FACTS.dimension:
            item.CopyFrom(numpy_helper.from_array(np.full_like(weights, np.nan), item.name))
    onnx.save(model, str(source))
    assert refusal(source, tmp_path / "embedder") is Code.SEARCH_UNUSABLE
