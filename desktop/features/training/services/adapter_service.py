"""Adapters of the bases: registering, choosing, strength, giving away, taking in, merging."""

import builtins
import os
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import ModelRecord, ModelState
from desktop.core.feature_ports import ModelAdding, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.background import delete_folder
from desktop.core.ports import AdapterRepository, Paths, Publisher, Workers
from desktop.core.requests import new_id, start
from desktop.core.training_entities import Adapter, Run
from desktop.core.work_folders import WorkFolders
from desktop.features.training.services import adapter_file
from desktop.features.training.services.run_files import Notes
from desktop.paths import file_name, user_path
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import NAMESPACE
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import FetchResult, FetchSpec, Source
from workers.contract.training.adapters import (
    AdapterFacts,
    CompareResult,
    InspectAdapterSpec,
    MergeSpec,
    QuantizeSpec,
)
from workers.files import publish


def adapter_id(run: str) -> str:
    """The id of the adapter of a run: the same however often registering is begun again."""
    return str(uuid.uuid5(NAMESPACE, f"adapter\n{run}"))


class AdapterService:
    """Made by the application; `recover` is called once at start-up. Files lie at `adapters/<id>.gguf` and
    are copied whole before their row is written."""

    def __init__(
        self,
        workers: Workers,
        rows: AdapterRepository,
        bases: BaseService,
        models: Models,
        adding: ModelAdding,
        paths: Paths,
        publish: Publisher,
    ) -> None:
        self._workers, self._rows, self._bases = workers, rows, bases
        self._models, self._adding, self._publish = models, adding, publish
        self._folder, self._downloads = paths.data / "adapters", paths.downloads
        self._merging = WorkFolders(paths.downloads, "merge-")
        bases.before_removal.append(self._base_goes)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Adapter]:
        """The latest first."""
        return self._rows.list(base)

    def find(self, adapter: str) -> Adapter | None:
        """By id, of any base; None for an unknown one."""
        return self._rows.get(adapter)

    def get(self, adapter: str) -> Adapter:
        """Raises ADAPTER_UNKNOWN."""
        found = self._rows.get(adapter)
        if found is None:
            raise ProblemError(Code.ADAPTER_UNKNOWN, adapter=adapter)
        return found

    def active(self, base: str) -> Adapter | None:
        """The one that the trained ways of a base answer with."""
        return next((adapter for adapter in self._rows.list(base) if adapter.active), None)

    def saw(self, base: str, documents: Iterable[str]) -> builtins.list[Adapter]:
        """Adapters that were trained on rows from any of these documents (ids)."""
        gone = set(documents)
        return [adapter for adapter in self._rows.list(base) if gone & set(adapter.documents)]

    # --- what the user does ---

    def ensure(self, base: str, adapter: str) -> None:
        """Raises ADAPTER_UNKNOWN, ADAPTER_MISSING for what cannot answer in this base."""
        found = self.get(adapter)
        if found.base != base:
            raise ProblemError(Code.ADAPTER_UNKNOWN, adapter=adapter)
        if not _is_whole(found):
            raise ProblemError(Code.ADAPTER_MISSING, adapter=found.name)

    def activate(self, base: str, adapter: str) -> None:
        """Answer with this adapter in the trained ways ("" = with none). Called by the guards, who ask for an
        exam first. Raises ADAPTER_UNKNOWN, ADAPTER_MISSING."""
        if adapter:
            self.ensure(base, adapter)
        self._rows.activate(base, adapter)
        self._publish_change(base)

    def set_strength(self, adapter: str, strength: float) -> None:
        """How much the adapter changes the model: 0 = not at all, 1 = as trained."""
        found = self.get(adapter)
        self._rows.save(replace(found, strength=min(1.0, max(0.0, strength))))
        self._publish_change(found.base)

    def rename(self, adapter: str, name: str) -> None:
        """An empty name changes nothing."""
        found = self.get(adapter)
        self._rows.save(replace(found, name=" ".join(name.split())[:200] or found.name))
        self._publish_change(found.base)

    def export(self, adapter: str, path: Path | str) -> Path:
        """Write the adapter with its manifest into one file; returns it. Raises ADAPTER_UNKNOWN,
        ADAPTER_MISSING, FOLDER_NOT_WRITABLE."""
        return adapter_file.write(self.get(adapter), user_path(path))

    def import_(self, base: str, path: Path | str) -> Future[Adapter]:
        """Take an adapter from its file, compared with its model tensor by tensor; one that is here already
        stays. Rejects with FILE_UNREADABLE, ADAPTER_DAMAGED, and ADAPTER_FOREIGN when the model it was
        trained on is not on this computer."""
        return spawn(self._import(self._bases.get(base).id, user_path(path)))

    def remove(self, adapter: str) -> None:
        """Delete an adapter with its file, for good."""
        found = self.get(adapter)
        if found.active:
            self._workers.unload(Kind.CHAT)  # an open file cannot be deleted on every system
        self._rows.remove(found.id)
        self._file(found.id).unlink(missing_ok=True)
        self._publish_change(found.base)

    def merge(self, adapter: str, quantization: str = "Q4_K_M") -> Future[ModelRecord]:
        """Bake the adapter, at its strength, into its model: a new model among the others."""
        return spawn(self._merge(self.get(adapter), quantization))

    # --- what happens by itself ---

    def recover(self) -> None:
        """At start-up: files without a row, which a kill left behind."""
        known = {adapter.id for adapter in self._rows.list()}
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.stem not in known:
                    delete_folder(file) if file.is_dir() else file.unlink(missing_ok=True)

    async def register(self, run: Run, file: Path, compared: CompareResult, notes: Notes) -> Adapter:
        """Keep the adapter of a run; begun again after a failure it is kept once, and stays on if it was.
        None is switched on by itself: the guards do that. Called by the conductor of runs."""
        result = run.result
        assert result is not None
        identity = adapter_id(run.id)
        copied = await self._copy(file, identity, result.adapter_sha256)
        known = self._rows.list(run.base)
        adapter = Adapter(
            id=identity,
            base=run.base,
            name=f"{self._bases.get(run.base).name} {len(known) + 1}",
            model=run.model,
            model_sha256=run.model_sha256,
            path=copied.path,
            sha256=copied.sha256,
            size=copied.size,
            created=datetime.now(UTC),
            run=run.id,
            active=any(one.active for one in known if one.id == identity),
            rank=result.settings.rank,
            rows=run.rows_train,
            validation_loss=result.validation_loss,
            approved_by=notes.approved_by,
            documents=run.documents,
            document_names=run.document_names,
            asked=compared.asked,
            same=compared.same,
            provenance=_provenance(run, compared, notes),
        )
        self._rows.save(adapter)
        self._publish_change(run.base)
        return adapter

    async def register_model(self, run: Run, file: Path) -> str:
        """Keep the model of a full training among the others, where it can be chosen and removed; returns
        its id. Begun again after a failure it is kept once: the file is known by its hash."""
        base = file_name(self._bases.get(run.base).name)
        named = file.with_name(f"{file_name(run.model)} {base} {run.created:%Y-%m-%d %H-%M}.gguf")
        named.unlink(missing_ok=True)
        try:
            os.link(file, named)
        except OSError:  # a disk without links
            shutil.copyfile(file, named)
        try:
            return (await self._adding.add(named)).id
        finally:
            named.unlink(missing_ok=True)

    async def _import(self, base: str, path: Path) -> Adapter:
        identity = new_id()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unpacked = self._file(identity).with_suffix(".part")
        manifest = adapter_file.read(path, unpacked)
        try:
            same = next((a for a in self._rows.list(base) if a.sha256 == manifest.sha256), None)
            if same is not None:
                return same
            model = self._model(manifest.model_sha256)
            if model is None:
                raise ProblemError(Code.ADAPTER_FOREIGN, file=path.name, model=manifest.model)
            spec = InspectAdapterSpec(str(unpacked), model.path)
            answer = await start(self._workers, Kind.PROBE, Job.INSPECT_ADAPTER, to_json(spec))
            facts = from_json(AdapterFacts, answer)
            publish(unpacked, self._file(identity))
        finally:
            unpacked.unlink(missing_ok=True)
        adapter = Adapter(
            id=identity,
            base=base,
            name=manifest.name[:200] or path.stem,
            model=model.id,
            model_sha256=manifest.model_sha256,
            path=str(self._file(identity)),
            sha256=manifest.sha256,
            size=manifest.size,
            created=datetime.now(UTC),
            rank=facts.rank,
            rows=manifest.rows,
            validation_loss=manifest.validation_loss,
            approved_by=manifest.approved_by,
            document_names=manifest.documents,
            asked=manifest.asked,
            same=manifest.same,
            provenance=manifest.provenance,
        )
        self._rows.save(adapter)
        self._publish_change(base)
        return adapter

    async def _merge(self, adapter: Adapter, quantization: str) -> ModelRecord:
        model = await self._models.ensure_sound(adapter.model)
        if model.sha256 != adapter.model_sha256:
            raise ProblemError(Code.ADAPTER_FOREIGN, file=adapter.name, model=model.id)
        name = f"{file_name(model.id)} {file_name(adapter.name)} {quantization}.gguf"
        with self._merging.new() as folder:
            whole, small = folder / "merged-f16.gguf", folder / name
            merging = MergeSpec(model.path, adapter.path, str(whole), adapter.strength)
            await start(self._workers, Kind.TUNE, Job.MERGE, to_json(merging))
            squeezing = QuantizeSpec(str(whole), str(small), quantization)
            await start(self._workers, Kind.EXAMPLES, Job.QUANTIZE, to_json(squeezing))
            whole.unlink(missing_ok=True)
            return await self._adding.add(small)

    async def _copy(self, file: Path, identity: str, sha256: str) -> FetchResult:
        """By the process that copies model files: off the window, whole, checked."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        work = self._downloads / identity
        spec = FetchSpec(
            identity, (Source("file", str(file)),), str(self._file(identity)), str(work), 0, sha256
        )
        result = await start(self._workers, Kind.FETCH, Job.FETCH, to_json(spec))
        delete_folder(work)
        return from_json(FetchResult, result)

    def _model(self, sha256: str) -> ModelRecord | None:
        models = [row for row in self._models.list() if row.state is ModelState.READY]
        return next((row for row in models if row.sha256 == sha256), None)

    def _file(self, adapter: str) -> Path:
        return self._folder / f"{adapter}.gguf"

    def _base_goes(self, base: str) -> None:
        for adapter in self._rows.list(base):
            self._file(adapter.id).unlink(missing_ok=True)

    def _publish_change(self, base: str) -> None:
        self._publish(Changes(adapters_of=frozenset({base})))


def _is_whole(adapter: Adapter) -> bool:
    try:
        return Path(adapter.path).stat().st_size == adapter.size
    except OSError:
        return False


def _provenance(run: Run, compared: CompareResult, notes: Notes) -> dict[str, str | int | float]:
    """Everything that a reader of the registry may ask, in plain values."""
    result, settings = run.result, run.settings
    assert result is not None
    return {
        "run": run.id, "created": run.created.isoformat(), "status": result.status.value,
        "backend": result.backend.value, "data_hash": run.data_hash, "split_by": notes.split_by,
        "rows_train": run.rows_train, "rows_validation": run.rows_validation, "seed": settings.seed,
        "epochs": settings.epochs, "learning_rate": settings.learning_rate, "rank": settings.rank,
        "alpha": settings.alpha, "batch": settings.batch, "length": settings.length,
        "replay": settings.replay, "steps": result.steps, "best_step": result.best_step,
        "train_loss": result.train_loss, "validation_loss": result.validation_loss,
        "seconds": result.seconds, "peak_memory": result.peak_memory, "agreement": compared.agreement,
        "changed": compared.changed, "left_out": compared.left_out,
        **{f"rows.{kind}": count for kind, count in notes.kinds.items()},
        **{f"version.{name}": version for name, version in result.versions.items()},
    }  # fmt: skip
