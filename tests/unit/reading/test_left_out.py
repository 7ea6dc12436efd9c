"""Words that are struck out or only ask to be filled in, and damage of single cells and parts."""

import io
import re
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from openpyxl.styles import Font
from pptx.util import Inches

from tests.unit.reading.files import notes, read, written
from tests.unit.reading.test_beside import scan
from workers.contract.notes import NoteCode
from workers.reading import ReadOptions, read_any

STRUCK = {NoteCode.STRUCK_OUT}
_STYLED = "<meta charset=utf-8><style>.o{text-decoration: line-through}</style>Цена <b class=o>7</b> 900"
_BOOK = "<?xml version='1.0'?><FictionBook><p>Цена <strikethrough>7</strikethrough> 900</p></FictionBook>"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", "<meta charset=utf-8><p>Цена <s>700</s> 900<p style='text-decoration:line-through'>700"),
        ("b.html", _STYLED),
        ("c.md", "Цена ~~700~~ 900"),
        ("d.fb2", _BOOK),
        ("e.rtf", r"{\rtf1\ansi Цена {\strike 700} 900\par \strikedl 700\strikedl0}"),
    ],
)  # fmt: skip
def test_struck_words_of_pages_are_left_out_and_told(tmp_path: Path, name: str, source: str) -> None:
    document = written(tmp_path / name, source)
    assert document.text.split() == ["Цена", "900"] and set(notes(document)) == STRUCK


def test_struck_words_of_office_files_are_left_out_and_told(tmp_path: Path) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Цена ")
    paragraph.add_run("700").font.strike = True
    paragraph.add_run(" 900").font.strike = False
    file.save(str(tmp_path / "a.docx"))
    show = pptx.Presentation()
    box = show.slides.add_slide(show.slide_layouts[6]).shapes.add_textbox(0, 0, Inches(2), Inches(1))
    for text, strike in (("Цена ", "noStrike"), ("700", "sngStrike"), ("900", "noStrike")):
        run = box.text_frame.paragraphs[0].add_run()
        run.text = text
        run._r.get_or_add_rPr().set("strike", strike)
    show.save(str(tmp_path / "b.pptx"))
    book = openpyxl.Workbook()
    for row in (["Цена"], [700], [900]):
        book.active.append(row)
    book.active["A2"].font = Font(strike=True)
    book.save(tmp_path / "c.xlsx")
    for name in ("a.docx", "b.pptx", "c.xlsx"):
        document = read(tmp_path / name)
        assert "700" not in document.text and "900" in document.text, name
        assert set(notes(document)) == STRUCK, name


def _with_fields(path: Path, *fields: tuple[str, str, str]) -> Path:
    """A document with content controls: the words of each, its properties, the style of its words. The part
    "ask-sum" of its glossary asks for a sum."""
    file = docx.Document()
    file.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    for text, properties, style in fields:
        look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        run = f"<w:sdtContent><w:r>{look}<w:t>{text}</w:t></w:r></w:sdtContent>"
        control = f"<w:sdt {_W}><w:sdtPr>{properties}</w:sdtPr>{run}</w:sdt>"
        file.add_paragraph("Сторона: ")._p.append(parse_xml(control))
    file.save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        name = '<w:docPartPr><w:name w:val="ask-sum"/></w:docPartPr>'
        words = "<w:docPartBody><w:p><w:r><w:t>Сумма цифрами</w:t></w:r></w:p></w:docPartBody>"
        part = f"<w:docParts><w:docPart>{name}{words}</w:docPart></w:docParts>"
        archive.writestr(
            "word/glossary/document.xml", f"<w:glossaryDocument {_W}>{part}</w:glossaryDocument>"
        )
    return path


