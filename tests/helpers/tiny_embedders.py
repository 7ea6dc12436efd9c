"""Small search models with random weights, in the form that the product uses: they read letters, and differ
in their vectors by the seed."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from workers.files import sha256_of

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz0123456789.,:;?!-— \n"
_SPECIAL = ("<s>", "</s>", "<unk>")


def tiny_embedder(folder: Path, seed: int, dimension: int, *, slow: int = 0) -> Path:
    """Writes a model. `slow`: it multiplies so many large matrices for each text beside it."""
    folder.mkdir(parents=True)
    letters = [*_SPECIAL, *dict.fromkeys(_LETTERS)]
    generator = np.random.default_rng(seed)
    constants = {
        "embedding": generator.standard_normal((len(letters), dimension)).astype(np.float32),
        "mix": generator.standard_normal((dimension, dimension)).astype(np.float32),
        "zero": np.array(0, dtype=np.float32),
        "wide": np.ones((dimension, 1024), np.float32),
        "square": np.zeros((1024, 1024), np.float32),
        "narrow": np.zeros((1024, dimension), np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["embedding", "input_ids"], ["x"]),
        helper.make_node("MatMul", ["x", "mix"], ["mixed"]),
        helper.make_node("Tanh", ["mixed"], ["y"]),
        helper.make_node("MatMul", ["y", "wide"], ["m0"]),
        *(helper.make_node("MatMul", [f"m{n}", "square"], [f"m{n + 1}"]) for n in range(slow)),
        helper.make_node("MatMul", [f"m{slow}", "narrow"], ["nothing"]),
        helper.make_node("Add", ["y", "nothing"], ["last_hidden_state"]),
        helper.make_node("Identity", ["attention_mask"], ["mask"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [
        helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, None),
        helper.make_tensor_value_info("mask", TensorProto.INT64, None),
    ]
    held = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "embedder", inputs, outputs, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(folder / "model.onnx"))
    tokenizer = Tokenizer(
        models.WordLevel({letter: at for at, letter in enumerate(letters)}, unk_token="<unk>")
    )
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("[\\s\\S]"), "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    facts = {
        "name": f"tiny-{seed}",
        "dimension": dimension,
        "max_tokens": 512,
        "pooling": "mean",
        "identity": sha256_of(folder / "model.onnx", folder / "tokenizer.json"),
    }
    (folder / "embedder.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder
