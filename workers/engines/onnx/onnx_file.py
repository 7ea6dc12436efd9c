"""ONNX files read and written as far as their weights need it, without the library `onnx` (27 MB).

A file is protocol-buffer messages (protobuf.dev/programming-guides/encoding): fields of a number, a wire type
and a value. Numbers of fields and types are those of `onnx.proto` (github.com/onnx/onnx).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

# Fields: of a model its graph, of a graph its nodes and weights (TensorProto), and what these consist of.
GRAPH, NODE, WEIGHTS = 7, 1, 5
NODE_INPUT, NODE_OUTPUT, NODE_TYPE, NODE_ATTRIBUTE = 1, 2, 4, 5
ATTRIBUTE_NAME, ATTRIBUTE_INTEGER, ATTRIBUTE_TYPE = 1, 3, 20
_DIMENSION, _TYPE, _NAME, _BYTES = 1, 2, 8, 9
FLOAT, INTEGER_ATTRIBUTE = 1, 2  # TensorProto.DataType, AttributeProto.AttributeType
_DTYPES: dict[int, npt.DTypeLike] = {FLOAT: np.float32, 2: np.uint8, 3: np.int8, 7: np.int64, 10: np.float16}
_VARINT, _EIGHT, _BLOCK, _FOUR = 0, 1, 2, 5  # wire types


@dataclass(frozen=True, slots=True)
class ProtobufField:
    """One field; `value` is a number for a varint, else the bytes between."""

    number: int
    wire: int
    value: int | bytes

    @property
    def block(self) -> bytes:
        """The bytes of a field that holds some. Raises ValueError for a number."""
        if isinstance(self.value, int):
            raise ValueError(f"field {self.number} is a number")
        return self.value

    @property
    def text(self) -> str:
        """The text of a field that holds one."""
        return self.block.decode("utf-8")


def number(field: int, value: int) -> ProtobufField:
    """A field that holds a number."""
    return ProtobufField(field, _VARINT, value)


def block(field: int, value: bytes | str) -> ProtobufField:
    """A field that holds bytes, a text or a message."""
    return ProtobufField(field, _BLOCK, value.encode("utf-8") if isinstance(value, str) else value)


def read(message: bytes) -> list[ProtobufField]:
    """The fields of a message in their order. Raises ValueError for what is none."""
    found, at = [], 0
    while at < len(message):
        key, at = _varint(message, at)
        wire = key & 7
        if wire == _VARINT:
            value, at = _varint(message, at)
            found.append(ProtobufField(key >> 3, wire, value))
            continue
        if wire == _BLOCK:
            length, at = _varint(message, at)
        elif wire in (_EIGHT, _FOUR):
            length = 8 if wire == _EIGHT else 4
        else:
            raise ValueError(f"wire type {wire}")
        if at + length > len(message):
            raise ValueError("a field is longer than its message")
        found.append(ProtobufField(key >> 3, wire, message[at : at + length]))
        at += length
    return found


def write(fields: Iterable[ProtobufField]) -> bytes:
    """The message of these fields."""
    parts: list[bytes] = []
    for field in fields:
        parts.append(_written(field.number << 3 | field.wire))
        if isinstance(field.value, int):
            parts.append(_written(field.value))
            continue
        if field.wire == _BLOCK:
            parts.append(_written(len(field.value)))
        parts.append(field.value)
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Weights:
    """A TensorProto. `array` is None where its numbers are not in it as plain bytes of a type known here."""

    name: str
    kind: int
    shape: tuple[int, ...]
    array: Array | None


def read_weights(message: bytes) -> Weights:
    """Raises ValueError for what is no TensorProto."""
    shape: list[int] = []
    name, kind, raw = "", 0, None
    for field in read(message):
        if field.number == _DIMENSION:
            shape += [field.value] if isinstance(field.value, int) else _packed(field.value)
        elif field.number == _TYPE and isinstance(field.value, int):
            kind = field.value
        elif field.number == _NAME:
            name = field.text
        elif field.number == _BYTES:
            raw = field.block
    known = raw is not None and kind in _DTYPES
    array = np.frombuffer(raw or b"", _DTYPES[kind]).reshape(shape) if known else None
    return Weights(name, kind, tuple(shape), array)


def weights_field(name: str, array: Array) -> ProtobufField:
    """The field of a graph that holds `array`, as `onnx.numpy_helper.from_array` writes it."""
    kind = next(kind for kind, dtype in _DTYPES.items() if array.dtype == dtype)
    fields = [number(_DIMENSION, size) for size in array.shape]
    fields += [number(_TYPE, kind), block(_NAME, name), block(_BYTES, np.ascontiguousarray(array).tobytes())]
    return block(WEIGHTS, write(fields))


def filled(model: bytes, arrays: Iterator[Array]) -> bytes:
    """`model` with weights put, in their order, where it declares some without numbers. Raises ValueError
    where type, shape or count differ."""
    made = []
    for field in read(model):
        if field.number == GRAPH:
            field = block(GRAPH, write(_filled(read(field.block), arrays)))
        made.append(field)
    if next(arrays, None) is not None:
        raise ValueError("there are more weights than the graph declares")
    return write(made)


def _filled(graph: Iterable[ProtobufField], arrays: Iterator[Array]) -> Iterator[ProtobufField]:
    for field in graph:
        declared = read_weights(field.block) if field.number == WEIGHTS else None
        if declared is None or declared.array is not None:
            yield field
            continue
        array = next(arrays, None)
        wanted = np.dtype(_DTYPES[declared.kind])
        if array is None or array.dtype != wanted or array.shape != declared.shape:
            raise ValueError(f"{declared.name} is {wanted} {declared.shape}")
        yield weights_field(declared.name, array)


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """(value, place after it)."""
    value = shift = 0
    while True:
        if at >= len(message) or shift > 63:
            raise ValueError("a number has no end")
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _packed(message: bytes) -> list[int]:
    found, at = [], 0
    while at < len(message):
        value, at = _varint(message, at)
        found.append(value)
    return found


def _written(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)
