"""`bukvar exam ready`: the quick look with real processes and the real small model, killed in the middle."""

from pathlib import Path

import pytest

from tests.helpers.commands import Command, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(600)
BASE = "Склад"
TEXT = (
    "Порядок приёмки товара на складе.\n\nПриёмка товара занимает не более 3 рабочих дней. "
    "Акт о недостаче подписывает заведующий складом. Краску хранят при температуре до 25 градусов."
)


def test_a_look_goes_on_after_a_kill_and_names_what_was_not_read(tmp_path: Path) -> None:
    data = tmp_path / "данные"
    install_into(data)
    good, broken = tmp_path / "Приёмка.txt", tmp_path / "Скан.pdf"
    good.write_text(TEXT, encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7\n" + b"\x00" * 400)
    assert run(data, "base", "create", BASE).code == 0
    run(data, "import", "--base", BASE, str(good), str(broken))

    wishes = ("exam", "ready", "--base", BASE)
    command = Command(data, *wishes)
    command.until(lambda c: any(row.get("progress") == "exam" and row["done"] for row in c.rows), "an answer")
    assert not alive(command.kill())

    looked = run(data, *wishes)
    assert looked.code == 0, looked.errors
    assert all(row["progress"] == "exam" for row in looked.rows[:-1]), "no question is made twice"
    (found,) = looked.results
    assert 1 <= found["of"] <= 20 and 0 <= found["right"] <= found["of"]
    assert not found["ready"]  # whatever was answered: a document is not read
    unread, *wrong = found["failing"]
    assert (unread["name"], unread["why"], unread["fix"]) == (broken.name, "unread", "mend")
    assert unread["code"] and unread["reason"]
    assert len(wrong) <= found["of"] - found["right"]
    assert all(one["asked"] and one["question"] for one in wrong)

    assert run(data, *wishes).rows == [found]  # known: nothing is asked
