"""`python -m installer engine`: llama.cpp for every processor, in `build/engine/` as one wheel.

The locked version is compiled from its source with a back end for each generation of processors, chosen
when it is loaded (`workers/engines/llama_backends.py`), and one for graphics cards through Vulkan. It takes a
quarter of an hour on two cores and needs Debian's packages glslc, libvulkan-dev and spirv-headers. Vulkan
headers older than 1.3.280 do not do: `--vulkan-include DIR` names newer ones (the folder that holds
`vulkan/vulkan.hpp`). `--without-vulkan` leaves graphics cards out.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "engine"
NAME = "llama-cpp-python"
# Back ends lie beside the library and find it there; nothing of this very processor is compiled in.
FLAGS = (
    "GGML_BACKEND_DL=ON", "GGML_CPU_ALL_VARIANTS=ON", "GGML_NATIVE=OFF", "LLAVA_BUILD=OFF",
    "CMAKE_INSTALL_BINDIR=llama_cpp/lib", "CMAKE_INSTALL_LIBDIR=llama_cpp/lib",
    "CMAKE_INSTALL_INCLUDEDIR=llama_cpp/include", "CMAKE_INSTALL_RPATH=$ORIGIN",
    "CMAKE_SHARED_LINKER_FLAGS=-s", "CMAKE_MODULE_LINKER_FLAGS=-s",
)  # fmt: skip
NEEDED = ("glslc", "c++")


def main(arguments: list[str]) -> int:
    """Build; 0 when the wheel is there, 1 when a tool is missing."""
    parser = argparse.ArgumentParser(prog="python -m installer engine")
    parser.add_argument("--without-vulkan", action="store_true")
    parser.add_argument("--vulkan-include", type=Path, metavar="DIR")
    asked = parser.parse_args(arguments)
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing and not asked.without_vulkan:
        print(
            f"missing: {', '.join(missing)} (Debian: glslc libvulkan-dev spirv-headers g++)", file=sys.stderr
        )
        return 1
    WORK.mkdir(parents=True, exist_ok=True)
    requirement = WORK / "requirement.txt"
    requirement.write_text(locked(), encoding="utf-8")
    flags = [f"-D{flag}" for flag in FLAGS]
    flags.append(f"-DGGML_VULKAN={'OFF' if asked.without_vulkan else 'ON'}")
    if asked.vulkan_include:
        flags.append(f"-DVulkan_INCLUDE_DIR={asked.vulkan_include.resolve()}")
    environment = {
        **os.environ,
        "CMAKE_ARGS": " ".join(flags),
        "CMAKE_BUILD_PARALLEL_LEVEL": os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 1)),
        # The pinned cmake and ninja of the project's environment.
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    out = WORK / "out"
    shutil.rmtree(out, ignore_errors=True)
    command: list[str | Path] = [
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--require-hashes",
        "--no-binary", NAME, "--wheel-dir", out, "--requirement", requirement,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    wheels = list(out.glob("llama_cpp_python-*.whl"))
    if done.returncode or len(wheels) != 1:
        return 1
    result = WORK / wheels[0].name
    wheels[0].replace(result)
    print(f"{result.relative_to(ROOT)} ({result.stat().st_size / 1e6:.0f} MB)")
    return 0


def locked() -> str:
    """The engine's entry of the lock, with its hashes."""
    lock = (ROOT / "installer" / "locks" / "app.txt").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", lock)
    return next(entry for entry in entries if entry.startswith(f"{NAME}=="))
