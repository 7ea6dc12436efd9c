"""`python -m installer locks [NAME…]`: the locks, made from what the project asks for.

--upgrade          take the newest versions that fit; without it every pin stays that still can
--upgrade-package NAME   only this one
--check            change nothing; 1 when a lock is not what its sources ask for

`app` comes from pyproject.toml's dependencies, `build`, `dev`, `package` and `audit` from its groups,
`tuning` and `uv` from the files of that name beside the locks. Each holds for Python 3.11 and newer on every
system. A wish that cannot be met otherwise is overridden in a file `NAME.overrides` beside the lock, and
nowhere else: what is configured for uv in the project, above it or for the user counts neither here nor at an
installation.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from installer.locks import LOCKS, uv
from installer.locks.network import environment
from installer.project import ROOT

_GROUPS = ("build", "dev", "package", "audit")
NAMES = ("app", *_GROUPS, "tuning", "uv")


def main(arguments: list[str]) -> int:
    """0 when the locks are made (or, with --check, need not be)."""
    parser = argparse.ArgumentParser(prog="python -m installer locks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--upgrade", action="store_true")
    parser.add_argument("--upgrade-package", action="append", default=[], metavar="NAME")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no lock {', '.join(sorted(unknown))}")
    options = ["--upgrade"] if asked.upgrade else []
    for name in asked.upgrade_package:
        options += ["--upgrade-package", name]
    differing = []
    for name in asked.names or NAMES:
        lock = LOCKS / f"{name}.txt"
        try:
            made = compiled(name, options)
        except subprocess.CalledProcessError as error:
            print(error.stderr, file=sys.stderr)
            return 1
        if made != lock.read_text(encoding="utf-8"):
            differing.append(name)
            if not asked.check:
                lock.write_text(made, encoding="utf-8")
    print(f"{'differ' if asked.check else 'changed'}: {', '.join(differing) or 'none'}")
    return 1 if asked.check and differing else 0


def compiled(name: str, options: list[str]) -> str:
    """The text of a lock, made anew; the pins of the present one are preferred. Raises
    `subprocess.CalledProcessError` with what uv said."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lock = folder / f"{name}.txt"
        shutil.copy(LOCKS / lock.name, lock)
        shutil.copy(ROOT / "pyproject.toml", folder)
        if name in _GROUPS:
            sources = ["--group", name]
        elif name == "app":
            sources = ["pyproject.toml"]
        else:
            shutil.copy(LOCKS / f"{name}.in", folder)
            sources = [f"{name}.in"]
        overrides = LOCKS / f"{name}.overrides"
        if overrides.is_file():
            options = [*options, "--overrides", str(overrides)]
        command = [
            uv(), "pip", "compile", "--no-config", "--quiet", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url",
            "--no-emit-find-links", *options, "--output-file", lock.name, *sources,
        ]  # fmt: skip
        subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
        return lock.read_text(encoding="utf-8")
