"""Models of this computer: which are installed, sound and chosen."""

import builtins
from dataclasses import replace
from pathlib import Path

from desktop.core.agreement import Agreement
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Future, spawn
from desktop.core.ports import BaseRepository, ModelRepository, Publisher
from desktop.features.models.domain import fit
from desktop.features.models.domain.catalogue import CatalogueModel, ModelCatalogue, Origin
from desktop.features.models.services.model_files import ModelFiles
from desktop.features.models.services.model_jobs import ModelJobs
from desktop.features.models.services.shared_models import SharedModels
from desktop.settings.policy import NO_POLICY, Policy
from desktop.settings.store import SettingsStore
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import FetchResult, VerifySpec
from workers.contract.system_memory import system_memory

# A computer sold with 8 GB says a little less, for the system keeps some.
STARTER_MEMORY = 7_500_000_000


class ModelRegistry:
    """Made by the application. `job_ended` must be told of every job that ends: a check of a file is a job,
    which a restart continues."""

    def __init__(
        self,
        *,
        jobs: ModelJobs,
        models: ModelRepository,
        bases: BaseRepository,
        settings: SettingsStore,
        files: ModelFiles,
        shared: SharedModels,
        catalogue: ModelCatalogue,
        publish: Publisher,
        memory: int = 0,
        policy: Policy = NO_POLICY,
    ) -> None:
        """`memory`: of this computer, in bytes; 0 = ask the system."""
        self._jobs, self._rows, self._bases = jobs, models, bases
        self._settings, self._catalogue, self._publish = settings, catalogue, publish
        self._files, self._shared, self._policy = files, shared, policy
        self._memory = memory or system_memory().total

    # --- what is installed ---

    def list(self) -> builtins.list[ModelRecord]:
        """Models of the catalogue in its order, each as it is here, then those that the user added; of
        these, what the administrator allows."""
        return [row for row in self._all() if self.is_allowed(row)]

    def get(self, model: str) -> ModelRecord:
        """Raises MODEL_UNKNOWN, MODEL_NOT_ALLOWED."""
        record = next((row for row in self._all() if row.id == model), None)
        if record is None:
            raise ProblemError(Code.MODEL_UNKNOWN, model=model)
        if not self.is_allowed(record):
            raise ProblemError(Code.MODEL_NOT_ALLOWED, model=model)
        return record

    def installed(self, purpose: ModelPurpose) -> builtins.list[ModelRecord]:
        """The models that can be used now."""
        return [row for row in self.list() if row.purpose is purpose and row.state is ModelState.READY]

    def missing_purposes(self) -> frozenset[ModelPurpose]:
        """What no model that is here can do yet, of what is needed before the first question."""
        embeds, chats = self.embedder() is not None, bool(self.installed(ModelPurpose.CHAT))
        ready = {ModelPurpose.EMBEDDING: embeds, ModelPurpose.CHAT: chats}
        return frozenset(purpose for purpose, here in ready.items() if not here)

    def is_shared(self, model: ModelRecord) -> bool:
        """Whether a model lies in a folder that the administrator shares."""
        return self._shared.holds(model.path)

    def is_allowed(self, row: ModelRecord) -> bool:
        """Whether the administrator lets a model be used."""
        known = _named_for_all(self._catalogue.get(row.id)) or self.is_shared(row)
        return self._policy.allows(row.id, row.sha256, known)

    def is_allowed_file(self, entry: CatalogueModel | None, sha256: str) -> bool:
        """Whether the administrator lets a file be used; `entry`: what the catalogue has under its hash."""
        return self._policy.allows(entry.id if entry else "", sha256, _named_for_all(entry))

    def _all(self) -> builtins.list[ModelRecord]:
        rows = {row.id: row for row in self._rows.list()}
        fetching = self._jobs.worked_on(Job.FETCH, Job.CONVERT, Job.INSTALL_PACK)
        known = [
            entry.described(rows.pop(entry.id)) if entry.id in rows else entry.record()
            for entry in self._catalogue.models
        ]
        return [
            replace(row, state=ModelState.FETCHING)
            if row.id in fetching and row.state is not ModelState.READY
            else row
            for row in (*known, *rows.values())
        ]

    # --- what is chosen ---

    def selected(self, base: str) -> ModelRecord | None:
        """The model that answers in a base: its own, the user's choice, the starter, any other."""
        ready = {row.id: row for row in self.installed(ModelPurpose.CHAT)}
        own = self._bases.get(base) if base else None
        for wanted in (own.model if own else "", self._settings.values.selected_model, self.starter().id):
            if wanted in ready:
                return ready[wanted]
        return max(ready.values(), key=lambda row: (not row.trial, row.size), default=None)

    def embedder(self) -> Path | None:
        """Folder of the embedder, when it is ready."""
        ready = [row for row in self.installed(ModelPurpose.EMBEDDING) if row.used]
        return Path(ready[0].path) if ready else None

    def reranker(self) -> Path | None:
        """Folder of the model that ranks passages anew, when there is one."""
        ready = [row for row in self.installed(ModelPurpose.RERANK) if row.used]
        return Path(ready[0].path) if ready else None

    def starter(self) -> ModelRecord:
        """The chat model to begin with on this computer: a trial model where memory is small. Where the
        administrator allows none of the catalogue, one that he does, or one that cannot be got."""
        known = [entry for entry in self._catalogue.models if entry.purpose is ModelPurpose.CHAT]
        # By the rows: a file that is here may have another hash than the catalogue's.
        allowed = {row.id: row for row in self.list() if row.purpose is ModelPurpose.CHAT}
        chat = [entry for entry in known if entry.id in allowed]
        if not chat:
            return next(iter(allowed.values()), None) or known[0].record()
        small = [entry for entry in chat if entry.trial]
        wanted = [entry for entry in chat if entry.starter] if self._memory >= STARTER_MEMORY else small
        begin_with = max(wanted or small, key=lambda entry: entry.size, default=None)
        return allowed[(begin_with or min(chat, key=lambda entry: entry.size)).id]

    def select(self, model: str) -> None:
        """Answer with this model from now on. Raises MODEL_NOT_USED for one that does not chat."""
        if self.get(model).purpose is not ModelPurpose.CHAT:
            raise ProblemError(Code.MODEL_NOT_USED, model=model)
        self._settings.change(selected_model=model)
        self._publish(Changes(models=True, settings=True))

    # --- whether it is sound ---

    def verify(self, model: str) -> Future[ModelRecord]:
        """Compare the file with its hash; resolves with the record, READY or DAMAGED."""
        return spawn(self._verify(self.get(model)))

    def ensure_sound(self, model: str) -> Future[ModelRecord]:
        """Before a model is loaded: its length always, its hash once (and again when the file was touched).
        Rejects with MODEL_MISSING or MODEL_DAMAGED."""
        return spawn(self._ensure_sound(self.get(model)))

    def job_ended(self, job: JobRecord) -> None:
        """Told of every job that ended; only checks of files count."""
        if job.kind != Job.VERIFY:
            return
        if job.state in (JobState.SUCCEEDED, JobState.FAILED):
            self._verified(str(job.params.get("model", "")), job)
        self._publish(Changes(models=True))

    async def _verify(self, record: ModelRecord) -> ModelRecord:
        if not record.path:
            raise ProblemError(Code.MODEL_MISSING, model=record.id)
        params = {**to_json(VerifySpec(record.path, record.sha256)), "model": record.id}
        begun = self._jobs.unfinished(record.id, Job.VERIFY)
        job = self._jobs.go_on(begun) if begun is not None else self._jobs.submit(Job.VERIFY, params)
        try:
            await self._jobs.finished(job)
        except ProblemError as error:
            if error.problem.code not in (Code.MODEL_DAMAGED, Code.MODEL_MISSING):
                raise
        return self.get(record.id)

    async def _ensure_sound(self, record: ModelRecord) -> ModelRecord:
        if not self._files.modified(record):
            raise ProblemError(Code.MODEL_MISSING, model=record.id)
        if not self._files.is_whole(record):
            self.save(replace(record, state=ModelState.DAMAGED))
            raise ProblemError(Code.MODEL_DAMAGED, model=record.id)
        if record.verified != self._files.modified(record):
            record = await self._verify(record)
        if record.state is not ModelState.READY:
            raise ProblemError(Code.MODEL_DAMAGED, model=record.id)
        return record

    def _verified(self, model: str, job: JobRecord) -> None:
        row = self._rows.get(model)
        if row is None:
            return
        if job.state is JobState.SUCCEEDED:
            sha256 = row.sha256 or from_json(FetchResult, job.result).sha256
            modified = self._files.modified(row)
            self.save(replace(row, state=ModelState.READY, sha256=sha256, verified=modified))
        elif job.code in (Code.MODEL_DAMAGED, Code.MODEL_MISSING):
            self.save(replace(row, state=ModelState.DAMAGED, verified=0.0))

    # --- what is remembered ---

    def note_speed(self, model: str, words: int, seconds: float, tokens: int = 0) -> None:
        """Remember how fast a model wrote here (told by the chat)."""
        row = self._rows.get(model)
        if row is not None and (speed := fit.speed_of(words, seconds, tokens, row.words_per_second)):
            self.save(replace(row, words_per_second=float(f"{speed:.3g}")))

    def note_agreement(self, model: str, agreement: Agreement, of: str) -> None:
        """Remember how far a model's marks of the answers `of` agree with people's (told by the exam)."""
        row = self._rows.get(model)
        if row is not None:
            self.save(replace(row, agreement=agreement, agreement_of=of))

    def save(self, record: ModelRecord) -> None:
        """Remember a model as it is now, and tell of it."""
        self._rows.save(record)
        self._publish(Changes(models=True))


def _named_for_all(entry: CatalogueModel | None) -> bool:
    """Whether an id is the product's or the administrator's: a pack may call a model anything."""
    return entry is not None and entry.origin in (Origin.PRODUCT, Origin.ADMINISTRATOR)
