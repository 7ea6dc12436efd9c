"""Entries that administrators and packs add: what counts, what is skipped, and no crash."""

import copy
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.core.entities import ModelPurpose
from desktop.features.models.domain.catalogue import Catalogue, CatalogueModel, Origin
from desktop.features.models.domain.catalogue_reading import FILE_LIMIT, parse, parse_additions, parse_entry
from desktop.features.models.services.catalogue_store import CatalogueStore
from tests.helpers.closed_folder import closed
from workers.contract.codec import CodecError

ROOT = Path(__file__).resolve().parents[3]
KEY, OTHER_KEY = "a" * 64, "b" * 64
ENTRY: dict[str, Any] = {
    "id": "наша-модель",
    "name": {"ru": "Наша модель", "en": "Our model"},
    "purpose": "chat",
    "publisher": "Отдел",
    "licence": "MIT",
    "file": "our.gguf",
    "size": 1000,
    "sha256": "1" * 64,
    "sources": [{"type": "http", "address": "https://models.example/our.gguf"}],
}


@pytest.fixture(scope="module")
def product() -> Catalogue:
    return parse(json.loads((ROOT / "resources" / "models.json").read_text(encoding="utf-8")))


class Place:
    """A computer with its administrator's file and its user's folder."""

    def __init__(self, product: Catalogue, folder: Path) -> None:
        self.product, self.folder = product, folder
        self.file = folder / "etc" / "models.json"
        self.file.parent.mkdir(parents=True)
        self.keys: list[str] = []

    def store(self, trusted: Callable[[Path], bool] = lambda file: True) -> CatalogueStore:
        return CatalogueStore(self.product, self.folder / "catalogues", self.file, trusted, lambda: self.keys)

    def write(self, content: object) -> None:
        self.file.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def place(product: Catalogue, tmp_path: Path) -> Place:
    return Place(product, tmp_path)


def with_changes(**changes: object) -> dict[str, Any]:
    return {**copy.deepcopy(ENTRY), **changes}


def added(store: CatalogueStore) -> list[CatalogueModel]:
    return [model for model in store.models if model.origin is not Origin.PRODUCT]


# --- administrators ----------------------------------------------------------------------------


def test_an_administrator_adds_and_takes_the_place_of(place: Place) -> None:
    known = place.product.models[0]
    place.write({"models": [ENTRY, with_changes(id=known.id, licence="Apache-2.0")]})
    store = place.store()
    assert [model.id for model in added(store)] == [known.id, "наша-модель"]
    assert len(store.models) == len(place.product.models) + 1
    changed = store.get(known.id)
    assert changed is not None and changed.publisher == "Отдел" and not store.skipped
    assert store.by_sha256("1" * 64) is not None


def test_an_administrator_replaces_all_but_what_is_needed(place: Place) -> None:
    place.write({"replace": True, "models": [ENTRY]})
    store = place.store()
    assert [m.id for m in store.models if m.purpose is ModelPurpose.CHAT] == ["наша-модель"]
    searches = [m for m in store.models if m.purpose is ModelPurpose.EMBEDDING]
    assert searches == [m for m in place.product.models if m.purpose is ModelPurpose.EMBEDDING]
    assert not [m for m in store.models if m.purpose is ModelPurpose.RERANK]


def test_an_administrator_may_name_folders_and_his_own_server(place: Place) -> None:
    sources = [
        {"type": "file", "address": "/srv/models"},
        {"type": "http", "address": "http://files/our.gguf"},
    ]
    place.write({"models": [with_changes(sources=sources, sha256=None, hash_from="hub")]})
    assert [model.id for model in added(place.store())] == ["наша-модель"]


