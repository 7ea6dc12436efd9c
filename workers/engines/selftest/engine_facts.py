"""What a verdict about an engine depends on: its files, this processor, the cards and their drivers. Nothing
of it is asked of a driver, for that is what may crash."""

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workers.contract import engine_memory
from workers.contract.engine import EngineReport
from workers.contract.engine_memory import EngineMemory
from workers.contract.specs.models import EMBEDDER_FILES
from workers.engines.computer import cpu_name

MEASURES = Path(__file__).resolve().parents[3] / "resources"  # what engines are measured by
_CPUINFO = Path("/proc/cpuinfo")
_FLAGS = ("flags", "Features")  # x86-64, ARM64
_ICD = ("/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d", "/usr/local/share/vulkan/icd.d")
_NVIDIA = Path("/sys/module/nvidia/version")
_CARDS = Path("/sys/class/drm")
# Variables with which a person hides or shows cards.
_VISIBLE = ("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "GGML_VK_VISIBLE_DEVICES", "VK_ICD_FILENAMES",
            "VK_DRIVER_FILES")  # fmt: skip
_WINDOWS_CARDS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"


def files(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """(name, bytes, time of change in ns) of each file that is there."""
    found = []
    for path in sorted(paths):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path.name, status.st_size, status.st_mtime_ns))
    return tuple(found)


def processor() -> tuple[str, ...]:
    """Name and instructions of the processor, and the system's version: it decides which instructions may be
    used, and it brings the drivers."""
    return (cpu_name(), _flags(), platform.machine(), platform.release(), platform.version())


def search_model(folder: Path) -> tuple[object, ...]:
    """What a verdict about the search model in `folder` depends on."""
    engine = f"onnxruntime {version('onnxruntime')}"
    parts = files(folder / name for name in EMBEDDER_FILES)
    return (str(folder), parts, engine, processor(), files(MEASURES.glob("search_check/*")))


def search_verdicts(memory: EngineMemory) -> dict[str, EngineReport]:
    """The remembered verdicts about search models that hold now, by the models' folders."""
    return {
        report.folder: report
        for name, report in memory.reports_of(engine_memory.SEARCH).items()
        if report.folder and name == engine_memory.key(*search_model(Path(report.folder)))
    }


def cards() -> tuple[str, ...]:
    """Cards with their drivers, as the system's own lists name them."""
    found = [f"{name}={os.environ[name]}" for name in _VISIBLE if name in os.environ]
    if sys.platform == "win32":
        return (*found, *_windows_cards())
    for folder in _ICD:
        found += [str(one) for one in files(Path(folder).glob("*.json"))]
    found.append(_text(_NVIDIA))
    for card in sorted(_CARDS.glob("card[0-9]*")):
        found.append(f"{card.name} {_text(card / 'device/vendor')} {_text(card / 'device/device')}")
    return tuple(found)


def _flags() -> str:
    for line in _text(_CPUINFO).splitlines():
        key, _, value = line.partition(":")
        if key.strip() in _FLAGS:
            return value.strip()
    return os.environ.get("PROCESSOR_IDENTIFIER", "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _windows_cards() -> list[str]:
    found: list[str] = []
    if sys.platform == "win32":
        import winreg

        found += listed_cards(winreg)
    return found


def listed_cards(registry: Any) -> Iterator[str]:
    """Cards with their drivers as Windows' registry has them; none where it has no such list. `registry` is
    the module `winreg`."""
    computer = registry.HKEY_LOCAL_MACHINE
    with suppress(OSError), registry.OpenKey(computer, _WINDOWS_CARDS) as cards:
        for index in range(registry.QueryInfoKey(cards)[0]):
            place = f"{_WINDOWS_CARDS}\\{registry.EnumKey(cards, index)}"
            with suppress(OSError), registry.OpenKey(computer, place) as card:  # "Properties" may not be read
                name = registry.QueryValueEx(card, "DriverDesc")[0]
                yield f"{name} {registry.QueryValueEx(card, 'DriverVersion')[0]}"
