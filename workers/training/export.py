"""What was trained as files: the weights of a point, PEFT's folder and the GGUF adapter that the chat puts on
its model, or a model."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from workers.contract.training.tuning import TuneSpec
from workers.files import publish
from workers.training.backends import Loaded


def export(loaded: Loaded, spec: TuneSpec, folder: Path) -> tuple[Path, str]:
    """Write `peft/` and `adapter.gguf` into the run's folder, or `model.gguf` when all of it was trained;
    returns the file with its sha256. Raises ADAPTER_DAMAGED, MODEL_NOT_TRAINABLE, DISK_FULL."""
    from workers.training import adapter_gguf

    if not hasattr(loaded.model, "peft_config"):
        return _whole_model(loaded, Path(spec.base), folder / "model.gguf")

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


def write_trained(model: Any, folder: Path) -> None:
    """The weights that are trained: the adapter's as PEFT names them, else all of the model."""
    from peft import get_peft_model_state_dict
    from safetensors.torch import save_file

    if hasattr(model, "peft_config"):
        state = get_peft_model_state_dict(model, save_embedding_layers=False)
    else:
        state = {name: values.detach() for name, values in model.named_parameters()}
    save_file(
        {name: tensor.contiguous().cpu() for name, tensor in state.items()},
        str(folder / "adapter.safetensors"),
    )


def read_trained(model: Any, folder: Path) -> None:
    """Put saved weights on the model."""
    from peft import set_peft_model_state_dict
    from safetensors.torch import load_file

    state = load_file(str(folder / "adapter.safetensors"))
    if hasattr(model, "peft_config"):
        set_peft_model_state_dict(model, state)
    else:
        model.load_state_dict(state, strict=False)  # a tied output layer has no weights of its own


def finite(model: Any) -> bool:
    """Whether all trained weights are numbers."""
    import torch

    return all(bool(torch.isfinite(p).all()) for p in model.parameters() if p.requires_grad)


def _whole_model(loaded: Loaded, base: Path, output: Path) -> tuple[Path, str]:
    """The trained weights with the vocabulary and the metadata of the model that they came from."""
    from workers.training import gguf_writing
    from workers.training.gguf_tensors import BaseWeights
    from workers.training.gguf_writing import TensorSource

    source = BaseWeights(base)
    trained = loaded.model.state_dict()

    def tensor(name: str) -> TensorSource:
        def load() -> Any:
            if name not in source.names:
                return np.concatenate(list(source.pieces(name))).reshape(source.shape(name))
            values = trained[source.names[name]].detach().float().cpu().numpy()
            return source.layout.to_gguf(name, values)

        return TensorSource(name, source.shape(name), load)

    tensors = [tensor(name) for name in source.tensors]
    metadata = gguf_writing.copied_metadata(source)
    file = gguf_writing.write(
        output, source.architecture, metadata, tensors, lambda done, total: None, lambda: False
    )
    return output, file.sha256


def _name_base(path: Path, model: str) -> None:
    """The base by its name in the registry: the folder of this computer is nobody's business."""
    config = json.loads(path.read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = model
    path.write_text(json.dumps(config, indent=2, sort_keys=True), encoding="utf-8")
