"""What failed its self-test is told once, in words."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.services.engine_notices import EngineNotices
from desktop.settings.store import SettingsStore
from desktop.viewmodels import engine_words
from workers.contract.engine import EngineReport, EngineResult, EngineTry
from workers.contract.specs import Hardware
from workers.engines import engine_facts, engine_memory
from workers.engines.engine_child import Ended, Limits
from workers.engines.engine_choice import Engines, choose
from workers.engines.engine_memory import EngineMemory

BROKEN = EngineTry("sapphirerapids", "CPU", EngineResult.CRASHED, "SIGILL", 0.8)
GOOD = EngineTry("haswell", "CPU", EngineResult.PROVED, "", 0.7)
CARD = EngineTry("vulkan", "Vulkan0", EngineResult.DIFFERS, "difference 0.9", 1.0)
NO_DRIVER = EngineTry("vulkan", "", EngineResult.UNLOADABLE, "libvulkan.so.1", 0.5)
DEAD_DRIVER = EngineTry("vulkan", "", EngineResult.CRASHED, "SIGSEGV", 0.5)


class Computer:
    """What the probe found."""

    def __init__(self, report: EngineReport | None, search: dict[str, EngineReport] | None = None) -> None:
        self.hardware = Hardware(
            "cpu", 2, 2, True, 1, 1, 1, engine_report=report, search_reports=search or {}
        )


def report(*tried: EngineTry, device: str = "CPU", at: float = 1.0) -> EngineReport:
    return EngineReport("haswell", device, "0.3.36 abc", tried, at)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.json", lambda: None)


def notices(computer: Computer, settings: SettingsStore, memory: Path) -> EngineNotices:
    return EngineNotices(computer, memory, settings)  # type: ignore[arg-type]


def test_it_is_told_until_somebody_has_read_it(settings: SettingsStore, tmp_path: Path) -> None:
    memory = tmp_path / "engines.json"
    one = notices(Computer(report(BROKEN, GOOD)), settings, memory)
    assert one.untold() and not one.suspected()
    EngineMemory(memory).keep(engine_memory.LLAMA, "key", report(BROKEN, GOOD))
    assert one.suspected()
    one.told()
    assert not one.untold() and not one.suspected()
    again = notices(
        Computer(report(BROKEN, GOOD)), SettingsStore(tmp_path / "settings.json", lambda: None), memory
    )
    assert not again.untold()  # also after a restart
    later = notices(Computer(report(BROKEN, GOOD, at=9.0)), settings, memory)
    assert later.untold()  # tried again, and still broken


def test_a_verdict_of_another_computer_is_looked_into_once(settings: SettingsStore, tmp_path: Path) -> None:
    memory = tmp_path / "engines.json"
    EngineMemory(memory).keep(engine_memory.SEARCH, "key", report(BROKEN, GOOD))
    one = notices(Computer(report(GOOD)), settings, memory)
    assert one.suspected() and not one.untold()
    one.told()
    assert not one.suspected()


def test_what_went_well_is_no_news(settings: SettingsStore, tmp_path: Path) -> None:
    for found in (None, report(GOOD), report(GOOD, NO_DRIVER)):
        assert not notices(Computer(found), settings, tmp_path / "none.json").untold()
    for text in ("{", "[]", '{"engines": 3}', '{"engines": {"a": {"tried": 3}}}'):
        (tmp_path / "bad.json").write_text(text, encoding="utf-8")
        assert not notices(Computer(None), settings, tmp_path / "bad.json").suspected()


def test_the_words_name_what_failed_and_what_is_used() -> None:
    processor = engine_words.sentences([report(BROKEN, GOOD)])
    assert "“sapphirerapids” failed" in processor and "“haswell” is used" in processor
    assert "(vulkan)" in engine_words.sentences([report(GOOD, DEAD_DRIVER)])
    one_of_two = engine_words.sentences([report(GOOD, CARD, device="Vulkan1")])
    assert "(Vulkan0)" in one_of_two and "left alone" in one_of_two
    both = engine_words.sentences([report(BROKEN, GOOD, CARD)])
    assert "sapphirerapids" in both and "the processor computes" in both
    int8 = EngineTry("int8", "CPU", EngineResult.DIFFERS, "cosine 0.7", 2.0)
    search = EngineReport("exact", "CPU", "e5: onnxruntime", (int8,), folder="/models/e5/embedder")
    assert "for search" in engine_words.sentences([search])


def test_a_file_of_verdicts_stays_small(tmp_path: Path) -> None:
    memory = EngineMemory(tmp_path / "deep" / "engines.json")
    for at in range(40):
        memory.keep(engine_memory.LLAMA, str(at), report(GOOD, at=float(at)))
    assert set(memory.recall_all(engine_memory.LLAMA)) == {str(at) for at in range(28, 40)}
    memory.keep(engine_memory.SEARCH, "s", report(GOOD))
    assert memory.recall(engine_memory.SEARCH, "s") == report(GOOD)
    assert memory.recall(engine_memory.LLAMA, "39") == report(GOOD, at=39.0)
    assert [path.name for path in memory.path.parent.iterdir()] == ["engines.json"]  # type: ignore[union-attr]
    memory.forget()
    assert memory.recall_all(engine_memory.LLAMA) == {}


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
    assert memory.recall_all(engine_memory.LLAMA) == {}
    memory.keep(engine_memory.LLAMA, "b", report(GOOD, at=5.0))
    assert memory.recall_all(engine_memory.LLAMA) == {"b": report(GOOD, at=5.0)}
    assert EngineMemory(file).recall(engine_memory.LLAMA, "b") == report(GOOD, at=5.0)


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

    def run(task: dict[str, Any], limits: Limits, variables: dict[str, str] | None = None) -> Ended:
        return Ended(right if task["task"] == "processor" else ({"cards": []},), EngineResult.PROVED, "", 0.1)

    assert choose(Build(), memory, run).chosen == "zen4"
    (name,) = memory.recall_all(engine_memory.LLAMA)
    memory.keep(engine_memory.LLAMA, name, remembered)
    found = choose(Build(), memory, run)
    assert (found.chosen, found.device) == ("zen4", "CPU")
    assert memory.recall(engine_memory.LLAMA, name) == found


def test_only_verdicts_that_hold_here_are_told_of(tmp_path: Path) -> None:
    memory = EngineMemory(tmp_path / "engines.json")
    folder = tmp_path / "e5" / "model"
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"1")
    here = replace(report(GOOD), folder=str(folder))
    memory.keep(engine_memory.SEARCH, engine_memory.key(*engine_facts.search_model(folder)), here)
    memory.keep(engine_memory.SEARCH, "of another computer", replace(report(BROKEN), folder=str(folder)))
    memory.keep(engine_memory.SEARCH, "of a model that is gone", replace(report(BROKEN), folder="/gone"))
    assert memory.recall_search() == {str(folder): here}
    (folder / "model.onnx").write_bytes(b"another")
    assert memory.recall_search() == {}
