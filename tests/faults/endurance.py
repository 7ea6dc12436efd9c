"""Eight working days of a window, in minutes: what it holds after the first day, it holds after the eighth.

A day: documents change and are imported, questions are searched, pages of the window are shown, a document is
taken out and comes back with the next import. Measured at its end: memory and handles of the window and of
the knowledge worker, and the size of the data folder.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from desktop.app import Application
from tests.faults.place import Place
from tests.faults.tally import Tally
from tests.helpers.gui import wait_for
from tests.helpers.models import install_into
from tests.helpers.window import open_window, running_application
from workers.contract.specs.jobs import Kind

DAYS, FLAT = 8, 0.05
_QUESTIONS, _FILES = 80, 24
_PAGES = ("documents", "chat", "models", "exam", "documents")
# Below these a share says nothing: one page of an allocator, a log that is begun anew.
_LEAST = {"memory": 8 << 20, "handles": 3, "size": 2 << 20}
_HANDLES_OF_A_WORKER = 4  # in the window: three pipes and the process; it ends when it is not needed


def run(seed: int) -> Iterator[Tally]:
    """All days; yields after each."""
    tally = Tally("endurance", "eight days", seed)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="bukvar-days-") as folder:
        place = Place(Path(folder).resolve())
        place.write(files=_FILES)
        install_into(place.folder / "data")
        with (
            running_application(place.folder / "data", base="Приказы") as application,
            open_window(application) as window,
        ):
            first: dict[str, float] = {}
            for day in range(DAYS):
                for name in _PAGES:
                    window.go(name)
                _day(application, place, chance, day)
                now = _measured(application, place.folder / "data")
                wrong = []
                if day == 0:
                    first = now
                else:
                    wrong = [
                        f"{name} {first[name]:.0f} → {value:.0f}"
                        for name, value in now.items()
                        if value - first[name] > max(FLAT * first[name], _LEAST[name.split()[-1]])
                    ]
                told = ", ".join(f"{name} {_short(name, value)}" for name, value in now.items())
                shown = f"day {day + 1}: {told}" if day in (0, DAYS - 1) else "between"
                tally.add(shown, wrong, f"day {day + 1}")
                yield tally


def _day(application: Application, place: Place, chance: random.Random, day: int) -> None:
    base = application.bases.current
    place.write(version=1 + day % 2, files=_FILES)
    job = application.jobs.wait(application.documents.import_paths(base, [str(place.documents)]).id)
    wait_for(lambda: job.completed, 240)
    assert job.result().state.value == "succeeded", job.result()
    for _ in range(_QUESTIONS):
        number = chance.randrange(_FILES - 1)
        found = application.search.search(base, f"Сколько отпуска у работника отдела {number * 17 + 3}?")
        wait_for(lambda found=found: found.completed, 60)  # type: ignore[misc]
        assert found.result().passages
    documents = application.documents.list(base)
    application.documents.remove(base, [chance.choice(documents).id])
    application.documents.commit_removals()
    wait_for(lambda: not application.jobs.list(unfinished_only=True), 120)


def _measured(application: Application, data: Path) -> dict[str, float]:
    import gc

    gc.collect()
    found: dict[str, float] = {}
    own = psutil.Process(os.getpid())
    workers = [child for child in own.children() if child.cmdline()[-1:] == [Kind.KNOWLEDGE.value]]
    for name, process in (("window", own), ("knowledge", workers[0])):
        found[f"{name} memory"] = process.memory_info().rss
        found[f"{name} handles"] = process.num_fds() - _HANDLES_OF_A_WORKER * len(process.children())
    # Without the logs of SQLite, which are given back at the end.
    found["folder size"] = sum(
        path.stat().st_blocks * 512
        for path in data.rglob("*")
        if path.is_file() and "models" not in path.parts and not path.name.endswith(("-wal", "-shm", ".log"))
    )
    return found


def _short(name: str, value: float) -> str:
    return f"{value:.0f}" if name.endswith("handles") else f"{value / (1 << 20):.0f} MB"
