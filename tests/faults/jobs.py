"""`kill -9` of the real worker in each long job, at one of its writes or at some moment: nothing is lost,
nothing half is taken for whole, and the same job once more ends as if nothing had been.

What a job of the fetch and the examples worker leaves is compared byte by byte, a base with the independent
look of `place`.
"""

import hashlib
import random
import shutil
import sqlite3
import struct
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import care, faulty_disk
from tests.faults.place import Look, Place, look
from tests.faults.scene import Scene, index, reference
from tests.helpers.file_server import Served, serving
from tests.helpers.models import embedder, smollm
from tests.helpers.tuning import TuneWorker, tiny_model
from tests.helpers.windowed_model import write as windowed
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codes import Code
from workers.contract.exam import MakeExamSpec
from workers.contract.maintenance.backups import BackedUpBase, MakeBackupSpec, RestoreBackupSpec, RestoredBase
from workers.contract.messages import TERMINAL, Failed, Made, Message, Succeeded
from workers.contract.specs.bases import TOMBSTONE, CheckBaseSpec, IndexSpec, RepairSpec
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.models import FetchSpec, Source
from workers.contract.training.adapters import ConvertModelSpec, QuantizeSpec
from workers.contract.training.examples import GenerateSpec, SourcePassage
from workers.services.generate.lines import write_lines

_BODY = random.Random(11).randbytes(6_000_000)
_PATIENCE_S = 300.0


@dataclass(slots=True)
class Work:
    """A job on what `prepare` (scene, folder) lays out. `spec` (scene, folder, what was made before) is its
    request, `look` (scene, folder, at rest?) says what is wrong; `after` (scene, folder) is done once it has
    come to its end."""

    kind: Kind
    job: Job
    prepare: Callable[[Scene, Path], object]
    spec: Callable[[Scene, Path, list[Made]], object]
    look: Callable[[Scene, Path, bool], list[str]]
    after: Callable[[Scene, Path], object] = field(default=lambda scene, folder: None)


def killed(work: Work) -> Callable[[Scene], tuple[str, list[str]]]:
    """The case of an operation: a kill, a look, and the job once more."""

    def act(scene: Scene) -> tuple[str, list[str]]:
        reference(scene)
        changes, took = scene.known or _undisturbed(scene, work)
        folder = scene.fresh()
        work.prepare(scene, folder)
        at_write = scene.chance.randrange(1, changes + 1) if scene.chance.random() < 0.5 and changes else 0
        made: list[Made] = []
        process = _worker(work, scene, folder, at_write)
        try:
            process.start("r", work.job, work.spec(scene, folder, made))
            _hear(process, made, _PATIENCE_S if at_write else took * scene.chance.random())
            process.kill()
        finally:
            with suppress(Exception):
                process.close()
        wrong = work.look(scene, folder, False)
        ended, _ = _whole(scene, work, folder, made)
        if not (isinstance(ended, Succeeded) or _made_nothing(ended)):
            return "killed", [*wrong, f"cannot go on: {ended}"]
        twice = [one.chunk for one in made if [other.chunk for other in made].count(one.chunk) > 1]
        return (
            "at a write" if at_write else "at a moment",
            [*wrong, *(f"made twice: {chunk}" for chunk in {*twice}), *work.look(scene, folder, True)],
        )

    return act


def _undisturbed(scene: Scene, work: Work) -> tuple[int, float]:
    """Changes of the disk, and seconds, of a run that nobody disturbs; it has to be right."""
    folder = scene.fresh()
    work.prepare(scene, folder)
    begun = time.monotonic()
    ended, changes = _whole(scene, work, folder, [])
    took = time.monotonic() - begun
    assert isinstance(ended, Succeeded) or _made_nothing(ended), ended
    wrong = work.look(scene, folder, True)
    assert not wrong, wrong
    scene.known = (changes, took)
    return changes, took


def _made_nothing(ended: Message) -> bool:
    """A model of this size may make nothing of a passage."""
    return isinstance(ended, Failed) and ended.code is Code.NOTHING_MADE


def _whole(scene: Scene, work: Work, folder: Path, made: list[Made]) -> tuple[Message, int]:
    """The job to its end, and the number of its changes."""
    process = _worker(work, scene, folder, 0)
    try:
        process.start("r", work.job, work.spec(scene, folder, made))
        ended = _hear(process, made, _PATIENCE_S)
    finally:
        process.close()
    assert ended is not None
    if isinstance(ended, Succeeded):
        work.after(scene, folder)
    return ended, struct.unpack("q", (folder / "count").read_bytes())[0]


