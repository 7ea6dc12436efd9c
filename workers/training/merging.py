"""An adapter baked into its base: W + strength · alpha / rank · B · A, as an F16 GGUF.

Both files have llama.cpp's layout, so the product needs no reordering. Tensor by tensor: memory holds one.
"""

from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from workers.contract.codes import Code, ProblemError
from workers.contract.training.adapters import MergeSpec, ModelFile
from workers.training import gguf_writing
from workers.training.gguf_tensors import BaseWeights
from workers.training.gguf_writing import TensorSource


def merge(spec: MergeSpec, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> ModelFile:
    """Write `spec.output`; `progress` gets tensors. Raises MODEL_DAMAGED, MODEL_NOT_TRAINABLE,
    ADAPTER_DAMAGED, ADAPTER_FOREIGN, DISK_FULL, `RequestCancelled`; then nothing is left at `output`."""
    base = BaseWeights(Path(spec.base))
    adapter = _Adapter(Path(spec.adapter), base)

    def source(name: str) -> TensorSource:
        shape = base.shape(name)

        def load() -> NDArray[np.float32]:
            weights = np.concatenate(list(base.pieces(name))).reshape(shape)
            return adapter.added_to(name, weights, spec.strength) if len(shape) > 1 else weights

        return TensorSource(name, shape, load)

    tensors = [source(name) for name in base.tensors]
    metadata = gguf_writing.copied_metadata(base)
    return gguf_writing.write(Path(spec.output), base.architecture, metadata, tensors, progress, cancelled)


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
