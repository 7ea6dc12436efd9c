"""What a PDF says of its letters against what it draws: other words in their place, digits above the line."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.unit.reading.files import notes, read
from workers.contract.notes import NoteCode


@pytest.mark.parametrize(
    ("said", "drawn", "text"),
    [
        ("The fee is 0.9 percent", "The fee is 0.1 percent", "The fee is 0.1 percent"),
        ("password 4711", "-", "-"),
    ],
)
def test_words_that_are_not_drawn_are_left_out_and_told(
    tmp_path: Path, said: str, drawn: str, text: str
) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    _replaced(canvas, 700, said, drawn)
    canvas.drawString(72, 650, "The seller signs on the last page.")
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert document.text.splitlines()[0] == text and said not in document.text
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text: 1 (1)"}


def test_words_that_are_not_drawn_are_told_within_a_layer(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas._code.append("/OC /Shown BDC")
    _replaced(canvas, 700, "The fee is 0.9 percent", "The fee is 0.1 percent")
    canvas._code.append("EMC")
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert document.text == "The fee is 0.1 percent" and set(notes(document)) == {NoteCode.HIDDEN_TEXT}


def test_other_forms_of_the_same_letters_are_believed(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for at, (said, drawn) in enumerate((("office", "OFFICE"), ("", "-"), (r"\\frac{1}{2}", "12"))):
        _replaced(canvas, 700 - 30 * at, said, drawn)
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert "office" in document.text and "frac" in document.text and not document.notes


def test_digits_above_the_line_are_powers_and_marks(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    said = ((700, "At 10", "12", " Pa"), (650, "All months", "34", " of work"), (600, "For", "2024", ""))
    for top, before, above, after in said:
        line = canvas.beginText(72, top)
        line.textOut(before)
        line.setFont("Helvetica", 7)
        line.setRise(5)
        line.textOut(above)
        line.setFont("Helvetica", 12)
        line.setRise(0)
        line.textOut(after)
        canvas.drawText(line)
    canvas.save()
    assert " ".join(read(tmp_path / "a.pdf").text.split()) == "At 10^12 Pa All months³⁴ of work For2024"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_layers_that_are_off_hide_their_words_on_turned_pages(tmp_path: Path, turn: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setPageRotation(turn)
    canvas.drawString(72, 500, "What everybody sees is here.")
    canvas._code.append("/OC /Nothing BDC")
    canvas.setFillGray(1)
    canvas.drawString(72, 450, "Nobody sees this")
    canvas._code.append("EMC")
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert document.text == "What everybody sees is here." and set(notes(document)) == {NoteCode.HIDDEN_TEXT}


def _replaced(canvas: Canvas, top: int, said: str, drawn: str) -> None:
    written = said.replace("\\", "\\\\")
    canvas._code.append(f"/Span << /ActualText ({written}) >> BDC")
    canvas.drawString(72, top, drawn)
    canvas._code.append("EMC")
