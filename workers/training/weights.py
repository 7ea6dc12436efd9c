"""The bf16 copy of a GGUF model that the trainer loads: a model folder as transformers reads it.

Dequantised a piece at a time straight into the files, so memory does not grow with the model. The folder
appears whole or not at all; `manifest.json` names the GGUF it was made of and the hash of every file, and a
copy that does not fit them is made again.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from workers.contract.codes import Code, ProblemError
from workers.contract.system_memory import system_memory
from workers.files import publish, sha256_of
from workers.runtime.context import RequestCancelled
from workers.training import model_config, tokenizer_export
from workers.training.gguf_tensors import BaseWeights, to_bf16

FORMAT = 2  # raised when the copy is made differently
SHARD = 1 << 30  # bytes of tensors in one file at most, unless one tensor alone is larger
_RESERVE = 64 << 20  # left free on the disk
_WORK = 512 << 20  # memory beyond the largest q or k tensor: pieces, tables, the vocabulary

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def prepare(gguf: Path, folder: Path, progress: Progress, cancelled: Cancelled) -> Path:
    """The model folder for `gguf`, made when it is missing, foreign or damaged; `progress` gets bytes. Raises
    MODEL_MISSING, MODEL_DAMAGED, MODEL_NOT_TRAINABLE, DISK_FULL, NO_MEMORY, `RequestCancelled`."""
    if not gguf.is_file():
        raise ProblemError(Code.MODEL_MISSING, model=gguf.name)
    source = {"size": gguf.stat().st_size, "sha256": checked_sha256(gguf, cancelled)}
    if _is_sound(folder, source, cancelled):
        return folder
    base = BaseWeights(gguf)
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    _check_room(base, folder)
    new.mkdir(parents=True)
    try:
        ends = (base.value(f"tokenizer.ggml.{kind}_token_id") for kind in ("eos", "eot"))
        model_config.write(base.config, list({int(end) for end in ends if end is not None}), new)
        tokenizer_export.write(base, new)
        _write_shards(base, new, progress, cancelled)
        files = {file.name: _entry(file, cancelled) for file in sorted(new.iterdir())}
        manifest = {"format": FORMAT, "source": source, "files": files}
        (new / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        publish(new, folder)
    except OSError as error:
        free = shutil.disk_usage(new.parent).free
        if free < _RESERVE:
            raise ProblemError(Code.DISK_FULL, str(error), need=_size(base), free=free) from error
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return folder


def checked_sha256(path: Path, cancelled: Cancelled) -> str:
    """The sha256 of a file; `RequestCancelled` in between."""
    return sha256_of(path, on_read=lambda length: _check(cancelled))


def _check(cancelled: Cancelled) -> None:
    if cancelled():
        raise RequestCancelled(resumable=True)


def _is_sound(folder: Path, source: dict[str, Any], cancelled: Cancelled) -> bool:
    try:
        untrusted = json.loads((folder / "manifest.json").read_bytes())
        if untrusted["format"] != FORMAT or untrusted["source"] != source:
            return False
        files = dict(untrusted["files"])
        present = {file.name for file in folder.iterdir()} - {"manifest.json"}
        return present >= set(files) and all(
            _entry(folder / Path(name).name, cancelled) == entry for name, entry in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _entry(file: Path, cancelled: Cancelled) -> dict[str, Any]:
    return {"size": file.stat().st_size, "sha256": checked_sha256(file, cancelled)}


def _size(base: BaseWeights) -> int:
    return sum(2 * int(np.prod(base.shape(name))) for name in base.names) + (32 << 20)


def _check_room(base: BaseWeights, folder: Path) -> None:
    place = folder
    while not place.exists():
        place = place.parent
    need, free = _size(base) + _RESERVE, shutil.disk_usage(place).free
    if free < need:
        raise ProblemError(Code.DISK_FULL, need=need, free=free)
    turned = [name for name in base.names if not base.layout.is_plain(name)]
    memory = _WORK + max((12 * int(np.prod(base.shape(name))) for name in turned), default=0)
    available = system_memory().available
    if available < memory:
        raise ProblemError(Code.NO_MEMORY, need=memory, free=available)


def _write_shards(base: BaseWeights, folder: Path, progress: Progress, cancelled: Cancelled) -> None:
    names = base.names
    shards: list[list[str]] = [[]]
    filled = 0
    for name in names:
        size = 2 * int(np.prod(base.shape(name)))
        if shards[-1] and filled + size > SHARD:
            shards.append([])
            filled = 0
        shards[-1].append(name)
        filled += size
    total = sum(2 * int(np.prod(base.shape(name))) for name in names)
    done = 0
    index: dict[str, str] = {}
    for number, members in enumerate(shards, 1):
        file = (
            "model.safetensors" if len(shards) == 1 else f"model-{number:05}-of-{len(shards):05}.safetensors"
        )
        index |= {names[name]: file for name in members}
        done = _write_shard(base, members, folder / file, done, total, progress, cancelled)
    if len(shards) > 1:
        body = {"metadata": {"total_size": total}, "weight_map": index}
        (folder / "model.safetensors.index.json").write_text(json.dumps(body, indent=1), encoding="utf-8")


def _write_shard(
    base: BaseWeights,
    members: list[str],
    path: Path,
    done: int,
    total: int,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    """One safetensors file: length of the header, the header, the numbers. Returns the bytes done so far."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    names, at = base.names, 0
    for name in members:
        shape = base.shapes[names[name]]
        end = at + 2 * int(np.prod(shape))
        header[names[name]] = {"dtype": "BF16", "shape": list(shape), "data_offsets": [at, end]}
        at = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name in members:
            for piece in base.restored(name):
                _check(cancelled)
                done += file.write(to_bf16(piece).tobytes())
                progress(done, total)
        file.flush()
        os.fsync(file.fileno())  # now, while there is something to tell, and not all shards at the end
    return done
