"""Which instructions this processor knows, asked with the standard library alone: a library that was compiled
for a newer processor ends the process at once (SIGILL), before anything could be said.

Qt and numpy need what every processor since about 2009 has (x86-64-v2); llama.cpp and the rest need less.
AVX2 (2013) only makes answers quick.
"""

import ctypes
import os
import sys
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
# name → (leaf 0 or 1 as glibc counts them, register ebx … edx, bit) of <bits/platform/x86.h>.
_BITS = {
    "ssse3": (0, 2, 9),
    "sse4_1": (0, 2, 19),
    "sse4_2": (0, 2, 20),
    "popcnt": (0, 2, 23),
    "avx2": (1, 1, 5),
}
_NEEDED = ("ssse3", "sse4_1", "sse4_2", "popcnt")
_ACTIVE = 4  # a leaf is what the processor has (4 registers), then what may be used of it
# PF_SSE4_2_INSTRUCTIONS_AVAILABLE and PF_AVX2_… of winnt.h; the first is answered since build 19041.
_PF_SSE4_2, _PF_AVX2, _ANSWERED = 38, 40, 19041


def has_avx2() -> bool:
    """Whether answers come at full speed; False where it cannot be told."""
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(_PF_AVX2))
    if sys.platform == "darwin":
        known, size = ctypes.c_int(), ctypes.c_size_t(ctypes.sizeof(ctypes.c_int))
        ctypes.CDLL(None).sysctlbyname(
            b"hw.optional.avx2_0", ctypes.byref(known), ctypes.byref(size), None, 0
        )
        return bool(known.value)
    return "avx2" in (_usable() or ())


def too_old() -> bool:
    """Whether Qt and numpy would crash here; False where it cannot be told."""
    if _machine().lower() not in ("x86_64", "amd64"):
        return False
    if sys.platform == "win32":
        asked = sys.getwindowsversion().build >= _ANSWERED
        return asked and not ctypes.windll.kernel32.IsProcessorFeaturePresent(_PF_SSE4_2)
    usable = _usable()
    return usable is not None and not usable.issuperset(_NEEDED)


def _machine() -> str:
    if hasattr(os, "uname"):
        return os.uname().machine
    import platform

    return platform.machine()


def _usable() -> frozenset[str] | None:
    """What may be used, of the names above and perhaps more; None where nobody tells."""
    if sys.platform != "linux" or _machine() != "x86_64":
        return None
    try:
        leaf = ctypes.CDLL(None).__x86_get_cpuid_feature_leaf  # glibc 2.33
    except AttributeError:
        flags = _flags(_CPUINFO.read_text(encoding="utf-8", errors="replace"))
        return frozenset(flags) if flags else None
    leaf.restype, leaf.argtypes = ctypes.POINTER(ctypes.c_uint32 * 8), [ctypes.c_uint]
    return frozenset(
        name
        for name, (index, register, bit) in _BITS.items()
        if leaf(index).contents[_ACTIVE + register] >> bit & 1
    )


def _flags(cpuinfo: str) -> list[str]:
    """The flags of the first processor in /proc/cpuinfo."""
    lines = (line.partition(":") for line in cpuinfo.splitlines())
    return next((value.split() for key, _, value in lines if key.strip() == "flags"), [])
