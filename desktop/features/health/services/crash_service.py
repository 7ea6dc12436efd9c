"""Counts the ends of workers that were no one's wish, over restarts, and says what to try after the third."""

import builtins
import json
import logging
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.features.health.domain import crashes
from desktop.features.health.domain.crashes import Alternatives, Crash
from workers.contract.codec import CodecError, decode_json, from_json, to_json
from workers.contract.codes import Problem
from workers.contract.messages import Ask, Message
from workers.contract.specs.jobs import Kind
from workers.disk import free_space
from workers.files import write_whole

_log = logging.getLogger(__name__)


class CrashService:
    """Made by the application; `died` and `succeeded` are told by the supervisor. The file is small, written
    whole, and empty again when the build or the hardware is another one. `engine` names what computes now
    ("" = not known yet), `hardware` the computer ("" = not looked at yet), `alternatives` what is left to try
    instead of a model."""

    def __init__(
        self,
        file: Path,
        build: str,
        hardware: Callable[[], str] = lambda: "",
        engine: Callable[[], str] = lambda: "",
        alternatives: Callable[[str], Alternatives] = lambda model: Alternatives(),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._file, self._build, self._clock = file, build, clock
        self._hardware_now, self._engine, self._ways = hardware, engine, alternatives
        self._hardware = ""
        self._loaded: dict[Kind, tuple[str, str]] = {}  # the model that a kind holds: (id, path)
        self._crashes: list[Crash] = []
        self._read()

    def list(self) -> Sequence[Crash]:
        """All that are remembered, the latest last."""
        self._compare_hardware()
        return tuple(self._crashes)

    def problems(self) -> builtins.list[tuple[Crash, Problem]]:
        """Those that came more than once, with what to tell of them."""
        found, engine = [], self._engine()
        for crash in self.list():
            if crash.engine and engine and crash.engine != engine:
                continue  # another one computes by now
            explained = crashes.explained(crash, self._ways(crash.model))
            if explained is not None:
                found.append((crash, explained))
        return found

    def died(self, kind: Kind, how: str, requests: Sequence[Message]) -> Problem | None:
        """A process of a kind ended by itself over these requests; returns what to tell of it, where that is
        more than that it stopped."""
        self._compare_hardware()
        model, path = self._model(kind, requests)
        engine = self._engine() if kind in crashes.WITH_ENGINE else ""
        work = tuple(sorted({crashes.work_of(request) for request in requests}))
        new = Crash(kind.value, how, engine, model, _mark(path), work, at=round(self._clock(), 1))
        self._crashes, grown = crashes.counted(self._crashes, new)
        self._write()
        mapped = crashes.of_mapped_file(kind, how, model, free_space(self._file.parent))
        return mapped or crashes.explained(grown, self._ways(model))

    def succeeded(self, kind: Kind, request: Message) -> None:
        """A request ended well."""
        model, path = crashes.model_of(request)
        if model:
            self._loaded[kind] = (model, path)
        elif isinstance(request, Ask):
            model = self._loaded.get(kind, ("", ""))[0]
        if not self._crashes:
            return
        left = crashes.forgotten(self._crashes, kind, model, crashes.work_of(request))
        if left != self._crashes:
            self._crashes = left
            self._write()

    def tried(self, remedy: str) -> None:
        """A remedy was used: from now on it is not the first that is offered for what happened before."""
        self._crashes = [replace(one, tried=tuple({*one.tried, remedy})) for one in self._crashes]
        self._write()

    def forget(self, model: str = "") -> None:
        """Forget the ends over a model (all for "")."""
        self._crashes = [one for one in self._crashes if model and one.model != model]
        self._write()

    def _model(self, kind: Kind, requests: Sequence[Message]) -> tuple[str, str]:
        named = next((found for found in map(crashes.model_of, requests) if found[0]), None)
        if named is not None:
            return named
        return self._loaded.get(kind, ("", "")) if any(isinstance(one, Ask) for one in requests) else ("", "")

    def _compare_hardware(self) -> None:
        """The computer is known only after it was looked at."""
        now = self._hardware_now()
        if not now or now == self._hardware:
            return
        if self._hardware and self._crashes:
            self._crashes = []
        self._hardware = now
        if self._crashes or self._file.exists():
            self._write()

    def _read(self) -> None:
        try:
            untrusted = decode_json(self._file.read_text(encoding="utf-8"))
            if untrusted["build"] != self._build:
                return
            self._hardware = str(untrusted["hardware"])
            self._crashes = [from_json(Crash, one) for one in untrusted["crashes"]][-crashes.KEPT :]
        except (OSError, ValueError, KeyError, TypeError, CodecError):
            self._crashes = []  # there is none, or it is of no use: counting begins anew

    def _write(self) -> None:
        body: dict[str, Any] = {
            "build": self._build, "hardware": self._hardware,
            "crashes": [to_json(one) for one in self._crashes],
        }  # fmt: skip
        try:
            write_whole(self._file, json.dumps(body, ensure_ascii=False), private=True)
        except OSError as error:
            _log.warning("The count of crashes could not be written: %s", error)


def _mark(path: str) -> str:
    """Changes when the file of a model does."""
    try:
        status = os.stat(path) if path else None
    except OSError:
        status = None
    return f"{status.st_size}-{status.st_mtime}" if status is not None else ""
