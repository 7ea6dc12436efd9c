"""Every parser with input that somebody else made: seeds of the product's own tests, changed by chance.

A batch of cases runs in a child with limits on memory and time; what reads documents is confined there as the
product's readers are. Wrong is: a child that dies, a case that
takes more than two seconds of processor time, and an error that is not the one that its caller expects.
"""

import gc
import io
import json
import linecache
import mmap
import os
import random
import resource
import shutil
import signal
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

from tests.faults.tally import Tally
from workers.files import write_whole
from workers.runtime.confinement import confine

SECONDS = 2.0  # of processor time a case
_MEMORY = 2 << 30
_INTERESTING = (b"\0", b"\xff", b"\x7f", b"\x80", b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f")
_JSON = (
    "null", "true", "[]", "{}", '""', "-1", "1e999", "NaN", "9" * 30, '"\\ud800"', '"../x"', '"\\u202e"',
    "[" * 60 + "]" * 60, '"' + "а" * 5000 + '"', "18446744073709551616", '"\\u0000"',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A parser: `make` writes seeds into a folder, `parse` reads a case (its bytes, and a file with them).
    `expected` may be raised, nothing else. `apart`: it runs in a process that owns nothing, so that one
    which dies (a library that is refused memory aborts) costs one file."""

    name: str
    make: Callable[[Path], list[bytes]]
    parse: Callable[[bytes, Path], object]
    expected: tuple[type[BaseException], ...]
    suffix: str = ".bin"
    apart: bool = False


class _Slow(BaseException):
    """A case took too long."""


def run(
    target: Target, seed: int, cases: int, jobs: int = 1, batch: int = 2000, kept: Path | None = None
) -> Iterator[Tally]:
    """`cases` of them, in children, `jobs` at a time; yields whenever one has ended. `kept`: a file of what
    was counted before, which goes on there."""
    counted = _Kept(kept)
    tally = counted.tally(target.name, seed)
    if tally.cases >= cases:
        return
    with tempfile.TemporaryDirectory(prefix="bukvar-fuzz-") as folder:
        seeds = target.make(Path(folder))
        _warm(target, seeds, Path(folder))
        gc.collect()
        gc.freeze()  # so that children share the memory of this process
        todo = [(first, min(batch, cases - first)) for first in range(tally.cases, cases, batch)][::-1]
        running: dict[int, _Batch] = {}
        while todo or running:
            while todo and len(running) < jobs:
                first, count = todo.pop()
                started = _Batch(target, seed, first, count, Path(folder) / f"work-{first}")
                running[started.start(seeds)] = started
            child, status = os.wait()
            ended = running.pop(child)
            count, end, wrong = ended.ended(status)
            tally.cases += count
            tally.ends[end] += 1
            tally.wrong += wrong
            if count < ended.count:  # the rest of what its child did not live to see
                todo.append((ended.first + count, ended.count - count))
            if not running or jobs == 1:  # what was begun behind a batch that goes on is not kept
                counted.keep(tally)
            yield tally


def _warm(target: Target, seeds: list[bytes], folder: Path) -> None:
    """Parse what is sound, so that each child finds the modules loaded."""
    file = folder / f"sound{target.suffix}"
    for seed in set(seeds):
        file.write_bytes(seed)
        with suppress(*target.expected):
            target.parse(seed, file)


class _Kept:
    """The tallies of earlier runs, in a file of JSON."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._all: dict[str, Any] = {}
        if file is not None and file.exists():
            self._all = json.loads(file.read_text("utf-8"))

    def tally(self, name: str, seed: int) -> Tally:
        """That of a parser; a new one where none is kept with this seed."""
        values = self._all.get(f"{name} {seed}")
        return Tally.read(values) if values else Tally("fuzz", name, seed)

    def keep(self, tally: Tally) -> None:
        """Write it beside those of the others."""
        self._all[f"{tally.operation} {tally.seed}"] = tally.values()
        if self._file is not None:
            write_whole(self._file, as_json(self._all))


def case_of(seeds: list[bytes], seed: int, number: int) -> bytes:
    """The bytes of one case: the same for the same numbers."""
    generator = random.Random(seed * 1_000_003 + number)
    data = generator.choice(seeds)
    for _ in range(generator.choice((1, 1, 1, 2, 3, 6))):
        data = _changed(data, generator, seeds)
    return data[: 1 << 22]


class _Batch:
    """`count` cases from the `first`, in one child that works in `place`."""

    def __init__(self, target: Target, seed: int, first: int, count: int, place: Path) -> None:
        self.target, self.seed, self.first, self.count = target, seed, first, count
        self._place = place
        self._at = mmap.mmap(-1, 16)
        self._told = os.memfd_create("told")

    def start(self, seeds: list[bytes]) -> int:
        """The number of the child's process."""
        self._place.mkdir()
        child = os.fork()
        if child == 0:
            _in_child(
                self.target, seeds, self._place, self.seed, self.first, self.count, self._at, self._told
            )
        return child

    def ended(self, status: int) -> tuple[int, str, list[str]]:
        """(how many were run, how the child ended, what was wrong)."""
        (at,) = struct.unpack("q", self._at[:8])
        with os.fdopen(self._told, "rb") as told:
            told.seek(0)
            wrong = told.read().decode("utf-8").splitlines()
        shutil.rmtree(self._place, ignore_errors=True)
        code = os.waitstatus_to_exitcode(status)
        if code == 0:
            return self.count, "batch whole", wrong
        end = "hung" if -code == signal.SIGXCPU else f"died of signal {-code}"
        if end == "hung" or not self.target.apart:
            wrong.append(f"{self.target.name} case {self.first + at} (seed {self.seed}): {end}")
        return at + 1, end, wrong


def _in_child(
    target: Target, seeds: list[bytes], place: Path, seed: int, first: int, count: int,
    shared: mmap.mmap, told: int,
) -> None:  # fmt: skip
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 28, 1 << 28))
        signal.signal(signal.SIGVTALRM, _too_slow)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries tell of their own mistakes
        os.environ["TMPDIR"] = tempfile.tempdir = str(place)
        os.environ["RUST_BACKTRACE"] = "0"  # which nobody reads, and which takes longer than the case
        file = place / f"case{target.suffix}"
        # What takes time and finds nothing: sources looked up for each trace, many rounds for garbage.
        linecache.checkcache = lambda filename=None: None
        gc.set_threshold(20_000)
        if target.apart:
            confine(place, place)
        for at in range(count):
            shared[:8] = struct.pack("q", at)
            said = ""
            data = case_of(seeds, seed, first + at)
            file.write_bytes(data)
            # Code in C does not listen to the first: the second ends it.
            used = int(time.process_time())
            resource.setrlimit(resource.RLIMIT_CPU, (used + 10, resource.RLIM_INFINITY))
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                target.parse(data, file)
            except _Slow:
                said = f"more than {SECONDS} s"
            except target.expected:
                pass
            except BaseException as error:
                said = f"{type(error).__name__}: {str(error)[:150]!r}"
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            if said:
                os.write(told, f"{target.name} case {first + at} (seed {seed}): {said}\n".encode())
        code = 0
    finally:
        os._exit(code)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise _Slow


