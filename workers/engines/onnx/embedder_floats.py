"""An ONNX model whose products of 8-bit numbers are computed in floats instead: the same weights and the same
rounding of activations, so the same vectors, without the kernels that a processor may get wrong. It takes
four times the memory for the matrices, and is half as fast."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from workers.engines.onnx import onnx_file
from workers.engines.onnx.onnx_file import Array, ProtobufField, block, number


@dataclass(frozen=True, slots=True)
class _Node:
    """A step of the graph as far as it is looked at."""

    operator: str
    inputs: list[str]
    outputs: list[str]
    to: int  # of a Cast: the type it makes


def in_floats(model: Path) -> bytes:
    """The model, each MatMulInteger with constant weights replaced. Sums stay below 2²⁴ for the widths in
    use, or are rounded in the last place. Raises ValueError for a file that is no model."""
    fields = onnx_file.read(model.read_bytes())
    return onnx_file.write(
        block(onnx_file.GRAPH, onnx_file.write(_graph(onnx_file.read(field.block))))
        if field.number == onnx_file.GRAPH
        else field
        for field in fields
    )


def _graph(fields: list[ProtobufField]) -> list[ProtobufField]:
    constants = {
        weights.name: weights.array
        for field in fields
        if field.number == onnx_file.WEIGHTS
        for weights in (onnx_file.read_weights(field.block),)
        if weights.array is not None
    }
    steps = [(field, _node(field)) for field in fields if field.number == onnx_file.NODE]
    consumers: dict[str, list[_Node]] = {}
    for _, node in steps:
        for name in node.inputs:
            consumers.setdefault(name, []).append(node)
    nodes: list[ProtobufField] = []
    replaced: dict[str, Array] = {}
    for field, node in steps:
        if _replaceable(node, constants, consumers):
            nodes += _in_floats(node, constants, replaced)
        else:
            nodes.append(field)
    used = {name for field in nodes for name in _node(field).inputs}
    return [*nodes, *_rest(fields, used), *(onnx_file.weights_field(*one) for one in replaced.items())]


def _rest(fields: list[ProtobufField], used: set[str]) -> Iterator[ProtobufField]:
    """Everything but the steps and the weights that nothing needs any more."""
    for field in fields:
        if field.number == onnx_file.WEIGHTS and onnx_file.read_weights(field.block).name not in used:
            continue
        if field.number != onnx_file.NODE:
            yield field


def _node(field: ProtobufField) -> _Node:
    node = _Node("", [], [], 0)
    operator, to = "", 0
    for part in onnx_file.read(field.block):
        if part.number == onnx_file.NODE_INPUT:
            node.inputs.append(part.text)
        elif part.number == onnx_file.NODE_OUTPUT:
            node.outputs.append(part.text)
        elif part.number == onnx_file.NODE_TYPE:
            operator = part.text
        elif part.number == onnx_file.NODE_ATTRIBUTE:
            attribute = {one.number: one.value for one in onnx_file.read(part.block)}
            if attribute.get(onnx_file.ATTRIBUTE_NAME) == b"to":
                to = int(attribute.get(onnx_file.ATTRIBUTE_INTEGER, 0))
    return _Node(operator, node.inputs, node.outputs, to)


def _replaceable(node: _Node, constants: dict[str, Array], consumers: dict[str, list[_Node]]) -> bool:
    """A product whose result is turned into floats and nothing else."""
    if node.operator != "MatMulInteger" or node.inputs[1] not in constants:
        return False
    zeros = node.inputs[3] if len(node.inputs) > 3 else ""
    if zeros and zeros not in constants:
        return False
    after = consumers.get(node.outputs[0], [])
    return bool(after) and all(one.operator == "Cast" and one.to == onnx_file.FLOAT for one in after)


def _in_floats(node: _Node, constants: dict[str, Array], made: dict[str, Array]) -> Iterator[ProtobufField]:
    name = node.outputs[0]
    weights = constants[node.inputs[1]].astype(np.float32)
    if len(node.inputs) > 3 and node.inputs[3]:
        weights = weights - constants[node.inputs[3]].astype(np.float32)
    made[f"{name}_weights"] = weights
    value = f"{name}_value"
    yield _step("Cast", [node.inputs[0]], value, to_float=True)
    if len(node.inputs) > 2 and node.inputs[2]:
        yield _step("Cast", [node.inputs[2]], f"{name}_zero", to_float=True)
        yield _step("Sub", [value, f"{name}_zero"], f"{name}_centred")
        value = f"{name}_centred"
    yield _step("MatMul", [value, f"{name}_weights"], name)


def _step(operator: str, inputs: list[str], output: str, to_float: bool = False) -> ProtobufField:
    fields = [block(onnx_file.NODE_INPUT, name) for name in inputs]
    fields += [block(onnx_file.NODE_OUTPUT, output), block(onnx_file.NODE_TYPE, operator)]
    if to_float:
        attribute = [
            block(onnx_file.ATTRIBUTE_NAME, "to"),
            number(onnx_file.ATTRIBUTE_INTEGER, onnx_file.FLOAT),
            number(onnx_file.ATTRIBUTE_TYPE, onnx_file.INTEGER_ATTRIBUTE),
        ]
        fields.append(block(onnx_file.NODE_ATTRIBUTE, onnx_file.write(attribute)))
    return block(onnx_file.NODE, onnx_file.write(fields))
