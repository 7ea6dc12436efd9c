"""What the cases with real processes share."""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.faults.place import Place, look
from tests.faults.tally import Tally
from tests.helpers.file_server import FileServer
from tests.helpers.tiny_embedders import tiny_embedder
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.messages import Message, Succeeded
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.jobs import Job, Kind


@dataclass(slots=True)
class Scene:
    """What the cases of an operation share: a folder, chance, the search model, documents."""

    root: Path
    chance: random.Random
    held: ExitStack
    took: float = 0.0  # seconds of a run that nobody disturbed
    whole: dict[str, str] | None = None  # and the texts that it left
    known: tuple[int, float] | None = None  # changes and seconds of such a job
    digest: str = ""  # of the file that such a job writes
    server: FileServer | None = None

    @property
    def documents(self) -> Path:
        return self.root / "documents"

    def fresh(self) -> Path:
        """An empty folder for a case."""
        return Path(tempfile.mkdtemp(prefix="case-", dir=self.root))

    def moment(self) -> float:
        """Seconds after which to do harm."""
        return self.chance.random() * max(self.took, 0.5)

    def model(self, seed: int = 1) -> Path:
        """A small search model."""
        folder = self.root / f"model-{seed}"
        if not folder.exists():
            tiny_embedder(folder, seed, 32)
        return folder

    def ref(self, folder: Path, model: int = 1) -> BaseRef:
        """The base in a folder."""
        return BaseRef("b", str(folder / "base"), str(self.model(model)))


def copy_data(data: Path, target: Path) -> None:
    """Copy a folder of data. Models are linked; what is written to must be each one's own."""
    models = data / "models"

    def copied(source: str, place: str) -> None:
        (os.link if models in Path(source).parents else shutil.copy2)(source, place)

    shutil.copytree(data, target, copy_function=copied, symlinks=True)


Operation = Callable[[Scene], tuple[str, list[str]]]


def run(act: Operation, name: str, seed: int, cases: int) -> Iterator[Tally]:
    """`cases` of an operation; yields after each."""
    tally = Tally("processes", name, seed)
    with (
        tempfile.TemporaryDirectory(prefix="bukvar-processes-") as root,
        ExitStack() as held,
    ):
        scene = Scene(Path(root).resolve(), random.Random(seed), held)
        Place(scene.root).write()
        for case in range(cases):
            end, wrong = act(scene)
            tally.add(end, wrong, f"case {case}")
            for folder in scene.root.glob("case-*"):
                shutil.rmtree(folder, ignore_errors=True)
            yield tally


def index(process: WorkerProcess, scene: Scene, folder: Path, *, retry: bool = False) -> Message:
    """Index the documents into the base in `folder`; the last message."""
    spec = IndexSpec(scene.ref(folder), (str(scene.documents),), retry=retry)
    process.start("r", Job.INDEX, spec)
    return process.ended("r", 300)


def reference(scene: Scene) -> dict[str, str]:
    """The texts of an undisturbed run, which is made the first time and stays in `whole`."""
    if scene.whole is None:
        with worker(Kind.KNOWLEDGE) as process:
            begun = time.monotonic()
            assert isinstance(index(process, scene, scene.root / "whole"), Succeeded)
            scene.took = time.monotonic() - begun
        scene.whole = look(Place(scene.root / "whole"), at_rest=True).indexed
    return scene.whole


def indexed_whole(scene: Scene, folder: Path, *, retry: bool = False) -> list[str]:
    """Index to the end and compare with an undisturbed run."""
    expected = reference(scene)
    with worker(Kind.KNOWLEDGE) as process:
        ended = index(process, scene, folder, retry=retry)
    found = look(Place(folder), at_rest=True)
    wrong = list(found.wrong)
    if not isinstance(ended, Succeeded):
        wrong.append(f"cannot go on: {ended}")
    if found.indexed != expected:
        wrong.append(f"{len(found.indexed)} documents, {len(expected)} expected, or other texts")
    return wrong
