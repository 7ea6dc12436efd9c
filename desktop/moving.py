"""Moves the folder of data to another disk: copied, compared by hash, and only then used.

Nobody has the folder open meanwhile (whoever moves holds its lock). The data are where `DataPlace` says; it
is written once, after every copied file was read again. A kill before that leaves the old folder in use, and
the next attempt takes what is copied already; a kill after it leaves the new one. The old folder goes only
when a person says so.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import begun_move
from desktop.data_place import FILE, DataPlace, read_place, write_place
from desktop.paths import AppPaths
from workers.contract.codes import Code, ProblemError
from workers.disk import LEAST_FREE, disk_of, require_room, write_refused
from workers.files import sha256_of, sweep_partial, sync_folder, written_whole

OnProgress = Callable[[int, int], None]
MARK = "bukvar.moving"  # lies in a folder that is not a whole copy yet, and names its origin
_OWN = (
    "bukvar.lock",
    "bukvar.address",
    FILE,
    MARK,
    begun_move.NOTE,
)  # of a process, or of a place: they stay
_FAT = ("vfat", "msdos", "fat", "fat12", "fat16", "fat32", "exfat")


@dataclass(frozen=True, slots=True)
class _Member:
    """A file, folder or link below the folder of data."""

    name: str  # relative
    size: int


def check_target(paths: AppPaths, target: Path) -> None:
    """Whether the data can be moved there; nothing is written. Raises SET_BY_ADMINISTRATOR, MOVE_FORMER,
    MOVE_INSIDE, MOVE_NETWORK, MOVE_FAT, MOVE_NOT_EMPTY, FOLDER_TOO_LONG, FOLDER_NOT_WRITABLE, DISK_FULL."""
    if paths.policy.data_folder:
        raise ProblemError(Code.SET_BY_ADMINISTRATOR, paths.policy.data_folder, setting="data_folder")
    former = former_folder(paths)  # one is remembered: nobody would name the older one any more
    if former is not None and former.resolve() != paths.data.resolve():
        raise ProblemError(Code.MOVE_FORMER, folder=str(former))
    target, data = target.resolve(), paths.data.resolve()
    if target.is_relative_to(data) or data.is_relative_to(target):
        raise ProblemError(Code.MOVE_INSIDE, folder=str(target))
    replace(paths, data=target).refuse_odd_names()
    kind, network = disk_of(target)
    if network:
        raise ProblemError(Code.MOVE_NETWORK, kind, folder=str(target))
    if kind in _FAT:
        raise ProblemError(Code.MOVE_FAT, kind, folder=str(target))
    try:
        there = next(place for place in (target, *target.parents) if place.exists())
        kept = _kept(replace(paths, data=target))
        empty = there != target or all(_is_kept(path.name, kept) for path in target.iterdir())
        ours = there == target and _origin(target) == str(data)
        copied = sum(member.size for member in _members(target, kept)) if ours else 0
        need = sum(member.size for member in _members(paths.data, _kept(paths)))
    except OSError as error:
        raise write_refused(error, target) from error
    if not empty and not ours:
        raise ProblemError(Code.MOVE_NOT_EMPTY, folder=str(target))
    if not os.access(there, os.W_OK | os.X_OK):
        raise ProblemError(Code.FOLDER_NOT_WRITABLE, folder=str(there))
    require_room(target, need - copied + LEAST_FREE)


def move(paths: AppPaths, target: Path, on_progress: OnProgress = lambda done, total: None) -> DataPlace:
    """Copy everything, compare it, and use the new folder from then on; `on_progress` is given the bytes that
    were copied and compared. Raises as `check_target`, and DISK_ERROR for a copy that is not what was copied;
    the old folder then stays in use."""
    check_target(paths, target)
    target = target.resolve()
    begun_move.note(paths.data, target)
    try:
        _copy(paths, target, on_progress)
        away = read_place(paths.settings_file.parent).away
        place = DataPlace(str(target), former=str(paths.data), parts=tuple(_parts(paths)), away=away)
        write_place(paths.settings_file.parent, place)
    except OSError as error:
        raise write_refused(error, target) from error
    with contextlib.suppress(OSError):  # the data are there now, whatever becomes of the mark
        (target / MARK).unlink()
    begun_move.forget(paths.data, target)
    return place


def want_move(paths: AppPaths, target: Path | None) -> None:
    """The next start moves the data there, before anything is opened; None: it does not."""
    folder = paths.settings_file.parent
    try:
        write_place(folder, replace(read_place(folder), moving_to=str(target.resolve()) if target else ""))
    except OSError as error:
        raise write_refused(error, folder) from error


def is_begun(paths: AppPaths, target: Path) -> bool:
    """Whether an attempt that did not end has copied there, as far as the folder can be read."""
    try:
        return _origin(target.resolve()) == str(paths.data.resolve())
    except OSError:
        return False


def drop_copy(paths: AppPaths, target: Path) -> None:
    """Delete what an attempt copied that did not end; nothing else, and nothing in a folder without its mark.
    Raises why a disk refuses it."""
    target, data = target.resolve(), paths.data.resolve()
    try:
        if target == data and paths.moved:  # stopped between the last two steps: it is the whole copy, in use
            (target / MARK).unlink(missing_ok=True)
        if _origin(target) != str(data):
            begun_move.forget(paths.data, target)
            return
        sweep_partial(target)
        ours = {member.name for member in _members(paths.data, _kept(paths))}
        for member in reversed(list(_members(target, _kept(replace(paths, data=target))))):
            path = target / member.name
            if member.name not in ours:
                continue
            if path.is_dir() and not path.is_symlink():
                with contextlib.suppress(OSError):  # somebody else's files may lie in it
                    path.rmdir()
            else:
                path.unlink()
        (target / MARK).unlink()
        begun_move.forget(paths.data, target)
        with contextlib.suppress(OSError):
            target.rmdir()
    except OSError as error:
        raise write_refused(error, target) from error


def holds_data(folder: Path) -> bool:
    """Whether a folder of data lies there, whole as far as its names tell."""
    there = AppPaths(folder, folder / "settings.json", folder / "logs", folder / "pages")
    return there.database.is_file() and there.bases.is_dir() and not _origin(folder)


def use_folder(paths: AppPaths, folder: Path | None) -> None:
    """Take the data that lie in `folder` from now on, where those in use are not there any more; None: begin
    in the usual folder. Nothing is copied or deleted, and what is away is remembered."""
    kept = paths.settings_file.parent
    try:
        begun = DataPlace(away=read_place(kept).data)
        write_place(kept, DataPlace(str(folder.resolve())) if folder else begun)
    except OSError as error:
        raise write_refused(error, kept) from error


def found_again(paths: AppPaths) -> Path | None:
    """The folder of data that a person began without, where it is there now."""
    away = "" if paths.policy.data_folder else read_place(paths.settings_file.parent).away
    return Path(away) if away and holds_data(Path(away)) else None


def former_folder(paths: AppPaths) -> Path | None:
    """The folder that the data were moved out of, while it is there."""
    place = read_place(paths.settings_file.parent)
    former = Path(place.former) if place.former else None
    there = former is not None and any((former / part).exists() for part in place.parts)
    return former if there else None


def remove_former(paths: AppPaths) -> None:
    """Delete what was copied out of the former folder, and the folder when nothing else is in it. Raises why
    a disk refuses it; the rest can then be removed later."""
    place = read_place(paths.settings_file.parent)
    former = Path(place.former) if place.former else None
    if former is None or former.resolve() == paths.data.resolve():
        return
    try:
        for part in place.parts:
            path = former / part
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for name in ("bukvar.lock", "bukvar.address", begun_move.NOTE):
            (former / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            former.rmdir()  # settings and logs may lie in it
        write_place(paths.settings_file.parent, replace(place, former="", parts=()))
    except OSError as error:
        raise write_refused(error, former) from error


def _copy(paths: AppPaths, target: Path, on_progress: OnProgress) -> None:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    with written_whole(target / MARK, private=True) as stream:
        stream.write(os.fsencode(paths.data.resolve()))
    sweep_partial(target)
    members = list(_members(paths.data, _kept(paths)))
    total, done = 2 * sum(member.size for member in members), 0

    def read(length: int) -> None:
        nonlocal done
        done += length
        on_progress(done, total)

    hashes = {}
    for member in members:
        hashes[member.name] = _copy_one(paths.data, target, member.name, read)
    for member in members:
        if (expected := hashes[member.name]) and _read_again(target / member.name, read) != expected:
            (target / member.name).unlink()  # the next attempt copies it again
            raise ProblemError(Code.DISK_ERROR, f"{member.name} is not what was copied", folder=str(target))
    names = {member.name for member in members}
    kept = _kept(replace(paths, data=target))
    for left in reversed(list(_members(target, kept))):  # of an attempt before, removed since; folders last
        if left.name not in names:
            path = target / left.name
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    sync_folder(target)


def _copy_one(data: Path, new: Path, name: str, on_read: Callable[[int], None]) -> str:
    """The hash of the file; "" for a folder or a link. A copy of an attempt before is taken, and read again
    like all others."""
    source, target = data / name, new / name
    if source.is_symlink():
        to = _link(source, data, new)
        if not target.is_symlink() or os.readlink(target) != to:
            target.unlink(missing_ok=True)
            target.symlink_to(to, source.is_dir())
        return ""
    if source.is_dir():
        target.mkdir(mode=0o700, exist_ok=True)
        return ""
    facts = source.stat()
    with contextlib.suppress(FileNotFoundError):
        there = target.stat()
        if (there.st_size, there.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns):
            return sha256_of(source, on_read=on_read)
    with written_whole(target, private=True) as stream:
        digest = sha256_of(source, on_read=on_read, copy_to=stream)
    shutil.copystat(source, target)
    return digest


def _link(link: Path, data: Path, new: Path) -> str:
    """Where the copy of a link leads: into the new folder for what lies in the old one, else to the very file
    or folder that it leads to, also where it was named from the old folder."""
    to = os.readlink(link)
    led = Path(os.path.normpath(link.parent / to))
    for root in (data, data.resolve()):
        if led.is_relative_to(root):
            return to if not os.path.isabs(to) else str(new / led.relative_to(root))
    return to if os.path.isabs(to) else os.path.realpath(link)


def _read_again(file: Path, on_read: Callable[[int], None]) -> str:
    """From the disk, not from the memory that it was written through, where the system can be told so."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
    return sha256_of(file, on_read=on_read)