def test_fields_that_nobody_filled_in_say_nothing(tmp_path: Path) -> None:
    mark, asks = "<w:showingPlcHdr/>", '<w:placeholder><w:docPart w:val="ask-sum"/></w:placeholder>'
    empty = [
        ("Введите имя", mark, ""),
        ("Место для ввода текста.", mark, ""),
        ("Click or tap here to enter text.", mark, ""),
        ("Щёлкните или коснитесь здесь для ввода текста", mark, ""),
        ("Щелкните, чтобы ввести дату.", mark, ""),
        ("Choose an item.", mark, ""),
        ("Enter your name", mark, ""),
        ("Введите ФИО / дату (ДД.ММ.ГГГГ)", mark, ""),
        ("Выберите элемент.", mark, ""),
        ("[Введите адрес, город]", mark, ""),
        ("«Укажите сумму…»", mark, ""),
        ("Должность", mark, "PlaceholderText"),
        ("Сумма цифрами", asks + mark, ""),
    ]
    assert read(_with_fields(tmp_path / "a.docx", *empty)).text.split() == ["Сторона:"] * len(empty)


def test_fields_that_a_program_filled_in_are_read_whatever_mark_stands(tmp_path: Path) -> None:
    mark, asks = "<w:showingPlcHdr/>", '<w:placeholder><w:docPart w:val="ask-sum"/></w:placeholder>'
    filled = [
        ("ООО «Сова»", "", ""),
        ("Ольга", mark, ""),
        ("17 200", asks + mark, "PlaceholderText"),
        ("[1] Иванов И. И.", mark, ""),
        ("[1]", mark, ""),
        ("Enter into force upon signature.", mark, ""),
        ("Введите в действие приказ.", mark, ""),
        ("Введите насос в работу: давление 6 бар.", mark, ""),
        ("Выберите воздух из системы, затем закройте вентиль.", mark, ""),
        ("Click Energy GmbH", mark, ""),
        ("Tap water supply", mark, ""),
        ("Нажмите на рычаг, чтобы добавить масло, и отпустите его. Повторите трижды.", mark, ""),
        ("Введите имя", '<w:showingPlcHdr w:val="0"/>', ""),
    ]
    document = read(_with_fields(tmp_path / "a.docx", *filled))
    lines = [line for line in document.text.split("\n") if line]
    assert lines == [f"Сторона: {text}" for text, _, _ in filled] and not document.notes


def _with_shared_strings(book: openpyxl.Workbook, path: Path, *texts: str, last: int) -> None:
    """The workbook with its texts apart, as Excel keeps them; the last cell names text number `last`."""
    buffer = io.BytesIO()
    book.save(buffer)
    count = iter(range(100))
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode()
            if name.startswith("xl/worksheets/sheet1"):
                data = re.sub(r't="inlineStr"><is>.*?</is>', lambda _: f't="s"><v>{next(count)}</v>', data)
                data = data.replace(f"<v>{next(count) - 1}</v>", f"<v>{last}</v>")
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            link = f'<Relationship Id="rIdS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
            named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}"/></Types>'
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace("</Relationships>", link)
            target.writestr(name, data.replace("</Types>", named) if name == "[Content_Types].xml" else data)
        items = "".join(f"<si>{text}</si>" for text in texts)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{items}</sst>')


def _powers() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for text in ("Давление", "XX", "YY"):
        book.active.append([text])
    return book


def test_one_cell_without_its_text_costs_no_other_and_raised_digits_stay(tmp_path: Path) -> None:
    above = '<r><rPr><vertAlign val="superscript"/></rPr><t>5</t></r>'
    power = f'<r><t>10</t></r>{above}<r><t xml:space="preserve"> Па</t></r>'
    texts = ("<t>Давление</t>", power, "<t>Сосуд</t>")
    _with_shared_strings(_powers(), tmp_path / "a.xlsx", *texts, last=2)
    whole = read(tmp_path / "a.xlsx")
    assert "10^5 Па" in whole.text and "Сосуд" in whole.text and not whole.notes
    _with_shared_strings(_powers(), tmp_path / "b.xlsx", *texts, last=999)
    damaged = read(tmp_path / "b.xlsx")
    assert "10^5 Па" in damaged.text
    assert notes(damaged) == {NoteCode.PAGES_DAMAGED: "pages_damaged: 1, Sheet (1)"}


