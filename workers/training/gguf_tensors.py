"""Tensors of a GGUF base model: their names and layout in transformers, and their numbers."""

import math
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

from workers.contract.codes import Code, ProblemError
from workers.training import architectures, model_config
from workers.training.architectures import ARCHITECTURES, COMPUTED, Heads, Layout
from workers.training.model_config import Metadata

_PIECE = 8 << 20  # elements that are dequantised at once: 32 MiB as F32
_IDS = {"bos": "bos", "eos": "eos", "pad": "padding"}


class BaseWeights:
    """An open GGUF model that can be trained. Raises MODEL_DAMAGED, MODEL_NOT_TRAINABLE."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._reader = gguf.GGUFReader(path)
            self.tensors = {tensor.name: tensor for tensor in self._reader.tensors}
        except (OSError, ValueError, IndexError, KeyError) as error:
            raise ProblemError(Code.MODEL_DAMAGED, str(error), model=path.name) from error
        self.fields = self._reader.fields
        self.architecture = str(self.value("general.architecture", ""))
        if self.architecture not in ARCHITECTURES:
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, architecture=self.architecture)

    def value(self, key: str, default: Any = None) -> Any:
        """A value of the metadata, `default` when it is not there."""
        field = self.fields.get(key)
        return default if field is None else field.contents()

    def shape(self, name: str) -> tuple[int, ...]:
        """Rows first, as in PyTorch."""
        return tuple(int(size) for size in reversed(self.tensors[name].shape))

    @cached_property
    def config(self) -> dict[str, Any]:
        """The config.json of this model. Raises MODEL_NOT_TRAINABLE for metadata that says too little."""
        own = f"{self.architecture}."
        values = {key: field.contents() for key, field in self.fields.items() if key.startswith(own)}
        ids = {ours: self.value(f"tokenizer.ggml.{theirs}_token_id") for ours, theirs in _IDS.items()}
        factors = None
        if "rope_freqs.weight" in self.tensors:
            factors = np.concatenate(list(self.pieces("rope_freqs.weight"))).reshape(-1)
        shapes = {name: self.shape(name) for name in self.tensors}
        return model_config.config_of(Metadata(self.architecture, values), ids, shapes, factors)

    @cached_property
    def layout(self) -> Layout:
        """How this model's numbers are laid out."""
        return Layout(self.architecture, Heads.of(self.config))

    @cached_property
    def names(self) -> dict[str, str]:
        """GGUF name → transformers' name of every weight, in the order of the file. Raises
        MODEL_NOT_TRAINABLE where the model class of transformers and the file do not have the same
        weights."""
        find = architectures.tensor_names(self.architecture, self.config["num_hidden_layers"])
        theirs = {find(name): name for name in self.shapes}
        missing = [theirs[name] for name in theirs if name not in self.tensors]
        unused = ARCHITECTURES[self.architecture].unused
        odd = [
            name
            for name in self.tensors
            if name not in theirs and not COMPUTED.match(name) and not (unused and re.search(unused, name))
            and not self._is_ahead(name)
        ]  # fmt: skip
        other = [
            name
            for name, parameter in theirs.items()
            if name in self.tensors and math.prod(self.shape(name)) != math.prod(self.shapes[parameter])
        ]
        if missing or odd or other:
            detail = f"missing {missing[:3]}, unknown {odd[:3]}, of another size {other[:3]}"
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, detail, architecture=self.architecture)
        return {name: theirs[name] for name in self.tensors if name in theirs}

    @cached_property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Shapes of the weights by transformers' names."""
        return architectures.parameters(self.config)

    def _is_ahead(self, name: str) -> bool:
        """Whether a tensor belongs to a layer that predicts further tokens ahead: it is not trained."""
        parts = name.split(".")
        return parts[0] == "blk" and int(parts[1]) >= self.config["num_hidden_layers"]

    def pieces(self, name: str) -> Iterator[NDArray[np.float32]]:
        """The numbers of a tensor as F32 in GGUF's own layout, some rows at a time."""
        tensor = self.tensors[name]
        shape = self.shape(name)
        # The reader gives rows of numbers, or rows of bytes where they are quantised; rows divide evenly.
        rows = tensor.data.reshape(shape[0], -1) if len(shape) > 1 else tensor.data.reshape(1, -1)
        width = int(np.prod(shape)) // len(rows)
        step = max(1, _PIECE // width)
        for start in range(0, len(rows), step):
            part = gguf.dequantize(rows[start : start + step], tensor.tensor_type)
            yield np.ascontiguousarray(part, dtype=np.float32).reshape(-1, width)

    def restored(self, name: str) -> Iterator[NDArray[np.float32]]:
        """As `pieces`, in transformers' layout."""
        if self.layout.is_plain(name):
            for piece in self.pieces(name):
                yield self.layout.to_folder(name, piece)
        else:
            whole = np.concatenate(list(self.pieces(name))).reshape(self.shape(name))
            yield self.layout.to_folder(name, whole)


def to_bf16(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The upper halves of F32 numbers, rounded to the nearest, ties to even (no NaN)."""
    bits = np.ascontiguousarray(values).view(np.uint32)
    return ((bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> np.uint32(16)).astype(
        "<u2"
    )
