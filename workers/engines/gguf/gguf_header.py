"""Reads the header of a GGUF file before any other library may touch the file.

Written against the GGUF specification, versions 2 and 3: magic, version, counts, key-value pairs, tensor
descriptions, then tensor data at an aligned offset. Every count, length and offset is checked against a
limit and against the size of the file. Standard library only; nothing is kept of the vocabulary.
"""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from workers.contract.codes import Code, ProblemError
from workers.files import open_file

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MAX_HEADER = 256 << 20  # bytes; vocabularies of 256 thousand tokens with merges need about 16 MiB
_MAX_PAIRS = 1 << 16
_MAX_TENSORS = 1 << 20
_MAX_ARRAY = 1 << 24
_MAX_KEPT_ARRAY = 4096  # arrays of one value a layer are kept, vocabularies are not
_MAX_KEPT = 1 << 16  # numbers of all kept arrays; a model has a few of each layer
_MAX_KEY = 1 << 16
_MAX_NAME = 64  # tensor names, as in ggml
_MAX_DIMENSIONS = 4
_STRING, _ARRAY = 8, 9
_SCALARS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
# ggml tensor type → name, elements in a block, bytes of a block (ggml's type traits).
_TYPES = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24), 8: ("Q8_0", 32, 34), 9: ("Q8_1", 32, 36), 10: ("Q2_K", 256, 84),
    11: ("Q3_K", 256, 110), 12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176), 14: ("Q6_K", 256, 210),
    15: ("Q8_K", 256, 292), 16: ("IQ2_XXS", 256, 66), 17: ("IQ2_XS", 256, 74), 18: ("IQ3_XXS", 256, 98),
    19: ("IQ1_S", 256, 50), 20: ("IQ4_NL", 32, 18), 21: ("IQ3_S", 256, 110), 22: ("IQ2_S", 256, 82),
    23: ("IQ4_XS", 256, 136), 24: ("I8", 1, 1), 25: ("I16", 1, 2), 26: ("I32", 1, 4), 27: ("I64", 1, 8),
    28: ("F64", 1, 8), 29: ("IQ1_M", 256, 56), 30: ("BF16", 1, 2), 34: ("TQ1_0", 256, 54),
    35: ("TQ2_0", 256, 66), 39: ("MXFP4", 32, 17), 40: ("NVFP4", 64, 36), 41: ("Q1_0", 128, 18),
    42: ("Q2_0", 64, 18),
}  # fmt: skip
_PLAUSIBLE_TYPE = 256  # a higher number is damage, not a type of a later llama.cpp


class DamagedHeader(Exception):
    """The header contradicts itself or the size of the file."""


def read_header(path: Path) -> "GgufHeader":
    """The checked header of any GGUF file, whatever it holds. Raises NOT_A_MODEL, MODEL_DAMAGED,
    MODEL_UNSUPPORTED (a version or tensor type that is not known), OSError."""
    with open_file(path) as file:
        return header_of(path, file, path.stat().st_size)


def header_of(path: Path, file: BinaryIO, size: int) -> "GgufHeader":
    """The checked header of an open file of `size` bytes; `path` names it. Raises as `read_header`."""
    magic = file.read(8)
    if magic[:4] != _MAGIC:
        raise ProblemError(Code.NOT_A_MODEL, file=path.name)
    version = int.from_bytes(magic[4:8], "little")
    if version not in _VERSIONS:
        if len(magic) == 8 and (version == 1 or version & 0xFFFF == 0 or version <= 16):
            raise ProblemError(Code.MODEL_UNSUPPORTED, f"version {version:#x}", architecture="GGUF")
        raise ProblemError(Code.MODEL_DAMAGED, f"version {version:#x}", model=path.name)
    try:
        return _read_header(_Bytes(file, size))
    except DamagedHeader as error:
        raise ProblemError(Code.MODEL_DAMAGED, str(error), model=path.name) from error


