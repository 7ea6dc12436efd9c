"""Tools that a builder calls: all are looked for before anything is begun."""

import shutil
from collections.abc import Mapping
from pathlib import Path


def missing(tools: Mapping[str, str]) -> str:
    """What is not here, as a sentence with the one command that installs it; "" when all are here. `tools`:
    the name of a program, or a path (with `*`) of a file → the package of Debian that has it."""
    packages = sorted({package for tool, package in tools.items() if not _there(tool)})
    if not packages:
        return ""
    return (
        f"Nothing was begun: tools are missing ({', '.join(packages)})."
        " On Debian and Ubuntu this installs them:\n"
        f"    sudo apt-get install --no-install-recommends {' '.join(packages)}"
    )


def _there(tool: str) -> bool:
    if tool.startswith("/"):
        return any(Path("/").glob(tool[1:]))
    return shutil.which(tool) is not None
