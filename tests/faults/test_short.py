"""A short run of the campaign: a few cases of each kind. The long ones: `python -m tests.faults --help`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import faulty_disk

ROOT = Path(__file__).resolve().parents[2]


def campaign(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *arguments, "--minutes", "4"],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "WRONG" not in done.stdout
    return done.stdout


def cases(told: str) -> dict[tuple[str, str], int]:
    """(part, operation) → how many cases were run."""
    rows = re.finditer(r"^\| (\S+) \| (.+?) \| \d+ \| (\d+) ", told, re.M)
    return {(row[1], row[2]): int(row[3]) for row in rows}


@pytest.fixture(scope="module", autouse=True)
def compiler() -> None:
    try:
        faulty_disk.library()
    except faulty_disk.NoCompiler as reason:
        pytest.skip(f"the campaign at writes needs a C compiler: {reason}", allow_module_level=True)


def only(*names: str) -> list[str]:
    return [word for name in names for word in ("--only", name)]


def test_kills_at_writes() -> None:
    names = ("change", "mend", "examples", "restore")
    told = campaign("kill", "--cases", "2", *only(*names))
    assert cases(told) == {("kill", name): 2 for name in names}


def test_full_disks_and_losses_of_power() -> None:
    told = campaign("full", "power", "--cases", "3", *only("change", "rows"))
    assert cases(told) == {(part, name): 3 for part in ("full", "power") for name in ("change", "rows")}


def test_a_worker_that_is_killed() -> None:
    told = campaign("processes", "--cases", "1", *only("quantizing killed"))
    assert cases(told) == {("processes", "quantizing killed"): 1}


def test_files_that_somebody_else_made() -> None:
    names = ["wire", "gguf", "pack", "pack list", "catalogue", "policy"]
    names += ["read .md", "read .eml", "read .xlsb"]
    told = campaign("fuzz", "--fuzz", "40", *only(*names))
    assert cases(told) == {("fuzz", name): 40 for name in names}


def test_files_that_are_damaged() -> None:
    names = ("bukvar.sqlite", "copy of the database", "settings", "notes", "backup", "model, adapter", "pack")
    told = campaign("damage", "--cases", "3", *[word for name in names for word in ("--only", name)])
    found = cases(told)
    assert {name: found["damage", name] for name in names} == {**dict.fromkeys(names, 3), "notes": 6}
