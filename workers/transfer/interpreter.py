"""A Python that can be given packages of its own: ours, or the system's where ours is frozen."""

import contextlib
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from workers.contract.codes import Code, ProblemError

# The lock of the training component has wheels for all of these, on Linux and on Windows, and for no other.
OLDEST, NEWEST = (3, 11), (3, 14)
# An administrator's choice; looked at first.
CHOSEN = "BUKVAR_PYTHON"
# What packages of binary code ask: 64 bits, the usual CPython with its lock, a venv that can be made.
_ASK = (
    "import json, struct, sys, sysconfig, venv; print(json.dumps(["
    "'%d.%d' % sys.version_info[:2], sys.executable, sys.implementation.name == 'cpython' "
    "and struct.calcsize('P') == 8 and not sysconfig.get_config_var('Py_GIL_DISABLED')]))"
)
_PYTHONS = "Software\\Python"  # PEP 514


def find(wanted: tuple[str, ...] = (), system: str = sys.platform) -> str:
    """The path of an interpreter, of one of the versions `wanted` ("3.11") where these are named. `system` is
    as Python's own `sys.platform`. Raises PYTHON_MISSING where there is none: ours will not do in a frozen
    build."""
    versions = [f"{OLDEST[0]}.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    versions = [version for version in versions if not wanted or version in wanted]
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not getattr(sys, "frozen", False) and ours in versions:
        return sys.executable
    for command in _commands(versions, system):
        if path := _path(command, versions):
            return path
    oldest, newest = (versions or wanted)[-1], (versions or wanted)[0]
    raise ProblemError(Code.PYTHON_MISSING, oldest=oldest, newest=newest)


def _commands(versions: list[str], system: str) -> Iterator[list[str]]:
    """Ways to start an interpreter, the best first."""
    if chosen := os.environ.get(CHOSEN):
        yield [chosen]
    if system == "win32":
        if launcher := shutil.which("py"):
            for version in versions:
                yield [launcher, f"-{version}"]
        for path in registered(importlib.import_module("winreg"), versions):
            yield [path]
        names = ["python"]
    else:
        names = [*(f"python{version}" for version in versions), "python3"]
    for name in names:
        found = shutil.which(name)
        if found and not _of_store(found):
            yield [found]


def registered(registry: Any, versions: list[str]) -> Iterator[str]:
    """The interpreters that setups have entered in Windows' registry (PEP 514), of these versions. `registry`
    is the module `winreg`."""
    for hive in (registry.HKEY_CURRENT_USER, registry.HKEY_LOCAL_MACHINE):
        for company in _below(registry, hive, _PYTHONS):
            tags = list(_below(registry, hive, f"{_PYTHONS}\\{company}"))
            for version in versions:
                for tag in tags:
                    # "3.13"; of other makers "cpython-3.13" and the like. "3.13-32" and "3.13t" are others.
                    if tag == version or tag.endswith(f"-{version}"):
                        place = f"{_PYTHONS}\\{company}\\{tag}\\InstallPath"
                        if path := _executable(registry, hive, place):
                            yield path


def _below(registry: Any, hive: Any, key: str) -> Iterator[str]:
    """The names of the keys below one; none where it is missing."""
    with contextlib.suppress(OSError), registry.OpenKey(hive, key) as opened:
        for index in range(registry.QueryInfoKey(opened)[0]):
            yield str(registry.EnumKey(opened, index))


def _executable(registry: Any, hive: Any, key: str) -> str:
    """What an installation says of its program; "" when it is not there or is the Store's."""
    with contextlib.suppress(OSError), registry.OpenKey(hive, key) as opened:
        path = ""
        with contextlib.suppress(OSError):
            path = str(registry.QueryValueEx(opened, "ExecutablePath")[0])
        if not path:
            path = os.path.join(str(registry.QueryValueEx(opened, "")[0]), "python.exe")
        if os.path.isfile(path) and not _of_store(path):
            return path
    return ""


def _of_store(path: str) -> bool:
    """Whether it is Microsoft's Store: its `python.exe` only advertises, and a Python that it has installed
    sees a user's folders in other places than everybody else."""
    return "\\windowsapps\\" in path.replace("/", "\\").lower()


def _path(command: list[str], versions: list[str]) -> str:
    """The interpreter that a command starts; "" for what is no whole Python of these versions."""
    with contextlib.suppress(OSError, ValueError, TypeError, subprocess.SubprocessError):
        asked = [*command, "-I", "-c", _ASK]
        said = subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=600, check=True)
        version, path, fits = json.loads(said.stdout)
        if version in versions and fits and not _of_store(path):
            return str(path)
    return ""
