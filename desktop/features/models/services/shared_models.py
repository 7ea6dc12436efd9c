"""Models in folders that an administrator shares with everybody: used where they lie, never written to."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.entities import ModelRecord, ModelState
from desktop.features.models.domain.catalogue import EMBEDDER_FOLDER, CatalogueModel, ModelCatalogue
from desktop.features.models.services.model_files import ModelFiles, length, new_id


class SharedModels:
    """Laid out as the product's own models folder, `<id>/<file>` and `<id>/embedder/`, or with GGUF files
    lying there plainly. Looks at names, sizes and times alone; used by `ModelFetching`, which remembers in
    the user's own database what was checked (size and time of the file)."""

    def __init__(self, folders: Sequence[str], files: ModelFiles) -> None:
        self._folders = tuple(Path(folder) for folder in folders)
        self._files = files

    def holds(self, path: str) -> bool:
        """Whether a path lies in one of the folders."""
        return bool(path) and any(Path(path).is_relative_to(folder) for folder in self._folders)

    def is_stale(self, record: ModelRecord) -> bool:
        """Whether a row tells of a file here that is gone, or is no longer the one that was looked at."""
        if not self.holds(record.path):
            return False
        changed = bool(record.verified) and record.verified != self._files.modified(record)
        return changed or record.state is not ModelState.READY or not self._files.is_whole(record)

    def found(self, entry: CatalogueModel) -> ModelRecord | None:
        """A model of the catalogue that lies here, whole by its length; its hash is compared before its first
        use."""
        for folder in self._folders:
            places = (folder / entry.id / entry.file, folder / entry.file)
            for path in (folder / entry.id / EMBEDDER_FOLDER,) if entry.convert else places:
                record = replace(entry.record(), path=str(path), state=ModelState.READY)
                if not record.sha256:
                    record = replace(record, size=length(path))
                if self._files.is_whole(record):
                    return record
        return None

    def unknown_files(
        self, taken: set[str], known: set[str], catalogue: ModelCatalogue
    ) -> list[tuple[str, Path]]:
        """(id, file) of GGUF files here that no row (`known` paths) and no entry of the catalogue names; ids
        differ from those `taken`."""
        taken, found = set(taken), []
        named = {entry.file for entry in catalogue.models}
        for folder in self._folders:
            try:
                files = sorted([*folder.glob("*.gguf"), *folder.glob("*/*.gguf")])
            except OSError:  # a server that does not answer
                continue
            for file in files:
                if str(file) not in known and file.name not in named and length(file):
                    identity = new_id(file.stem if file.parent == folder else file.parent.name, taken)
                    taken.add(identity)
                    found.append((identity, file))
        return found
