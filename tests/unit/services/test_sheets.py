"""Sheets in the source panel: rows of cells around a place, and which of them hold the quoted words."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.helpers.direct import DirectContext
from tests.helpers.hashed_embedder import DIMENSION, HashedEmbedder
from workers.contract.messages import Render
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.pages import PageView
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import open_store
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.indexing import Indexing
from workers.services.knowledge.showing import rendering


@pytest.fixture
def readers() -> Iterator[ReaderPool]:
    pool = ReaderPool(1)
    yield pool
    pool.close()


@pytest.fixture
def base(tmp_path: Path) -> Iterator[OpenBase]:
    folder = tmp_path / "base"
    text, vectors = TextStore(folder), open_store(folder, "b", DIMENSION)
    yield OpenBase(BaseRef("b", str(folder), ""), text, vectors, HashedEmbedder())  # type: ignore[arg-type]
    vectors.close()
    text.close()


def shown(base: OpenBase, readers: ReaderPool, file: Path, quote: str = "", page: int = 1) -> PageView:
    """What the panel shows of the place where the quote stands."""
    spec = IndexSpec(base.ref, (str(file),))
    Indexing(base, spec, DirectContext(), readers).run()  # type: ignore[arg-type]
    [document] = base.text.documents_under([str(file)])
    content = base.text.content(document.content)
    assert content is not None
    start = content.text.index(quote) if quote else 0
    where = Render("r", base.ref, document.id, start, start + len(quote), 0 if quote else page)
    return rendering.show(base, where, readers, DirectContext()).view  # type: ignore[arg-type]


def sheets(file: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Оклады"
    for row in (
        ["Штатное расписание цеха"],
        ["Отдел", "Сотрудник", "План 2", "Оклад, руб."],
        ["Сборка", "Петров", 2, 71200],
        ["Сборка", "Седова", 3, 54300],
        [],
        ["Товар", "Цена"],
        ["Насос", 2],
    ):
        sheet.append(row)
    book.create_sheet("Прочее").append(["Здесь только слова."])
    book.save(file)
    return file


def test_a_sheet_is_shown_as_rows_with_the_quoted_cells(
    base: OpenBase, readers: ReaderPool, tmp_path: Path
) -> None:
    view = shown(base, readers, sheets(tmp_path / "книга.xlsx"), "План 2: 3; Оклад, руб.: 54300")
    names = ("Отдел", "Сотрудник", "План 2", "Оклад, руб.")
    assert [(row.cells, row.head) for row in view.rows] == [
        (("Оклады",), False),
        (("Штатное расписание цеха",), False),
        (names, True),
        (("Сборка", "Петров", "2", "71200"), False),
        (("Сборка", "Седова", "3", "54300"), False),
        (("Товар", "Цена"), True),
        (("Насос", "2"), False),
    ]
    assert [row.marked for row in view.rows] == [(), (), (), (), (2, 3), (), ()]
    assert view.rows[4].text == "Отдел: Сборка; Сотрудник: Седова; План 2: 3; Оклад, руб.: 54300"
    assert shown(base, readers, tmp_path / "книга.xlsx", page=2).rows == (), "words alone stay a text"


def test_a_place_far_down_a_long_table_is_shown_with_what_is_around(
    base: OpenBase, readers: ReaderPool, tmp_path: Path
) -> None:
    file = tmp_path / "склад.csv"
    lines = [f"{number};Насос {number};{number * 7 % 1000}" for number in range(1, 5001)]
    file.write_text("Номер;Товар;Остаток\n" + "\n".join(lines), encoding="utf-8")
    view = shown(base, readers, file, "Товар: Насос 4000;")
    assert view.rows[0].head
    marked = [(row.cells[0], row.marked) for row in view.rows if row.marked]
    assert marked == [("4000", (1,))]
    numbers = [int(row.cells[0]) for row in view.rows if not row.head]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert 100 < len(numbers) < 1000
    assert numbers[0] < 3950 < 4050 < numbers[-1]


def test_a_text_with_a_table_is_no_sheet(base: OpenBase, readers: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "заметка.txt"
    file.write_text("Товар | Цена\nНасос | 5\nКран | 7\n", encoding="utf-8")
    view = shown(base, readers, file, "Кран | 7")
    assert view.rows == () and view.text[view.highlight[0] : view.highlight[1]] == "Кран | 7"
