"""Tools that a builder calls: all are looked for before anything is begun."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path


def absent(tools: Mapping[str, str]) -> list[str]:
    """Debian's packages for the tools that are not here, each once. A tool is the name of a program, or a
    path (with `*`) of a file."""
    return sorted({package for tool, package in tools.items() if not _there(tool)})


def complain(tools: Mapping[str, str]) -> bool:
    """Whether something is missing; says what, and the one command that installs it."""
    packages = absent(tools)
    if packages:
        print(
            f"Nothing was begun: tools are missing ({', '.join(packages)})."
            " On Debian and Ubuntu this installs them:\n"
            f"    sudo apt-get install --no-install-recommends {' '.join(packages)}",
            file=sys.stderr,
        )
    return bool(packages)


def _there(tool: str) -> bool:
    if tool.startswith("/"):
        return any(Path("/").glob(tool[1:]))
    return shutil.which(tool) is not None
