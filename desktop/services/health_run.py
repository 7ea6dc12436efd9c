"""One run of the checks of Health: every part used for real, with made-up data; nothing is left behind."""

import builtins
import shutil
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from desktop.domain.entities import KnowledgeBase, MessageState, ModelRecord, ModelState
from desktop.domain.health import LIMITS, SLOW_WRITING, Check, CheckName, Verdict
from desktop.domain.policy import Policy, PolicyState
from desktop.domain.problem import Problem, ProblemError, problem
from desktop.services.asking import Asking
from desktop.services.conductor import Request
from desktop.services.crash_service import CrashService
from desktop.services.pending import Cancelled, Pending, drive
from desktop.services.ports import Paths, Timers, Workers
from desktop.services.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code
from workers.contract.engine import EngineReport
from workers.contract.health import (
    TryEmbeddingSpec,
    TryFoldersResult,
    TryFoldersSpec,
    TryPageSpec,
    TryResult,
    TryVectorsSpec,
)
from workers.contract.specs import Hardware, Job, Kind, ReconcileResult, Way

T = TypeVar("T")
SCRATCH = ".health-"
# Bytes; less does not hold a model and an index, or the small model beside the system.
LITTLE_DISK, LITTLE_MEMORY = 2 * 1000**3, 4 * 1024**3
_QUESTION = "Name the days of the week."
_PIECES = 6  # of the reply: enough to know that it writes
OnCheck = Callable[[Check], None]


class Models(Protocol):
    """Implemented by `ModelService`."""

    def list(self) -> builtins.list[ModelRecord]: ...
    def selected(self, base: str) -> ModelRecord | None: ...
    def select(self, model: str) -> None: ...
    def embedder(self) -> Path | None: ...
    def verify(self, model: str) -> Pending[ModelRecord]: ...


class Bases(Protocol):
    """Implemented by `BaseService`."""

    def list(self) -> builtins.list[KnowledgeBase]: ...
    def set_model(self, base: str, model: str) -> None: ...


class Documents(Protocol):
    """Implemented by `DocumentService`."""

    def reconcile(self, base: str) -> Pending[ReconcileResult]: ...


class Chats(Protocol):
    """Implemented by `ChatService`."""

    def put(self, request: Request) -> Asking: ...


class Computer(Protocol):
    """Implemented by `HardwareService`. `try_engines` has all engines prove themselves again."""

    hardware: Hardware | None

    def probe(self) -> Pending[Hardware]: ...
    def try_engines(self) -> Pending[Hardware]: ...


class WritableDatabase(Protocol):
    """Implemented by `storage.Database`."""

    def try_write(self) -> None:
        """Commit a transaction that changes nothing in the end. Raises `ProblemError`."""


