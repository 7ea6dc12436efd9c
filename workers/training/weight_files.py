"""Which files of a model folder hold its weights."""

import json
from pathlib import Path

from workers.contract.codes import Code, ProblemError


def weight_files(folder: Path) -> list[Path]:
    """Those that the index names, else `model.safetensors`, else every safetensors file: a publisher may put
    the same weights beside them in another layout. Raises NOT_A_MODEL when one is not there, or none is,
    MODEL_DAMAGED for an index that cannot be read."""
    index, single = folder / "model.safetensors.index.json", folder / "model.safetensors"
    if index.is_file():
        try:
            untrusted = json.loads(index.read_bytes())
            names = sorted({Path(name).name for name in untrusted["weight_map"].values()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ProblemError(Code.MODEL_DAMAGED, repr(error), model=folder.name) from error
        files = [folder / name for name in names]
    else:
        files = [single] if single.is_file() else sorted(folder.glob("*.safetensors"))
    missing = next((file.name for file in files if not file.is_file()), "")
    if missing or not files:
        where = f"{folder.name}/{missing}" if missing else folder.name
        raise ProblemError(Code.NOT_A_MODEL, missing or "no safetensors", file=where)
    return files
