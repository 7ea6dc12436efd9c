"""Chooses how a search model's 8-bit products are computed: in a child process each way has to give the right
vectors on this processor before the first text is embedded; the quickest that does is taken and remembered,
as `engine_choice` does for llama.cpp."""

from importlib.metadata import version
from pathlib import Path

from workers.contract import engine_memory
from workers.contract.codes import Code, ProblemError
from workers.contract.engine import PROCESSOR, EngineReport, EngineResult, EngineTry
from workers.contract.engine_memory import EngineMemory
from workers.engines.onnx.onnx_sessions import Int8Mode
from workers.engines.selftest import engine_child, engine_facts
from workers.engines.selftest.engine_child import Run

_CHOICES = ("", *(one.value for one in Int8Mode))


def mode(folder: Path) -> Int8Mode:
    """How to open the search model in `folder`. Raises `ProblemError` SEARCH_UNUSABLE (tried) when no way
    gives right vectors here."""
    report = choose(folder, EngineMemory.of_process())
    if report.chosen:
        return Int8Mode(report.chosen)
    tried = ", ".join(one.name for one in report.tried)
    detail = "; ".join(f"{one.name}: {one.result} ({one.detail})" for one in report.tried)
    raise ProblemError(Code.SEARCH_UNUSABLE, detail, tried=tried)


def choose(folder: Path, memory: EngineMemory, run: Run = engine_child.run) -> EngineReport:
    """What is remembered, or what proves itself now."""
    return memory.settle(
        engine_memory.SEARCH,
        engine_memory.key(*engine_facts.search_model(folder)),
        lambda known: known.chosen in _CHOICES,
        lambda: _proof(folder, run),
    )


def _proof(folder: Path, run: Run) -> EngineReport:
    tried: list[EngineTry] = []
    chosen = ""
    for one in Int8Mode:
        tried.append(_try(folder, one, run))
        if one is Int8Mode.INT8 and tried[0].result is EngineResult.UNLOADABLE:
            # Not for lack of right numbers: whoever loads it here is told what is wrong with the files.
            return EngineReport(one.value, PROCESSOR)
        if tried[-1].result is EngineResult.PROVED:
            chosen = one.value
            break
    build = f"{folder.parent.name}: onnxruntime {version('onnxruntime')}"
    return EngineReport(chosen, PROCESSOR if chosen else "", build, tuple(tried), folder=str(folder))


def _try(folder: Path, way: Int8Mode, run: Run) -> EngineTry:
    task = {"task": "search", "model": str(folder), "mode": way.value}
    ended = engine_child.run_again(run, task, engine_child.SEARCH)
    result, detail = ended.judged("cosine")
    return EngineTry(way.value, PROCESSOR, result, detail, round(ended.seconds, 2))