def test_raised_digits_of_rtf_are_powers_or_marks(tmp_path: Path) -> None:
    source = r"{\rtf1\ansi 10{\super 5} Pa, 12 mes.\super 1\nosupersub  and 10{\up6 3}, 5 m{\super 2}}"
    assert written(tmp_path / "a.rtf", source).text == "10^5 Pa, 12 mes.¹ and 10^3, 5 m2"


def test_what_a_list_wrote_behind_packed_words_is_left_out(tmp_path: Path) -> None:
    head = "From: a@b.example\nSubject: s\nContent-Type: text/plain; charset=utf-8\n"
    head += "Content-Transfer-Encoding: base64\n\n"
    packed = "0J7RgtCz0YDRg9C30LrRgyDQv9C10YDQtdC90L7RgdC40Lw="
    assert "Отгрузку переносим" in written(tmp_path / "a.eml", f"{head}{packed}\n-- \nfooter\n").text


def test_pasted_pictures_are_shown_by_number_and_their_words_stand_in_their_place(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    from workers.contract.reading import RecognisedPage

    picture = Image.new("L", (1240, 1754), 255)
    for line in range(40):
        ImageDraw.Draw(picture).text((100, 40 * line), "Akt priemki sklada " * 8, fill=0, font_size=24)
    picture.save(tmp_path / "page.png")
    file = docx.Document()
    file.add_paragraph("Письмо")
    file.add_picture(str(tmp_path / "page.png"), width=docx.shared.Cm(16))
    file.save(str(tmp_path / "a.docx"))
    shown: list[int] = []
    seen = read_any(tmp_path / "a.docx", ReadOptions(show=lambda number, data: shown.append(number)))
    assert shown == [1] and set(notes(seen)) == {NoteCode.PICTURES_WITHOUT_TEXT}
    page = RecognisedPage("Акт приёмки", doubtful=2)
    known = read_any(tmp_path / "a.docx", ReadOptions(recognised={1: page}))
    assert known.text == "Письмо\n\nАкт приёмки"
    assert notes(known) == {NoteCode.RECOGNISED: "recognised: image1.png (2)"}


def test_pictures_of_letters_within_a_letter_are_told_but_have_no_number(tmp_path: Path) -> None:
    inner, outer = EmailMessage(), EmailMessage()
    for message, words in ((inner, "Внутри"), (outer, "Снаружи")):
        message["Subject"] = words
        message.set_content(words)
    data = scan(tmp_path / "page.png").read_bytes()
    inner.add_attachment(data, maintype="image", subtype="png", filename="inner.png")
    outer.add_attachment(inner)
    outer.add_attachment(b"a.txt", maintype="application", subtype="x", filename="a.txt")
    outer.add_attachment(data, maintype="image", subtype="png", filename="outer.png")
    (tmp_path / "a.eml").write_bytes(bytes(outer))
    document = read(tmp_path / "a.eml")
    assert {note.code: note.place for note in document.notes} == {
        NoteCode.EMBEDDED_NOT_READ: "inner.png", NoteCode.PICTURES_WITHOUT_TEXT: "outer.png",
    }  # fmt: skip
    assert "a.txt" in document.text.splitlines()
    shown: list[int] = []
    seen = read_any(tmp_path / "a.eml", ReadOptions(show=lambda number, data: shown.append(number)))
    assert shown == [1] and "a.txt" not in seen.text.splitlines(), "no file inside is read for pictures"


def test_code_in_markdown_is_not_struck_out(tmp_path: Path) -> None:
    document = written(tmp_path / "a.md", "Пишут `~~так~~`, цена ~~700~~ 900")
    assert document.text == "Пишут ~~так~~, цена 900" and {note.count for note in document.notes} == {1}
    assert not written(tmp_path / "b.md", "Пишут `~~так~~`").notes
