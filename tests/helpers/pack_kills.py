"""Kills the worker while it installs a pack, and looks whether anything half is there."""

import contextlib
import hashlib
import random
import shutil
import time
from pathlib import Path

from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.messages import Progress, Succeeded
from workers.contract.packs import InstallPackSpec, PackTarget
from workers.contract.specs.jobs import Job, Kind
from workers.transfer.pack_file import PackReader


class Killing:
    """`kill_once` as often as wanted, each at another moment, then `finish`. Asserts that a file that is in
    its place is the whole of it."""

    def __init__(self, pack: Path, folder: Path, moments: random.Random) -> None:
        self._moments, self._folder = moments, folder
        with PackReader(pack) as reader:
            self._pack = reader.pack
        targets = tuple(PackTarget(model.id, model.id) for model in self._pack.models)
        self._spec = InstallPackSpec(str(pack), targets, str(folder / "models"), str(folder / "work"))
        self.kills_in_the_middle = 0

    def kill_once(self) -> None:
        """Begin (or go on), and kill -9 somewhere between the first byte and the end."""
        process = WorkerProcess(Kind.FETCH)
        process.start("1", Job.INSTALL_PACK, self._spec)
        try:
            total = process.expect(Progress).total
            mark, patience = self._moments.random() * total, time.monotonic() + 60
            while not self._complete() and self._copied() < mark and time.monotonic() < patience:
                time.sleep(0.001)
        finally:
            process.kill()
            process.close()
        self.kills_in_the_middle += not self.look()
        if self.look():  # all is here: begin anew
            shutil.rmtree(self._folder / "models")

    def _copied(self) -> int:
        """Bytes under way and of models in their places, as the names on the disk tell at this moment."""
        total = 0
        for folder in ("work", "models"):
            for path in (self._folder / folder).rglob("*"):
                with contextlib.suppress(OSError):  # renamed meanwhile
                    total += path.stat().st_size
        return total

    def _complete(self) -> bool:
        return all((self._folder / "models" / model.id / model.unit).exists() for model in self._pack.models)

    def look(self) -> bool:
        """Whether all models are in their places; a part of a model anywhere there is an error."""
        whole = True
        for model in self._pack.models:
            unit = self._folder / "models" / model.id / model.unit
            if not unit.exists():
                whole = False
                continue
            for file in model.files:
                content = (self._folder / "models" / model.id / file.path).read_bytes()
                assert hashlib.sha256(content).hexdigest() == file.sha256, file.path
        return whole

    def finish(self) -> bool:
        """Let it come to its end; whether everything is right and nothing is left over."""
        with worker(Kind.FETCH) as process:
            process.start("1", Job.INSTALL_PACK, self._spec)
            ended = process.ended("1")
        return isinstance(ended, Succeeded) and self.look() and not any((self._folder / "work").iterdir())
