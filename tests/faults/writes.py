"""Kills, full, broken and closed disks at every write, and losses of power, over the stores and the state."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults import care, desks, faulty_disk, place, power, state
from tests.faults.faulty_disk import Case
from tests.faults.place import Place
from tests.faults.tally import Tally
from workers.contract.codes import Code

KINDS = ("kill", "full", "broken", "closed")
# What may be told of a disk that refuses: its cause, or of a store that could not be opened for it.
_TOLD = {
    "full": {Code.DISK_FULL},
    # SQLite does not say why it cannot open a file.
    "broken": {Code.DISK_ERROR, Code.FOLDER_NOT_WRITABLE},
    "closed": {Code.FOLDER_NOT_WRITABLE, Code.DISK_ERROR, Code.FILE_UNREADABLE},
}


@dataclass(frozen=True, slots=True)
class Work:
    """An operation on `base` of a folder. `lay_out` makes `base` in the root and what belongs to it, `act`
    (folder, root) does the work in a copy, `look` (folder, at rest?) says what is wrong, and which texts
    there are."""

    lay_out: Callable[[Path], object]
    act: Callable[[Path, Path], object]
    look: Callable[[Path, bool], tuple[list[str], dict[str, str]]]


def _of_stores(name: str) -> Work:
    def lay_out(root: Path) -> None:
        if name != "index":
            place.index(Place(root))
        if name == "change":
            Place(root).write(version=2)

    def look(folder: Path, at_rest: bool) -> tuple[list[str], dict[str, str]]:
        found = place.look(Place(folder), at_rest=at_rest)
        return list(found.wrong), found.indexed

    return Work(
        lay_out, lambda folder, root: place.OPERATIONS[name](Place(folder), Place(root).documents), look
    )


def _of_care(name: str) -> Work:
    def look(folder: Path, at_rest: bool) -> tuple[list[str], dict[str, str]]:
        found = care.look_at(Place(folder), name, at_rest=at_rest)
        return list(found.wrong), found.indexed

    return Work(
        lambda root: care.lay_out(root, name),
        lambda folder, root: care.OPERATIONS[name](Place(folder), Place(root)),
        look,
    )


def _of_state(name: str) -> Work:
    return Work(
        lambda root: state.prepare(root / "base", name),
        lambda folder, root: state.OPERATIONS[name](folder / "base"),
        lambda folder, at_rest: (state.wrong(folder / "base", at_rest=at_rest), {}),
    )


def _of_desks(name: str) -> Work:
    return Work(
        lambda root: desks.prepare(root / "base", name),
        lambda folder, root: desks.OPERATIONS[name](folder / "base"),
        lambda folder, at_rest: (desks.wrong(folder / "base", name, at_rest=at_rest), {}),
    )


WORKS: dict[str, Work] = {
    **{name: _of_stores(name) for name in place.OPERATIONS},
    **{name: _of_care(name) for name in care.OPERATIONS},
    **{name: _of_desks(name) for name in desks.OPERATIONS},
    **{name: _of_state(name) for name in state.OPERATIONS},
}


class Subject:
    """An operation on something that is laid out once and copied for each case."""

    def __init__(self, root: Path, name: str, work: Work | None = None) -> None:
        self.name, self._work = name, work or WORKS[name]
        self._root = root / name.replace(" ", "-")
        Place(self._root).write()
        laid = faulty_disk.run_case(lambda: self._work.lay_out(self._root), self._root)
        assert not laid.defect and not laid.code and not laid.signal, laid
        (self._root / "base").mkdir(exist_ok=True)
        self.before = self._work.look(self._root, False)
        whole = self.copy()
        ended = faulty_disk.run_case(lambda: self.act(whole), whole / "base")
        assert not ended.defect and not ended.code and not ended.signal, ended
        self.changes = ended.changes
        self.after = self._work.look(whole, True)
        assert not self.after[0], self.after
        shutil.rmtree(whole)

    def copy(self) -> Path:
        """A folder with the state before."""
        target = Path(tempfile.mkdtemp(prefix="case-", dir=self._root))
        shutil.copytree(self._root / "base", target / "base")
        return target

    def act(self, folder: Path) -> None:
        """The operation on a copy."""
        self._work.act(folder, self._root)

    def wrong(self, folder: Path) -> list[str]:
        """What is wrong after a fault, and what after the same work was done again."""
        found, indexed = self._work.look(folder, False)
        for path in {*self.before[1], *indexed}:
            allowed = {self.before[1].get(path), self.after[1].get(path)}
            # A document that is under way is neither.
            if path in indexed and indexed[path] not in allowed:
                found.append(f"neither before nor after: {path}")
            # One that changes under the work may be under way; one that does not answers all the time.
            if path not in indexed and len(allowed) == 1:
                found.append(f"lost: {path}")
        again = faulty_disk.run_case(lambda: self.act(folder), folder / "base")
        if again.defect or again.code or again.signal or again.hung:
            return [*found, f"cannot go on: {_end(again)}"]
        left, indexed = self._work.look(folder, True)
        if indexed != self.after[1]:
            left.append(f"{len(indexed)} documents, {len(self.after[1])} expected, or other texts")
        return [*found, *left]


def faults(subject: Subject, kind: str, seed: int, limit: int) -> Iterator[Tally]:
    """`limit` cases at different writes, spread over the whole operation; yields after each."""
    tally = Tally(kind, subject.name, seed)
    chosen = _spread(subject.changes, limit, seed)
    for at in chosen:
        folder = subject.copy()
        ended = faulty_disk.run_case(lambda folder=folder: subject.act(folder), folder / "base", at, kind)  # type: ignore[misc]
        wrong = _judged(ended, kind)
        wrong += subject.wrong(folder)
        shutil.rmtree(folder, ignore_errors=True)
        tally.add(_end(ended), wrong, f"write {at}")
        yield tally


def losses(subject: Subject, seed: int, limit: int) -> Iterator[Tally]:
    """`limit` losses of power in one run; yields after each."""
    tally = Tally("power", subject.name, seed)
    folder, journal = subject.copy(), subject._root / "journal"
    journal.unlink(missing_ok=True)
    disk = power.Disk(folder / "base")
    ended = faulty_disk.run_case(lambda: subject.act(folder), folder / "base", journal=journal)
    assert not ended.defect, ended
    changes = power.read_journal(journal)
    points = _spread(len(changes), limit, seed)
    for point, now in power.states(changes, disk, points):
        left = Path(tempfile.mkdtemp(prefix="power-", dir=subject._root))
        lengths = point % 2 == 0
        now.write_to(left / "base", lengths=lengths)
        wrong = subject.wrong(left)
        shutil.rmtree(left, ignore_errors=True)
        tally.add("lengths kept" if lengths else "lengths lost", wrong, f"change {point}")
        yield tally
    shutil.rmtree(folder, ignore_errors=True)
    journal.unlink()


def _spread(changes: int, limit: int, seed: int) -> list[int]:
    """So many numbers from 1 to `changes`, evenly and yet by chance."""
    if changes <= limit:
        return list(range(1, changes + 1))
    generator = random.Random(seed)
    step = changes / limit
    return sorted({min(changes, 1 + int(step * (part + generator.random()))) for part in range(limit)})


def _judged(ended: Case, kind: str) -> list[str]:
    wrong = []
    if ended.hung:
        wrong.append("hung")
    if kind == "kill":
        if ended.signal not in (0, 9):
            wrong.append(f"died of signal {ended.signal}")
        return wrong
    if ended.signal:
        wrong.append(f"died of signal {ended.signal}")
    if ended.defect:
        wrong.append(f"defect: {ended.defect.strip().splitlines()[-1]}")
    if ended.code and ended.code not in {code.value for code in _TOLD[kind]}:
        wrong.append(f"told as {ended.code}")
    return wrong


def _end(ended: Case) -> str:
    if ended.hung:
        return "hung"
    if ended.signal:
        return f"signal {ended.signal}"
    return ended.code or (f"defect {ended.defect.strip().splitlines()[-1][:200]}" if ended.defect else "done")


@contextmanager
def root() -> Iterator[Path]:
    """A folder for the whole of it."""
    folder = Path(tempfile.mkdtemp(prefix="bukvar-faults-", dir=faulty_disk.QUICK)).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
