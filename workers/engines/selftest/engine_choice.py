"""Chooses what llama.cpp computes with: before an engine answers for the first time on this computer it has
to prove itself in a child process; when that dies, hangs or computes something else, the next one down is
tried.

Two steps. Back ends for the processor, best score first, as their own `ggml_backend_score` says (asked in the
child as well: a broken library can crash when it is opened). Then the cards, each by itself, with the
processor's engine that was found. The verdict holds until a file of the build, the processor, the cards or
their drivers change (`engine_facts`); in between nothing is tried again.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract import engine_memory
from workers.contract.engine import PROCESSOR, EngineReport, EngineResult, EngineTry
from workers.contract.engine_memory import EngineMemory
from workers.engines.llama import ggml_library
from workers.engines.selftest import engine_child, engine_facts
from workers.engines.selftest.engine_child import Ended, Run

BUILT_IN = "built-in"
# Says in a build without libraries of its own that no card is to be touched.
WITHOUT_CARDS = {"GGML_DISABLE_VULKAN": "1", "CUDA_VISIBLE_DEVICES": "-1", "HIP_VISIBLE_DEVICES": "-1"}
_PROCESSOR_FILE = re.compile(r"(?:lib)?ggml-cpu-(?P<name>[\w.-]+)\.(?:so|dll|dylib)")
_PLAIN_FILE = re.compile(r"(?:lib)?ggml-cpu\.(?:so|dll|dylib)")
_CARD_FILE = re.compile(r"(?:lib)?ggml-(?P<name>[a-z]+[a-z0-9]*)\.(?:so|dll|dylib)")
_LIBRARY = re.compile(r"\.(?:so|so\.[\d.]+|dll|dylib)$")
# Back ends that are no cards: what all of them need, other computers, help for the processor.
_NO_CARD = ("base", "cpu", "rpc", "blas", "zendnn")
# Exported by back ends that are libraries of their own, not by those that libggml is linked to.
_LOADABLE = b"\0ggml_backend_init\0"
_TRIES = 2  # of one that somebody else ended


class Engines:
    """What a build in `folder` consists of; `""` stands for the engine of a build in one library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        self.processor = {
            str(folder / name): match["name"] for name in names if (match := _PROCESSOR_FILE.fullmatch(name))
        }
        if not self.processor:
            plain = [folder / name for name in names if _PLAIN_FILE.fullmatch(name)]
            loadable = [path for path in plain if _LOADABLE in path.read_bytes()]
            self.processor = {str(path): "cpu" for path in loadable} or {"": BUILT_IN}
        self.built_in = "" in self.processor
        cards = {
            str(folder / name): match["name"]
            for name in names
            if (match := _CARD_FILE.fullmatch(name)) and match["name"] not in _NO_CARD
        }
        # What libggml is linked to comes with it, all cards at once.
        self.cards = {"": BUILT_IN} if self.built_in and cards else cards

    def file_of(self, name: str) -> str:
        """The file of the processor's engine called `name`."""
        return next(file for file, short in self.processor.items() if short == name)

    def has(self, report: EngineReport) -> bool:
        """Whether a report that was remembered speaks of what this build has: the file that remembers it can
        be damaged, or made by hand."""
        proved = {one.device for one in report.tried if one.result is EngineResult.PROVED}
        devices = set(report.device.split(",")) - {"", PROCESSOR} if report.usable else set()
        return report.chosen in ("", *self.processor.values()) and devices <= proved

    def identity(self) -> tuple[str, Any]:
        """Version and libraries."""
        libraries = [path for path in self.folder.glob("*") if _LIBRARY.search(path.name)]
        return ggml_library.version(), engine_facts.files(libraries)


def choose(engines: Engines, memory: EngineMemory, run: Run = engine_child.run) -> EngineReport:
    """What is remembered, or what proves itself now."""
    build = engines.identity()
    measure = engine_facts.files(engine_facts.MEASURES.glob("engine_check/*"))
    facts = (build, measure, engine_facts.processor(), engine_facts.cards() if engines.cards else ())
    name = f"{build[0]} {engine_memory.key(build)[:12]}"
    return memory.settle(
        engine_memory.LLAMA,
        engine_memory.key(*facts),
        engines.has,
        lambda: replace(_Proof(engines, run).report(), build=name),
    )


