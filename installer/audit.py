"""`python -m installer audit`: known weaknesses of sources (bandit) and of locked packages (pip-audit).

Both run in an environment of their own, `build/audit`, made of `locks/audit.txt` at the first call, which
needs the network; pip-audit asks for the weaknesses that are known today, which needs it always. What could
not be looked at is said: with `--required` that is an error, as everything that is found is. What a person
looked at and found sound is named in `[tool.bandit]` of pyproject.toml, or on its line with `# nosec` and the
reason.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from installer.locks import LOCKS
from installer.locks.install import install
from installer.locks.network import environment
from installer.project import ROOT

SOURCES = ("desktop", "workers", "installer")
PLACE = ROOT / "build" / "audit"
_FOUND = 1  # what both programs end with when they found something


def main(arguments: list[str]) -> int:
    """0 when nothing was found; with `--required` only when everything was looked at as well."""
    parser = argparse.ArgumentParser(prog="python -m installer audit")
    parser.add_argument("--required", action="store_true", help="what cannot be looked at is an error")
    asked = parser.parse_args(arguments)
    try:
        if not _program("bandit").exists():
            install(PLACE, [LOCKS / "audit.txt"], python=sys.executable)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        print(f"not looked at: the programs are not here and could not be got ({error})")
        return 1 if asked.required else 0
    sources = sources_are_sound()
    packages = packages_are_sound()
    return 0 if sources and (packages or (packages is None and not asked.required)) else 1


def sources_are_sound() -> bool:
    """Whether bandit finds nothing of medium or high severity that nobody has looked at."""
    command = [
        str(_program("bandit")), "--quiet", "--severity-level", "medium", "--configfile",
        str(ROOT / "pyproject.toml"), "--recursive", *SOURCES,
    ]  # fmt: skip
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(ended.stdout or f"sources: nothing found in {', '.join(SOURCES)}")
    if ended.returncode not in (0, _FOUND):
        print(ended.stderr, file=sys.stderr)
    return ended.returncode == 0


def packages_are_sound() -> bool | None:
    """Whether no locked package has a weakness that is known today; None when that is not known of all."""
    found, unknown = 0, 0
    for lock in sorted(LOCKS.glob("*.txt")):
        packages = _asked(lock)
        skipped = [one for one in packages if "skip_reason" in one]
        weak = [one for one in packages if one.get("vulns")]
        looked = len(packages) - len(skipped)
        print(f"{lock.name}: {looked} of {len(packages)} packages looked up, {len(weak)} with a weakness")
        for one in weak:
            print(f"  {one['name']} {one['version']}: {', '.join(each['id'] for each in one['vulns'])}")
        found, unknown = found + len(weak), unknown + len(skipped) + (not packages)
    if unknown:
        print("not looked up: the list of weaknesses cannot be reached, or does not know the package")
    return False if found else None if unknown else True


def _asked(lock: Path) -> list[dict[str, Any]]:
    """What is said of each package of a lock; nothing when nobody answers."""
    command = [
        str(_program("pip-audit")), "--requirement", str(lock), "--require-hashes", "--disable-pip",
        "--progress-spinner", "off", "--format", "json",
    ]  # fmt: skip
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment())
    try:
        return list(json.loads(ended.stdout)["dependencies"])
    except (ValueError, KeyError):
        print(ended.stderr.strip()[-500:], file=sys.stderr)
        return []


def _program(name: str) -> Path:
    return PLACE / ("Scripts" if sys.platform == "win32" else "bin") / name
