"""Lists the parts that an environment brings into a build."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

from packaging.requirements import Requirement

from desktop.features.security.domain.licences import Component
from installer.notices.gathering import locked_names
from installer.project import ROOT
from workers.contract.codec import from_json

RESOURCES = ROOT / "resources"
LOCK = ROOT / "installer" / "locks" / "app.txt"


def collect(python: Path, lock: Path = LOCK, version: str = "") -> list[Component]:
    """Every part of the environment whose interpreter is `python`: Bukvar, Python, the packages of the lock
    and what these bring along. `version` is Bukvar's own where the sources do not say it. Raises `SystemExit`
    when a package of the lock is not installed there."""
    module = "installer.notices.gathering"
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {module} import main; main()"
    command = [str(python), "-I", "-c", program, str(lock), str(RESOURCES)]
    written = subprocess.run(command, capture_output=True, text=True, check=False)
    if written.returncode:
        raise SystemExit(f"{python} cannot list its packages:\n{written.stderr[-2000:]}")
    components = [from_json(Component, entry) for entry in json.loads(written.stdout)]
    if version:
        components[0] = replace(components[0], version=version)
    missing = sorted(_wanted(lock) - {_plain(component.name) for component in components})
    if missing:
        raise SystemExit(f"{python} lacks packages of {lock.name}: {', '.join(missing)}")
    return components


def _wanted(lock: Path) -> set[str]:
    """The packages that the lock pins for this system."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    names = set(locked_names(lock))
    for line in text.splitlines():
        requirement = line.split(" --hash")[0].strip()
        if requirement and not requirement.startswith(("#", "-")):
            parsed = Requirement(requirement)
            if parsed.marker is not None and not parsed.marker.evaluate():
                names.discard(parsed.name)
    return {_plain(name) for name in names}


def _plain(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").casefold()
