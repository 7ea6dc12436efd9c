"""What graphics cards the installed build of llama.cpp can use, and how much of their memory is free."""

import ctypes
from dataclasses import dataclass

from workers.engines.llama import ggml_library, llama_backends

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
    """The cards that have proved themselves here, in llama.cpp's order; empty in a build for the processor
    alone. Raises `ProblemError` ENGINE_UNUSABLE."""
    llama_backends.load()
    proved = llama_backends.devices()
    return tuple(one for one in present() if one.backend in proved) if proved else ()


def present() -> tuple[Device, ...]:
    """All cards that layers could go to, whether they compute rightly or not. A driver that crashes does so
    here: `gpus` is for everybody but the child process that proves them."""
    count = ggml_library.function("ggml_backend_dev_count", ctypes.c_size_t)
    get = ggml_library.function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
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
    return int(ggml_library.function("ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)(handle))


def _text(function_name: str, handle: int) -> str:
    function = ggml_library.function(function_name, ctypes.c_char_p, ctypes.c_void_p)
    return (function(handle) or b"").decode("utf-8", "replace")


def _memory(handle: int) -> tuple[int, int]:
    size_pointer = ctypes.POINTER(ctypes.c_size_t)
    function = ggml_library.function(
        "ggml_backend_dev_memory", None, ctypes.c_void_p, size_pointer, size_pointer
    )
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    function(handle, ctypes.byref(free), ctypes.byref(total))
    return total.value, free.value
