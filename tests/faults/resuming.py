"""Each kind of work that a command begins, killed with its command or interrupted: `bukvar jobs` names it,
goes on with it, and it comes to its end."""

import os
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.faults.commands import END_S
from tests.faults.place import Place
from tests.faults.scene import Operation, Scene, copy_data
from tests.fixtures import scans
from tests.helpers.commands import Command, alive
from tests.helpers.commands import run as command
from tests.helpers.models import EMBEDDER, embedder, embedder_source, smollm
from tests.helpers.tuning import tuning_python
from workers.contract.codes import Code

BASE = "Приказы"
_TRAINED = 110  # rows for a training; fewer than 100 are refused
_HALVES = 16  # questions, of which a half judges
_BEGINS_S = 120.0


@dataclass(frozen=True, slots=True)
class Work:
    """A `kind` of job and the command that begins it in a folder of data. `prepare` is done before it."""

    kind: str
    command: Callable[[Scene, Path], tuple[str, ...]]
    prepare: Callable[[Scene, Path], None] = lambda scene, data: None


def resumed(work: Work, end: Callable[[Command], list[str]]) -> Operation:
    """The case of an operation; `end` ends the command and says what is wrong with that."""

    def act(scene: Scene) -> tuple[str, list[str]]:
        # Work that ends before it is killed is begun anew, and killed the sooner.
        for patience in (2.0, 0.4, 0.0, None):
            how, wrong = once(scene, patience and scene.chance.random() * patience)
            if wrong or not how.endswith("before"):
                break
        return how, wrong

    def once(scene: Scene, seconds: float | None) -> tuple[str, list[str]]:
        """A kill so many seconds after the work has begun; None = as soon as it is known."""
        data = scene.fresh() / "data"
        copy_data(_template(scene), data)
        work.prepare(scene, data)
        running = Command(data, *work.command(scene, data))
        if seconds is None:
            threading.Thread(target=_hold_fetching, args=(running,)).start()
        begun = _begun(data, work.kind, running, waits=seconds is None)
        if begun:
            time.sleep(seconds or 0)
        if running.process.poll() is not None:
            ended = running.wait()
            return "ended before", [] if begun else [f"no such work: {ended.errors[-300:]}"]
        left = end(running)
        listed = command(data, "jobs", "list")
        named = [row for row in listed.results if row["kind"] == work.kind]
        if not named:
            state = _state(data, work.kind)
            return "done before", [
                *left,
                *([] if state == "succeeded" else [f"not listed: {state}, {listed}"]),
            ]
        told = command(data, "jobs", "resume")
        wrong = []
        if told.code and not any(row.get("code") == Code.NOTHING_MADE for row in told.results):
            wrong.append(f"cannot go on: {told.errors[-300:]} {told.results[-1:]}")
        elif not told.code and (rest := command(data, "jobs", "list").results):
            wrong.append(f"still unfinished: {rest}")
        return "gone on with" if not told.code else "nothing made", [*left, *wrong]

    return act


def _hold_fetching(running: Command) -> None:
    """What is got from a folder is here in a moment: it is held up until its command has ended."""
    held: list[psutil.Process] = []
    while running.process.poll() is None:
        held = held or running.workers("fetch")
        for one in held:
            with suppress(psutil.Error):
                one.suspend()
        time.sleep(0.005)
    for one in held:
        with suppress(psutil.Error):
            one.resume()


def _kill(running: Command) -> list[str]:
    return [f"still runs: {one}" for one in alive(running.kill())]


def _interrupt(running: Command) -> list[str]:
    """Ctrl-C or SIGTERM."""
    family = psutil.Process(running.process.pid).children(recursive=True)
    begun = time.monotonic()
    running.process.send_signal(signal.SIGINT if family and family[0].pid % 2 else signal.SIGTERM)
    running.process.wait(120)
    took = time.monotonic() - begun
    return [
        *([f"took {took:.1f} s to end"] if took > END_S else []),
        *(f"still runs: {one}" for one in alive(family)),
    ]


def _template(scene: Scene) -> Path:
    """A folder of data with a base, a small chat model, rows and questions."""
    data = scene.root / "template"
    if data.exists():
        return data
    (data / "models" / EMBEDDER).mkdir(parents=True)
    (data / "models" / EMBEDDER / "embedder").symlink_to(embedder())
    rows, exam = scene.root / "rows.csv", scene.root / "exam.csv"
    lines = [f"What is the code of room {n}?,It is {n * 37 % 1000}." for n in range(_TRAINED)]
    rows.write_text("question,answer\n" + "\n".join(lines) + "\n", "utf-8")
    exam.write_text("question,answer\n" + "\n".join(lines[:3]) + "\n", "utf-8")
    for typed in (
        ("models", "add", str(smollm())), ("base", "create", BASE),
        ("import", "--base", BASE, str(scene.documents)),
        ("dataset", "import", "--base", BASE, str(rows)),
        ("dataset", "review", "--base", BASE, "--approve-all", "--unseen", "--by", "Anna"),
        ("exam", "import", "--base", BASE, "--by", "Anna", str(exam)),
    ):  # fmt: skip
        ended = command(data, *typed)
        assert ended.code == 0, (typed, ended.errors)
    return data


