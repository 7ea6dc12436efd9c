"""The training examples of the bases and what is done with them, wired together."""

from collections.abc import Sequence

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, ModelRecord
from desktop.core.feature_ports import Chats, Documents, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Paths, Publisher, RowRepository, Timers, Workers
from desktop.core.review.row_exporter import RowExporter
from desktop.core.review.row_generator import RowGenerator
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import Example
from desktop.features.training.services.example_check import ExampleCheck
from desktop.features.training.services.example_importer import ExampleImporter
from desktop.features.training.services.example_rows import ExampleRows
from desktop.settings.store import SettingsStore
from workers.contract.messages import Made
from workers.contract.training.examples import GENERATED_KINDS, ExampleKind, ExampleText, GenerateSpec


class ExampleGenerator(RowGenerator[Example, ExampleText]):
    """Made by `ExampleSet`."""

    def make(
        self, base: str, kinds: Sequence[ExampleKind] = GENERATED_KINDS, limit: int = 0
    ) -> Future[JobRecord]:
        """Begin (or go on) making examples from the documents with the chat model; resolves with the job as
        it begins. `limit` counts rows (0 = all passages). Rejects with BASE_EMPTY, NO_MODEL,
        EMBEDDER_MISSING."""
        return spawn(self._make(base, {"kinds": [kind.value for kind in kinds], "limit": limit}))

    def _task(self, job: JobRecord, model: ModelRecord, done: tuple[str, ...]) -> GenerateSpec:
        values = self._settings.values
        return GenerateSpec(
            model.path,
            job.params["passages"],
            self._bases.ref(job.base).embedder,
            tuple(ExampleKind(kind) for kind in job.params["kinds"]),
            job.params["limit"],
            done,
            len(self.made(job)),
            values.threads,
            self._settings.card.layers(values.gpu_layers),
        )

    def _texts(self, job: JobRecord, message: Made) -> Sequence[ExampleText]:
        return message.rows

    def _replaced_rows(self, base: str, documents: set[str]) -> Sequence[Example]:
        """What was generated from documents that are gone, and not approved."""
        return [
            row
            for row in self._rows.in_state(base, RowState.PENDING, RowState.REJECTED)
            if row.text.document in documents and row.source is RowSource.GENERATED
        ]


class ExampleSet:
    """A `ReviewSet`, made by the application. New and edited examples are checked by themselves."""

    def __init__(
        self,
        *,
        workers: Workers,
        repository: RowRepository[Example],
        lists: PassageLists,
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
        self.rows = ExampleRows(repository, publish)
        self.generator = ExampleGenerator(self.rows, lists, bases, jobs, models, settings)
        self.check = ExampleCheck(self.rows, lists, bases, jobs, timers)
        self.importer = ExampleImporter(workers, self.rows, lists, bases, documents, chats, paths)
        self.exporter = RowExporter(self.rows, bases, documents)
        self.generator.on_stopped = self.importer.on_added = self.check.check_later
        self.rows.on_edited = self.check.check_edited
        bases.before_removal.append(self.rows.forget_base)
