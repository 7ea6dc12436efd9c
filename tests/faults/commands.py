"""Commands as a person types them: killed, interrupted, starved, started twice, set back in time, on a small
disk, on a laptop that sleeps."""

import os
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from tests.e2e.test_window_process import Window
from tests.faults import faulty_disk
from tests.faults.place import FILES, Look, Place, look
from tests.faults.scene import Operation, Scene, copy_data
from tests.helpers.commands import Command, alive
from tests.helpers.commands import run as command
from tests.helpers.models import EMBEDDER, smollm
from tests.helpers.tiny_embedders import tiny_embedder
from workers.disk import LEAST_FREE

BASE = "Приказы"
END_S = 10.0  # Ctrl-C and SIGTERM end everything within


def _data(scene: Scene) -> Path:
    """A data folder with an empty base."""
    template = scene.root / "data"
    if not template.exists():
        tiny_embedder(template / "models" / EMBEDDER / "embedder", 1, 32)
        # Without a chat model an import gets one first.
        for typed in (("models", "add", str(smollm())), ("base", "create", BASE)):
            assert command(template, *typed).code == 0
        whole = scene.root / "data-whole"
        copy_data(template, whole)
        begun = time.monotonic()
        ended = command(whole, "import", "--base", BASE, str(scene.documents))
        assert ended.code == 0, ended
        scene.took = time.monotonic() - begun
        scene.whole = _look_at(whole).indexed
        assert scene.whole is not None and len(scene.whole) == FILES, scene.whole
    target = scene.fresh() / "data"
    copy_data(template, target)
    return target


def _look_at(data: Path) -> Look:
    found = [path for path in (data / "bases").iterdir() if (path / "text.sqlite").exists()]
    aside = Path(tempfile.mkdtemp(prefix="look-", dir=data.parent))
    (aside / "base").symlink_to(found[0] if found else aside / "none")
    return look(Place(aside), at_rest=True)


def _finish(scene: Scene, data: Path) -> list[str]:
    ended = command(data, "import", "--base", BASE, str(scene.documents))
    found = _look_at(data)
    wrong = list(found.wrong)
    if ended.code:
        wrong.append(f"cannot go on: {ended.errors[-300:]}")
    if found.indexed != scene.whole:
        wrong.append(f"{len(found.indexed)} documents, {FILES} expected, or other texts")
    return wrong


def _failed(running: Command) -> list[str]:
    """What is wrong with the end of a command that nobody ended."""
    ended = running.wait()
    return [f"exit code {ended.code}: {ended.errors[-300:]} {ended.rows[-1:]}"] if ended.code else []


def kill_command(scene: Scene) -> tuple[str, list[str]]:
    """`kill -9` of an import: three seconds later nothing of it runs, and the next one goes on."""
    data = _data(scene)
    running = Command(data, "import", "--base", BASE, str(scene.documents))
    time.sleep(scene.moment())
    if running.process.poll() is not None:
        return "ended before", _finish(scene, data)
    left = alive(running.kill())
    return "killed", [*[f"still runs: {one}" for one in left], *_finish(scene, data)]


def interrupt_command(scene: Scene) -> tuple[str, list[str]]:
    """Ctrl-C or SIGTERM: everything ends within ten seconds of processor-free time."""
    data = _data(scene)
    running = Command(data, "import", "--base", BASE, str(scene.documents))
    time.sleep(1 + scene.moment())
    family = []
    with suppress(psutil.Error):
        family = psutil.Process(running.process.pid).children(recursive=True)
    begun = time.monotonic()
    running.process.send_signal(scene.chance.choice((signal.SIGINT, signal.SIGTERM)))
    running.process.wait(120)
    took = time.monotonic() - begun
    wrong = [f"took {took:.1f} s to end"] if took > END_S * (2 if os.getloadavg()[0] > 4 else 1) else []
    return "ended", [*wrong, *[f"still runs: {one}" for one in alive(family)], *_finish(scene, data)]


def two_at_once(scene: Scene) -> tuple[str, list[str]]:
    """Two imports into one base: the second is done by the first one's process, or after it."""
    data = _data(scene)
    both = [Command(data, "import", "--base", BASE, str(scene.documents)) for _ in range(2)]
    wrong = [failed for one in both for failed in _failed(one)]
    return "both", [*wrong, *_finish(scene, data)]


def wrong_clock(scene: Scene) -> tuple[str, list[str]]:
    """An import years ago, and the same years ahead."""
    data = _data(scene)
    wrong = []
    for years in (-3, 3):
        wrong_time = faulty_disk.environment(data, data.parent / "count", clock=years * 31_536_000)
        code = _typed(scene, data, wrong_time)
        if code:
            wrong.append(f"{years} years: exit code {code}")
    return "both", [*wrong, *_finish(scene, data)]


def _with_jumps(data: Path) -> tuple[Path, dict[str, str]]:
    """A file of the seconds by which the clock of whoever has this environment has jumped."""
    jumps = data.parent / "jumps"
    jumps.write_bytes(bytes(8))
    return jumps, faulty_disk.environment(data, data.parent / "count", jumps=jumps)


def _jump(jumps: Path, seconds: int) -> None:
    with jumps.open("r+b") as file:  # the same file: it is mapped
        file.write(struct.pack("q", seconds))


