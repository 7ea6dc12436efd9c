"""pip as a library of ours: pinned packages of a lock, one at a time, into another environment.

pip does the work, so a company's mirror, proxy and certificates count here too. A package is there when its
own list of files is (pip writes it last).
"""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workers.contract.codes import Code, ProblemError
from workers.contract.component import python_of
from workers.transfer import bundled_pip

_REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


class Watch(Protocol):
    """Who may end an installation: a request's context."""

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Have `callback` called when the request is cancelled, from another thread; it must be quick."""

    def raise_if_cancelled(self) -> None:
        """Raises RequestCancelled once the request is cancelled."""


@dataclass(frozen=True, slots=True)
class PinnedPackage:
    """One entry of the lock: `lines` are it with its marker and hashes, as pip reads them."""

    name: str
    version: str
    lines: str

    @property
    def record(self) -> str:
        """Its list of files, relative to the folder of packages."""
        return f"{re.sub(r'[-_.]+', '_', self.name)}-{self.version}.dist-info/RECORD"


def read_lock(text: str) -> list[PinnedPackage]:
    """The packages of a lock, in its order; every one has a version and a hash, or TUNING_DAMAGED is
    raised."""
    packages = []
    for entry in re.sub(r"\\\r?\n", " ", text).splitlines():
        line = entry.split(" #")[0].strip()
        if not line or line.startswith(("#", "--")):
            continue
        match = _REQUIREMENT.match(line)
        if match is None or not _HASH.search(line):
            raise ProblemError(Code.TUNING_DAMAGED, f"not a pinned requirement: {line[:80]}")
        packages.append(PinnedPackage(match[1], match[2], line))
    if not packages:
        raise ProblemError(Code.TUNING_DAMAGED, "the lock is empty")
    return packages


def is_there(site: Path, package: PinnedPackage) -> bool:
    """Whether a package is wholly installed in `site`."""
    return record_of(site, package) is not None


def record_of(site: Path, package: PinnedPackage) -> str | None:
    """The package's list of files as it is really written: some wheels keep capitals or dots."""
    if (site / package.record).is_file():
        return package.record
    wanted = package.record.split("/")[0].lower()
    for folder in site.glob("*.dist-info"):
        plain = re.sub(r"[-.]+(?=[^-]*-[^-]*$)", "_", folder.name.removesuffix(".dist-info")).lower()
        if f"{plain}.dist-info" == wanted and (folder / "RECORD").is_file():
            return f"{folder.name}/RECORD"
    return None


def install(package: PinnedPackage, folder: Path, wheelhouse: str, watch: Watch) -> bool:
    """Install one package into the environment `folder`, from the folder `wheelhouse` or ("") the configured
    index. Raises PACKAGE_UNREACHABLE, HASH_MISMATCH, DISK_FULL. False when its marker says that this system
    does without it."""
    with tempfile.TemporaryDirectory(prefix=".pip-", dir=folder, ignore_cleanup_errors=True) as temporary:
        requirement = Path(temporary) / "requirement.txt"
        requirement.write_text(package.lines + "\n", encoding="utf-8")
        command = [
            *bundled_pip.command(), "--python", str(python_of(folder)), "install", "--no-deps",
            "--require-hashes", "--only-binary=:all:", "--ignore-installed", "--no-cache-dir",
            "--disable-pip-version-check", "--no-input", "--no-color", "--progress-bar=off",
            "--no-warn-script-location", "--requirement", str(requirement),
        ]  # fmt: skip
        if wheelhouse:
            command += ["--no-index", "--find-links", str(Path(wheelhouse).absolute())]
        return _run(command, Path(temporary), package, watch)


def _run(command: list[str], temporary: Path, package: PinnedPackage, watch: Watch) -> bool:
    # Where packages come from is the computer's to say (index, proxy, certificates); which ones, the lock's:
    # constraints that were meant for other work would forbid what the lock has pinned.
    # A name without its folder: pip splits this variable at spaces, and a user's folder may well have some.
    (temporary / "constraints.txt").touch()
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}
    environment |= {"PIP_CONSTRAINT": "constraints.txt", "PIP_USER": "0"}
    with (
        tempfile.TemporaryFile(dir=temporary) as said,
        subprocess.Popen(
            command,
            cwd=temporary,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
        ) as process,
    ):
        watch.on_cancel(_ending(process))
        code = process.wait()
        watch.raise_if_cancelled()
        said.seek(0)
        untrusted_words = said.read().decode("utf-8", "replace")
    if code:
        raise _problem(untrusted_words[-3000:], package, temporary)
    return "Ignoring " not in untrusted_words or "Successfully installed" in untrusted_words


def _ending(process: "subprocess.Popen[bytes]") -> Callable[[], None]:
    def end() -> None:
        with contextlib.suppress(OSError):
            process.kill()

    return end


def _problem(untrusted_words: str, package: PinnedPackage, folder: Path) -> ProblemError:
    """pip's complaint as a known problem; its own words go to the log."""
    if "DO NOT MATCH THE HASHES" in untrusted_words:
        return ProblemError(Code.HASH_MISMATCH, untrusted_words, file=package.name)
    if "No space left" in untrusted_words or "Disk quota exceeded" in untrusted_words:
        free = shutil.disk_usage(folder).free
        return ProblemError(Code.DISK_FULL, untrusted_words, need=0, free=free)
    return ProblemError(Code.PACKAGE_UNREACHABLE, untrusted_words, package=package.name)
