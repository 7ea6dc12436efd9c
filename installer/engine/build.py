"""`python -m installer engine`: llama.cpp with a library for each generation of processors, as one wheel.

The locked version is compiled from its source. Which of the libraries answers is chosen, and proved, when a
model is loaded (`workers/engines/llama/llama_backends.py`). `./run` and `./test` use the same command,
without the library for graphics cards, so that what developers run is what the packages hold.

--without-vulkan      leave graphics cards out; otherwise Debian's packages glslc, libvulkan-dev and
                      spirv-headers are needed
--vulkan-include DIR  Vulkan headers (the folder that holds `vulkan/vulkan.hpp`) in place of the system's,
                      which have to be 1.3.280 or newer
--where               only print where the finished wheel is; 1 when there is none

The work lies in `build/engine/KEY/` and is gone on with when it was cut off; a finished wheel is taken again
as long as its hash is the one that was noted beside it.
"""

import argparse
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from installer.locks import entry
from installer.locks.network import environment as network
from installer.project import ROOT
from installer.tools import missing
from workers.contract.system_memory import system_memory
from workers.files import sha256, sha256_of

# Finished wheels can be kept between checkouts, each with its hash beside it.
WORK = Path(os.environ.get("BUKVAR_ENGINE_CACHE") or ROOT / "build" / "engine")
NAME = "llama-cpp-python"
# Generations of x86-64 processors that get code of their own, from what Qt and numpy need (SSE4.2) up. Left
# out are those that differ little from a neighbour, and the one with AMX: gcc 12 drops the stores before
# `_tile_loadconfig`, so on each processor with AMX the first tile instruction ends the process. Such
# processors take zen4's code, which has all else that they can do.
VARIANTS = ("sse42", "sandybridge", "haswell", "alderlake", "skylakex", "cascadelake", "icelake", "zen4")
# Back ends lie beside the library and find it there. Nothing of this very processor is compiled in, nothing
# of what happens to be installed here: its own downloads, which want OpenSSL, are left out.
FLAGS = (
    "GGML_BACKEND_DL=ON", "GGML_CPU_ALL_VARIANTS=ON", "GGML_NATIVE=OFF", "LLAVA_BUILD=OFF",
    "LLAMA_OPENSSL=OFF",
    "CMAKE_INSTALL_BINDIR=llama_cpp/lib", "CMAKE_INSTALL_LIBDIR=llama_cpp/lib",
    "CMAKE_INSTALL_INCLUDEDIR=llama_cpp/include", "CMAKE_INSTALL_RPATH=$ORIGIN",
    "CMAKE_SHARED_LINKER_FLAGS=-s", "CMAKE_MODULE_LINKER_FLAGS=-s",
)  # fmt: skip
# Would compile in something of this computer's own.
_NOT_OBEYED = ("CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "CMAKE_ARGS", "SKBUILD_CMAKE_ARGS")
_VARIANT = re.compile(r"^\s*ggml_add_cpu_backend_variant\((\w+)")
_STEP = re.compile(r"^\[(\d+)/(\d+)\]")
_VULKAN_PROBE = """
#include <spirv/unified1/spirv.hpp>
#include <vulkan/vulkan.h>
#if VK_HEADER_VERSION < 280
#error The headers of Vulkan are older than 1.3.280.
#endif
"""
# One compiler of the larger files takes about this much; more at once than memory holds ends in a kill.
_COMPILER_MEMORY = 1024**3
_TELL_EVERY = 5.0  # seconds


def main(arguments: list[str]) -> int:
    """Build; 0 when the wheel is there, 1 when a tool is missing or the compilation failed."""
    parser = argparse.ArgumentParser(prog="python -m installer engine")
    parser.add_argument("--without-vulkan", action="store_true")
    parser.add_argument("--vulkan-include", type=Path, metavar="DIR")
    parser.add_argument("--where", action="store_true")
    asked = parser.parse_args(arguments)
    flags = [f"-D{flag}" for flag in FLAGS]
    flags.append(f"-DGGML_VULKAN={'OFF' if asked.without_vulkan else 'ON'}")
    if asked.vulkan_include:
        flags.append(f"-DVulkan_INCLUDE_DIR={asked.vulkan_include.resolve()}")
    lost = [missing(_tools(not asked.without_vulkan))]
    if not asked.without_vulkan:
        lost.append(_unfit_vulkan(asked.vulkan_include))
    if any(lost):
        print(*filter(None, lost), sep="\n", file=sys.stderr)
        return 1
    folder = WORK / f"{key(flags)}-{'cpu' if asked.without_vulkan else 'vulkan'}"
    wheel = finished(folder)
    if asked.where:
        print(wheel or "")
        return 0 if wheel else 1
    if wheel is None:
        wheel = _build(folder, flags)
    if wheel is None:
        return 1
    print(f"{wheel} ({wheel.stat().st_size / 1e6:.0f} MB)")
    return 0


def key(flags: list[str]) -> str:
    """What a wheel depends on: the locked source, the flags, the variants, the compiler and the machine."""
    said = [
        subprocess.run([*shlex.split(one), "--version"], capture_output=True, text=True, check=True)
        for one in _compilers()
    ]
    parts = [
        entry("app.txt", NAME),
        *flags,
        *VARIANTS,
        *(one.stdout.splitlines()[0] for one in said),
        platform.machine(),
    ]
    return sha256("\n".join(parts))[:16]


def _compilers() -> tuple[str, str]:
    """For C and for C++, as cmake takes them."""
    return os.environ.get("CC") or "cc", os.environ.get("CXX") or "c++"


def _tools(vulkan: bool) -> dict[str, str]:
    """What a build calls, and Debian's packages that have it."""
    cc, cxx = (shlex.split(one)[0] for one in _compilers())
    return {cc: "gcc", cxx: "g++", **({"glslc": "glslc"} if vulkan else {})}


def _unfit_vulkan(include: Path | None) -> str:
    """Why a library for graphics cards cannot be compiled and linked here; "" when it can. The compiler is
    asked, which knows where each system keeps its headers; on Windows cmake finds them by the Vulkan SDK."""
    compiler = shlex.split(_compilers()[1])
    if sys.platform == "win32" or shutil.which(compiler[0]) is None:
        return ""
    headers = [f"-I{include.resolve()}"] if include else []
    with tempfile.TemporaryDirectory() as folder:
        command = [*compiler, "-shared", "-fPIC", *headers, "-x", "c++", "-"]
        done = subprocess.run(
            [*command, "-lvulkan", "-o", f"{folder}/probe.so"],
            input=_VULKAN_PROBE, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode == 0:
        return ""
    return (
        "Nothing was begun: the headers and the library of Vulkan 1.3.280 or newer, or the headers of SPIR-V,"
        " are missing (Debian: libvulkan-dev spirv-headers). --vulkan-include names newer headers,"
        f" --without-vulkan leaves graphics cards out.\n{done.stderr.strip()[-600:]}"
    )


def finished(folder: Path) -> Path | None:
    """The wheel in `folder`, if it is the one that was finished there."""
    for wheel in folder.glob("llama_cpp_python-*.whl"):
        noted = wheel.with_suffix(".sha256")
        if noted.is_file() and noted.read_text(encoding="utf-8").strip() == sha256_of(wheel):
            return wheel
    return None


def newest() -> Path | None:
    """The wheel that was finished last; one with a library for graphics cards goes before one without."""
    wheels = [wheel for folder in WORK.glob("*-*") if (wheel := finished(folder)) is not None]
    return max(
        wheels,
        key=lambda wheel: (wheel.parent.name.endswith("-vulkan"), wheel.stat().st_mtime),
        default=None,
    )


def _build(folder: Path, flags: list[str]) -> Path | None:
    folder.mkdir(parents=True, exist_ok=True)
    source = _source(folder)
    if source is None:
        return None
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _NOT_OBEYED},
        "CMAKE_ARGS": " ".join(flags),
        "CMAKE_BUILD_PARALLEL_LEVEL": os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", str(_jobs())),
        # The pinned cmake and ninja of the project's environment.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",
    }
    command: list[str | Path] = [
        sys.executable, "-m", "pip", "wheel", "--verbose", "--no-deps", "--no-build-isolation", "--no-index",
        "--config-settings", f"build-dir={folder / 'cmake'}", "--wheel-dir", out, source,
    ]  # fmt: skip
    if not _run(command, environment, folder / "build.log"):
        return None
    (made,) = out.glob("llama_cpp_python-*.whl")
    wheel = folder / made.name
    wheel.with_suffix(".sha256").write_text(sha256_of(made), encoding="utf-8")
    made.replace(wheel)
    for leftover in ("source", "cmake", "out"):
        shutil.rmtree(folder / leftover, ignore_errors=True)
    return wheel


