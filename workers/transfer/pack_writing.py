"""Writes a model pack: hashes everything, describes it, signs the description, copies."""

import hashlib
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from workers.contract.codec import CodecError, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.packs import (
    FORMAT,
    MANIFEST,
    MANIFEST_LIMIT,
    SIGNATURE,
    MakePackSpec,
    Pack,
    PackFacts,
    PackFile,
    PackModel,
    member,
    parse,
)
from workers.files import BLOCK as PIECE
from workers.files import publish, sha256_of, share
from workers.transfer.pack_file import BLOCK, PackReader
from workers.transfer.pack_signing import sign
from workers.transfer.partial_file import Reporter, disk_full, require_space


def make(spec: MakePackSpec, reporter: Reporter) -> PackFacts:
    """Write the pack beside its place and rename it into it. Raises FILE_UNREADABLE, DISK_FULL,
    FOLDER_NOT_WRITABLE, PACK_TOO_LARGE."""
    sources = [(model, file) for model in spec.models for file in model.files]
    total = sum(_size(Path(file.source)) for _, file in sources)
    done = 0

    def progress(length: int) -> None:
        nonlocal done
        reporter.check()
        done += length
        reporter.progress("pack", done, 2 * total)  # each byte is hashed first, and copied then

    models = []
    for wanted in spec.models:
        files = [_hashed(file.path, Path(file.source), progress) for file in wanted.files]
        models.append(PackModel(wanted.entry, wanted.licence_text, tuple(files)))
    manifest = _describe(Pack(FORMAT, spec.name, tuple(models), spec.created, spec.made_by, spec.catalogue))
    target = Path(spec.path)
    partial = target.with_name(f"{target.name}.part")  # the same at the next try, for it may be huge
    try:
        require_space(target.parent, total)
        with partial.open("wb") as pack:
            _write(pack, MANIFEST, manifest)
            if spec.key:
                signature = to_json(sign(manifest, Path(spec.key)))
                _write(pack, SIGNATURE, json.dumps(signature).encode())
            described = [(model, file) for model in models for file in model.files]
            for (model, file), (_, source) in zip(described, sources, strict=True):
                _copy(pack, model, file, Path(source.source), progress)
            pack.write(bytes(2 * BLOCK))
        share(partial)
        publish(partial, target)
    except OSError as error:
        known = disk_full(error, target.parent, total)
        raise known or ProblemError(
            Code.FOLDER_NOT_WRITABLE, str(error), folder=str(target.parent)
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    with PackReader(target) as made:
        return made.facts


def _describe(pack: Pack) -> bytes:
    described = to_json(pack)
    manifest = json.dumps(described, ensure_ascii=False, indent=1).encode()
    try:
        parse(described)
    except CodecError as error:
        raise ProblemError(Code.BUG, repr(error)) from error
    if len(manifest) > MANIFEST_LIMIT:
        raise ProblemError(Code.PACK_TOO_LARGE, f"{len(manifest)} bytes of description")
    return manifest


def _write(pack: BinaryIO, name: str, content: bytes) -> None:
    pack.write(_header(name, len(content)))
    pack.write(content)
    pack.write(bytes(-len(content) % BLOCK))


def _header(name: str, size: int) -> bytes:
    """A plain header; lengths from 8 GiB on are binary in it, as all of today's programs read them."""
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT, "utf-8", "strict")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=file.name) from error


def _hashed(path: str, source: Path, progress: Callable[[int], None]) -> PackFile:
    lengths: list[int] = []

    def on_read(length: int) -> None:
        lengths.append(length)
        progress(length)

    try:
        sha256 = sha256_of(source, on_read=on_read)
    except OSError as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=source.name) from error
    return PackFile(path, sum(lengths), sha256)


def _copy(
    pack: BinaryIO, model: PackModel, file: PackFile, path: Path, progress: Callable[[int], None]
) -> None:
    pack.write(_header(member(model, file), file.size))
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            pack.write(piece)
            digest.update(piece)
            size += len(piece)
            progress(len(piece))
    if (size, digest.hexdigest()) != (file.size, file.sha256):
        raise ProblemError(Code.FILE_UNREADABLE, "it changed while it was packed", file=path.name)
    pack.write(bytes(-size % BLOCK))
