"""Models that are written here, of a folder in the format of Hugging Face."""

from pathlib import Path

from desktop.core.entities import ModelRecord
from desktop.core.feature_ports import ModelAdding
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Workers
from desktop.core.requests import start
from desktop.core.work_folders import WorkFolders
from desktop.features.training.services.component_service import ComponentService
from desktop.paths import user_path
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.adapters import ConvertModelSpec, ModelFile, QuantizeSpec

AS_IT_IS = "F16"  # the quantization that leaves a written model alone
# Files up to this size stay in 16 bits where nobody chose: a small model loses most by quantization.
_SMALL = 2_500_000_000
_USUAL = "Q4_K_M"
# A file of a model folder stands for its folder: a dialog for files can choose one.
_OF_A_FOLDER = ("config.json", "model.safetensors", "model.safetensors.index.json")


def model_folder(path: Path) -> Path | None:
    """The model folder that a path means; None for another kind of path."""
    if path.is_dir():
        return path
    return path.parent if path.name in _OF_A_FOLDER else None


class MadeModels:
    """Made by the application. Nothing is left of a model that could not be finished; what a kill left
    goes at the next start."""

    def __init__(
        self, workers: Workers, component: ComponentService, adding: ModelAdding, paths: Paths
    ) -> None:
        self._workers, self._component, self._adding = workers, component, adding
        self._folders = WorkFolders(paths.downloads, "making-")

    def add(self, path: Path | str, quantization: str = "") -> Future[ModelRecord]:
        """A model of a GGUF file, or of a model folder, which becomes a GGUF first ("" = in 16 bits when
        it is small, else Q4_K_M). Rejects with what `ModelAdding.add` rejects with; for a folder with
        TUNING_MISSING, TUNING_DAMAGED, NOT_A_MODEL, MODEL_NOT_TRAINABLE, TOKENIZER_NOT_TRAINABLE,
        DISK_FULL."""
        chosen = user_path(path)
        folder = model_folder(chosen)
        return self._adding.add(chosen) if folder is None else spawn(self._of_folder(folder, quantization))

    async def _of_folder(self, folder: Path, quantization: str) -> ModelRecord:
        if not (folder / "config.json").is_file():
            raise ProblemError(Code.NOT_A_MODEL, file=folder.name)
        self._component.require_ready()
        with self._folders.new() as work:
            whole = work / f"{folder.name} {AS_IT_IS}.gguf"
            spec = to_json(ConvertModelSpec(str(folder), str(whole)))
            made = from_json(ModelFile, await start(self._workers, Kind.TUNE, Job.CONVERT_MODEL, spec))
            chosen = quantization or (AS_IT_IS if made.size <= _SMALL else _USUAL)
            if chosen == AS_IT_IS:
                return await self._adding.add(whole)
            small = work / f"{folder.name} {chosen}.gguf"
            squeezing = QuantizeSpec(str(whole), str(small), chosen)
            await start(self._workers, Kind.EXAMPLES, Job.QUANTIZE, to_json(squeezing))
            return await self._adding.add(small)
