"""Adapters on a loaded llama.cpp model: read once, put on and taken off between answers."""

import ctypes
from pathlib import Path
from typing import Any

import llama_cpp as llama

from workers.contract.codes import Code, ProblemError
from workers.engines.gguf import gguf_adapter

# A file replaced under the same name is another adapter.
_Key = tuple[str, int, int]


class LoadedAdapters:
    """The adapters of one model. Used from the thread of its model."""

    def __init__(self, model: Any, context: Any, base: Path) -> None:
        self._model, self._context, self._base = model, context, base
        self._kept: dict[_Key, Any] = {}
        self._on: tuple[_Key, float] | None = None

    def put_on(self, path: Path | None, strength: float) -> bool:
        """Put `path` on instead of what is on (None = nothing); returns whether that changed anything. Raises
        ADAPTER_MISSING, ADAPTER_DAMAGED, ADAPTER_FOREIGN, and then changes nothing."""
        strength = min(1.0, max(0.0, strength))
        wanted = None if path is None or strength == 0 else (_key(path), strength)
        if wanted == self._on:
            return False
        if path is None or wanted is None:
            llama.llama_set_adapters_lora(self._context, None, 0, None)
        else:
            handles = (llama.llama_adapter_lora_p_ctypes * 1)(self._handle(path, wanted[0]))
            scales = (ctypes.c_float * 1)(strength)
            if llama.llama_set_adapters_lora(self._context, handles, 1, scales) != 0:
                llama.llama_set_adapters_lora(self._context, None, 0, None)
                self._on = None
                raise ProblemError(Code.ADAPTER_DAMAGED, "llama_set_adapters_lora", file=path.name)
        self._on = wanted
        return True

    def _handle(self, path: Path, key: _Key) -> Any:
        if key not in self._kept:
            # llama.cpp does not check: an adapter of another model ends the process at the first word.
            gguf_adapter.check(path, self._base)
            handle = llama.llama_adapter_lora_init(self._model, str(path).encode("utf-8"))
            if not handle:
                raise ProblemError(Code.ADAPTER_DAMAGED, "llama_adapter_lora_init", file=path.name)
            self._kept[key] = handle
        return self._kept[key]

    def close(self) -> None:
        """Take everything off; llama.cpp frees the adapters with their model."""
        llama.llama_set_adapters_lora(self._context, None, 0, None)
        self._kept, self._on = {}, None


def _key(path: Path) -> _Key:
    try:
        state = path.stat()
    except OSError as error:
        raise ProblemError(Code.ADAPTER_MISSING, str(error), adapter=path.name) from error
    return str(path), state.st_mtime_ns, state.st_size
