"""`bukvar pack`: made and signed on one computer, installed on another, taken up again after a kill."""

import json
from pathlib import Path

from tests.helpers.commands import Command, run
from tests.helpers.gguf import build
from tests.helpers.models import CHAT, EMBEDDER, install_into, smollm
from tests.helpers.packs import QUIET, packed, spoil
from workers.contract.packs import MakePackSpec
from workers.engines.pack_writing import make


def test_from_one_computer_to_another(tmp_path: Path) -> None:
    here, there = tmp_path / "здесь", tmp_path / "там"
    file = tmp_path / "Наша модель.gguf"
    file.write_bytes(build())
    (added,) = run(here, "models", "add", str(file)).results
    (key,) = run(here, "pack", "key", "ключ", folder=tmp_path).results
    made = run(here, "pack", "make", "Наш", added["model"], "--sign", "ключ", folder=tmp_path)
    assert made.code == 0 and made.results[-1]["signed_by"] == key["key"]

    pack = str(tmp_path / "Наш.bukvarpack")
    assert run(there, "pack", "trust", str(tmp_path / "ключ.pub")).code == 0
    installed = run(there, "pack", "install", pack)
    assert installed.code == 0
    assert [row["model"] for row in installed.results] == [added["model"]]
    assert installed.results[0]["state"] == "ready"
    assert installed.results[0]["sha256"] == added["sha256"]
    assert Path(installed.results[0]["path"]).read_bytes() == build()


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
