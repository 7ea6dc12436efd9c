"""The advisor: gathers what is known of a base, asks what is not known yet, and lets the rules speak."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.entities import Document, DocumentState, JobRecord, JobState, ModelPurpose, ModelRecord
from desktop.core.exam_entities import QuestionCounts
from desktop.core.feature_ports import (
    Adapters,
    Documents,
    Examples,
    InstructionVersions,
    Models,
    TrainingComponent,
    TrainingPlans,
)
from desktop.core.future import Future, spawn
from desktop.core.hardware_service import HardwareService
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Paths, Timers
from desktop.core.training_entities import Adapter, ComponentState, Run, RunState
from desktop.core.training_needs import LEAST_APPROVED, card_room
from desktop.features.advice.domain.advice_facts import CHANGE_DAYS, SYSTEM_BYTES, AdviceFacts
from desktop.features.advice.domain.advice_rules import Advice, advise, first_needs
from desktop.features.advice.services.advice_chats import AskedStore
from desktop.features.advice.services.advice_exams import ExamFacts
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.hardware import Hardware
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import ExampleKind
from workers.contract.training.tuning import Backend, Backends
from workers.text.language import in_language

# What was not read because it is a picture.
_SCANS = (Code.SCAN_WITHOUT_TEXT, Code.SCAN_INSIDE, Code.RECOGNITION_MISSING)
_FACT_KINDS = (ExampleKind.FACT, ExampleKind.HOW_TO, ExampleKind.GENERAL)
_AT_WORK = (RunState.SCHEDULED, RunState.TRAINING, RunState.PAUSED, RunState.COMPARING)
# A look at the computer that takes longer is not waited for.
_LOOKING_S = 3.0
# A model has to be larger by so much before it can be expected to read better.
_LARGER = 1.4


class AdvisorService:
    """Made by the application; keeps nothing. `runs` gives the training runs of a base, the latest
    first; `has_weights` tells whether the copy of a model that training works on is there; `language` is the
    window's, for the names of models; `fits` tells whether a computer carries a model well."""

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        models: Models,
        examples: Examples,
        adapters: Adapters,
        plans: TrainingPlans,
        runs: Callable[[str], list[Run]],
        has_weights: Callable[[str], bool],
        component: TrainingComponent,
        hardware: HardwareService,
        instructions: InstructionVersions,
        exams: ExamFacts,
        chats: AskedStore,
        paths: Paths,
        language: Callable[[], str],
        fits: Callable[[ModelRecord, Hardware], bool],
        timers: Timers,
    ) -> None:
        self._timers = timers
        self._bases, self._documents, self._jobs, self._models = bases, documents, jobs, models
        self._examples, self._adapters, self._plans, self._runs = examples, adapters, plans, runs
        self._has_weights, self._component = has_weights, component
        self._hardware, self._instructions, self._exams = hardware, instructions, exams
        self._chats, self._paths, self._language, self._fits = chats, paths, language, fits

    def advise(self, base: str) -> Future[Advice]:
        """What to do with a base; never begins any work but looking. Raises BASE_UNKNOWN."""
        self._bases.get(base)
        return spawn(self._advise(base))

    def facts(self, base: str, probe: bool = True) -> Future[AdviceFacts]:
        """All facts: looks at the computer and asks who could train here where that is not known, and with
        `probe` asks the model what it knows of the approved rows by itself (some minutes, once)."""
        return spawn(self._facts(base, probe))

    def quick(self, base: str) -> Future[Advice]:
        """What to do with a base by what is known, within seconds: at most a look at the computer, and
        without that where it takes long or changes nothing. Raises BASE_UNKNOWN."""
        self._bases.get(base)
        found: Future[Advice] = Future()

        def publish_once(_: object = None) -> None:
            if not found.completed:
                found.resolve(advise(self.known(base)))

        if self._hardware.hardware is not None or first_needs(self.known(base)) is not None:
            publish_once()
        else:
            self._hardware.probe().then(publish_once, publish_once)
            self._timers.after(_LOOKING_S, publish_once)
        return found

    async def _advise(self, base: str) -> Advice:
        return advise(await self.facts(base))

    async def _facts(self, base: str, probe: bool) -> AdviceFacts:
        try:
            if self._hardware.hardware is None:
                await self._hardware.probe()
            if self._component.state().state is ComponentState.READY:
                await self._component.backends()
            if probe and len(self._examples.approved(base)) >= LEAST_APPROVED and self._can_ask(base):
                await self._plans.closed_book_probe(base)
        except ProblemError:
            pass  # what cannot be learned now stays unknown, the rest still makes an advice
        return self.known(base)

    def _can_ask(self, base: str) -> bool:
        return self._models.selected(base) is not None and self._models.embedder() is not None

    # --- the facts ---

    def known(self, base: str) -> AdviceFacts:
        """The facts as far as they are known now; "" = no base. Asks nobody."""
        if not base:
            return AdviceFacts()
        listed = self._documents.list(base)
        ready = [document for document in listed if document.has_text]
        failed = [document for document in listed if document.is_unread]
        jobs = [job for job in self._jobs.list() if job.base == base and job.kind == Job.INDEX]
        model, counts = self._models.selected(base), self._examples.counts(base)
        here = {record.id for record in self._models.installed(ModelPurpose.CHAT)}
        adapters = [adapter for adapter in self._adapters.list(base) if adapter.model in here]
        active = next((adapter for adapter in adapters if adapter.active), None)
        runs = self._runs(base)
        forecast, memory = _forecast(runs, model.id if model is not None else "")
        instructed, larger = self._instructions.active(base), self._larger(model)
        asked, known = self._known(base, model)
        questions: QuestionCounts = self._exams.counts(base)
        card = self._card()
        return AdviceFacts(
            documents=len(ready),
            pages=sum(document.pages for document in ready),
            chunks=sum(document.chunks for document in ready),
            changed=_changed(ready),
            watched=(datetime.now(UTC) - self._bases.get(base).created).total_seconds() / 86400,
            unread=len(failed),
            listed=sum(
                document.state is not DocumentState.SKIPPED or document.is_unread for document in listed
            ),
            scans=sum(document.code in _SCANS for document in failed),
            failing=self._exams.failing(base),
            indexing=any(job.state in (JobState.RUNNING, JobState.QUEUED) for job in jobs),
            index_seconds=_index_seconds(jobs),
            index_bytes=_size(self._paths.base_folder(base)) if ready else 0,
            chats=self._chats.asked(base),
            model=self._name(model) if model is not None else "",
            model_memory=model.memory if model is not None else 0,
            architecture=model.architecture if model is not None else "",
            parameters=model.parameters if model is not None else 0,
            has_weights=model is not None and self._has_weights(model.id),
            larger=self._name(larger) if larger is not None else "",
            larger_size=larger.size if larger is not None else 0,
            memory=self._memory(),
            gpu=card.gpu if card is not None else "",
            component=self._component.state().state,
            approved=counts.approved,
            waiting=counts.pending,
            manner=sum(count for kind, count in counts.kinds.items() if kind not in _FACT_KINDS),
            asked=asked,
            known=known,
            adapters=len(adapters),
            adapter=active.name if active is not None else "",
            stale=_stale(active, listed),
            questions=questions.pending + questions.approved,
            reviewed=questions.approved,
            cores=self._hardware.hardware.cores if self._hardware.hardware is not None else 0,
            trainer_asked=self._component.known_backends is not None,
            instructions=len(self._instructions.list(base)),
            instructed=str(instructed.number) if instructed is not None else "",
            forecast=forecast,
            forecast_memory=memory,
            training=any(run.state in _AT_WORK for run in runs),
            way=self._bases.get(base).way,
            measured=self._exams.measured(base, self._name_of),
        )

    def _known(self, base: str, model: ModelRecord | None) -> tuple[int, int]:
        """(asked, known) of the questions put to the model without documents: those of its rows, else those
        of the last exam."""
        found = self._plans.known_closed_book(base)
        if found is not None:
            return found.asked, found.known
        return self._exams.alone(base, model.id) if model is not None else (0, 0)

    def _memory(self) -> int | None:
        card = self._card()
        if card is not None:
            return card_room(card.gpu_total)
        hardware = self._hardware.hardware
        return hardware.memory_bytes - SYSTEM_BYTES if hardware is not None else None

    def _card(self) -> Backends | None:
        """What the trainer said, where it works on a graphics card."""
        found = self._component.known_backends
        return (
            found if found is not None and found.chosen in (Backend.UNSLOTH_CUDA, Backend.PEFT_CUDA) else None
        )

    def _larger(self, model: ModelRecord | None) -> ModelRecord | None:
        """A better model that this computer carries well: on a graphics card the largest, else the smallest,
        for a processor has to read every word with it; one that knows Russian well before others."""
        hardware = self._hardware.hardware
        if model is None or hardware is None or not model.parameters:
            return None
        fitting = [
            row
            for row in self._models.list()
            if row.purpose is ModelPurpose.CHAT
            and row.parameters >= _LARGER * model.parameters
            and self._fits(row, hardware)
        ]
        sign = 1 if hardware.gpu_build and any(not gpu.shared for gpu in hardware.gpus) else -1
        return max(fitting, key=lambda row: (row.russian == "good", sign * row.parameters), default=None)

    def _name(self, record: ModelRecord) -> str:
        return in_language(record.name, self._language()) or record.id

    def _name_of(self, model: str) -> str:
        known = next((record for record in self._models.list() if record.id == model), None)
        return self._name(known) if known is not None else model


