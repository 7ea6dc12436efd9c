"""What a child process does so that an engine proves itself: opens back ends, asks for cards, has a tiny
model read a prompt and write some tokens, and compares with what was computed without any engine.

The model and what it says come from `resources/engine_check` (made by `tests/fixtures/engine_check.py`): a
matrix in each usual kind of quantization, a prompt long enough for the kernels of many rows, single tokens
for those of one row. Whatever crashes here crashes this process alone.
"""

import ctypes
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp as llama
import numpy as np
import numpy.typing as npt

from workers.engines.llama import ggml_library

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "engine_check"
# Length of the difference to the reference, as a part of the reference's own spread. Measured (x64 … zen4,
# one to four threads, and the build for this very processor): 0.026 … 0.028, nearly all of it from
# activations in 8 bits, which the reference has not. Wrong kernels give 0.3 and more (a row that was left
# out, a scale that is off by a quarter).
TOLERANCE = 0.1
_CONTEXT = 256
_THREADS = 2  # so that the hand-over between threads is tried as well
_ALL = 99  # layers


class NotLoaded(Exception):
    """The system or ggml does not take a library."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far an engine is from the reference: the worst row's relative distance (see TOLERANCE), and whether
    each first choice is the expected one."""

    worst: float
    same_choices: bool

    @property
    def right(self) -> bool:
        """Whether the engine computes what it should (a number that is none is no small one)."""
        return bool(self.worst <= TOLERANCE) and self.same_choices


def score(file: str) -> int:
    """How well a back end suits this processor, higher is better, 0 = not at all; 1 for one that does not
    say. Raises `NotLoaded`."""
    try:
        library = ctypes.CDLL(file)
    except OSError as error:
        raise NotLoaded(str(error)) from error
    if not hasattr(library, "ggml_backend_init"):
        raise NotLoaded(f"{Path(file).name}: no ggml_backend_init")
    if not hasattr(library, "ggml_backend_score"):
        return 1
    library.ggml_backend_score.restype, library.ggml_backend_score.argtypes = ctypes.c_int, []
    return int(library.ggml_backend_score())


def load_backend(file: str) -> int:
    """Have ggml load a back end; its handle. Raises `NotLoaded`."""
    load = ggml_library.function("ggml_backend_load", ctypes.c_void_p, ctypes.c_char_p)
    try:
        handle = load(_as_ggml_reads_it(file))
    except OSError as error:
        raise NotLoaded(str(error)) from error
    if not handle:
        raise NotLoaded(f"{Path(file).name}: ggml does not take it")
    return int(handle)


def _as_ggml_reads_it(file: str) -> bytes:
    """The path for `ggml_backend_load`. On Windows that reads it in the system's code page, which need not
    have the letters of a user's folder; a library that is loaded already is found by its name alone."""
    if sys.platform == "win32":
        ctypes.CDLL(file)
        return Path(file).name.encode("ascii")
    return os.fsencode(file)


def device_list(*handles: int) -> Any:
    """Devices as `llama_model_params.devices` wants them, ended by NULL; keep it while the model is
    loaded."""
    return (ctypes.c_void_p * (len(handles) + 1))(*handles, None)


def pointer(devices: Any) -> ctypes.c_void_p:
    """A list of devices for the field of the parameters."""
    return ctypes.cast(devices, ctypes.c_void_p)


def device(name: str) -> int:
    """The handle of a device that llama.cpp calls `name`. Raises `NotLoaded`."""
    handle = ggml_library.function("ggml_backend_dev_by_name", ctypes.c_void_p, ctypes.c_char_p)(
        name.encode()
    )
    if not handle:
        raise NotLoaded(f"there is no {name}")
    return int(handle)


def compute(on: str = "", folder: Path = FOLDER) -> Difference:
    """Let the engine that is loaded compute: on the device `on`, or on the processor alone (""). Raises
    `NotLoaded` when it does not even take the model."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wanted = np.array(expected["rows"], dtype=np.float64)
    got = _Run(folder / "model.gguf", on).rows(expected)
    centred = wanted - wanted.mean(axis=1, keepdims=True)
    distance = np.linalg.norm(got - wanted, axis=1) / np.linalg.norm(centred, axis=1)
    written = len(expected["written"])
    same = bool((got[-written:].argmax(axis=1) == np.array(expected["written"])).all())
    return Difference(float(distance.max()), same)


class _Run:
    """The tiny model, loaded as the product loads one."""

    def __init__(self, model: Path, on: str) -> None:
        llama.llama_backend_init()
        parameters = llama.llama_model_default_params()
        parameters.n_gpu_layers = _ALL if on else 0
        self._devices = device_list(*([device(on)] if on else []))
        parameters.devices = pointer(self._devices)
        self._model = llama.llama_model_load_from_file(str(model).encode("utf-8"), parameters)
        if not self._model:
            raise NotLoaded("the model cannot be loaded")
        asked = llama.llama_context_default_params()
        asked.n_ctx = asked.n_batch = asked.n_ubatch = _CONTEXT
        asked.n_threads = asked.n_threads_batch = _THREADS
        self._context = llama.llama_init_from_model(self._model, asked)
        if not self._context:
            raise NotLoaded("no context can be made")
        self._width = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(self._model))

    def rows(self, expected: dict[str, Any]) -> npt.NDArray[np.float64]:
        """The logits after the prompt's chosen positions, its last one, and each token but the last."""
        prompt, written = expected["prompt"], expected["written"]
        if self._tokens(expected["text"]) != prompt:
            raise NotLoaded("the text is cut into other tokens")
        chosen = [*expected["positions"], len(prompt) - 1]
        batch = llama.llama_batch_init(len(prompt), 0, 1)
        for at, token in enumerate(prompt):
            batch.token[at], batch.pos[at], batch.n_seq_id[at] = token, at, 1
            batch.seq_id[at][0], batch.logits[at] = 0, at in chosen
        batch.n_tokens = len(prompt)
        self._decode(batch)
        found = [self._row(at) for at in chosen]
        one = (llama.llama_token * 1)()
        for token in written[:-1]:
            one[0] = token
            self._decode(llama.llama_batch_get_one(one, 1))
            found.append(self._row(-1))
        return np.array(found)

    def _decode(self, batch: Any) -> None:
        status = llama.llama_decode(self._context, batch)
        if status != 0:
            raise NotLoaded(f"llama_decode: {status}")

    def _row(self, at: int) -> npt.NDArray[np.float64]:
        values = llama.llama_get_logits_ith(self._context, at)
        return np.ctypeslib.as_array(values, shape=(self._width,)).astype(np.float64)

    def _tokens(self, text: str) -> list[int]:
        raw = text.encode()
        buffer = (llama.llama_token * (len(raw) + 8))()
        vocabulary = llama.llama_model_get_vocab(self._model)
        count = llama.llama_tokenize(vocabulary, raw, len(raw), buffer, len(buffer), True, False)
        return list(buffer[: max(0, count)])