def test_a_file_that_others_may_change_does_not_count(place: Place) -> None:
    place.write({"models": [ENTRY]})
    store = place.store(trusted=lambda file: False)
    assert not added(store)
    assert "others than administrators" in store.skipped[0].reason


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b'"text"', b"\xff\xfe\x00", b'{"models": {}}', b'{"models": 7}', b"[" * 100_000,
        b'{"models": [' + b"{}," * 300 + b"{}]}", b" " * (FILE_LIMIT + 1),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_told_of(place: Place, content: bytes) -> None:
    place.file.write_bytes(content)
    store = place.store()
    assert store.models == place.product.models
    (told,) = store.skipped
    assert told.where == str(place.file) and told.reason


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../up"}, {"id": ""}, {"id": 7}, {"id": "con"}, {"file": "a/b"}, {"file": "nul.gguf"},
        {"name": {"ru": "одна"}}, {"name": {"ru": "а\nб", "en": "x"}}, {"name": {"ru": "а" * 501, "en": "x"}},
        {"size": -1}, {"size": 1 << 60}, {"size": True}, {"size": 1.5}, {"context": -1},
        {"kv_bytes": 1 << 40},
        {"sha256": "xyz"}, {"sha256": "A" * 64}, {"purpose": "poetry"}, {"licence_text": "../../etc/shadow"},
        {"sources": []}, {"sources": [{"type": "ftp"}]}, {"sources": [{"type": "http", "address": "file:///x"}]},
        {"sources": [{"type": "http", "address": "https://x/\n"}]}, {"sources": [ENTRY["sources"][0]] * 17},
        {"sources": [{"type": "wheel", "parts": [{"requirement": "x", "sha256": "0" * 64, "member": "m",
                                                  "size": 1000}]}]},
        {"sources": [{"type": "wheel", "parts": [{"requirement": "x==1 --index-url=http://e", "member": "m",
                                                  "sha256": "0" * 64, "size": 1000}]}]},
        {"russian": "good"}, {"russian": "perfect"}, {"parameters": 1, "active_parameters": 2},
        {"embedding": {"dimension": 3, "max_tokens": 4, "pooling": "\0"}},
        {"sources": [{"type": "http", "address": "https://x/y", "file": "../up", "sha256": "0" * 64}]},
    ],
)  # fmt: skip
def test_one_bad_entry_is_skipped_by_its_name_and_the_others_count(
    place: Place, change: dict[str, Any]
) -> None:
    place.write({"models": [with_changes(**change), with_changes(id="хорошая", file="good.gguf")]})
    store = place.store()
    assert [model.id for model in added(store)] == ["хорошая"]
    (told,) = store.skipped
    assert told.entry in (change.get("id"), "наша-модель", "#1") and told.reason


def test_whatever_an_entry_holds_it_is_read_or_skipped() -> None:
    """Two thousand entries in which something is something else."""
    chance = random.Random(11)
    odd: list[Any] = [
        None,
        True,
        -1,
        1 << 70,
        1e308,
        "",
        "х" * 3000,
        [],
        {},
        [[]],
        {"a": {"b": []}},
        "\0",
        "../",
    ]

    def spoiled(value: Any) -> Any:
        if chance.random() < 0.02:
            return chance.choice(odd)
        if isinstance(value, dict):
            return {key: spoiled(item) for key, item in value.items() if chance.random() > 0.01}
        return [spoiled(item) for item in value] if isinstance(value, list) else value

    full = with_changes(
        sources=[{"type": "wheel", "parts": [{"requirement": "x==1", "sha256": "0" * 64, "member": "m",
                                              "size": 1000}]}, *ENTRY["sources"]],
        embedding={"dimension": 3, "max_tokens": 4}, description={"ru": "а", "en": "a"}, window=5,
    )  # fmt: skip
    good = 0
    for _ in range(2000):
        read = parse_additions({"models": [spoiled(full)]}, "проба", Origin.PACK)
        assert len(read.models) + len(read.skipped) == 1
        good += len(read.models)
    assert 10 < good < 1990


# --- packs -------------------------------------------------------------------------------------


def bring(place: Place, entries: Sequence[Any], key: str = "") -> CatalogueStore:
    store = place.store()
    store.add_from_pack(entries, "Отдел.bukvarpack", key)
    return store


def test_what_a_pack_brings_is_kept_and_shown_for_what_it_is(place: Place) -> None:
    assert [m.origin for m in added(bring(place, [ENTRY]))] == [Origin.PACK]
    signed = bring(place, [with_changes(publisher="Отдел 2")], KEY)
    assert [m.origin for m in added(signed)] == [Origin.PACK_SIGNED]
    again = added(place.store())
    assert [(m.id, m.publisher) for m in again] == [("наша-модель", "Отдел 2")]


def test_an_unsigned_pack_takes_no_models_place(place: Place) -> None:
    known = place.product.models[0]
    taken = with_changes(id=known.id)
    store = place.store()
    told = store.add_from_pack([taken, ENTRY], "Чужой.bukvarpack", "")
    assert [model.id for model in told.models] == ["наша-модель"]
    assert [(each.entry, "not signed" in each.reason) for each in told.skipped] == [(known.id, True)]
    assert store.get(known.id) == known
    assert bring(place, [taken], KEY).get(known.id) != known


