"""What lies in the data folder and belongs to nothing: found when asked, removed when a person says so."""

import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.future import Future
from desktop.core.jobs.background import Background
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Paths
from desktop.features.backup.domain.leftovers import LeftKind, Leftover
from workers.contract.specs.bases import TOMBSTONE
from workers.contract.specs.jobs import Job
from workers.disk import write_refused

_REST_S = 3600.0
_PACKS = "packs"  # among the downloads: of packs that are being installed


class LeftoverService:
    """Made by the application. `models` and `runs` name (by their ids) what the database knows. What was
    touched within the hour is left alone: it may be work under way."""

    def __init__(
        self,
        paths: Paths,
        bases: BaseService,
        jobs: JobService,
        models: Callable[[], Collection[str]],
        runs: Callable[[], Collection[str]],
        background: Background,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._paths, self._bases, self._jobs = paths, bases, jobs
        self._models, self._runs, self._now, self._background = models, runs, now, background

    def find(self) -> list[Leftover]:
        """All of it. Links are never followed, and never found."""
        bases = {base.id for base in self._bases.list()}
        jobs = self._jobs.list(unfinished_only=True)
        fetched = {model for job in jobs for model in job.models}
        if any(job.kind == Job.INSTALL_PACK for job in jobs):
            fetched.add(_PACKS)
        runs = self._paths.data / "runs"
        found = [
            *self._strangers(LeftKind.BASE, self._paths.bases, bases),
            *self._strangers(LeftKind.MODEL, self._paths.models, self._models()),
            *self._strangers(LeftKind.RUN, runs, self._runs()),
            *self._strangers(LeftKind.DOWNLOAD, self._paths.downloads, fetched),
        ]
        copies = [*(self._paths.data / "backups").glob("replaced-*")]
        for base in bases:
            copies += self._paths.base_folder(base).glob("text.sqlite.damaged-*")
        found += [Leftover(LeftKind.COPY, path, size_of(path)) for path in sorted(copies) if path.is_file()]
        return found

    def remove(self, kind: LeftKind) -> Future[int]:
        """Delete all of a kind for good, as it is found now; comes to the bytes. Rejects with what the disk
        says; the rest then stays."""
        return self._background.run(partial(_remove, [one for one in self.find() if one.kind is kind]))

    def _strangers(self, kind: LeftKind, folder: Path, known: Collection[str]) -> Iterator[Leftover]:
        if folder.is_symlink() or not folder.is_dir():
            return
        for path in sorted(folder.iterdir()):
            whose = path.name.removesuffix(".part")
            if (
                path.is_symlink()
                or path.name.startswith(".")
                or path.name in known
                or whose in known
                or not path.is_dir()
            ):
                continue
            # A base with a tombstone is being removed, or restored.
            if not (path / TOMBSTONE).exists() and self._now() - _touched(path) > _REST_S:
                yield Leftover(kind, path, size_of(path))


def _remove(found: Sequence[Leftover]) -> int:
    for one in found:
        try:
            if one.path.is_dir():
                shutil.rmtree(one.path)
            else:
                one.path.unlink()
        except OSError as error:
            raise write_refused(error, one.path.parent) from error
    return sum(one.size for one in found)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder; links count as what they are."""
    return sum(status.st_size for status in _statuses(path))


def _touched(path: Path) -> float:
    """When anything of it was changed last."""
    return max((status.st_mtime for status in _statuses(path)), default=0.0)


def _statuses(path: Path) -> Iterator[os.stat_result]:
    places = [str(path)]
    for top, folders, files in os.walk(path):
        places += [os.path.join(top, name) for name in (*folders, *files)]
    for place in places:
        try:
            yield os.lstat(place)
        except OSError:  # it went meanwhile
            continue
