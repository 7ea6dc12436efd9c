"""The exam of a base: its questions made, brought in, reviewed, given out; and exams held with them."""

import builtins
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.entities import JobRecord, JobState
from desktop.domain.exam import ExamQuestion, ImportedQuestions, QuestionCounts
from desktop.domain.problem import problem
from desktop.domain.training import Example, ExampleState, PassageRecord
from desktop.services.adapter_service import AdapterService
from desktop.services.base_service import BaseService
from desktop.services.document_service import DocumentService
from desktop.services.exam_book import ASKED, ExamBook
from desktop.services.exam_files import write_questions
from desktop.services.exam_making import ExamMaking
from desktop.services.exam_quotes import ExamQuotes
from desktop.services.exam_review import ExamReview
from desktop.services.exam_taking import LANGUAGES, ExamTaking
from desktop.services.example_lists import ExampleLists
from desktop.services.example_making import Models
from desktop.services.example_service import ExampleService
from desktop.services.job_service import JobService
from desktop.services.pending import Pending, drive
from desktop.services.ports import Announcer, ExamRepository, Paths, Timers, Workers
from desktop.settings.store import SettingsStore
from workers.contract.codes import Code
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, QuestionKind
from workers.contract.specs import Job

GENERAL = "general_"


class ExamService:
    """Made by the application. Pending and approved questions are asked; who approved which and when is
    kept."""

    def __init__(
        self,
        *,
        workers: Workers,
        rows: ExamRepository,
        bases: BaseService,
        documents: DocumentService,
        examples: ExampleService,
        adapters: AdapterService,
        models: Models,
        jobs: JobService,
        settings: SettingsStore,
        paths: Paths,
        timers: Timers,
        announce: Announcer,
    ) -> None:
        self._bases, self._documents = bases, documents
        self._examples, self._adapters = examples, adapters
        self._book = ExamBook(rows, announce)
        lists = ExampleLists(workers, bases, documents, jobs, paths)
        self._quotes = ExamQuotes(self._book, lists, timers)
        self._review = ExamReview(self._book)
        self._taking = ExamTaking(workers, self._book, lists, self._quotes, bases, documents, paths)
        self._making = ExamMaking(
            self._book, lists, bases, documents, jobs, models, settings, self._trained, self._taught
        )
        jobs.on_rest.append(self._job_rests)
        bases.before_removal.append(self._base_goes)

    def continue_checks(self) -> None:
        """In the window, after start-up: quotes of documents that a kill let go unnoticed are looked up."""
        for base in self._bases.list():
            self._look_if_needed(base.id)

    # --- questions: what there is ---

    def questions(self, base: str) -> builtins.list[ExamQuestion]:
        """All questions of a base, by number; the shipped ones are not among them."""
        return builtins.list(self._book.all(base).values())

    def question(self, base: str, question: str) -> ExamQuestion:
        """A question of a base, or a shipped one. Raises QUESTION_UNKNOWN."""
        if question.startswith(GENERAL):
            for language in LANGUAGES:
                if question.startswith(f"{GENERAL}{language}_"):
                    for row in self.general(language):
                        if row.id == question:
                            return row
        return self._book.get(base, question)

    def asked(self, base: str) -> builtins.list[ExamQuestion]:
        """Those that an exam asks, by number."""
        return [row for row in self._book.all(base).values() if row.state in ASKED]

    def general(self, language: str = "") -> builtins.list[ExamQuestion]:
        """The shipped questions of a language ("ru", "en"; "" = of both). Raises ROWS_UNREADABLE."""
        return self._taking.general(language)

    def counts(self, base: str) -> QuestionCounts:
        return self._book.counts(base)

    def passages(self, base: str) -> Sequence[PassageRecord]:
        """What became of the passages that questions were made from."""
        return builtins.list(self._book.passages(base).values())

    # --- questions: making and bringing in ---

    def make(
        self, base: str, questions: int = 60, kinds: Sequence[QuestionKind] = GENERATED_QUESTIONS
    ) -> Pending[JobRecord]:
        """Begin (or go on) making so many new questions from the documents with the chat model; resolves with
        the job as it begins. Documents that training rows came from are left alone where the others give
        enough. Rejects with BASE_EMPTY, NO_MODEL, EMBEDDER_MISSING."""
        return drive(self._making.make(base, questions, kinds))

    def import_questions(self, base: str, path: str | Path, by: str = "") -> Pending[ImportedQuestions]:
        """Take the questions of a CSV, XLSX or JSON file; with `by` they count as reviewed. Rejects with
        ROWS_UNREADABLE, COLUMNS_UNKNOWN."""
        return drive(self._taking.import_questions(base, Path(path), by))

    def write(self, base: str, text: ExamText, by: str) -> ExamQuestion:
        """A question of a person's own, approved. Raises ValueError without `by` or a question."""
        return self._taking.write(base, text, by)

    # --- questions: review, see ExamReview ---

    def queue(self, base: str) -> builtins.list[ExamQuestion]:
        """All: pending ones first, then approved, then rejected ones; by number."""
        return self._review.queue(base)

    def approve(self, base: str, ids: Sequence[str], by: str) -> None:
        """Say that questions and answers are right. Raises QUESTION_UNKNOWN, ValueError without `by`."""
        self._review.approve(base, ids, by)

    def reject(self, base: str, ids: Sequence[str], by: str) -> None:
        """Ask questions no more. Raises QUESTION_UNKNOWN, ValueError without `by`."""
        self._review.reject(base, ids, by)

    def edit(self, base: str, question: str, text: ExamText, by: str) -> ExamQuestion:
        """Approve in other words. Raises QUESTION_UNKNOWN, ValueError without `by` or a question."""
        edited = self._review.edit(base, question, text, by)
        if edited.text.quote.strip() and not edited.text.chunk:
            self._quotes.look_later(base, [edited.id])
        return edited

    def undo(self, base: str) -> builtins.list[ExamQuestion]:
        """Take back the last action of this session; the questions as they are now, [] when there is none."""
        return self._review.undo(base)

    def remove_questions(self, base: str, ids: Sequence[str]) -> None:
        """Forget questions; what an exam has asked stays as a rejected one. Raises QUESTION_UNKNOWN."""
        self._review.remove(base, ids)

    def export(self, base: str, path: str | Path) -> int:
        """Write all questions: a table (.csv), JSON lines (.jsonl) or one JSON list; returns how many. Raises
        NO_QUESTIONS, FOLDER_NOT_WRITABLE."""
        rows = self.questions(base)
        if not rows:
            raise problem(Code.NO_QUESTIONS, name=self._bases.get(base).name)
        write_questions(Path(path), rows)
        return len(rows)

    # --- how it is done ---

    def _trained(self, base: str) -> set[str]:
        """Documents that training rows came from: those that are there, and those that adapters learnt."""
        documents = {row.text.document for row in self._lessons(base)}
        for adapter in self._adapters.list(base):
            documents |= set(adapter.documents)
        return documents - {""}

    def _taught(self, base: str) -> set[str]:
        return {row.text.question for row in self._lessons(base)}

    def _lessons(self, base: str) -> builtins.list[Example]:
        return [row for row in self._examples.list(base) if row.state is not ExampleState.REJECTED]

    def _job_rests(self, job: JobRecord) -> None:
        """What is asked follows the documents."""
        if job.state is not JobState.SUCCEEDED or not job.base:
            return
        if job.kind == Job.REMOVE:
            documents = {str(key) for key in job.params["documents"]}
            self._making.without(job.base, documents)
            self._quotes.without(job.base, documents)
        elif job.kind == Job.INDEX and job.result.get("indexed"):
            self._quotes.look_later(job.base)
        elif job.kind == Job.MAKE_EXAM:  # documents may have gone while it read them
            self._look_if_needed(job.base)

    def _look_if_needed(self, base: str) -> None:
        if self._quotes.needed(base, {row.id for row in self._documents.list(base)}):
            self._quotes.look_later(base)

    def _base_goes(self, base: str) -> None:
        self._book.forget_base(base)
        self._review.forget_base(base)
