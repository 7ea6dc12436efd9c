"""Loads the back ends of llama.cpp where they are libraries of their own, as in the builds that are handed
out: one for each generation of processors, of which the best that runs here is taken, and one for graphics
cards.

Without this such a build says that no back ends are loaded (abetlen/llama-cpp-python issue 2069).
"""

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

import llama_cpp
from llama_cpp import llama_cpp as binding

_PATTERN = "*ggml-cpu-*"


@cache
def load() -> None:
    """Once a process, before anything else of llama.cpp; builds with everything in one library need
    nothing."""
    folder = Path(llama_cpp.__file__).parent / "lib"
    if not any(folder.glob(_PATTERN)):
        return
    function = library().ggml_backend_load_all_from_path
    function.restype, function.argtypes = None, [ctypes.c_char_p]
    function(str(folder).encode())


def library() -> Any:
    """Where the functions of ggml are looked up: a wheel holds no links, so libggml lies there under three
    names, and only what libllama itself has loaded is the copy that counts."""
    return binding._lib


def processor() -> str:
    """The back end that was taken for this processor ("haswell"); "" for a build with only one."""
    load()
    maps = Path("/proc/self/maps")
    if not maps.is_file():
        return ""
    for line in maps.read_text(encoding="utf-8", errors="replace").splitlines():
        name = line.rpartition("/")[2]
        if name.startswith("libggml-cpu-"):
            return name.removeprefix("libggml-cpu-").partition(".")[0]
    return ""
