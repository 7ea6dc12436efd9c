"""What offices do to one document in each format they do to it in the others."""

import base64
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Pt, RGBColor
from PIL import Image
from pptx.dml.color import RGBColor as SlideColor
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.fixtures import documents
from tests.unit.reading.files import notes, read, written
from workers.contract.codes import ProblemError
from workers.contract.notes import NoteCode

HIDDEN = {NoteCode.HIDDEN_TEXT}


@pytest.mark.parametrize(
    "page",
    [
        "<style>.a, div.y > p, #z{display:none}</style>видно<div class=y><p>тайно</p></div><b id=z>тайно</b>",
        "<style>em{font-size:0}</style>видно<em>тайно</em>",
        "<style>@media screen{.h{visibility : hidden !important}}</style>видно<p class='q h'>тайно",
        "<body bgcolor=white>видно<p style='background:#fff;color:#fff'>тайно",
        "видно<dialog>тайно</dialog><p style='color:rgba(0,0,0,0)'>тайно",
        "видно<div style='width:0;overflow:hidden'>тайно</div><div style='opacity:.01'>тайно</div>",
    ],
)
def test_pages_hide_by_rules_and_by_what_is_behind_the_words(tmp_path: Path, page: str) -> None:
    document = written(tmp_path / "a.html", f"<meta charset=utf-8>{page}")
    assert document.text == "видно" and set(notes(document)) == HIDDEN


def test_rules_for_paper_and_small_screens_hide_nothing(tmp_path: Path) -> None:
    style = "@media print{.n{display:none}} @media (max-width:600px){.n{display:none}} .b{background:blue}"
    page = f"<meta charset=utf-8><style>{style} .w{{color:#fff}}</style><p class=n>видно<p class='b w'>и это"
    document = written(tmp_path / "a.html", page)
    assert document.text == "видно\n\nи это" and not document.notes


def test_lists_of_pages_count_as_their_styles_say_and_forms_are_filled(tmp_path: Path) -> None:
    page = (
        "<meta charset=utf-8><style>.r{list-style-type:upper-roman}</style><ol class=r><li>а<li>б</ol>"
        "<ol reversed><li>в<li>г</ol><ol style='list-style:none'><li>д</ol>"
        "<p>ФИО <input value=Зуева><select><option>день<option selected>ночь</select><del>нет</del>"
    )
    assert written(tmp_path / "a.html", page).text.split() == [
        "I.", "а", "II.", "б", "2.", "в", "1.", "г", "д", "ФИО", "Зуева", "ночь",
    ]  # fmt: skip


def test_styles_of_a_document_hide_and_deleted_rows_are_gone(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("видно")
    white = file.styles.add_style("W", WD_STYLE_TYPE.CHARACTER)
    white.font.color.rgb = RGBColor(254, 254, 254)
    base = file.styles.add_style("B", WD_STYLE_TYPE.PARAGRAPH)
    base.font.size = Pt(1)
    above = file.styles.add_style("C", WD_STYLE_TYPE.PARAGRAPH)
    above.base_style = base
    file.add_paragraph().add_run("тайно", style="W")
    file.add_paragraph("тайно", style="C")
    table = file.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "строка", "удалённая"
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:del"))
    table.rows[1]._tr.insert(0, properties)
    file.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    assert document.text == "видно\n\nстрока"
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (2)"}


def test_an_empty_item_of_a_list_is_counted(tmp_path: Path) -> None:
    file = docx.Document()
    for text in ("первый", "", "третий"):
        file.add_paragraph(text, style="List Number")
    file.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "1. первый\n3. третий"


def test_white_and_tiny_words_of_rtf_are_left_out(tmp_path: Path) -> None:
    colours = rb"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    source = (
        rb"{\rtf1\ansi" + colours + rb"{\stylesheet{\s1\cf1\fs2 Note;}}\fs24 Seen {\cf1 white} {\fs2 tiny}"
    )
    document = written(tmp_path / "a.rtf", source + rb"{\pntext 2.4.\tab}Item\par}")
    assert document.text.split() == ["Seen", "2.4.", "Item"]
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (2)"}
    shaded = written(tmp_path / "b.rtf", source.replace(rb"Seen {", rb"Seen {\cbpat2 ") + rb"}")
    assert "white" in shaded.text


