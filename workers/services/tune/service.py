"""The `tune` worker: makes adapters. It runs in the tuning component's environment, where alone the libraries
of training are; they are imported with the first request that needs them.

`stop` to a TUNE ends it with the best weights so far; `cancel` saves a point and ends it resumable.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workers.contract.codec import from_json, to_json
from workers.contract.messages import Message, Start
from workers.contract.specs.jobs import Job
from workers.contract.training.adapters import ConvertModelSpec, MergeSpec
from workers.contract.training.tuning import TuneSpec
from workers.runtime.context import Context
from workers.training import backends


class Tune:
    """Serves `backends`, `measure`, `tune`, `merge`, `convert_model`, one after another: each wants all of
    the memory."""

    def __init__(self) -> None:
        self._found: dict[str, Any] | None = None

    def versions(self) -> dict[str, str]:
        """Of what trains, by the metadata of the packages: nothing is imported for it."""
        return backends.versions()

    def queue(self, message: Message) -> str:
        """One for all: two jobs together would not fit into memory."""
        return "model"

    def notify(self, message: Message) -> None:
        """Nothing is told to this worker without a request."""

    def close(self) -> None:
        """Everything that matters is on the disk."""

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """Only `start`; raises ValueError for anything else. Asking for backends and measuring may be cut off
        without loss."""
        job = message.job if isinstance(message, Start) else ""
        params = message.params if isinstance(message, Start) else {}
        context.expendable = job in (Job.BACKENDS, Job.MEASURE)
        if job == Job.BACKENDS:
            if self._found is None:
                self._found = dict(to_json(backends.available()))
            return self._found
        if job == Job.TUNE:
            from workers.training.run import TrainingRun

            return dict(to_json(TrainingRun(_tuning(params), context).do()))
        if job == Job.MEASURE:
            from workers.training.measuring import measure

            return dict(to_json(measure(_tuning(params), context)))
        if job == Job.MERGE:
            from workers.training.merging import merge

            return dict(
                to_json(merge(from_json(MergeSpec, params), _teller(context), lambda: context.cancelled))
            )
        if job == Job.CONVERT_MODEL:
            from workers.training.gguf_writing import convert

            spec = from_json(ConvertModelSpec, params)
            return dict(to_json(convert(spec, _teller(context), lambda: context.cancelled)))
        raise ValueError(f"tune does not know {message.type} {job}")


def _tuning(params: dict[str, Any]) -> TuneSpec:
    """The spec of a run; from now on caches go beside the runs, for all of them."""
    spec = from_json(TuneSpec, params)
    backends.keep_caches_in(Path(spec.folder).parent / ".cache")
    return spec


def _teller(context: Context) -> Callable[[int, int], None]:
    return lambda done, total: context.progress("writing", done, total, "steps")


def create() -> Tune:
    """What `python -m workers tune` runs."""
    backends.use_one_card()
    return Tune()
