"""An adapter as one file, `*.bukvaradapter`: a zip of `adapter.gguf` and `passport.json`, nothing packed."""

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.saving import saving
from desktop.core.training_entities import Adapter
from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.files import open_file, written_whole

SUFFIX = ".bukvaradapter"
WEIGHTS, PASSPORT = "adapter.gguf", "passport.json"
_VERSION = 1
_BLOCK = 1 << 20
_LONGEST_MANIFEST = 4 << 20
_LARGEST = 8 << 30


@dataclass(frozen=True, slots=True)
class AdapterManifest:
    """What an adapter's file says of it. `documents` are names: ids mean nothing on another computer."""

    version: int
    name: str
    model: str
    model_sha256: str
    sha256: str
    size: int
    rank: int = 0
    rows: int = 0
    validation_loss: float = 0.0
    asked: int = 0
    same: int = 0
    approved_by: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    passport: dict[str, str | int | float] = field(default_factory=dict)


def write(adapter: Adapter, target: Path) -> Path:
    """Write the file, whole or not at all; raises ADAPTER_MISSING, FOLDER_NOT_WRITABLE."""
    if target.suffix != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    if not Path(adapter.path).is_file():
        raise ProblemError(Code.ADAPTER_MISSING, adapter=adapter.name)
    passport = AdapterManifest(
        _VERSION, adapter.name, adapter.model, adapter.model_sha256, adapter.sha256, adapter.size,
        adapter.rank, adapter.rows, adapter.validation_loss, adapter.asked, adapter.same,
        adapter.approved_by, adapter.document_names, adapter.passport,
    )  # fmt: skip
    with (
        saving(target.parent),
        written_whole(target, make_folder=False) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive,
    ):
        archive.writestr(PASSPORT, json.dumps(to_json(passport), ensure_ascii=False, indent=1))
        archive.write(adapter.path, WEIGHTS)
    return target


def read(file: Path, weights: Path) -> AdapterManifest:
    """Unpack the weights to `weights`, checked against their hash; returns what the file says. Raises
    FILE_UNREADABLE, ADAPTER_DAMAGED, DISK_FULL; then `weights` is not there."""
    try:
        with open_file(file) as stream, zipfile.ZipFile(stream) as archive:
            passport = _passport(archive, file)
            free = shutil.disk_usage(weights.parent).free
            if free < passport.size:
                raise ProblemError(Code.DISK_FULL, need=passport.size, free=free)
            _unpack(archive, weights, passport, file)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        weights.unlink(missing_ok=True)
        raise ProblemError(Code.ADAPTER_DAMAGED, repr(error), file=file.name) from error
    except OSError as error:
        weights.unlink(missing_ok=True)
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(file)) from error
    return passport


def _passport(archive: zipfile.ZipFile, file: Path) -> AdapterManifest:
    info = archive.getinfo(PASSPORT)
    try:
        if info.file_size > _LONGEST_MANIFEST:
            raise CodecError("the passport is too long")
        passport = from_json(AdapterManifest, json.loads(archive.read(info)))
        if passport.version > _VERSION or not 0 < passport.size <= _LARGEST:
            raise CodecError(f"version {passport.version}, {passport.size} bytes")
    except ValueError as error:
        raise ProblemError(Code.ADAPTER_DAMAGED, str(error), file=file.name) from error
    return passport


def _unpack(archive: zipfile.ZipFile, weights: Path, passport: AdapterManifest, file: Path) -> None:
    digest, left = hashlib.sha256(), passport.size
    with archive.open(WEIGHTS) as source, weights.open("wb") as target:
        # One byte more than promised is enough to know; a bomb is not unpacked.
        while block := source.read(min(_BLOCK, left + 1)):
            digest.update(block)
            left -= len(block)
            if left < 0:
                break
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    if left or digest.hexdigest() != passport.sha256:
        weights.unlink(missing_ok=True)
        raise ProblemError(Code.ADAPTER_DAMAGED, "the hash differs", file=file.name)
