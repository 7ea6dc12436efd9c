"""The tuning component: an environment of its own, absent until the user installs it."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.future import Future, completed, spawn
from desktop.core.jobs.background import delete_folder
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import Paths, Publisher, Workers
from desktop.core.requests import start
from desktop.core.training_entities import ComponentState, TuningComponent
from desktop.features.training.domain.tuning_rules import is_card
from workers.contract.codec import CodecError, decode_json, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.component import MANIFEST, Manifest, python_of
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.installing import InstallSpec
from workers.contract.training.tuning import Backends, TuneSettings
from workers.contract.tuning_folder import FindTuningSpec, FoundTuning
from workers.files import sha256_of
from workers.text.language import file_in_language

# A Python of one's own choice instead of the component's, for administrators and tests.
CHOSEN = "BUKVAR_TUNING_PYTHON"
_LOCKS = ("installer/locks/tuning.txt", "resources/locks/tuning.txt")
# PyTorch with its CUDA libraries, unpacked, and what pip holds on its way.
_SIZE = 10 * 1024**3
# An entry of a lock: name, version, its condition ("" where it is wanted everywhere).
_PINNED = re.compile(r"(?m)^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)[ \t]*(;?)")


class ComponentService:
    """Made by the application after `JobService`, whose installing job it defines. `on_change` are told when
    the component comes, goes or breaks. `known_backends` is what `backends` has said of the component as it
    is now."""

    def __init__(
        self,
        workers: Workers,
        jobs: JobService,
        paths: Paths,
        publish: Publisher,
        language: Callable[[], str],
        lock: Path | None = None,
        require_open: Callable[[], None] = lambda: None,
        places: Callable[[], tuple[str, ...]] = tuple,
        allowed: bool = True,
    ) -> None:
        self._allowed = allowed
        self.places = places
        self.require_open = require_open
        self._workers, self._jobs, self._publish, self._language = workers, jobs, publish, language
        self._folder, self._licences = paths.data / "tuning", paths.resources / "licenses"
        root = paths.resources.parent
        locks = [root / name for name in _LOCKS]
        self.lock = lock or next((file for file in locks if file.is_file()), locks[0])
        self._lock_sha256 = ""
        self.on_change: list[Callable[[], None]] = []
        self.known_backends: Backends | None = None
        jobs.define(Job.INSTALL, JobHandler(Kind.FETCH, self._spec, on_stopped=self._on_stopped))

    def state(self) -> TuningComponent:
        """What is there now; looks at the disk."""
        chosen = os.environ.get(CHOSEN, "")
        if chosen:
            there = Path(chosen).is_file()
            state = ComponentState.READY if there else ComponentState.DAMAGED
            return TuningComponent(state, str(Path(chosen).parent.parent))
        job = self._job()
        identity = job.id if job else ""
        folder = str(self._folder)
        if job is not None and job.state in (JobState.RUNNING, JobState.QUEUED):
            return TuningComponent(ComponentState.INSTALLING, folder, job=identity)
        manifest = self._manifest()
        if manifest is None:
            begun = self._folder.is_dir() and any(self._folder.iterdir())
            state = ComponentState.DAMAGED if begun else ComponentState.ABSENT
            return TuningComponent(state, folder, job=identity)
        # An upgrade of Bukvar demands no new 3 GB: what was whole for the earlier lock goes on working.
        state = ComponentState.READY if self._is_whole(manifest) else ComponentState.DAMAGED
        outdated = manifest.lock_sha256 != self._hash() and not self._satisfies(manifest)
        return TuningComponent(state, folder, manifest.size, manifest.versions, identity, outdated)

    def python(self) -> Path | None:
        """The component's interpreter, when it can be used."""
        if not self._allowed:
            return None
        chosen = os.environ.get(CHOSEN, "")
        if chosen:
            return Path(chosen) if Path(chosen).is_file() else None
        python = python_of(self._folder)
        return python if self._manifest() is not None and python.is_file() else None

    def backends(self) -> Future[Backends]:
        """Who could train here, best first; asked once in a session. Rejects with what `require_ready` raises
        and what the worker says."""
        return spawn(self._ask_backends())

    async def _ask_backends(self) -> Backends:
        if self.known_backends is None:
            self.require_ready()
            self.known_backends = from_json(Backends, await start(self._workers, Kind.TUNE, Job.BACKENDS, {}))
        return self.known_backends

    def trains_on_card(self, settings: TuneSettings) -> bool:
        """Whether training with these settings works on the graphics card, which the chat uses too."""
        return is_card(settings.backend or (self.known_backends.chosen if self.known_backends else ""))

    def folders(self) -> Future[list[str]]:
        """Folders with the packages of this version, for this computer, that lie beside the program or its
        installer or on a disk that was put in: what `install` may be told without asking the user for it."""
        return spawn(self._find())

    async def _find(self) -> list[str]:
        spec = FindTuningSpec(self.places(), self._hash())
        result = await start(self._workers, Kind.FETCH, Job.FIND_TUNING, to_json(spec))
        return list(from_json(FoundTuning, result).folders)

    def licence_text(self) -> str:
        """What would be installed and under which licences, in the language of the window."""
        file = file_in_language(self._licences, "tuning_{}.txt", self._language())
        try:
            return file.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise ProblemError(Code.FILE_UNREADABLE, file=str(self._licences)) from None

    def install(self, wheelhouse: str = "", thorough: bool = False) -> JobRecord:
        """Install the component, go on with what was begun, or mend what is broken. With a `wheelhouse` (a
        folder of wheels) no network is used. `thorough` compares every file of what is there first. Its
        licence was shown before. Raises TRAINING_OFF, FILE_UNREADABLE, BUSY while a training runs by the
        component, SEALED without a folder in sealed mode."""
        self.require_allowed()
        if wheelhouse and not Path(wheelhouse).is_dir():
            raise ProblemError(Code.FILE_UNREADABLE, file=wheelhouse)
        if not wheelhouse:
            self.require_open()
        begun = self._job()
        if begun is not None and begun.state in (JobState.RUNNING, JobState.QUEUED):
            return begun
        if self._trains():
            raise ProblemError(Code.BUSY)
        self._workers.unload(Kind.TUNE)
        wanted = (wheelhouse, thorough)
        if begun is not None and wanted == (
            begun.params.get("wheelhouse", ""),
            begun.params.get("thorough", False),
        ):
            self._jobs.resume(begun.id)
            record = self._jobs.get(begun.id) or begun
        else:
            if begun is not None:
                self._jobs.cancel(begun.id)
            spec = InstallSpec(str(self._folder), str(self.lock), wheelhouse, thorough=thorough)
            record = self._jobs.submit(Job.INSTALL, to_json(spec))
        self._changed()
        return record

    def require_allowed(self) -> None:
        """Raises TRAINING_OFF: the administrator has switched training off."""
        if not self._allowed:
            raise ProblemError(Code.TRAINING_OFF)

    def require_ready(self) -> None:
        """Raises TRAINING_OFF, TUNING_MISSING, TUNING_DAMAGED, BACKEND_MISSING (when that is known)."""
        self.require_allowed()
        state = self.state().state
        if state is ComponentState.DAMAGED:
            raise ProblemError(Code.TUNING_DAMAGED)
        if state is not ComponentState.READY:
            raise ProblemError(Code.TUNING_MISSING)
        if self.known_backends is not None and not self.known_backends.chosen:
            raise ProblemError(Code.BACKEND_MISSING, backend="")

    def remove(self) -> Future[None]:
        """Delete the component; runs and adapters stay. Raises BUSY while a training runs by it."""
        if self._trains():
            raise ProblemError(Code.BUSY)
        return spawn(self._remove())

    async def _remove(self) -> None:
        job = self._job()
        if job is not None:
            waiting = self._jobs.wait(job.id) if job.state is JobState.RUNNING else completed(job)
            self._jobs.cancel(job.id)
            await waiting
        self._workers.unload(Kind.TUNE)
        # Out of its place in one step: a kill in the middle leaves no half of it.
        delete_folder(self._folder)
        self._changed()

    def recover(self) -> None:
        """At start-up: what a removal that was cut off left behind."""
        delete_folder(self._folder.with_name(self._folder.name + ".removed"))

    def _spec(self, job: JobRecord) -> dict[str, Any]:
        self._changed()
        size = 0 if job.params.get("wheelhouse") else _SIZE
        return {**job.params, "folder": str(self._folder), "lock": str(self.lock), "size": size}

    def _on_stopped(self, job: JobRecord) -> None:
        self._changed()

    def _changed(self) -> None:
        self.known_backends = None
        for listener in list(self.on_change):
            listener()
        self._publish(Changes(component=True))

    def _job(self) -> JobRecord | None:
        """The installation that is not finished."""
        jobs = [job for job in self._jobs.list(unfinished_only=True) if job.kind == Job.INSTALL]
        return jobs[-1] if jobs else None

    def _trains(self) -> bool:
        running = (JobState.RUNNING,)
        return any(job.kind == Job.TUNE and job.state in running for job in self._jobs.list(True))

    def _manifest(self) -> Manifest | None:
        try:
            untrusted = decode_json((self._folder / MANIFEST).read_text(encoding="utf-8"))
            return from_json(Manifest, untrusted)
        except (OSError, ValueError, CodecError):
            return None

    def _is_whole(self, manifest: Manifest) -> bool:
        """Whether its Python and the record of every package are there: about a hundred looks."""
        if not python_of(self._folder).is_file():
            return False
        site = self._folder / manifest.site
        return all((site / record).is_file() for record in manifest.records)

    def _satisfies(self, manifest: Manifest) -> bool:
        """Whether what is installed are the very packages of the present lock, which may have changed in a
        hash, a comment, or a package for another system only."""
        try:
            text = self.lock.read_text(encoding="utf-8")
        except OSError:
            return True  # nothing says what would be newer
        locked = {_plain(f"{name}-{version}"): marker for name, version, marker in _PINNED.findall(text)}
        there = {_plain(record.split(".dist-info")[0]) for record in manifest.records}
        return there <= locked.keys() and {name for name, marker in locked.items() if not marker} <= there

    def _hash(self) -> str:
        if not self._lock_sha256 and self.lock.is_file():
            self._lock_sha256 = sha256_of(self.lock)
        return self._lock_sha256


def _plain(name: str) -> str:
    """A package with its version, as its folder is called on any system."""
    return re.sub(r"[-_.]+", "_", name).lower()
