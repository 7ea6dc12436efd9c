"""Damage of `text.sqlite` is told wherever it is met, and what can be read of it comes into a new one."""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.unit.engines.test_text_store import add, chunk, document
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import BaseRef, ItemStatus, RepairSpec
from workers.disk import LEAST_FREE
from workers.engines.stores import text_salvage
from workers.engines.stores.text_checks import find_damage
from workers.engines.stores.text_connection import FILE
from workers.engines.stores.text_salvage import salvage
from workers.engines.stores.text_store import TextStore
from workers.runtime.context import Context
from workers.services.knowledge.bases import Bases
from workers.services.knowledge.maintenance.repairing import repair

DOCUMENTS = 60
Damage = Callable[[Path, random.Random], None]


def truncate(file: Path, chance: random.Random) -> None:
    with file.open("r+b") as stream:
        stream.truncate(chance.randrange(file.stat().st_size))


def empty(file: Path, chance: random.Random) -> None:
    with file.open("r+b") as stream:
        stream.truncate(0)


def zero(file: Path, chance: random.Random) -> None:
    size = file.stat().st_size
    at = chance.randrange(size)
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes(min(size - at, 4096 * chance.randint(1, 4))))


def zero_the_beginning(file: Path, chance: random.Random) -> None:
    with file.open("r+b") as stream:
        stream.write(bytes(4096))


def flip(file: Path, chance: random.Random) -> None:
    body = bytearray(file.read_bytes())
    for _ in range(20):
        body[chance.randrange(len(body))] ^= chance.randint(1, 255)
    file.write_bytes(body)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    store = TextStore(folder)
    chance = np.random.default_rng(7)
    for number in range(DOCUMENTS):
        chunks = []
        for ordinal in range(4):
            terms = {int(term): 1 for term in chance.integers(0, 900, 40)}
            words = " ".join(f"слово{term}" for term in terms)
            chunks.append(chunk(f"c{number}", ordinal, terms, f"{number}.{ordinal} {words}"))
        add(store, document(f"d{number}.txt"), f"c{number}", chunks)
    store.close()
    return folder


