"""Pages that are turned when they are shown, lines that run up or down, sizes that pages have from above."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from tests.fixtures.documents import FONT, pdf
from tests.unit.reading.files import read
from workers.contract.tables import unpack

# How a page is turned, and which way its lines run.
WAYS = [(90, 90), (270, -90), (180, 180), (0, 90), (0, -90), (0, 180)]
_LEFT = [
    "Бригада выходит на смену в семь утра", "и проверяет исправность подъёмника,",
    "после чего мастер выдаёт наряд и", "расписывается в журнале осмотра.",
    "Каски и перчатки получают в кладовой", "под роспись каждого рабочего смены.",
]  # fmt: skip
_RIGHT = [
    "Склад отпускает краску по требованию", "только до обеда, а возврат тары",
    "принимают в любой день недели до", "шести вечера у северных ворот базы.",
    "Просроченную краску списывает комиссия", "из трёх человек раз в квартал.",
]  # fmt: skip


def _turned(path: Path, shown: int, lines: int) -> Canvas:
    """A page of A4 that is turned when it is shown, with lines that run another way; the origin is where a
    reader of those has the lower left corner."""
    pdfmetrics.registerFont(TTFont("DejaVuSans", str(FONT)))
    canvas = Canvas(str(path), pagesize=landscape(A4) if shown in {90, 270} else A4, invariant=1)
    canvas.setPageRotation(shown)
    width, height = A4
    canvas.translate(*{90: (width, 0), -90: (0, height), 180: (width, height)}[lines])
    canvas.rotate(lines)
    canvas.setFont("DejaVuSans", 10)
    return canvas


@pytest.mark.parametrize(("shown", "lines"), WAYS)
def test_columns_of_turned_lines_are_read_one_after_another(tmp_path: Path, shown: int, lines: int) -> None:
    canvas = _turned(tmp_path / "a.pdf", shown, lines)
    right = 320 if lines == 180 else 440
    for number, (one, other) in enumerate(zip(_LEFT, _RIGHT, strict=True)):
        canvas.drawString(70, 500 - 16 * number, one)
        canvas.drawString(right, 500 - 16 * number, other)
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert document.text.split() == " ".join(_LEFT + _RIGHT).split() and not document.notes


@pytest.mark.parametrize(("shown", "lines"), WAYS)
def test_turned_lines_are_read_from_the_first_to_the_last(tmp_path: Path, shown: int, lines: int) -> None:
    canvas = _turned(tmp_path / "a.pdf", shown, lines)
    for number, line in enumerate(_LEFT):
        canvas.drawString(70, 500 - 16 * number, line)
    canvas.save()
    assert read(tmp_path / "a.pdf").text.split("\n") == _LEFT


@pytest.mark.parametrize(("shown", "lines"), WAYS)
def test_tables_of_turned_lines_keep_their_rows(tmp_path: Path, shown: int, lines: int) -> None:
    canvas = _turned(tmp_path / "a.pdf", shown, lines)
    rows = [["Материал", "Норма"], ["Краска\nфасадная\nбелая", "12"], ["Грунт", "40"]]
    style = [("GRID", (0, 0), (-1, -1), 1, "black"), ("FONT", (0, 0), (-1, -1), "DejaVuSans", 10)]
    table = Table(rows, style=style)
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, 80, 300)
    canvas.save()
    [found] = read(tmp_path / "a.pdf").tables
    assert [row[2] for row in unpack(found.blocks)] == [
        [" ".join(one.split()) for one in row] for row in rows
    ]


def test_a_page_that_has_its_size_from_above_is_read_to_its_edges(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [["Ведомость", "Дрель"]])
    size = b"/MediaBox [ 0 0 595.2756 841.8898 ]"
    # Higher by a good part than the letter format, which is taken where a page says nothing.
    data = path.read_bytes().replace(b" 60 780 ", b" 60 825 ")
    assert data.count(size) == 1 and b"/Type /Pages" in data
    path.write_bytes(data.replace(size, b"").replace(b"/Type /Pages", size + b" /Type /Pages"))
    document = read(path)
    assert document.text.split() == ["Ведомость", "Дрель"] and not document.notes