@pytest.mark.parametrize("dark", [False, True])
def test_white_words_of_a_slide_are_seen_on_something_dark(tmp_path: Path, dark: bool) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    for text, white in (("видно", False), ("бело", True)):
        box = slide.shapes.add_textbox(0, 0, Inches(2), Inches(1))
        run = box.text_frame.paragraphs[0].add_run()
        run.text = text
        if white:
            run.font.color.rgb = SlideColor(255, 255, 255)
        if dark:
            box.fill.solid()
            box.fill.fore_color.rgb = SlideColor(31, 78, 121)
    show.save(str(tmp_path / "a.pptx"))
    document = read(tmp_path / "a.pptx")
    assert ("бело" in document.text) is dark
    assert set(notes(document)) == (set() if dark else HIDDEN)


def test_rows_and_columns_that_are_switched_off_are_named_and_far_ones_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Цены"
    for row in (["Товар", "Цена", "Скидка"], ["Краска", 640, 5], ["Лак", 75, 70]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.cell(1, 450, "далеко")
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert "Лак" in document.text
    assert notes(document) == {
        NoteCode.HIDDEN_SHEETS: "hidden_sheets: 1, Цены: 3, C (2)",
        NoteCode.LIMIT_REACHED: "limit_reached: 1, Цены (1)",
    }


def test_words_under_a_bar_beyond_a_clip_and_in_the_colour_behind_them_are_left_out(tmp_path: Path) -> None:
    page: list[documents.Piece] = [
        (60, 780, "Посетителей принимают по вторникам."),
        (60, 740, "ПОД ПОЛОСОЙ", {"over": 1.0}),
        (60, 720, "ЗАЧЕРНЕНО", {"over": 0.0}),
        (60, 700, "СЕРЫМ ПО СЕРОМУ", {"gray": 0.8, "behind": 0.8}),
        (60, 680, "БЕЛЫМ ПО БЕЛОЙ ПОЛОСЕ", {"gray": 1.0, "behind": 1.0}),
        (60, 660, "ОБРЕЗАНО", {"clip": (0, 0, 5, 5)}),
        (60, 640, "Чёрным по серому видно.", {"behind": 0.8, "clip": (0, 0, 595, 842)}),
    ]  # fmt: skip
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", [page]))
    assert document.text == "Посетителей принимают по вторникам.\nЧёрным по серому видно."
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text: 1 (5)"}


SENTENCE = "Предельная нагрузка на стеллаж — триста двадцать килограммов."


def test_russian_letters_with_western_names_are_mended(tmp_path: Path) -> None:
    spoilt = SENTENCE.replace("—", "-").encode("cp1251").decode("latin-1")
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", [[(60, 780, spoilt)]]))
    assert document.text == SENTENCE.replace("—", "-") and not document.notes


def test_letters_without_meaning_are_said(tmp_path: Path) -> None:
    odd = "".join(chr(0xF400 + ord(char) % 32) for char in SENTENCE)
    with pytest.raises(ProblemError, match="letters_unreadable"):
        read(documents.drawn_pdf(tmp_path / "a.pdf", [[(60, 780, odd)]]))
    lines: list[documents.Piece] = [(60, 780 - 20 * n, SENTENCE) for n in range(12)]
    assert NoteCode.LETTERS_UNREADABLE in notes(
        read(documents.drawn_pdf(tmp_path / "b.pdf", [[*lines, (60, 500, odd[:20])]]))
    )
    assert not read(documents.drawn_pdf(tmp_path / "c.pdf", [[(60, 800, "\uf001 пункт"), *lines]])).notes


def test_three_columns_and_lines_of_other_heights_are_read_one_after_another(tmp_path: Path) -> None:
    words = ("Левая", "Вторая", "Третья")
    columns = [[f"{word} колонка, строка {n}-я, край" for n in range(1, 7)] for word in words]
    three: list[documents.Piece] = [
        (40 + 180 * at, 780 - 14 * n, column[n]) for n in range(6) for at, column in enumerate(columns)
    ]
    assert read(documents.drawn_pdf(tmp_path / "a.pdf", [three])).text.split("\n") == [
        line for column in columns for line in column
    ]
    two: list[documents.Piece] = [
        (40 + 260 * at, 780 - 3 * at - (14 + 2 * at) * n, f"{column[n]}, и ещё слова")
        for n in range(6) for at, column in enumerate(columns[:2])
    ]  # fmt: skip
    lines = read(documents.drawn_pdf(tmp_path / "b.pdf", [two])).text.split("\n")
    assert lines == [f"{line}, и ещё слова" for column in columns[:2] for line in column]


def test_words_broken_at_the_end_of_columns_and_pages_are_joined(tmp_path: Path) -> None:
    left = [
        "Действующее трудовое законода-",
        "тельство обязывает вести журнал",
        "пропусков на каждом складе и",
    ]
    right = ["На каждом складе инвентари-", "зацию проводят ежегодно в мае,", "а право на неё имеет делопро-"]
    left, right = (
        [*left, "хранить его не менее пяти лет."],
        [*right[:2], "внеплановую же назначает", right[2]],
    )
    page: list[documents.Piece] = [
        (40 + 260 * at, 780 - 14 * n, lines[n]) for n in range(4) for at, lines in enumerate((left, right))
    ]
    text = read(documents.drawn_pdf(tmp_path / "a.pdf", [page, [(40, 780, "изводитель завода.")]])).text
    for words in ("законодательство обязывает", "инвентаризацию проводят", "делопроизводитель завода"):
        assert words in " ".join(text.split())
    assert "¬" not in (joined := written(tmp_path / "a.txt", "ответ¬\nственность насос\u2010\nный").text)
    assert joined == "ответственность насосный"


def test_a_page_is_what_its_crop_box_shows(tmp_path: Path) -> None:
    page = [(60, 780, SENTENCE), (60, 100, "ЗА КРАЕМ")]
    path = documents.drawn_pdf(tmp_path / "a.pdf", [page])
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/MediaBox [ 0 0 ", b"/CropBox [0 400 595 842] /MediaBox [ 0 0 "))
    document = read(path)
    assert document.text == SENTENCE and set(notes(document)) == HIDDEN


def test_letters_keep_their_zone_and_a_packed_letter_is_opened(tmp_path: Path) -> None:
    inner = base64.encodebytes("Subject: Жалоба\n\nприслали серую".encode())
    outer = (
        b"Subject: x\nTo: a\nDate: Tue, 06 Oct 2026 23:40:00 MSK\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n"
        b"Content-Transfer-Encoding: base64\n\n" + inner + b"\n--b\nContent-Type: image/png\n"
        b"Content-Disposition: inline; filename=logo.png\n\nPNG\n--b--\n"
    )
    document = written(tmp_path / "a.eml", outer)
    for words in ("06.10.2026 23:40 (MSK)", "Жалоба", "прислали серую"):
        assert words in document.text
    assert not document.notes
    moment = outer.replace(b"Tue, 06 Oct 2026 23:40:00 MSK", b"2026-10-06T23:40:00+05:00")
    assert "06.10.2026 23:40 (UTC+5)" in written(tmp_path / "b.eml", moment).text


def test_the_empty_part_of_a_register_and_lost_letters(tmp_path: Path) -> None:
    assert written(tmp_path / "a.log", SENTENCE.encode() + bytes(20_000)).text == SENTENCE
    assert written(tmp_path / "b.log", bytes(20_000) + SENTENCE.encode()).text == SENTENCE
    lost = (SENTENCE * 2).encode("ascii", "replace")
    assert NoteCode.LETTERS_UNREADABLE in notes(written(tmp_path / "c.txt", lost))
    assert not written(tmp_path / "d.txt", "Что??? Когда??? Кто это сделал?").notes


def test_russian_letters_that_a_program_took_for_western_ones_are_mended_in_every_format(
    tmp_path: Path,
) -> None:
    spoilt = SENTENCE.replace("—", "-").encode("cp1251").decode("latin-1")
    file = docx.Document()
    file.add_paragraph(spoilt)
    file.save(str(tmp_path / "a.docx"))
    documents.xlsx_file(tmp_path / "b.xlsx", {"Лист": [[spoilt]]})
    for name in ("a.docx", "b.xlsx"):
        assert SENTENCE.replace("—", "-") in read(tmp_path / name).text


def test_lists_of_one_column_keep_their_commas(tmp_path: Path) -> None:
    assert (
        written(tmp_path / "a.csv", "Товар\nКраска, белая\nГрунт\nЛак\n").text.split("\n")[1]
        == "Краска, белая"
    )
    assert written(tmp_path / "b.csv", "Товар~Цена\nЛак~1,5\n").text == "Товар: Лак; Цена: 1,5"


def test_formulas_that_give_an_empty_text_have_their_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Краска", '=IF(1>2,1,"")'])
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(
                    rb'<c r="B1"([^>]*)>(<f>.*?</f>)<v ?/?>(</v>)?', rb'<c r="B1" t="str">\2<v></v>', data
                )
                assert b't="str"' in data
            new.writestr(name, data)
    assert not read(tmp_path / "b.xlsx").notes and "IF" not in read(tmp_path / "b.xlsx").text


def test_numbers_that_style_sheets_count_stand_before_their_elements(tmp_path: Path) -> None:
    page = (
        "<style>h2{counter-increment:глава} h2::before{content:'Глава ' counter(chapter, upper-roman) '. '}"
        "body{counter-reset:chapter} h2{counter-increment:chapter; counter-reset:point}"
        "p.n{counter-increment:point} p.n:before{content:counter(chapter)'.'counter(point)' '}"
        "i::before{content:'\\f101'}</style>"
        "<body><h2>Предмет</h2><p class=n>Аренда<p class=n>Плата<i>да</i><h2>Срок</h2><p class=n>Год"
    )
    assert written(tmp_path / "a.html", f"<meta charset=utf-8>{page}").text == (
        "Глава I. Предмет\n\n1.1 Аренда\n\n1.2 Платада\n\nГлава II. Срок\n\n2.1 Год"
    )
    nested = (
        "<style>ol{counter-reset:i;list-style:none} li{counter-increment:i}"
        "li:before{content:counters(i,'.')}</style><ol><li>а<ol><li>б<li>в</ol><li>г</ol><ol><li>заново</ol>"
    )
    lines = written(tmp_path / "b.html", f"<meta charset=utf-8>{nested}").text.split("\n")
    assert [line for line in lines if line] == ["1 а", "1.1 б", "1.2 в", "2 г", "1 заново"]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "Товар:Цена:Остаток\nКраска:1234,50:17\nГрунт:99,90:0\n",
            "Товар: Краска; Цена: 1234,50; Остаток: 17",
        ),
        ("Товар,Цена\n'Краска, белая',640\n", "Товар: Краска, белая; Цена: 640"),
        ("Начало: 10:30\nКонец: 12:45\n", "Начало: 10:30\nКонец: 12:45"),
        ("10:30:15\n12:45:00\n", "10:30:15\n12:45:00"),
        ("Кто,Что\nО'Нил,д'Артаньян\n", "Кто: О'Нил; Что: д'Артаньян"),
    ],
)
def test_colons_and_apostrophes_of_tables(tmp_path: Path, table: str, row: str) -> None:
    assert row in written(tmp_path / "a.csv", table).text


