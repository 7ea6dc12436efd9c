"""Where the data lies, what takes room, and what of it belongs to nothing."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.core.base_service import BaseService
from desktop.core.entities import KnowledgeBase, ModelState
from desktop.core.feature_ports import Documents, Models
from desktop.core.future import Future
from desktop.core.ports import Paths
from desktop.features.backup.domain.leftovers import LeftKind, Leftover
from desktop.ui.words.problem_text import error_text, hindrance
from workers.contract.codes import ProblemError


class Leftovers(Protocol):
    """What belongs to nothing; see `LeftoverService`."""

    def find(self) -> list[Leftover]:
        """All of it."""

    def remove(self, kind: LeftKind) -> Future[int]:
        """Delete all of a kind for good; rejects with what the disk says."""


class Mover(Protocol):
    """Moves the folder of data; see `DataMover`."""

    def target(self, chosen: Path) -> Path:
        """Where the data would lie; raises why they cannot."""

    def size(self) -> int:
        """Bytes that are copied."""

    def begin(self, target: Path) -> None:
        """Close, move, open again."""

    def former(self) -> tuple[Path, int] | None:
        """What is left of a move, with its bytes."""

    def remove_former(self) -> Future[None]:
        """Delete it."""


class StorageModel:
    """Made for the section. `size_of` says how many bytes a folder takes; 0 for none."""

    def __init__(
        self,
        paths: Paths,
        models: Models,
        bases: BaseService,
        documents: Documents,
        leftovers: Leftovers,
        mover: Mover,
        size_of: Callable[[Path], int],
    ) -> None:
        self.folder = paths.data
        self._paths, self._size_of, self._leftovers, self._mover = paths, size_of, leftovers, mover
        self._models, self._bases, self._documents = models, bases, documents

    def free(self) -> int:
        """Bytes that are free on the disk of the data."""
        return shutil.disk_usage(self.folder).free

    def models(self) -> tuple[int, int]:
        """(models that are here, their bytes)."""
        here = [model for model in self._models.list() if model.state is ModelState.READY]
        return len(here), sum(model.size for model in here)

    def bases(self) -> list[tuple[KnowledgeBase, int, int, int]]:
        """Each base with its (documents, pages, bytes)."""
        return [
            (
                base,
                len(self._documents.list(base.id)),
                self._documents.totals(base.id)[0],
                self._size_of(self._paths.base_folder(base.id)),
            )
            for base in self._bases.list()
        ]

    def trained(self) -> int:
        """Bytes of adapters and runs."""
        return sum(self._size_of(self.folder / name) for name in ("adapters", "runs"))

    def copies(self) -> int:
        """Bytes of the copies of the database."""
        return self._size_of(self.folder / "backups")

    def leftovers(self) -> dict[LeftKind, Sequence[Leftover]]:
        """What belongs to nothing, by its kind; no kind without any."""
        found: dict[LeftKind, list[Leftover]] = {}
        for one in self._leftovers.find():
            found.setdefault(one.kind, []).append(one)
        return dict(found)

    def remove(self, kind: LeftKind, done: Callable[[str], None]) -> None:
        """Delete all of a kind for good; `done` is told what stood in the way, or ""."""
        self._leftovers.remove(kind).then(lambda _: done(""), lambda error: done(error_text(error)))

    def target(self, chosen: str) -> tuple[str, str]:
        """(folder where the data would lie, why they cannot be moved there); one of both is ""."""
        try:
            return str(self._mover.target(Path(chosen))), ""
        except ProblemError as error:
            return "", error_text(error)

    def size(self) -> int:
        """Bytes that a move copies."""
        return self._mover.size()

    def move(self, target: str) -> str:
        """Close the program, move the data, open it again; what stands in the way, or ""."""
        return hindrance(lambda: self._mover.begin(Path(target)))

    def former(self) -> tuple[str, int] | None:
        """The folder that the data were moved out of, and its bytes, while it is there."""
        found = self._mover.former()
        return (str(found[0]), found[1]) if found is not None else None

    def remove_former(self, done: Callable[[str], None]) -> None:
        """Delete it; `done` as in `remove`."""
        self._mover.remove_former().then(lambda _: done(""), lambda error: done(error_text(error)))
