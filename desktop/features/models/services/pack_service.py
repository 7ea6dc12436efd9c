"""Model packs: models in one file, brought on a disk to a computer without a network."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.core.entities import JobRecord, JobState, ModelPurpose, ModelRecord, ModelState
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import Paths, Workers
from desktop.core.requests import start
from desktop.features.models.domain.catalogue import EMBEDDER_FOLDER, Additions, CatalogueModel, SkippedEntry
from desktop.features.models.domain.catalogue_reading import parse_entry
from desktop.features.models.domain.fit import kv_bytes
from desktop.features.models.domain.packs import PackPlan, plan
from desktop.features.models.services.catalogue_store import CatalogueStore
from desktop.features.models.services.model_fetching import ModelFetching
from desktop.features.models.services.model_files import is_folder
from desktop.features.models.services.model_registry import ModelRegistry
from desktop.features.models.services.pack_places import places
from desktop.paths import user_path
from desktop.settings.store import SettingsStore
from desktop.version import bukvar_version
from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.packs import (
    SUFFIX,
    FindPacksSpec,
    FoundPacks,
    InstallPackResult,
    InstallPackSpec,
    MadeKey,
    MakeKeySpec,
    MakePackSpec,
    PackedFile,
    PackedModel,
    PackFacts,
    ReadPackSpec,
)
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import EMBEDDER_FILES


class PackService:
    """Made by the application after `JobService` and `ModelFetching`; `recover` is called once at start-up,
    before that of the models. Installing is a job whose `params["models"]` names the models."""

    def __init__(
        self,
        workers: Workers,
        jobs: JobService,
        models: ModelRegistry,
        fetching: ModelFetching,
        settings: SettingsStore,
        paths: Paths,
        catalogue: CatalogueStore,
        where: Callable[[str], tuple[str, ...]] = places,
    ) -> None:
        self._workers, self._jobs, self._settings = workers, jobs, settings
        self._models, self._fetching = models, fetching
        self._paths, self._catalogue, self._where = paths, catalogue, where
        for job in (Job.INSTALL_PACK, Job.MAKE_PACK):
            jobs.define(job, JobHandler(Kind.FETCH))
        jobs.on_stopped.append(self._job_ended)

    # --- taking in ---

    def inspect(self, path: Path | str) -> Future[PackPlan]:
        """What a pack would bring. Rejects with what is wrong with it."""
        return spawn(self._look(user_path(path)))

    def find(self) -> Future[list[PackPlan]]:
        """Packs near at hand that would bring something; those with the most first."""
        return spawn(self._find())

    def install(self, found: PackPlan) -> JobRecord:
        """Copy and check what is not here yet; begun work on the same pack goes on. Nothing is copied when
        all is here."""
        begun = next(
            (
                job
                for job in self._jobs.list(unfinished_only=True)
                if job.kind == Job.INSTALL_PACK and job.params.get("path") == found.path
            ),
            None,
        )
        if begun is not None:
            self._jobs.resume(begun.id)
            return begun
        targets = found.targets
        for target in targets:
            self._fetching.give_up(target.id)
        spec = InstallPackSpec(
            found.path, targets, str(self._paths.models), str(self._paths.downloads / "packs"), self._keys
        )
        models = [target.id for target in targets]
        return self._jobs.submit(Job.INSTALL_PACK, {**to_json(spec), "models": models})

    @property
    def skipped(self) -> tuple[SkippedEntry, ...]:
        """Entries of added catalogues that do not count."""
        return self._catalogue.skipped

    def take_entries(self, found: PackPlan) -> Additions:
        """Add what a pack brings for the catalogue; says what counts and what does not."""
        if not found.entries:
            return Additions(())
        return self._catalogue.add_from_pack(found.entries, Path(found.path).name, found.key)

    def job_of(self, found: PackPlan) -> JobRecord | None:
        """The newest installation of a pack."""
        jobs = [job for job in self._jobs.list() if job.kind == Job.INSTALL_PACK]
        return max(
            (job for job in jobs if job.params.get("path") == found.path),
            key=lambda job: job.created,
            default=None,
        )

    def recover(self) -> None:
        """At start-up: models whose rows a kill prevented, after their pack was installed."""
        rows = {record.id for record in self._models.list() if record.state is not ModelState.AVAILABLE}
        for job in self._jobs.list():
            done = job.kind == Job.INSTALL_PACK and job.state is JobState.SUCCEEDED
            if done and not set(job.models) <= rows:
                self._take(job, rows)

    # --- giving out ---

    def make(
        self,
        path: Path,
        models: Sequence[str] = (),
        name: str = "",
        key: str = "",
        search_model: bool = True,
        entries: Sequence[dict[str, Any]] = (),
    ) -> JobRecord:
        """Write a pack of models that are here (none named = those to begin with), signed with the private
        key in the file `key`. A chat model takes the search model along, without which nothing can be asked
        of documents, unless `search_model` is False. `entries` are for the other computer's catalogue.
        Raises MODEL_UNKNOWN, MODEL_MISSING, MODEL_NOT_USED, NO_SEARCH_MODEL, FILE_EXISTS."""
        target = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        if target.exists():
            raise ProblemError(Code.FILE_EXISTS, file=target.name)
        wanted = list(models) if models or entries else self._starters()
        records = [self._models.get(model) for model in dict.fromkeys(wanted)]
        purposes = {record.purpose for record in records}
        if search_model and ModelPurpose.CHAT in purposes and ModelPurpose.EMBEDDING not in purposes:
            records.insert(0, self._search_model())
        spec = MakePackSpec(
            str(target),
            name or target.stem,
            tuple(self._packed(record) for record in records),
            f"Bukvar {bukvar_version()}".strip(),
            datetime.now(UTC).date().isoformat(),
            key,
            tuple(entries),
        )
        return self._jobs.submit(Job.MAKE_PACK, to_json(spec))

    def _search_model(self) -> ModelRecord:
        """The search model that is here; raises NO_SEARCH_MODEL."""
        here = [row for row in self._models.installed(ModelPurpose.EMBEDDING) if row.used]
        if not here:
            raise ProblemError(Code.NO_SEARCH_MODEL)
        return here[0]

    def make_key(self, path: Path) -> Future[MadeKey]:
        """Make a pair of keys to sign packs with. Rejects with FILE_EXISTS, FOLDER_NOT_WRITABLE."""
        return spawn(self._make_key(path))

    # --- how ---

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(self._settings.values.pack_keys)

    async def _look(self, path: Path) -> PackPlan:
        spec = ReadPackSpec(str(path), self._keys)
        result = await start(self._workers, Kind.FETCH, Job.READ_PACK, to_json(spec))
        return self._plan(from_json(PackFacts, result))

    async def _find(self) -> list[PackPlan]:
        spec = FindPacksSpec(self._where(self._settings.values.mirror), self._keys)
        result = await start(self._workers, Kind.FETCH, Job.FIND_PACKS, to_json(spec))
        found = []
        for facts in from_json(FoundPacks, result).packs:
            with contextlib.suppress(ProblemError):  # whoever opens it is told
                found.append(self._plan(facts))
        useful = (each for each in found if each.new or each.offers)
        return sorted(useful, key=lambda each: -len(each.new))

    async def _make_key(self, path: Path) -> MadeKey:
        result = await start(self._workers, Kind.FETCH, Job.MAKE_KEY, to_json(MakeKeySpec(str(path))))
        return from_json(MadeKey, result)

    def _plan(self, facts: PackFacts) -> PackPlan:
        name = Path(facts.path).name
        try:
            planned = plan(facts, self._catalogue, self._models.list())
        except CodecError as error:
            raise ProblemError(Code.PACK_DAMAGED, str(error), file=name) from error
        if not planned.models and not planned.entries:
            raise ProblemError(Code.PACK_NEWER, "no model that this version knows", file=name)
        allowed = tuple(one for one in planned.models if self._models.is_allowed(one.record))
        if not allowed and planned.models:
            raise ProblemError(Code.MODEL_NOT_ALLOWED, name, model=planned.models[0].record.id)
        return replace(planned, models=allowed)

    def _job_ended(self, job: JobRecord) -> None:
        if job.kind == Job.INSTALL_PACK and job.state is JobState.SUCCEEDED:
            self._take(job, set())

    def _take(self, job: JobRecord, known: set[str]) -> None:
        """Write the rows of what an installation has put into its place."""
        result = from_json(InstallPackResult, job.result)
        for model in result.models:
            if model.id not in known and Path(model.path).exists():
                entry = self._catalogue.get(model.id) or replace(parse_entry(model.entry), id=model.id)
                source = str(job.params.get("path", ""))
                self._fetching.take_packed(entry, Path(model.path), model.sha256, model.size, source)

    def _starters(self) -> list[str]:
        embedders = [
            e.id for e in self._catalogue.models if e.purpose is ModelPurpose.EMBEDDING and e.starter
        ]
        chat = self._models.selected("")  # what answers here, better than the starter where there is better
        starters = [e.id for e in self._catalogue.models if e.purpose is ModelPurpose.CHAT and e.starter]
        return [*embedders[:1], *([chat.id] if chat is not None else starters[:1])]

    def _packed(self, record: ModelRecord) -> PackedModel:
        path = Path(record.path)
        if record.state is not ModelState.READY or not path.exists():
            raise ProblemError(Code.MODEL_MISSING, model=record.id)
        entry = self._catalogue.get(record.id) or _entry_of(record)
        files = [PackedFile(path.name, str(path))]
        if record.purpose is ModelPurpose.EMBEDDING and not record.used:
            raise ProblemError(Code.MODEL_NOT_USED, model=record.id)  # several files, which no pack holds yet
        if is_folder(record):
            files = [PackedFile(f"{EMBEDDER_FOLDER}/{name}", str(path / name)) for name in EMBEDDER_FILES]
        else:
            entry = replace(entry, file=path.name, sha256=record.sha256, size=record.size)
        described = {**to_json(replace(entry, sources=())), "id": record.id}
        return PackedModel(described, self._licence(entry), tuple(files))

    def _licence(self, entry: CatalogueModel) -> str:
        """The licence in full, where the product has its text; else its name."""
        file = self._paths.resources / "licenses" / entry.licence_text
        if entry.licence_text and file.is_file():
            return file.read_text(encoding="utf-8")
        return entry.licence


def _entry_of(record: ModelRecord) -> CatalogueModel:
    """What the catalogue would say of a model that the user added."""
    return CatalogueModel(
        id=record.id,
        name=record.name,
        purpose=record.purpose,
        publisher=record.publisher,
        licence=record.licence,
        file=Path(record.path).name,
        size=record.size,
        sources=(),
        sha256=record.sha256,
        context=record.context,
        parameters=record.parameters,
        architecture=record.architecture,
        quantization=record.quantization,
        kv_bytes=kv_bytes(record.memory, record.size, record.context),
        russian=record.russian,
        trial=record.trial,
        description=record.description,
    )
