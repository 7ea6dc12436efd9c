"""The memory that a process may use: also in containers of both versions of control groups."""

import sys
from pathlib import Path

import psutil
import pytest

from workers.contract.system_memory import SystemMemory, system_memory

ROOT = Path(__file__).resolve().parents[2]
MB = 1 << 20
NO_LIMIT = 9223372036854771712  # as version 1 writes it

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="control groups are Linux's")


def described(folder: Path, mountinfo: str, cgroup: str) -> Path:
    process = folder / "proc"
    process.mkdir()
    (process / "mountinfo").write_text(mountinfo, "utf-8")
    (process / "cgroup").write_text(cgroup, "utf-8")
    return process


def group(folder: Path, **files: int | str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(f"{content}\n", "utf-8")


def version_2(folder: Path, root: str, own: str) -> Path:
    tree = folder / "tree of groups"
    mounted = str(tree).replace(" ", "\\040")
    return described(folder, f"30 23 0:26 {root} {mounted} rw - cgroup2 cgroup2 rw\n", f"0::{own}\n")


def version_1(folder: Path, root: str, own: str) -> Path:
    tree = folder / "tree of groups"
    mounted = str(tree).replace(" ", "\\040")
    mounts = (
        f"30 23 0:26 / /cpu rw shared:9 - cgroup cgroup rw,cpu\n31 23 0:27 {root} {mounted} rw shared:10 - "
        "cgroup cgroup rw,memory\n"
    )
    return described(folder, mounts, f"5:cpu:/elsewhere\n4:memory:{own}\n0::/\n")


def test_without_a_limit_it_is_the_computers(tmp_path: Path) -> None:
    whole = psutil.virtual_memory().total
    for process in (tmp_path / "nothing", version_2(tmp_path, "/", "/")):
        assert system_memory(process).total == whole
    group(tmp_path / "tree of groups", memory__max="max", memory__current=7)
    assert system_memory(tmp_path / "proc").total == whole


@pytest.mark.parametrize(
    ("root", "own", "place"),
    [
        ("/", "/user.slice/app", "user.slice/app"),
        ("/", "/", ""),
        ("/docker/abc", "/docker/abc", ""),  # in a container that sees the host's paths
        ("/docker/abc", "/docker/abc/inner", "inner"),
        ("/", "/docker/gone", ""),  # a path of the host that is not mounted here
        ("/../..", "/../../other", ""),  # of a group outside the name space
    ],
)
def test_the_limit_of_version_2(tmp_path: Path, root: str, own: str, place: str) -> None:
    process = version_2(tmp_path, root, own)
    group(
        tmp_path / "tree of groups" / place, memory__max=900 * MB, memory__high="max",
        memory__current=500 * MB, memory__stat=f"anon 1\ninactive_file {200 * MB}\nactive_file {50 * MB}",
    )  # fmt: skip
    assert system_memory(process) == SystemMemory(900 * MB, 650 * MB)


def test_a_group_above_and_a_soft_limit_count_too(tmp_path: Path) -> None:
    process = version_2(tmp_path, "/", "/outer/inner")
    tree = tmp_path / "tree of groups"
    group(tree / "outer", memory__max="max", memory__high=700 * MB, memory__current=690 * MB)
    group(tree / "outer/inner", memory__max=900 * MB, memory__current=10 * MB)
    assert system_memory(process) == SystemMemory(700 * MB, 10 * MB)
    group(tree / "outer", memory__current=800 * MB)  # above its limit already
    assert system_memory(process) == SystemMemory(700 * MB, 0)


@pytest.mark.parametrize("root", ["/", "/docker/abc"])
def test_the_limit_of_version_1(tmp_path: Path, root: str) -> None:
    process = version_1(tmp_path, root, "/docker/abc")
    tree = tmp_path / "tree of groups"
    group(
        tree / ("docker/abc" if root == "/" else ""), memory__limit_in_bytes=900 * MB,
        memory__usage_in_bytes=300 * MB, memory__stat=f"cache 5\ntotal_inactive_file {100 * MB}",
    )  # fmt: skip
    assert system_memory(process) == SystemMemory(900 * MB, 700 * MB)
    group(tree / ("docker/abc" if root == "/" else ""), memory__limit_in_bytes=NO_LIMIT)
    assert system_memory(process).total == psutil.virtual_memory().total


def test_nobody_asks_the_computer_past_the_limits() -> None:
    asking = {
        file.relative_to(ROOT).as_posix()
        for part in ("desktop", "workers")
        for file in (ROOT / part).rglob("*.py")
        if "virtual_memory(" in file.read_text("utf-8") or "SC_PHYS_PAGES" in file.read_text("utf-8")
    }
    assert asking == {"workers/contract/system_memory.py"}
