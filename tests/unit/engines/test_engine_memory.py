"""What proved itself is remembered while it holds, and no longer."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workers.contract import engine_memory
from workers.contract.engine import EngineReport, EngineResult, EngineTry
from workers.contract.engine_memory import EngineMemory
from workers.engines.selftest import engine_facts
from workers.engines.selftest.engine_child import Ended, TaskLimits
from workers.engines.selftest.engine_choice import Engines, choose

BROKEN = EngineTry("sapphirerapids", "CPU", EngineResult.CRASHED, "SIGILL", 0.8)
GOOD = EngineTry("haswell", "CPU", EngineResult.PROVED, "", 0.7)
ENDED = EngineTry("haswell", "CPU", EngineResult.INTERRUPTED, "SIGKILL", 0.7)


def report(*tried: EngineTry, at: float = 1.0) -> EngineReport:
    return EngineReport("haswell", "CPU", "0.3.36 abc", tried or (GOOD,), at)


@pytest.mark.parametrize(
    ("proved", "kept"),
    [
        (report(), True),
        (report(BROKEN, GOOD), True),
        (EngineReport(tried=(BROKEN,)), True),
        (EngineReport(), True),  # nothing suits this processor
        (report(ENDED, GOOD), False),  # memory ran out: that may be otherwise the next time
        (EngineReport("int8", "CPU"), False),  # nobody has tried it
    ],
    ids=["good", "fell back", "none works", "none suits", "interrupted", "assumed"],
)
def test_what_is_kept(tmp_path: Path, proved: EngineReport, kept: bool) -> None:
    memory, times = EngineMemory(tmp_path / "engines.json"), list[int]()

    def prove() -> EngineReport:
        times.append(1)
        return proved

    def settled(holds: bool = True) -> EngineReport:
        return memory.settle(engine_memory.LLAMA, "name", lambda known: holds, prove)

    first = settled()
    assert replace(first, proved_at=proved.proved_at, seconds=proved.seconds) == proved
    assert first.proved_at > 1e9 and 0 <= first.seconds < 60
    again = settled()
    assert len(times) == (1 if kept else 2)
    assert not kept or again == first
    settled(holds=False)
    assert len(times) == (2 if kept else 3)


def test_a_file_of_verdicts_stays_small(tmp_path: Path) -> None:
    memory = EngineMemory(tmp_path / "deep" / "engines.json")
    for at in range(40):
        memory.keep(engine_memory.LLAMA, str(at), report(at=float(at)))
    assert set(memory.reports_of(engine_memory.LLAMA)) == {str(at) for at in range(28, 40)}
    memory.keep(engine_memory.SEARCH, "s", report())
    assert memory.report_of(engine_memory.SEARCH, "s") == report()
    assert memory.report_of(engine_memory.LLAMA, "39") == report(at=39.0)
    assert [path.name for path in memory.path.parent.iterdir()] == ["engines.json"]  # type: ignore[union-attr]
    memory.forget()
    assert memory.reports_of(engine_memory.LLAMA) == {}


@pytest.mark.parametrize(
    "body",
    [
        "[" * 20_000,
        '{"version": 2, "engines": {"a": {"more": %s}}}' % ("[" * 900 + "]" * 900),
        {"version": 2, "engines": {"a": {"chosen": "zen4", "proved_at": None}}},
        {"version": 2, "engines": {"a": {"chosen": "zen4", "proved_at": 10**400}}},
        {"version": 2, "engines": {"a": {"chosen": "zen4", "proved_at": "noon"}, "b": 7}, "search": []},
    ],
    ids=["nested", "nested less", "no time", "a time beyond numbers", "words"],
)
def test_a_damaged_file_of_verdicts_costs_another_proof_and_nothing_else(tmp_path: Path, body: Any) -> None:
    file = tmp_path / "engines.json"
    file.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    memory = EngineMemory(file)
    assert memory.reports_of(engine_memory.LLAMA) == {}
    memory.keep(engine_memory.LLAMA, "b", report(at=5.0))
    assert memory.reports_of(engine_memory.LLAMA) == {"b": report(at=5.0)}
    assert EngineMemory(file).report_of(engine_memory.LLAMA, "b") == report(at=5.0)


class Build(Engines):
    """A build with one engine for the processor and one for cards."""

    def __init__(self) -> None:
        self.processor, self.built_in, self.cards = {"/lib/zen4.so": "zen4"}, False, {"/lib/v.so": "vulkan"}
        self.folder = Path("/lib")

    def identity(self) -> tuple[str, Any]:
        return "1", ()


@pytest.mark.parametrize(
    "remembered",
    [
        EngineReport("zen9000", "CPU"),
        EngineReport("zen4", "Vulkan7", tried=(EngineTry("zen4", "CPU", EngineResult.PROVED),)),
    ],
    ids=["engine", "card"],
)
def test_a_verdict_for_what_this_build_has_not_is_none(tmp_path: Path, remembered: EngineReport) -> None:
    memory = EngineMemory(tmp_path / "engines.json")
    right = ({"file": "/lib/zen4.so", "score": 9}, {"file": "/lib/zen4.so", "right": True, "worst": 0.0})

    def run(task: dict[str, Any], limits: TaskLimits, variables: dict[str, str] | None = None) -> Ended:
        return Ended(right if task["task"] == "processor" else ({"cards": []},), EngineResult.PROVED, "", 0.1)

    assert choose(Build(), memory, run).chosen == "zen4"
    (name,) = memory.reports_of(engine_memory.LLAMA)
    memory.keep(engine_memory.LLAMA, name, remembered)
    found = choose(Build(), memory, run)
    assert (found.chosen, found.device) == ("zen4", "CPU")
    assert memory.report_of(engine_memory.LLAMA, name) == found


def test_only_verdicts_that_hold_here_are_told_of(tmp_path: Path) -> None:
    memory = EngineMemory(tmp_path / "engines.json")
    folder = tmp_path / "e5" / "model"
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"1")
    here = replace(report(), folder=str(folder))
    memory.keep(engine_memory.SEARCH, engine_memory.key(*engine_facts.search_model(folder)), here)
    memory.keep(engine_memory.SEARCH, "of another computer", replace(report(BROKEN), folder=str(folder)))
    memory.keep(engine_memory.SEARCH, "of a model that is gone", replace(report(BROKEN), folder="/gone"))
    assert engine_facts.search_verdicts(memory) == {str(folder): here}
    (folder / "model.onnx").write_bytes(b"another")
    assert engine_facts.search_verdicts(memory) == {}
