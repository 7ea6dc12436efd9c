"""Small cross-encoders in the form of a model hub: `model.onnx` with its `tokenizer.json`."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SLOW = 120  # large matrices: behind any limit on a fast computer as well
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def weighing(folder: Path, weights: Mapping[str, float], *, slow: int = 0) -> Path:
    """A model whose score is known: the sum of the weights of a pair's words (in lower case; others weigh
    nothing). `slow`: it multiplies so many large matrices beside it."""
    words = [*_SPECIAL, *weights]
    table = np.array([[0.0]] * len(_SPECIAL) + [[weight] for weight in weights.values()], dtype=np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["each"]),
        helper.make_node("ReduceSum", ["each", "axis"], ["logits"], keepdims=0),
    ]
    constants = {"table": table, "axis": np.array([1], dtype=np.int64)}
    if slow:
        constants |= {"wide": np.ones((1, 1024), np.float32), "square": np.zeros((1024, 1024), np.float32)}
        nodes[1].output[0] = "sum"
        nodes.append(helper.make_node("MatMul", ["each", "wide"], ["m0"]))
        nodes += [helper.make_node("MatMul", [f"m{n}", "square"], [f"m{n + 1}"]) for n in range(slow)]
        nodes.append(helper.make_node("ReduceSum", [f"m{slow}", "all"], ["nothing"], keepdims=0))
        constants["all"] = np.array([1, 2], dtype=np.int64)
        nodes += [
            helper.make_node("Unsqueeze", ["nothing", "axis"], ["none"]),
            helper.make_node("Add", ["sum", "none"], ["logits"]),
        ]
    return _written(folder, words, nodes, constants)


def random_one(folder: Path, seed: int, width: int = 32) -> Path:
    """One layer of attention with random weights over words of two languages; XLM-R's inputs and output."""
    words = [
        *_SPECIAL,
        *[
            "сколько",
            "дней",
            "отпуска",
            "составляет",
            "отпуск",
            "28",
            "календарных",
            "аванс",
            "пятого",
            "числа",
        ],
    ]
    generator = np.random.default_rng(seed)

    def matrix(*shape: int) -> npt.NDArray[np.float32]:
        return (generator.standard_normal(shape) / np.sqrt(width)).astype(np.float32)

    constants = {
        "embedding": matrix(len(words), width) * np.float32(np.sqrt(width)),
        "q": matrix(width, width), "k": matrix(width, width), "v": matrix(width, width),
        "head": matrix(width, 1), "first": np.array(0, dtype=np.int64),
    }  # fmt: skip
    nodes = [
        helper.make_node("Gather", ["embedding", "input_ids"], ["x"]),
        *(helper.make_node("MatMul", ["x", name], [f"{name}x"]) for name in "qkv"),
        helper.make_node("Transpose", ["kx"], ["kt"], perm=[0, 2, 1]),
        helper.make_node("MatMul", ["qx", "kt"], ["scores"]),
        helper.make_node("Softmax", ["scores"], ["shares"], axis=-1),
        helper.make_node("MatMul", ["shares", "vx"], ["mixed"]),
        helper.make_node("Gather", ["mixed", "first"], ["cls"], axis=1),
        helper.make_node("MatMul", ["cls", "head"], ["logits"]),
    ]
    return _written(folder, words, nodes, constants)


def _written(
    folder: Path, words: list[str], nodes: list[onnx.NodeProto], constants: Mapping[str, object]
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    nodes = [*nodes, helper.make_node("Identity", ["attention_mask"], ["mask"])]
    outputs = [
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, None),
        helper.make_tensor_value_info("mask", TensorProto.INT64, None),
    ]
    held = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "reranker", inputs, outputs, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(folder / "model.onnx"))
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
