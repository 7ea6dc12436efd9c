"""Paths in the database of what lies in the data folder: kept from the folder on, so that a copied, moved or
restored folder finds its own files and not those of the place where it was before."""

from pathlib import Path, PurePath


def kept_in(path: str, home: Path) -> str:
    """`path` as the database keeps it: from the data folder `home` on, with slashes, where it lies in there;
    as it is otherwise."""
    if not path or not PurePath(path).is_relative_to(home):
        return path
    return PurePath(path).relative_to(home).as_posix()


def found_in(kept: str, home: Path, folder: str) -> str:
    """The path again. Older versions kept it whole: where that leads out of `home`, but the part from the
    last `folder` ("models") on leads to something here, this is meant."""
    path = PurePath(kept)
    if not kept or not path.is_absolute():
        return str(home / path) if kept else ""
    if not path.is_relative_to(home) and folder in path.parts:
        at = len(path.parts) - 1 - path.parts[::-1].index(folder)
        here = home.joinpath(*path.parts[at:])
        if here.exists():
            return str(here)
    return kept
