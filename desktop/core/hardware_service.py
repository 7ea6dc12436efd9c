"""What this computer is."""

from desktop.core.changes import Changes
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Publisher, Workers
from desktop.core.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.specs.hardware import Hardware, HardwareSpec
from workers.contract.specs.jobs import Job, Kind


class HardwareService:
    """Made by the application. `hardware` is None until the first `probe` has answered."""

    def __init__(self, workers: Workers, paths: Paths, publish: Publisher) -> None:
        self._workers, self._paths, self._publish = workers, paths, publish
        self.hardware: Hardware | None = None

    def probe(self) -> Future[Hardware]:
        """Look anew, in a process of its own; rejects with `ProblemError`."""
        return spawn(self._probe())

    def try_engines(self) -> Future[Hardware]:
        """Have all engines prove themselves anew, whatever was remembered of them; rejects as `probe`."""
        return spawn(self._probe(prove_again=True))

    async def _probe(self, prove_again: bool = False) -> Hardware:
        spec = to_json(HardwareSpec(str(self._paths.data), prove_again))
        hardware = from_json(Hardware, await start(self._workers, Kind.PROBE, Job.HARDWARE, spec))
        self.hardware = hardware
        self._workers.unload(Kind.PROBE)
        self._publish(Changes(hardware=True))
        return hardware
