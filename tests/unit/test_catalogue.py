"""The catalogue that ships, the arithmetic of memory, and the licences that come with them."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.catalogue import Catalogue, parse
from desktop.domain.entities import ModelPurpose
from desktop.domain.fit import DEFAULT_CONTEXT, OVERHEAD, FitState, fit, memory_needed
from tests.helpers.models import CHAT, EMBEDDER, SMOLLM, chat_model, smollm
from workers.contract.codec import CodecError
from workers.contract.specs import Gpu, Hardware
from workers.engines.gguf_file import inspect

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GB = 1_000_000_000


def raw() -> dict[str, Any]:
    return dict(json.loads((RESOURCES / "models.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parse(raw())


def computer(memory: int, *gpus: int, build: bool = True) -> Hardware:
    cards = tuple(Gpu("card", size, size, "Vulkan") for size in gpus)
    return Hardware("cpu", 4, 8, True, memory, memory // 2, 100 * GB, cards, gpu_build=build)


def test_starters(catalogue: Catalogue) -> None:
    starters = {model.purpose: model for model in catalogue.models if model.starter}
    assert set(starters) == set(ModelPurpose)
    assert starters[ModelPurpose.CHAT].sha256 and starters[ModelPurpose.CHAT].tried
    assert starters[ModelPurpose.EMBEDDING].id == EMBEDDER
    assert starters[ModelPurpose.EMBEDDING].convert
    assert catalogue.by_sha256("") is None
    trial = catalogue.get(CHAT)
    assert trial is not None and trial.trial and catalogue.by_sha256(trial.sha256) == trial


def test_everything_of_a_known_hash_says_what_was_tried(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert bool(model.sha256) == model.tried, model.id
        for source in model.sources:
            assert source.type == "wheel" or not source.tried, model.id


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
def test_fit(need: int, hardware: Hardware, state: FitState) -> None:
    result = fit(need, hardware)
    assert result.state is state
    assert result.need == need
    assert result.have >= 0
    if state is FitState.TIGHT and hardware.gpu_build and hardware.gpus:
        assert 0 < result.spill < need


def test_the_starter_fits_a_computer_with_8_gb(catalogue: Catalogue) -> None:
    starter = next(m for m in catalogue.models if m.starter and m.purpose is ModelPurpose.CHAT)
    assert fit(starter.record().memory, computer(int(7.6 * GB))).state is FitState.FITS


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
