"""ZIP: its files as one document. What the standard library cannot unpack goes to a program."""

import zipfile
from functools import partial
from pathlib import Path

from workers.broken_zip import BROKEN_ZIP_OR_DISK
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.archives import packed
from workers.reading.formats.archives.members import MAX_MEMBER, ArchiveMember, add_members
from workers.reading.options import ReadOptions

_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_ENCRYPTED, _UTF8 = 0x1, 0x800


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The files by name. Raises PASSWORD, BROKEN_FILE, EMPTY_FILE, UNKNOWN_TYPE when none is a document,
    ARCHIVE_PROGRAM when only a program could unpack it."""
    builder = Builder()
    try:
        with zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if files and any(info.compress_type not in _KNOWN for info in files):
                return packed.read(path, options)
            password = _password(archive, files, options.password)
            members = [
                ArchiveMember(_name(one), one.file_size, partial(_load, archive, one, password))
                for one in files
            ]
            add_members(builder, members, options)
    except zipfile.BadZipFile as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error
    return packed.finished(builder, "zip", path, bool(files))


def _password(archive: zipfile.ZipFile, files: list[zipfile.ZipInfo], given: str) -> bytes | None:
    """The password as bytes, None where none is needed. Raises PASSWORD unless it opens the smallest of the
    locked files."""
    locked = [one for one in files if one.flag_bits & _ENCRYPTED]
    if not locked:
        return None
    smallest = min(locked, key=lambda one: one.file_size)
    for encoding in ("utf-8", "cp866", "cp1251") if given else ():  # each program has its own
        password = given.encode(encoding, "replace")
        if _load(archive, smallest, password) is not None:
            return password
    raise ProblemError(Code.PASSWORD)


def _load(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None) -> bytes | None:
    try:
        with archive.open(info, pwd=password) as file:
            data = file.read(MAX_MEMBER + 1)
    except BROKEN_ZIP_OR_DISK:
        return None
    return data if len(data) <= MAX_MEMBER else None


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was: programs that know no Unicode wrote Russian in the code page of DOS."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp866"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
