"""`bukvar pack`: made and signed on one computer, installed on another, taken up again after a kill."""

import json
from pathlib import Path

from tests.helpers.commands import Command, run, typed
from tests.helpers.gguf import build
from tests.helpers.models import CHAT, EMBEDDER, install_into, smollm
from tests.helpers.packs import QUIET, packed, spoil
from workers.contract.packs import MakePackSpec
from workers.transfer.pack_writing import make


def test_from_one_computer_to_another(tmp_path: Path) -> None:
    here, there = tmp_path / "здесь", tmp_path / "там"
    file = tmp_path / "Наша модель.gguf"
    file.write_bytes(build())
    (added,) = run(here, "models", "add", str(file)).results
    (key,) = run(here, "pack", "key", "ключ", folder=tmp_path).results
    alone = run(here, "pack", "make", "Наш", added["model"], folder=tmp_path)
    assert alone.code == 1 and "--without-search-model" in alone.errors
    command = ("pack", "make", "Наш", added["model"], "--without-search-model", "--sign", "ключ")
    made = run(here, *command, folder=tmp_path)
    assert made.code == 0 and made.results[-1]["signed_by"] == key["key"]

    pack = str(tmp_path / "Наш.bukvarpack")
    assert typed(there, "pack", "trust", str(tmp_path / "ключ.pub"), lines=("yes",)).code == 0
    installed = run(there, "pack", "install", pack)
    assert installed.code == 0
    assert [row["model"] for row in installed.results] == [added["model"]]
    assert installed.results[0]["state"] == "ready"
    assert installed.results[0]["sha256"] == added["sha256"]
    assert Path(installed.results[0]["path"]).read_bytes() == build()


def test_a_chat_model_takes_the_search_model_along(tmp_path: Path) -> None:
    here = tmp_path / "здесь"
    install_into(here)
    made = run(here, "pack", "make", "Оба", CHAT, folder=tmp_path)
    assert made.code == 0
    assert [model["id"] for model in made.results[-1]["models"]] == [EMBEDDER, CHAT]
    alone = run(here, "pack", "make", "Один", CHAT, "--without-search-model", folder=tmp_path)
    assert [model["id"] for model in alone.results[-1]["models"]] == [CHAT]


def test_a_pack_brings_entries_for_the_list_of_models(tmp_path: Path) -> None:
    """Signed or not is shown; where keys are trusted only signed ones count; nothing else is installed."""
    entry = {
        "id": "ours", "name": {"ru": "Наша", "en": "Ours"}, "purpose": "chat", "publisher": "We",
        "licence": "MIT", "file": "ours.gguf", "size": 10**9, "sha256": "1" * 64,
        "sources": [{"type": "http", "address": "https://models.invalid/ours.gguf"}],
    }  # fmt: skip
    file = tmp_path / "models.json"
    file.write_text(json.dumps({"models": [entry, {"id": "bad"}]}), encoding="utf-8")
    here, there = tmp_path / "здесь", tmp_path / "там"
    made = run(here, "pack", "make", "Список", "--catalogue", str(file), folder=tmp_path)
    assert made.code == 0 and "bad" in made.errors
    assert made.results[-1]["catalogue"] == ["ours"] and not made.results[-1]["models"]
    pack = str(tmp_path / "Список.bukvarpack")
    installed = run(there, "pack", "install", pack)
    assert [(row["model"], row["state"]) for row in installed.results] == [("ours", "available")]
    (told,) = run(there, "models", "catalogue").results
    assert told == {"model": "ours", "origin": "pack"}
    assert run(here, "pack", "key", "ключ", folder=tmp_path).code == 0
    assert typed(there, "pack", "trust", str(tmp_path / "ключ.pub"), lines=("yes",)).code == 0
    assert run(there, "models", "catalogue").results == []
    assert run(there, "pack", "install", pack).code == 1
    signed = ("pack", "make", "Подписан", "--catalogue", str(file), "--sign", "ключ")
    assert run(here, *signed, folder=tmp_path).code == 0
    assert run(there, "pack", "install", str(tmp_path / "Подписан.bukvarpack")).code == 0
    assert run(there, "models", "catalogue").results == [{"model": "ours", "origin": "pack_signed"}]


def test_a_mirror_is_set_by_command_and_left_only_when_allowed(tmp_path: Path) -> None:
    data, mirror = tmp_path / "данные", tmp_path / "зеркало"
    mirror.mkdir()
    assert run(data, "models", "mirror", str(mirror)).results == [{"mirror": str(mirror)}]
    mistyped = run(data, "models", "mirror", "vasya:secret@mirror.example/models")
    assert mistyped.code == 1 and "https://" in mistyped.errors and "secret" not in mistyped.errors
    refused = run(data, "models", "fetch", CHAT)
    assert refused.code == 1 and str(mirror) in refused.errors and "Qwen2.5 Coder 0.5B" in refused.errors
    (mirror / smollm().name).hardlink_to(smollm())
    assert run(data, "models", "fetch", "smollm2-135m-instruct-q4_1").code == 0
    for left in (("models", "mirror", "--forget"), ("settings", "set", "mirror", "")):
        assert run(data, *left).code == 1  # nobody is there to be asked
    assert run(data, "models", "mirror").results == [{"mirror": str(mirror)}]


def test_a_killed_command_is_taken_up_by_the_next(tmp_path: Path) -> None:
    pack = tmp_path / "S.bukvarpack"
    make(MakePackSpec(str(pack), "S", (packed(smollm()),)), QUIET)
    data = tmp_path / "data"
    command = Command(data, "pack", "install", str(pack))
    command.until(lambda c: any("progress" in row for row in c.rows), "progress")
    command.kill()
    ended = run(data, "pack", "install", str(pack))
    assert ended.code == 0
    (model,) = ended.results
    assert model["state"] == "ready"
    assert Path(model["path"]).read_bytes() == smollm().read_bytes()
    assert not any((data / "downloads").rglob("*.gguf*"))


def test_what_is_needed_first_comes_out_of_a_pack_near_at_hand(tmp_path: Path) -> None:
    """Without a question only what the catalogue knows by its hash; a stranger's has to be asked for."""
    here, there, share = tmp_path / "здесь", tmp_path / "там", tmp_path / "общая папка"
    share.mkdir()
    make(MakePackSpec(str(share / "Чужая.bukvarpack"), "Чужая", (packed(smollm()),)), QUIET)
    install_into(here)
    own = tmp_path / "Наша модель.gguf"
    own.write_bytes(build())
    (added,) = run(here, "models", "add", str(own)).results
    assert run(here, "pack", "make", "Первые", CHAT, EMBEDDER, added["model"], folder=share).code == 0
    damaged = share / "Вторые.bukvarpack"
    damaged.write_bytes((share / "Первые.bukvarpack").read_bytes())
    spoil(damaged)
    there.mkdir()
    settings = {"mirror": str(share), "sealed": True}
    (there / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    prepared = run(there, "models", "prepare")
    assert prepared.code == 0 and "Вторые.bukvarpack" in prepared.errors
    assert prepared.results[-1] == {"pack": str(share / "Первые.bukvarpack")}
    states = {row["model"]: row["state"] for row in run(there, "models", "list").results}
    assert (states[CHAT], states[EMBEDDER]) == ("ready", "ready")
    assert [model for model, state in states.items() if state == "ready"] == [CHAT, EMBEDDER]
