"""The file that says that the tuning component is whole; written last. Standard library only."""

import os
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = "component.json"

# The tuning component's Python gets this one package and nothing else of ours: a folder on its path would
# bring along whatever is installed beside it, which belongs to another environment.
BESIDE = """
import importlib.util, runpy, sys
folder = sys.argv.pop(1)
spec = importlib.util.spec_from_file_location(
    "workers", folder + "/__init__.py", submodule_search_locations=[folder])
sys.modules["workers"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["workers"])
runpy.run_module("workers", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`records` are the packages' own lists of files, relative to `site` (itself relative to the component's
    folder); one that is missing says that the component is damaged. `size` in bytes."""

    lock_sha256: str
    size: int
    site: str
    records: tuple[str, ...]
    versions: dict[str, str] = field(default_factory=dict)


def python_of(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
