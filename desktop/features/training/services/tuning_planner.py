"""What a training would be: its model, rows and settings, its gates, its dry run."""

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import psutil

from desktop.core import training_needs
from desktop.core.entities import ModelRecord, ModelState
from desktop.core.feature_ports import Examples, Models
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Workers
from desktop.core.requests import new_id, start
from desktop.core.training_entities import ComponentState, Example, RunState, TrainingReadiness
from desktop.features.training.domain import tuning_rules
from desktop.features.training.domain.tuning_rules import Split
from desktop.features.training.services.component_service import ComponentService
from desktop.features.training.services.document_texts import DocumentTexts
from desktop.features.training.services.model_trainability import ModelTrainability
from desktop.features.training.services.run_files import RunFiles
from desktop.features.training.services.run_store import RunStore
from desktop.features.training.services.tuning_gates import GateFacts, gates
from desktop.settings.card_use import CardUse
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message
from workers.contract.specs.jobs import Job, Kind
from workers.contract.system_memory import system_memory
from workers.contract.training.checks import ClosedBookResult, ClosedBookSpec
from workers.contract.training.examples import ExampleKind
from workers.contract.training.tuning import Forecast, TuneSettings

# Rows whose answer nobody can know by heart say nothing of what a model knows.
_NOT_ASKED = (ExampleKind.REFUSAL, ExampleKind.READER, ExampleKind.CLASSIFY)


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """All that a run is made of."""

    model: ModelRecord
    rows: Split
    settings: TuneSettings
    languages: tuple[str, ...]
    data_hash: str


