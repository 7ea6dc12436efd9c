"""The watch worker: tells what changes in the folders of the bases. It reads no file, so that it stays small
and may run as long as the window is open."""

import importlib.metadata
from typing import Any

from workers.contract.codec import CodecError, from_json
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import Job
from workers.contract.watching import WatchSpec
from workers.runtime.context import Context
from workers.services.watch.watching import Watching


class WatchWorker:
    """Serves `watch`; each folder has a thread of its own, so that a share that hangs holds up no other."""

    def versions(self) -> dict[str, str]:
        return {"watchdog": importlib.metadata.version("watchdog")}

    def queue(self, message: Message) -> str:
        return str(getattr(message, "request", ""))

    def notify(self, message: Message) -> None:
        """Nothing is told to this worker without a request."""

    def close(self) -> None:
        """Each request has closed what it opened."""

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """Only `start` of `watch`; ends by being cancelled."""
        if isinstance(message, Start) and message.job == Job.WATCH:
            Watching(from_json(WatchSpec, message.params), context).run()
            return None
        raise CodecError(f"watch does not know {message.type}")


def create() -> WatchWorker:
    """The service of `python -m workers watch`."""
    return WatchWorker()
