"""Where the data lies, what takes room, and what of it belongs to nothing."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.core.base_service import BaseService
from desktop.core.entities import KnowledgeBase, ModelState
from desktop.core.feature_ports import Documents, Models
from desktop.core.ports import Paths
from desktop.features.backup.domain.leftovers import LeftKind, Leftover
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import ProblemError


class Leftovers(Protocol):
    """What belongs to nothing; see `LeftoverService`."""

    def find(self) -> list[Leftover]:
        """All of it."""

    def remove(self, kind: LeftKind) -> int:
        """Delete all of a kind for good; raises what the disk says."""


class StorageModel:
    """Made for the section. `size_of` says how many bytes a folder takes; 0 for none."""

    def __init__(
        self,
        paths: Paths,
        models: Models,
        bases: BaseService,
        documents: Documents,
        leftovers: Leftovers,
        size_of: Callable[[Path], int],
    ) -> None:
        self.folder = paths.data
        self._paths, self._size_of, self._leftovers = paths, size_of, leftovers
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

    def remove(self, kind: LeftKind) -> str:
        """Delete all of a kind for good; returns the sentence for what stood in the way, or ""."""
        try:
            self._leftovers.remove(kind)
        except ProblemError as error:
            return in_full(error.problem)
        return ""
