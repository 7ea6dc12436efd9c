"""`python -m installer.locks.install ENVIRONMENT LOCK…`: an environment that is what its locks say.

--python PATH     the Python that a new environment gets
--without NAME    leave this package out (it is compiled here and given as --wheel)
--wheel FILE      a wheel that was made on this computer
--project         Bukvar itself as well, editable

Nothing of the project's, a parent folder's or the user's configuration can change a version; the network
is reached as `installer.locks.network` finds it set up. What is in the environment and in none of the locks
goes.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from installer.locks import LOCKS, entries, uv
from installer.locks.network import environment
from installer.project import ROOT
from workers.files import sha256_of


def main(arguments: list[str]) -> int:
    """uv's exit code."""
    parser = argparse.ArgumentParser(prog="python -m installer.locks.install")
    parser.add_argument("environment", type=Path)
    parser.add_argument("locks", nargs="+", metavar="LOCK")
    parser.add_argument("--python", default="")
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--wheel", type=Path, action="append", default=[])
    parser.add_argument("--project", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        install(
            asked.environment,
            [LOCKS / f"{name}.txt" for name in asked.locks],
            python=asked.python,
            without=asked.without,
            wheels=asked.wheel,
            project=asked.project,
        )
    except subprocess.CalledProcessError as error:
        return error.returncode
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def install(
    folder: Path,
    locks: Sequence[Path],
    *,
    python: str = "",
    without: Sequence[str] = (),
    wheels: Sequence[Path] = (),
    project: bool = False,
) -> None:
    """Make the environment in `folder` hold these locks and wheels and nothing else; made with `python` where
    it is not there yet or does not start. Raises `subprocess.CalledProcessError`; can be done again then."""
    values = environment()
    values.pop("PYTHONPATH", None)
    values["VIRTUAL_ENV"] = str(folder)
    with tempfile.TemporaryDirectory() as neutral:
        # No folder above the working folder is the project's or the user's.
        if python and not _starts(folder):
            _run(
                [uv(), "venv", "--no-config", "--quiet", "--clear", "--python", python, folder],
                neutral,
                values,
            )
        text = requirements(locks, without, wheels)
        wanted = Path(neutral) / "locked.txt"
        wanted.write_text(text, encoding="utf-8")
        command: list[str | Path] = [uv(), "pip", "install", "--no-config", "--no-deps", "--require-hashes"]
        _run([*command, "--no-build-isolation", "-r", wanted], neutral, values)
        # What is left out here, and the project, stay as they are: a program may be running from this folder.
        known = {normal(re.split(r"[=@ ]", one)[0]) for one in entries(text)}
        kept = {normal(name) for name in (*without, "bukvar")}
        if strangers := sorted(installed(folder) - known - kept):
            _run([uv(), "pip", "uninstall", "--no-config", *strangers], neutral, values)
        if project:
            editable: list[str | Path] = [uv(), "pip", "install", "--no-config", "--no-deps"]
            _run([*editable, "--no-build-isolation", "--editable", ROOT], neutral, values)
            _point_relatively(folder)


def _point_relatively(folder: Path) -> None:
    """Python reads the line that leads to the project in the locale's encoding: where LC_ALL names a locale
    that is not installed (as over ssh), it does not start from a folder with Cyrillic letters. A relative
    line has none."""
    for place in _packages(folder):
        for line in place.glob("*bukvar*.pth"):
            line.write_text(os.path.relpath(ROOT, place.resolve()) + "\n", encoding="ascii")


def requirements(locks: Sequence[Path], without: Sequence[str], wheels: Sequence[Path]) -> str:
    """The text of one lock that holds all of these. A package that several locks name is named once: they
    were made to agree, and this raises `ValueError` where they do not."""
    found: dict[tuple[str, str], str] = {}
    for lock in locks:
        for one in entries(lock.read_text(encoding="utf-8")):
            pin, _, marker = one.partition("\\")[0].partition(";")
            name = pin.partition("==")[0].strip()
            if name in without:
                continue
            other = found.setdefault((name, marker.strip()), one)
            if other.split()[0] != one.split()[0]:
                raise ValueError(f"the locks differ: {other.split()[0]} and {one.split()[0]}")
    local = [
        f"{_name(wheel)} @ {wheel.resolve().as_uri()} --hash=sha256:{sha256_of(wheel)}\n" for wheel in wheels
    ]
    return "".join((*found.values(), *local))


def normal(name: str) -> str:
    """The name of a package as all tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(folder: Path) -> set[str]:
    """The normal names of what is installed in the environment."""
    found = (metadata.distributions(path=[str(place)]) for place in _packages(folder))
    return {normal(one.metadata["Name"]) for group in found for one in group if one.metadata["Name"]}


def _packages(folder: Path) -> list[Path]:
    """Where an environment's packages lie, on Linux and macOS or on Windows."""
    return [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]


def _name(wheel: Path) -> str:
    return wheel.name.split("-")[0].replace("_", "-")


def _starts(folder: Path) -> bool:
    python = folder / "bin" / "python"
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _run(command: list[str | Path], folder: str, values: dict[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=values, check=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