def test_russian_that_was_spoilt_twice_is_mended_or_said(tmp_path: Path) -> None:
    text = "Регламент замены фильтров утверждает директор завода.\n"
    twice = text.encode().decode("latin-1").encode().decode("latin-1")
    assert written(tmp_path / "a.txt", twice).text == text.strip()
    lost = text.encode().decode("cp1251", "ignore").encode().decode("cp1251", "ignore")
    assert set(notes(written(tmp_path / "b.txt", lost))) == {NoteCode.LETTERS_UNREADABLE}


@pytest.mark.parametrize("encoding", ["mac-cyrillic", "utf-32-le", "utf-32-be", "utf-16-le"])
def test_encodings_that_old_and_odd_programs_leave(tmp_path: Path, encoding: str) -> None:
    text = "Журнал дежурств.\r\nДежурный по котельной — Рябов.\r\nТелефон аварийной бригады 55-12.\r\n"
    data = text.encode(encoding) + (b"\n" if encoding.startswith("utf-16") else b"")
    assert "Дежурный по котельной — Рябов." in written(tmp_path / "a.txt", data).text


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=windows-1251><style>p{a:b}</style><p>в ящике тринадцать</p>",
        "<table><tr><td>в ящике тринадцать</td></tr></table>",
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=windows-1251\n\n<p>в ящике тринадцать</p>\n--b--\n",
    ],
)
def test_pages_of_the_web_under_the_name_of_a_document(tmp_path: Path, page: str) -> None:
    assert written(tmp_path / "a.doc", page.encode("cp1251")).text == "в ящике тринадцать"