def _source(folder: Path) -> Path | None:
    """The unpacked source with the chosen variants; it stays until the wheel is finished, so that what was
    compiled already counts at the next try."""
    source = folder / "source"
    if (source / "complete").is_file():
        return source
    shutil.rmtree(source, ignore_errors=True)
    download = folder / "download"
    shutil.rmtree(download, ignore_errors=True)
    requirement = folder / "requirement.txt"
    requirement.write_text(entry("app.txt", NAME), encoding="utf-8")
    command: list[str | Path] = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation",
        "--require-hashes", "--no-binary", NAME, "--dest", download, "--requirement", requirement,
    ]  # fmt: skip
    if subprocess.run(command, cwd=folder, env=network(), check=False).returncode:
        return None
    (archive,) = download.glob("*.tar.gz")
    unpacked = folder / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    with tarfile.open(archive) as file:
        if hasattr(tarfile, "data_filter"):
            file.extractall(unpacked, filter="data")
        else:  # Debian 12's Python; the archive is the one whose hash is locked
            # Its hash is pinned.
            file.extractall(unpacked)  # nosec B202
    (inner,) = unpacked.iterdir()
    inner.replace(source)
    shutil.rmtree(unpacked)
    shutil.rmtree(download)
    choose(source / "vendor" / "llama.cpp" / "ggml" / "src" / "CMakeLists.txt")
    (source / "complete").touch()
    return source


