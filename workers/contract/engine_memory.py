"""Remembers what proved itself on this computer, in one small file that all workers share and the window
reads. Standard library only.

The window names the file (`BUKVAR_ENGINES`, in the data folder). A process without one remembers for itself.
Whoever proves holds a lock meanwhile, so of workers that start at once one proves and the others wait.
"""

import contextlib
import json
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.codec import CodecError, decode_json, from_json, to_json
from workers.contract.engine import MEMORY_VARIABLE, EngineReport, EngineResult
from workers.files import sha256, try_lock, write_whole

_VERSION = 2  # a verdict of version 1 did not say which search model it is about
_KEPT = 12  # verdicts of a section: those of other builds and computers too, for a data folder on a stick
_PATIENCE = 300.0  # seconds to wait for another process that proves
LLAMA, SEARCH = "engines", "search"


def key(*facts: object) -> str:
    """The name of a verdict: it holds while none of the facts changes."""
    return sha256(json.dumps(facts, ensure_ascii=False, default=str))[:32]


class EngineMemory:
    """The file at `path` (None: nothing is kept)."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    @classmethod
    def of_process(cls) -> "EngineMemory":
        """The one that the window named."""
        named = os.environ.get(MEMORY_VARIABLE)
        return cls(Path(named) if named else None)

    def reports_of(self, section: str) -> dict[str, EngineReport]:
        """Everything that a section holds and that can be read, by name: also verdicts about other models,
        about files that were replaced, and of other computers (a data folder on a stick)."""
        found = {name: _report(untrusted) for name, untrusted in self._read().get(section, {}).items()}
        return {name: report for name, report in found.items() if report is not None}

    def report_of(self, section: str, name: str) -> EngineReport | None:
        """What is remembered; None when nothing is, or when the file cannot be read."""
        return self.reports_of(section).get(name)

    def settle(
        self,
        section: str,
        name: str,
        holds: Callable[[EngineReport], bool],
        prove: Callable[[], EngineReport],
    ) -> EngineReport:
        """The verdict called `name`: what is remembered, if it `holds`, or else what `prove` finds now, with
        the time of it and what it cost, waiting included. That is kept, unless somebody else ended a try, or
        something is used that nobody tried."""
        known = self.report_of(section, name)
        if known is not None and holds(known):
            return known
        begin = time.monotonic()
        with self.locked():
            known = self.report_of(section, name)
            if known is not None and holds(known):
                return known  # another process has proved it meanwhile
            report = prove()
            seconds = round(time.monotonic() - begin, 2)
            report = replace(report, proved_at=time.time(), seconds=seconds)
            interrupted = any(one.result is EngineResult.INTERRUPTED for one in report.tried)
            if not interrupted and (report.tried or not report.usable):
                self.keep(section, name, report)
        return report

    def keep(self, section: str, name: str, report: EngineReport) -> None:
        """Remember. A file that cannot be written costs another proof at the next start, nothing else."""
        if self.path is None:
            return
        body = self._read()
        entries = {**body.get(section, {}), name: to_json(report)}
        newest = sorted(entries, key=lambda one: _proved_at(entries[one]))[-_KEPT:]
        sections = {**body, section: {one: entries[one] for one in newest}}
        with contextlib.suppress(OSError):
            text = json.dumps({"version": _VERSION, **sections}, ensure_ascii=False, indent=1)
            write_whole(self.path, text, private=True)

    def forget(self) -> None:
        """As if nothing had ever been tried."""
        if self.path is not None:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _read(self) -> dict[str, dict[str, Any]]:
        if self.path is None:
            return {}
        try:
            untrusted = decode_json(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(untrusted, dict) or untrusted.get("version") != _VERSION:
            return {}
        return {
            section: {name: one for name, one in entries.items() if isinstance(one, dict)}
            for section, entries in untrusted.items()
            if isinstance(entries, dict)
        }

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """While one process is in here, others wait; a process that ends, however, lets the lock go. After
        some minutes, or where no lock can be made, nobody waits any longer: proving twice does no harm."""
        if self.path is None:
            yield
            return
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                file = held.enter_context(self.path.with_suffix(".lock").open("a+b"))
                end = time.monotonic() + _PATIENCE
                while not try_lock(file.fileno()) and time.monotonic() < end:
                    time.sleep(0.05)
            yield


def _report(untrusted: Any) -> EngineReport | None:
    try:
        return from_json(EngineReport, untrusted)
    except CodecError:
        return None


def _proved_at(untrusted: dict[str, Any]) -> float:
    """When an entry of the file was proved; 0 for what is no time."""
    at = untrusted.get("proved_at")
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        return float(at) if math.isfinite(at) else 0.0  # type: ignore[arg-type]
    return 0.0
