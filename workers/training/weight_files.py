"""Which files of a model folder hold its weights."""

import json
from pathlib import Path

from workers.contract.codes import Code, ProblemError


def weight_files(folder: Path) -> list[Path]:
    """`model.safetensors`, else those that the index names, else every safetensors file: the order of
    transformers, which trains them. A publisher may put the same weights beside them in another layout, and
    who has joined the parts may have left their index. Raises MODEL_INCOMPLETE when a named one is not there,
    NOT_A_MODEL when there is none, MODEL_DAMAGED for an index that cannot be read."""
    index, single = folder / "model.safetensors.index.json", folder / "model.safetensors"
    if single.is_file():
        return [single]
    if index.is_file():
        try:
            untrusted = json.loads(index.read_bytes())
            names = sorted({Path(name).name for name in untrusted["weight_map"].values()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=folder.name) from error
        files = [folder / name for name in names]
    else:
        files = sorted(folder.glob("*.safetensors"))
    missing = next((file.name for file in files if not file.is_file()), "")
    if missing:
        raise ProblemError(Code.MODEL_INCOMPLETE, model=folder.name, file=missing)
    if not files:
        raise ProblemError(Code.NOT_A_MODEL, "no safetensors", file=folder.name)
    return files
