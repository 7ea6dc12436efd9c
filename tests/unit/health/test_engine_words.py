"""What failed its self-test is told once, in words."""

from pathlib import Path

import pytest

from desktop.features.health.services.engine_notices import EngineNotices
from desktop.features.health.viewmodels import engine_words
from desktop.settings.store import SettingsStore
from workers.contract import engine_memory
from workers.contract.engine import EngineReport, EngineResult, EngineTry
from workers.contract.engine_memory import EngineMemory
from workers.contract.specs.hardware import Hardware

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
    return SettingsStore(tmp_path / "settings.json")


def notices(computer: Computer, settings: SettingsStore, memory: Path) -> EngineNotices:
    return EngineNotices(computer, memory, settings)  # type: ignore[arg-type]


def test_it_is_told_until_somebody_has_read_it(settings: SettingsStore, tmp_path: Path) -> None:
    memory = tmp_path / "engines.json"
    one = notices(Computer(report(BROKEN, GOOD)), settings, memory)
    assert one.unseen() and not one.suspected()
    EngineMemory(memory).keep(engine_memory.LLAMA, "key", report(BROKEN, GOOD))
    assert one.suspected()
    one.mark_seen()
    assert not one.unseen() and not one.suspected()
    again = notices(Computer(report(BROKEN, GOOD)), SettingsStore(tmp_path / "settings.json"), memory)
    assert not again.unseen()  # also after a restart
    later = notices(Computer(report(BROKEN, GOOD, at=9.0)), settings, memory)
    assert later.unseen()  # tried again, and still broken


def test_a_verdict_of_another_computer_is_looked_into_once(settings: SettingsStore, tmp_path: Path) -> None:
    memory = tmp_path / "engines.json"
    EngineMemory(memory).keep(engine_memory.SEARCH, "key", report(BROKEN, GOOD))
    one = notices(Computer(report(GOOD)), settings, memory)
    assert one.suspected() and not one.unseen()
    one.mark_seen()
    assert not one.suspected()


def test_what_went_well_is_no_news(settings: SettingsStore, tmp_path: Path) -> None:
    for found in (None, report(GOOD), report(GOOD, NO_DRIVER)):
        assert not notices(Computer(found), settings, tmp_path / "none.json").unseen()
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
