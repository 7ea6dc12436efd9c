"""When changes rest, and what is done where the system cannot tell of them."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from watchdog.observers import inotify_c

from workers import disk
from workers.contract.messages import FilesChanged, FolderState, Message
from workers.contract.watching import WatchReason, WatchSpec, WatchState
from workers.runtime.context import Context, RequestCancelled
from workers.services.watch import watching
from workers.services.watch.observing import observe
from workers.services.watch.settling import GONE, LONGEST_S, QUIET_S, TOGETHER_S, Settling
from workers.services.watch.watching import Watching


def test_what_rests_waits_for_what_still_changes_but_not_for_long() -> None:
    settling = Settling()
    settling.see("a", (1, 1.0, True), 0.0)
    settling.see("b", GONE, 0.0)
    assert settling.take(QUIET_S - 0.1) == {}
    assert settling.take(QUIET_S) == {"a": (1, 1.0, True), "b": GONE} and settling.paths == []
    settling.see("a", (1, 1.0, True), 0.0)
    for step in range(1, 20):
        settling.see("grows", (step, float(step), True), step / 2)
        told = settling.take(step / 2)
        assert (told != {}) == (step / 2 == QUIET_S + TOGETHER_S), step
    assert settling.paths == ["grows"]
    assert settling.take(9.5 + QUIET_S) == {"grows": (19, 19.0, True)}


def test_what_never_rests_is_told_as_it_is() -> None:
    settling, now = Settling(), 0.0
    while now < LONGEST_S:
        settling.see("log.txt", (int(now * 2), now, True), now)
        assert settling.take(now) == {}
        now += 0.5
    assert settling.take(now) == {"log.txt": (int(now * 2) - 1, now - 0.5, True)}


def test_a_file_that_is_again_as_it_was_is_no_change() -> None:
    settling = Settling()
    settling.see("a", GONE, 0.0)
    settling.forget("a")
    assert settling.take(10.0) == {}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[[Watching, Context], threading.Thread]:
    """Runs a job in a thread, with short pauses."""
    for name, seconds in (("_STEP_S", 0.05), ("_IDLE_S", 0.05), ("_POLL_S", 0.1), ("_AWAY_S", 0.1)):
        monkeypatch.setattr(watching, name, seconds)

    def start(job: Watching, context: Context) -> threading.Thread:
        def serve() -> None:
            with pytest.raises(RequestCancelled):
                job.run()

        thread = threading.Thread(target=serve)
        thread.start()
        return thread

    return start


def until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it never came")


@pytest.mark.skipif(not hasattr(inotify_c, "inotify_add_watch"), reason="the system has no inotify")
def test_where_the_system_watches_no_more_the_folder_is_polled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[[Watching, Context], threading.Thread]
) -> None:
    """The first folder still gets its watch, those in it get none: the library says nothing of that."""
    for number in range(5):
        (tmp_path / "папка" / str(number)).mkdir(parents=True)
    real, room = inotify_c.inotify_add_watch, [2]

    def limited(*arguments: object) -> int:
        room[0] -= 1
        if room[0] < 0:
            inotify_c.ctypes.set_errno(errno.ENOSPC)
            return -1
        return int(real(*arguments))

    monkeypatch.setattr(inotify_c, "inotify_add_watch", limited)
    assert observe(str(tmp_path / "папка"), lambda path: None) == (None, WatchReason.LIMIT)
    room[0] = 2
    messages: list[Message] = []
    context = Context("w", messages.append)
    thread = run(Watching(WatchSpec(str(tmp_path / "папка")), context), context)
    until(lambda: bool(messages))
    assert messages == [FolderState("w", WatchState.POLLED, WatchReason.LIMIT)]
    file = tmp_path / "папка" / "4" / "новый.txt"
    file.write_text("x", encoding="utf-8")
    until(lambda: len(messages) == 2)
    context.cancel()
    thread.join(10)
    assert messages[1] == FilesChanged("w", (str(file),))


def test_a_file_that_may_be_read_again_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[[Watching, Context], threading.Thread]
) -> None:
    file = tmp_path / "приказ.txt"
    file.write_text("x", encoding="utf-8")
    closed, real = {str(file)}, os.access  # an administrator, who may run the tests, may read anything
    monkeypatch.setattr(os, "access", lambda path, mode: path not in closed and real(path, mode))
    messages: list[Message] = []
    context = Context("w", messages.append)
    thread = run(Watching(WatchSpec(str(tmp_path)), context), context)
    until(lambda: bool(messages))
    closed.clear()
    file.chmod(0o640)
    until(lambda: len(messages) == 2)
    context.cancel()
    thread.join(10)
    assert messages[1] == FilesChanged("w", (str(file),))


@pytest.mark.parametrize(
    ("mountpoint", "kind", "options", "network"),
    [
        ("/", "ext4", "rw", False),
        ("/srv", "nfs4", "rw", True),
        ("/srv/общая", "cifs", "rw", True),
        ("/srv/общая", "fuse.sshfs", "rw", True),
        ("/srv/общая", "fuseblk", "rw", False),
        ("/srv/общая", "NTFS", "rw,remote", True),
        ("/srv/общ", "nfs", "rw", False),
    ],
)
def test_folders_on_network_drives_are_recognised(
    monkeypatch: pytest.MonkeyPatch, mountpoint: str, kind: str, options: str, network: bool
) -> None:
    disks = [
        SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
        SimpleNamespace(mountpoint=mountpoint, fstype=kind, opts=options),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: disks)
    assert disk.disk_of("/srv/общая/отдел")[1] is network
