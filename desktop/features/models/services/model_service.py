"""Models of this computer: getting, adding, verifying, choosing, removing."""

import builtins
import os
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import BaseRepository, ModelRepository, Outcome, Paths, Publisher, Workers
from desktop.features.models.domain.catalogue import CatalogueModel, ModelCatalogue, Origin
from desktop.features.models.domain.fit import (
    TOKENS_PER_WORD,
    Fit,
    FitState,
    Pace,
    bytes_read,
    fit,
    memory_needed,
)
from desktop.features.models.services.model_files import ModelFiles, new_id, sources_at
from desktop.features.models.services.shared_models import SharedModels
from desktop.paths import user_path
from desktop.settings.policy import NO_POLICY, Policy
from desktop.settings.store import SettingsStore
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Start
from workers.contract.specs import (
    ConvertSpec,
    FetchResult,
    FetchSpec,
    Hardware,
    InspectSpec,
    Job,
    Kind,
    ModelFacts,
    Source,
    VerifySpec,
)
from workers.contract.system_memory import system_memory
from workers.text.language import LANGUAGES, SOURCE, in_language

# A computer sold with 8 GB says a little less, for the system keeps some.
STARTER_MEMORY = 7_500_000_000


def _named_for_all(entry: CatalogueModel | None) -> bool:
    """Whether an id is the product's or the administrator's: a pack may call a model anything."""
    return entry is not None and entry.origin in (Origin.PRODUCT, Origin.ADMINISTRATOR)