def _changed(documents: list[Document]) -> int:
    since = (datetime.now(UTC) - timedelta(days=CHANGE_DAYS)).timestamp()
    return sum(d.changed >= since or d.state is DocumentState.CHANGED for d in documents)


def _index_seconds(jobs: list[JobRecord]) -> float | None:
    """How long the largest reading of documents took."""
    done = [job for job in jobs if job.state is JobState.SUCCEEDED and job.result.get("indexed", 0)]
    if not done:
        return None
    largest = max(done, key=lambda job: int(job.result["indexed"]))
    return (largest.updated - largest.created).total_seconds()


def _size(folder: Path) -> int:
    """Bytes of all files of a folder; files that go meanwhile do not count."""
    total = 0
    for file in folder.rglob("*") if folder.is_dir() else ():
        try:
            total += file.stat().st_size if file.is_file() else 0
        except OSError:
            continue
    return total


def _stale(adapter: Adapter | None, documents: list[Document]) -> int:
    """Documents that the adapter saw and that are others or gone since."""
    if adapter is None:
        return 0
    known = {document.id: document for document in documents}
    trained = adapter.created.timestamp()
    return sum(
        name not in known or known[name].state is DocumentState.CHANGED or known[name].changed > trained
        for name in adapter.documents
    )


def _forecast(runs: list[Run], model: str) -> tuple[tuple[float, float] | None, int]:
    """Seconds (low, high) and memory: of the last run that is finished or was tried, of the same model."""
    for run in runs:
        if run.model == model and run.result is not None:
            return (run.result.seconds, run.result.seconds), run.result.peak_memory
        if run.model == model and run.forecast is not None:
            return (run.forecast.seconds_low, run.forecast.seconds_high), run.forecast.peak_memory
    return None, 0