def test_levels_that_are_passed_over_count_as_begun(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    made = docx.Document()
    numbers = made.part.numbering_part.element
    for at, item in enumerate(("Начало", "Глубоко", "Ещё", "Выше")):
        paragraph = made.add_paragraph(item)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = 77
        properties.get_or_add_ilvl().val = (0, 2, 2, 1)[at]
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="'
        f'{"".join(f"%{one + 1}." for one in range(level + 1))}"/></w:lvl>'
        for level in range(3)
    )
    numbers.append(parse_xml(f'<w:abstractNum {word} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbers.append(parse_xml(f'<w:num {word} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    made.save(str(path))
    assert read(path).text.split("\n") == ["1. Начало", "1.1.1. Глубоко", "1.1.2. Ещё", "1.2. Выше"]


def test_a_bar_in_a_cell_is_no_border(tmp_path: Path) -> None:
    text = written(tmp_path / "a.md", "| Изделие | Цена |\n|--|--|\n| Труба \\| шланг | 5 |\n").text
    assert "Труба | шланг | 5" in text


def layered_pdf(path: Path, *, off: bool) -> Path:
    """A page with a line on a layer that is switched off, or not."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    canvas.setFont("DejaVuSans", 11)
    canvas.drawString(60, 780, "Это видно всем, кто откроет страницу.")
    canvas._code.append("/OC /L0 BDC")
    canvas.drawString(60, 700, "Это тайно.")
    canvas._code.append("EMC")
    canvas.save()
    state = "/OFF [990 0 R]" if off else "/ON [990 0 R]"
    layers = f"/Type /Catalog /OCProperties << /OCGs [990 0 R] /D << {state} /Order [990 0 R] >> >>".encode()
    data = path.read_bytes().replace(b"/Type /Catalog", layers)
    data = data.replace(b"/Resources <<", b"/Resources << /Properties << /L0 990 0 R >>")
    # Where objects lie is found out anew.
    data = data.replace(b"\nxref", b"\n990 0 obj\n<< /Type /OCG /Name (L) >>\nendobj\nxref")
    path.write_bytes(data)
    return path


def test_words_of_a_layer_that_is_off_are_left_out(tmp_path: Path) -> None:
    documents.pdf(tmp_path / "font.pdf", [["x"]])  # registers the font
    off, on = (
        read(layered_pdf(tmp_path / "a.pdf", off=True)),
        read(layered_pdf(tmp_path / "b.pdf", off=False)),
    )
    assert "видно всем" in off.text and "тайно" not in off.text
    assert notes(off) == {NoteCode.HIDDEN_TEXT: "hidden_text: 1 (1)"}
    assert "тайно" in on.text and not on.notes


@pytest.mark.parametrize("solid", [True, False])
def test_words_under_a_picture_are_seen_through_it_alone(tmp_path: Path, solid: bool) -> None:
    documents.pdf(tmp_path / "font.pdf", [["x"]])
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("DejaVuSans", 11)
    canvas.drawString(60, 780, "Это видно всем, кто откроет страницу.")
    canvas.drawString(60, 100, "Это тайно.")
    picture = Image.new("RGBA", (40, 20), (200, 30, 30, 255 if solid else 90))
    canvas.drawImage(ImageReader(picture), 50, 60, 300, 100, mask=None if solid else "auto")
    canvas.save()
    document = read(tmp_path / "a.pdf")
    assert "видно всем" in document.text and ("тайно" in document.text) is not solid
    assert set(notes(document)) == (HIDDEN if solid else set())


def test_a_stamp_typed_on_a_scan_leaves_it_a_picture(tmp_path: Path) -> None:
    scan: documents.Piece = (0, 0, "", {"picture": (595, 842)})
    stamp = (60, 820, "Входящий № 345 от 12.03.2026, ООО «Полярная сова»")
    stamped = read(documents.drawn_pdf(tmp_path / "a.pdf", [[(60, 700, SENTENCE)], [scan, stamp]]))
    assert notes(stamped) == {NoteCode.PAGES_WITHOUT_TEXT: "pages_without_text: 2 (1)"}
    title = (60, 420, "Отчёт о работе за 2026 год: выручка и планы")
    assert not read(documents.drawn_pdf(tmp_path / "b.pdf", [[scan, title]])).notes, "a title on a picture"


def test_a_page_with_a_small_picture_alone_is_a_picture(tmp_path: Path) -> None:
    receipt: documents.Piece = (140, 600, "", {"picture": (300, 150)})
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", [[(60, 700, SENTENCE)], [receipt]]))
    assert notes(document) == {NoteCode.PAGES_WITHOUT_TEXT: "pages_without_text: 2 (1)"}


def test_signs_in_the_place_of_letters_are_said(tmp_path: Path) -> None:
    garbage = "".join(chr(0x21 + (ord(char) * 7) % 33) if char.isalpha() else char for char in SENTENCE * 2)
    path = documents.pdf(tmp_path / "a.pdf", [[garbage[:80], garbage[80:]], [SENTENCE]])
    assert notes(read(path)) == {NoteCode.LETTERS_UNREADABLE: "letters_unreadable: 1 (1)"}
    program = ["def total(rows): return sum(row['price'] * row[\"n\"] for row in rows if row)"] * 4
    table = ["№ 1 | 12 450,50 | 3,75 % | 01.02.2026 | 1 290 | 4 | -15 300 | 77 | 0,5"] * 4
    assert not read(documents.pdf(tmp_path / "b.pdf", [program, table])).notes


def test_open_documents_in_one_piece_of_xml_and_their_pictures(tmp_path: Path) -> None:
    names = "".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0" '
        for name, uri in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("table", "table"))
    )
    flat = (
        f'<?xml version="1.0"?><office:document {names} office:mimetype="application/x"><office:body>'
        "<office:text><text:tracked-changes><text:p>старое</text:p></text:tracked-changes><text:h "
        'text:outline-level="1">Приказ</text:h><text:p>Срок — 14 дней.<draw:frame><draw:image>'
        "<office:binary-data>aGVsbG8gaGVsbG8=</office:binary-data></draw:image></draw:frame></text:p>"
        "</office:text></office:body></office:document>"
    )
    for suffix in (".fodt", ".xml"):
        document = written(tmp_path / f"a{suffix}", flat)
        assert (document.text, document.kind) == ("Приказ\n\nСрок — 14 дней.", "odt")
        assert [heading.text for heading in document.headings] == ["Приказ"]


def test_new_elements_at_the_beginning_of_a_page_and_turkish_letters(tmp_path: Path) -> None:
    page = "<meta charset=utf-8><title>Имя</title><details><summary>Ещё</summary>внутри</details>"
    document = written(tmp_path / "a.html", page)
    assert document.text == "Ещё\n\nвнутри" and document.title == "Имя"
    turkish = "Ödeme koşulları: 30 gün içinde\nTeslimat İstanbul deposu"
    assert written(tmp_path / "b.txt", turkish.encode("cp1254")).text == turkish
    icelandic = "Það er ódýrt að búa á Íslandi"
    assert written(tmp_path / "c.txt", icelandic.encode("cp1252")).text == icelandic