class _Bytes:
    """The beginning of the file, read further as it is asked for."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.size = size
        self.at = 8
        self.kept = 0  # numbers of lists
        self._file = file
        self._data = bytearray(_MAGIC + b"\0\0\0\0")

    def need(self, count: int) -> None:
        end = self.at + count
        if end <= len(self._data):
            return
        if end > self.size:
            raise DamagedHeader("the file ends within the header")
        if end > _MAX_HEADER:
            raise DamagedHeader("the header is too long")
        wanted = min(self.size, _MAX_HEADER, max(end, 2 * len(self._data), 1 << 16))
        self._data += self._file.read(wanted - len(self._data))
        if end > len(self._data):
            raise DamagedHeader("the file became shorter")

    def scalar(self, layout: str) -> int | float | bool:
        length = struct.calcsize(layout)
        self.need(length)
        value: int | float | bool = struct.unpack_from(layout, self._data, self.at)[0]
        self.at += length
        return value

    def count(self, limit: int, what: str, layout: str = "<Q") -> int:
        value = int(self.scalar(layout))
        if value > limit:
            raise DamagedHeader(f"{value} {what}")
        return value

    def string(self, limit: int) -> str:
        length = self.count(limit, "bytes of a string")
        self.need(length)
        text = self._data[self.at : self.at + length].decode("utf-8", "replace")
        self.at += length
        return text

    def skip(self, count: int) -> None:
        self.need(count)
        self.at += count

    def skip_strings(self, count: int) -> None:
        """Skip `count` strings: the one hot loop (vocabularies and merges)."""
        unpack, at, data = struct.Struct("<Q").unpack_from, self.at, self._data
        for _ in range(count):
            if at + 8 > len(data):
                self.at = at
                self.need(8)
            at += 8 + unpack(data, at)[0]
            if at > self.size:
                raise DamagedHeader("a string reaches beyond the file")
        self.at = at
        self.need(0)


@dataclass(slots=True)
class Tensor:
    """One tensor's description. `dimensions` as in the file (innermost first), `start` its place in the file
    in bytes."""

    name: str
    elements: int
    bytes: int
    type: str
    dimensions: tuple[int, ...] = ()
    start: int = 0


@dataclass(slots=True)
class GgufHeader:
    """Metadata (vocabularies left out) and tensors of a file."""

    values: dict[str, str | int | float | bool | list[int]] = field(default_factory=dict)
    tensors: list[Tensor] = field(default_factory=list)

    def text(self, key: str) -> str:
        """A text of the metadata without characters that cannot be printed; "" when it is absent."""
        value = self.values.get(key, "")
        return "".join(c if c.isprintable() else " " for c in value).strip() if isinstance(value, str) else ""

    def number(self, key: str, default: int = 0, limit: int = 1 << 40) -> int:
        """A whole number of the metadata; `default` when it is absent or of another type. Outside 0…`limit`
        the file counts as damaged."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            return default
        if not 0 <= value <= limit:
            raise DamagedHeader(f"{key} = {value}")
        return value

    def numbers(self, key: str, layers: int) -> list[int]:
        """One number a layer, given once or for each of them."""
        value = self.values.get(key)
        if not isinstance(value, list):
            return [self.number(key, limit=1 << 20)] * layers
        if any(not 0 <= item <= 1 << 20 for item in value):
            raise DamagedHeader(key)
        return (value + [value[-1] if value else 0] * layers)[:layers]


def _read_header(source: _Bytes) -> GgufHeader:
    header = GgufHeader()
    tensors = source.count(_MAX_TENSORS, "tensors")
    pairs = source.count(_MAX_PAIRS, "pairs")
    for _ in range(pairs):
        key = source.string(_MAX_KEY)
        if key in header.values:
            raise DamagedHeader(f"{key} stands there twice")
        header.values[key] = _read_value(source, source.count(12, "as a type", "<I"))
    offsets = [_read_tensor(source, header) for _ in range(tensors)]
    if len({tensor.name for tensor in header.tensors}) != tensors:
        raise DamagedHeader("two tensors have one name")
    _check_data(source, header, offsets)
    return header


def _read_value(source: _Bytes, kind: int) -> str | int | float | bool | list[int]:
    if kind == _STRING:
        return source.string(_MAX_HEADER)
    if kind != _ARRAY:
        return source.scalar(_SCALARS[kind])
    item = source.count(12, "as a type", "<I")
    count = source.count(_MAX_ARRAY, "items of a list")
    if item == _STRING:
        source.skip_strings(count)
    elif item == _ARRAY:
        raise DamagedHeader("a list of lists")
    elif count > _MAX_KEPT_ARRAY:
        source.skip(count * struct.calcsize(_SCALARS[item]))
    else:
        source.kept += count
        if source.kept > _MAX_KEPT:
            raise DamagedHeader("too many numbers in lists")
        values = [source.scalar(_SCALARS[item]) for _ in range(count)]
        return [int(value) for value in values] if item not in (6, 12) else []
    return []


def _read_tensor(source: _Bytes, header: GgufHeader) -> int:
    """One tensor's description; returns its offset within the data."""
    name = source.string(_MAX_NAME)
    elements, first = 1, 1
    dimensions = []
    for index in range(source.count(_MAX_DIMENSIONS, "dimensions", "<I")):
        dimension = source.count(1 << 40, "elements")
        first = dimension if index == 0 else first
        elements *= dimension
        dimensions.append(dimension)
    if elements == 0 or elements > 1 << 50:
        raise DamagedHeader(f"{name} has {elements} elements")
    number = source.count(_PLAUSIBLE_TYPE, "as a tensor type", "<I")
    if number not in _TYPES:
        raise ProblemError(Code.MODEL_UNSUPPORTED, f"tensor type {number}", architecture=f"type {number}")
    kind, block, block_bytes = _TYPES[number]
    if first % block:
        raise DamagedHeader(f"{name}: rows of {first} do not divide into blocks of {block}")
    header.tensors.append(Tensor(name, elements, elements // block * block_bytes, kind, tuple(dimensions)))
    return int(source.scalar("<Q"))


def _check_data(source: _Bytes, header: GgufHeader, offsets: list[int]) -> None:
    """Tensors lie one after another, aligned, and end within the file, as llama.cpp demands."""
    alignment = header.number("general.alignment", 32, 1 << 20)
    if alignment == 0 or alignment & (alignment - 1):
        raise DamagedHeader(f"alignment {alignment}")
    start = -(-source.at // alignment) * alignment
    expected = 0
    for tensor, offset in zip(header.tensors, offsets, strict=True):
        if offset != expected:
            raise DamagedHeader(f"{tensor.name} is not where it belongs")
        if start + offset + tensor.bytes > source.size:
            raise DamagedHeader(f"the file ends before the end of {tensor.name}")
        tensor.start = start + offset
        expected += -(-tensor.bytes // alignment) * alignment
