"""Models on their way to this computer: fetched, added, prepared for use, and removed again."""

import builtins
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Future, spawn
from desktop.core.ports import ModelRepository, Publisher, Workers
from desktop.core.requests import start
from desktop.features.models.domain.catalogue import CatalogueModel, ModelCatalogue
from desktop.features.models.domain.fit import memory_needed
from desktop.features.models.services.model_files import ModelFiles, new_id, sources_at
from desktop.features.models.services.model_jobs import ModelJobs
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.features.models.services.shared_models import SharedModels
from desktop.paths import user_path
from desktop.settings.policy import NO_POLICY, Policy
from desktop.settings.store import SettingsStore
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import (
    ConvertSpec,
    FetchResult,
    FetchSpec,
    InspectSpec,
    ModelFacts,
    Source,
    VerifySpec,
)
from workers.text.language import LANGUAGES, SOURCE, in_language


class ModelFetching:
    """Made by the application. `job_ended` must be told of every job that ends; `recover` is called once at
    start-up, before jobs continue."""

    def __init__(
        self,
        *,
        workers: Workers,
        jobs: ModelJobs,
        registry: ModelRegistry,
        models: ModelRepository,
        settings: SettingsStore,
        files: ModelFiles,
        shared: SharedModels,
        catalogue: ModelCatalogue,
        publish: Publisher,
        policy: Policy = NO_POLICY,
        language: Callable[[], str] = lambda: SOURCE,
    ) -> None:
        """`language`: of the names in messages, "ru" or "en"."""
        self._workers, self._jobs, self._registry, self._rows = workers, jobs, registry, models
        self._settings, self._files, self._shared = settings, files, shared
        self._catalogue, self._publish, self._policy, self._language = catalogue, publish, policy, language

    # --- what the user does ---

    @property
    def mirror(self) -> str:
        """The one place where models are looked for; "" where none is set."""
        return self._settings.values.mirror

    def needs_network(self, model: str) -> bool:
        """Whether no folder has a model: the mirror is none, or it is no folder."""
        entry = self._catalogue.get(model)
        return entry is not None and all(one.type != "file" for one in self._sources(entry, None, False)[0])

    def fetch(
        self, model: str, source: str | None = None, public: bool = False, sealed: bool | None = None
    ) -> JobRecord:
        """Get a model, or get it again; continues what was begun. `source` (a folder, a file, a web address)
        stands instead of the mirror and the catalogue's sources. Where a mirror is set nothing else is asked,
        unless `public` allows the catalogue's sources this once. `sealed` False: the network is allowed for
        this model, whatever the settings say. Raises MODEL_UNKNOWN, NO_SOURCE, in sealed mode SEALED where
        only the network has it."""
        record = self._registry.get(model)
        begun = self._jobs.unfinished(model, Job.FETCH)
        if begun is not None and source is None and not public:
            return self._jobs.go_on(begun)
        if begun is not None:
            self._jobs.cancel(begun)
        entry = self._catalogue.get(model)
        mirror = ""
        if entry is not None:
            target = self._files.target(model, entry.file)
            sources, mirror = self._sources(entry, source, public)
        else:
            target = Path(record.path)
            sources = (Source("file", source or record.source),) if source or record.source else ()
        if (self._settings.values.sealed if sealed is None else sealed) and sources:
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
        return self._jobs.submit(Job.FETCH, to_json(spec))

    def add(self, path: Path | str) -> Future[ModelRecord]:
        """Add a GGUF file of the user's: looked into, hashed, and copied into the models folder (a file that
        lies there already stays). A file with a known hash becomes that model. Rejects with what is wrong."""
        return spawn(self._add(user_path(path)))

    def remove(self, model: str) -> None:
        """Delete a model's files from this computer, and what was under way. Raises MODEL_SHARED for one of
        the administrator's."""
        record = self._registry.get(model)
        if self._registry.is_shared(record):
            raise ProblemError(Code.MODEL_SHARED, model=model)
        self._jobs.cancel_all(model, Job.FETCH, Job.CONVERT, Job.VERIFY)
        if record.purpose is ModelPurpose.CHAT and record.path and self._workers.is_running(Kind.CHAT):
            self._workers.unload(Kind.CHAT)  # a mapped file cannot be deleted on every system
        self._files.remove(record)
        self._rows.remove(model)
        self._publish(Changes(models=True))

    def prepare_starters(self, public: bool = False) -> builtins.list[JobRecord]:
        """Jobs that are still needed before the first question: the embedder (getting it, then building its
        files) and a chat model. Empty when all is ready; called again after each job ends."""
        needed, missing = [], self._registry.missing_purposes()
        if ModelPurpose.EMBEDDING in missing:
            entries = [e for e in self._catalogue.models if e.purpose is ModelPurpose.EMBEDDING and e.starter]
            needed += [self._prepare_embedder(entry, public) for entry in entries[:1]]
        if ModelPurpose.CHAT in missing:
            needed.append(self.fetch(self._registry.starter().id, public=public))
        return needed

    def take_packed(self, entry: CatalogueModel, path: Path, sha256: str, size: int, source: str) -> None:
        """A model that came whole out of a pack is in its place. `sha256` "" = as the catalogue has it."""
        if not sha256:
            sha256, size = entry.sha256, entry.size
        self._save_ready(entry, path, sha256, size, source)
        self._files.forget_download(entry.id)

    def give_up(self, model: str) -> None:
        """Stop getting a model: it comes another way."""
        self._jobs.cancel_all(model, Job.FETCH, Job.CONVERT)

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
                    self._registry.save(replace(row, state=ModelState.DAMAGED))
        known = {row.id for row in self._rows.list()}
        for entry in self._catalogue.models:
            if entry.id in known:
                continue
            found = self._files.found(entry) or self._shared.found(entry)
            if found is not None:
                self._registry.save(found)
        known |= {entry.id for entry in self._catalogue.models}
        known |= self._jobs.worked_on(Job.FETCH, Job.INSTALL_PACK)
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
        if job.kind in (Job.FETCH, Job.CONVERT):
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

    # --- how a file is taken ---

    async def _add(self, path: Path) -> ModelRecord:
        sha256 = ""
        try:
            facts = await self._inspect(path)
        except ProblemError as error:
            if error.problem.code is not Code.MODEL_UNSUPPORTED:
                raise
            # No chat model; perhaps one of the catalogue's that is none.
            sha256 = await self._hashed(path)
            known = self._catalogue.by_sha256(sha256)
            if known is None or known.purpose is ModelPurpose.CHAT:
                raise
            facts = ModelFacts(str(path), known.size, known.architecture, known.id, 0, 0, "", 0)
        sha256 = sha256 or await self._hashed(path)
        entry = self._catalogue.by_sha256(sha256)
        if not self._registry.is_allowed_file(entry, sha256):
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
        await self._jobs.finished(self._jobs.submit(Job.FETCH, to_json(spec)))
        return self._save_added(model, target, replace(facts, path=str(target)), sha256, str(path))

    async def _adopt(self, model: str, path: Path, sha256: str, source: str) -> ModelRecord:
        return self._save_added(model, path, await self._inspect(path), sha256, source)

    async def _adopt_shared(self, model: str, path: Path) -> ModelRecord:
        sha256 = ""
        if not self._policy.allows(model, "", known=True):  # perhaps by its hash
            sha256 = await self._hashed(path)
        return await self._adopt(model, path, sha256, "")

    async def _inspect(self, path: Path) -> ModelFacts:
        result = await start(self._workers, Kind.PROBE, Job.INSPECT, to_json(InspectSpec(str(path))))
        return from_json(ModelFacts, result)

    async def _hashed(self, path: Path) -> str:
        """The SHA-256 of a file, by the process that fetches."""
        checked = await start(self._workers, Kind.FETCH, Job.VERIFY, to_json(VerifySpec(str(path), "")))
        return from_json(FetchResult, checked).sha256

    def _save_ready(self, entry: CatalogueModel, path: Path, sha256: str, size: int, source: str) -> None:
        before = self._rows.get(entry.id)
        record = replace(
            entry.record(), path=str(path), sha256=sha256, size=size, state=ModelState.READY, source=source,
            words_per_second=before.words_per_second if before else 0.0,
            added=self._catalogue.get(entry.id) is None,
        )  # fmt: skip
        self._registry.save(replace(record, verified=self._files.modified(record)))

    def _save_added(self, model: str, path: Path, facts: ModelFacts, sha256: str, source: str) -> ModelRecord:
        entry = self._catalogue.get(model)
        if entry is not None:
            self._save_ready(entry, path, sha256, facts.size, source)
            return self._registry.get(model)
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
        self._registry.save(record)
        return record

    # --- where it comes from, and what is made of it ---

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

    def _name(self, record: ModelRecord) -> str:
        """What a model is called in a message."""
        return in_language(record.name, self._language()) or record.id

    def _prepare_embedder(self, entry: CatalogueModel, public: bool) -> JobRecord:
        begun = self._jobs.unfinished(entry.id, Job.CONVERT)
        if begun is not None:
            return self._jobs.go_on(begun)
        waiting = self._files.unconverted(entry)
        if waiting is not None:
            return self._convert(entry, *waiting)
        return self.fetch(entry.id, public=public)

    def _convert(self, entry: CatalogueModel, source: Path, form: str) -> JobRecord:
        spec = ConvertSpec(str(source), str(self._files.embedder(entry.id)), form, entry.embedding)
        return self._jobs.submit(Job.CONVERT, {**to_json(spec), "model": entry.id})
