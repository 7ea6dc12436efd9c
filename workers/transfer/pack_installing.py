"""Copies models out of a pack, checking them on their way: each appears in its place whole, or not at all."""

import os
import shutil
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.packs import (
    LICENCE_FILE,
    InstalledModel,
    InstallPackResult,
    InstallPackSpec,
    PackFile,
    PackModel,
)
from workers.files import publish, sha256_of
from workers.transfer.pack_file import PackReader
from workers.transfer.partial_file import PartialFile, Reporter, disk_full, require_space

# Bytes at once: read, written and hashed while they lie in the processor's cache.
_PIECE = 256 << 10


def install(spec: InstallPackSpec, reporter: Reporter) -> InstallPackResult:
    """Install what is wanted and not here yet; what an earlier run left is gone on with. Raises what
    `PackReader` raises, MODEL_UNKNOWN, DISK_FULL, FOLDER_NOT_WRITABLE."""
    with PackReader(Path(spec.path), spec.keys) as pack:
        models = {model.id: model for model in pack.pack.models}
        wanted = []
        for target in spec.targets:
            if target.model not in models:
                raise ProblemError(Code.MODEL_UNKNOWN, model=target.model)
            wanted.append((models[target.model], target.id))
        installing = _Installing(spec, pack, wanted, reporter)
        try:
            return InstallPackResult(tuple(installing.install(*each) for each in wanted))
        except OSError as error:
            known = disk_full(error, Path(spec.work), installing.total)
            raise known or ProblemError(Code.FOLDER_NOT_WRITABLE, str(error), folder=spec.folder) from error


class _Installing:
    """One run."""

    def __init__(
        self,
        spec: InstallPackSpec,
        pack: PackReader,
        wanted: list[tuple[PackModel, str]],
        reporter: Reporter,
    ) -> None:
        self._spec, self._pack, self._reporter = spec, pack, reporter
        self._done = 0
        self._room = bytearray(_PIECE)
        self.total = sum(model.size for model, _ in wanted)
        self._left = self.total  # bytes of models that were not looked at yet

    def install(self, model: PackModel, identity: str) -> InstalledModel:
        """Put one model into its place."""
        folder, stage = Path(self._spec.folder) / identity, Path(self._spec.work) / identity
        target = folder / model.unit
        single = len(model.files) == 1 and model.files[0].path == model.unit
        if not self._is_there(model, folder):
            stage.mkdir(parents=True, exist_ok=True)
            require_space(stage, self._left - _bytes_in(stage))
            for file in model.files:
                self._get(model, file, stage)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / LICENCE_FILE).write_text(model.licence_text, encoding="utf-8")
            if target.exists():
                _put_aside(target, stage / ".old")
            publish(stage / model.unit, target)
        shutil.rmtree(stage, ignore_errors=True)
        self._left -= model.size
        size, sha256 = model.files[0].size, model.files[0].sha256
        if not single:
            size, sha256 = model.size, ""
        return InstalledModel(identity, model.entry, str(target), size, sha256)

    def _is_there(self, model: PackModel, folder: Path) -> bool:
        """Whether it is in its place already, byte for byte."""
        files = [(file, folder / file.path) for file in model.files]
        if not all(path.is_file() and path.stat().st_size == file.size for file, path in files):
            return False
        before = self._done
        same = all(self._hash(path) == file.sha256 for file, path in files)
        if not same:
            self._done = before
        return same

    def _get(self, model: PackModel, file: PackFile, stage: Path) -> None:
        """Have one file whole in the stage."""
        place = stage / file.path
        if place.is_file():
            before = self._done
            if place.stat().st_size == file.size and self._hash(place) == file.sha256:
                return
            self._done = before
            place.unlink()
        # The bytes of an earlier run, read once more, count as the beginning of this file.
        partial = PartialFile(place.parent, place.name, self._reporter.within(self._done, self.total))
        try:
            if partial.done > file.size:
                partial.restart()
            begun = partial.done > 0
            self._copy(model, file, partial)
            if partial.sha256 != file.sha256 and begun:  # the beginning may have been another pack's
                partial.restart()
                self._copy(model, file, partial)
            if partial.sha256 != file.sha256:
                partial.restart()
                raise self._pack.damaged(f"{file.path}: {partial.sha256}, not {file.sha256}")
            partial.publish(place)
        finally:
            partial.close()
        self._done += file.size

    def _copy(self, model: PackModel, file: PackFile, partial: PartialFile) -> None:
        source, room = self._pack.file.raw, memoryview(self._room)
        try:
            source.seek(self._pack.offset(model, file) + partial.done, os.SEEK_SET)
        except OSError as error:
            raise self._gone(error) from error
        while left := file.size - partial.done:
            try:
                length = source.readinto(room[: min(_PIECE, left)])
            except OSError as error:
                raise self._gone(error) from error
            if not length:
                raise self._pack.damaged(f"{file.path} is cut off")
            self._reporter.check()
            partial.write(room[:length])
            self._reporter.progress("copy", self._done + partial.done, self.total)

    def _gone(self, error: OSError) -> ProblemError:
        """The disk with the pack was pulled out."""
        return ProblemError(Code.SOURCE_UNREACHABLE, str(error), source=self._spec.path)

    def _hash(self, path: Path) -> str:
        def on_read(length: int) -> None:
            self._reporter.check()
            self._done += length
            self._reporter.progress("copy", self._done, self.total)

        return sha256_of(path, on_read=on_read)


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _put_aside(target: Path, aside: Path) -> None:
    """A damaged model leaves its place; a kill before the new one is there costs nothing, for that one lies
    finished in the stage."""
    if aside.is_dir():
        shutil.rmtree(aside)
    os.replace(target, aside)
