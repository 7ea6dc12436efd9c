"""Training examples of the bases: made, brought in, checked, reviewed, given out."""

import builtins
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Chats, Documents, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import ExampleRepository, Paths, Publisher, Timers, Workers
from desktop.core.review.rows import PassageRecord, RowState
from desktop.core.saving import save_text
from desktop.core.training_entities import ErrorEstimate, Example, ExampleCounts
from desktop.features.training.services.example_check import ExampleCheck
from desktop.features.training.services.example_files import as_csv, as_jsonl
from desktop.features.training.services.example_generator import ExampleGenerator
from desktop.features.training.services.example_importer import ExampleImporter
from desktop.features.training.services.example_review import ExampleReview
from desktop.features.training.services.example_store import ExampleStore
from desktop.settings.store import SettingsStore
from workers.contract.codes import Code, ProblemError
from workers.contract.specs import Job
from workers.contract.training import (
    GENERATED_KINDS,
    CheckResult,
    Columns,
    ExampleKind,
    ReadRowsResult,
)

SAMPLE = 280
_EXAMPLE_JOBS = (Job.GENERATE, Job.CHECK)
_CHECK_AFTER_S = 20.0


class ExampleService:
    """Made by the application. Only approved examples train; who approved and when is kept."""

    def __init__(
        self,
        *,
        workers: Workers,
        rows: ExampleRepository,
        bases: BaseService,
        documents: Documents,
        chats: Chats,
        models: Models,
        jobs: JobService,
        settings: SettingsStore,
        paths: Paths,
        timers: Timers,
        publish: Publisher,
    ) -> None:
        self._bases, self._documents, self._jobs = bases, documents, jobs
        self._timers = timers
        self._debounce: dict[str, Callable[[], None]] = {}  # base → what calls its coming check off
        self._store = ExampleStore(rows, publish)
        self._lists = PassageLists(workers, bases, documents, jobs, paths)
        self._review = ExampleReview(self._store)
        self._generator = ExampleGenerator(self._store, self._lists, bases, jobs, models, settings)
        self._checking = ExampleCheck(self._store, self._lists, bases, jobs)
        self._importer = ExampleImporter(workers, self._store, self._lists, bases, documents, chats, paths)
        self._generator.on_stopped = self._importer.on_taken = self._checking.check_later
        jobs.on_stopped.append(self._on_job_stopped)
        bases.before_removal.append(self._base_goes)

    def recover(self) -> None:
        """At start-up, before work goes on: lists that a kill left behind are deleted."""
        for base in self._bases.list():
            self._lists.sweep(base.id)

    def continue_checks(self) -> None:
        """In the window, after start-up: examples that a kill left unchecked are checked."""
        busy = {job.base for job in self._jobs.list(unfinished_only=True) if job.kind in _EXAMPLE_JOBS}
        for base in self._bases.list():
            if base.id not in busy and self._checking.needed(base.id):
                self._checking.check_later(base.id)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Example]:
        """All examples of a base, by number."""
        return builtins.list(self._store.all(base).values())

    def get(self, base: str, example: str) -> Example:
        """Raises EXAMPLE_UNKNOWN."""
        return self._store.get(base, example)

    def counts(self, base: str) -> ExampleCounts:
        return self._store.counts(base)

    def passages(self, base: str) -> Sequence[PassageRecord]:
        """What became of the passages that examples were made from."""
        return builtins.list(self._store.passages(base).values())

    def approved(self, base: str) -> builtins.list[Example]:
        """Those that train, by number."""
        return [row for row in self._store.all(base).values() if row.state is RowState.APPROVED]

    def data_hash(self, base: str) -> str:
        """sha256 (hex) of the approved texts, whatever their order."""
        return self._store.data_hash(base)

    def orphans(self, base: str) -> builtins.list[Example]:
        """Approved ones whose document is no longer in the base: they stay until a person decides."""
        documents = {document.id for document in self._documents.list(base)}
        return [
            row for row in self.approved(base) if row.text.document and row.text.document not in documents
        ]

    # --- making and bringing in ---

    def generate(
        self, base: str, kinds: Sequence[ExampleKind] = GENERATED_KINDS, limit: int = 0
    ) -> Future[JobRecord]:
        """Begin (or go on) making examples from the documents with the chat model; resolves with the job as
        it begins. `limit` counts rows (0 = all passages). Rejects with BASE_EMPTY, NO_MODEL,
        EMBEDDER_MISSING."""
        return spawn(self._generator.generate(base, kinds, limit))

    def preview(self, path: str | Path, columns: Columns | None = None) -> Future[ReadRowsResult]:
        """What a file holds: guessed columns, the first ten examples, what would be passed over. Rejects with
        ROWS_UNREADABLE, COLUMNS_UNKNOWN."""
        return spawn(self._importer.read(Path(path), columns or Columns()))

    def import_rows(
        self, base: str, path: str | Path, columns: Columns | None = None
    ) -> Future[ReadRowsResult]:
        """Take the rows of a file; those that are there already are counted as `doubles`."""
        return spawn(self._importer.import_rows(base, Path(path), columns or Columns()))

    def add_from_chat(self, base: str, answer: str) -> Example:
        """Take an answer of the chat (message id) with its question. Raises EXAMPLE_UNKNOWN."""
        return self._importer.from_chat(base, answer)

    def add_samples(self, base: str, language: str) -> int:
        """Take the reviewed rows that come with the product in a language; returns how many are new."""
        return self._importer.add_samples(base, language)

    def check(self, base: str) -> Future[CheckResult]:
        """Check all examples of a base together; it also runs by itself after every taking and making."""
        return spawn(self._checking.check(base))

    def ensure_checked(self, base: str) -> Future[None]:
        """Wait until every example has been checked; nothing to do where all are."""
        return spawn(self._ensure_checked(base))

    # --- giving out ---

    def export(self, base: str, path: str | Path, everything: bool = False) -> int:
        """Write the approved examples (or all) as a table when the name ends with .csv, else as JSON lines
        (OpenAI messages and fields); returns how many. Raises NO_EXAMPLES, FOLDER_NOT_WRITABLE."""
        rows = self.list(base) if everything else self.approved(base)
        if not rows:
            raise ProblemError(Code.NO_EXAMPLES, name=self._bases.get(base).name)
        names = {row.id: PurePath(row.path).name for row in self._documents.list(base)}
        write = as_csv if Path(path).suffix.lower() == ".csv" else as_jsonl
        save_text(Path(path), write(rows, names))
        return len(rows)

    def remove_all(self, base: str) -> None:
        """Forget all examples of a base with their reviews, for good; work on them ends."""
        for job in self._jobs.list(unfinished_only=True):
            if job.base == base and job.kind in _EXAMPLE_JOBS:
                self._jobs.cancel(job.id)
        self._store.clear(base)

    # --- review: see ExampleReview ---

    def queue(self, base: str) -> builtins.list[Example]:
        """Pending ones: doubtful first, then by number; skipped ones last."""
        return self._review.queue(base)

    def similar(self, base: str, example: str) -> builtins.list[Example]:
        """The other pending ones of its cluster of near-duplicates."""
        return self._review.similar(base, example)

    def approve(self, base: str, ids: Sequence[str], by: str) -> None:
        """Let examples train, also rejected ones. Raises EXAMPLE_UNKNOWN, ValueError without `by`."""
        self._review.approve(base, ids, by)

    def reject(self, base: str, ids: Sequence[str], by: str) -> None:
        """Keep examples from training. Raises EXAMPLE_UNKNOWN, ValueError without `by`."""
        self._review.reject(base, ids, by)

    def edit(self, base: str, example: str, question: str, answer: str, by: str) -> Example:
        """Approve in other words. Raises EXAMPLE_UNKNOWN, ValueError without `by` or a text."""
        edited = self._review.edit(base, example, question, answer, by)
        if not edited.checked:
            self._check_soon(base)
        return edited

    def skip(self, base: str, example: str) -> None:
        """Put an example off: it comes last in the queue."""
        self._review.skip(base, example)

    def mask(self, base: str, ids: Sequence[str], by: str) -> None:
        """Take the texts in which personal data is replaced; the state stays."""
        self._review.mask(base, ids, by)

    def undo(self, base: str) -> builtins.list[Example]:
        """Take back the last action (again and again, also after a restart); the examples as they are now."""
        return self._review.undo(base)

    def sample(self, base: str, size: int = SAMPLE) -> builtins.list[Example]:
        """What still waits of a random sample of the pending ones without doubts, in random order."""
        return self._review.sample(base, size)

    def estimate(self, base: str) -> ErrorEstimate | None:
        """What the reviewed sample says of the rest; None until 30 rows of it (or all) are reviewed."""
        return self._review.estimate(base)

    def approve_rest(self, base: str, by: str) -> int:
        """Approve what the sample speaks for; returns how many. Raises ValueError without an estimate."""
        return self._review.approve_rest(base, by)

    # --- how it is done ---

    async def _ensure_checked(self, base: str) -> None:
        if self._checking.needed(base):
            await self._checking.check(base)

    def _on_job_stopped(self, job: JobRecord) -> None:
        """Documents that are gone take what was made of them along; text that is new is compared again."""
        if job.state is not JobState.SUCCEEDED or not job.base:
            return
        if job.kind == Job.REMOVE:
            self._generator.without(job.base, {str(key) for key in job.params["documents"]})
        elif job.kind == Job.INDEX and job.result.get("indexed") and self._has_quotes(job.base):
            self._checking.check_later(job.base)

    def _has_quotes(self, base: str) -> bool:
        return any(row.text.quote for row in self._store.all(base).values())

    def _check_soon(self, base: str) -> None:
        """After an edit: when no other has come for a while."""
        self._debounce.pop(base, lambda: None)()

        def debounced() -> None:
            self._debounce.pop(base, None)
            self._checking.check_later(base)

        self._debounce[base] = self._timers.after(_CHECK_AFTER_S, debounced)

    def _base_goes(self, base: str) -> None:
        self._debounce.pop(base, lambda: None)()
        self._store.forget_base(base)
