"""7z, RAR and rare kinds of ZIP, through a program of the system: 7-Zip, bsdtar or unrar."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.archives.members import MAX_MEMBERS, MAX_UNPACKED, ArchiveMember, add_members
from workers.reading.options import ReadOptions
from workers.reading.programs import startable

_PATIENCE = 600.0  # seconds
_LOOK = 0.1  # seconds between two looks at how much is unpacked
_LOCKED = ("password", "passphrase", "encrypted")


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The files by name. Raises ARCHIVE_PROGRAM when there is no program for it, PASSWORD, BROKEN_FILE,
    UNKNOWN_TYPE when none of them is a document."""
    builder = Builder()
    with tempfile.TemporaryDirectory(prefix="unpacked-") as place:
        folder = Path(place)
        whole = _unpack(path, folder, options.password)
        files = list(_files(folder))
        add_members(
            builder,
            [
                ArchiveMember(file.relative_to(folder).as_posix(), file.stat().st_size, partial(_load, file))
                for file in files
            ],
            options,
        )
        if not whole:
            builder.note(NoteCode.LIMIT_REACHED)
    return finished(builder, path.suffix.casefold().lstrip(".") or "archive", path, bool(files))


def finished(builder: Builder, kind: str, path: Path, has_files: bool) -> ExtractedDocument:
    """The document; raises EMPTY_FILE for an empty archive, UNKNOWN_TYPE for one without a document."""
    if builder.empty and has_files:
        raise ProblemError(Code.UNKNOWN_TYPE, "no document inside", suffix=path.suffix.casefold())
    return builder.finish(kind)


def programs() -> list[str]:
    """What can unpack on this computer, the best first."""
    found = [shutil.which(name) for name in ("7zz", "7z", "7za", "bsdtar", "unrar")]
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):  # Windows: beside the path
        if variable in os.environ:
            found.append(str(Path(os.environ[variable]) / "7-Zip" / "7z.exe"))
    if os.name == "nt":
        found.append(shutil.which("tar"))  # is bsdtar there
    return [one for one in found if one and os.path.isfile(one)]


def _unpack(path: Path, folder: Path, password: str) -> bool:
    """Unpack with the first program that can; returns whether all of it fitted the limits. Raises
    `ProgramsNeeded` where this process may start none."""
    said = []
    for program in startable(programs()):
        ended, words = _run(_command(program, path, folder, password), folder, password)
        if ended is None or ended == 0:
            return ended == 0
        said.append(f"{program}: {words[-500:]}")
        if any(word in words.casefold() for word in _LOCKED):
            raise ProblemError(Code.PASSWORD, "\n".join(said))
        for entry in folder.iterdir():  # the next one begins anew
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    if said:
        raise ProblemError(Code.BROKEN_FILE, "\n".join(said))
    raise ProblemError(Code.ARCHIVE_PROGRAM, suffix=path.suffix.casefold())


def _command(program: str, path: Path, folder: Path, password: str) -> list[str]:
    name = Path(program).stem.casefold()
    file = str(path.resolve())
    if name in {"bsdtar", "tar"}:
        return [program, "-x", "-f", file, "-C", str(folder)]
    if name == "unrar":
        return [program, "x", "-y", "-idq", "-p" if password else "-p-", "--", file, f"{folder}{os.sep}"]
    return [program, "x", "-y", "-bd", f"-o{folder}", "--", file]


def _run(command: list[str], folder: Path, password: str) -> tuple[int | None, str]:
    """The exit code and what the program said; None when it was ended for unpacking too much. It asks for the
    password on its input, since every user of the computer sees with what programs were started."""
    environment = dict(os.environ) | {"LC_ALL": "C.UTF-8"}
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=_has_terminal(),
        ) as process,
    ):
        assert process.stdin is not None
        with suppress(OSError), process.stdin as typed:  # one that did not ask may be gone
            typed.write(f"{password}\n".encode() if password else b"")
        until = time.monotonic() + _PATIENCE
        code: int | None = None
        while code is None:
            try:
                code = process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                if time.monotonic() > until or _too_much(folder):
                    process.kill()
                    process.wait()
                    break
        output.seek(0)
        words = output.read(100_000).decode("utf-8", "replace")
    return (None if code is None or _too_much(folder) else code), words


def _has_terminal() -> bool:
    """Whether a program could ask there instead; readers have none, and may begin no session."""
    with suppress(OSError):
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        return True
    return False


def _too_much(folder: Path) -> bool:
    size = count = 0
    for file in _files(folder):
        try:
            size += file.stat().st_size
        except OSError:
            continue
        count += 1
        if size > MAX_UNPACKED or count > MAX_MEMBERS:
            return True
    return False


def _files(folder: Path) -> Iterator[Path]:
    """What was unpacked, without links, which may lead anywhere."""
    for place, _, names in os.walk(folder):
        for name in names:
            file = Path(place) / name
            if file.is_file() and not file.is_symlink():
                yield file


def _load(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
