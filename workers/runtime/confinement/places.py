"""What of the system a confined process reads: Python, the program, libraries and their data; no file of a
person and no secret of the system."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from workers.runtime.confinement import landlock

_ROOT = Path(__file__).resolve().parents[3]
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store", "/gnu/store")
_SETTINGS = (
    "/etc/ld.so.cache", "/etc/ld-musl-x86_64.path", "/etc/ld-musl-aarch64.path", "/etc/localtime",
    "/etc/mime.types", "/etc/fonts", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf",
    "/etc/crypto-policies", "/etc/alternatives", "/sys/devices/system/cpu",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
# Where a program that is not the system's has its libraries and data, from its folder.
_BESIDE = ("tessdata", "lib", "../lib", "../lib64", "../libexec", "../share")
_LOADERS = ("lib*/ld-*.so*", "lib/*/ld-*.so*", "usr/lib*/ld-*.so*", "usr/lib/*/ld-*.so*")


def of_the_system(programs: Sequence[str] = ()) -> Iterator[landlock.Rule]:
    """The rules for all that belongs to nobody. The `programs`, and what loads them, may be run; one that is
    a script calls others of the system."""
    runs_all = any(map(_is_script, programs))
    for place in map(Path, _SYSTEM):
        yield landlock.Rule(place, landlock.RUN if runs_all else landlock.READ)
    for place in (*_of_the_program(), *map(Path, _SETTINGS)):
        yield landlock.Rule(place, landlock.READ)
    for name in _DEVICES:
        yield landlock.Rule(Path(name), landlock.DEVICE)
    for program in map(Path, programs):
        yield landlock.Rule(program, landlock.RUN)
        for beside in _BESIDE:
            yield landlock.Rule(program.parent / beside, landlock.READ)
    if programs:
        for loader in (found for pattern in _LOADERS for found in Path("/").glob(pattern)):
            yield landlock.Rule(loader, landlock.RUN)
        for name in ("TESSDATA_PREFIX", "SNAP"):  # where a program has data of its own
            if os.environ.get(name):
                yield landlock.Rule(Path(os.environ[name]), landlock.READ)


def _of_the_program() -> set[Path]:
    if getattr(sys, "frozen", False):
        return {Path(sys.executable).parent, Path(getattr(sys, "_MEIPASS", sys.executable))}
    packages = {Path(one) for one in sys.path if one and Path(one).name in ("site-packages", "dist-packages")}
    prefixes = {Path(one) for one in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    return prefixes | packages | {_ROOT / "workers", _ROOT / "resources"}


def _is_script(program: str) -> bool:
    try:
        with open(program, "rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False
