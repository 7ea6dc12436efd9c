"""Where the packages of an installation come from, and how far it is, in bytes of wheels."""

import re
from collections.abc import Sequence
from pathlib import Path

from workers.contract.component import python_of
from workers.contract.training.installing import InstallSpec
from workers.runtime.context import Context
from workers.transfer.pinned_packages import PinnedPackage
from workers.transfer.wheel_getter import WheelGetter

_TRIES = 2
WORK = ".wheels"  # what is under way, kept over kills


class PackageSource:
    """The wheels of a folder that the user named. A context manager, as its kinds are."""

    def __init__(self, spec: InstallSpec, missing: Sequence[PinnedPackage], context: Context) -> None:
        self._folder, self._context = spec.wheelhouse, context
        self._sizes = self.measured(missing)
        self._total, self._before = sum(self._sizes.values()), 0

    def __enter__(self) -> "PackageSource":
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is left behind."""

    def measured(self, missing: Sequence[PinnedPackage]) -> dict[str, int]:
        """Bytes of each package's wheel; 0 = not known."""
        files: dict[str, int] = {}
        for wheel in Path(self._folder).glob("*.whl"):
            key = _plain("-".join(wheel.name.split("-")[:2]))
            files[key] = max(files.get(key, 0), wheel.stat().st_size)
        return {each.name: files.get(_plain(f"{each.name}-{each.version}"), 0) for each in missing}

    def wheelhouse(self, package: PinnedPackage) -> str:
        """The folder from which pip takes a package ("" = its own index)."""
        self.report(package.name, 0)
        return self._folder

    def done(self, package: PinnedPackage) -> None:
        """A package is installed."""
        self._before += self._sizes[package.name]
        self.report(package.name, 0)

    def report(self, name: str, done: int) -> None:
        """So many bytes of a package are here."""
        now = self._before + min(done, self._sizes[name])
        self._context.progress("install", now, self._total, "bytes", name)


class IndexSource(PackageSource):
    """The package index that pip is set up with."""

    def __init__(
        self, spec: InstallSpec, folder: Path, missing: Sequence[PinnedPackage], context: Context
    ) -> None:
        self._getter = WheelGetter(python_of(folder), folder / WORK, context.on_cancel)
        try:
            super().__init__(spec, missing, context)
        except BaseException:
            self._getter.__exit__()
            raise

    def __exit__(self, *error: object) -> None:
        self._getter.__exit__()

    def measured(self, missing: Sequence[PinnedPackage]) -> dict[str, int]:
        sizes = dict.fromkeys((package.name for package in missing), 0)
        for number, package in enumerate(missing):
            if number == _TRIES and not any(sizes.values()):
                break  # an index that does not answer is not asked for everything
            self._context.raise_if_cancelled()
            self._context.progress("prepare", number, len(missing), "packages", package.name)
            sizes[package.name] = self._getter.size(package.name, package.version, package.lines)
        return sizes

    def wheelhouse(self, package: PinnedPackage) -> str:
        self.report(package.name, 0)
        if not any(self._sizes.values()):
            return ""  # pip tells what is the matter

        def report(done: int) -> None:
            self.report(package.name, done)

        wheel = self._getter.get(package.name, package.version, package.lines, report)
        self._context.raise_if_cancelled()
        return str(self._getter.folder) if wheel is not None else ""

    def done(self, package: PinnedPackage) -> None:
        super().done(package)
        for wheel in self._getter.folder.glob("*.whl"):
            wheel.unlink()


def source_of(
    spec: InstallSpec, folder: Path, missing: Sequence[PinnedPackage], context: Context
) -> PackageSource:
    """The folder of a spec, or the index."""
    if spec.wheelhouse:
        return PackageSource(spec, missing, context)
    return IndexSource(spec, folder, missing, context)


def _plain(name: str) -> str:
    """A package with its version, as files and folders may be called after it."""
    return re.sub(r"[-_.]+", "_", name).lower()
