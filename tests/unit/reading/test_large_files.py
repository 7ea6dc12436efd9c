"""Files that are too much, too long or too deep: read as far as the budget goes, and said."""

import math
from pathlib import Path

import pytest

from tests.unit.reading.files import notes, read, written
from workers.contract.notes import NoteCode
from workers.reading import ReadOptions, budget, building, read_any, text_file
from workers.reading.budget import time_limit
from workers.reading.encodings import decode

PARAGRAPH = "Покупатель оплачивает товар в течение десяти дней. Продавец отгружает его со склада.\n\n"


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of some kilobytes counts as large."""
    monkeypatch.setattr(text_file, "_PART", 512)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("before", ["", "Agreement of sale. " * 200])
def test_pieces_are_the_text(tmp_path: Path, encoding: str, before: str) -> None:
    path = tmp_path / "a.txt"
    text = before + PARAGRAPH * 60
    path.write_bytes(text.encode(encoding))
    parts = list(text_file.text_of(path))
    assert len(parts) > 10
    assert "".join(parts) == text == decode(path.read_bytes()).removeprefix("\ufeff")


@pytest.mark.usefixtures("small_parts")
def test_a_large_text_reads_as_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = written(tmp_path / "a.txt", "Статья 1. Предмет договора\n\n" + PARAGRAPH * 100)
    monkeypatch.setattr(text_file, "_PART", 2**20)
    whole = read(tmp_path / "a.txt")
    assert large == whole
    assert [heading.text for heading in large.headings] == ["Статья 1. Предмет договора"]


@pytest.mark.usefixtures("small_parts")
def test_rows_go_on_over_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'{n};"насос\nцентробежный";{n * 100}\n' for n in range(300))
    large = written(tmp_path / "a.csv", "Номер;Товар;Цена\n" + rows)
    monkeypatch.setattr(text_file, "_PART", 2**20)
    assert large == read(tmp_path / "a.csv")
    assert "Номер: 299; Товар: насос центробежный; Цена: 29900" in large.text
    assert large.notes == ()


def test_a_quote_that_nobody_closes_costs_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.reading.formats.delimited._LONGEST_FIELD", 1000)
    rows = "".join(f"{n},дом {n},улица\n" for n in range(200))
    document = written(tmp_path / "a.csv", f'номер,дом,место\n7,"седьмой,за углом\n{rows}')
    assert "седьмой" in document.text
    assert "номер: 199; дом: дом 199; место: улица" in document.text


def test_text_beyond_the_budget_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MAX_CHARACTERS", 2000)
    document = written(tmp_path / "a.txt", "Статья 1. Предмет договора\n\n" + PARAGRAPH * 100)
    assert len(document.text) == 2000
    assert document.headings
    assert notes(document)[NoteCode.LIMIT_REACHED].startswith("limit_reached: …")
    table = written(tmp_path / "a.csv", "Номер;Товар\n" + "".join(f"{n};насос {n}\n" for n in range(500)))
    assert len(table.text) == 2000
    assert table.text[-20:].split()[-1] in notes(table)[NoteCode.LIMIT_REACHED]
    page = written(tmp_path / "a.html", f"<p>{PARAGRAPH}</p>" * 100)
    assert len(page.text) <= 2000
    assert NoteCode.LIMIT_REACHED in notes(page)


def test_a_letter_keeps_its_head_when_its_body_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MAX_CHARACTERS", 2000)
    head = "From: a@b.ru\nTo: c@d.ru\nSubject: Supply\nContent-Type: text/html; charset=utf-8\n\n"
    letter = written(tmp_path / "a.eml", head + f"<p>{PARAGRAPH}</p>" * 100)
    assert "Supply" in letter.text
    assert "Покупатель" in letter.text
    assert NoteCode.LIMIT_REACHED in notes(letter)


def test_time_of_the_processor_ends_a_file_and_keeps_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, later = iter(range(10_000)), iter(range(0, 10_000_000, 1000))
    monkeypatch.setattr(budget.time, "process_time", lambda: float(next(now)))
    monkeypatch.setattr(budget.time, "monotonic", lambda: float(next(later)))
    path = tmp_path / "a.csv"
    path.write_text("Номер;Товар\n" + "".join(f"{n};насос {n}\n" for n in range(500)), encoding="utf-8")
    document = read_any(path, ReadOptions(seconds=10))
    assert "насос 150" in document.text
    assert "насос 250" not in document.text
    assert NoteCode.LIMIT_REACHED in notes(document)


def test_a_limit_inside_another_does_not_lengthen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.time, "process_time", lambda: 0.0)
    monkeypatch.setattr(budget.time, "monotonic", lambda: 0.0)
    with time_limit(10), time_limit(math.inf):
        monkeypatch.setattr(budget.time, "process_time", lambda: 11.0)
        monkeypatch.setattr(budget.time, "monotonic", lambda: 11.0)
        assert budget.out_of_time()
    assert not budget.out_of_time()


def test_a_pdf_names_the_pages_that_it_was_too_much_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.fixtures import documents

    monkeypatch.setattr("workers.reading.formats.pdf.document.MAX_CHARACTERS", 200)
    path = documents.pdf(tmp_path / "a.pdf", [[f"Page {n} of the agreement. " * 4] for n in range(1, 9)])
    heard: list[float] = []
    document = read_any(path, ReadOptions(progress=heard.append))
    assert heard == [0.125, 0.25]
    assert len(document.pages) == 2
    assert notes(document) == {NoteCode.LIMIT_REACHED: "limit_reached: 3–8 (6)"}


@pytest.mark.usefixtures("small_parts")
def test_one_long_line_without_words(tmp_path: Path) -> None:
    document = written(tmp_path / "a.txt", "абвгд" * 40_000)
    assert "".join(document.text.split()) == "абвгд" * 40_000


@pytest.mark.usefixtures("small_parts")
def test_a_long_line_that_was_spoilt_is_mended(tmp_path: Path) -> None:
    text = PARAGRAPH.replace("\n", " ") * 2000
    document = written(tmp_path / "a.txt", text.encode("utf-8").decode("cp1251", "ignore"))
    assert "Покупатель оплачивает товар" in document.text


def test_depth_loses_nothing(tmp_path: Path) -> None:
    page = "".join(f"<div>слово{n} " for n in range(3000)) + "дно" + "</div>" * 3000
    document = written(tmp_path / "a.html", f"<html><body>{page}")
    assert document.text.split() == [*(f"слово{n}" for n in range(3000)), "дно"]
    assert "дно" in written(tmp_path / "a.json", '{"a": ' * 3000 + '"дно"' + "}" * 3000).text
    assert "дно" in written(tmp_path / "b.json", "[" * 100_000 + '"дно"' + "]" * 100_000).text


def test_a_large_file_of_a_format_without_pieces_is_read_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.reading._LARGEST_WHOLE", 100)
    document = written(tmp_path / "a.json", '{"товар": "' + "насос " * 50 + '"}')
    assert document.kind == "txt"
    assert "насос насос" in document.text