class Settings(Protocol):
    """Implemented by the settings store."""

    def change(self, *, gpu_layers: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What the checks use."""

    workers: Workers
    paths: Paths
    settings_file: Path
    database: WritableDatabase
    models: Models
    bases: Bases
    documents: Documents
    chats: Chats
    computer: Computer
    crashes: CrashService
    policy: Policy
    timers: Timers
    clock: Callable[[], float] = time.perf_counter


class HealthRun:
    """Made by `HealthService` for each run. `stop` ends it at the next safe point; then `make` raises
    `Cancelled`."""

    def __init__(self, parts: Parts, on_check: OnCheck, thorough: bool) -> None:
        self._parts, self._on_check, self._thorough = parts, on_check, thorough
        self._clock = parts.clock
        self._stopped = False

    def stop(self) -> None:
        """The asker does not want it any more; what is under way is cancelled by the asker too."""
        self._stopped = True

    # --- all checks ---

    async def make(self) -> tuple[Check, ...]:
        """All checks in their order."""
        checks: list[Check] = []

        def add(*made: Check) -> None:
            for check in made:
                checks.append(check)
                self._on_check(check)

        # Before anything is used: a check that succeeds forgets what happened.
        add(*self._policy_checks(), *self._crash_checks())
        add(*await self._folders())
        for shared in self._parts.policy.model_folders:
            add(await self._shared(shared))
        add(await self._one(CheckName.DATABASE, self._write_database))
        add(*await self._hardware())
        with self._scratch() as folder:
            add(await self._one(CheckName.PAGE, lambda: self._draw(folder)))
            add(await self._one(CheckName.EMBEDDING, self._embed))
            add(await self._one(CheckName.VECTORS, lambda: self._find_vectors(folder)))
        add(await self._one(CheckName.CHAT, self._reply))
        if self._thorough:
            for model in self._parts.models.list():
                if model.path:
                    add(await self._verified(model))
            for base in self._parts.bases.list():
                add(await self._compared(base))
        return tuple(checks)

    def known(self) -> tuple[Check, ...]:
        """What can be said without using anything."""
        seen = self._parts.computer.hardware
        looked = [] if seen is None else hardware_checks(seen, 0.0)
        return (*self._policy_checks(), *self._crash_checks(), *looked)

    def _policy_checks(self) -> list[Check]:
        policy, facts = self._parts.policy, {"file": self._parts.policy.file}
        if policy.state is PolicyState.NONE:
            return []
        if not policy.notes:
            return [Check(CheckName.POLICY, Verdict.OK, facts=dict(facts))]
        return [
            Check(CheckName.POLICY, Verdict.BAD, problem=note, facts=dict(facts)) for note in policy.notes
        ]

    def _crash_checks(self) -> list[Check]:
        """Of what is in use now: a model that was given up for another is nobody's trouble any more."""
        chosen = self._parts.models.selected("")
        used = {chosen.id if chosen is not None else "", *(base.model for base in self._parts.bases.list())}
        return [
            Check(CheckName.CRASHES, Verdict.BAD, problem=told, subject=crash.model or crash.kind)
            for crash, told in self._parts.crashes.problems()
            if crash.kind != Kind.CHAT or not crash.model or crash.model in used
        ]

    async def _folders(self) -> list[Check]:
        paths = self._parts.paths
        roles = {
            "data": paths.data, "models": paths.models, "bases": paths.bases, "downloads": paths.downloads,
            "logs": paths.logs, "pages": paths.pages, "settings": self._parts.settings_file.parent,
        }  # fmt: skip
        role_of = {str(folder): role for role, folder in reversed(roles.items())}
        spec = to_json(TryFoldersSpec(tuple(role_of)))
        name, limit = CheckName.FOLDERS, LIMITS[CheckName.FOLDERS]
        try:
            result = await self._limited(
                lambda: start(self._parts.workers, Kind.PROBE, Job.TRY_FOLDERS, spec), limit.end
            )
        except ProblemError as error:
            return [Check(name, Verdict.BAD, problem=error.problem)]
        tried = from_json(TryFoldersResult, result).folders
        checks = []
        for one in tried:
            if one.error:
                wrong = Problem(Code.FOLDER_NOT_WRITABLE, {"folder": one.folder}, one.error)
                checks.append(Check(name, Verdict.BAD, one.seconds, wrong, {"role": role_of[one.folder]}))
        good = [one.seconds for one in tried if not one.error]
        if good:
            checks.append(Check(name, _speed(max(good), limit.slow), sum(good), facts={"folders": len(good)}))
        free = min((one.free for one in tried if not one.error), default=0)
        lack = Problem(Code.DISK_FULL, {"need": LITTLE_DISK, "free": free}) if free < LITTLE_DISK else None
        if any(not one.error for one in tried):
            verdict = Verdict.BAD if lack else Verdict.OK
            checks.append(Check(CheckName.DISK, verdict, problem=lack, facts={"free": free}))
        return checks

    async def _shared(self, folder: str) -> Check:
        async def look() -> Check:
            spec = to_json(TryFoldersSpec((), (folder,)))
            result = await start(self._parts.workers, Kind.PROBE, Job.TRY_FOLDERS, spec)
            (tried,) = from_json(TryFoldersResult, result).readable
            if tried.error:
                raise problem(Code.MODEL_FOLDER_MISSING, tried.error, folder=folder)
            return Check(CheckName.SHARED, Verdict.OK, tried.seconds)

        made = await self._one(CheckName.SHARED, look)
        if made.problem is not None and made.problem.code is Code.CHECK_TIMEOUT:  # a server that is silent
            made = replace(made, problem=Problem(Code.MODEL_FOLDER_MISSING, {"folder": folder}))
        return replace(made, subject=folder, subject_name=folder)

    async def _hardware(self) -> list[Check]:
        begin = self._clock()
        try:
            hardware = await self._limited(self._parts.computer.probe, LIMITS[CheckName.PROCESSOR].end)
        except ProblemError as error:
            return [Check(CheckName.PROCESSOR, Verdict.BAD, problem=error.problem)]
        return [*hardware_checks(hardware, self._clock() - begin)]

    async def _verified(self, model: ModelRecord) -> Check:
        async def verify() -> Check:
            checked = await self._parts.models.verify(model.id)
            if checked.state is not ModelState.READY:
                raise problem(Code.MODEL_DAMAGED, model=model.id)
            return Check(CheckName.MODEL, Verdict.OK, facts={"sha256": checked.sha256})

        made = await self._one(CheckName.MODEL, verify)
        return replace(made, subject=model.id, subject_name=model.id)

    async def _compared(self, base: KnowledgeBase) -> Check:
        async def compare() -> Check:
            result = await self._parts.documents.reconcile(base.id)
            facts: dict[str, str | int | float] = {
                "documents": result.documents, "chunks": result.chunks, "repaired": result.repaired,
            }  # fmt: skip
            return Check(CheckName.BASE, Verdict.OK, facts=facts)

        made = await self._one(CheckName.BASE, compare)
        return replace(made, subject=base.id, subject_name=base.name)

    # --- one check each ---

    async def _write_database(self) -> Check:
        self._parts.database.try_write()
        return Check(CheckName.DATABASE, Verdict.OK)

    async def _draw(self, folder: Path) -> Check:
        samples = (self._parts.paths.resources / "samples").glob("*.pdf")
        document = min(samples, key=lambda file: file.stat().st_size, default=None)
        if document is None:
            raise problem(Code.FILE_MISSING, "no sample document")
        spec = to_json(TryPageSpec(str(document), str(folder)))
        tried = from_json(TryResult, await start(self._parts.workers, Kind.KNOWLEDGE, Job.TRY_PAGE, spec))
        return Check(CheckName.PAGE, Verdict.OK, tried.seconds)

    async def _embed(self) -> Check:
        embedder = self._parts.models.embedder()
        if embedder is None:
            raise problem(Code.EMBEDDER_MISSING)
        spec = to_json(TryEmbeddingSpec(str(embedder)))
        tried = from_json(
            TryResult, await start(self._parts.workers, Kind.KNOWLEDGE, Job.TRY_EMBEDDING, spec)
        )
        return Check(CheckName.EMBEDDING, Verdict.OK, tried.seconds, facts={"dimensions": tried.amount})

    async def _find_vectors(self, folder: Path) -> Check:
        spec = to_json(TryVectorsSpec(str(folder / "vectors")))
        tried = from_json(TryResult, await start(self._parts.workers, Kind.KNOWLEDGE, Job.TRY_VECTORS, spec))
        return Check(CheckName.VECTORS, Verdict.OK, tried.seconds, facts={"points": tried.amount})

    async def _reply(self) -> Check:
        """A few tokens through the chat itself, in its turn. The model stays for as long as an idle one does:
        somebody may have asked meanwhile."""
        model = self._parts.models.selected("")
        if model is None:
            raise problem(Code.NO_MODEL)
        asking = self._parts.chats.put(Request("", "", _QUESTION, Way.MODEL, model.id, instructions=""))
        stages: dict[str, float] = {}
        pieces: list[str] = []
        late: list[bool] = []
        call_off: list[Callable[[], None]] = [lambda: None]
        limit = LIMITS[CheckName.CHAT].end

        def give_up() -> None:
            late.append(True)
            asking.stop()

        def hear(changed: Asking) -> None:
            if changed.stage == "loading" and "loading" not in stages:
                # Only now: before, an answer that a person waits for may have been written.
                call_off.append(self._parts.timers.after(limit, give_up))
            stages.setdefault(changed.stage, self._clock())
            if changed.stage == "writing" and changed.message.text:
                pieces.append(changed.message.text)
                if len(pieces) >= _PIECES:
                    changed.stop()

        asking.on_change.append(hear)
        hear(asking)  # its turn may have come at once
        message = await asking.finished
        call_off[-1]()
        if late and not message.text.strip():
            self._parts.workers.unload(Kind.CHAT)
            raise problem(Code.CHECK_TIMEOUT, seconds=round(limit))
        if message.state is MessageState.FAILED:
            raise ProblemError(Problem(_code(message.code), dict(message.problem_params)))
        if not message.text.strip():
            if message.state is MessageState.STOPPED:
                raise Cancelled
            raise problem(Code.ENGINE_WRONG, "an empty reply")
        begin, end = stages.get("loading", 0.0), self._clock()
        loaded, first = stages.get("reading", begin), stages.get("writing", end)
        speed = max(len(pieces) - 1, 1) / max(end - first, 1e-3)
        verdict = Verdict.SLOW if speed < SLOW_WRITING else Verdict.OK
        facts: dict[str, str | int | float] = {
            "model": model.id, "load": round(loaded - begin, 2), "speed": round(speed, 1),
        }  # fmt: skip
        return Check(CheckName.CHAT, verdict, end - begin, facts=facts, subject=model.id)

    # --- how ---

    async def _one(self, name: CheckName, work: Callable[[], Coroutine[Any, Any, Check]]) -> Check:
        """A check with its limits; what is wrong is in it, what is not here yet makes it MISSING."""
        limits, begin = LIMITS[name], self._clock()
        try:
            # The chat measures its time itself, from its turn on.
            made = await (
                work() if name is CheckName.CHAT else self._limited(lambda: drive(work()), limits.end)
            )
        except ProblemError as error:
            missing = error.problem.code in (Code.EMBEDDER_MISSING, Code.NO_MODEL)
            verdict = Verdict.MISSING if missing else Verdict.BAD
            return Check(name, verdict, self._clock() - begin, error.problem)
        seconds = made.seconds or self._clock() - begin
        verdict = made.verdict if made.verdict is not Verdict.OK else _speed(seconds, limits.slow)
        return replace(made, verdict=verdict, seconds=seconds)

    async def _limited(self, make: Callable[[], Pending[T]], seconds: float) -> T:
        """The value, or CHECK_TIMEOUT when it takes too long: then its maker has ended. A process that
        somebody else ended under way (a look at the computer ends the one that looks) is asked once more."""
        for again in (True, False):
            pending, late = make(), list[bool]()

            def give_up(pending: Pending[T] = pending, late: list[bool] = late) -> None:
                late.append(True)
                pending.cancel()

            call_off = self._parts.timers.after(seconds, give_up)
            try:
                return await pending
            except Cancelled:
                if late:
                    raise problem(Code.CHECK_TIMEOUT, seconds=round(seconds)) from None
                if self._stopped or not again:
                    raise
            finally:
                call_off()
        raise AssertionError("returned or raised above")

    def _scratch(self) -> "_Scratch":
        return _Scratch(self._parts.paths.data)


class _Scratch:
    """A folder for the time of a check."""

    def __init__(self, parent: Path) -> None:
        self._parent = parent

    def __enter__(self) -> Path:
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=self._parent))
        except OSError:  # told by the check of the folders already
            self._folder = Path(tempfile.mkdtemp(prefix=SCRATCH))
        return self._folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def hardware_checks(hardware: Hardware, seconds: float) -> Sequence[Check]:
    """What a look at the computer says: memory, processor, engine."""
    free, total = hardware.memory_free_bytes, hardware.memory_bytes
    memory = Verdict.OK if total >= LITTLE_MEMORY else Verdict.SLOW
    processor = Verdict.OK if hardware.avx2 else Verdict.SLOW
    checks = [
        Check(CheckName.MEMORY, memory, facts={"free": free, "total": total}),
        Check(
            CheckName.PROCESSOR, processor, seconds,
            facts={"cpu": hardware.cpu, "cores": hardware.cores, "threads": hardware.threads,
                   "avx2": int(hardware.avx2), "cards": ", ".join(card.name for card in hardware.gpus)},
        ),
    ]  # fmt: skip
    reports = [("", hardware.engine_report), *(("search", one) for one in hardware.search_reports.values())]
    return [*checks, *(_engine_check(report, subject) for subject, report in reports if report is not None)]


def _engine_check(report: EngineReport, subject: str) -> Check:
    """What proved itself: for answers, or (`subject` "search") for the search model."""
    failed = ", ".join(f"{one.name} ({one.device or '?'}): {one.result}" for one in report.failed)
    facts: dict[str, str | int | float] = {
        "engine": report.chosen, "device": report.device, "failed": failed,
    }  # fmt: skip
    wrong = None
    if not report.usable:
        wrong = Problem(Code.ENGINE_WRONG) if subject else Problem(Code.ENGINE_UNUSABLE, {"tried": failed})
    verdict = Verdict.BAD if wrong else Verdict.SLOW if report.fell_back else Verdict.OK
    return Check(CheckName.ENGINE, verdict, report.seconds, wrong, facts, subject)


def _speed(seconds: float, slow: float) -> Verdict:
    return Verdict.SLOW if seconds >= slow else Verdict.OK


def _code(untrusted: str) -> Code:
    try:
        return Code(untrusted)
    except ValueError:
        return Code.BUG
