"""Health: what works here, what does not, and what can be done; the one path of the window and of
`doctor`."""

from collections.abc import Callable

from desktop.core.future import Future, spawn
from desktop.core.jobs.background import delete_folder
from desktop.core.remedies import Remedy, RemedyKind
from desktop.features.health.domain.health import Check
from desktop.features.health.services.health_parts import Parts
from desktop.features.health.services.health_run import SCRATCH, HealthRun, OnCheck
from desktop.settings.store import SettingsStore
from workers.contract.specs.jobs import Kind


class HealthService:
    """Made by the application. `last` are the checks of the latest run that came to its end. Several may run
    side by side: each has a folder of its own, and what cannot be done side by side waits in the queue of its
    worker."""

    def __init__(self, parts: Parts, settings: SettingsStore, select: Callable[[str], None]) -> None:
        self._parts, self._settings, self._select = parts, settings, select
        self.last: tuple[Check, ...] = ()

    def recover(self) -> None:
        """At start-up: what a kill left behind of a check."""
        for left in self._parts.paths.data.glob(f"{SCRATCH}*"):
            delete_folder(left)

    def known(self) -> tuple[Check, ...]:
        """What can be said without using anything: rules of the administrator, crashes, the computer as it
        was seen last."""
        return HealthRun(self._parts, lambda check: None, False).known()

    def run(
        self, on_check: OnCheck = lambda check: None, thorough: bool = False
    ) -> Future[tuple[Check, ...]]:
        """Make all checks; `on_check` hears each as it ends. `thorough` compares every model with its hash
        and every base with its store as well. Cancelling ends the check under way at its next safe point."""
        running = HealthRun(self._parts, on_check, thorough)
        making = spawn(running.make())

        def stop() -> None:
            running.stop()
            making.cancel()

        made: Future[tuple[Check, ...]] = Future(stop)

        def done(checks: tuple[Check, ...]) -> None:
            self.last = checks
            made.resolve(checks)

        making.then(done, made.reject)
        return made

    def apply(self, remedy: Remedy) -> Future[None]:
        """Do what a remedy says; those that lead a person somewhere do nothing here. Rejects with what stands
        in the way (SET_BY_ADMINISTRATOR, MODEL_UNKNOWN)."""
        return spawn(self._apply(remedy))

    async def _apply(self, remedy: Remedy) -> None:
        parts = self._parts
        if remedy.kind is RemedyKind.TRY_ENGINES:
            parts.workers.unload(Kind.CHAT)
            await parts.computer.try_engines()
        elif remedy.kind is RemedyKind.PROCESSOR_ONLY:
            self._settings.change(gpu_layers=0)
        elif remedy.kind is RemedyKind.SMALLER_MODEL:
            crashing = {crash.model for crash in parts.crashes.list()}
            self._select(remedy.argument)
            for base in parts.bases.list():
                if base.model in crashing:
                    parts.bases.set_model(base.id, remedy.argument)
        else:
            return
        parts.crashes.tried(remedy.kind.value)