# --- changes --------------------------------------------------------------------------------------------


def _changed(data: bytes, generator: random.Random, seeds: list[bytes]) -> bytes:
    if not data:
        return generator.choice(seeds)
    if data[:2] == b"PK" and generator.random() < 0.7:
        return _changed_member(data, generator, seeds)
    if data[:1] in (b"{", b"[") and generator.random() < 0.6:
        return _changed_json(data, generator)
    at = generator.randrange(len(data))
    length = generator.choice((1, 2, 4, 8, 64, 1024))
    way = generator.randrange(8)
    if way == 0:
        return data[:at] + bytes([data[at] ^ (1 << generator.randrange(8))]) + data[at + 1 :]
    if way == 1:
        put = generator.choice(_INTERESTING)
        return data[:at] + put + data[at + len(put) :]
    if way == 2:
        return data[:at] + data[at + length :]
    if way == 3:
        return data[:at] + data[at : at + length] * generator.choice((2, 3, 50)) + data[at:]
    if way == 4:
        return data[:at]
    if way == 5:
        other = generator.choice(seeds)
        from_there = generator.randrange(len(other) + 1)
        return data[:at] + other[from_there : from_there + length * 4] + data[at:]
    if way == 6:
        return data[:at] + generator.randbytes(length) + data[at + length :]
    return data[:at] + generator.randbytes(1) + data[at + 1 :]


def _changed_json(data: bytes, generator: random.Random) -> bytes:
    """A value, a key or a whole part is another."""
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    marks = [at for at, letter in enumerate(words) if letter in ':,["{}']
    if not marks:
        return data
    at = generator.choice(marks)
    end = next((other for other in marks if other > at), len(words))
    return (words[: at + 1] + generator.choice(_JSON) + words[end:]).encode("utf-8", "surrogatepass")


def _changed_member(data: bytes, generator: random.Random, seeds: list[bytes]) -> bytes:
    """One file of a ZIP is changed, and the ZIP is sound."""
    members = dict(_members(data))
    if not members:
        return data
    chosen = generator.choice(list(members))
    members[chosen] = _changed(members[chosen], generator, seeds)
    return _zipped(members)


def _zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP of these, nothing packed: several times as fast as `zipfile`, which half of a case went into."""
    files, directory, at = [], [], 0
    for name, content in members.items():
        called, size = name.encode("utf-8", "surrogatepass"), len(content)
        flags = 0 if name.isascii() else 1 << 11  # the name is UTF-8
        common = struct.pack("<5H3I2H", 20, flags, 0, 0, 33, zlib.crc32(content), size, size, len(called), 0)
        files += [b"PK\3\4", common, called, content]
        directory += [b"PK\1\2", struct.pack("<H", 20), common, struct.pack("<3H2I", 0, 0, 0, 0, at), called]
        at += 4 + len(common) + len(called) + size
    listed = b"".join(directory)
    end = struct.pack("<4H2IH", 0, 0, len(members), len(members), len(listed), at, 0)
    return b"".join([*files, listed, b"PK\5\6", end])


@lru_cache(maxsize=64)
def _members(data: bytes) -> dict[str, bytes]:
    """Those of a ZIP; none where an earlier change has left no ZIP. Seeds come again and again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except Exception:
        return {}


def as_json(value: Any) -> bytes:
    """A seed of JSON."""
    return json.dumps(value, ensure_ascii=False).encode()
