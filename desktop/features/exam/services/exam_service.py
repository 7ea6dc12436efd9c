"""The exam of a base: its questions made, brought in, reviewed, given out; and exams held with them."""

import builtins
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.exam_entities import (
    SHIPPED,
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    ImportedQuestions,
    Purpose,
    QuestionCounts,
    Scoreboard,
    is_shipped,
)
from desktop.core.feature_ports import Adapters, Answers, Documents, Examples, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import ExamRepository, Paths, Publisher, Timers, Workers
from desktop.core.review.rows import PassageRecord, RowState
from desktop.core.training_entities import Example
from desktop.features.exam.domain import exam_statistics
from desktop.features.exam.services.active_ways import ActiveWays
from desktop.features.exam.services.exam_answers import Marker
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_files import write_questions
from desktop.features.exam.services.exam_generator import ExamGenerator
from desktop.features.exam.services.exam_importer import ExamImporter
from desktop.features.exam.services.exam_marking import ExamMarking
from desktop.features.exam.services.exam_quotes import ExamQuotes
from desktop.features.exam.services.exam_review import ExamReview
from desktop.features.exam.services.exam_running import ExamRunning
from desktop.features.exam.services.exam_store import ASKED, ExamStore
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.settings.store import SettingsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, GivenAnswer, Grade, Mark, QuestionKind
from workers.contract.specs import Job
from workers.text.language import LANGUAGES


