"""Installs the tuning component: a virtual environment filled package by package from a hash-pinned lock.

pip does the work, so a company's mirror, proxy and certificates count here too. A package is there when its
own list of files is (pip writes it last); what was cut off is installed again. The manifest comes last.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workers.contract.codec import to_json
from workers.contract.codes import Code, KnownProblem
from workers.contract.component import MANIFEST, Manifest, python_of
from workers.contract.training import InstallResult, InstallSpec
from workers.engines.partial_file import require_space
from workers.runtime.context import Context

_REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_SHOWN = ("torch", "unsloth", "unsloth_zoo", "transformers", "trl", "peft", "datasets", "gguf")
# Unpacked wheels of this stack are about twice their packed size; pip holds one more copy of the largest.
_UNPACKED = 3


@dataclass(frozen=True, slots=True)
class Package:
    """One entry of the lock: `lines` are it with its marker and hashes, as pip reads them."""

    name: str
    version: str
    lines: str

    @property
    def record(self) -> str:
        """Its list of files, relative to the folder of packages."""
        return f"{re.sub(r'[-_.]+', '_', self.name)}-{self.version}.dist-info/RECORD"


def install(spec: InstallSpec, context: Context) -> InstallResult:
    """Install what is missing. Raises PACKAGE_UNREACHABLE, HASH_MISMATCH, DISK_FULL, FILE_MISSING; cancelled,
    it goes on later where it ended."""
    folder, lock = Path(spec.folder), Path(spec.lock)
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError as error:
        raise KnownProblem(Code.FILE_UNREADABLE, str(error), file=str(lock)) from error
    packages = read_lock(text)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    for left in folder.glob(".pip-*"):  # a killed installation's
        shutil.rmtree(left, ignore_errors=True)
    site = _environment(folder, context)
    missing = [package for package in packages if not _is_there(site, package)]
    if missing:
        require_space(folder, _room(spec, len(missing) / len(packages)))
    done = len(packages) - len(missing)
    kept: list[Package] = [package for package in packages if package not in missing]
    for package in missing:
        context.raise_if_cancelled()
        context.progress("install", done, len(packages), "packages", package.name)
        if _install(package, folder, spec.wheelhouse, context):
            if not _is_there(site, package):
                raise KnownProblem(Code.TUNING_DAMAGED, f"{package.name} left no record")
            kept.append(package)
        done += 1
    context.progress("install", done, len(packages), "packages")
    return _finish(folder, site, kept, hashlib.sha256(text.encode("utf-8")).hexdigest())


def read_lock(text: str) -> list[Package]:
    """The packages of a lock, in its order; every one has a version and a hash, or TUNING_DAMAGED is
    raised."""
    packages = []
    for entry in re.sub(r"\\\r?\n", " ", text).splitlines():
        line = entry.split(" #")[0].strip()
        if not line or line.startswith(("#", "--")):
            continue
        match = _REQUIREMENT.match(line)
        if match is None or not _HASH.search(line):
            raise KnownProblem(Code.TUNING_DAMAGED, f"not a pinned requirement: {line[:80]}")
        packages.append(Package(match[1], match[2], line))
    if not packages:
        raise KnownProblem(Code.TUNING_DAMAGED, "the lock is empty")
    return packages


def _environment(folder: Path, context: Context) -> Path:
    """Make the virtual environment where it is missing or broken; returns its folder of packages."""
    python = python_of(folder)
    if not (python.is_file() and (folder / "pyvenv.cfg").is_file() and _runs(python)):
        context.progress("prepare", 0, 0, "packages")
        venv.EnvBuilder(with_pip=False, symlinks=os.name == "posix", clear=True).create(folder)
    scheme = "nt" if os.name == "nt" else "posix_prefix"
    return Path(sysconfig.get_path("purelib", scheme, {"base": str(folder), "platbase": str(folder)}))


def _runs(python: Path) -> bool:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run([python, "-I", "-c", ""], timeout=60, check=False).returncode == 0
    return False


def _is_there(site: Path, package: Package) -> bool:
    return _record(site, package) is not None


def _record(site: Path, package: Package) -> str | None:
    """The package's list of files as it is really written: some wheels keep capitals or dots."""
    if (site / package.record).is_file():
        return package.record
    wanted = package.record.split("/")[0].lower()
    for folder in site.glob("*.dist-info"):
        plain = re.sub(r"[-.]+(?=[^-]*-[^-]*$)", "_", folder.name.removesuffix(".dist-info")).lower()
        if f"{plain}.dist-info" == wanted and (folder / "RECORD").is_file():
            return f"{folder.name}/RECORD"
    return None


def _room(spec: InstallSpec, share: float) -> int:
    if spec.wheelhouse:
        wheels = sum(file.stat().st_size for file in Path(spec.wheelhouse).glob("*.whl"))
        return int(_UNPACKED * wheels * share)
    return int(spec.size * share)


def _install(package: Package, folder: Path, wheelhouse: str, context: Context) -> bool:
    """Install one package; False when its marker says that this system does without it."""
    with tempfile.TemporaryDirectory(prefix=".pip-", dir=folder, ignore_cleanup_errors=True) as temporary:
        requirement = Path(temporary) / "requirement.txt"
        requirement.write_text(package.lines + "\n", encoding="utf-8")
        command = [
            sys.executable, "-I", "-m", "pip", "--python", str(python_of(folder)), "install", "--no-deps",
            "--require-hashes", "--only-binary=:all:", "--ignore-installed", "--no-cache-dir",
            "--disable-pip-version-check", "--no-input", "--no-color", "--progress-bar=off",
            "--no-warn-script-location", "--requirement", str(requirement),
        ]  # fmt: skip
        if wheelhouse:
            command += ["--no-index", "--find-links", wheelhouse]
        return _run(command, Path(temporary), package, context)


def _run(command: list[str], temporary: Path, package: Package, context: Context) -> bool:
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    with (
        tempfile.TemporaryFile(dir=temporary) as said,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=environment
        ) as process,
    ):
        context.on_cancel(_ending(process))
        code = process.wait()
        context.raise_if_cancelled()
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


def _problem(untrusted_words: str, package: Package, folder: Path) -> KnownProblem:
    """pip's complaint as a known problem; its own words go to the log."""
    if "DO NOT MATCH THE HASHES" in untrusted_words:
        return KnownProblem(Code.HASH_MISMATCH, untrusted_words, file=package.name)
    if "No space left" in untrusted_words or "Disk quota exceeded" in untrusted_words:
        free = shutil.disk_usage(folder).free
        return KnownProblem(Code.DISK_FULL, untrusted_words, need=0, free=free)
    return KnownProblem(Code.PACKAGE_UNREACHABLE, untrusted_words, package=package.name)


def _finish(folder: Path, site: Path, packages: list[Package], lock_sha256: str) -> InstallResult:
    size = sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())
    versions = {p.name: p.version for p in packages if re.sub(r"[-_.]+", "_", p.name).lower() in _SHOWN}
    records = tuple(record for package in packages if (record := _record(site, package)))
    manifest = Manifest(lock_sha256, size, site.relative_to(folder).as_posix(), records, versions)
    _write(folder / MANIFEST, to_json(manifest))
    return InstallResult(str(python_of(folder)), size, versions)


def _write(file: Path, value: Any) -> None:
    partial = file.with_suffix(".part")
    with partial.open("w", encoding="utf-8") as stream:
        json.dump(value, stream)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(file)