class _Proof:
    """One proof of all that a build has."""

    def __init__(self, engines: Engines, run: Run) -> None:
        self._engines, self._run = engines, run
        self._tried: list[EngineTry] = []

    def report(self) -> EngineReport:
        file = self._processor()
        if file is None:
            return EngineReport(tried=tuple(self._tried))
        device = ",".join(self._cards(file)) or PROCESSOR
        return EngineReport(self._engines.processor[file], device, tried=tuple(self._tried))

    # --- the processor ---------------------------------------------------------------------------

    def _processor(self) -> str | None:
        """The file of the best engine that computes rightly; None when there is none."""
        files = list(self._engines.processor)
        scores: dict[str, int] = {}
        interrupted: dict[str, int] = {}
        while files:
            ended = self._run(
                {"task": "processor", "files": files, "scores": scores},
                engine_child.PROCESSOR,
                WITHOUT_CARDS if self._engines.built_in else {},
            )
            scores.update({one["file"]: one["score"] for one in ended.lines if "score" in one})
            for line in ended.lines:
                if "unloadable" in line and line["file"] in files:
                    files.remove(line["file"])
                    self._note(line["file"], EngineResult.UNLOADABLE, line["unloadable"], ended)
            verdict = next((one for one in ended.lines if "right" in one), None)
            if verdict is not None and ended.result is EngineResult.PROVED:
                result = EngineResult.PROVED if verdict["right"] else EngineResult.DIFFERS
                self._note(verdict["file"], result, f"difference {verdict['worst']}", ended)
                if result is EngineResult.PROVED:
                    return str(verdict["file"])
                files.remove(verdict["file"])
                continue
            if ended.result is EngineResult.PROVED:
                if not any("unloadable" in one for one in ended.lines):
                    return None  # nothing suits this processor
                continue
            at = _step(ended, files)
            if ended.result is EngineResult.INTERRUPTED:
                interrupted[at] = interrupted.get(at, 0) + 1
                if interrupted[at] < _TRIES:
                    continue
            files.remove(at)
            self._note(at, ended.result, ended.detail, ended)
        return None

    def _note(self, file: str, result: EngineResult, detail: str, ended: Ended) -> None:
        name = self._engines.processor[file]
        self._tried.append(EngineTry(name, PROCESSOR, result, detail, round(ended.seconds, 2)))

    # --- cards -----------------------------------------------------------------------------------

    def _cards(self, processor: str) -> list[str]:
        """The cards that compute rightly, as llama.cpp calls them."""
        proved: list[str] = []
        for library, name in self._engines.cards.items():
            task = {"task": "cards", "processor": processor, "library": library}
            listed = engine_child.run_again(self._run, task, engine_child.CARD)
            cards = listed.last("cards")
            if cards is None or listed.result is not EngineResult.PROVED:
                result, detail = listed.result, listed.detail
                if why := listed.last("unloadable"):
                    result, detail = EngineResult.UNLOADABLE, why
                self._tried.append(EngineTry(name, "", result, detail, round(listed.seconds, 2)))
                continue
            for card in cards:
                if self._computes(name, {**task, "task": "card", "card": card}):
                    proved.append(card)
        return proved

    def _computes(self, name: str, task: dict[str, Any]) -> bool:
        ended = engine_child.run_again(self._run, task, engine_child.CARD)
        result, detail = ended.judged("difference")
        self._tried.append(EngineTry(name, task["card"], result, detail, round(ended.seconds, 2)))
        return result is EngineResult.PROVED


def _step(ended: Ended, files: list[str]) -> str:
    """The file at which a child died: the one it was opening or computing with last. One that died before its
    first word has died of the build itself, so of its best engine."""
    for line in reversed(ended.lines):
        file = line.get("computing", line.get("opening"))
        if file in files:
            return str(file)
    return files[0]
