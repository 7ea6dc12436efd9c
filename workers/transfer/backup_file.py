"""A backup as one file: a ZIP with a manifest that names each member with its size and hash; with a password
it lies in a `sealed_stream`. Any program that opens a ZIP opens one without a password."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from workers.broken_zip import BROKEN_ZIP_OR_DISK, is_of_archive
from workers.contract.codec import CodecError, from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import (
    ADAPTERS,
    BASES,
    DATABASE,
    FORMAT,
    MANIFEST,
    MODELS,
    BackupFacts,
    BaseInBackup,
    MakeBackupSpec,
)
from workers.files import BLOCK, open_file, written_whole
from workers.transfer.sealed_stream import SealedReader, SealedWriter, is_sealed

# What is worth packing; models and vectors are not, but for the room that a store holds and has not used.
_PACKED = frozenset({".sqlite", ".json"})
_ZEROS = bytes(BLOCK)
_MANIFEST_BYTES = 64 * 1024 * 1024
# Members as they may be named: no way out of the folder, on any system.
_PART = r"[^\\/:*?\"<>|\x00-\x1f]*[^\\/:*?\"<>|\x00-\x1f. ]"
_NAME = re.compile(rf"({DATABASE}|({BASES}|{ADAPTERS}|{MODELS})(/{_PART})+)")
# Of bases: the names of their folders, here and there.
_BASE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
# What a broken file makes of the libraries that read it; RuntimeError: lists in lists in lists, too.
_BROKEN: tuple[type[Exception], ...] = (*BROKEN_ZIP_OR_DISK, TypeError, AttributeError, CodecError)
Check = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class BackupMember:
    """A file of a backup: its name there, bytes, SHA-256."""

    name: str
    size: int
    sha256: str


def require_folder(spec: MakeBackupSpec) -> None:
    """Before long work: raises FOLDER_NOT_WRITABLE where there is no folder for the file."""
    folder = Path(spec.path).parent
    if not folder.is_dir():
        raise ProblemError(Code.FOLDER_NOT_WRITABLE, "there is none", folder=str(folder))


def write_backup(
    spec: MakeBackupSpec, sources: Callable[[], Iterator[tuple[str, Path]]], on_block: Check
) -> BackupFacts:
    """Write `spec.path` from (name, file) pairs, then read it again and compare. `on_block` is told the bytes
    of each block, of writing and of reading, and may raise. Raises DISK_FULL as OSError does, BACKUP_DAMAGED
    when what is read is not what was written; then nothing new is there."""
    path = Path(spec.path)
    with written_whole(path, private=True, make_folder=False) as target:
        manifest = _write(spec, target, sources, on_block)
        target.flush()
        written = Path(target.name)
        with opened(written, spec.password) as backup:
            if backup.manifest != json.loads(json.dumps(manifest)):
                raise ProblemError(Code.BACKUP_DAMAGED, "the manifest", file=str(path))
            for member in backup.members.values():
                backup.copy(member, None, on_block)
    with opened(path, spec.password) as backup:
        return backup.facts()


def _write(
    spec: MakeBackupSpec,
    target: BinaryIO,
    sources: Callable[[], Iterator[tuple[str, Path]]],
    on_block: Check,
) -> dict[str, Any]:
    stream = SealedWriter(target, spec.password) if spec.password else None
    members: list[BackupMember] = []
    with zipfile.ZipFile(cast("IO[bytes]", stream or target), "w", allowZip64=True) as archive:
        for name, file in sources():
            members.append(_add(archive, name, file, on_block))
        bases = [BaseInBackup(one.ref.id, one.name, one.documents) for one in spec.bases]
        manifest = {
            "format": FORMAT, "made_by": spec.made_by, "created": spec.created,
            "bases": [asdict(one) for one in bases], "models": list(spec.models),
            "files": [asdict(one) for one in members],
        }  # fmt: skip
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    if stream is not None:
        stream.close()
    return manifest


def _add(archive: zipfile.ZipFile, name: str, file: Path, on_block: Check) -> BackupMember:
    packed = zipfile.ZIP_DEFLATED if file.suffix in _PACKED or _is_mostly_empty(file) else zipfile.ZIP_STORED
    entry = zipfile.ZipInfo(name)
    entry.compress_type, entry.external_attr = packed, 0o600 << 16
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            target.write(block)
            on_block(len(block))
    return BackupMember(name, size, digest.hexdigest())


def _is_mostly_empty(file: Path) -> bool:
    """Whether less than half of a file takes room on its disk; False where the system does not say."""
    found = file.stat()
    return getattr(found, "st_blocks", found.st_size) * 512 < found.st_size // 2


class Backup:
    """An open backup; made by `opened`."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, locked: bool) -> None:
        self.path, self._archive, self._locked = path, archive, locked
        if archive.getinfo(MANIFEST).file_size > _MANIFEST_BYTES:
            raise self.damaged("the manifest is too large")
        self.manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if int(self.manifest["format"]) > FORMAT:
            raise ProblemError(Code.BACKUP_NEWER, file=str(path))
        members = [from_json(BackupMember, one) for one in self.manifest["files"]]
        self.members = {one.name: one for one in members}
        for name in self.members:
            if not _NAME.fullmatch(name) or ".." in name.split("/"):
                raise self.damaged(f"a member called {name!r}")
        self._bases = tuple(from_json(BaseInBackup, one) for one in self.manifest["bases"])
        ids = [one.id for one in self._bases]
        if len({*ids}) < len(ids) or not all(map(_BASE.fullmatch, ids)):
            raise self.damaged(f"bases called {ids!r}"[:200])

    def facts(self) -> BackupFacts:
        """What it says of itself."""
        models = tuple(map(str, self.manifest["models"]))
        made_by, created = str(self.manifest["made_by"]), str(self.manifest["created"])
        size = self.path.stat().st_size
        return BackupFacts(str(self.path), size, created, made_by, self._bases, models, self._locked)

    def under(self, prefix: str) -> list[BackupMember]:
        """The members below a folder of it."""
        return [member for name, member in self.members.items() if name.startswith(f"{prefix}/")]

    def copy(self, member: BackupMember, target: Path | None, on_block: Check) -> None:
        """Read a member, into a new file unless None, and compare it with what was written. Raises
        BACKUP_DAMAGED; then there is no file."""
        if target is None:
            self._read(member, None, on_block)
            return
        with written_whole(target, private=True) as stream:
            self._read(member, stream, on_block)

    def damaged(self, detail: str) -> ProblemError:
        """What to raise for bytes that are not what was written."""
        return ProblemError(Code.BACKUP_DAMAGED, detail, file=str(self.path))

    def _read(self, member: BackupMember, target: BinaryIO | None, on_block: Check) -> None:
        digest, size = hashlib.sha256(), 0
        with self._archive.open(member.name) as source:
            while block := source.read(BLOCK):
                size += len(block)
                if size > member.size:
                    raise self.damaged(f"{member.name} is longer than it says")
                digest.update(block)
                if target is not None and block == _ZEROS[: len(block)]:
                    target.seek(len(block), 1)  # as in the store that it comes from, it takes no room
                elif target is not None:
                    target.write(block)
                on_block(len(block))
        if target is not None:
            target.truncate(size)
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise self.damaged(member.name)


@contextmanager
def opened(path: Path, password: str) -> Iterator[Backup]:
    """The backup for as long as the block lasts. Raises NOT_A_BACKUP, BACKUP_DAMAGED, BACKUP_NEWER,
    BACKUP_PASSWORD (also for a missing one), NO_SUCH_FILE."""
    try:
        locked = is_sealed(path)
    except OSError as error:
        raise ProblemError(Code.NO_SUCH_FILE, str(error), file=str(path)) from error
    if locked and not password:
        raise ProblemError(Code.BACKUP_PASSWORD, file=str(path))
    if not locked and not zipfile.is_zipfile(path):
        raise ProblemError(Code.NOT_A_BACKUP, file=str(path))
    try:
        source = SealedReader(path, password) if locked else open_file(path)
        with source, zipfile.ZipFile(cast("IO[bytes]", source)) as archive:
            if MANIFEST not in archive.namelist():
                raise ProblemError(Code.NOT_A_BACKUP, file=str(path))
            yield Backup(path, archive, locked)
    except _BROKEN as error:
        if isinstance(error, OSError) and not is_of_archive(error):
            raise
        raise ProblemError(Code.BACKUP_DAMAGED, repr(error), file=str(path)) from error
