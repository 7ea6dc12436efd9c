"""Kills, full, broken and closed disks at every write of an operation, and losses of power within it."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults import faulty_disk, power
from tests.faults.faulty_disk import Case
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
    memory: int = faulty_disk.MEMORY  # bytes of address space


class Subject:
    """An operation on something that is laid out once and copied for each case."""

    def __init__(self, root: Path, name: str, work: Work) -> None:
        self.name, self._work = name, work
        self._root = root / name.replace(" ", "-")
        self._root.mkdir()
        laid = self.run(lambda: self._work.lay_out(self._root), self._root)
        assert not laid.defect and not laid.code and not laid.signal, laid
        (self._root / "base").mkdir(exist_ok=True)
        self.before = self._work.look(self._root, False)
        whole = self.copy()
        ended = self.run(lambda: self.act(whole), whole / "base")
        assert not ended.defect and not ended.code and not ended.signal, ended
        self.changes = ended.changes
        self.after = self._work.look(whole, True)
        assert not self.after[0], self.after
        shutil.rmtree(whole)

    def run(
        self, act: Callable[[], object], under: Path, at: int = 0, kind: str = "", journal: Path | None = None
    ) -> Case:
        """In a fork, with the memory that the operation needs."""
        return faulty_disk.run_case(act, under, at, kind, journal, self._work.memory)

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
        again = self.run(lambda: self.act(folder), folder / "base")
        if again.defect or again.code or again.signal or again.hung:
            return [*found, f"cannot go on: {_end(again)}"]
        left, indexed = self._work.look(folder, True)
        if indexed != self.after[1]:
            left.append(f"{len(indexed)} documents, {len(self.after[1])} expected, or other texts")
        return [*found, *left]


def run(name: str, work: Work, part: str, seed: int, limit: int) -> Iterator[Tally]:
    """`limit` cases of a part of the campaign; yields after each."""
    with root() as folder:
        subject = Subject(folder, name, work)
        if part == "power":
            yield from losses(subject, seed, limit)
        else:
            yield from faults(subject, part, seed, limit)


def faults(subject: Subject, kind: str, seed: int, limit: int) -> Iterator[Tally]:
    """`limit` cases at different writes, spread over the whole operation; yields after each."""
    tally = Tally(kind, subject.name, seed)
    chosen = _spread(subject.changes, limit, seed)
    for at in chosen:
        folder = subject.copy()
        ended = subject.run(lambda folder=folder: subject.act(folder), folder / "base", at, kind)  # type: ignore[misc]
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
    ended = subject.run(lambda: subject.act(folder), folder / "base", journal=journal)
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
    folder = Path(tempfile.mkdtemp(prefix="bukvar-faults-")).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
