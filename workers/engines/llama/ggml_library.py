"""The functions of ggml, looked up in the library that holds them.

On Linux and macOS a look-up in libllama finds what the libraries hold that it is linked to, and only the
copies that libllama itself has loaded count (a wheel holds no links, so libggml lies there under three
names). Windows looks into the library that was named and no further: there the holder has to be asked itself.
"""

import ctypes
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import llama_cpp
from llama_cpp import llama_cpp as binding

LOG_ERROR = 4  # GGML_LOG_LEVEL_ERROR of ggml.h
# library (without prefix and suffix) → the functions of ggml-backend.h that it exports and we call.
HOLDERS = {
    "ggml": (
        "ggml_backend_load", "ggml_backend_dev_count", "ggml_backend_dev_get", "ggml_backend_dev_by_name",
        "ggml_backend_reg_count",
    ),
    "ggml-base": (
        "ggml_backend_dev_name", "ggml_backend_dev_description", "ggml_backend_dev_memory",
        "ggml_backend_dev_type", "ggml_backend_dev_backend_reg", "ggml_backend_reg_dev_count",
        "ggml_backend_reg_dev_get",
    ),
}  # fmt: skip


def folder() -> Path:
    """Where libllama and the back ends lie; `LLAMA_CPP_LIB_PATH` names another folder with a whole build, for
    tests and support."""
    return Path(binding._base_path)


def version() -> str:
    """Of the installed llama-cpp-python."""
    return str(llama_cpp.__version__)


def function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function `name` with its types; raises AttributeError when nobody has it."""
    found = getattr(_holder(name), name)
    found.restype, found.argtypes = result, list(arguments)
    return found  # type: ignore[no-any-return]


def holder_file(name: str, names: Sequence[str]) -> str:
    """Of the files `names` of a folder on Windows, the one that exports the function `name`. Raises
    LookupError for a function that is not ours, or when the library is not there."""
    library = next((library for library, functions in HOLDERS.items() if name in functions), "")
    for file in (f"{library}.dll", f"lib{library}.dll"):
        if file in names:
            return file
    raise LookupError(f"no {library}.dll, which holds {name}" if library else f"nobody holds {name}")


def _holder(name: str) -> Any:
    if sys.platform == "win32":
        place = folder()
        file = holder_file(name, [one.name.lower() for one in place.iterdir()])
        return ctypes.CDLL(str(place / file))  # it is loaded already, by libllama
    return binding._lib


def errors_only() -> None:
    """Have llama.cpp write errors to stderr (kept as the tail of a crash report) and nothing else."""
    llama_cpp.llama_log_set(_LOG, ctypes.c_void_p(0))


def _log(level: int, text: bytes, _data: object) -> None:
    if level == LOG_ERROR:
        sys.stderr.write(text.decode("utf-8", "replace"))


# llama.cpp keeps the pointer: the object has to live as long as the process.
_LOG = llama_cpp.llama_log_callback(_log)
