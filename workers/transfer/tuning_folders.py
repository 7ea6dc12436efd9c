"""Finds folders with the packages of the tuning component on disks that were put in."""

from collections.abc import Callable, Iterator
from pathlib import Path

from workers.contract.tuning_folder import FindTuningSpec, FoundTuning, fits_here, read_folder

_ENTRIES = 2000  # of one place; a disk full of photographs is not walked to its end
_FOUND = 8


def find(spec: FindTuningSpec, check: Callable[[], None]) -> FoundTuning:
    """The folders that are for this computer and version. `check()` raises when the search was cancelled."""
    found: dict[str, None] = {}
    for place in spec.places:
        for folder in _candidates(Path(place)):
            check()
            made = read_folder(folder)
            if made is not None and fits_here(made, spec.lock_sha256) and len(found) < _FOUND:
                found.setdefault(str(folder.resolve()))
    return FoundTuning(tuple(found))


def _candidates(place: Path) -> Iterator[Path]:
    yield place
    try:
        entries = sorted(path for path, _ in zip(place.iterdir(), range(_ENTRIES), strict=False))
    except OSError:
        return  # a disk that was pulled out, a folder of somebody else's
    for path in entries:
        if not path.name.startswith((".", "$")):
            yield path
