"""What the trainer says of models: whether it takes them, and their sizes."""

import os

from desktop.core.entities import ModelRecord
from desktop.core.ports import Workers
from desktop.core.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import InspectSpec
from workers.contract.training.tuning import Trainability

_Key = tuple[str, int, float]


class ModelTrainability:
    """Made by the application; a file is asked about once, and again when it is another one."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._known: dict[_Key, Trainability] = {}

    async def ask(self, record: ModelRecord) -> Trainability | None:
        """What a worker reads in the model's file; None when the file cannot be read."""
        key = _key(record)
        if key is not None and key not in self._known:
            try:
                spec = to_json(InspectSpec(record.path))
                answer = await start(self._workers, Kind.PROBE, Job.TRAINABILITY, spec)
            except ProblemError:
                return None
            self._known[key] = from_json(Trainability, answer)
        return self.known(record)

    def known(self, record: ModelRecord) -> Trainability | None:
        """What was said of the file as it is now; None = not asked yet."""
        key = _key(record)
        return self._known.get(key) if key is not None else None

    def require(self, record: ModelRecord) -> None:
        """Raises MODEL_NOT_TRAINABLE, TOKENIZER_NOT_TRAINABLE by what is known."""
        found = self.known(record)
        if found is not None and found.reason:
            name, value = reason_params(found)
            raise ProblemError(Code(found.reason), **{name: value})


def reason_params(found: Trainability) -> tuple[str, str]:
    """The parameter of the code in `reason`: its name and value."""
    if found.reason == Code.TOKENIZER_NOT_TRAINABLE:
        return "tokenizer", found.tokenizer
    return "architecture", found.architecture


def _key(record: ModelRecord) -> _Key | None:
    try:
        file = os.stat(record.path)
    except OSError:
        return None
    return record.path, file.st_size, file.st_mtime