@pytest.mark.parametrize("key", ["", KEY])
def test_a_pack_has_no_say_in_what_to_begin_with(place: Place, key: str) -> None:
    begins = next(m for m in place.product.models if m.starter and m.purpose is ModelPurpose.CHAT)
    makeshift = {"ru": "хуже", "en": "worse"}
    loud = with_changes(size=50 << 30, starter=True, trial=True, recommended=99, makeshift=makeshift)
    store = bring(place, [loud, {**loud, "id": begins.id}], key)
    (entry,) = [model for model in added(store) if model.id == "наша-модель"]
    assert not (entry.starter or entry.trial or entry.recommended or entry.makeshift)
    # What takes a model's place stands where that one stood.
    kept = store.get(begins.id)
    assert kept is not None and (kept.origin is Origin.PACK_SIGNED) is bool(key)
    assert (kept.starter, kept.trial, kept.recommended, kept.makeshift) == (
        begins.starter, begins.trial, begins.recommended, begins.makeshift,
    )  # fmt: skip
    came_along = parse_entry(loud)
    assert not (came_along.starter or came_along.trial or came_along.recommended or came_along.makeshift)
    place.write({"models": [loud]})
    own = place.store().get("наша-модель")
    assert own is not None and own.starter and own.recommended == 99


def test_no_pack_gives_a_model_another_use(place: Place) -> None:
    search = next(m for m in place.product.models if m.purpose is ModelPurpose.EMBEDDING)
    store = bring(place, [with_changes(id=search.id)], KEY)
    assert store.get(search.id) == search and "another use" in store.skipped[0].reason


def test_a_link_that_leads_nowhere_costs_no_other_packs_entries(place: Place) -> None:
    bring(place, [ENTRY])
    (place.folder / "catalogues" / "0.json").symlink_to(place.folder / "nowhere")
    store = place.store()
    assert [model.id for model in added(store)] == ["наша-модель"]
    assert [each.where for each in store.skipped] == ["0.json"]
    place.file.symlink_to(place.folder / "nowhere")
    assert "leads to no file" in place.store().skipped[-1].reason


def test_a_folder_that_may_not_be_entered_is_told_of(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write({"models": [ENTRY]})
    closed(monkeypatch, place.file.parent)
    store = place.store()
    assert store.models == place.product.models
    (told,) = store.skipped
    assert told.where == str(place.file) and "PermissionError" in told.reason


def test_where_keys_are_trusted_only_theirs_count_also_of_older_packs(place: Place) -> None:
    bring(place, [ENTRY])
    bring(place, [with_changes(id="подписанная")], KEY)
    place.keys = [KEY]
    store = place.store()
    assert [model.id for model in added(store)] == ["подписанная"]
    assert "not signed" in store.skipped[0].reason
    place.keys = [OTHER_KEY]
    assert not added(place.store())


@pytest.mark.parametrize(
    "sources",
    [
        [{"type": "file", "address": "/etc"}],
        [{"type": "http", "address": "http://plain.example/our.gguf"}],
        [{"type": "http", "address": "https://x/model.onnx", "file": "model.onnx", "convert": "onnx"}],
        [{"type": "http", "address": "https://x/y", "companions": [{"file": "t", "address": "https://x/t"}]}],
    ],
)
def test_a_pack_names_nothing_that_could_not_be_checked(place: Place, sources: list[Any]) -> None:
    told = place.store().add_from_pack([with_changes(sources=sources)], "П.bukvarpack", KEY)
    assert not told.models and told.skipped
    hashless = with_changes(sha256=None, hash_from="hub")
    assert not place.store().add_from_pack([hashless], "П.bukvarpack", KEY).models


def test_the_administrators_word_counts_more_than_a_packs(place: Place) -> None:
    bring(place, [with_changes(publisher="Пак")], KEY)
    place.write({"models": [with_changes(publisher="Администратор")]})
    entry = place.store().get("наша-модель")
    assert entry is not None and entry.publisher == "Администратор"


def test_damaged_files_of_packs_are_told_of(place: Place) -> None:
    bring(place, [ENTRY])
    (file,) = (place.folder / "catalogues").glob("*.json")
    file.write_bytes(file.read_bytes()[:50])
    store = place.store()
    assert not added(store) and store.skipped


def test_no_such_object_is_refused() -> None:
    several: tuple[Any, ...] = (None, [], {"models": None}, {"models": [{}] * 201})
    for untrusted in several:
        with pytest.raises(CodecError):
            parse_additions(untrusted, "x", Origin.PACK)
