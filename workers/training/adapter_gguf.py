"""An adapter as PEFT saves it → an adapter as llama.cpp reads it.

Written against the GGUF specification and llama.cpp's reading of adapters: for each linear layer the tensors
`<base tensor>.lora_a` (rank × inputs) and `.lora_b` (outputs × rank), F16, and the scale in
`adapter.lora.alpha` (llama.cpp multiplies by alpha / rank).
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from workers.contract.codes import Code, ProblemError
from workers.files import publish, sha256_of
from workers.training import architectures
from workers.training.architectures import Heads, Layout
from workers.training.gguf_tensors import BaseWeights
from workers.training.weight_files import weight_files

_PREFIX = "base_model.model."


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the base model says: its tensors with (outputs, inputs), their names and layout."""

    architecture: str
    shapes: dict[str, tuple[int, ...]]
    find: Callable[[str], str]
    layout: Layout


def write(peft_folder: Path, base: Path, output: Path) -> str:
    """Write `output` and return its sha256. `base` is the GGUF or the model folder that was trained. Raises
    ADAPTER_DAMAGED for what cannot be said in a GGUF adapter (DoRA, modules_to_save, trained bias, ranks of
    their own, unknown tensors), ADAPTER_FOREIGN for shapes that do not fit the base."""
    plan = _plan(base)
    config = _config(peft_folder)
    rank = int(config["r"])
    # rsLoRA scales by alpha / sqrt(r), llama.cpp by alpha / r.
    alpha = float(config["lora_alpha"]) * (math.sqrt(rank) if config.get("use_rslora") else 1.0)
    tensors = _tensors(peft_folder, plan, rank, base)
    output.parent.mkdir(parents=True, exist_ok=True)
    new = output.with_name(f".{output.name}.new")
    try:
        _write(new, plan.architecture, alpha, tensors)
        digest = sha256_of(new)
        publish(new, output)
    finally:
        new.unlink(missing_ok=True)
    return digest


def _config(folder: Path) -> dict[str, Any]:
    file = folder / "adapter_config.json"
    try:
        untrusted = json.loads(file.read_bytes())
        if not (0 < int(untrusted["r"]) <= 4096 and math.isfinite(float(untrusted["lora_alpha"]))):
            raise ValueError("rank or alpha")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProblemError(Code.ADAPTER_DAMAGED, repr(error), file=folder.name) from error
    refused = [
        option
        for option in ("use_dora", "modules_to_save", "rank_pattern", "alpha_pattern", "lora_bias")
        if untrusted.get(option)
    ]
    if untrusted.get("bias") not in (None, "none"):
        refused.append("bias")
    if untrusted.get("peft_type", "LORA") != "LORA":
        refused.append("peft_type")
    if refused:
        raise ProblemError(Code.ADAPTER_DAMAGED, f"not for GGUF: {', '.join(refused)}", file=folder.name)
    return dict(untrusted)


def _plan(base: Path) -> _Plan:
    if not base.is_dir():
        model = BaseWeights(base)
        shapes = {name: model.shape(name) for name in model.tensors}
        find = architectures.tensor_names(model.architecture, model.config["num_hidden_layers"])
        return _Plan(model.architecture, shapes, find, model.layout)
    try:
        architecture, config = architectures.of_config(json.loads((base / "config.json").read_bytes()))
        if not architecture:
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, architecture=str(config.get("model_type", "")))
        find = architectures.tensor_names(architecture, int(config["num_hidden_layers"]))
        layout = Layout(architecture, Heads.of(config))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=base.name) from error
    found: dict[str, tuple[int, ...]] = {}
    try:
        for file in weight_files(base):
            with safe_open(file, "np") as weights:
                for key in weights.keys():  # noqa: SIM118 - no dict
                    if name := find(architectures.text_name(key)):
                        found[name] = tuple(weights.get_slice(key).get_shape())
    except (OSError, SafetensorError) as error:
        raise ProblemError(Code.MODEL_DAMAGED, str(error), model=base.name) from error
    return _Plan(architecture, found, find, layout)


def _tensors(folder: Path, plan: _Plan, rank: int, base: Path) -> dict[str, NDArray[np.float16]]:
    """GGUF name → numbers, in the order of layers."""
    found: dict[str, NDArray[np.float16]] = {}
    try:
        with safe_open(folder / "adapter_model.safetensors", "pt") as file:
            for key in file.keys():  # noqa: SIM118 - no dict
                module, dot, half = key.removeprefix(_PREFIX).removesuffix(".weight").rpartition(".lora_")
                name = plan.find(architectures.text_name(f"{module}.weight"))
                if not dot or half not in ("A", "B") or name not in plan.shapes:
                    raise ProblemError(Code.ADAPTER_DAMAGED, f"tensor {key}", file=folder.name)
                # Through torch: numpy knows no bf16.
                values = file.get_tensor(key).float().numpy()
                outputs, inputs = plan.shapes[name]
                if values.shape != ((rank, inputs) if half == "A" else (outputs, rank)):
                    detail = f"{key} {values.shape} on {name} {plan.shapes[name]}"
                    raise ProblemError(Code.ADAPTER_FOREIGN, detail, file=folder.name, model=base.name)
                values = plan.layout.half_to_gguf(name, half, values)
                halves = values.astype(np.float16)
                if not np.isfinite(halves).all():
                    raise ProblemError(Code.ADAPTER_DAMAGED, f"{key}: no numbers", file=folder.name)
                found[f"{name}.lora_{half.lower()}"] = halves
    except (OSError, SafetensorError) as error:
        raise ProblemError(Code.ADAPTER_DAMAGED, str(error), file=folder.name) from error
    halves_of = {name[:-1] for name in found}
    if not found or any(stem + half not in found for stem in halves_of for half in "ab"):
        raise ProblemError(Code.ADAPTER_DAMAGED, "a half is missing", file=folder.name)
    return dict(sorted(found.items(), key=lambda item: (int(item[0].split(".")[1]), item[0])))


def _write(path: Path, architecture: str, alpha: float, tensors: dict[str, NDArray[np.float16]]) -> None:
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, alpha)
    for name, values in tensors.items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
