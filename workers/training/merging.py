"""An adapter baked into its base: W + strength · alpha / rank · B · A, as an F16 GGUF.

Both files have llama.cpp's layout, so the product needs no reordering. Tensor by tensor: memory holds one.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

from workers.contract.codes import Code, ProblemError
from workers.contract.training import MergeSpec, ModelFile
from workers.files import publish
from workers.runtime.context import RequestCancelled
from workers.training.gguf_tensors import BaseWeights
from workers.training.weights import checked_sha256

_RESERVE = 64 << 20
_F16_FILE = 1  # LLAMA_FTYPE_MOSTLY_F16
_HALF_MAX = float(np.finfo(np.float16).max)
# Said anew by the writer, or no longer true.
_NOT_COPIED = ("general.architecture", "general.file_type", "general.alignment")


def merge(spec: MergeSpec, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> ModelFile:
    """Write `spec.output`; `progress` gets tensors. Raises MODEL_DAMAGED, MODEL_NOT_TRAINABLE,
    ADAPTER_DAMAGED, ADAPTER_FOREIGN, DISK_FULL, `RequestCancelled`; then nothing is left at `output`."""
    base, output = BaseWeights(Path(spec.base)), Path(spec.output)
    adapter = _Adapter(Path(spec.adapter), base)
    output.parent.mkdir(parents=True, exist_ok=True)
    need = sum(4 * int(np.prod(base.shape(name))) // 2 for name in base.tensors) + (64 << 20) + _RESERVE
    free = shutil.disk_usage(output.parent).free
    if free < need:
        raise ProblemError(Code.DISK_FULL, need=need, free=free)
    new = output.with_name(f".{output.name}.new")
    try:
        _write(base, adapter, spec.strength, new, progress, cancelled)
        digest = checked_sha256(new, cancelled)
        publish(new, output)
    finally:
        new.unlink(missing_ok=True)
    return ModelFile(str(output), output.stat().st_size, digest)


class _Adapter:
    """The pairs of a GGUF adapter that fit the base."""

    def __init__(self, path: Path, base: BaseWeights) -> None:
        try:
            reader = gguf.GGUFReader(path)
            alpha = reader.fields["adapter.lora.alpha"].contents()
            architecture = reader.fields["general.architecture"].contents()
            self._tensors = {tensor.name: tensor for tensor in reader.tensors}
        except (OSError, ValueError, IndexError, KeyError) as error:
            raise ProblemError(Code.ADAPTER_DAMAGED, repr(error), file=path.name) from error
        if architecture != base.architecture:
            raise ProblemError(Code.ADAPTER_FOREIGN, str(architecture), file=path.name, model=base.path.name)
        self._alpha = float(alpha)
        for name in self._tensors:
            stem = name.rpartition(".lora_")[0]
            pair = [self._tensors.get(f"{stem}.lora_{half}") for half in "ab"]
            if stem not in base.tensors or pair[0] is None or pair[1] is None:
                raise ProblemError(Code.ADAPTER_FOREIGN, name, file=path.name, model=base.path.name)
            # GGUF counts from the innermost dimension: a is (inputs, rank), b (rank, outputs).
            first, second = ([int(size) for size in one.shape] for one in pair if one is not None)
            outputs, inputs = base.shape(stem)
            if first[0] != inputs or second[1] != outputs or first[1] != second[0]:
                raise ProblemError(Code.ADAPTER_FOREIGN, name, file=path.name, model=base.path.name)

    def added_to(self, name: str, weights: NDArray[np.float32], strength: float) -> NDArray[np.float32]:
        """The weights of the base with what the adapter adds to them."""
        if f"{name}.lora_a" not in self._tensors:
            return weights
        first, second = (self._numbers(f"{name}.lora_{half}") for half in "ab")
        scale = np.float32(strength * self._alpha / len(first))
        merged: NDArray[np.float32] = weights + scale * (second @ first)
        return merged

    def _numbers(self, name: str) -> NDArray[np.float32]:
        tensor = self._tensors[name]
        values = gguf.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        shaped: NDArray[np.float32] = values.reshape([int(size) for size in reversed(tensor.shape)])
        return shaped


def _write(
    base: BaseWeights,
    adapter: _Adapter,
    strength: float,
    path: Path,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    writer = gguf.GGUFWriter(path, base.architecture)
    _copy_metadata(base, writer)
    writer.add_file_type(_F16_FILE)
    for name in base.tensors:
        shape = base.shape(name)
        kind = np.float16 if len(shape) > 1 else np.float32
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        writer.add_tensor_info(name, shape, np.dtype(kind), size)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for done, name in enumerate(base.tensors, 1):
        if cancelled():
            writer.close()
            raise RequestCancelled(resumable=True)
        shape = base.shape(name)
        weights = np.concatenate(list(base.pieces(name))).reshape(shape)
        if len(shape) > 1:
            merged = adapter.added_to(name, weights, strength)
            writer.write_tensor_data(np.clip(merged, -_HALF_MAX, _HALF_MAX).astype(np.float16))
        else:
            writer.write_tensor_data(weights)
        progress(done, len(base.tensors))
    writer.close()


def _copy_metadata(base: BaseWeights, writer: gguf.GGUFWriter) -> None:
    for key, field in base.fields.items():
        if key.startswith("GGUF.") or key in _NOT_COPIED:
            continue
        kind = field.types[0]
        inner: Any = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(key, field.contents(), kind, sub_type=inner)
