"""The training examples of the bases and what is done with them, wired together."""

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import Chats, Documents, Models
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Paths, Publisher, RowRepository, Timers, Workers
from desktop.core.review.row_exporter import RowExporter
from desktop.core.training_entities import Example
from desktop.features.training.services.example_check import ExampleCheck
from desktop.features.training.services.example_generator import ExampleGenerator
from desktop.features.training.services.example_importer import ExampleImporter
from desktop.features.training.services.example_rows import ExampleRows
from desktop.settings.store import SettingsStore


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
