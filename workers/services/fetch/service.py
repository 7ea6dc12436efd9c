"""The `fetch` worker gets and verifies model files, opens model packs and installs the tuning component: the
one process that may open network connections."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import Job
from workers.contract.specs.models import FetchSpec, VerifySpec
from workers.contract.training.installing import InstallSpec
from workers.contract.tuning_folder import FindTuningSpec
from workers.runtime.context import Context, RequestCancelled
from workers.services.fetch import packs
from workers.services.fetch.installing import install
from workers.transfer.download import fetch, verify
from workers.transfer.partial_file import Reporter
from workers.transfer.tuning_folders import find


class FetchService:
    """Created by the runner. Different files are worked on side by side, each by one request at a time."""

    def versions(self) -> dict[str, str]:
        return {name: version(name) for name in ("httpx", "pip")}

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """`fetch` (FetchSpec → FetchResult), `verify` (VerifySpec → FetchResult), `install` (InstallSpec →
        InstallResult) and the jobs about packs."""
        try:
            return self._run(message, context)
        except RequestCancelled as cancelled:
            cancelled.resumable = True  # what came so far stays on the disk
            raise

    def _run(self, message: Message, context: Context) -> dict[str, Any]:
        if isinstance(message, Start) and message.job == Job.FETCH:
            fetching = from_json(FetchSpec, message.params)
            return dict(to_json(fetch(fetching, _reporter(context, fetching.target))))
        if isinstance(message, Start) and message.job == Job.VERIFY:
            verifying = from_json(VerifySpec, message.params)
            return dict(to_json(verify(verifying, _reporter(context, verifying.path))))
        if isinstance(message, Start) and message.job == Job.INSTALL:
            return dict(to_json(install(from_json(InstallSpec, message.params), context)))
        if isinstance(message, Start) and message.job == Job.FIND_TUNING:
            return dict(to_json(find(from_json(FindTuningSpec, message.params), context.raise_if_cancelled)))
        if isinstance(message, Start) and message.job in packs.JOBS:
            return packs.run(message, _reporter(context, str(message.params.get("path", ""))))
        raise ProblemError(Code.BUG, f"{message.type} is no request for this worker")

    def queue(self, message: Message) -> str:
        """The file or folder that is worked on: two requests never write the same one."""
        if not isinstance(message, Start):
            return ""
        named = (message.params.get(name) for name in ("target", "path", "folder"))
        return str(next((name for name in named if name), ""))

    def notify(self, message: Message) -> None:
        """Nothing is told to this worker without a request."""

    def close(self) -> None:
        """Transfers end with their requests; what is under way stays on the disk."""


def _reporter(context: Context, path: str) -> Reporter:
    name = Path(path).name

    def progress(stage: str, done: int, total: int) -> None:
        context.progress(stage, done, total, "bytes", name)

    return Reporter(progress, context.raise_if_cancelled, context.on_cancel)


def create() -> FetchService:
    """What `python -m workers fetch` runs."""
    return FetchService()