def choose(rules: Path) -> None:
    """Leave only `VARIANTS` among the x86 back ends of llama.cpp's build rules. Raises `ValueError` where one
    of them is not offered any more: a new version has to be looked at."""
    lines = rules.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(
        i
        for i, line in enumerate(lines)
        if 'GGML_SYSTEM_ARCH STREQUAL "x86"' in line and "x64" in lines[i + 1]
    )
    end = next(
        i for i, line in enumerate(lines) if i > start and line.strip().startswith("elseif(GGML_SYSTEM_ARCH")
    )
    offered = [match[1] for line in lines[start:end] if (match := _VARIANT.match(line))]
    if lost := set(VARIANTS) - set(offered):
        raise ValueError(f"llama.cpp does not offer {', '.join(sorted(lost))} in {rules}")
    kept = [line for line in lines[start:end] if not (match := _VARIANT.match(line)) or match[1] in VARIANTS]
    rules.write_text("".join((*lines[:start], *kept, *lines[end:])), encoding="utf-8")


def _run(command: list[str | Path], environment: dict[str, str], log: Path) -> bool:
    """Run the build, keep all that it says in `log` and tell how far it is; True when it succeeded."""
    told, begin = 0.0, time.monotonic()
    with log.open("w", encoding="utf-8") as kept, subprocess.Popen(
        command, cwd=log.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            kept.write(line)
            step = _STEP.match(line.strip())
            if step and (time.monotonic() - told >= _TELL_EVERY or step[1] == step[2]):
                told = time.monotonic()
                print(f"[{step[1]}/{step[2]}] {told - begin:.0f} s", flush=True)
    if process.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
        print(*last, f"llama.cpp could not be compiled; all of it: {log}", sep="\n", file=sys.stderr)
    return process.returncode == 0


def _jobs() -> int:
    """Compilers at once: one a core, as many as memory holds (a container's own, where it has less)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, system_memory().total // _COMPILER_MEMORY))
