"""Living folders: what changes in the folders that documents were imported from reaches the answers while
the window is open, without anybody asking for it."""

import builtins
import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import Folder, JobRecord, JobState, LivingFolder
from desktop.core.jobs import job_policy
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import FolderRepository, Publisher, Timers, Workers
from desktop.features.documents.services.document_service import DocumentService
from desktop.features.documents.services.folder_watch import FolderWatch
from desktop.settings.store import SettingsStore
from workers.contract.paths import system_path
from workers.contract.specs.jobs import Job
from workers.contract.watching import WatchSpec

_log = logging.getLogger(__name__)
_TOGETHER_S = 0.3  # what several folders tell at once is one job
_MANY = 1000  # changed files from which on whole folders are compared
_SMALL = 50  # changed files that other reading steps aside for
_ASIDE_S = 30.0  # but not more often than this
_AGAIN_S = 60.0  # after a job that failed
# Of the paths of single files in one message, which is a line of at most 1 MiB.
_MOST_BYTES = 700_000


class LivingFolders:
    """Made by the application after `DocumentService`. Commands alone keep the list of folders; the window
    calls `begin`. Nothing here raises or asks: nobody is waiting for it."""

    def __init__(
        self,
        workers: Workers,
        rows: FolderRepository,
        documents: DocumentService,
        bases: BaseService,
        jobs: JobService,
        settings: SettingsStore,
        timers: Timers,
        publish: Publisher,
    ) -> None:
        self._workers, self._rows, self._documents, self._bases = workers, rows, documents, bases
        self._jobs, self._settings, self._timers, self._publish = jobs, settings, timers, publish
        self._active = False
        self._kept: builtins.list[Folder] | None = None  # what the database has
        self._watches: dict[tuple[str, str], FolderWatch] = {}  # by base and folder; "" = single files
        self._changed: dict[str, set[str]] = {}  # by base
        self._soon: dict[str, Callable[[], None]] = {}
        self._newest: dict[str, str] = {}  # by base: the newest job that read something, which is kept
        self._filled: set[tuple[str, str]] = set()  # folders in which there were documents
        self._aside = False  # other reading has stepped aside lately
        documents.imported.append(self.add)
        documents.folders_of = self._watched
        jobs.on_stopped.append(self._job_stopped)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[LivingFolder]:
        """Folders of a base by path."""
        found = []
        for folder in self._folders(base):
            watch = self._watches.get((base, folder.path))
            shown = LivingFolder(folder.path, folder.watched)
            found.append(replace(shown, state=watch.state, reason=watch.reason) if watch else shown)
        return found

    # --- what the user does ---

    def add(self, base: str, paths: Sequence[str]) -> None:
        """Documents are imported from these paths: folders among them are watched from now on."""
        for path in paths:
            if not os.path.isdir(system_path(path)):
                continue
            known = self._folders(base)
            if any(_within(path, other.path) and other.watched for other in known):
                continue
            for other in known:
                if _within(other.path, path):
                    self._remove(base, other.path)
            self._save(Folder(base, path))
        self._apply()
        self._publish(Changes(documents_of=frozenset({base})))

    def watch(self, base: str, path: str, watched: bool) -> None:
        """Watch a folder of the base, or no more; its documents stay."""
        self._save(Folder(base, path, watched))
        if not watched:
            self._drop(base, path)
        self._apply()
        self._publish(Changes(documents_of=frozenset({base})))

    # --- when it runs ---

    def begin(self) -> None:
        """In the window, after start-up: watch, and find what has changed since."""
        self._active = True
        self._apply()

    def close(self) -> None:
        """At the quit."""
        self._active = False
        self._apply()

    def on_changes(self, changes: Changes) -> None:
        """Called by the application after every change."""
        if changes.settings or changes.bases:
            self._kept = None
            self._apply()
        if changes.models:
            self._submit_all()

    # --- watches ---

    def _folders(self, base: str) -> builtins.list[Folder]:
        if self._kept is None:
            self._kept = self._rows.list()
        return [folder for folder in self._kept if folder.base == base]

    def _save(self, folder: Folder) -> None:
        self._rows.save(folder)
        self._kept = None

    def _remove(self, base: str, path: str) -> None:
        self._rows.remove(base, path)
        self._kept = None

    def _watched(self, base: str) -> builtins.list[str]:
        return [folder.path for folder in self._folders(base) if folder.watched]

    def _apply(self) -> None:
        """Start what is to be watched and stop what is not."""
        wanted: dict[tuple[str, str], WatchSpec] = {}
        if self._active and self._settings.values.watch_folders:
            for base in self._bases.list():
                wanted |= {(base.id, path): WatchSpec(path) for path in self._watched(base.id)}
                if files := self._single_files(base.id):
                    wanted[base.id, ""] = WatchSpec(files=files)
        before = set(self._watches)
        for key in [key for key, watch in self._watches.items() if wanted.get(key) != watch.spec]:
            self._watches.pop(key).stop()
        for key, spec in wanted.items():
            if key not in self._watches:
                self._start(key[0], key[1], spec)
                if not key[1] and key not in before:
                    self._note(key[0], spec.files)

    def _start(self, base: str, folder: str, spec: WatchSpec) -> None:
        def on_state() -> None:
            self._note(base, [folder])
            self._publish(Changes(documents_of=frozenset({base})))

        watch = FolderWatch(
            self._workers, self._timers, spec, on_state, lambda paths: self._note(base, paths)
        )
        self._watches[base, folder] = watch
        watch.start()

    def _single_files(self, base: str) -> tuple[str, ...]:
        """Documents that lie in no folder of the base, as many as one message holds."""
        folders = [folder.path for folder in self._folders(base)]
        found, left = [], _MOST_BYTES
        for row in self._documents.list(base):
            holder = next((folder for folder in folders if _within(row.path, folder)), "")
            if holder:
                self._filled.add((base, holder))
            else:
                left -= len(row.path.encode()) + 4
                if left < 0:
                    _log.warning("Base %s has more single files than are watched", base)
                    break
                found.append(row.path)
        return tuple(found)

    # --- jobs ---

    def _note(self, base: str, paths: Iterable[str]) -> None:
        """Something changed here."""
        changed = self._changed.setdefault(base, set())
        changed |= set(paths)
        if len(changed) > _MANY and (folders := self._watched(base)):
            inside = {path for path in changed if any(_within(path, folder) for folder in folders)}
            self._changed[base] = (changed - inside) | set(folders)
        self._submit_soon(base)

    def _submit_soon(self, base: str, seconds: float = _TOGETHER_S) -> None:
        self._soon.pop(base, lambda: None)()
        self._soon[base] = self._timers.after(seconds, lambda: self._submit(base))

    def _submit(self, base: str) -> None:
        """Have what changed read, when it can be; what cannot waits for the end of a job or for a model. A
        few files go first, and other reading steps aside for them; many, and whole folders, have their
        turn."""
        self._soon.pop(base, None)
        if base not in {known.id for known in self._bases.list()}:
            self._changed.pop(base, None)
        if not self._active or not self._bases.searchable():
            return
        folders, paused = self._watched(base), self._paused(base)
        for urgent in (True, False):
            changed = self._changed.get(base, set())
            held = {path for path in changed if any(_within(path, one) for one in paused)}
            changed = changed - held
            files = changed.difference(folders)
            few = files if len(files) <= _SMALL else set[str]()
            paths = _portion(few if urgent else changed - few)
            if not paths or not self._may_submit(base, urgent):
                continue
            self._changed[base].difference_update(paths)
            params = {"paths": paths, "retry": False, "folders": folders, "quiet": True, "urgent": urgent}
            self._jobs.submit(Job.INDEX, params, base)

    def _paused(self, base: str) -> builtins.list[str]:
        """What a person does not want read now."""
        unfinished = self._jobs.list(unfinished_only=True)
        paused = [job for job in unfinished if (job.kind, job.state) == (Job.INDEX, JobState.PAUSED)]
        return [path for job in paused if job.base == base for path in job.params["paths"]]

    def _may_submit(self, base: str, urgent: bool) -> bool:
        states = (JobState.RUNNING, JobState.QUEUED)
        unfinished = self._jobs.list(unfinished_only=True)
        jobs = [job for job in unfinished if job.kind == Job.INDEX and job.state in states]
        jobs = [job for job in jobs if not job_policy.is_recognising(job)]
        if any(job.base == base and job.quiet and urgent <= bool(job.params["urgent"]) for job in jobs):
            return False
        if urgent and any(not job.params.get("urgent") for job in jobs):
            if self._aside:
                return False  # what was begun before has its turn
            self._aside = True
            self._timers.after(_ASIDE_S, self._end_of_turn)
        return True

    def _end_of_turn(self) -> None:
        self._aside = False
        self._submit_all()

    def _submit_all(self) -> None:
        for base in [base for base, changed in self._changed.items() if changed]:
            self._submit_soon(base)

    def _job_stopped(self, job: JobRecord) -> None:
        if job.kind not in (Job.INDEX, Job.REMOVE):
            return
        if job.kind == Job.REMOVE and job.state is JobState.SUCCEEDED:
            self._forget_empty(job.base)
        if job.quiet:
            self._quiet_job_stopped(job)
        elif job.state is JobState.CANCELLED and job.kind == Job.INDEX:
            self._leave_alone(job.base, job.params["paths"])
        elif self._active:
            self._apply()
        self._submit_all()

    def _drop(self, base: str, folder: str) -> None:
        """Read nothing more of what changed in a folder."""
        for job in self._jobs.list(unfinished_only=True):
            if job.quiet and job.base == base and any(_within(path, folder) for path in job.params["paths"]):
                self._changed.setdefault(base, set()).update(job.params["paths"])
                self._jobs.cancel(job.id)
        left = {path for path in self._changed.get(base, ()) if not _within(path, folder)}
        self._changed[base] = left

    def _leave_alone(self, base: str, paths: Sequence[str]) -> None:
        """Who calls an import off does not want it read behind the back."""
        for folder in self._folders(base):
            if folder.watched and folder.path in paths:
                self.watch(base, folder.path, watched=False)

    def _quiet_job_stopped(self, job: JobRecord) -> None:
        """Nobody looks for such a job in a list; only the newest one that read something is kept, for those
        who ask when a base was read last."""
        if job.state is JobState.PAUSED:
            return
        if job.state in (JobState.FAILED, JobState.INTERRUPTED):
            _log.warning("What changed could not be read: %s", job.code or job.state)
            self._changed.setdefault(job.base, set()).update(job.params["paths"])
            self._jobs.forget(job.id)
            if self._active:
                self._submit_soon(job.base, _AGAIN_S)
            return
        old = job.id
        if job.state is JobState.SUCCEEDED and job.result.get("indexed"):
            old, self._newest[job.base] = self._newest.get(job.base, ""), job.id
        self._jobs.forget(old)

    def _forget_empty(self, base: str) -> None:
        """A folder of which all documents were taken out is none of the base any more."""
        paths = [row.path for row in self._documents.list(base)]
        for folder in self._folders(base):
            full = any(_within(path, folder.path) for path in paths)
            if (base, folder.path) in self._filled and not full:
                self._filled.discard((base, folder.path))
                self._remove(base, folder.path)


def _portion(paths: set[str]) -> builtins.list[str]:
    """As many as one message holds, in order."""
    found, left = [], _MOST_BYTES
    for path in sorted(paths)[:_MANY]:
        left -= len(path.encode()) + 4
        if left < 0:
            break
        found.append(path)
    return found


def _within(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it; by hand, since a `PurePath` for each of ten thousand takes
    long."""
    mark = "\\" if "\\" in folder and not folder.startswith("/") else "/"
    return path == folder or path.startswith(folder.rstrip(mark) + mark)
