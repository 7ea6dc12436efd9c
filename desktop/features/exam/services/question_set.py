"""The exam questions of the bases and what is done with them, wired together."""

from collections.abc import Callable, Sequence

from desktop.core.base_service import BaseService
from desktop.core.exam_entities import Exam, ExamQuestion
from desktop.core.feature_ports import Adapters, Documents, Examples, Models
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Paths, Publisher, RowRepository, Timers, Workers
from desktop.core.review.row_exporter import RowExporter
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.exam.services.question_generator import QuestionGenerator
from desktop.features.exam.services.question_importer import QuestionImporter
from desktop.features.exam.services.question_quotes import QuestionQuotes
from desktop.features.exam.services.question_rows import QuestionRows
from desktop.settings.store import SettingsStore


class QuestionSet:
    """A `ReviewSet`, made by the application. Quotes follow the documents by themselves."""

    def __init__(
        self,
        *,
        workers: Workers,
        repository: RowRepository[ExamQuestion],
        exams: Callable[[str], Sequence[Exam]],
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
        examples: Examples,
        adapters: Adapters,
        models: Models,
        jobs: JobService,
        settings: SettingsStore,
        paths: Paths,
        timers: Timers,
        publish: Publisher,
    ) -> None:
        self._examples, self._adapters = examples, adapters
        self.rows = QuestionRows(repository, exams, documents, paths.resources / "exam", publish)
        self.generator = QuestionGenerator(
            self.rows, lists, bases, documents, jobs, models, settings, self._trained, self._taught
        )
        self.quotes = QuestionQuotes(self.rows, lists, bases, documents, jobs, timers)
        self.importer = QuestionImporter(workers, self.rows, lists, self.quotes, bases, documents)
        self.exporter = RowExporter(self.rows, bases, documents)
        # Documents may have gone while the worker read them.
        self.generator.on_stopped = self.quotes.locate_if_needed
        self.rows.on_edited = self.quotes.locate_edited
        bases.before_removal.append(self.rows.forget_base)

    def _trained(self, base: str) -> set[str]:
        """Documents that training rows came from: those that are there, and those that adapters learnt."""
        documents = {row.text.document for row in self._lessons(base)}
        for adapter in self._adapters.list(base):
            documents |= set(adapter.documents)
        return documents - {""}

    def _taught(self, base: str) -> set[str]:
        return {row.text.question for row in self._lessons(base)}

    def _lessons(self, base: str) -> list[Example]:
        return [row for row in self._examples.list(base) if row.state is not RowState.REJECTED]