def _origin(target: Path) -> str:
    """The folder whose data the mark in a folder says are being copied there; "" for no mark."""
    try:
        return os.fsdecode((target / MARK).read_bytes())
    except FileNotFoundError:
        return ""


def _kept(paths: AppPaths) -> tuple[str, ...]:
    """Names in the folder of data that are no data: settings, logs and the cache may lie in it as well."""
    own = [*_OWN, paths.settings_file.name]
    for folder in (paths.logs, paths.pages):
        if folder.is_relative_to(paths.data):
            own.append(folder.relative_to(paths.data).parts[0])
    return tuple(own)


def _parts(paths: AppPaths) -> Iterator[str]:
    kept = _kept(paths)
    return (path.name for path in sorted(paths.data.iterdir()) if not _is_kept(path.name, kept))


def _is_kept(name: str, kept: tuple[str, ...]) -> bool:
    return name in kept or name.endswith(".lock") or name.startswith("settings.damaged")


def _members(folder: Path, kept: tuple[str, ...]) -> Iterator[_Member]:
    """Everything below a folder, each folder before what is in it; links are not followed. Raises OSError for
    a folder that cannot be listed: what is in it would be missing from the copy."""
    for top, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(top).relative_to(folder)
        at_top = not here.parts
        folders[:] = sorted(name for name in folders if not (at_top and _is_kept(name, kept)))
        for name in (*folders, *sorted(files)):
            if not (at_top and _is_kept(name, kept)):
                path = Path(top) / name
                regular = path.is_file() and not path.is_symlink()
                yield _Member(str(here / name), path.stat().st_size if regular else 0)


def _refuse(error: OSError) -> None:
    raise error
