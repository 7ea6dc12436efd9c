"""Model packs: found, read, installed, made."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.codec import from_json, to_json
from workers.contract.codes import ProblemError
from workers.contract.messages import Start
from workers.contract.packs import (
    SUFFIX,
    FindPacksSpec,
    FoundPacks,
    InstallPackSpec,
    MakeKeySpec,
    MakePackSpec,
    PackFacts,
    ReadPackSpec,
)
from workers.contract.specs.jobs import Job
from workers.transfer.pack_file import PackReader
from workers.transfer.pack_installing import install
from workers.transfer.pack_signing import make_key
from workers.transfer.pack_writing import make
from workers.transfer.partial_file import Reporter

JOBS = frozenset({Job.FIND_PACKS, Job.READ_PACK, Job.INSTALL_PACK, Job.MAKE_PACK, Job.MAKE_KEY})
_FOUND = 16
_ENTRIES = 2000  # of one folder; a disk full of photographs is not walked to its end


def run(message: Start, reporter: Reporter) -> dict[str, Any]:
    """Do one of `JOBS`; raises `ProblemError`."""
    params = message.params
    if message.job == Job.FIND_PACKS:
        return dict(to_json(_find(from_json(FindPacksSpec, params), reporter)))
    if message.job == Job.READ_PACK:
        reading = from_json(ReadPackSpec, params)
        with PackReader(Path(reading.path), reading.keys) as pack:
            return dict(to_json(pack.facts))
    if message.job == Job.INSTALL_PACK:
        return dict(to_json(install(from_json(InstallPackSpec, params), reporter)))
    if message.job == Job.MAKE_KEY:
        return dict(to_json(make_key(Path(from_json(MakeKeySpec, params).path))))
    return dict(to_json(make(from_json(MakePackSpec, params), reporter)))


def _find(spec: FindPacksSpec, reporter: Reporter) -> FoundPacks:
    found: dict[str, PackFacts] = {}
    for place in spec.places:
        for path in _packs_in(Path(place), 1):
            reporter.check()
            if len(found) >= _FOUND:
                break
            try:
                with PackReader(path, spec.keys) as pack:
                    facts = pack.facts
            except ProblemError:
                continue  # whoever opens it is told what is wrong with it
            found.setdefault(str(path.resolve()), _short(facts))
    return FoundPacks(tuple(found.values()))


def _short(facts: PackFacts) -> PackFacts:
    """Without the licences in full: many packs go into one answer."""
    models = tuple(replace(model, licence_text="") for model in facts.pack.models)
    return replace(facts, pack=replace(facts.pack, models=models))


def _packs_in(folder: Path, deeper: int) -> Iterator[Path]:
    try:
        entries = sorted(path for path, _ in zip(folder.iterdir(), range(_ENTRIES), strict=False))
    except OSError:
        return  # a disk that was pulled out, a folder of somebody else's
    for path in entries:
        if path.suffix.lower() == SUFFIX and _is_file(path):
            yield path
    for path in entries:
        if deeper and not path.name.startswith((".", "$")) and _is_folder(path):
            yield from _packs_in(path, deeper - 1)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may be listed and not entered
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False
