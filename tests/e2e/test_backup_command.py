"""`bukvar backup` and `restore`: a base comes back beside itself, with its documents, and answers."""

from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(600)


def test_a_base_comes_back_under_another_name_and_answers(tmp_path: Path) -> None:
    data, folder = tmp_path / "данные", tmp_path / "Документы"
    folder.mkdir()
    (folder / "сейф.txt").write_text("В сейфе лежит семь ключей, их считает Иванова.", encoding="utf-8")
    install_into(data)
    assert run(data, "base", "create", "Приказы").code == 0
    assert run(data, "import", "--base", "Приказы", str(folder)).code == 0
    secret = tmp_path / "пароль.txt"
    secret.write_text("тайна 7\n", encoding="utf-8")
    file = tmp_path / "копия"
    made = run(data, "backup", str(file), "--password-file", str(secret))
    assert made.code == 0, made.errors
    written = file.with_suffix(".bukvarbackup")
    assert written.stat().st_mode & 0o777 == 0o600 or written.stat().st_mode & 0o111  # Windows has no modes
    assert not list((data / "downloads").glob("backup-*"))
    refused = run(data, "restore", str(written))
    assert refused.code == 1 and "another password" in refused.errors
    (folder / "сейф.txt").unlink()
    back = run(data, "restore", str(written), "--password-file", str(secret), "--name", "Вторая")
    assert back.code == 0, back.errors
    assert back.results == [{"base": "Вторая", "id": back.results[0]["id"], "documents": 1}]
    found = run(data, "search", "Сколько ключей лежит в сейфе?", "--base", "Вторая")
    assert found.results[0]["results"][0]["document"] == "сейф.txt"
    check = run(data, "check")
    assert {row["base"]: row.get("finding") for row in check.results if "finding" in row} == {
        "Приказы": "gone", "Вторая": "gone",
    }  # fmt: skip
