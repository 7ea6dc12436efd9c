"""`bukvar check`: what does not agree between database, stores and files is found, told, and mended."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers.commands import Ended, run
from tests.helpers.models import install_into
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store_edge import EdgeVectorStore

pytestmark = pytest.mark.timeout(900)
TEXTS = {
    "склад.txt": "Склад закрывается в 19 часов. Ключи у кладовщика Петрова.",
    "отпуск.txt": "Отпуск длится 28 календарных дней и оплачивается заранее.",
    "сейф.txt": "В сейфе лежит семь ключей, их считает Иванова.",
    "касса.txt": "Касса работает с девяти до шести, перерыв в час.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Документы отдела"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path, folder: Path) -> Path:
    data = tmp_path / "данные"
    install_into(data)
    assert run(data, "base", "create", "Приказы").code == 0
    assert run(data, "import", "--base", "Приказы", str(folder)).code == 0
    return data


def findings(ended: Ended) -> dict[tuple[str, str], int]:
    return {
        (row["finding"], row["document"]): row["count"] for row in ended.results if "finding" in row
    }  # fmt: skip


def test_what_does_not_agree_is_told_and_mended(data: Path, folder: Path) -> None:
    sound = run(data, "check", "--base", "Приказы")
    assert (sound.code, findings(sound)) == (0, {})
    (total,) = sound.results
    assert (total["documents"], total["chunks"], total["vectors"], total["ok"]) == (4, 4, 4, True)

    (base,) = [one for one in (data / "bases").iterdir() if one.is_dir()]
    (folder / "склад.txt").unlink()
    (folder / "отпуск.txt").write_text("Отпуск длится 31 день.", encoding="utf-8")
    text = TextStore(base)
    content = next(row.content for row in text.documents() if row.path.endswith("сейф.txt"))
    (chunk,) = text.chunks_of(content)
    text.close()
    vectors = EdgeVectorStore(base / "vectors", 384)
    vectors.delete([chunk.id])
    vectors.close()
    with closing(sqlite3.connect(data / "bukvar.sqlite")) as database:
        database.execute("DELETE FROM documents WHERE path LIKE '%касса.txt'")
        database.commit()

    broken = run(data, "check")
    assert broken.code == 1 and findings(broken) == {
        ("gone", "склад.txt"): 0, ("changed", "отпуск.txt"): 0, ("without_vectors", "сейф.txt"): 1,
        ("not_in_list", "касса.txt"): 0,
    }  # fmt: skip
    assert all(row["sentence"] and row["advice"] for row in broken.results if "finding" in row)
    assert findings(run(data, "check")) == findings(broken), "a check changes nothing"

    mended = run(data, "check", "--base", "Приказы", "--repair")
    assert mended.code == 1 and findings(mended) == {("gone", "склад.txt"): 0}
    found = run(data, "search", "Сколько ключей лежит в сейфе?", "--base", "Приказы")
    assert found.results[0]["results"][0]["document"] == "сейф.txt"
    (folder / "склад.txt").write_text(TEXTS["склад.txt"], encoding="utf-8")
    assert run(data, "check", "--base", "Приказы", "--repair").code == 0
    assert run(data, "check", "--base", "Нет такой").code == 1


def test_files_of_models_are_compared_with_their_hashes_when_asked(tmp_path: Path) -> None:
    data = tmp_path / "данные"
    install_into(data)
    whole = run(data, "check", "--files")
    compared = {row["file"]: row["ok"] for row in whole.results if "ok" in row}
    assert whole.code == 0 and compared and all(compared.values()), whole.errors
    (described,) = {file.parent for file in (data / "models").rglob("model.onnx")}
    damaged = described / "model.onnx"
    content = damaged.read_bytes()
    damaged.unlink()  # a second name of a file that other tests use
    damaged.write_bytes(content)
    with damaged.open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    broken = run(data, "check", "--files")
    assert broken.code == 1 and "is damaged" in broken.errors
    compared = {row["file"]: row["ok"] for row in broken.results if "ok" in row}
    assert [name for name, ok in compared.items() if not ok] == [described.parent.name]
    assert "ok" not in str(run(data, "check").results), "large files are read only when asked"
