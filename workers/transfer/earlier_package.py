"""What another version of a package has left in an environment: pip is told to put the new one over it, so
that a download that fails takes nothing away."""

import csv
import re
import shutil
from pathlib import Path

from workers.transfer.pinned_packages import PinnedPackage, record_of


def lists(site: Path, package: PinnedPackage) -> list[Path]:
    """The lists of files of other versions of a package in the folder `site`."""
    found = []
    for record in site.glob("*.dist-info/RECORD"):
        other, _, version = record.parent.name.removesuffix(".dist-info").rpartition("-")
        if _plain(other) == _plain(package.name) and version != package.version:
            found.append(record)
    return found


def drop(site: Path, package: PinnedPackage, earlier: list[Path]) -> None:
    """Delete what `earlier` lists and the version that is there now does not."""
    place = record_of(site, package)
    now = _files(site, site / place) if place else set()
    for record in earlier:
        for file in _files(site, record) - now:
            if file.is_relative_to(site.resolve()):
                file.unlink(missing_ok=True)
        shutil.rmtree(record.parent, ignore_errors=True)


def _files(site: Path, record: Path) -> set[Path]:
    with record.open(encoding="utf-8", newline="") as stream:
        return {(site / row[0]).resolve() for row in csv.reader(stream) if row}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()
