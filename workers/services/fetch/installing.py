"""Installs the tuning component: a virtual environment filled package by package from a hash-pinned lock.

What was cut off is installed again; the manifest comes last.
"""

import contextlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.component import MANIFEST, Manifest, python_of
from workers.contract.training.installing import InstallResult, InstallSpec
from workers.contract.tuning_folder import fits_here, read_folder
from workers.files import sha256, write_whole
from workers.runtime.context import Context
from workers.services.fetch.package_source import WORK, source_of
from workers.transfer import earlier_package, interpreter, pinned_packages
from workers.transfer.exchanged_packages import with_folder
from workers.transfer.partial_file import require_space
from workers.transfer.pinned_packages import PinnedPackage, is_there, read_lock, record_of
from workers.transfer.record_check import is_as_it_came

_SHOWN = ("torch", "unsloth", "unsloth_zoo", "transformers", "trl", "peft", "datasets", "gguf")
# Unpacked wheels of this stack are about twice their packed size; pip holds one more copy of the largest.
_UNPACKED = 3


def install(spec: InstallSpec, context: Context) -> InstallResult:
    """Install what is missing. Raises PACKAGE_UNREACHABLE, HASH_MISMATCH, DISK_FULL, FILE_MISSING; cancelled,
    it goes on later where it ended. A component that was whole stays so until the first of its packages has
    been replaced: where the new ones cannot be had, nothing is lost."""
    folder, lock = Path(spec.folder), Path(spec.lock)
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(lock)) from error
    packages = _chosen(spec, text)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(".pip-*"):  # a killed installation's
        shutil.rmtree(left, ignore_errors=True)
    site = _environment(spec, context)
    missing = _missing(spec, site, packages, context)
    if missing:
        require_space(folder, _room(spec, len(missing) / len(packages)))
    kept: list[PinnedPackage] = [package for package in packages if package not in missing]
    if missing:
        with source_of(spec, folder, missing, context) as source:
            for package in missing:
                context.raise_if_cancelled()
                earlier = earlier_package.lists(site, package)
                if pinned_packages.install(package, folder, source.wheelhouse(package), context):
                    (folder / MANIFEST).unlink(missing_ok=True)
                    if not is_there(site, package):
                        raise ProblemError(Code.TUNING_DAMAGED, f"{package.name} left no record")
                    earlier_package.drop(site, package, earlier)
                    kept.append(package)
                source.done(package)
    return _finish(folder, site, kept, sha256(text))


def _chosen(spec: InstallSpec, lock: str) -> list[PinnedPackage]:
    """The packages of the lock, or what a folder has in their places for another card."""
    made = read_folder(Path(spec.wheelhouse)) if spec.wheelhouse else None
    if made is not None and not fits_here(made, sha256(lock)):
        raise ProblemError(Code.TUNING_FOLDER, folder=spec.wheelhouse)
    return with_folder(read_lock(lock), spec.wheelhouse)


def _missing(
    spec: InstallSpec, site: Path, packages: list[PinnedPackage], context: Context
) -> list[PinnedPackage]:
    """The packages that are not there, or (`thorough`) not as they came."""
    missing = []
    for done, package in enumerate(packages):
        record = record_of(site, package)
        if record is not None and spec.thorough:
            context.progress("check", done, len(packages), "packages", package.name)
            if not is_as_it_came(site, record, context.raise_if_cancelled):
                record = None
        if record is None:
            missing.append(package)
    return missing


def _environment(spec: InstallSpec, context: Context) -> Path:
    """Make the virtual environment where it is missing or broken; returns its folder of packages."""
    folder = Path(spec.folder)
    python = python_of(folder)
    if not (python.is_file() and (folder / "pyvenv.cfg").is_file() and _runs(python)):
        context.progress("prepare", 0, 0, "packages")
        (folder / MANIFEST).unlink(missing_ok=True)
        packed = read_folder(Path(spec.wheelhouse)) if spec.wheelhouse else None
        found = interpreter.find(packed.pythons if packed else ())
        made = [found, "-I", "-m", "venv", "--without-pip", "--clear", str(folder)]
        subprocess.run(made, check=True, capture_output=True)
    ask = [str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    said = subprocess.run(ask, check=True, capture_output=True, encoding="utf-8")
    return Path(said.stdout.strip())


def _runs(python: Path) -> bool:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run([python, "-I", "-c", ""], timeout=600, check=False).returncode == 0
    return False


def _room(spec: InstallSpec, share: float) -> int:
    if spec.wheelhouse:
        wheels = sum(file.stat().st_size for file in Path(spec.wheelhouse).glob("*.whl"))
        return int(_UNPACKED * wheels * share)
    return int(spec.size * share)


def _finish(folder: Path, site: Path, packages: list[PinnedPackage], lock_sha256: str) -> InstallResult:
    shutil.rmtree(folder / WORK, ignore_errors=True)
    size = sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())
    versions = {p.name: p.version for p in packages if re.sub(r"[-_.]+", "_", p.name).lower() in _SHOWN}
    records = tuple(record for package in packages if (record := record_of(site, package)))
    manifest = Manifest(lock_sha256, size, site.relative_to(folder).as_posix(), records, versions)
    write_whole(folder / MANIFEST, json.dumps(to_json(manifest)), private=True)
    return InstallResult(str(python_of(folder)), size, versions)
