"""The real training component: gathered in a folder, installed without a network, killed, repaired."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.tuning import folder as command
from workers.contract.component import MANIFEST, python_of
from workers.contract.tuning_folder import fits_here, read_folder

ROOT = Path(__file__).resolve().parents[3]
# Kept: made again, it only looks whether every wheel is whole.
FOLDER = ROOT / "build" / "tuning-folder"
HALF = 40  # packages of about a hundred


@pytest.fixture(scope="module")
def packages() -> Path:
    assert command.main([str(FOLDER)]) == 0
    about = read_folder(FOLDER)
    assert about is not None and fits_here(about, hashlib.sha256(command.LOCK.read_bytes()).hexdigest())
    assert about.files > 90 and about.size > 3e9
    return FOLDER


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "дом с пробелом"
    subprocess.run(["rm", "-rf", str(tmp_path / "дом с пробелом")], check=True)  # 7 GB


def bukvar(data: Path, *words: str) -> list[str]:
    """A command without any network: not even the loopback device is up."""
    python = ["unshare", "--net", sys.executable, "-m", "desktop"]
    return [*python, "--data-dir", str(data), "tuning", *words]


def records(data: Path) -> dict[str, int]:
    found = (data / "tuning").glob("lib/python3*/site-packages/*.dist-info/RECORD")
    return {record.parent.name: record.stat().st_mtime_ns for record in found}


@pytest.mark.timeout(3000)
def test_the_component_comes_without_a_network_through_a_kill(packages: Path, data: Path) -> None:
    install = bukvar(data, "install", "--accept-licence", "--wheelhouse", str(packages))
    first = subprocess.Popen(install, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 1200
    while len(records(data)) < HALF and time.monotonic() < deadline:
        time.sleep(0.2)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    time.sleep(3)
    half = records(data)
    assert len(half) >= HALF and not (data / "tuning" / MANIFEST).exists()

    subprocess.run(install, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    whole = records(data)
    assert {name: whole[name] for name in half} == half  # what was there was not installed again
    assert (
        len(whole) > 90 and json.loads((data / "tuning" / MANIFEST).read_text(encoding="utf-8"))["size"] > 5e9
    )
    code = "import torch, transformers, peft, trl, datasets; print(torch.ones(3) @ torch.ones(3))"
    python = ["unshare", "--net", str(python_of(data / "tuning")), "-I", "-c", code]
    said = subprocess.run(python, cwd=data, capture_output=True, text=True, check=True)
    assert said.stdout.strip().endswith("tensor(3.)")

    (spoilt,) = (data / "tuning").glob("lib/python3*/site-packages/peft/config.py")
    was = spoilt.read_bytes()
    spoilt.write_bytes(was + b"\n")
    repair = bukvar(data, "repair", "--wheelhouse", str(packages))
    subprocess.run(repair, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert spoilt.read_bytes() == was
    again = {name for name, when in records(data).items() if when != whole[name]}
    assert {name.split("-")[0] for name in again} == {"peft"}
