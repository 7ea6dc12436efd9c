"""The composition root: builds every object once. The only file that knows all layers; it only wires."""

import json
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.consent import Consent
from desktop.core.entities import JobState
from desktop.core.future import Future, spawn
from desktop.core.hardware_service import HardwareService
from desktop.core.jobs.background import Background, sweep_deleted
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.requests import CancelledError
from desktop.core.unexpected import true_cause
from desktop.features.advice.services.advice_chats import AskedStore
from desktop.features.advice.services.advice_exams import ExamFacts
from desktop.features.advice.services.advisor_service import AdvisorService
from desktop.features.advice.services.documents_value_service import DocumentsValueService
from desktop.features.analysis.repository import SqlAnalyses
from desktop.features.analysis.services.analyses import Analyses
from desktop.features.analysis.services.comparisons import Comparisons
from desktop.features.analysis.services.fact_workbook import FactWorkbooks
from desktop.features.analysis.services.facts import Facts
from desktop.features.analysis.services.summaries import Summaries
from desktop.features.backup.services.backup_service import BackupService
from desktop.features.backup.services.file_check import FileCheck
from desktop.features.backup.services.idle_maintenance import DailyCheck, IdleMaintenance
from desktop.features.backup.services.leftover_service import LeftoverService
from desktop.features.backup.services.scheduled_backups import ScheduledBackups
from desktop.features.chat.kept_repository import SqlCorrections, SqlReadyQuestions
from desktop.features.chat.repository import SqlChats
from desktop.features.chat.services.attached_files import AttachedFiles
from desktop.features.chat.services.chat_finder import ChatFinder
from desktop.features.chat.services.chat_service import ChatService
from desktop.features.chat.services.kept_words import Corrections, ReadyQuestions
from desktop.features.chat.term_repository import SqlMessageTerms
from desktop.features.documents.services.check_service import CheckService
from desktop.features.documents.services.document_service import DocumentService
from desktop.features.documents.services.living_folders import LivingFolders
from desktop.features.documents.services.page_service import PageService
from desktop.features.documents.services.search_service import SearchService
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.features.exam.question_tables import QUESTION_TABLES
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_marking import ExamMarking
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.guard_exams import GuardExams
from desktop.features.exam.services.guard_service import GuardService
from desktop.features.exam.services.instructions_search import InstructionsSearch
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.instructions_trials import InstructionsTrials
from desktop.features.exam.services.question_set import QuestionSet
from desktop.features.exam.services.readiness_service import ReadinessService
from desktop.features.exam.services.second_opinion import SecondOpinion
from desktop.features.health.services.crash_alternatives import CrashAlternatives
from desktop.features.health.services.crash_service import CrashService
from desktop.features.health.services.engine_notices import EngineNotices
from desktop.features.health.services.health_parts import Parts
from desktop.features.health.services.health_service import HealthService
from desktop.features.health.services.support_report import SupportReports
from desktop.features.models.domain.catalogue_reading import parse
from desktop.features.models.domain.fit import FitState
from desktop.features.models.services.catalogue_store import CatalogueStore
from desktop.features.models.services.model_fetching import ModelFetching
from desktop.features.models.services.model_files import ModelFiles
from desktop.features.models.services.model_fit import ModelFit
from desktop.features.models.services.model_jobs import ModelJobs
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.features.models.services.pack_places import places
from desktop.features.models.services.pack_service import PackService
from desktop.features.models.services.shared_models import SharedModels
from desktop.features.security.services.licence_list import LicenceService
from desktop.features.security.services.security_service import WINDOW, SecurityService
from desktop.features.training.adapter_repository import SqlAdapters
from desktop.features.training.example_tables import EXAMPLE_TABLES
from desktop.features.training.run_repository import SqlRuns
from desktop.features.training.services.adapter_service import AdapterService
from desktop.features.training.services.component_service import ComponentService
from desktop.features.training.services.document_texts import DocumentTexts
from desktop.features.training.services.example_set import ExampleSet
from desktop.features.training.services.made_models import MadeModels
from desktop.features.training.services.run_files import RunFiles
from desktop.features.training.services.run_store import RunStore
from desktop.features.training.services.training_pipeline import TrainingPipeline
from desktop.features.training.services.training_runs import TrainingRuns
from desktop.features.training.services.tuning_planner import TuningPlanner
from desktop.moving import want_move
from desktop.paths import CATALOGUE_FILE, AppPaths, system_folder
from desktop.processes.launcher import Launcher
from desktop.processes.supervisor import Supervisor
from desktop.processes.timers import QtTimers
from desktop.processes.window_guard import GUARD
from desktop.reports.certificate import CertificateService
from desktop.reports.certificate_facts import CertificateSources
from desktop.reports.security_report import SecurityReports
from desktop.settings.file_trust import administrators_alone
from desktop.settings.schema import APPEARANCE, PLACES
from desktop.settings.store import SettingsStore
from desktop.storage.base_rows import SqlBaseRows
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases, SqlDocuments, SqlFolders, SqlJobs, SqlModels
from desktop.storage.row_repository import SqlRows
from desktop.ui.i18n import formats
from desktop.version import bukvar_version
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.specs.jobs import Job, Kind
from workers.disk import require_room
from workers.files import sweep_partial

