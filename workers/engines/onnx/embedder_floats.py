"""An ONNX model whose products of 8-bit numbers are computed in floats instead: the same weights and the same
rounding of activations, so the same vectors, without the kernels that a processor may get wrong. It takes
four times the memory for the matrices, and is half as fast."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def in_floats(model: Path) -> bytes:
    """The model, each MatMulInteger with constant weights replaced. Sums stay below 2²⁴ for the widths in
    use, or are rounded in the last place. Raises what the library raises for a file that is no model."""
    loaded = onnx.load(str(model))
    graph = loaded.graph
    constants = {item.name: item for item in graph.initializer}
    consumers: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            consumers.setdefault(name, []).append(node)
    nodes: list[Any] = []
    for node in graph.node:
        if _replaceable(node, constants, consumers):
            nodes += _replaced(node, graph, constants)
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
    _drop_unused(graph)
    return bytes(loaded.SerializeToString())


def _replaceable(node: Any, constants: dict[str, Any], consumers: dict[str, list[Any]]) -> bool:
    """A product whose result is turned into floats and nothing else."""
    if node.op_type != "MatMulInteger" or node.input[1] not in constants:
        return False
    zeros = node.input[3] if len(node.input) > 3 else ""
    if zeros and zeros not in constants:
        return False
    after = consumers.get(node.output[0], [])
    return bool(after) and all(
        one.op_type == "Cast" and helper.get_node_attr_value(one, "to") == TensorProto.FLOAT for one in after
    )


def _replaced(node: Any, graph: Any, constants: dict[str, Any]) -> list[Any]:
    name = node.output[0]
    weights = numpy_helper.to_array(constants[node.input[1]]).astype(np.float32)
    if len(node.input) > 3 and node.input[3]:
        weights = weights - numpy_helper.to_array(constants[node.input[3]]).astype(np.float32)
    graph.initializer.append(numpy_helper.from_array(weights, f"{name}_weights"))
    made = [helper.make_node("Cast", [node.input[0]], [f"{name}_value"], to=TensorProto.FLOAT)]
    value = f"{name}_value"
    if len(node.input) > 2 and node.input[2]:
        made.append(helper.make_node("Cast", [node.input[2]], [f"{name}_zero"], to=TensorProto.FLOAT))
        made.append(helper.make_node("Sub", [value, f"{name}_zero"], [f"{name}_centred"]))
        value = f"{name}_centred"
    return [*made, helper.make_node("MatMul", [value, f"{name}_weights"], [name])]


def _drop_unused(graph: Any) -> None:
    used = {name for node in graph.node for name in node.input}
    kept = [item for item in graph.initializer if item.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
