"""Reads a GGUF adapter and says whether it sits on a base model, before llama.cpp may touch it: a missing
file, or an adapter of another model, ends the whole process there.
"""

import math
import struct
from dataclasses import replace
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.training.adapters import AdapterFacts
from workers.engines.gguf import gguf_header
from workers.files import sha256_of

_TYPES = ("F32", "F16", "BF16")


def inspect(path: Path, base: Path) -> AdapterFacts:
    """What the adapter is. Raises ADAPTER_MISSING, ADAPTER_DAMAGED (no sound LoRA adapter), ADAPTER_FOREIGN
    (of another architecture, or a tensor has no place in `base`), and what is wrong with the base."""
    return replace(check(path, base), sha256=sha256_of(path))


def check(path: Path, base: Path) -> AdapterFacts:
    """As `inspect`, without the sha256 (a hundredth of a second)."""
    if not path.is_file():
        raise ProblemError(Code.ADAPTER_MISSING, adapter=path.name)
    adapter = _read(path)
    try:
        model = gguf_header.read_header(base)
    except OSError as error:
        raise ProblemError(Code.MODEL_MISSING, str(error), model=base.name) from error
    architecture = adapter.text("general.architecture")[:64]
    if architecture != model.text("general.architecture"):
        raise ProblemError(Code.ADAPTER_FOREIGN, architecture, file=path.name, model=base.name)
    places = {tensor.name: tensor.dimensions for tensor in model.tensors}
    shapes = {tensor.name: tensor.dimensions for tensor in adapter.tensors}
    rank = 0
    for name, dimensions in shapes.items():
        stem, dot, half = name.rpartition(".lora_")
        if not dot or half not in ("a", "b"):
            raise _damaged(path, f"tensor {name}")
        if half == "b":
            if f"{stem}.lora_a" not in shapes:
                raise _damaged(path, f"{stem} has no lora_a")
            continue
        second = shapes.get(f"{stem}.lora_b")
        if second is None:
            raise _damaged(path, f"{stem} has no lora_b")
        if len(dimensions) != 2 or len(second) != 2 or dimensions[1] != second[0]:
            raise _damaged(path, f"{stem}: {dimensions} and {second}")
        if places.get(stem) != (dimensions[0], second[1]):
            detail = f"{stem}: {dimensions} and {second} on {places.get(stem)}"
            raise ProblemError(Code.ADAPTER_FOREIGN, detail, file=path.name, model=base.name)
        rank = max(rank, dimensions[1])
    alpha = float(adapter.values["adapter.lora.alpha"])  # type: ignore[arg-type]
    return AdapterFacts(str(path), path.stat().st_size, "", architecture, rank, alpha, len(shapes))


def _read(path: Path) -> gguf_header.GgufHeader:
    """The adapter's own soundness: a GGUF whose header says LoRA, with pairs of plain floats."""
    try:
        adapter = gguf_header.read_header(path)
    except ProblemError as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=path.name) from error
    if adapter.text("general.type") != "adapter" or adapter.text("adapter.type") != "lora":
        raise _damaged(path, "not a LoRA adapter")
    alpha = adapter.values.get("adapter.lora.alpha")
    if not isinstance(alpha, float) or not math.isfinite(alpha):
        raise _damaged(path, f"alpha {alpha!r}")
    if not adapter.tensors:
        raise _damaged(path, "no tensors")
    for tensor in adapter.tensors:
        if tensor.type not in _TYPES:
            raise _damaged(path, f"{tensor.name} of type {tensor.type}")
    _refuse_what_is_no_number(path, adapter)
    return adapter


def _refuse_what_is_no_number(path: Path, adapter: gguf_header.GgufHeader) -> None:
    """The first number of each tensor: a file with a hole, or of a training that went astray."""
    layouts = {"F32": "<f", "F16": "<e"}
    with path.open("rb") as file:
        for tensor in adapter.tensors:
            layout = layouts.get(tensor.type)
            if layout is None:
                continue
            file.seek(tensor.start)
            raw = file.read(struct.calcsize(layout))
            if not math.isfinite(struct.unpack(layout, raw)[0]):
                raise _damaged(path, f"{tensor.name} holds no numbers")


def _damaged(path: Path, detail: str) -> ProblemError:
    return ProblemError(Code.ADAPTER_DAMAGED, detail, file=path.name)