class ModelService:
    """Made by the application. `job_ended` must be told of every job that ends; `recover` is called once at
    start-up, before jobs continue. Work goes through jobs whose `params["model"]` names the model."""

    def __init__(
        self,
        *,
        workers: Workers,
        jobs: JobService,
        models: ModelRepository,
        bases: BaseRepository,
        settings: SettingsStore,
        paths: Paths,
        catalogue: ModelCatalogue,
        publish: Publisher,
        memory: int = 0,
        policy: Policy = NO_POLICY,
        language: Callable[[], str] = lambda: SOURCE,
    ) -> None:
        self._workers, self._jobs, self._rows, self._bases = workers, jobs, models, bases
        self._settings, self._catalogue, self._publish = settings, catalogue, publish
        self._files = ModelFiles(paths)
        self._policy, self._shared = policy, SharedModels(policy.model_folders, self._files)
        self._language = language
        self._memory = memory or system_memory().total

    # --- what there is ---

    def list(self) -> builtins.list[ModelRecord]:
        """Models of the catalogue in its order, each as it is here, then those that the user added; of
        these, what the administrator allows."""
        return [row for row in self._all() if self.is_allowed(row)]

    def is_shared(self, model: ModelRecord) -> bool:
        """Whether a model lies in a folder that the administrator shares."""
        return self._shared.holds(model.path)

    def is_allowed(self, row: ModelRecord) -> bool:
        """Whether the administrator lets a model be used."""
        known = _named_for_all(self._catalogue.get(row.id)) or self.is_shared(row)
        return self._policy.allows(row.id, row.sha256, known)

    def _all(self) -> builtins.list[ModelRecord]:
        rows = {row.id: row for row in self._rows.list()}
        fetching = self._worked_on(Job.FETCH, Job.CONVERT, Job.INSTALL_PACK)
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

    def better(self, hardware: Hardware) -> ModelRecord | None:
        """What to take instead of a makeshift: the best of the recommended models that fits this computer
        well and is not here yet; None where a chat model that is no makeshift is here already."""
        chat = [row for row in self.list() if row.purpose is ModelPurpose.CHAT]
        if any(row.state is ModelState.READY and not row.makeshift and not row.trial for row in chat):
            return None
        good = [
            row
            for row in chat
            if row.recommended
            and row.state is not ModelState.READY
            and self.fit(row, hardware).state is FitState.FITS
        ]
        return max(good, key=lambda row: row.recommended, default=None)

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

    def fit(self, model: ModelRecord, hardware: Hardware) -> Fit:
        """Whether the model fits into this computer's memory, and a person's patience: as fast as it wrote
        here, as others of its kind did, or as computers of this kind do."""
        if model.purpose is not ModelPurpose.CHAT:
            return fit(model.memory, hardware)
        read = bytes_read(model.size, model.parameters, model.active_parameters)
        return fit(model.memory, hardware, Pace(read, 60 * model.words_per_second, self._bandwidth()))

    def _bandwidth(self) -> float:
        """Bytes of weights a second that chat models have shown here; 0 while none has written."""
        shown = [
            row.words_per_second
            * TOKENS_PER_WORD
            * bytes_read(row.size, row.parameters, row.active_parameters)
            for row in self._rows.list()
            if row.words_per_second and row.purpose is ModelPurpose.CHAT
        ]
        return sum(shown) / len(shown) if shown else 0.0

    @property
    def mirror(self) -> str:
        """The one place where models are looked for; "" where none is set."""
        return self._settings.values.mirror

    # --- what the user does ---

    def select(self, model: str) -> None:
        """Answer with this model from now on. Raises MODEL_NOT_USED for one that does not chat."""
        if self.get(model).purpose is not ModelPurpose.CHAT:
            raise ProblemError(Code.MODEL_NOT_USED, model=model)
        self._settings.change(selected_model=model)
        self._publish(Changes(models=True, settings=True))

    def fetch(self, model: str, source: str | None = None, public: bool = False) -> JobRecord:
        """Get a model, or get it again; continues what was begun. `source` (a folder, a file, a web address)
        stands instead of the mirror and the catalogue's sources. Where a mirror is set nothing else is asked,
        unless `public` allows the catalogue's sources this once. Raises MODEL_UNKNOWN, NO_SOURCE, in sealed
        mode SEALED where only the network has it."""
        record = self.get(model)
        begun = self._unfinished_of(model, Job.FETCH)
        if begun is not None and source is None and not public:
            return self._continued(begun)
        if begun is not None:
            self._jobs.cancel(begun.id)
        entry = self._catalogue.get(model)
        mirror = ""
        if entry is not None:
            target = self._files.target(model, entry.file)
            sources, mirror = self._sources(entry, source, public)
        else:
            target = Path(record.path)
            sources = (Source("file", source or record.source),) if source or record.source else ()
        if self._settings.values.sealed and sources:
            sources = tuple(one for one in sources if one.type == "file")
            if not sources:
                raise ProblemError(Code.SEALED)
        if not sources or not self._files.is_ours(target):
            raise ProblemError(Code.NO_SOURCE, model=model)
        size = record.size if record.sha256 else 0  # a size without a hash is only about right
        spec = FetchSpec(
            model, sources, str(target), str(self._files.work(model)), size, record.sha256,
            self._name(record), mirror,
        )  # fmt: skip
        return self._submit(Job.FETCH, to_json(spec))

    def _name(self, record: ModelRecord) -> str:
        """What a model is called in a message."""
        return in_language(record.name, self._language()) or record.id

    def add(self, path: Path | str) -> Future[ModelRecord]:
        """Add a GGUF file of the user's: looked into, hashed, and copied into the models folder (a file that
        lies there already stays). A file with a known hash becomes that model. Rejects with what is wrong."""
        return spawn(self._add(user_path(path)))

    def verify(self, model: str) -> Future[ModelRecord]:
        """Compare the file with its hash; resolves with the record, READY or DAMAGED."""
        return spawn(self._verify(self.get(model)))

    def ensure_sound(self, model: str) -> Future[ModelRecord]:
        """Before a model is loaded: its length always, its hash once (and again when the file was touched).
        Rejects with MODEL_MISSING or MODEL_DAMAGED."""
        return spawn(self._ensure_sound(self.get(model)))

    def remove(self, model: str) -> None:
        """Delete a model's files from this computer, and what was under way. Raises MODEL_SHARED for one of
        the administrator's."""
        record = self.get(model)
        if self.is_shared(record):
            raise ProblemError(Code.MODEL_SHARED, model=model)
        for job in self._unfinished(Job.FETCH, Job.CONVERT, Job.VERIFY):
            if job.params.get("model") == model:
                self._jobs.cancel(job.id)
        if record.purpose is ModelPurpose.CHAT and record.path and self._workers.is_running(Kind.CHAT):
            self._workers.unload(Kind.CHAT)  # a mapped file cannot be deleted on every system
        self._files.remove(record)
        self._rows.remove(model)
        self._publish(Changes(models=True))

    def missing_purposes(self) -> frozenset[ModelPurpose]:
        """What no model that is here can do yet, of what is needed before the first question."""
        embeds, chats = self.embedder() is not None, bool(self.installed(ModelPurpose.CHAT))
        ready = {ModelPurpose.EMBEDDING: embeds, ModelPurpose.CHAT: chats}
        return frozenset(purpose for purpose, here in ready.items() if not here)

    def prepare_starters(self, public: bool = False) -> builtins.list[JobRecord]:
        """Jobs that are still needed before the first question: the embedder (getting it, then building its
        files) and a chat model. Empty when all is ready; called again after each job ends."""
        needed, missing = [], self.missing_purposes()
        if ModelPurpose.EMBEDDING in missing:
            entries = [e for e in self._catalogue.models if e.purpose is ModelPurpose.EMBEDDING and e.starter]
            needed += [self._prepare_embedder(entry, public) for entry in entries[:1]]
        if ModelPurpose.CHAT in missing:
            needed.append(self.fetch(self.starter().id, public=public))
        return needed

    def take_packed(self, entry: CatalogueModel, path: Path, sha256: str, size: int, source: str) -> None:
        """A model that came whole out of a pack is in its place. `sha256` "" = as the catalogue has it."""
        if not sha256:
            sha256, size = entry.sha256, entry.size
        self._save_ready(entry, path, sha256, size, source)
        self._files.forget_download(entry.id)

    def give_up(self, model: str) -> None:
        """Stop getting a model: it comes another way."""
        for job in self._unfinished(Job.FETCH, Job.CONVERT):
            if job.params.get("model") == model:
                self._jobs.cancel(job.id)

    def note_speed(self, model: str, words_per_second: float) -> None:
        """Remember how fast a model wrote here (told by the chat)."""
        row = self._rows.get(model)
        if row is not None and words_per_second > 0:
            self._save(replace(row, words_per_second=round(words_per_second, 1)))

    # --- what happens by itself ---

    def recover(self) -> None:
        """At start-up: rows whose files are gone or shorter, and files whose rows a kill prevented."""
        for row in self._rows.list():
            if self._shared.is_stale(row):
                self._rows.remove(row.id)  # and looked at anew below
            elif row.state is ModelState.READY and not self._files.is_whole(row):
                if self._catalogue.get(row.id) is not None and not os.path.exists(row.path):
                    self._rows.remove(row.id)
                else:
                    self._save(replace(row, state=ModelState.DAMAGED))
        known = {row.id for row in self._rows.list()}
        for entry in self._catalogue.models:
            if entry.id in known:
                continue
            found = self._files.found(entry) or self._shared.found(entry)
            if found is not None:
                self._save(found)
        known |= {entry.id for entry in self._catalogue.models}
        known |= self._worked_on(Job.FETCH, Job.INSTALL_PACK)
        for model, path in self._files.unknown_files(known):
            spawn(self._adopt(model, path, "", "")).then(lambda _: None, lambda _: None)
        named = {row.path for row in self._rows.list()}
        for model, path in self._shared.unknown_files(known, named, self._catalogue):
            spawn(self._adopt_shared(model, path)).then(lambda _: None, lambda _: None)

    def job_ended(self, job: JobRecord) -> None:
        """Told of every job that ended; those of other services are passed by."""
        model = str(job.params.get("model", ""))
        if job.kind == Job.FETCH and job.state is JobState.SUCCEEDED:
            self._fetched(from_json(FetchSpec, job.params), from_json(FetchResult, job.result))
        elif job.kind == Job.CONVERT and job.state is JobState.SUCCEEDED:
            self._converted(model, from_json(ConvertSpec, job.params))
        elif job.kind == Job.CONVERT and job.code in (Code.MODEL_DAMAGED, Code.NOT_A_MODEL):
            Path(from_json(ConvertSpec, job.params).source).unlink(missing_ok=True)
        elif job.kind == Job.VERIFY and job.state in (JobState.SUCCEEDED, JobState.FAILED):
            self._verified(model, job)
        if job.kind in (Job.FETCH, Job.CONVERT, Job.VERIFY):
            self._publish(Changes(models=True))

    def _fetched(self, spec: FetchSpec, result: FetchResult) -> None:
        entry = self._catalogue.get(spec.model)
        if entry is None:
            source = spec.sources[0].address if spec.sources else ""
            adopting = self._adopt(spec.model, Path(result.path), result.sha256, source)
            spawn(adopting).then(lambda _: None, lambda _: None)
        elif entry.convert:
            self._convert(entry, Path(result.path), result.convert or entry.convert)
        else:
            self._save_ready(entry, Path(result.path), result.sha256, result.size, result.source)

    def _converted(self, model: str, spec: ConvertSpec) -> None:
        entry = self._catalogue.get(model)
        if entry is not None:
            self._save_ready(entry, Path(spec.folder), entry.sha256, entry.size, "")
            self._files.drop_converted(entry)
        Path(spec.source).unlink(missing_ok=True)

    def _verified(self, model: str, job: JobRecord) -> None:
        row = self._rows.get(model)
        if row is None:
            return
        if job.state is JobState.SUCCEEDED:
            sha256 = row.sha256 or from_json(FetchResult, job.result).sha256
            modified = self._files.modified(row)
            self._save(replace(row, state=ModelState.READY, sha256=sha256, verified=modified))
        elif job.code in (Code.MODEL_DAMAGED, Code.MODEL_MISSING):
            self._save(replace(row, state=ModelState.DAMAGED, verified=0.0))

    # --- coroutines ---

    async def _add(self, path: Path) -> ModelRecord:
        hashed: dict[str, Any] = {}
        try:
            facts = await self._inspect(path)
        except ProblemError as error:
            if error.problem.code is not Code.MODEL_UNSUPPORTED:
                raise
            # No chat model; perhaps one of the catalogue's that is none.
            hashed = await self._request(Kind.FETCH, Job.VERIFY, to_json(VerifySpec(str(path), "")))
            known = self._catalogue.by_sha256(from_json(FetchResult, hashed).sha256)
            if known is None or known.purpose is ModelPurpose.CHAT:
                raise
            facts = ModelFacts(str(path), known.size, known.architecture, known.id, 0, 0, "", 0)
        if not hashed:
            hashed = await self._request(Kind.FETCH, Job.VERIFY, to_json(VerifySpec(str(path), "")))
        sha256 = from_json(FetchResult, hashed).sha256
        entry = self._catalogue.by_sha256(sha256)
        if not self._policy.allows(entry.id if entry else "", sha256, _named_for_all(entry)):
            raise ProblemError(Code.MODEL_NOT_ALLOWED, model=path.name)
        rows = self._rows.list()
        same = next((row for row in rows if row.sha256 == sha256), None)
        if same is not None and same.state is ModelState.READY and self._files.is_whole(same):
            return same
        if entry is not None and not entry.convert:
            model, target = entry.id, self._files.target(entry.id, entry.file)
        else:
            taken = {row.id for row in rows} | {item.id for item in self._catalogue.models}
            model = same.id if same is not None else new_id(path.stem, taken)
            target = self._files.target(model, path.name)
        if self._files.is_ours(path):
            return self._save_added(model, path, facts, sha256, "")
        spec = FetchSpec(
            model, (Source("file", str(path)),), str(target), str(self._files.work(model)), facts.size, sha256
        )
        await self._finished(self._submit(Job.FETCH, to_json(spec)))
        return self._save_added(model, target, replace(facts, path=str(target)), sha256, str(path))

    async def _adopt(self, model: str, path: Path, sha256: str, source: str) -> ModelRecord:
        return self._save_added(model, path, await self._inspect(path), sha256, source)

    async def _adopt_shared(self, model: str, path: Path) -> ModelRecord:
        sha256 = ""
        if not self._policy.allows(model, "", known=True):  # perhaps by its hash
            hashed = await self._request(Kind.FETCH, Job.VERIFY, to_json(VerifySpec(str(path), "")))
            sha256 = from_json(FetchResult, hashed).sha256
        return await self._adopt(model, path, sha256, "")

    async def _verify(self, record: ModelRecord) -> ModelRecord:
        if not record.path:
            raise ProblemError(Code.MODEL_MISSING, model=record.id)
        params = {**to_json(VerifySpec(record.path, record.sha256)), "model": record.id}
        begun = self._unfinished_of(record.id, Job.VERIFY)
        job = self._continued(begun) if begun is not None else self._submit(Job.VERIFY, params)
        try:
            await self._finished(job)
        except ProblemError as error:
            if error.problem.code not in (Code.MODEL_DAMAGED, Code.MODEL_MISSING):
                raise
        return self.get(record.id)

    async def _ensure_sound(self, record: ModelRecord) -> ModelRecord:
        if not self._files.modified(record):
            raise ProblemError(Code.MODEL_MISSING, model=record.id)
        if not self._files.is_whole(record):
            self._save(replace(record, state=ModelState.DAMAGED))
            raise ProblemError(Code.MODEL_DAMAGED, model=record.id)
        if record.verified != self._files.modified(record):
            record = await self._verify(record)
        if record.state is not ModelState.READY:
            raise ProblemError(Code.MODEL_DAMAGED, model=record.id)
        return record

    async def _inspect(self, path: Path) -> ModelFacts:
        result = await self._request(Kind.PROBE, Job.INSPECT, to_json(InspectSpec(str(path))))
        return from_json(ModelFacts, result)

    async def _finished(self, job: JobRecord) -> JobRecord:
        """The job when it has succeeded; raises its problem, or BUSY when it was paused or cancelled."""
        ended = await self._jobs.wait(job.id)
        if ended.state is JobState.SUCCEEDED:
            return ended
        code = Code(ended.code) if ended.code else Code.BUSY
        raise ProblemError(code, f"job {ended.id} is {ended.state}", **ended.problem_params)

    def _request(self, kind: Kind, job: Job, params: dict[str, Any]) -> Future[dict[str, Any]]:
        """A short request to a worker that needs no row."""
        request = str(uuid.uuid4())
        pending: Future[dict[str, Any]] = Future(lambda: self._workers.cancel(kind, request))

        def ended(outcome: Outcome) -> None:
            if outcome.state == "succeeded":
                pending.resolve(outcome.result)
            elif outcome.problem is not None:
                pending.reject(ProblemError.of(outcome.problem))
            else:
                pending.reject(ProblemError(Code.BUSY, "cancelled"))

        self._workers.request(kind, Start(request, job, params), lambda message: None, ended)
        return pending

    # --- rows and jobs ---

    def _save(self, record: ModelRecord) -> None:
        self._rows.save(record)
        self._publish(Changes(models=True))

    def _save_ready(self, entry: CatalogueModel, path: Path, sha256: str, size: int, source: str) -> None:
        before = self._rows.get(entry.id)
        record = replace(
            entry.record(), path=str(path), sha256=sha256, size=size, state=ModelState.READY, source=source,
            words_per_second=before.words_per_second if before else 0.0,
            added=self._catalogue.get(entry.id) is None,
        )  # fmt: skip
        self._save(replace(record, verified=self._files.modified(record)))

    def _save_added(self, model: str, path: Path, facts: ModelFacts, sha256: str, source: str) -> ModelRecord:
        entry = self._catalogue.get(model)
        if entry is not None:
            self._save_ready(entry, path, sha256, facts.size, source)
            return self.get(model)
        record = ModelRecord(
            id=model,
            name=dict.fromkeys(LANGUAGES, facts.name),
            purpose=ModelPurpose.CHAT,
            publisher="",
            licence=facts.licence,
            size=facts.size,
            sha256=sha256,
            path=str(path),
            state=ModelState.READY,
            context=facts.context,
            parameters=facts.parameters,
            architecture=facts.architecture,
            quantization=facts.quantization,
            added=True,
            memory=memory_needed(
                facts.size,
                facts.kv_bytes,
                facts.context,
                facts.window,
                facts.window_kv_bytes,
                facts.state_bytes,
            ),
            source=source,
        )
        record = replace(record, verified=self._files.modified(record) if sha256 else 0.0)
        self._save(record)
        return record

    def _sources(
        self, entry: CatalogueModel, source: str | None, public: bool
    ) -> tuple[tuple[Source, ...], str]:
        """Where a model is looked for, in order, and the mirror beside which nothing is asked ("" = none)."""
        mirror = self._settings.values.mirror
        if source is not None:
            return sources_at(source, entry), mirror if source == mirror else ""
        if mirror and not public:
            return sources_at(mirror, entry), mirror
        return (*(sources_at(mirror, entry) if mirror else ()), *entry.sources), ""

    def _prepare_embedder(self, entry: CatalogueModel, public: bool) -> JobRecord:
        begun = self._unfinished_of(entry.id, Job.CONVERT)
        if begun is not None:
            return self._continued(begun)
        waiting = self._files.unconverted(entry)
        if waiting is not None:
            return self._convert(entry, *waiting)
        return self.fetch(entry.id, public=public)

    def _convert(self, entry: CatalogueModel, source: Path, form: str) -> JobRecord:
        spec = ConvertSpec(str(source), str(self._files.embedder(entry.id)), form, entry.embedding)
        return self._submit(Job.CONVERT, {**to_json(spec), "model": entry.id})

    def _submit(self, job: Job, params: dict[str, Any]) -> JobRecord:
        record = self._jobs.submit(job, params)
        self._publish(Changes(models=True))
        return record

    def _continued(self, job: JobRecord) -> JobRecord:
        if job.state in (JobState.PAUSED, JobState.INTERRUPTED):
            self._jobs.resume(job.id)
        return job

    def _unfinished(self, *kinds: Job) -> builtins.list[JobRecord]:
        return [job for job in self._jobs.list(unfinished_only=True) if job.kind in kinds]

    def _worked_on(self, *kinds: Job) -> set[str]:
        return {model for job in self._unfinished(*kinds) for model in job.models}

    def _unfinished_of(self, model: str, kind: Job) -> JobRecord | None:
        return next((job for job in self._unfinished(kind) if job.params.get("model") == model), None)