def contents(store: TextStore) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Path → the whole text and its chunks."""
    found = {}
    for row in store.documents():
        content = store.content(row.content) if row.content else None
        if content is not None:
            found[row.path] = (content.text, tuple(one.text for one in store.chunks_of(content.id)))
    return found


def read_all(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    store = TextStore(folder)
    try:
        return contents(store)
    finally:
        store.close()


@pytest.mark.parametrize("damage", [truncate, empty, zero, zero_the_beginning, flip])
@pytest.mark.parametrize("seed", range(4))
def test_damage_is_told_and_nothing_that_is_taken_over_is_wrong(
    sound: Path, tmp_path: Path, damage: Damage, seed: int
) -> None:
    whole = read_all(sound)
    broken = tmp_path / "broken"
    shutil.copytree(sound, broken)
    (broken / "vectors").mkdir()
    file = broken / FILE
    damage(file, random.Random(f"{damage.__name__} {seed}"))
    body = file.read_bytes()
    assert find_damage(file)
    try:
        read_all(broken)
    except ProblemError as error:
        assert error.code is Code.STORE_DAMAGED
    file.write_bytes(body)

    made = TextStore(tmp_path / "made")
    taken = salvage(file, made)
    assert file.read_bytes() == body
    came = contents(made)
    assert {path: whole[path] for path in came} == came
    assert taken.contents >= len(came)
    if damage is not empty and damage is not truncate:
        assert len(came) >= DOCUMENTS // 3
    # What did not come is read again: from a copy here.
    assert all(row.content or not row.fingerprint for row in made.documents())
    salvage(sound / FILE, made, wanted={f"d{number}.txt" for number in range(DOCUMENTS - 1)})
    back = contents(made)
    assert {*back} >= {path for path in whole if not path.endswith(f"d{DOCUMENTS - 1}.txt")}
    assert {path: whole[path] for path in back} == back
    made.close()
    assert not find_damage(tmp_path / "made" / FILE)


def test_a_byte_of_a_text_is_found_to_its_content(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "base"
    shutil.copytree(sound, folder)
    file = folder / FILE
    body = file.read_bytes()
    at = body.index("17.2 слово".encode())
    file.write_bytes(body[:at] + b"9" + body[at + 1 :])
    found = find_damage(file)
    assert (found.pages, found.contents, found.documents) == ("", ("c17",), ())
    assert not find_damage(sound / FILE)


def test_an_older_store_gets_its_digests_by_and_by(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "base"
    shutil.copytree(sound, folder)
    store = TextStore(folder)
    with store.changing_rows() as connection:
        before = connection.execute("SELECT id, digest FROM contents ORDER BY id").fetchall()
        for table in ("contents", "documents"):
            connection.execute(f"UPDATE {table} SET digest = ''")
    rounds = 0
    while store.seal(50):
        rounds += 1
    with store.changing_rows() as connection:
        after = connection.execute("SELECT id, digest FROM contents ORDER BY id").fetchall()
        assert not connection.execute("SELECT 1 FROM documents WHERE digest = ''").fetchone()
    assert [tuple(row) for row in after] == [tuple(row) for row in before]
    assert rounds == 4
    store.close()


def test_a_file_that_is_gone_is_no_new_base(tmp_path: Path) -> None:
    TextStore(tmp_path).close()
    (tmp_path / FILE).unlink()
    (tmp_path / "vectors").mkdir()
    with pytest.raises(ProblemError) as caught:
        TextStore(tmp_path)
    assert caught.value.code is Code.STORE_DAMAGED


def test_a_document_that_was_not_written_so_is_found(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "base"
    shutil.copytree(sound, folder)
    store = TextStore(folder)
    with store.changing_rows() as connection:
        connection.execute("UPDATE documents SET path = '/docs/other.txt' WHERE id = 'd3.txt'")
    assert find_damage(folder / FILE).documents == ("d3.txt",)
    row = store.document("d4.txt")
    assert row is not None
    store.save_document(row.__class__("d4.txt", "/docs/moved.txt", status=ItemStatus.INDEXED))
    assert find_damage(folder / FILE).documents == ("d3.txt",)
    store.close()


def test_texts_are_mended_where_the_data_lie_and_only_with_room(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "base"
    shutil.copytree(sound, folder)
    truncate(folder / FILE, random.Random(1))
    body = (folder / FILE).read_bytes()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "too small"))  # nothing can be put there
    context = Context("r", lambda message: None)
    spec = RepairSpec(BaseRef("b", str(folder), ""))
    with monkeypatch.context() as full:
        full.setattr("workers.disk.free_space", lambda folder: LEAST_FREE)
        with pytest.raises(ProblemError) as raised:
            repair(Bases(), spec, context)
        assert raised.value.code is Code.DISK_FULL
        assert (folder / FILE).read_bytes() == body
    assert repair(Bases(), spec, context).damaged
    assert not find_damage(folder / FILE)
    assert not list(folder.glob("mending"))


def test_a_disk_that_fills_up_while_texts_are_saved_costs_none(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, written = text_salvage._insert, 0

    def insert(*values: Any, **more: Any) -> int:
        nonlocal written
        written += 1
        if written == 300:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return real(*values, **more)

    monkeypatch.setattr(text_salvage, "_insert", insert)
    made = TextStore(tmp_path / "made")
    with pytest.raises(ProblemError) as caught:
        salvage(sound / FILE, made)
    assert caught.value.code is Code.DISK_FULL
    made.close()


def test_a_name_that_is_damaged_too_is_no_defect(sound: Path, tmp_path: Path) -> None:
    """SQLite puts it into its message, which then is no text."""
    folder = tmp_path / "base"
    shutil.copytree(sound, folder)
    body = (folder / FILE).read_bytes()
    name = b"contents_hash ON contents "
    assert name in body
    (folder / FILE).write_bytes(body.replace(name, b"contents_hash ON c\xffntents "))
    with pytest.raises(ProblemError) as caught:
        TextStore(folder)
    assert caught.value.code is Code.STORE_DAMAGED
    assert find_damage(folder / FILE)
    made = TextStore(tmp_path / "made")
    salvage(folder / FILE, made)
    assert made.documents()
    made.close()
