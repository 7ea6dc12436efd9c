"""What graphics cards the installed build of llama.cpp can use, and how much of their memory is free."""

import ctypes
from dataclasses import dataclass
from typing import Any

import llama_cpp

from workers.engines import llama_backends

# enum ggml_backend_dev_type of ggml-backend.h: a card with its own memory, one that shares the computer's.
_OWN, _SHARED = 1, 2


@dataclass(frozen=True, slots=True)
class Device:
    """A graphics card; sizes in bytes. `backend` as llama.cpp names it ("CUDA0", "Vulkan1", "Metal");
    `shared`: its memory is the computer's own, so it must not be counted twice."""

    backend: str
    name: str
    total_bytes: int
    free_bytes: int
    shared: bool = False


def gpus() -> tuple[Device, ...]:
    """The cards that layers can go to, in llama.cpp's order; empty in a build for the processor alone."""
    llama_backends.load()
    if not llama_cpp.llama_supports_gpu_offload():
        return ()
    library = llama_backends.library()
    count, get = library.ggml_backend_dev_count, library.ggml_backend_dev_get
    count.restype, count.argtypes = ctypes.c_size_t, []
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    found = []
    for index in range(count()):
        handle = get(index)
        kind = _kind(handle)
        if kind in (_OWN, _SHARED):
            total, free = _memory(handle)
            found.append(
                Device(
                    _text("ggml_backend_dev_name", handle),
                    _text("ggml_backend_dev_description", handle),
                    total,
                    free,
                    kind == _SHARED,
                )
            )
    # As llama.cpp does: beside a card of its own memory, one built into the processor only slows it down.
    own = tuple(device for device in found if not device.shared)
    return own or tuple(found)


def _kind(handle: int) -> int:
    function = _base("ggml_backend_dev_type")
    function.restype, function.argtypes = ctypes.c_int, [ctypes.c_void_p]
    return int(function(handle))


def _text(function_name: str, handle: int) -> str:
    function = _base(function_name)
    function.restype, function.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    return (function(handle) or b"").decode("utf-8", "replace")


def _memory(handle: int) -> tuple[int, int]:
    function = _base("ggml_backend_dev_memory")
    size_pointer = ctypes.POINTER(ctypes.c_size_t)
    function.restype, function.argtypes = None, [ctypes.c_void_p, size_pointer, size_pointer]
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    function(handle, ctypes.byref(free), ctypes.byref(total))
    return total.value, free.value


def _base(name: str) -> Any:
    # Device functions live in ggml-base, which libllama is linked to: its symbols are found through it.
    return getattr(llama_backends.library(), name)
