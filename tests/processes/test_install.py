"""The tuning component's installation by the real worker: small wheels, a real environment, kills."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.file_server import FileServer, Served, serving
from tests.helpers.wheels import make_wheel
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.component import MANIFEST, Manifest, python_of
from workers.contract.messages import Cancelled, Failed, Message, Progress, Succeeded
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import WheelPart
from workers.contract.training.installing import InstallResult, InstallSpec

COUNT = 4


class Place:
    """A lock of small packages with their wheels."""

    def __init__(self, folder: Path) -> None:
        self.house, self.folder, self.lock = folder / "колёса", folder / "tuning", folder / "lock.txt"
        self.parts = [make_wheel(self.house, f"bukvar-part-{n}", b"%d" % n) for n in range(COUNT)]
        lines = [f"{part.requirement} \\\n    --hash=sha256:{part.sha256}" for part in self.parts]
        never = "bukvar-never==1.0 ; sys_platform == 'nowhere' \\\n    --hash=sha256:" + "0" * 64
        self.lock.write_text("\n".join(["# pinned", *lines, never, ""]), encoding="utf-8")

    def spec(self, wheelhouse: bool = True) -> InstallSpec:
        return InstallSpec(str(self.folder), str(self.lock), str(self.house) if wheelhouse else "")

    def manifest(self) -> Manifest:
        return from_json(Manifest, json.loads((self.folder / MANIFEST).read_text(encoding="utf-8")))

    def records(self) -> list[Path]:
        return sorted(self.folder.rglob("*.dist-info/RECORD"))

    def works(self) -> bool:
        """The environment imports what was installed, and nothing of ours."""
        code = "import bukvar_part_0, bukvar_part_3, importlib.util as u; print(u.find_spec('PySide6'))"
        done = subprocess.run(
            [python_of(self.folder), "-I", "-c", code], capture_output=True, text=True, check=False
        )
        return done.stdout.strip() == "None" and not done.stderr


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """The package index that pip is told of; it has nothing, and counts who asks."""
    with serving() as running:
        for number in range(COUNT):
            running.files[f"/simple/bukvar-part-{number}/"] = Served(b"<html></html>")
        monkeypatch.setenv("PIP_INDEX_URL", running.url("/simple"))
        monkeypatch.setenv("PIP_RETRIES", "0")
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        yield running


def asked(index: FileServer) -> int:
    """How often the index was asked for a package of the lock."""
    return sum(len(page.requests) for page in index.files.values())


def installed(process: WorkerProcess, place: Place, wheelhouse: bool = True) -> Message:
    process.start("1", Job.INSTALL, place.spec(wheelhouse))
    return process.ended("1", 120)


def test_it_installs_from_a_folder_without_the_network(place: Place, index: FileServer) -> None:
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL, place.spec())
        told = []
        while not isinstance(message := process.next(120), Succeeded):
            assert isinstance(message, Progress), message
            told.append(message)
    result = from_json(InstallResult, message.result)
    assert result.python == str(python_of(place.folder)) and place.works()
    assert result.size > 0 and len(place.manifest().records) == COUNT
    assert [p.done for p in told if p.stage == "install"] == sorted(
        p.done for p in told if p.stage == "install"
    )
    size = sum(file.stat().st_size for file in place.house.glob("*.whl"))
    assert (told[-1].done, told[-1].total, told[-1].unit) == (size, size, "bytes")
    assert asked(index) == 0


def test_constraints_for_other_work_do_not_forbid_what_is_pinned(
    place: Place, index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "constraints.txt").write_text("bukvar-part-1<0.5\n")
    config = tmp_path / "pip.conf"
    config.write_text(f"[global]\nconstraint = {tmp_path / 'constraints.txt'}\n[install]\nuser = yes\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    with worker(Kind.FETCH) as process:
        assert isinstance(installed(process, place), Succeeded)
    assert place.works()


def test_without_the_folder_the_index_is_asked_and_its_silence_told(place: Place, index: FileServer) -> None:
    with worker(Kind.FETCH) as process:
        ended = installed(process, place, wheelhouse=False)
    assert isinstance(ended, Failed) and ended.code is Code.PACKAGE_UNREACHABLE
    assert ended.params == {"package": "bukvar-part-0"}
    assert asked(index) <= 3 and not (place.folder / MANIFEST).exists()


def filled(index: FileServer, place: Place) -> None:
    """Give the index the wheels."""
    for part, wheel in zip(place.parts, sorted(place.house.glob("*.whl")), strict=True):
        page = f'<a href="/files/{wheel.name}#sha256={part.sha256}">{wheel.name}</a>'
        name = part.requirement.partition("==")[0]
        index.files[f"/simple/{name}/"] = Served(page.encode(), kind="text/html")
        index.files[f"/files/{wheel.name}"] = Served(wheel.read_bytes())


def test_what_comes_from_an_index_is_told_in_bytes_and_goes_on_after_a_kill(
    place: Place, index: FileServer
) -> None:
    """A wheel of a gigabyte does not begin anew."""
    large = make_wheel(place.house, "bukvar-part-2", os.urandom(3 << 20))
    before = place.parts[2].sha256
    place.parts[2] = large
    place.lock.write_text(place.lock.read_text("utf-8").replace(before, large.sha256), encoding="utf-8")
    filled(index, place)
    wheel = index.files["/files/bukvar_part_2-1.0-py3-none-any.whl"]
    wheel.slow = 0.1  # 48 blocks: five seconds
    total = sum(file.stat().st_size for file in place.house.glob("*.whl"))
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL, place.spec(wheelhouse=False))
        while True:
            told = process.expect(Progress, 120)
            if told.stage == "install" and told.done > 1 << 20:
                break
        assert (told.total, told.unit, told.subject) == (total, "bytes", "bukvar-part-2")
        process.kill()
    wheel.slow = 0.0
    there = sum(file.stat().st_size for file in (place.folder / ".wheels").glob("*.part"))
    assert there > 1 << 19
    with worker(Kind.FETCH) as process:
        assert isinstance(installed(process, place, wheelhouse=False), Succeeded)
    assert wheel.requests == ["", f"bytes={there}-"]
    assert place.works() and not (place.folder / ".wheels").exists()


def test_a_wheel_that_is_not_the_locks_is_not_installed(place: Place, index: FileServer) -> None:
    filled(index, place)
    for served in (value for path, value in index.files.items() if path.startswith("/files/")):
        served.faults += ["wrong"] * 4
    with worker(Kind.FETCH) as process:
        ended = installed(process, place, wheelhouse=False)
    assert isinstance(ended, Failed) and ended.code is Code.HASH_MISMATCH
    assert not place.records()


def test_a_kill_in_the_middle_is_mended(place: Place, index: FileServer) -> None:
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL, place.spec())
        while len(place.records()) < 2:
            process.expect(Progress, 120)
        process.kill()
    time.sleep(0.5)
    assert not (place.folder / MANIFEST).exists()
    there = {path: path.stat().st_mtime_ns for path in place.records()}
    assert 2 <= len(there) < COUNT
    with worker(Kind.FETCH) as process:
        assert isinstance(installed(process, place), Succeeded)
    assert place.works() and len(place.records()) == COUNT
    assert [path.stat().st_mtime_ns for path in there] == list(there.values())  # not again
    assert not list(place.folder.glob(".pip-*"))


def test_a_cancelled_one_goes_on(place: Place) -> None:
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL, place.spec())
        while process.expect(Progress, 120).stage != "install":
            continue
        process.cancel("1")
        ended = process.ended("1")
        assert isinstance(ended, Cancelled) and ended.resumable
        assert isinstance(installed(process, place), Succeeded)
    assert place.works()


def test_what_is_broken_is_installed_again(place: Place) -> None:
    with worker(Kind.FETCH) as process:
        assert isinstance(installed(process, place), Succeeded)
        place.records()[1].unlink()
        there = {path: path.stat().st_mtime_ns for path in place.records()}
        (changed,) = place.folder.rglob("bukvar_part_0/part.bin")
        (gone,) = place.folder.rglob("bukvar_part_3/part.bin")
        changed.write_bytes(b"other")  # what only a thorough look sees
        gone.unlink()
        process.start("2", Job.INSTALL, replace(place.spec(), thorough=True))
        assert process.expect(Progress, 120).stage == "check"
        assert isinstance(process.ended("2", 120), Succeeded)
        assert (changed.read_bytes(), gone.read_bytes()) == (b"0", b"3")
        again = {path.parent.name for path in there if path.stat().st_mtime_ns != there[path]}
        assert again == {"bukvar_part_0-1.0.dist-info", "bukvar_part_3-1.0.dist-info"}
        assert len(place.records()) == COUNT
        python_of(place.folder).unlink()
        assert isinstance(installed(process, place), Succeeded)
    assert place.works()


def test_another_file_than_the_locked_one_is_refused(place: Place) -> None:
    text = place.lock.read_text(encoding="utf-8")
    place.lock.write_text(text.replace(place.parts[2].sha256, "f" * 64), encoding="utf-8")
    with worker(Kind.FETCH) as process:
        ended = installed(process, place)
    assert isinstance(ended, Failed) and ended.code is Code.HASH_MISMATCH
    assert not (place.folder / MANIFEST).exists() and len(place.records()) == 2


def test_the_disk_is_looked_at_first(place: Place) -> None:
    spec = InstallSpec(str(place.folder), str(place.lock), "", 1 << 60)
    with worker(Kind.FETCH) as process:
        process.start("1", Job.INSTALL, spec)
        ended = process.ended("1", 120)
    assert isinstance(ended, Failed) and ended.code is Code.DISK_FULL and not place.records()


@pytest.mark.parametrize("line", ["bukvar-part-0", "bukvar-part-0==1.0", "https://example.org/a.whl", ""])
def test_a_lock_without_hashes_is_no_lock(place: Place, line: str) -> None:
    place.lock.write_text(line, encoding="utf-8")
    with worker(Kind.FETCH) as process:
        ended = installed(process, place)
    assert isinstance(ended, Failed) and ended.code is Code.TUNING_DAMAGED


def relocked(place: Place, *parts: WheelPart) -> None:
    """A lock of a later version of Bukvar."""
    lines = [f"{part.requirement} \\\n    --hash=sha256:{part.sha256}" for part in parts]
    place.lock.write_text("\n".join([*lines, ""]), encoding="utf-8")


def test_an_update_replaces_what_has_changed_and_leaves_nothing_of_it(
    place: Place, index: FileServer
) -> None:
    with worker(Kind.FETCH) as process:
        assert isinstance(installed(process, place), Succeeded)
        before = place.manifest()
        newer = make_wheel(place.house, "bukvar-part-1", b"newer", version="2.0")
        relocked(place, place.parts[0], newer, *place.parts[2:])
        assert isinstance(installed(process, place), Succeeded)
    now = place.manifest()
    assert now.lock_sha256 != before.lock_sha256 and len(now.records) == COUNT
    folders = sorted(record.parent.name for record in place.records() if "part_1" in record.parent.name)
    assert folders == ["bukvar_part_1-2.0.dist-info"]
    assert place.works()
    site = place.folder / now.site
    assert (site / "bukvar_part_1" / "part.bin").read_bytes() == b"newer"


def test_an_update_that_cannot_be_had_leaves_the_component_as_it_was(place: Place, index: FileServer) -> None:
    """The program was upgraded, nobody has brought the new packages yet: training goes on with the old."""
    with worker(Kind.FETCH) as process:
        assert isinstance(installed(process, place), Succeeded)
        before = (place.folder / MANIFEST).read_bytes()
        newer = make_wheel(place.house.parent / "elsewhere", "bukvar-part-1", b"newer", version="2.0")
        relocked(place, place.parts[0], newer, *place.parts[2:])
        ended = installed(process, place, wheelhouse=False)
    assert isinstance(ended, Failed) and ended.code is Code.PACKAGE_UNREACHABLE
    assert (place.folder / MANIFEST).read_bytes() == before and place.works()
