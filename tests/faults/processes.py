"""Whole processes: killed, stopped, starved, set back in time, started twice; and files that change under
them.

Workers are real processes on the wire, commands are typed as by a person. After each case the same work is
done again, and an independent look compares what is there with a run that nobody disturbed.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from tests.faults import faulty_disk
from tests.faults.place import FILES, Look, Place, look
from tests.faults.tally import Tally
from tests.fixtures import scans
from tests.helpers.commands import Command, alive
from tests.helpers.commands import run as command
from tests.helpers.models import embedder, install_into, smollm
from tests.helpers.pack_kills import Killing
from tests.helpers.packs import make_pack
from tests.helpers.tiny_embedders import tiny_embedder
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.messages import Failed, Made, Message, Succeeded
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.examples import GenerateSpec, SourcePassage
from workers.services.generate.lines import write_lines

BASE = "Приказы"
END_S = 10.0  # Ctrl-C and SIGTERM end everything within


@dataclass(slots=True)
class Scene:
    """What the cases of an operation share: a folder, chance, the search model, documents."""

    root: Path
    chance: random.Random
    took: float = 0.0  # seconds of a run that nobody disturbed
    whole: dict[str, str] | None = None

    @property
    def documents(self) -> Path:
        return self.root / "documents"

    def fresh(self) -> Path:
        """An empty folder for a case."""
        return Path(tempfile.mkdtemp(prefix="case-", dir=self.root))

    def moment(self) -> float:
        """Seconds after which to do harm."""
        return self.chance.random() * max(self.took, 0.5)


Operation = Callable[[Scene], tuple[str, list[str]]]


def run(act: Operation, name: str, seed: int, cases: int) -> Iterator[Tally]:
    """`cases` of an operation; yields after each."""
    tally = Tally("processes", name, seed)
    with tempfile.TemporaryDirectory(prefix="bukvar-processes-") as folder:
        scene = Scene(Path(folder).resolve(), random.Random(seed))
        Place(scene.root).write()
        for case in range(min(cases, _AT_MOST.get(name, cases))):
            end, wrong = act(scene)
            tally.add(end, wrong, f"case {case}")
            yield tally


# --- workers on the wire ----------------------------------------------------------------------------------


def _ref(scene: Scene, folder: Path) -> BaseRef:
    model = scene.root / "tiny"
    if not model.exists():
        tiny_embedder(model, 1, 32)
    return BaseRef("b", str(folder / "base"), str(model))


def _index(process: WorkerProcess, scene: Scene, folder: Path, *, retry: bool = False) -> Message:
    spec = IndexSpec(_ref(scene, folder), (str(scene.documents),), retry=retry)
    process.start("r", Job.INDEX, spec)
    return process.ended("r", 300)


def _indexed_whole(scene: Scene, folder: Path, *, retry: bool = False) -> list[str]:
    """Index to the end and compare with an undisturbed run, which is made the first time."""
    if scene.whole is None:
        with worker(Kind.KNOWLEDGE) as process:
            begun = time.monotonic()
            assert isinstance(_index(process, scene, scene.root / "whole"), Succeeded)
            scene.took = time.monotonic() - begun
        scene.whole = look(Place(scene.root / "whole"), at_rest=True).indexed
    with worker(Kind.KNOWLEDGE) as process:
        ended = _index(process, scene, folder, retry=retry)
    found = look(Place(folder), at_rest=True)
    wrong = list(found.wrong)
    if not isinstance(ended, Succeeded):
        wrong.append(f"cannot go on: {ended}")
    if found.indexed != scene.whole:
        wrong.append(f"{len(found.indexed)} documents, {len(scene.whole)} expected, or other texts")
    return wrong


def _disturb(scene: Scene, harm: Callable[[WorkerProcess], None]) -> tuple[str, list[str]]:
    """Index, do harm at some moment, look, index again."""
    _indexed_whole(scene, scene.root / "whole")
    folder = scene.fresh()
    process = WorkerProcess(Kind.KNOWLEDGE)
    try:
        process.start("r", Job.INDEX, IndexSpec(_ref(scene, folder), (str(scene.documents),)))
        time.sleep(scene.moment())
        harm(process)
        end = "killed"
        with suppress(AssertionError, Exception):
            end = type(process.ended("r", 120)).__name__.lower()
    finally:
        with suppress(subprocess.TimeoutExpired):
            process.close()
    wrong = list(look(Place(folder), at_rest=False).wrong)
    return end, wrong + _indexed_whole(scene, folder, retry=True)


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


def generate(scene: Scene) -> tuple[str, list[str]]:
    """`kill -9` of the worker that writes training examples; what it made stays, the rest is made."""
    folder, text = scene.fresh(), (scene.documents / "Приказ 1.txt").read_text("utf-8")
    passages = [
        SourcePassage(f"c{number}", "d", "Приказ", "/d", 1, 0, len(text[:300]), "", text[:300])
        for number in range(3)
    ]
    write_lines(str(folder / "passages.jsonl"), passages)
    spec = GenerateSpec(str(smollm()), str(folder / "passages.jsonl"), str(embedder()), limit=3)
    process = WorkerProcess(Kind.EXAMPLES)
    made: list[str] = []
    try:
        process.start("r", Job.GENERATE, spec)
        with suppress(Exception):
            made.append(process.expect(Made, 120).chunk)
        time.sleep(scene.chance.random())
        process.kill()
    finally:
        process.close()
    with worker(Kind.EXAMPLES) as process:
        process.start("r", Job.GENERATE, replace(spec, done=tuple(made)))
        while not isinstance(message := process.next(240), Succeeded | Failed):
            if isinstance(message, Made):
                made.append(message.chunk)
    # A model of this size may make nothing of a passage, which is told of each.
    wrong = [] if sorted(made) == ["c0", "c1", "c2"] else [f"passages {sorted(made)}"]
    return "killed", wrong


# --- commands --------------------------------------------------------------------------------------------


def _data(scene: Scene) -> Path:
    """A data folder with an empty base."""
    template = scene.root / "data"
    if not template.exists():
        install_into(template)
        assert command(template, "base", "create", BASE).code == 0
        whole = scene.root / "data-whole"
        shutil.copytree(template, whole, copy_function=os.link)
        begun = time.monotonic()
        ended = command(whole, "import", "--base", BASE, str(scene.documents))
        assert ended.code == 0, ended
        scene.took = time.monotonic() - begun
        scene.whole = _look_at(whole).indexed
        assert scene.whole is not None and len(scene.whole) == FILES, scene.whole
    target = scene.fresh() / "data"
    shutil.copytree(template, target)
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
    codes = [one.wait().code for one in both]
    return "both", [*([f"exit codes {codes}"] if any(codes) else []), *_finish(scene, data)]


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
    """A disk of a few megabytes too few: told at once; and with room the import goes on."""
    data = _data(scene)
    disk = scene.fresh()
    mount = ["mount", "-t", "tmpfs", "-o", "size=220m", "none", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        return "SKIPPED: nobody may mount here", []
    try:
        for name in data.iterdir():
            if name.name == "models":
                (disk / "models").symlink_to(name)
            elif name.is_dir():
                shutil.copytree(name, disk / name.name)
            else:
                shutil.copy(name, disk / name.name)
        ballast = disk / "ballast"
        free = shutil.disk_usage(disk).free - scene.chance.randrange(0, 90 << 20)
        ballast.write_bytes(bytes(max(0, free)))
        begun = time.monotonic()
        ended = command(disk, "import", "--base", BASE, str(scene.documents))
        wrong = []
        if ended.code and "disk_full" not in str(ended.rows) + ended.errors:
            wrong.append(f"told as {ended.errors[-200:]} {ended.rows[-1:]}")
        ballast.unlink()
        took = time.monotonic() - begun
        if took > 120:
            wrong.append(f"took {took:.0f} s")
        return ("full" if ended.code else "enough"), [*wrong, *_finish(scene, disk)]
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


OPERATIONS: dict[str, Operation] = {
    "knowledge killed": kill_knowledge, "readers killed": kill_readers, "knowledge stopped": stop_knowledge,
    "files that change": changing_files, "recognition killed": recognise, "pack killed": install_pack,
    "examples killed": generate, "command killed": kill_command, "command interrupted": interrupt_command,
    "two at once": two_at_once, "wrong clock": wrong_clock, "starved": starved, "small disk": small_disk,
}  # fmt: skip
# Each takes long, and its cases differ little.
_AT_MOST = {"wrong clock": 1, "two at once": 4, "examples killed": 4}