class ExamService:
    """Made by the application; `recover` is called once at start-up. Pending and approved questions are
    asked; who approved which and when is kept. `running.on_answer` hears every answer of an exam."""

    def __init__(
        self,
        *,
        workers: Workers,
        rows: ExamRepository,
        bases: BaseService,
        documents: Documents,
        examples: Examples,
        adapters: Adapters,
        instructions: InstructionsStore,
        chats: Answers,
        marking: ExamMarking,
        ways: ActiveWays,
        models: Models,
        jobs: JobService,
        settings: SettingsStore,
        paths: Paths,
        timers: Timers,
        publish: Publisher,
    ) -> None:
        self._bases, self._documents = bases, documents
        self._examples, self._adapters = examples, adapters
        self._store = ExamStore(rows, publish)
        lists = PassageLists(workers, bases, documents, jobs, paths)
        self._quotes = ExamQuotes(self._store, lists, timers)
        self._review = ExamReview(self._store)
        self._importer = ExamImporter(workers, self._store, lists, self._quotes, bases, documents, paths)
        self._generator = ExamGenerator(
            self._store, lists, bases, documents, jobs, models, settings, self._trained, self._taught
        )
        self._marking, self._ways, self._rows, self._publish = marking, ways, rows, publish
        self._contestants = ExamCandidates(bases, documents, models, adapters, instructions)
        marker = Marker(self.questions, marking.grade, self.general)
        self.running = ExamRunning(rows, self, marker, chats, bases, documents, jobs, publish)
        self._boards: dict[str, tuple[int, str, Scoreboard]] = {}
        jobs.on_stopped.append(self._on_job_stopped)
        bases.before_removal.append(self._base_goes)

    def continue_checks(self) -> None:
        """In the window, after start-up: quotes of documents that a kill let go unnoticed are looked up."""
        for base in self._bases.list():
            self._look_if_needed(base.id)

    # --- questions: what there is ---

    def questions(self, base: str) -> builtins.list[ExamQuestion]:
        """All questions of a base, by number; neither the shipped ones nor those of the quick look."""
        return self._store.own(base)

    def known(self, base: str) -> dict[str, ExamQuestion]:
        """By id all that exams of a base may have asked, but the shipped ones."""
        return dict(self._store.all(base))

    def quick(self, base: str) -> builtins.list[ExamQuestion]:
        """Those that only the quick look asks, in the order they were made."""
        return self._store.quick(base)

    def question(self, base: str, question: str) -> ExamQuestion:
        """A question of a base, or a shipped one. Raises QUESTION_UNKNOWN."""
        if is_shipped(question):
            for language in LANGUAGES:
                if question.startswith(f"{SHIPPED}{language}_"):
                    for row in self.general(language):
                        if row.id == question:
                            return row
        return self._store.get(base, question)

    def asked(self, base: str) -> builtins.list[ExamQuestion]:
        """Those that an exam asks, by number."""
        return [row for row in self._store.own(base) if row.state in ASKED]

    def general(self, language: str = "") -> builtins.list[ExamQuestion]:
        """The shipped questions of a language ("" = of all). Raises ROWS_UNREADABLE."""
        return self._importer.general(language)

    def counts(self, base: str) -> QuestionCounts:
        return self._store.counts(base)

    def passages(self, base: str) -> Sequence[PassageRecord]:
        """What became of the passages that questions were made from."""
        return builtins.list(self._store.passages(base).values())

    # --- questions: making and bringing in ---

    def make(
        self,
        base: str,
        questions: int = 60,
        kinds: Sequence[QuestionKind] = GENERATED_QUESTIONS,
        quick: bool = False,
    ) -> Future[JobRecord]:
        """Begin (or go on) making so many new questions from the documents with the chat model; resolves with
        the job as it begins. Documents that training rows came from are left alone where the others give
        enough. `quick` ones are for the quick look alone; without it, those that were made for it are taken
        over first. Rejects with BASE_EMPTY, NO_MODEL, EMBEDDER_MISSING."""
        return spawn(self._generator.make(base, questions, kinds, quick))

    def import_questions(self, base: str, path: str | Path, by: str = "") -> Future[ImportedQuestions]:
        """Take the questions of a CSV, XLSX or JSON file; with `by` they count as reviewed. Rejects with
        ROWS_UNREADABLE, COLUMNS_UNKNOWN."""
        return spawn(self._importer.import_questions(base, Path(path), by))

    def write(self, base: str, text: ExamText, by: str) -> ExamQuestion:
        """A question of a person's own, approved. Raises ValueError without `by` or a question."""
        return self._importer.write(base, text, by)

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
            raise ProblemError(Code.NO_QUESTIONS, name=self._bases.get(base).name)
        write_questions(Path(path), rows)
        return len(rows)

    # --- exams: see ExamRunning ---

    def contestants(
        self, base: str, entries: Sequence[AnswerMode] = (), model: str = ""
    ) -> builtins.list[Candidate]:
        """Who can sit an exam now; see `ExamCandidates.find`."""
        return self._contestants.find(base, entries, model)

    def start(
        self,
        base: str,
        contestants: Sequence[Candidate],
        limit: int = 0,
        seed: int = 3407,
        purpose: Purpose = Purpose.EXAM,
        questions: Sequence[str] | None = None,
        general: bool = True,
    ) -> Exam:
        """Hold an exam; see `ExamRunning.start`."""
        return self.running.start(base, contestants, limit, seed, purpose, questions, general)

    def pause(self, exam: str) -> None:
        self.running.pause(exam)

    def resume(self, exam: str) -> None:
        self.running.resume(exam)

    def cancel(self, exam: str) -> None:
        self.running.cancel(exam)

    def remove(self, exam: str) -> None:
        """An exam with its answers. Raises EXAM_UNKNOWN."""
        self.running.remove(exam)

    def list(self, base: str) -> builtins.list[Exam]:
        """Exams of a base, the latest first."""
        return self.running.list(base)

    def get(self, exam: str) -> Exam:
        """Raises EXAM_UNKNOWN."""
        return self.running.get(exam)

    def latest(self, base: str) -> Exam | None:
        """The last exam that was held to its end."""
        done = (exam for exam in self.list(base) if exam.state is ExamState.DONE)
        return next((exam for exam in done if exam.purpose is Purpose.EXAM), None)

    def wait(self, exam: str) -> Future[Exam]:
        """Settles when it has ended or rests."""
        return self.running.wait(exam)

    def seconds_left(self, exam: str) -> float | None:
        return self.running.seconds_left(exam)

    def recover(self) -> None:
        """At start-up, once."""
        self.running.recover()

    # --- exams: their marks ---

    def answers(self, exam: str) -> builtins.list[ExamAnswer]:
        """All answers so far. Raises EXAM_UNKNOWN."""
        return builtins.list(self._rows.answers(self.get(exam).id))

    def table(self, exam: str) -> Scoreboard:
        """The scoreboard of an exam as far as it was held. Raises EXAM_UNKNOWN."""
        found = self.get(exam)
        now = self._ways.answering(found.base)
        active, answers = now.key if now is not None else "", self._rows.answers(exam)
        known = self._boards.get(exam)
        if known is None or known[:2] != (len(answers), active):
            known = (len(answers), active, exam_statistics.scoreboard(found, answers, active))
            self._boards[exam] = known
        return known[2]

    def overrule(self, exam: str, contestant: str, question: str, mark: Mark | None, by: str) -> ExamAnswer:
        """Give an answer a person's mark, or take it back (None); the table follows. Raises EXAM_UNKNOWN,
        QUESTION_UNKNOWN for an answer that was not given, ValueError without `by`."""
        if not by.strip():
            raise ValueError("who decides is kept with the decision")
        for answer in self.answers(exam):
            if (answer.contestant, answer.question) == (contestant, question):
                at = datetime.now(UTC) if mark is not None else None
                name = " ".join(by.split()) if mark is not None else ""
                changed = replace(answer, overruled=mark, overruled_by=name, overruled_at=at)
                self._rows.save_answers([changed])
                self._boards.pop(exam, None)
                self._publish(Changes(exams=frozenset({exam})))
                return changed
        raise ProblemError(Code.QUESTION_UNKNOWN, question=question)

    def grade(self, base: str, given: Sequence[GivenAnswer]) -> Future[builtins.list[Grade]]:
        """Marks of answers, in order."""
        return self._marking.grade(base, given)

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
        return [row for row in self._examples.list(base) if row.state is not RowState.REJECTED]

    def _on_job_stopped(self, job: JobRecord) -> None:
        """What is asked follows the documents."""
        if job.state is not JobState.SUCCEEDED or not job.base:
            return
        if job.kind == Job.REMOVE:
            documents = {str(key) for key in job.params["documents"]}
            self._generator.without(job.base, documents)
            self._quotes.without(job.base, documents)
        elif job.kind == Job.INDEX and job.result.get("indexed"):
            self._quotes.look_later(job.base)
        elif job.kind == Job.MAKE_EXAM:  # documents may have gone while it read them
            self._look_if_needed(job.base)

    def _look_if_needed(self, base: str) -> None:
        if self._quotes.needed(base, {row.id for row in self._documents.list(base)}):
            self._quotes.look_later(base)

    def _base_goes(self, base: str) -> None:
        self._store.forget_base(base)
        self._review.forget_base(base)
