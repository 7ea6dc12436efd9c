"""An adapter as one file, `*.bukvaradapter`: a zip of `adapter.gguf` and `passport.json`, nothing packed."""

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.saving import saving
from desktop.core.training_entities import STORED_NAMES, Adapter
from workers.broken_zip import BROKEN_ZIP_OR_DISK, is_of_archive
from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.files import open_file, written_whole

SUFFIX = ".bukvaradapter"
WEIGHTS, MANIFEST = "adapter.gguf", "passport.json"
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
    provenance: dict[str, str | int | float] = field(default_factory=dict)


def write(adapter: Adapter, target: Path) -> Path:
    """Write the file, whole or not at all; raises ADAPTER_MISSING, FOLDER_NOT_WRITABLE."""
    if target.suffix != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
    if not Path(adapter.path).is_file():
        raise ProblemError(Code.ADAPTER_MISSING, adapter=adapter.name)
    manifest = AdapterManifest(
        _VERSION, adapter.name, adapter.model, adapter.model_sha256, adapter.sha256, adapter.size,
        adapter.rank, adapter.rows, adapter.validation_loss, adapter.asked, adapter.same,
        adapter.approved_by, adapter.document_names, adapter.provenance,
    )  # fmt: skip
    with (
        saving(target.parent),
        written_whole(target, make_folder=False) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive,
    ):
        values = {STORED_NAMES.get(name, name): value for name, value in to_json(manifest).items()}
        archive.writestr(MANIFEST, json.dumps(values, ensure_ascii=False, indent=1))
        archive.write(adapter.path, WEIGHTS)
    return target


def read(file: Path, weights: Path) -> AdapterManifest:
    """Unpack the weights to `weights`, checked against their hash; returns what the file says. Raises
    FILE_UNREADABLE, ADAPTER_DAMAGED, DISK_FULL; then `weights` is not there."""
    try:
        with open_file(file) as stream, zipfile.ZipFile(stream) as archive:
            manifest = _manifest(archive, file)
            free = shutil.disk_usage(weights.parent).free
            if free < manifest.size:
                raise ProblemError(Code.DISK_FULL, need=manifest.size, free=free)
            _unpack(archive, weights, manifest, file)
    except BROKEN_ZIP_OR_DISK as error:
        weights.unlink(missing_ok=True)
        if isinstance(error, OSError) and not is_of_archive(error):
            raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(file)) from error
        raise ProblemError(Code.ADAPTER_DAMAGED, repr(error), file=file.name) from error
    return manifest


def _manifest(archive: zipfile.ZipFile, file: Path) -> AdapterManifest:
    info = archive.getinfo(MANIFEST)
    try:
        if info.file_size > _LONGEST_MANIFEST:
            raise CodecError("the manifest is too long")
        untrusted_values = json.loads(archive.read(info))
        if isinstance(untrusted_values, dict):
            fields = {stored: name for name, stored in STORED_NAMES.items()}
            untrusted_values = {fields.get(key, key): value for key, value in untrusted_values.items()}
        manifest = from_json(AdapterManifest, untrusted_values)
        if manifest.version > _VERSION or not 0 < manifest.size <= _LARGEST:
            raise CodecError(f"version {manifest.version}, {manifest.size} bytes")
    except ValueError as error:
        raise ProblemError(Code.ADAPTER_DAMAGED, str(error), file=file.name) from error
    return manifest


def _unpack(archive: zipfile.ZipFile, weights: Path, manifest: AdapterManifest, file: Path) -> None:
    digest, left = hashlib.sha256(), manifest.size
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
    if left or digest.hexdigest() != manifest.sha256:
        weights.unlink(missing_ok=True)
        raise ProblemError(Code.ADAPTER_DAMAGED, "the hash differs", file=file.name)
