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


def test_words_in_the_font_that_recognition_lays_under_scans_are_read(tmp_path: Path) -> None:
    """Their font has no shapes, its codes are those of Unicode, and says so in one range."""
    words = "".join(f"{ord(letter):04X}" for letter in "Долг 78 400 рублей, подписала Ершова")
    content = f"BT /F1 12 Tf 72 720 Td <{words}> Tj ET".encode()
    names = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange"
        b" <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/GlyphLessFont/Encoding/Identity-H/DescendantFonts[6 0 R]"
        b"/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/GlyphLessFont/DW 500/CIDSystemInfo<</Ordering(Identity)"
        b"/Registry(Adobe)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/GlyphLessFont/Flags 5"
        b"/FontBBox[0 0 500 500]/ItalicAngle 0/Ascent 1000/Descent -1/CapHeight 1000/StemV 80>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(names), names),
    ]  # fmt: skip
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(parts, start=1))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 8>>\n%%EOF")
    assert "Долг 78 400 рублей, подписала Ершова" in read(path).text