def clock_jumps(scene: Scene) -> tuple[str, list[str]]:
    """An import while the clock is put back by years, forward by years, and right again."""
    data = _data(scene)
    jumps, environment = _with_jumps(data)
    running = Command(data, "import", "--base", BASE, str(scene.documents), environment=environment)
    for years in (-3, 3, 0):
        time.sleep(scene.moment() / 2)
        _jump(jumps, years * 31_536_000)
    return "jumped", [*_failed(running), *_finish(scene, data)]


def sleeping_laptop(scene: Scene) -> tuple[str, list[str]]:
    """The lid is closed over an import: all its processes stand still, the clock goes on for a night."""
    data = _data(scene)
    jumps, environment = _with_jumps(data)
    running = Command(data, "import", "--base", BASE, str(scene.documents), environment=environment)
    time.sleep(scene.moment())
    family = []
    with suppress(psutil.Error):
        head = psutil.Process(running.process.pid)
        family = [head, *head.children(recursive=True)]
    for one in family:
        with suppress(psutil.Error):
            one.suspend()
    _jump(jumps, 10 * 3600)
    time.sleep(4)
    for one in reversed(family):  # children first: a parent that wakes alone would miss them
        with suppress(psutil.Error):
            one.resume()
    return "slept", [*_failed(running), *_finish(scene, data)]


def two_windows(scene: Scene) -> tuple[str, list[str]]:
    """An import is killed, a window goes on with it, a second window shows the first and ends, the first is
    killed: nothing of it stays, and the import can be ended."""
    data = _data(scene)
    running = Command(data, "import", "--base", BASE, str(scene.documents))
    time.sleep(scene.moment())
    if running.process.poll() is None:
        running.kill()
    first = Window(data).hold(data)
    second = Window(data)
    code = second.process.wait(120)
    time.sleep(scene.moment())
    wrong = [f"the second window: exit code {code}"] if code else []
    if first.process.poll() is not None:
        wrong.append("the first window ended")
    family = first.family()
    first.process.kill()
    first.process.wait()
    wrong += [f"still runs: {one}" for one in alive(family)]
    return "both", [*wrong, *_finish(scene, data)]


def starved(scene: Scene) -> tuple[str, list[str]]:
    """Few files at once, short files, little memory: done, or told by its cause."""
    data = _data(scene)
    name, limit, most = scene.chance.choice(
        [("files", resource.RLIMIT_NOFILE, 64), ("length", resource.RLIMIT_FSIZE, 1 << 20),
         ("memory", resource.RLIMIT_AS, 1200 << 20)]
    )  # fmt: skip
    code = _typed(scene, data, {}, (limit, most))
    return f"{name}: exit code {code}", [*([] if code in (0, 1) else ["died"]), *_finish(scene, data)]


def _typed(scene: Scene, data: Path, more: dict[str, str], limit: tuple[int, int] | None = None) -> int:
    """An import whose output nobody reads; its exit code. One of a defect counts as 99."""

    def before() -> None:
        if limit is not None:
            resource.setrlimit(limit[0], (limit[1], limit[1]))

    with tempfile.TemporaryFile() as errors:
        process = subprocess.run(
            [sys.executable, "-m", "desktop", "import", "--base", BASE, str(scene.documents), "--json",
             "--data-dir", str(data)],
            env={**os.environ, **more}, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=before,
            timeout=300,
        )  # fmt: skip
        errors.seek(0)
        told = errors.read().decode("utf-8", "replace")
    return 99 if '"bug"' in told or "Traceback" in told else process.returncode


def small_disk(scene: Scene) -> tuple[str, list[str]]:
    """A disk with a part of the room that an import needs: told at once; and with room the import goes on.
    Of all ways to be full it is the one that memory-mapped stores feel."""
    data = _data(scene)
    whole = scene.root / "data-whole"
    needs = _used(whole) - _used(data)
    disk = scene.fresh()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400m", "none", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        return "SKIPPED: nobody may mount here", []
    try:
        shutil.copytree(data, disk, dirs_exist_ok=True)
        ballast = disk / "ballast"
        # Beside it the room that the program wants to see before it begins.
        room = LEAST_FREE + int(needs * scene.chance.random()) if scene.chance.random() < 0.7 else needs // 2
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, shutil.disk_usage(disk).free - room))
        begun = time.monotonic()
        running = Command(disk, "import", "--base", BASE, str(scene.documents))
        # Another program fills the disk meanwhile.
        time.sleep(scene.moment())
        with suppress(OSError), ballast.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, ballast.stat().st_size + shutil.disk_usage(disk).free)
        ended = running.wait()
        wrong = []
        # In a row where the work met it, in words where nothing was begun.
        told = f"{ended.rows}{ended.errors}"
        if ended.code and not any(words in told for words in ("disk_full", "not enough room on the disk")):
            wrong.append(f"told as {ended.errors[-200:]} {ended.rows[-1:]}")
        took = time.monotonic() - begun
        ballast.unlink()
        if took > 120:
            wrong.append(f"took {took:.0f} s")
        return ("full" if ended.code else "enough"), [*wrong, *_finish(scene, disk)]
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _used(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


OPERATIONS: dict[str, Operation] = {
    "command killed": kill_command, "command interrupted": interrupt_command, "two at once": two_at_once,
    "wrong clock": wrong_clock,
    "clock jumps": clock_jumps, "sleeping laptop": sleeping_laptop, "two windows": two_windows,
    "starved": starved, "small disk": small_disk,
}  # fmt: skip
