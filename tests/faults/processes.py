"""Workers that are killed and stopped while they index, and files that change under them.

They are real processes on the wire. After each case the same work is done again, and an independent look
compares what is there with a run that nobody disturbed. Other jobs: `jobs`; whole commands: `commands`.
"""

import os
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from tests.faults.place import Place, look
from tests.faults.scene import Operation, Scene, indexed_whole
from tests.fixtures import scans
from tests.helpers.pack_kills import Killing
from tests.helpers.packs import make_pack
from tests.helpers.worker_process import WorkerProcess
from workers.contract.specs.bases import IndexSpec
from workers.contract.specs.jobs import Job, Kind


def _disturb(scene: Scene, harm: Callable[[WorkerProcess], None]) -> tuple[str, list[str]]:
    """Index, do harm at some moment, look, index again."""
    indexed_whole(scene, scene.root / "whole")
    folder = scene.fresh()
    process = WorkerProcess(Kind.KNOWLEDGE)
    try:
        process.start("r", Job.INDEX, IndexSpec(scene.ref(folder), (str(scene.documents),)))
        time.sleep(scene.moment())
        harm(process)
        end = "killed"
        with suppress(AssertionError, Exception):
            end = type(process.ended("r", 120)).__name__.lower()
    finally:
        with suppress(subprocess.TimeoutExpired):
            process.close()
    wrong = list(look(Place(folder), at_rest=False).wrong)
    return end, wrong + indexed_whole(scene, folder, retry=True)


def kill_knowledge(scene: Scene) -> tuple[str, list[str]]:
    """`kill -9` of the worker that indexes."""
    return _disturb(scene, lambda process: process.kill())


def kill_readers(scene: Scene) -> tuple[str, list[str]]:
    """`kill -9` of whoever reads files for it: costs one file, which the next run reads."""

    def harm(process: WorkerProcess) -> None:
        end = time.monotonic() + 2
        while time.monotonic() < end and process.process.poll() is None:
            with suppress(psutil.Error):
                for child in psutil.Process(process.process.pid).children():
                    if child.cmdline()[-1:] == ["reader"]:
                        child.kill()
                        return
            time.sleep(0.01)

    return _disturb(scene, harm)


def stop_knowledge(scene: Scene) -> tuple[str, list[str]]:
    """SIGSTOP for some seconds, as of a laptop that is closed, then on."""

    def harm(process: WorkerProcess) -> None:
        head = psutil.Process(process.process.pid)
        family = [head, *head.children(recursive=True)]
        for one in family:
            with suppress(psutil.Error):
                one.suspend()
        time.sleep(3)
        for one in family:
            with suppress(psutil.Error):
                one.resume()

    return _disturb(scene, harm)


def changing_files(scene: Scene) -> tuple[str, list[str]]:
    """Files that vanish, shrink and come back while they are read."""
    kept = {path: path.read_bytes() for path in sorted(scene.documents.iterdir())}
    over = threading.Event()

    def play() -> None:
        while not over.is_set():
            path = scene.chance.choice(list(kept))
            way = scene.chance.randrange(3)
            with suppress(OSError):
                path.unlink() if way == 0 else path.write_bytes(kept[path][: 40 * way])
            time.sleep(0.01)
            path.write_bytes(kept[path])

    player = threading.Thread(target=play)

    def harm(process: WorkerProcess) -> None:
        player.start()
        time.sleep(1.5)
        over.set()
        player.join()
        for path, content in kept.items():
            path.write_bytes(content)

    return _disturb(scene, harm)


def recognise(scene: Scene) -> tuple[str, list[str]]:
    """`kill -9` of the worker while pictures of pages are read by a program that pretends to."""
    programs = scene.root / "bin"
    if not programs.exists():
        programs.mkdir()
        scans.fake_tesseract(programs)
        page = scans.printed(40)
        scans.scanned_pdf(scene.documents / "скан.pdf", [page, page, page])
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    try:
        return kill_knowledge(scene)
    finally:
        os.environ["PATH"] = os.environ["PATH"].partition(os.pathsep)[2]


def install_pack(scene: Scene) -> tuple[str, list[str]]:
    """`kill -9` of the worker that installs a pack."""
    folder = scene.fresh()
    killing = Killing(make_pack(folder / "a.bukvarpack", "Пакет"), folder, scene.chance)
    try:
        killing.kill_once()
        return "killed", [] if killing.finish() else ["the pack is not whole"]
    except AssertionError as error:
        return "killed", [f"half of a model: {error}"]


OPERATIONS: dict[str, Operation] = {
    "knowledge killed": kill_knowledge, "readers killed": kill_readers, "knowledge stopped": stop_knowledge,
    "files that change": changing_files, "recognition killed": recognise, "pack killed": install_pack,
}  # fmt: skip
