"""Where model files lie, and what the files themselves say about being there and whole."""

import stat
import unicodedata
from dataclasses import replace
from pathlib import Path

from desktop.core.entities import ModelPurpose, ModelRecord, ModelState
from desktop.core.jobs.background import delete_folder
from desktop.core.ports import Paths
from desktop.features.models.domain.catalogue import EMBEDDER_FOLDER, CatalogueModel
from desktop.paths import user_path
from workers.contract.addresses import web_address
from workers.contract.specs.models import EMBEDDER_FILES, Source


class ModelFiles:
    """`models/<id>/<file>`, `models/<id>/embedder/`, `downloads/<id>/`. Only looks at names, sizes and times:
    hashing is the `fetch` worker's. Used by `ModelRegistry` and `ModelFetching`."""

    def __init__(self, paths: Paths) -> None:
        self._models, self._downloads = paths.models, paths.downloads

    def target(self, model: str, file: str) -> Path:
        """Where a finished file of a model (an id) lies."""
        return self._models / model / file

    def work(self, model: str) -> Path:
        """The folder of a model's unfinished downloads."""
        return self._downloads / model

    def embedder(self, model: str) -> Path:
        """The folder that a model of search is used from."""
        return self._models / model / EMBEDDER_FOLDER

    def is_ours(self, path: Path) -> bool:
        """Whether a path lies in the product's own models folder."""
        return path.absolute().is_relative_to(self._models.absolute())

    def modified(self, record: ModelRecord) -> float:
        """Modification time of the model's main file; 0 when it is not there."""
        try:
            return _main_file(record).stat().st_mtime
        except OSError:
            return 0.0

    def is_whole(self, record: ModelRecord) -> bool:
        """Whether everything is there and has the length that it should have."""
        path = Path(record.path)
        try:
            if is_folder(record):
                return all((path / name).stat().st_size > 0 for name in EMBEDDER_FILES)
            return 0 < length(path) == record.size
        except OSError:
            return False

    def found(self, entry: CatalogueModel) -> ModelRecord | None:
        """A model of the catalogue that lies here, whole: files appear in their place only when they are."""
        path = self.embedder(entry.id) if entry.convert else self.target(entry.id, entry.file)
        record = replace(entry.record(), path=str(path), state=ModelState.READY)
        if not record.sha256:
            record = replace(record, size=length(path))
        return record if self.is_whole(record) else None

    def unconverted(self, entry: CatalogueModel) -> tuple[Path, str] | None:
        """(file, format) of what was fetched and still waits for its conversion."""
        forms = [(entry.file, entry.size, entry.convert)]
        forms += [(source.file, source.size, source.convert) for source in entry.sources if source.file]
        for name, size, form in forms:
            path = self.target(entry.id, name)
            try:
                if form and path.stat().st_size == size:
                    return path, form
            except OSError:
                continue
        return None

    def drop_converted(self, entry: CatalogueModel) -> None:
        """Delete what an embedder was made of: its own folder has all of it."""
        names = {entry.file}
        for source in entry.sources:
            names |= {source.file or entry.file, *(companion.file for companion in source.companions)}
        for name in names:
            self.target(entry.id, name).unlink(missing_ok=True)

    def unknown_files(self, known: set[str]) -> list[tuple[str, Path]]:
        """(id, file) of GGUF files in the models folder that no row and no catalogue entry names."""
        if not self._models.is_dir():
            return []
        folders = [
            path
            for path in sorted(self._models.iterdir())
            if path.is_dir() and path.name not in known and not path.name.startswith(".")
        ]
        return [(path.name, file) for path in folders for file in sorted(path.glob("*.gguf"))[:1]]

    def remove(self, record: ModelRecord) -> None:
        """Delete what is ours; a file that stays where its owner keeps it is left alone."""
        if record.path and self.is_ours(Path(record.path)):
            delete_folder(self._models / record.id)
        self.forget_download(record.id)

    def forget_download(self, model: str) -> None:
        """Delete the unfinished downloads of a model; errors of the disk are ignored."""
        delete_folder(self._downloads / model)


def length(path: Path) -> int:
    """Bytes of a regular file; 0 for what is none or cannot be looked at: a folder that this user may not
    enter, a server that does not answer (`Path.is_file` raises for both)."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _main_file(record: ModelRecord) -> Path:
    path = Path(record.path)
    return path / "model.onnx" if is_folder(record) else path


def is_folder(record: ModelRecord) -> bool:
    """Whether a model is a folder that `knowledge` opens; what this version only keeps lies as it came."""
    return record.purpose in (ModelPurpose.EMBEDDING, ModelPurpose.RERANK) and record.used


def new_id(name: str, taken: set[str]) -> str:
    """An id, good as the name of a folder, for a model file that the user adds."""
    plain = unicodedata.normalize("NFC", name).lower()
    words = "".join(sign if sign.isalnum() or sign in "._-" else "-" for sign in plain).strip("._-")
    first = words[:100] or "model"
    candidate, number = first, 1
    while candidate in taken:
        number += 1
        candidate = f"{first}-{number}"
    return candidate


def sources_at(address: str, entry: CatalogueModel) -> tuple[Source, ...]:
    """Where a company's mirror, a folder or a USB disk may hold a model: an address of a folder (or of the
    very file), looked up by the file's name and by its hash."""
    web = web_address(address)
    if not web:
        return (Source("file", str(user_path(address))),)
    address = web
    if address.rsplit("/", 1)[-1].lower() == entry.file.lower():
        return (Source("http", address),)
    base = address.rstrip("/")
    names = [entry.file, f"{entry.id}/{entry.file}"]
    if entry.sha256:
        names.append(entry.sha256)
    return tuple(Source("http", f"{base}/{name}") for name in names)
