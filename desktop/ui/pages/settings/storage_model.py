"""Where the data lies and what takes room."""

import shutil
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.entities import KnowledgeBase, ModelState
from desktop.core.feature_ports import Documents, Models


class StorageModel:
    """Sizes come from the database's own figures; folders of bases are not walked."""

    def __init__(self, folder: Path, models: Models, bases: BaseService, documents: Documents) -> None:
        self.folder = folder
        self._models, self._bases, self._documents = models, bases, documents

    def free(self) -> int:
        """Bytes that are free on the disk of the data."""
        return shutil.disk_usage(self.folder).free

    def models(self) -> tuple[int, int]:
        """(models that are here, their bytes)."""
        here = [model for model in self._models.list() if model.state is ModelState.READY]
        return len(here), sum(model.size for model in here)

    def bases(self) -> list[tuple[KnowledgeBase, int, int]]:
        """Each base with its (documents, pages)."""
        return [
            (base, len(self._documents.list(base.id)), self._documents.totals(base.id)[0])
            for base in self._bases.list()
        ]
