"""A whole model as a GGUF: from a model folder in the format of Hugging Face, or from weights that were
trained.

Tensor by tensor, so memory holds one; the file appears whole or not at all. No network is used.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from workers.contract.codes import Code, ProblemError
from workers.contract.training.adapters import ConvertModelSpec, ModelFile
from workers.files import publish, sha256_of
from workers.runtime.context import RequestCancelled
from workers.training import architectures, model_config, tokenizer_import
from workers.training.architectures import Heads, Layout, Values
from workers.training.gguf_tensors import BaseWeights
from workers.training.weight_files import weight_files
from workers.transfer.partial_file import disk_full

_RESERVE = 128 << 20  # left free on the disk, and for the vocabulary
_F16_FILE = 1  # LLAMA_FTYPE_MOSTLY_F16
_HALF_MAX = float(np.finfo(np.float16).max)
# Said anew by the writer, or no longer true.
_NOT_COPIED = ("general.architecture", "general.file_type", "general.alignment")

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Write = Callable[[gguf.GGUFWriter], None]


@dataclass(frozen=True, slots=True)
class TensorSource:
    """A tensor named and shaped as in the GGUF (rows first), with its numbers."""

    name: str
    shape: tuple[int, ...]
    load: Callable[[], Values]

    @property
    def is_half(self) -> bool:
        """Whether llama.cpp reads it in 16 bits: matrices, but for the kernels of convolutions."""
        return len(self.shape) > 1 and "ssm_conv1d" not in self.name


def write(
    output: Path,
    architecture: str,
    metadata: Write,
    tensors: Sequence[TensorSource],
    progress: Progress,
    cancelled: Cancelled,
) -> ModelFile:
    """Write `output` in F16 (small tensors in F32); `progress` gets tensors. Raises DISK_FULL,
    `RequestCancelled`; then nothing is left at `output`."""
    output.parent.mkdir(parents=True, exist_ok=True)
    need = sum(2 * int(np.prod(tensor.shape)) for tensor in tensors) + _RESERVE
    free = shutil.disk_usage(output.parent).free
    if free < need:
        raise ProblemError(Code.DISK_FULL, need=need, free=free)
    new = output.with_name(f".{output.name}.new")
    try:
        _write(new, architecture, metadata, tensors, progress, cancelled)
        digest = sha256_of(new, on_read=lambda length: _check(cancelled))
        publish(new, output)
    except OSError as error:
        raise disk_full(error, output.parent, need) or error from error
    finally:
        new.unlink(missing_ok=True)
    return ModelFile(str(output), output.stat().st_size, digest)


def _check(cancelled: Cancelled) -> None:
    if cancelled():
        raise RequestCancelled(resumable=True)


def _write(
    path: Path,
    architecture: str,
    metadata: Write,
    tensors: Sequence[TensorSource],
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    writer = gguf.GGUFWriter(path, architecture)
    try:
        metadata(writer)
        writer.add_file_type(_F16_FILE)
        for tensor in tensors:
            kind = np.dtype(np.float16 if tensor.is_half else np.float32)
            size = int(np.prod(tensor.shape)) * kind.itemsize
            writer.add_tensor_info(tensor.name, tensor.shape, kind, size)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_ti_data_to_file()
        for done, tensor in enumerate(tensors, 1):
            _check(cancelled)
            values = tensor.load().reshape(tensor.shape)
            if tensor.is_half:
                values = np.clip(values, -_HALF_MAX, _HALF_MAX).astype(np.float16)
            writer.write_tensor_data(np.ascontiguousarray(values))
            progress(done, len(tensors))
    finally:
        writer.close()


def copied_metadata(base: BaseWeights) -> Write:
    """All that a GGUF says of itself and its vocabulary."""

    def copy(writer: gguf.GGUFWriter) -> None:
        for key, field in base.fields.items():
            if key.startswith("GGUF.") or key in _NOT_COPIED:
                continue
            kind = field.types[0]
            inner: Any = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
            writer.add_key_value(key, field.contents(), kind, sub_type=inner)

    return copy


def convert(spec: ConvertModelSpec, progress: Progress, cancelled: Cancelled) -> ModelFile:
    """`spec.folder`, a model folder, as a GGUF at `spec.output`. Raises NOT_A_MODEL, MODEL_DAMAGED,
    MODEL_NOT_TRAINABLE, TOKENIZER_NOT_TRAINABLE and what `write` raises."""
    folder = Path(spec.folder)
    try:
        untrusted = json.loads((folder / "config.json").read_bytes())
        architecture, config = architectures.of_config(untrusted)
        if not architecture:
            kind = str(untrusted.get("model_type", ""))[:60]
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, architecture=kind)
        values = model_config.metadata_of(architecture, config)
        vocabulary = tokenizer_import.metadata(folder, architecture, config)
        tensors = list(_of_folder(folder, architecture, config))
    except FileNotFoundError as error:
        raise ProblemError(Code.NOT_A_MODEL, str(error), file=folder.name) from error
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, SafetensorError) as error:
        raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=folder.name) from error

    def metadata(writer: gguf.GGUFWriter) -> None:
        writer.add_type(gguf.GGUFType.MODEL)
        writer.add_name(folder.name)
        for key, value in values.items():
            _add(writer, f"{architecture}.{key}", value)
        for key, value in vocabulary.items():
            _add(writer, f"tokenizer.{key}", value)

    try:
        return write(Path(spec.output), architecture, metadata, tensors, progress, cancelled)
    except (OSError, ValueError, SafetensorError) as error:  # a tensor that is damaged, or there twice
        raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=folder.name) from error


def _add(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
    if isinstance(value, bool):
        writer.add_bool(key, value)
    elif isinstance(value, int):
        writer.add_uint32(key, value)
    elif isinstance(value, float):
        writer.add_float32(key, value)
    elif isinstance(value, str):
        writer.add_string(key, value)
    else:
        writer.add_array(key, value)


def _of_folder(folder: Path, architecture: str, config: dict[str, Any]) -> Iterator[TensorSource]:
    """Its tensors; raises MODEL_NOT_TRAINABLE for one that has no place in a GGUF."""
    find = architectures.tensor_names(architecture, int(config["num_hidden_layers"]))
    layout = Layout(architecture, Heads.of(config))
    tied = bool(config.get("tie_word_embeddings"))
    factors = model_config.rope_factors(architecture, config)
    if factors is not None:
        yield TensorSource("rope_freqs.weight", factors.shape, lambda: factors)
    for file in weight_files(folder):
        with safe_open(file, "pt") as weights:
            for key in weights.keys():  # noqa: SIM118 - no dict
                text = architectures.text_name(key)
                if not text or (tied and text == "lm_head.weight"):
                    continue
                name = find(text)
                if not name:
                    raise ProblemError(Code.MODEL_NOT_TRAINABLE, f"tensor {key}", architecture=architecture)
                shape = tuple(int(size) for size in weights.get_slice(key).get_shape())
                if len(shape) == 3 and "conv1d" in name:
                    shape = (shape[0], shape[2])
                yield TensorSource(name, shape, _loader(file, key, name, layout))


def _loader(file: Path, key: str, name: str, layout: Layout) -> Callable[[], Values]:
    def load() -> Values:
        with safe_open(file, "pt") as weights:
            # Through torch: numpy knows no bf16.
            values: NDArray[np.float32] = weights.get_tensor(key).float().numpy()
        return layout.to_gguf(name, values)

    return load
