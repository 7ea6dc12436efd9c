"""The encoding of a text is named right, be it long or three words."""

from pathlib import Path

import pytest

from tests.fixtures.documents import LONG, SENTENCE, SHORT
from workers import reading
from workers.reading import ReadOptions
from workers.reading.encodings import decode, detect

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
TEXTS = [LONG, SENTENCE, SHORT, "Приказ", "ПРИКАЗ О ПРИЁМЕ НА РАБОТУ", "Договор № 5 от 01.02.2026: поставка",
         "Иванов;Петрова\r\n12;15\r\n", "Invoice 17: доставка в Пермь, 1200 rub"]  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_russian_in_each_encoding(encoding: str, text: str) -> None:
    encodable = text.encode(encoding, "ignore")  # koi8-r and cp866 differ in signs such as "—"
    assert decode(encodable) == encodable.decode(encoding)


def test_capitals_of_a_heading_are_not_mended() -> None:
    text = f"{LONG}\n2 РАСЧЁТ РИСКОВ РОССИИ\n"
    assert decode(text.encode()) == text


@pytest.mark.parametrize("text", ["Café à l'hôtel: prix élevé, déjà payé", "Plain English text"])
def test_what_is_not_russian_stays_readable(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    data = LONG.encode()
    broken = data[:501] + b"\xff" + data[501:]
    assert detect(broken) == "utf-8"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "заметка.txt"
    path.write_bytes(SENTENCE.replace("\n", "\r\n").encode(encoding))
    assert reading.read_any(path, ReadOptions()).text == SENTENCE