_log = logging.getLogger(__name__)


class Application:
    """All services over one data folder, for the window and for commands alike. Needs a Qt application and
    the folder's lock. Raises DATA_NEWER, DATA_DAMAGED, DATA_MISSING, FOLDER_NOT_WRITABLE."""

    def __init__(self, paths: AppPaths) -> None:
        self.paths = paths
        self.consent: Consent | None = None  # the window asks a person; a command does on its terminal
        self.move_to: Callable[[Path], None] = partial(want_move, paths)  # the window closes and opens again
        paths.prepare()
        publish = self.change_publisher = ChangePublisher()
        self.policy = paths.policy
        self.settings = SettingsStore(
            paths.settings_file,
            lambda names: publish(
                Changes(settings=bool(names - APPEARANCE - PLACES), appearance=bool(names & APPEARANCE))
            ),
            fixed=self.policy.fixed(),
        )
        self.database = Database(paths.database, paths.backups, bases=paths.bases)
        self._notes: list[Problem] = []
        if self.settings.set_aside:
            self._notes.append(Problem(Code.SETTINGS_DAMAGED, {"file": self.settings.set_aside}))
        if self.database.is_changed:
            self._notes.append(Problem(Code.DATA_CHANGED))
        # Workers and security know each other: both are used long after they are made.
        launcher = Launcher(lambda: self.component.python(), lambda: self.security.wishes(), paths.engines)
        self.workers = Supervisor(paths.logs, launcher=launcher)
        self._timers = QtTimers()
        self.background = Background(self._timers)
        session = self.database.session
        bases = SqlBases(session)
        self.security = SecurityService(
            self.workers, bases, self.settings, paths, self.workers.guards, publish
        )
        self.jobs = JobService(
            self.workers, SqlJobs(session), publish, timers=self._timers,
            require_room=lambda: require_room(paths.data),
            cause=lambda problem: true_cause(problem, paths.database),
        )  # fmt: skip
        for job in (Job.FETCH, Job.VERIFY):
            self.jobs.define(job, JobHandler(Kind.FETCH))
        self.jobs.define(Job.CONVERT, JobHandler(Kind.KNOWLEDGE))
        self.catalogue = catalogue = CatalogueStore(
            parse(json.loads((paths.resources / CATALOGUE_FILE).read_text(encoding="utf-8"))),
            paths.catalogues,
            system_folder() / CATALOGUE_FILE,
            administrators_alone,
            lambda: self.settings.values.pack_keys,
        )
        models, model_jobs, model_files = (
            SqlModels(session, paths.data),
            ModelJobs(self.jobs, publish),
            ModelFiles(paths),
        )
        shared = SharedModels(self.policy.model_folders, model_files)
        self.models = ModelRegistry(
            jobs=model_jobs, models=models, bases=bases, settings=self.settings, files=model_files,
            shared=shared, catalogue=catalogue, publish=publish, policy=self.policy,
        )  # fmt: skip
        self.model_fetching = ModelFetching(
            workers=self.workers, jobs=model_jobs, registry=self.models, models=models,
            settings=self.settings, files=model_files, shared=shared, catalogue=catalogue, publish=publish,
            policy=self.policy, language=formats.language,
        )  # fmt: skip
        self.model_fit = ModelFit(self.models, models)
        self.jobs.on_stopped += [self.models.job_ended, self.model_fetching.job_ended]
        self.packs = PackService(
            self.workers, self.jobs, self.models, self.model_fetching, self.settings, paths, catalogue
        )
        self.bases = BaseService(self.workers, bases, self.settings, paths, publish, self.models.embedder)
        self.documents = DocumentService(
            self.workers, SqlDocuments(session), self.bases, self.jobs, self._timers, publish
        )
        self.living = LivingFolders(
            self.workers, SqlFolders(session), self.documents, self.bases, self.jobs, self.settings,
            self._timers, publish,
        )  # fmt: skip
        self.checks = CheckService(
            self.workers, self.bases, self.documents, paths,
            lambda: self.settings.values.backups_made[::-1],
        )  # fmt: skip
        self.search = SearchService(self.workers, self.bases, self.models.reranker)
        self.pages = PageService(
            self.workers, self.bases, paths,
            lambda base, document: self.documents.get(base, document) is not None,
        )  # fmt: skip
        self.hardware = HardwareService(self.workers, paths, publish)
        self.engine_notices = EngineNotices(self.hardware, paths.engines, self.settings)
        self.adapters = AdapterService(
            self.workers,
            SqlAdapters(session, paths.data),
            self.bases,
            self.models,
            self.model_fetching,
            paths,
            publish,
        )
        self.instructions = InstructionsStore(SqlInstructions(session), publish)
        self.ready_questions = ReadyQuestions(SqlReadyQuestions(session), publish)
        self.corrections = Corrections(SqlCorrections(session), publish)
        self.attached = self.pages.attached = AttachedFiles(self.workers, self.models.embedder)
        self.chat_rows = SqlChats(session)
        self.chats = ChatService(
            self.workers, self.chat_rows, self.bases, self.documents, self.search, self.models,
            self.settings, self._timers, publish, adapters=self.adapters,
            instructions=self.instructions, language=formats.language, corrections=self.corrections,
            attached=self.attached,
        )  # fmt: skip
        self.chat_finder = ChatFinder(self.workers, SqlMessageTerms(session))
        self.passage_lists = PassageLists(self.workers, self.bases, self.documents, self.jobs, paths)
        self.examples = ExampleSet(
            workers=self.workers, repository=SqlRows(session, EXAMPLE_TABLES), lists=self.passage_lists,
            bases=self.bases, documents=self.documents, chats=self.chats, models=self.models, jobs=self.jobs,
            settings=self.settings, paths=paths, timers=self._timers, publish=publish,
        )  # fmt: skip
        self.analyses = Analyses(
            SqlAnalyses(session), self.bases, self.documents, self.models, self.jobs, publish
        )
        self.summaries = Summaries(self.analyses, self.passage_lists, self.chats, self.models, self.jobs)
        self.facts = Facts(self.analyses, self.chats, self.bases, self.jobs)
        self.comparisons = Comparisons(
            self.workers, self.analyses, self.passage_lists, self.bases, self.documents
        )
        self.workbooks = FactWorkbooks(self.workers, self.facts, self.passage_lists)
        exams = SqlExams(session)
        self.questions = QuestionSet(
            workers=self.workers, repository=SqlRows(session, QUESTION_TABLES), exams=exams.list,
            lists=self.passage_lists, bases=self.bases, documents=self.documents, examples=self.examples.rows,
            adapters=self.adapters, models=self.models, jobs=self.jobs, settings=self.settings, paths=paths,
            timers=self._timers, publish=publish,
        )  # fmt: skip
        marking = ExamMarking(self.workers, self.models.embedder)
        self.candidates = ExamCandidates(
            self.bases, self.documents, self.models, self.adapters, self.instructions
        )
        self.exams = ExamRunner(
            exams, self.questions.rows, marking, self.chats, self.bases, self.documents, self.jobs, publish
        )
        self.exam_results = ExamResults(exams, self.candidates.answering, publish, self.models)
        self.opinions = SecondOpinion(
            self.workers, exams, self.questions.rows, self.models, self.jobs, publish
        )
        self.readiness = ReadinessService(
            self.exams, self.exam_results, self.candidates, self.questions, self.documents, self.bases,
            self.models, self.jobs, self.settings, publish,
        )  # fmt: skip
        self.instructions_search = InstructionsSearch(
            self.instructions, self.questions.rows, marking, exams, self.jobs, self.bases, self.documents,
            self.models, self.chats, paths.resources / "prompts",
        )  # fmt: skip
        self.backups = BackupService(
            self.workers, self.bases, self.documents, SqlBaseRows(self.database), paths, publish,
            self._keep_all, self.background,
        )  # fmt: skip
        self.file_check = FileCheck(self.workers, self.models, lambda: self.adapters.list(""))
        self.leftovers = LeftoverService(
            paths, self.bases, self.jobs,
            lambda: {*(row.id for row in models.list()), *(entry.id for entry in catalogue.models)},
            lambda: {run.id for run in self.run_store.list()}, self.background,
        )  # fmt: skip
        self.scheduled_backups = ScheduledBackups(self.settings, self.backups, self.bases)
        self.daily_check = DailyCheck(self.bases, self.documents, self.checks, paths)
        self.idle_maintenance = IdleMaintenance(
            self._timers, self.is_working, (self.scheduled_backups.begin, self.daily_check.begin)
        )
        self.instructions_trials = InstructionsTrials(
            exams, self.exams, self.questions.rows, self.bases, self.documents, self.models
        )
        self.licences = LicenceService(paths.resources)
        self.security_reports = SecurityReports(self.security, paths, paths.settings_file, self.licences)
        self.component = ComponentService(
            self.workers,
            self.jobs,
            paths,
            publish,
            formats.language,
            require_open=self.security.require_open,
            places=places,
            allowed=self.policy.training,
        )
        self.made_models = MadeModels(self.workers, self.component, self.model_fetching, paths)
        self.run_store = RunStore(SqlRuns(session), publish)
        files = RunFiles(paths)
        self.planner = TuningPlanner(
            self.workers, self.examples.rows, self.models, self.component, self.run_store, files, paths,
            self.settings.card, DocumentTexts(self.documents, self.passage_lists),
        )  # fmt: skip
        self.pipeline = TrainingPipeline(
            self.workers, self.jobs, self.run_store, files, self.models, self.adapters, self.component,
            self.settings.card,
        )  # fmt: skip
        self.runs = TrainingRuns(
            self.run_store, self.planner, self.pipeline, files, self.component, self.jobs, self.bases,
            self.documents, self.models,
        )  # fmt: skip
        wishes = json.loads((paths.resources / "advisor" / "wishes.json").read_text(encoding="utf-8"))
        journal = SqlInstructions(session)
        self.guards = GuardService(
            self.bases, self.documents, self.adapters, self.instructions, self.exams,
            GuardExams(
                exams, self.questions.rows, self.adapters, self.instructions
            ),
            journal,
        )  # fmt: skip
        self.certificates = CertificateService(
            CertificateSources(
                self.exams, self.exam_results, self.questions.rows, self.bases, self.documents, self.models,
                self.adapters, self.instructions, journal, self.run_store,
            )
        )  # fmt: skip
        self._exam_facts = ExamFacts(
            self.exams, self.exam_results, self.questions.rows, self.documents, self.candidates.answering
        )
        self.advisor = AdvisorService(
            bases=self.bases, documents=self.documents, jobs=self.jobs, models=self.models,
            examples=self.examples.rows, adapters=self.adapters, plans=self.planner,
            runs=self.run_store.list, has_weights=files.has_weights, component=self.component,
            hardware=self.hardware, instructions=self.instructions, exams=self._exam_facts,
            chats=AskedStore(self.chats, [wish for words in wishes.values() for wish in words]), paths=paths,
            language=formats.language,
            fits=lambda row, computer: self.model_fit.fit(row, computer).state is FitState.FITS,
            timers=self._timers,
        )  # fmt: skip
        self.documents_value = DocumentsValueService(
            self.workers, self.bases, self.documents, self.passage_lists
        )
        left = CrashAlternatives(self.models, self.hardware, self.settings)
        self.crashes = CrashService(
            paths.data / "crashes.json", bukvar_version(), left.hardware, left.engine, left.alternatives
        )
        parts = Parts(
            workers=self.workers, paths=paths, settings_file=paths.settings_file, database=self.database,
            models=self.models, bases=self.bases, documents=self.documents, chats=self.chats,
            computer=self.hardware, crashes=self.crashes, policy=self.policy, timers=self._timers,
        )  # fmt: skip
        self.health = HealthService(parts, self.settings, self.models.select)
        self.support_reports = SupportReports(
            paths=paths, settings=self.settings, policy=self.policy, models=self.models, bases=self.bases,
            documents=self.documents, chats=self.chats, crashes=self.crashes,
            hardware=lambda: self.hardware.hardware, blocked_connections=self.security.counts,
        )  # fmt: skip
        self.workers.on_death, self.workers.on_success = self.crashes.died, self.crashes.succeeded
        self.workers.on_refused = lambda kind, where: self.security.refused(kind.value, where)
        GUARD.listen(lambda where: self.security.refused(WINDOW, where))
        publish.listen(self._on_changes)
        self._apply_settings()

    def recover(self) -> None:
        """At every start, once: take up what a kill left behind. Nothing is continued yet."""
        data = self.paths.data
        for folder in {data, self.paths.settings_file.parent}:
            sweep_partial(folder)
        places = (self.paths.bases, self.paths.models, self.paths.downloads, data / "runs", data / "adapters")
        sweep_deleted([data, *places, *(data / "runs").glob("*")])
        interrupted = self.jobs.recover()
        self.documents.recover(interrupted)
        self.chats.recover()
        self.packs.recover()
        self.model_fetching.recover()
        self.bases.sweep()
        self.passage_lists.sweep()
        self.exams.recover()
        self.analyses.recover()
        self.component.recover()
        sweeps = not self.database.backups.was_replaced
        if sweeps:
            self.adapters.recover()
        self.guards.recover()
        self.health.recover()
        self.runs.recover(sweeps)
        self.instructions_search.recover()

    def take_notes(self) -> list[Problem]:
        """What of the data was found damaged at the start and is to be told: once."""
        notes, self._notes = self._notes, []
        return notes

    def continue_work(self) -> Future[None]:
        """In the window, after `recover`: compare every base with its store, then let interrupted work go on.
        A base that cannot be compared now (no embedder yet) is passed by."""
        return spawn(self._continue_work())

    async def _continue_work(self) -> None:
        for base in self.bases.list():
            if not self.documents.list(base.id):
                continue
            try:
                await self.documents.reconcile(base.id)
            except (ProblemError, CancelledError) as error:
                _log.warning("Base %s could not be reconciled: %s", base.id, error)
        self.jobs.continue_interrupted()
        self.living.begin()
        self.examples.check.continue_checks()
        self.questions.quotes.continue_checks()
        self.readiness.continue_work()
        self.runs.continue_work()

    def _keep_all(self) -> None:
        """What is not in the database yet."""
        self.documents.flush()
        self.chats.save_all()

    def is_working(self) -> bool:
        """Whether a job runs or an answer is written."""
        return bool(self.chats.writing) or any(
            job.state is JobState.RUNNING for job in self.jobs.list(unfinished_only=True)
        )

    def _on_changes(self, changes: Changes) -> None:
        if changes.settings:
            self._apply_settings()
        if changes.models:
            self.jobs.reschedule()
        self.living.on_changes(changes)
        self.idle_maintenance.on_changes(changes)
        if changes.bases:
            self.security.bases_changed()
        switched = changes.adapters_of or changes.instructions_of or changes.bases or changes.models
        if changes.exams or changes.exams_of or changes.questions_of or switched:
            self._exam_facts.forget()

    def _apply_settings(self) -> None:
        self.workers.set_idle(Kind.CHAT, 60 * self.settings.values.idle_unload_minutes)