def _begun(data: Path, kind: str, running: Command, waits: bool) -> bool:
    """Whether the job of this command has begun, or (`waits`) is waiting for its turn."""
    end = time.monotonic() + _BEGINS_S
    while time.monotonic() < end:
        if _state(data, kind) not in ("", *(() if waits else ("queued",))):
            return True
        if running.process.poll() is not None:
            return _state(data, kind) != ""
        time.sleep(0.01)
    return False


def _state(data: Path, kind: str) -> str:
    """Of the latest job of this kind; "" = none."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"file:{data}/bukvar.sqlite?mode=ro", uri=True)) as db,
    ):
        latest = "SELECT state FROM jobs WHERE kind = ? ORDER BY created DESC LIMIT 1"
        row = db.execute(latest, (kind,)).fetchone()
        return str(row[0]) if row else ""
    return ""


def _more(scene: Scene, data: Path) -> None:
    """Documents that the base does not have yet; what indexed the others before is struck off."""
    Place(scene.root / "more").write(version=2, files=40)
    _struck(data)


def _scanned(scene: Scene, data: Path) -> None:
    programs, folder = scene.root / "bin", scene.root / "scans"
    if not programs.exists():
        programs.mkdir()
        folder.mkdir()
        scans.fake_tesseract(programs)
        page = scans.printed(40)
        scans.scanned_pdf(folder / "скан.pdf", [page] * 6)
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    _struck(data)


def _struck(data: Path) -> None:
    with closing(sqlite3.connect(data / "bukvar.sqlite")) as db:
        db.execute("DELETE FROM jobs")
        db.commit()


def _packed(scene: Scene, data: Path) -> None:
    """A pack of a model that is not here."""
    pack = scene.root / "model.bukvarpack"
    if not pack.exists():
        made = command(
            _template(scene), "pack", "make", str(pack), _model(_template(scene)), "--without-search-model"
        )
        assert made.code == 0, made.errors
    assert command(data, "models", "remove", _model(data)).code == 0
    _struck(data)


def _model(data: Path) -> str:
    return next(
        str(row["model"]) for row in command(data, "models", "list").results
        if row["purpose"] == "chat" and row["state"] == "ready"
    )  # fmt: skip


def _questioned(scene: Scene, data: Path) -> None:
    """Questions for both halves of an exam."""
    exam = scene.root / "halves.csv"
    lines = [f"What is the code of cellar {n}?,It is {n * 53 % 1000}." for n in range(_HALVES)]
    exam.write_text("question,answer\n" + "\n".join(lines) + "\n", "utf-8")
    ended = command(data, "exam", "import", "--base", BASE, "--by", "Anna", str(exam))
    assert ended.code == 0, ended.errors


def _without_search_model(scene: Scene, data: Path) -> None:
    shutil.rmtree(data / "models" / EMBEDDER)
    _struck(data)  # adding a model gets it as well


def _trainer(scene: Scene, data: Path) -> None:
    os.environ["BUKVAR_TUNING_PYTHON"] = str(tuning_python())


def _of_base(*typed: str) -> Callable[[Scene, Path], tuple[str, ...]]:
    return lambda scene, data: (*typed, "--base", BASE)


_FIRST = "Приказ 1.txt"
WORKS: dict[str, Work] = {
    "import": Work(
        "index", lambda scene, data: ("import", "--base", BASE, str(scene.root / "more" / "documents")), _more
    ),
    "recognition": Work(
        "index", lambda scene, data: ("import", "--base", BASE, str(scene.root / "scans")), _scanned
    ),
    "examples": Work("generate", _of_base("dataset", "generate", "--limit", "3")),
    "questions": Work("make_exam", _of_base("exam", "make", "--questions", "2")),
    "exam": Work("exam", _of_base("exam", "run", "--candidates", "model,documents")),
    "summary": Work("summary", _of_base("summary", _FIRST)),
    "facts": Work("facts", _of_base("facts", _FIRST, "--question", "Сколько дней?")),
    "instructions": Work(
        "search_instructions", _of_base("instructions", "search", "--minutes", "1"), _questioned
    ),
    "download": Work(
        "fetch", lambda scene, data: ("models", "fetch", EMBEDDER, "--from", str(embedder_source().parent)),
        _without_search_model,
    ),
    "conversion": Work(
        "convert", lambda scene, data: ("models", "fetch", EMBEDDER, "--from", str(embedder_source().parent)),
        _without_search_model,
    ),
    "packing": Work(
        "make_pack",
        lambda scene, data: ("pack", "make", str(data.parent / "a.bukvarpack"), _model(data)),
        lambda scene, data: _struck(data),
    ),
    "unpacking": Work(
        "install_pack", lambda scene, data: ("pack", "install", str(scene.root / "model.bukvarpack")), _packed
    ),
    "training": Work("tune", _of_base("tune", "--epochs", "1", "--no-early-stop"), _trainer),
}  # fmt: skip
OPERATIONS: dict[str, Operation] = {
    **{f"{name} resumed": resumed(work, _kill) for name, work in WORKS.items()},
    **{f"{name} interrupted": resumed(work, _interrupt) for name, work in WORKS.items()},
}
