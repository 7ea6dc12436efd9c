"""Whether the files of models and adapters are those that came: each is read whole, and its hash compared
with the one that is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.entities import ModelRecord, ModelState
from desktop.core.feature_ports import Models
from desktop.core.future import Future, spawn
from desktop.core.ports import Workers
from desktop.core.requests import start
from desktop.core.training_entities import Adapter
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import VerifySpec

OnFile = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A model by its id or an adapter by its name, and what is wrong with it (None = nothing)."""

    name: str
    problem: Problem | None = None


class FileCheck:
    """Made by the application. `adapters` lists those of all bases."""

    def __init__(self, workers: Workers, models: Models, adapters: Callable[[], Sequence[Adapter]]) -> None:
        self._workers, self._models, self._adapters = workers, models, adapters

    def check(self, on_file: OnFile = lambda name, done, total: None) -> Future[list[CheckedFile]]:
        """Compare all whose hash is known, one after another: minutes for large ones. `on_file` hears the
        name with its place and the number of all. A damaged model is marked as one."""
        return spawn(self._check(on_file))

    async def _check(self, on_file: OnFile) -> list[CheckedFile]:
        models = [one for one in self._models.list() if _is_known(one)]
        adapters = [one for one in self._adapters() if one.sha256]
        checked: list[CheckedFile] = []
        for model in models:
            on_file(model.id, len(checked), len(models) + len(adapters))
            checked.append(CheckedFile(model.id, await self._model(model)))
        for adapter in adapters:
            on_file(adapter.name, len(checked), len(models) + len(adapters))
            checked.append(CheckedFile(adapter.name, await self._adapter(adapter)))
        return checked

    async def _model(self, model: ModelRecord) -> Problem | None:
        try:
            record = await self._models.verify(model.id)
        except ProblemError as error:
            return error.problem
        sound = record.state is ModelState.READY
        return None if sound else Problem(_code_of(model), {"model": model.id})

    async def _adapter(self, adapter: Adapter) -> Problem | None:
        spec = VerifySpec(adapter.path, adapter.sha256)
        try:
            await start(self._workers, Kind.FETCH, Job.VERIFY, to_json(spec))
        except ProblemError as error:
            codes = {Code.MODEL_DAMAGED: Code.ADAPTER_DAMAGED, Code.MODEL_MISSING: Code.ADAPTER_MISSING}
            code = codes.get(error.code)
            return Problem(code, {"adapter": adapter.name, "file": adapter.name}) if code else error.problem
        return None


def _code_of(model: ModelRecord) -> Code:
    return Code.MODEL_DAMAGED if Path(model.path).exists() else Code.MODEL_MISSING


def _is_known(model: ModelRecord) -> bool:
    """A model of search is a folder that describes itself."""
    here = bool(model.path) and model.state in (ModelState.READY, ModelState.DAMAGED)
    return here and (bool(model.sha256) or Path(model.path).is_dir())
