"""What the operating system says of this computer: processor, graphics cards of NVIDIA's driver, name."""

import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from workers.contract.specs.hardware import Gpu

_PATIENCE_S = 60.0  # a driver that wakes its card, on a busy computer, takes many seconds
_CPUINFO = Path("/proc/cpuinfo")
_MIB = 1 << 20


def cpu_name() -> str:
    """As its maker calls it."""
    if sys.platform == "win32":
        import winreg

        place = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return str(winreg.QueryValueEx(key, "ProcessorNameString")[0]).strip()
        return platform.processor() or platform.machine()
    if sys.platform == "darwin":
        return _said(["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"])
    return _cpuinfo("model name") or platform.processor() or platform.machine()


def physical_cores() -> int:
    """Cores this process may use; hyper-threads do not help matrix products."""
    here = psutil.Process()
    granted = len(here.cpu_affinity()) if hasattr(here, "cpu_affinity") else psutil.cpu_count() or 1
    return max(1, min(psutil.cpu_count(logical=False) or granted, granted))


def system_name() -> str:
    """The operating system with its version and the machine's architecture."""
    with suppress(OSError, AttributeError):
        release = platform.freedesktop_os_release()
        return f"{release.get('PRETTY_NAME', 'Linux')}, {platform.machine()}"
    return f"{platform.system()} {platform.release()}, {platform.machine()}"


def nvidia_cards() -> tuple[Gpu, ...]:
    """Cards that NVIDIA's driver knows, also when the installed llama.cpp cannot use them (backend "")."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    query = ["--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"]
    return parse_nvidia(_said([program, *query]))


def parse_nvidia(untrusted: str) -> tuple[Gpu, ...]:
    """The answer of nvidia-smi: name, MiB in all, MiB free, a line a card."""
    cards = []
    for line in untrusted.splitlines():
        fields = [field.strip() for field in line.rsplit(",", 2)]
        if len(fields) == 3 and fields[1].isdigit() and fields[2].isdigit():
            cards.append(Gpu(fields[0], int(fields[1]) * _MIB, int(fields[2]) * _MIB, ""))
    return tuple(cards)


def _cpuinfo(name: str) -> str:
    with suppress(OSError):
        for line in _CPUINFO.read_text("utf-8", "replace").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == name:
                return value.strip()
    return ""


def _said(command: list[str]) -> str:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S, stdin=subprocess.DEVNULL)
        return done.stdout.decode("utf-8", "replace").strip()
    return ""
