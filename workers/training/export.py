"""The trained adapter as files: PEFT's folder, and the GGUF adapter that the chat puts on its model."""

import json
import shutil
from pathlib import Path

from workers.contract.training import TuneSpec
from workers.files import publish
from workers.training.backends import Loaded


def export(loaded: Loaded, spec: TuneSpec, folder: Path) -> tuple[Path, str]:
    """Write `peft/` and `adapter.gguf` into the run's folder; returns the adapter with its sha256. Raises
    ADAPTER_DAMAGED, MODEL_NOT_TRAINABLE, DISK_FULL."""
    from workers.training import adapter_gguf

    peft, new = folder / "peft", folder / ".new-peft"
    shutil.rmtree(new, ignore_errors=True)
    # Asked for otherwise, PEFT looks for the base model's configuration on the network.
    loaded.model.save_pretrained(str(new), save_embedding_layers=False)
    _name_base(new / "adapter_config.json", spec.model)
    if peft.exists():
        shutil.rmtree(peft)
    publish(new, peft)
    adapter = folder / "adapter.gguf"
    return adapter, adapter_gguf.write(peft, Path(spec.base), adapter)


def _name_base(path: Path, model: str) -> None:
    """The base by its name in the registry: the folder of this computer is nobody's business."""
    config = json.loads(path.read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = model
    path.write_text(json.dumps(config, indent=2, sort_keys=True), encoding="utf-8")