class TuningPlanner:
    """Made by the application; used before a run and by it. Changes nothing that lasts."""

    def __init__(
        self,
        workers: Workers,
        examples: Examples,
        models: Models,
        component: ComponentService,
        store: RunStore,
        files: RunFiles,
        paths: Paths,
        card: CardUse,
        texts: DocumentTexts,
    ) -> None:
        self._workers, self._examples, self._models = workers, examples, models
        self._component, self._store, self._files, self._paths = component, store, files, paths
        self._texts = texts
        self._card, self._trainability = card, ModelTrainability(workers)
        self._probes: dict[tuple[str, str], ClosedBookResult] = {}
        self._forecasts: dict[tuple[str, str, TuneSettings], Forecast] = {}
        component.on_change.append(self._forecasts.clear)

    def model(self, base: str, model: str) -> ModelRecord:
        """The model to train: the one named, or that of the base's chat. Raises NO_MODEL, MODEL_UNKNOWN,
        MODEL_MISSING, MODEL_NOT_TRAINABLE, TOKENIZER_NOT_TRAINABLE."""
        record = self._models.get(model) if model else self._models.selected(base)
        if record is None:
            raise ProblemError(Code.NO_MODEL)
        if record.state is not ModelState.READY or not record.path:
            raise ProblemError(Code.MODEL_MISSING, model=record.id)
        if not training_needs.is_trainable(record.architecture):
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, architecture=record.architecture)
        self._trainability.require(record)
        return record

    def defaults(self, base: str, model: str = "", settings: TuneSettings | None = None) -> TuneSettings:
        """What a run on a base and a model ("" = the base's) would take: what of `settings` is not chosen is
        filled in for its approved rows, or its documents where those are learned."""
        chosen = settings or TuneSettings()
        rows: Sequence[Example] = ()
        with suppress(ProblemError):  # documents are not read yet
            rows = self._texts.known(base) if chosen.text else self._examples.approved(base)
        train = tuning_rules.split(rows, chosen.seed).train if rows else ()
        record = self._models.get(model) if model else self._models.selected(base)
        size = record.parameters if record else 0
        heart = not chosen.text and tuning_rules.by_heart(train)
        return tuning_rules.settings_for(len(train), chosen, size, heart)

    def plan(self, base: str, settings: TuneSettings | None = None, model: str = "") -> TrainingPlan:
        """A run as it would be; raises TRAINING_OFF, TOO_FEW_EXAMPLES, TUNING_MISSING, TUNING_DAMAGED,
        BACKEND_MISSING and what `model` raises; on plain texts DOCUMENTS_WITHOUT_TEXT (also before `read`)
        and TEXT_NEEDS_SMALL_MODEL."""
        self._component.require_allowed()
        chosen = settings or TuneSettings()
        learned = self._texts.known(base) if chosen.text else self._examples.approved(base)
        if not chosen.text and len(learned) < training_needs.LEAST_APPROVED:
            least = training_needs.LEAST_APPROVED
            raise ProblemError(Code.TOO_FEW_EXAMPLES, approved=len(learned), least=least)
        record = self.model(base, model)
        if chosen.text and record.parameters > training_needs.MOST_FOR_TEXT:
            most = training_needs.MOST_FOR_TEXT
            raise ProblemError(Code.TEXT_NEEDS_SMALL_MODEL, parameters=record.parameters, most=most)
        self._component.require_ready()
        rows = tuning_rules.split(learned, chosen.seed)
        heart = not chosen.text and tuning_rules.by_heart(rows.train)
        chosen = tuning_rules.settings_for(len(rows.train), chosen, record.parameters, heart)
        return TrainingPlan(
            record, rows, chosen, tuning_rules.languages(learned), self._data_hash(base, chosen)
        )

    async def read(self, base: str, settings: TuneSettings) -> None:
        """Read what a run on plain texts learns; nothing to do for one on examples."""
        if settings.text:
            await self._texts.read(base)

    def _data_hash(self, base: str, settings: TuneSettings) -> str:
        """Of what is learned: the approved rows, or the documents."""
        return self._texts.state(base) if settings.text else self._examples.data_hash(base)

    # --- what workers say ---

    def readiness(
        self, base: str, model: str = "", settings: TuneSettings | None = None
    ) -> Future[TrainingReadiness]:
        """All gates with the settings filled in; see `tuning_gates.gates` for their parameters. The gate of
        what the model knows is there once `closed_book_probe` was asked for these rows."""
        return spawn(self._readiness(base, model, settings))

    async def _readiness(self, base: str, model: str, settings: TuneSettings | None) -> TrainingReadiness:
        chosen = settings or TuneSettings()
        approved = await self._texts.read(base) if chosen.text else self._examples.approved(base)
        rows = tuning_rules.split(approved, chosen.seed) if approved else Split((), (), "document")
        record = self._models.get(model) if model else self._models.selected(base)
        size = record.parameters if record else 0
        heart = not chosen.text and tuning_rules.by_heart(rows.train)
        chosen = tuning_rules.settings_for(len(rows.train), chosen, size, heart)
        if record is not None and record.state is not ModelState.READY:
            record = None
        component, backends = self._component.state().state, None
        if component is ComponentState.READY:
            try:
                backends = await self._component.backends()
            except ProblemError:
                component = ComponentState.DAMAGED  # it is there and cannot be spoken to
        data, identity = self._data_hash(base, chosen), record.id if record else ""
        facts = GateFacts(
            approved=approved,
            model=record,
            trainable=await self._trainability.ask(record) if record else None,
            component=component,
            backends=backends,
            settings=chosen,
            memory_free=system_memory().available,
            disk_free=shutil.disk_usage(self._paths.data).free,
            has_weights=bool(identity) and self._files.has_weights(identity),
            on_battery=_on_battery(),
            closed_book=self._probes.get((data, identity)),
            forecast=self._forecasts.get((data, identity, chosen)),
        )
        return TrainingReadiness(gates(facts), len(rows.train), len(rows.validation), chosen, identity)

    def closed_book_probe(
        self, base: str, model: str = "", on_message: Callable[[Message], None] = lambda message: None
    ) -> Future[ClosedBookResult]:
        """Ask the model what it knows of the approved rows by itself; kept for these rows and this model.
        Rejects with NO_EXAMPLES, NO_MODEL, EMBEDDER_MISSING."""
        return spawn(self._closed_book(base, model, on_message))

    async def _closed_book(
        self, base: str, model: str, on_message: Callable[[Message], None]
    ) -> ClosedBookResult:
        approved = self._examples.approved(base)
        if not approved:
            raise ProblemError(Code.NO_EXAMPLES, name="")
        record = self._models.get(model) if model else self._models.selected(base)
        if record is None:
            raise ProblemError(Code.NO_MODEL)
        embedder = self._models.embedder()
        if embedder is None:
            raise ProblemError(Code.EMBEDDER_MISSING)
        key = (self._examples.data_hash(base), record.id)
        if key not in self._probes:
            file = self._paths.base_folder(base) / "training" / f"probe-{new_id()}.jsonl"
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                asked = [row for row in approved if row.text.kind not in _NOT_ASKED] or approved
                lines = [json.dumps(to_json(row.text), ensure_ascii=False) + "\n" for row in asked]
                file.write_text("".join(lines), encoding="utf-8")
                spec = ClosedBookSpec(record.path, str(file), str(embedder))
                job = Job.CLOSED_BOOK_PROBE
                result = await start(self._workers, Kind.EXAMPLES, job, to_json(spec), on_message)
            finally:
                file.unlink(missing_ok=True)
            self._probes[key] = from_json(ClosedBookResult, result)
        return self._probes[key]

    def known_closed_book(self, base: str, model: str = "") -> ClosedBookResult | None:
        """What was found out in this session for the rows as they are now, and this model."""
        record = self._models.get(model) if model else self._models.selected(base)
        if record is None or not self._probes:
            return None
        return self._probes.get((self._examples.data_hash(base), record.id))

    def measure(
        self,
        base: str,
        settings: TuneSettings | None = None,
        model: str = "",
        on_message: Callable[[Message], None] = lambda message: None,
    ) -> Future[Forecast]:
        """The dry run, on the very rows, in a folder that goes afterwards. Rejects with BUSY while a training
        runs, and with what `plan` raises."""
        if any(run.state is RunState.TRAINING for run in self._store.list()):
            raise ProblemError(Code.BUSY)
        return spawn(self._measure(base, settings, model, on_message))

    async def _measure(
        self,
        base: str,
        settings: TuneSettings | None,
        model: str,
        on_message: Callable[[Message], None],
    ) -> Forecast:
        await self._component.backends()
        record = self._models.get(model) if model else self._models.selected(base)
        if record is not None:
            await self._trainability.ask(record)
        await self.read(base, settings or TuneSettings())
        plan = self.plan(base, settings, model)
        name = f"measure-{new_id()}"
        spec = self._files.spec(name, plan.model.id, plan.model.path, plan.settings)
        if self._component.trains_on_card(plan.settings):
            self._card.take(name)
            self._workers.unload(Kind.CHAT)
            self._workers.unload(Kind.EXAMPLES)
        try:
            spec = self._files.write(spec, plan.rows, plan.languages)
            answer = await start(self._workers, Kind.TUNE, Job.MEASURE, to_json(spec), on_message)
            forecast = from_json(Forecast, answer)
        finally:
            self._files.remove(name)
            if self._card.give_back(name):
                self._workers.unload(Kind.CHAT)
        self._forecasts[plan.data_hash, plan.model.id, plan.settings] = forecast
        return forecast


def with_forecast(settings: TuneSettings, forecast: Forecast | None) -> TuneSettings:
    """The settings as the dry run made them fit."""
    if forecast is None:
        return settings
    fitting = forecast.settings
    return replace(
        settings,
        backend=settings.backend or fitting.backend,
        length=fitting.length or settings.length,
        batch=fitting.batch or settings.batch,
        micro_batch=fitting.micro_batch or settings.micro_batch,
        four_bit=fitting.four_bit if settings.four_bit is None else settings.four_bit,
        optimizer=settings.optimizer or fitting.optimizer,
        packed=fitting.packed if settings.packed is None else settings.packed,
    )


def _on_battery() -> bool | None:
    """None where there is no battery, or the system does not say."""
    read = getattr(psutil, "sensors_battery", None)
    found = read() if read is not None else None
    return None if found is None or found.power_plugged is None else not found.power_plugged
