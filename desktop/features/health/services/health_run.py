"""One run of the checks of Health: every part used for real, with made-up data; nothing is left behind. What
each check does is in `health_computer` and `health_work`; here are their order and their limits of time."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from desktop.core.entities import KnowledgeBase, ModelRecord
from desktop.core.future import CancelledError, Future, spawn
from desktop.features.health.domain.health import LIMITS, Check, CheckName, CheckVerdict
from desktop.features.health.services import health_computer, health_work
from desktop.features.health.services.health_parts import Parts
from workers.contract.codes import Code, Problem, ProblemError

T = TypeVar("T")
SCRATCH = ".health-"
OnCheck = Callable[[Check], None]


class HealthRun:
    """Made by `HealthService` for each run. `stop` ends it at the next safe point; then `make` raises
    `CancelledError`."""

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
        parts = self._parts

        def add(*made: Check) -> None:
            for check in made:
                checks.append(check)
                self._on_check(check)

        # Before anything is used: a check that succeeds forgets what happened.
        add(*health_computer.policy_checks(parts.policy), *health_computer.crash_checks(parts))
        add(*await self._several(CheckName.FOLDERS, lambda: health_computer.folders(parts)))
        for shared in parts.policy.model_folders:
            add(await self._shared(shared))
        add(await self._one(CheckName.DATABASE, lambda: health_computer.database(parts)))
        add(*await self._several(CheckName.PROCESSOR, lambda: health_computer.hardware(parts)))
        with _scratch(parts.paths.data) as folder:
            add(await self._one(CheckName.PAGE, lambda: health_work.page(parts, folder)))
            add(await self._one(CheckName.EMBEDDING, lambda: health_work.embedding(parts)))
            add(await self._one(CheckName.VECTORS, lambda: health_work.vectors(parts, folder)))
        add(await self._one(CheckName.CHAT, lambda: health_work.answer(parts)))
        if self._thorough:
            for model in parts.models.list():
                if model.path:
                    add(await self._verified(model))
            for base in parts.bases.list():
                add(await self._compared(base))
        return tuple(checks)

    def known(self) -> tuple[Check, ...]:
        """What can be said without using anything."""
        seen = self._parts.computer.hardware
        looked = (
            [] if seen is None else health_computer.hardware_checks(seen, 0.0, self._parts.models.embedder())
        )
        told = health_computer.policy_checks(self._parts.policy)
        return (*told, *health_computer.crash_checks(self._parts), *looked)

    async def _shared(self, folder: str) -> Check:
        made = await self._one(CheckName.SHARED, lambda: health_computer.shared_folder(self._parts, folder))
        if made.problem is not None and made.problem.code is Code.CHECK_TIMEOUT:  # a server that is silent
            made = replace(made, problem=Problem(Code.MODEL_FOLDER_MISSING, {"folder": folder}))
        return replace(made, subject=folder, subject_name=folder)

    async def _verified(self, model: ModelRecord) -> Check:
        made = await self._one(CheckName.MODEL, lambda: health_work.whole_model(self._parts, model))
        return replace(made, subject=model.id, subject_name=model.id)

    async def _compared(self, base: KnowledgeBase) -> Check:
        made = await self._one(CheckName.BASE, lambda: health_work.whole_base(self._parts, base))
        return replace(made, subject=base.id, subject_name=base.name)

    # --- how ---

    async def _one(self, name: CheckName, work: Callable[[], Coroutine[Any, Any, Check]]) -> Check:
        """A check of which there is one, with its time and whether that is slow."""

        async def alone() -> list[Check]:
            return [await work()]

        begin = self._clock()
        (made,) = await self._several(name, alone)
        if made.problem is not None:
            return made
        seconds = made.seconds or self._clock() - begin
        verdict = LIMITS[name].verdict(seconds) if made.verdict is CheckVerdict.OK else made.verdict
        return replace(made, verdict=verdict, seconds=seconds)

    async def _several(
        self, name: CheckName, work: Callable[[], Coroutine[Any, Any, list[Check]]]
    ) -> list[Check]:
        """Checks that are made together within the limit of one of them. What is wrong with all of it is in
        one check called `name`; what is not here yet makes that MISSING."""
        begin = self._clock()
        try:
            if name is CheckName.CHAT:  # sets its own limit, which counts from its turn on
                return await work()
            return await self._limited(lambda: spawn(work()), LIMITS[name].end)
        except ProblemError as error:
            missing = error.problem.code in (Code.EMBEDDER_MISSING, Code.NO_MODEL)
            verdict = CheckVerdict.MISSING if missing else CheckVerdict.BAD
            return [Check(name, verdict, self._clock() - begin, error.problem)]

    async def _limited(self, make: Callable[[], Future[T]], seconds: float) -> T:
        """The value, or CHECK_TIMEOUT when it takes too long: then its maker has ended. A process that
        somebody else ended under way (a look at the computer ends the one that looks) is asked once more."""
        for again in (True, False):
            pending, late = make(), list[bool]()

            def give_up(pending: Future[T] = pending, late: list[bool] = late) -> None:
                late.append(True)
                pending.cancel()

            call_off = self._parts.timers.after(seconds, give_up)
            try:
                return await pending
            except CancelledError:
                if late:
                    raise ProblemError(Code.CHECK_TIMEOUT, seconds=round(seconds)) from None
                if self._stopped or not again:
                    raise
            finally:
                call_off()
        raise AssertionError("returned or raised above")


@contextlib.contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """A folder in `parent` for the time of some checks."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=parent))
    except OSError:  # told by the check of the folders already
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
