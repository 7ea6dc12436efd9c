"""Documents of the bases: importing, reading again, removing with a way back, reconciling."""

import builtins
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import Document, DocumentState, JobRecord, JobState
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import DocumentRepository, Publisher, Timers, Workers
from desktop.core.requests import start
from desktop.features.documents.services.document_store import DocumentStore, after_reconciliation
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Item, Message
from workers.contract.paths import kept_path
from workers.contract.specs.bases import IndexSpec, KnownDocument, ReconcileResult, RemoveSpec
from workers.contract.specs.jobs import Job, Kind

UNDO_S = 6.0


class DocumentService:
    """Made by the application after `JobService`, whose indexing and removing jobs it defines. A document is
    READY only after the worker has said `indexed`."""

    def __init__(
        self,
        workers: Workers,
        rows: DocumentRepository,
        bases: BaseService,
        jobs: JobService,
        timers: Timers,
        publish: Publisher,
    ) -> None:
        self._workers, self._bases, self._jobs = workers, bases, jobs
        self._timers, self._publish = timers, publish
        self._store = DocumentStore(rows, timers, publish)
        # By base, while a document of it is locked; never written anywhere.
        self._passwords: dict[str, tuple[str, ...]] = {}
        self._hidden: dict[str, set[str]] = {}
        self._undo: dict[str, tuple[set[str], Callable[[], None]]] = {}
        self._stale: set[str] = set()
        # Told of each import (base, paths), and asked for the folders of a base that are watched.
        self.imported: builtins.list[Callable[[str, Sequence[str]], None]] = []
        self.folders_of: Callable[[str], builtins.list[str]] = lambda base: []
        jobs.define(
            Job.INDEX,
            JobHandler(
                Kind.KNOWLEDGE,
                self._index_spec,
                self._on_message,
                self._on_index_stopped,
                ready=self._may_index,
            ),
        )
        jobs.define(
            Job.REMOVE,
            JobHandler(Kind.KNOWLEDGE, self._remove_spec, self._on_message, self._on_remove_stopped),
        )
        bases.before_removal.append(self._base_goes)
        self.was_read = bases.was_read = self._store.was_read

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Document]:
        """Documents of a base by path, without those that are being removed."""
        hidden = self._hidden.get(base)
        documents = self._store.all(base)
        return [row for row in documents if row.id not in hidden] if hidden else builtins.list(documents)

    def get(self, base: str, document: str) -> Document | None:
        """By id, also one that is being removed; None when the base has no such document."""
        return self._store.get(base, document)

    def answering(self, base: str) -> int:
        """How many documents a search finds text of, copies included."""
        hidden = (self._store.get(base, document) for document in self._hidden.get(base, ()))
        return self._store.answering(base) - sum(row.answers for row in hidden if row is not None)

    def totals(self, base: str) -> tuple[int, int]:
        """(pages, chunks) that answer questions; copies share those of their first."""
        rows = [row for row in self.list(base) if row.has_text]
        return sum(row.pages for row in rows), sum(row.chunks for row in rows)

    def flush(self) -> None:
        """Write what is not yet written (at the quit)."""
        self._store.flush()

    # --- reading ---

    def import_paths(
        self,
        base: str,
        paths: Sequence[str | Path],
        passwords: Sequence[str] = (),
        wait: bool = False,
    ) -> JobRecord:
        """Index files and folders; the same paths again continue what was begun. The passwords are tried on
        each file that is locked. With `wait` the job stays
        queued until the search model is here, also over restarts. Raises NOTHING_TO_IMPORT, BASE_UNKNOWN,
        EMBEDDER_MISSING (without `wait`)."""
        absolute = builtins.list(dict.fromkeys(kept_path(os.path.abspath(path)) for path in paths))
        if not absolute:
            raise ProblemError(Code.NOTHING_TO_IMPORT)
        job = self._index(base, absolute, retry=bool(passwords), passwords=passwords, wait=wait)
        for listener in self.imported:
            listener(base, absolute)
        return job

    def locked(self, base: str) -> builtins.list[Document]:
        """Documents that wait for a password, or hold files that do."""
        return [row for row in self.list(base) if row.is_locked]

    def unlock(self, base: str, password: str) -> JobRecord:
        """Try a password on all documents that wait for one; raises NOTHING_TO_IMPORT."""
        paths = [row.path for row in self.locked(base)]
        if not paths:
            raise ProblemError(Code.NOTHING_TO_IMPORT)
        return self._index(base, paths, retry=True, passwords=(password,))

    def retry(self, base: str, documents: Sequence[str] | None = None) -> JobRecord:
        """Read documents that failed again (all of them, or some); raises NOTHING_TO_IMPORT."""
        rows = self.list(base)
        if documents is None:
            paths = [row.path for row in rows if row.state is DocumentState.FAILED or row.code]
        else:
            paths = [row.path for row in rows if row.id in set(documents)]
        if not paths:
            raise ProblemError(Code.NOTHING_TO_IMPORT)
        return self._index(base, paths, retry=True)

    def refresh(self, base: str) -> JobRecord:
        """Look at every known document, and into the watched folders, and read what has changed."""
        return self._index(base, [], retry=False, folders=self.folders_of(base))

    def _index(
        self,
        base: str,
        paths: builtins.list[str],
        retry: bool,
        passwords: Sequence[str] = (),
        wait: bool = False,
        folders: Sequence[str] = (),
    ) -> JobRecord:
        if not wait:
            self._bases.ref(base)
        if passwords:
            self._passwords[base] = tuple(dict.fromkeys((*passwords, *self._passwords.get(base, ()))))
        params: dict[str, object] = {"paths": paths, "retry": retry}
        if wait:
            params["wait"] = True
        if folders:
            params["folders"] = builtins.list(folders)
        for job in self._jobs.list(unfinished_only=True):
            # One that waits takes all passwords that are known when it begins.
            fits = not passwords or job.state is JobState.QUEUED
            if fits and (job.kind, job.base, job.params) == (Job.INDEX, base, params):
                self._jobs.resume(job.id)
                return self._jobs.get(job.id) or job
        return self._jobs.submit(Job.INDEX, params, base)

    # --- removing ---

    def remove(self, base: str, documents: Sequence[str]) -> None:
        """Hide documents at once and take them out in six seconds, unless `undo_remove` comes first."""
        waiting, stop = self._undo.pop(base, (set[str](), lambda: None))
        stop()
        waiting |= set(documents)
        self._hidden.setdefault(base, set()).update(waiting)
        self._undo[base] = (waiting, self._timers.after(UNDO_S, lambda: self._timed_out(base)))
        self._publish(Changes(documents_of=frozenset({base})))

    def undo_remove(self, base: str) -> None:
        """Bring back what was hidden last and is not yet gone."""
        waiting, stop = self._undo.pop(base, (set[str](), lambda: None))
        stop()
        self._show(base, waiting)

    def commit_removals(self) -> builtins.list[JobRecord]:
        """Take out now what waits to be undone (at the quit, or when nobody can undo)."""
        return [job for base in builtins.list(self._undo) if (job := self._commit(base)) is not None]

    def _commit(self, base: str) -> JobRecord | None:
        waiting, stop = self._undo.pop(base, (set[str](), lambda: None))
        stop()
        if not waiting:
            return None
        return self._jobs.submit(Job.REMOVE, {"documents": sorted(waiting)}, base)

    def _timed_out(self, base: str) -> None:
        self._commit(base)

    def _show(self, base: str, documents: set[str]) -> None:
        self._hidden.get(base, set()).difference_update(documents)
        self._publish(Changes(documents_of=frozenset({base})))

    # --- agreement with the worker ---

    def recover(self, interrupted: Sequence[JobRecord]) -> None:
        """At start-up, with the jobs that a kill interrupted: their bases are reconciled before use."""
        self._stale |= {job.base for job in interrupted if job.base}
        for job in self._jobs.list(unfinished_only=True):
            if job.kind == Job.REMOVE:
                self._hidden.setdefault(job.base, set()).update(job.params["documents"])

    def ensure_reconciled(self, base: str) -> Future[None]:
        """Reconcile a base whose work was cut off, once; nothing to do for others."""
        return spawn(self._ensure_reconciled(base))

    async def _ensure_reconciled(self, base: str) -> None:
        if base in self._stale and self._bases.ref(base):
            await self.reconcile(base)

    def reconcile(self, base: str) -> Future[ReconcileResult]:
        """Let the worker mend its stores and take over what it knows. Files of documents whose index is lost
        are read again."""
        return spawn(self._reconcile(base))

    async def _reconcile(self, base: str) -> ReconcileResult:
        ref = self._bases.ref(base)
        untrusted = await start(self._workers, Kind.KNOWLEDGE, Job.RECONCILE, to_json(ref))
        result = from_json(ReconcileResult, untrusted)
        known = _read_known(result)
        self._stale.discard(base)
        before = {row.id: row for row in self._store.all(base)}
        rows = [after_reconciliation(before.get(key), base, row) for key, row in known.items()]
        self._store.put(row for row in rows if row != before.get(row.id))
        self._add_unknown([row for row in before.values() if row.id not in known])
        return result

    def _add_unknown(self, rows: builtins.list[Document]) -> None:
        """Documents that the worker does not know: those that were read lost their index and are read again;
        those that only waited wait on while their job does."""
        lost = [row for row in rows if row.chunks or row.answers]
        if lost:
            self._store.put(replace(row, state=DocumentState.QUEUED, chunks=0) for row in lost)
            self._index(lost[0].base, [row.path for row in lost], retry=False)
        waiting = {job.base for job in self._jobs.list(unfinished_only=True) if job.kind == Job.INDEX}
        for row in rows:
            if row not in lost and row.state.under_way and row.base not in waiting:
                self._store.remove(row.base, [row.id])

    # --- jobs ---

    def _may_index(self, job: JobRecord) -> bool:
        return self._bases.searchable() or not job.params.get("wait")

    def _index_spec(self, job: JobRecord) -> dict[str, object]:
        spec = IndexSpec(
            self._bases.ref(job.base),
            tuple(job.params["paths"]),
            bool(job.params["retry"]),
            self._passwords.get(job.base, ()),
            folders=tuple(job.params.get("folders", ())),
        )
        return dict(to_json(spec))

    def _remove_spec(self, job: JobRecord) -> dict[str, object]:
        spec = RemoveSpec(self._bases.ref(job.base), tuple(job.params["documents"]))
        return dict(to_json(spec))

    def _on_message(self, job: JobRecord, message: Message) -> None:
        if isinstance(message, Item):
            self._store.on_item(job.base, message)

    def _on_index_stopped(self, job: JobRecord) -> None:
        self._store.flush()
        if job.state is JobState.SUCCEEDED and not self.locked(job.base):
            self._passwords.pop(job.base, None)
        if job.state in (JobState.CANCELLED, JobState.FAILED):
            stuck = [row for row in self._store.all(job.base) if row.state.under_way]
            if stuck:
                self._stale.add(job.base)
                self.ensure_reconciled(job.base)

    def _on_remove_stopped(self, job: JobRecord) -> None:
        documents = {str(document) for document in job.params["documents"]}
        if job.state is JobState.SUCCEEDED:
            self._store.remove(job.base, documents)
        if job.state in (JobState.SUCCEEDED, JobState.CANCELLED, JobState.FAILED):
            self._show(job.base, documents)

    def _base_goes(self, base: str) -> None:
        _, stop = self._undo.pop(base, (set[str](), lambda: None))
        stop()
        self._jobs.forget_base(base)
        self._store.forget_base(base)
        self._hidden.pop(base, None)
        self._passwords.pop(base, None)
        self._stale.discard(base)


def _read_known(result: ReconcileResult) -> dict[str, KnownDocument]:
    """What the worker wrote down; big data travels as a file."""
    untrusted_rows = json.loads(Path(result.documents_file).read_text(encoding="utf-8"))
    rows = [from_json(KnownDocument, one) for one in untrusted_rows]
    return {row.id: row for row in rows}