def _worker(work: Work, scene: Scene, folder: Path, at: int) -> WorkerProcess:
    count = folder / "count"
    count.unlink(missing_ok=True)
    environment = faulty_disk.environment(folder / "out", count, at, "kill" if at else "")
    if work.kind is Kind.TUNE:
        return TuneWorker(scene.root / "tune.log", environment)
    return WorkerProcess(work.kind, environment)


def _hear(process: WorkerProcess, made: list[Made], seconds: float) -> Message | None:
    """Until the end of the job, of the worker, or of the time; what it made is kept."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            message = process.next(left)
        except Exception:  # the worker ended, or nothing more came
            return None
        if isinstance(message, Made):
            made.append(message)
        if isinstance(message, TERMINAL):
            return message
    return None


# --- bases ------------------------------------------------------------------------------------------------


def _base(scene: Scene, folder: Path) -> None:
    shutil.copytree(scene.root / "whole" / "base", folder / "out" / "base")


def _spoilt(scene: Scene, folder: Path) -> None:
    _base(scene, folder)
    care.spoil(folder / "out" / "base" / "text.sqlite")


def _backed_up(scene: Scene, folder: Path) -> None:
    _base(scene, folder)
    with closing(sqlite3.connect(folder / "out" / "window.sqlite")) as window:
        window.execute("CREATE TABLE bases (id TEXT)")
        window.commit()


def _backup(scene: Scene, folder: Path, made: list[Made]) -> MakeBackupSpec:
    out = folder / "out"
    base = BackedUpBase(scene.ref(out), "Приказы", len(scene.whole or ()))
    return MakeBackupSpec(str(out / care.COPY), str(out / "window.sqlite"), str(out), (base,))


def _with_backup(scene: Scene, folder: Path) -> None:
    """A backup that was made once."""
    file = scene.root / care.COPY
    if not file.exists():
        source = scene.fresh()
        _backed_up(scene, source)
        with worker(Kind.KNOWLEDGE) as process:
            process.start("r", Job.MAKE_BACKUP, _backup(scene, source, []))
            assert isinstance(process.ended("r", 120), Succeeded)
        (source / "out" / care.COPY).rename(file)
    (folder / "out" / "work").mkdir(parents=True)


def _restore(scene: Scene, folder: Path, made: list[Made]) -> RestoreBackupSpec:
    out = folder / "out"
    if (out / "base" / TOMBSTONE).exists():  # as the start of the program does
        shutil.rmtree(out / "base")
    targets = (RestoredBase("b", "c", str(out / "base")),)
    return RestoreBackupSpec(str(scene.root / care.COPY), str(out / "work"), str(out), targets)


def _read_the_rest(scene: Scene, folder: Path) -> None:
    """What could not be mended comes from the files."""
    with worker(Kind.KNOWLEDGE) as process:
        assert isinstance(index(process, scene, folder / "out"), Succeeded)


def _look_at_base(scene: Scene, folder: Path, at_rest: bool) -> list[str]:
    found = look(Place(folder / "out"), at_rest=at_rest)
    return [*found.wrong, *_compared(scene, found, at_rest)]


def _look_at_maintenance(name: str) -> Callable[[Scene, Path, bool], list[str]]:
    def seen(scene: Scene, folder: Path, at_rest: bool) -> list[str]:
        place = Place(folder / "out")
        if (place.base / TOMBSTONE).exists():
            return []
        if not place.base.exists():
            return ["no base"] if at_rest else []
        found = care.look_at(place, name, at_rest=at_rest)
        # A text that is mended is another one until then.
        return [*found.wrong, *(_compared(scene, found, at_rest) if at_rest or name != "mend" else ())]

    return seen


def _compared(scene: Scene, found: Look, at_rest: bool) -> list[str]:
    whole = scene.whole or {}
    if found.indexed == whole or (not at_rest and found.indexed.items() <= whole.items()):
        return []
    return [f"{len(found.indexed)} documents, {len(whole)} expected, or other texts"]


# --- files -------------------------------------------------------------------------------------------------


def _out(scene: Scene, folder: Path) -> None:
    (folder / "out").mkdir(exist_ok=True)


def _look_at_file(scene: Scene, folder: Path, at_rest: bool) -> list[str]:
    """The file `out/made` is that of an undisturbed run, or not there; at the end it is alone."""
    file = folder / "out" / "made"
    names = sorted(path.name for path in (folder / "out").iterdir())
    wrong = [f"left over: {names}"] if at_rest and names != ["made"] else []
    if file.exists():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        scene.digest = scene.digest or digest
        if digest != scene.digest:
            wrong.append("not the file that it should be")
    elif at_rest:
        wrong.append("no file")
    return wrong


def _fetch(scene: Scene, folder: Path, made: list[Made]) -> FetchSpec:
    if scene.server is None:
        scene.server = scene.held.enter_context(serving())
        scene.server.files["/m"] = Served(_BODY, slow=0.005)
    source = Source("http", scene.server.url("/m"))
    digest = hashlib.sha256(_BODY).hexdigest()
    out = folder / "out"
    return FetchSpec("m", (source,), str(out / "made"), str(out / "work"), len(_BODY), digest)


def _quantize(scene: Scene, folder: Path, made: list[Made]) -> QuantizeSpec:
    source = scene.root / "small.gguf"
    if not source.exists():
        windowed(source)
    return QuantizeSpec(str(source), str(folder / "out" / "made"), "Q8_0", threads=1)


def _convert(scene: Scene, folder: Path, made: list[Made]) -> ConvertModelSpec:
    if not (scene.root / "tiny-model").exists():
        tiny_model(scene.root).rename(scene.root / "tiny-model")
    return ConvertModelSpec(str(scene.root / "tiny-model"), str(folder / "out" / "made"))


# --- rows --------------------------------------------------------------------------------------------------


def _passages(scene: Scene, folder: Path) -> None:
    _out(scene, folder)
    text = (scene.documents / "Приказ 1.txt").read_text("utf-8")[:300]
    passages = [
        SourcePassage(f"c{number}", "d", "Приказ", "/d", 1, 0, len(text), "", text) for number in range(2)
    ]
    write_lines(str(folder / "passages.jsonl"), passages)


def _generate(scene: Scene, folder: Path, made: list[Made]) -> GenerateSpec:
    done = tuple(one.chunk for one in made)
    return GenerateSpec(str(smollm()), str(folder / "passages.jsonl"), str(embedder()), done=done)


def _examine(scene: Scene, folder: Path, made: list[Made]) -> MakeExamSpec:
    done = tuple(one.chunk for one in made)
    return MakeExamSpec(str(smollm()), str(folder / "passages.jsonl"), str(embedder()), 2, done=done)


def _nothing(scene: Scene, folder: Path, at_rest: bool) -> list[str]:
    """Rows are in messages; the window keeps them (`desks`)."""
    return []


WORKS: dict[str, Work] = {
    "re-embedding killed": Work(
        Kind.KNOWLEDGE, Job.INDEX, _base,
        lambda scene, folder, made: IndexSpec(scene.ref(folder / "out", 2), (str(scene.documents),)),
        _look_at_base,
    ),
    "check killed": Work(
        Kind.KNOWLEDGE, Job.CHECK_BASE, _base,
        lambda scene, folder, made: CheckBaseSpec(scene.ref(folder / "out")), _look_at_base,
    ),
    "mending killed": Work(
        Kind.KNOWLEDGE, Job.REPAIR, _spoilt,
        lambda scene, folder, made: RepairSpec(scene.ref(folder / "out")),
        _look_at_maintenance("mend"), _read_the_rest,
    ),
    "backup killed": Work(
        Kind.KNOWLEDGE, Job.MAKE_BACKUP, _backed_up, _backup, _look_at_maintenance("backup")
    ),
    "restoring killed": Work(
        Kind.KNOWLEDGE, Job.RESTORE_BACKUP, _with_backup, _restore, _look_at_maintenance("restored"),
        lambda scene, folder: (folder / "out" / "base" / TOMBSTONE).unlink(),
    ),
    "download killed": Work(Kind.FETCH, Job.FETCH, _out, _fetch, _look_at_file),
    "quantizing killed": Work(Kind.EXAMPLES, Job.QUANTIZE, _out, _quantize, _look_at_file),
    "conversion killed": Work(Kind.TUNE, Job.CONVERT_MODEL, _out, _convert, _look_at_file),
    "examples killed": Work(Kind.EXAMPLES, Job.GENERATE, _passages, _generate, _nothing),
    "questions killed": Work(Kind.EXAMPLES, Job.MAKE_EXAM, _passages, _examine, _nothing),
}  # fmt: skip
OPERATIONS = {name: killed(work) for name, work in WORKS.items()}
