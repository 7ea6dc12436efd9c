"""Gets the wheels of a lock into a folder, one package at a time, each compared with its hash."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer.tuning.target import Target
from workers.files import sha256_of
from workers.transfer.pinned_packages import PinnedPackage, read_lock

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CONDITION = re.compile(r";(.*?)(?=--hash|$)")


class GatherError(Exception):
    """Why the folder could not be filled; the text is for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One package as a target needs it: its pinned line without condition, and the hashes it may have."""

    package: PinnedPackage
    line: str
    hashes: frozenset[str]


def wanted(lock: str, target: Target) -> list[Wanted]:
    """The packages of a lock that the target needs."""
    found = []
    for package in read_lock(lock):
        condition = _CONDITION.search(package.lines)
        if target.wants(condition[1].strip() if condition else ""):
            hashes = _HASH.findall(package.lines)
            line = " ".join([f"{package.name}=={package.version}", *(f"--hash=sha256:{h}" for h in hashes)])
            found.append(Wanted(package, line, frozenset(hashes)))
    return found


def gather(
    packages: list[Wanted], target: Target, out: Path, say: Callable[[str], None], index: str = ""
) -> list[Path]:
    """Get what is missing in `out`; returns the wheels of all `packages`. What is there and whole is not got
    again; what is broken is. `index`: an address to ask besides those that pip is set up with. Raises
    `GatherError`."""
    out.mkdir(parents=True, exist_ok=True)
    for left in out.glob(".getting-*"):  # of a run that was cut off
        shutil.rmtree(left, ignore_errors=True)
    here = {sha256_of(file): file for file in sorted(out.glob("*.whl"))}
    wheels = []
    for number, package in enumerate(packages, 1):
        title = f"[{number}/{len(packages)}] {package.package.name} {package.package.version}"
        file = _fitting(package, here, target)
        if file is None:
            say(f"{title}: getting it")
            file = _get(package, target, out, index)
        else:
            say(f"{title}: here")
        wheels.append(file)
    return wheels


def _fitting(package: Wanted, here: dict[str, Path], target: Target) -> Path | None:
    """A wheel of this package that is here and that the target takes."""
    for digest in package.hashes & here.keys():
        if target.takes(here[digest].name):
            return here[digest]
    return None


def _get(package: Wanted, target: Target, out: Path, index: str) -> Path:
    # Into a folder of its own first: a download that is cut off leaves no half of a wheel.
    with tempfile.TemporaryDirectory(
        prefix=".getting-", dir=out.absolute(), ignore_cleanup_errors=True
    ) as temporary:
        requirement = Path(temporary) / "requirement.txt"
        requirement.write_text(package.line + "\n", encoding="utf-8")
        # A name without its folder: pip splits this variable at spaces.
        (Path(temporary) / "constraints.txt").touch()
        command = [
            sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary=:all:",
            "--disable-pip-version-check", "--no-input", "--no-cache-dir", "--progress-bar=off", "--quiet",
            *target.tags(), "--dest", f"{temporary}/wheel", "--requirement", str(requirement),
        ]  # fmt: skip
        if index:
            command += ["--extra-index-url", index]
        environment = {**os.environ, "PIP_CONSTRAINT": "constraints.txt", "TMPDIR": temporary}
        done = subprocess.run(
            command, cwd=temporary, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise GatherError(f"{package.package.name} cannot be got:\n{done.stderr.strip()[-1500:]}")
        (wheel,) = Path(temporary, "wheel").glob("*.whl")
        return Path(shutil.move(wheel, out / wheel.name))
