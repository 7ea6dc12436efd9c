"""Files that other programs write otherwise than most do: nothing of them is lost without a word."""

import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.fixtures import documents
from tests.unit.reading.files import notes, read, written
from workers.contract.notes import NoteCode
from workers.reading.tables import MAX_COLUMNS

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
TEXT = "Content-Type: text/plain; charset=utf-8\r\n"
WIDE = MAX_COLUMNS + 3


def _renamed(path: Path, *changes: tuple[str, str]) -> Path:
    """A container with these words of its parts, and of their names, put into others."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            for old, new in changes:
                name, text = name.replace(old, new), text.replace(old, new)
            archive.writestr(name, text.encode("utf-8", "surrogateescape"))
    return path


def _flat(path: Path, kind: str, body: str, edges: str = "") -> Path:
    spaces = " ".join(
        f'xmlns:{one}="{ODF}{name}:1.0"'
        for one, name in zip(
            ("office", "text", "table", "draw", "style", "field"),
            ("office", "text", "table", "drawing", "style", "field"),
            strict=True,
        )
    )
    path.write_text(
        f'<office:document {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:master-styles>{edges}'
        f"</office:master-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document>"
    )
    return path


def _cell(text: str, more: str = "") -> str:
    said = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="string" {more}>{said}</table:table-cell>'


def _rows(*rows: str, before: str = "") -> str:
    inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="Лист">{before}{inner}</table:table>'


def test_cells_beyond_the_last_column_that_is_read_are_told(tmp_path: Path) -> None:
    names = [f"К{at}" for at in range(1, WIDE + 1)]
    values = [f"з{at}" for at in range(1, WIDE + 1)]
    sheet = _rows("".join(map(_cell, names)), "".join(map(_cell, values)))
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{one}</Data></Cell>' for one in row) + "</Row>"
        for row in (names, values)
    )
    book = f'<Workbook xmlns="{SHEET}" xmlns:ss="{SHEET}"><Worksheet ss:Name="Лист"><Table>{rows}'
    documents_ = (
        read(_flat(tmp_path / "a.fods", "spreadsheet", sheet)),
        written(tmp_path / "a.xml", f"{book}</Table></Worksheet></Workbook>"),
    )
    for document in documents_:
        assert f"К{MAX_COLUMNS}: з{MAX_COLUMNS}" in document.text and f"з{WIDE}" not in document.text
        assert notes(document) == {NoteCode.LIMIT_REACHED: "limit_reached: 1, Лист (6)"}
    table = ";".join(names) + "\n" + ";".join(values)  # without a limit
    assert f"К{WIDE}: з{WIDE}" in written(tmp_path / "a.csv", table).text


def test_values_behind_a_long_gap_stay_below_their_names(tmp_path: Path) -> None:
    gap = 'table:number-columns-repeated="{}"'
    names = _cell("Товар") + _cell("", gap.format(300)) + _cell("Остаток")
    values = _cell("Гиря") + _cell("да", gap.format(300)) + _cell("77")
    text = read(_flat(tmp_path / "a.fods", "spreadsheet", _rows(names, values))).text
    assert "Остаток: 77" in text and text.count("да") == 300


def test_shapes_on_a_sheet_and_what_is_printed_around_it_are_read(tmp_path: Path) -> None:
    shapes = (
        "<table:shapes><draw:g><draw:custom-shape><text:p>касса закрыта</text:p></draw:custom-shape></draw:g>"
    )
    edge = "<style:master-page><style:header><text:p>{}</text:p></style:header></style:master-page>"
    sheet = _rows(_cell("а"), before=f"{shapes}</table:shapes>")
    own = edge.format("Утвердил Носов, лист <text:sheet-name>???</text:sheet-name>")
    assert "Утвердил Носов" in (text := read(_flat(tmp_path / "a.fods", "spreadsheet", sheet, own)).text)
    assert "касса закрыта" in text
    for said in ("<text:sheet-name>???</text:sheet-name>", "Page <text:page-number>1</text:page-number>"):
        text = read(_flat(tmp_path / "b.fods", "spreadsheet", sheet, edge.format(said))).text
        assert text == "Лист\n\nа\n\nкасса закрыта"


def test_documents_and_formulas_in_a_text_are_read(tmp_path: Path) -> None:
    path = documents.odf_file(tmp_path / "a.odt", "text")
    frames = "".join(
        f'<text:p><draw:frame xmlns:draw="{ODF}drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<draw:object xlink:href="./Object {at}"/></draw:frame></text:p>'
        for at in (1, 2)
    )
    _renamed(path, ("</office:text>", f"{frames}</office:text>"))
    inner = (
        f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"><office:body>'
        "<office:text><text:p>вложенный договор</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>a</mi>'
        "<annotation>a^2 + 1</annotation></semantics></math>"
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Object 1/content.xml", inner)
        archive.writestr("Object 2/content.xml", formula)
    text = read(path).text
    assert "вложенный договор" in text and "a^2 + 1" in text


def test_fields_of_word_in_an_open_document(tmp_path: Path) -> None:
    def field(kind: str, *values: tuple[str, str]) -> str:
        inner = "".join(f'<field:param field:name="{n}" field:value="{v}"/>' for n, v in values)
        of_word = f"vnd.oasis.opendocument.field.{kind}"
        return f'<field:fieldmark field:type="{of_word}">{inner}</field:fieldmark>'

    entry = "Dropdown_ListEntry"
    choice = field("FORMDROPDOWN", (entry, "да"), (entry, "частично"), ("Dropdown_Selected", "1"))
    ticks = [field("FORMCHECKBOX", ("Checkbox_Checked", one)) for one in ("true", "false")]
    lines = (f"Мнение: {choice}", f"{ticks[0]}оплачено", f"{ticks[1]}отгружено")
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    text = read(_flat(tmp_path / "a.fodt", "text", body)).text
    assert text.split("\n\n") == ["Мнение: частично", "☒ оплачено", "☐ отгружено"]


def test_parts_of_a_document_are_found_by_what_they_are_and_not_by_their_names(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("пункт", style="List Number")
    document.sections[0].header.paragraphs[0].text = "Договор № 77"
    document.save(str(tmp_path / "a.docx"))
    usual = read(tmp_path / "a.docx").text
    assert usual == "Договор № 77\n\n1. пункт"
    changed = _renamed(
        tmp_path / "a.docx", ("header1.xml", "h7.xml"), ("numbering.xml", "lists.xml"),
        ("styles.xml", "looks.xml"), ("/document.xml", "/document2.xml"),
    )  # fmt: skip
    assert read(changed).text == usual


def test_shows_of_the_strict_standard(tmp_path: Path) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Линия пущена"
    slide.notes_slide.notes_text_frame.text = "до июня"
    show.save(str(tmp_path / "a.pptx"))
    strict = [
        (f"http://schemas.openxmlformats.org/{of}/2006/{what}", f"http://purl.oclc.org/ooxml/{of}/{what}")
        for of, what in (
            ("officeDocument", "relationships"),
            ("presentationml", "main"),
            ("drawingml", "main"),
        )
    ]
    assert read(_renamed(tmp_path / "a.pptx", *strict)).text == "Линия пущена\n\nдо июня"


def test_answers_to_a_remark_on_a_cell_are_read_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Остаток", 212])
    book.active["B1"].comment = openpyxl.comments.Comment("[цепочка] уточнить", "А")
    book.save(tmp_path / "a.xlsx")
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="t" Type="{kind}" Target="/xl/threadedComments/t.xml"/></Relationships>'
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        rels = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    _renamed(tmp_path / "a.xlsx", (rels, rels.replace("</Relationships>", link)))
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a") as archive:
        said = "".join(
            f'<t:threadedComment ref="B1"><t:text>{one}</t:text></t:threadedComment>'
            for one in ("уточнить", "уточнил")
        )
        archive.writestr(
            "xl/threadedComments/t.xml", f'<t:ThreadedComments xmlns:t="t">{said}</t:ThreadedComments>'
        )
    text = read(tmp_path / "a.xlsx").text
    assert text.endswith("Примечание B1: уточнить\nПримечание B1: уточнил") and "цепочка" not in text


def test_documents_whose_parts_lie_in_one_xml(tmp_path: Path) -> None:
    path = documents.numbered_docx(tmp_path / "a.docx")
    usual = read(path).text
    parts = ""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name != "[Content_Types].xml" and name.endswith((".xml", ".rels")):
                data = re.sub(r"<\?xml[^>]*\?>", "", archive.read(name).decode())
                parts += f'<p:part p:name="/{name}"><p:xmlData>{data}</p:xmlData></p:part>'
    space = 'xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage"'
    document = written(tmp_path / "b.xml", f"<p:package {space}>{parts}</p:package>")
    assert document.text == usual and document.kind == "docx"
    parts += '<p:part p:name="/word/media/a.png"><p:binaryData>damaged</p:binaryData></p:part>'
    assert written(tmp_path / "c.xml", f"<p:package {space}>{parts}</p:package>").text == usual


def test_hidden_words_rows_and_formulas_of_office_2003(tmp_path: Path) -> None:
    word = "http://schemas.microsoft.com/office/word/2003/wordml"
    run = "<w:r><w:t>видно</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>тайно</w:t></w:r>"
    text = f'<w:wordDocument xmlns:w="{word}"><w:body><w:p>{run}</w:p></w:body></w:wordDocument>'
    document = written(tmp_path / "a.xml", text)
    assert document.text == "видно" and set(notes(document)) == {NoteCode.HIDDEN_TEXT}
    rows = (
        '<Row ss:Hidden="1"><Cell><Data ss:Type="String">тайно</Data></Cell><Cell ss:Formula="=A1+1"/></Row>'
    )
    book = f'<Workbook xmlns="{SHEET}" xmlns:ss="{SHEET}"><Worksheet ss:Name="Л"><Table>{rows}'
    document = written(tmp_path / "b.xml", f"{book}</Table></Worksheet></Workbook>")
    assert "=A1+1" in document.text
    assert notes(document)[NoteCode.HIDDEN_SHEETS] == "hidden_sheets: 1, Л: 1 (1)"
    assert NoteCode.FORMULAS_WITHOUT_VALUES in notes(document)


def _letter(path: Path, kind: str, *parts: str) -> Path:
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    path.write_bytes(f'Subject: a\r\nContent-Type: {kind}; boundary="b"\r\n\r\n{body}--b--\r\n'.encode())
    return path


def test_files_within_the_form_of_a_letter_that_is_not_read_are_not_lost(tmp_path: Path) -> None:
    page = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>слова</p>"
    picture = 'Content-Type: image/png; name="l.png"\r\nContent-Disposition: inline\r\n\r\n' + "x" * 30_000
    file = f'{TEXT[:-2]}; name="s.txt"\r\nContent-Disposition: inline; filename="s.txt"\r\n\r\nсмета 880'
    inner = "".join(f"--c\r\n{part}\r\n" for part in (page, picture, file))
    mixed = f'Content-Type: multipart/mixed; boundary="c"\r\n\r\n{inner}--c--'
    document = read(_letter(tmp_path / "a.eml", "multipart/alternative", f"{TEXT}\r\nслова", mixed))
    assert document.text.endswith("слова\n\nВложение: s.txt\n\nсмета 880") and not document.notes


@pytest.mark.parametrize(
    "packing", ["Quoted-Printable  ", "quoted-printable; charset=utf-8", "QUOTED-PRINTABLE (x)"]
)
def test_how_a_part_is_packed_is_known_whatever_stands_behind_it(tmp_path: Path, packing: str) -> None:
    words = "".join(f"={one:02x}" for one in "склад".encode())
    head = f"{TEXT}Content-Transfer-Encoding: {packing}\r\n"
    assert written(tmp_path / "a.eml", f"Subject: a\r\n{head}\r\n{words}\r\n").text.endswith("склад")
    page = f"{head.replace('plain', 'html')}\r\n{words}"
    saved = read(_letter(tmp_path / "a.mht", "multipart/related", page))
    assert saved.text == "склад"


def test_a_signature_is_nothing_that_was_not_read(tmp_path: Path) -> None:
    signature = 'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n\r\nMIAG'
    document = read(_letter(tmp_path / "a.eml", "multipart/signed", f"{TEXT}\r\nлимит 71", signature))
    assert document.text == "Тема: a\n\nлимит 71" and not document.notes


def test_what_is_quoted_of_other_letters_is_kept(tmp_path: Path) -> None:
    said = "Согласен.\r\n\r\nЛунин пишет:\r\n> Беру 14 бочек.\r\n>> Нужны бочки."
    assert "14 бочек" in (text := written(tmp_path / "a.eml", f"{TEXT}\r\n{said}").text) and "Нужны" in text
    page = "<p>Согласен.</p><div class=gmail_quote><blockquote type=cite>Беру 14 бочек.</blockquote></div>"
    text = written(tmp_path / "b.eml", f"{TEXT.replace('plain', 'html')}\r\n{page}").text
    assert "14 бочек" in text


def test_notes_of_a_book_that_are_hidden_below_the_page_are_read(tmp_path: Path) -> None:
    note = '<aside epub:type="footnote" hidden="hidden"><p>марка Н-7</p></aside>'
    document = written(
        tmp_path / "a.html", f"<meta charset=utf-8><p>насос</p>{note}<aside hidden>тайно</aside>"
    )
    assert document.text == "насос\n\nмарка Н-7" and set(notes(document)) == {NoteCode.HIDDEN_TEXT}


@pytest.mark.parametrize("rotate", [0, 180])
def test_rows_of_a_page_upside_down_run_from_left_to_right(tmp_path: Path, rotate: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setPageRotation(rotate)
    canvas.translate(*A4)
    canvas.rotate(180)
    canvas.drawString(60, 760, "Price list of the yard")
    for at, row in enumerate((("Goods", "Price", "Term"), ("Pump", "1200", "5 days"))):
        for column, text in enumerate(row):
            canvas.rect(60 + 150 * column, 690 - 24 * at, 150, 24)
            canvas.drawString(65 + 150 * column, 697 - 24 * at, text)
    canvas.save()
    lines = read(tmp_path / "a.pdf").text.split("\n")
    assert [line for line in lines if line] == [
        "Price list of the yard",
        "Goods Price Term",
        "Pump 1200 5 days",
    ]
