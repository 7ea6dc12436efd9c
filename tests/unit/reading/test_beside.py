"""What stands beside the text of a document, or is drawn over it: none of it is lost without a word."""
# ruff: noqa: E501

import binascii
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from openpyxl.chart import BarChart, Reference
from PIL import Image, ImageDraw

from tests.fixtures.documents import pdf
from tests.unit.reading.files import notes, read, written
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.reading.formats.mail import invitation
from workers.reading.formats.page_pictures import is_page

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def changed(path: Path, changes: Mapping[str, Callable[[str], str]]) -> Path:
    """The container with some of its members changed."""
    source, target = zipfile.ZipFile(io.BytesIO(path.read_bytes())), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            archive.writestr(name, changes[name](data.decode()) if name in changes else data)
    path.write_bytes(target.getvalue())
    return path


def with_body(path: Path, body: str, relation: str = "") -> Path:
    """A document with this at its end."""
    docx.Document().save(str(path))
    return changed(
        path,
        {
            "word/document.xml": lambda xml: xml.replace("<w:sectPr", f"{body}<w:sectPr", 1),
            "word/_rels/document.xml.rels": lambda xml: xml.replace("</Rel", f"{relation}</Rel"),
        },
    )


def scan(path: Path) -> Path:
    """A picture of a page."""
    picture = Image.new("L", (620, 877), 255)
    for y in range(40, 840, 20):
        ImageDraw.Draw(picture).rectangle((50, y, 550, y + 7), fill=0)
    picture.save(path)
    return path


def test_symbols_lists_and_watermarks_of_documents(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:t> 6 бар</w:t></w:r></w:p><w:p><w:r>'
        '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fe</w:t></w:r><w:r><w:t> Согласен</w:t></w:r></w:p>'
        '<w:p><w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="бартер"/>'
        '<w:listEntry w:val="аккредитив"/></w:ddList></w:ffData></w:fldChar></w:r></w:p><w:p><w:r><w:pict>'
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="УТРАТИЛ СИЛУ"/></v:shape></w:pict>'
        "</w:r></w:p>"
    )
    text = read(with_body(tmp_path / "a.docx", body)).text
    for said in ("≥ 6 бар", "☒ Согласен", "аккредитив", "УТРАТИЛ СИЛУ"):
        assert said in text
    assert "бартер" not in text


def test_what_lies_outside_and_pictures_of_pages_are_named(tmp_path: Path) -> None:
    link = f'<Relationship Id="l" Type="{_LINK}/oleObject" Target="file:///D:/smeta%201.xlsx" TargetMode="External"/>'
    linked = read(with_body(tmp_path / "a.docx", "<w:p><w:r><w:t>Смета ниже</w:t></w:r></w:p>", link))
    assert "smeta 1.xlsx" in notes(linked)[NoteCode.EMBEDDED_NOT_READ]
    document = docx.Document()
    document.add_paragraph("Копия лицензии:")
    document.add_picture(str(scan(tmp_path / "scan.png")), width=docx.shared.Cm(16))
    document.save(str(tmp_path / "b.docx"))
    assert "image1.png" in notes(read(tmp_path / "b.docx"))[NoteCode.PICTURES_WITHOUT_TEXT]
    Image.effect_noise((620, 877), 90).save(tmp_path / "photo.png")
    document = docx.Document()
    document.add_paragraph("Снимок цеха:")
    document.add_picture(str(tmp_path / "photo.png"), width=docx.shared.Cm(16))
    document.save(str(tmp_path / "c.docx"))
    assert not read(tmp_path / "c.docx").notes


def test_documents_of_pictures_alone_are_scans(tmp_path: Path) -> None:
    page = str(scan(tmp_path / "scan.png"))
    document = docx.Document()
    document.add_picture(page, width=docx.shared.Cm(16))
    document.save(str(tmp_path / "a.docx"))
    header = docx.Document()
    header.sections[0].header.paragraphs[0].add_run().add_picture(page, width=docx.shared.Cm(16))
    header.save(str(tmp_path / "b.docx"))
    header.add_paragraph("Договор поставки")
    header.save(str(tmp_path / "c.docx"))
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[6]).shapes.add_picture(page, 0, 0, show.slide_width)
    show.save(str(tmp_path / "d.pptx"))
    old = docx.Document()
    kept, _ = old.part.get_or_add_image(page)
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:451.5pt;height:638pt"><v:imagedata r:id="{kept}"/></v:shape>'
    old.save(str(tmp_path / "e.docx"))
    body = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p><w:sectPr"
    changed(tmp_path / "e.docx", {"word/document.xml": lambda xml: xml.replace("<w:sectPr", body, 1)})
    with zipfile.ZipFile(tmp_path / "f.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.write(page, "Pictures/1.png")
        package.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{_OFFICE}:office:1.0" xmlns:d="{_OFFICE}:drawing:1.0"><o:body><o:text>'
            '<d:frame width="17cm" height="24cm"><d:image href="Pictures/1.png"/></d:frame></o:text></o:body>'
            "</o:document-content>",
        )
    (tmp_path / "g.rtf").write_text(r"{\rtf1\ansi{\pict\pngblip " + "89504e47" * 500 + "}}")
    for name in ("a.docx", "b.docx", "d.pptx", "e.docx", "f.odt", "g.rtf"):
        with pytest.raises(ProblemError) as raised:
            read(tmp_path / name)
        assert raised.value.code is (Code.SCAN_INSIDE if name == "g.rtf" else Code.SCAN_WITHOUT_TEXT), name
    assert "image1.png" in notes(read(tmp_path / "c.docx"))[NoteCode.PICTURES_WITHOUT_TEXT]


def test_short_letters_are_pages_and_charts_are_not(tmp_path: Path) -> None:
    lines = [
        "Настоящей доверенностью общество уполномочивает представителя",
        "получать материалы на складе.",
    ] * 5
    with pypdfium2.PdfDocument(pdf(tmp_path / "a.pdf", [lines])) as document:
        letter = document[0].render(scale=2).to_pil()
    chart = Image.new("L", (900, 600), 255)
    for at in range(6):
        ImageDraw.Draw(chart).rectangle((100 + at * 120, 500 - at * 60, 160 + at * 120, 550), fill=100)
    for picture, expected in ((letter, True), (chart, False), (Image.new("L", (620, 877), 250), False)):
        data = io.BytesIO()
        picture.save(data, "PNG")
        assert is_page(data.getvalue()) is expected


def test_slides_that_are_pictures_and_words_of_a_layout(tmp_path: Path) -> None:
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[6]).shapes.add_picture(
        str(scan(tmp_path / "scan.png")), 0, 0, show.slide_width, show.slide_height
    )
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "Выводы"
    show.save(str(tmp_path / "a.pptx"))
    stamp = "<p:sp><p:nvSpPr/><p:txBody><a:p><a:r><a:t>Экз. 4</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
    layout = "ppt/slideLayouts/slideLayout6.xml"
    slides = read(changed(tmp_path / "a.pptx", {layout: lambda xml: xml.replace("</p:spTree>", stamp)}))
    assert notes(slides)[NoteCode.PICTURES_WITHOUT_TEXT].startswith("pictures_without_text: 1,")
    assert slides.text.count("Экз. 4") == 1


def test_sheets_that_are_charts_and_what_is_printed_around_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Ведомость"],
        ["Цех", "2025", None, "2026"],
        [None, "I кв.", "II кв.", "I кв."],
        ["Варочный", 310, 325, 298],
    ):
        sheet.append(row)
    for cells in ("A1:D1", "A2:A3", "B2:C2"):
        sheet.merge_cells(cells)
    sheet.oddHeader.center.text = "Утверждаю: Лапшин && сын"
    sheet.oddFooter.center.text = "Страница &P из &N"
    chart = BarChart()
    chart.title = "Выпуск цемента"
    chart.add_data(Reference(sheet, min_col=2, min_row=4))
    book.create_chartsheet("Диаграмма").add_chart(chart)
    book.save(tmp_path / "a.xlsx")
    text = read(tmp_path / "a.xlsx").text
    assert "Утверждаю: Лапшин & сын" in text
    assert "Страница" not in text
    assert "Выпуск цемента" in text
    assert "2025 II кв.: 325; 2026 I кв.: 298" in text


def test_workbooks_of_the_strict_standard(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Северный", 731])
    book.save(tmp_path / "a.xlsx")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def strict(xml: str) -> str:
        return xml.replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            _LINK, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )

    names = [n for n in zipfile.ZipFile(tmp_path / "a.xlsx").namelist() if n.startswith(("xl/", "_rels"))]
    assert "Северный | 731" in read(changed(tmp_path / "a.xlsx", dict.fromkeys(names, strict))).text


def test_drawings_frames_and_lies_about_encodings_of_pages(tmp_path: Path) -> None:
    page = (
        '<meta charset="windows-1251"><p>Приёмка</p><iframe srcdoc="&lt;p&gt;Пропуск на 4 часа"></iframe>'
        "<svg><title>нет</title><text>Зона Б-12</text><text>Выезд</text></svg>"
    )
    text = written(tmp_path / "a.html", page).text
    assert "Приёмка" in text
    assert "Пропуск на 4 часа" in text
    assert "Зона Б-12 Выезд" in text
    assert "нет" not in text


def test_invitations_and_files_written_into_a_letter(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Совещание"
    letter.set_content("Приглашаю.")
    event = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Moscow:20261014T153000\r\n"
        "SUMMARY:Разбор\\, авария\r\nLOCATION:Ка\r\n ма\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    letter.add_alternative(event, subtype="calendar")
    text = written(tmp_path / "a.eml", letter.as_bytes()).text
    assert "Приглашаю." in text
    assert "Встреча: Разбор, авария" in text
    assert "Начало: 14.10.2026 15:30 (Europe/Moscow)" in text
    assert "Место: Кама" in text
    line = binascii.b2a_uu("Остаток 640 м".encode())
    packed = b"Subject: a\n\nHello.\n\nbegin 644 stock.txt\n%s`\nend\n" % line
    assert re.search(
        r"Hello\.\s+Вложение: stock\.txt\s+Остаток 640 м", written(tmp_path / "b.eml", packed).text
    )


def test_invitations_of_whole_days_and_by_deputies() -> None:
    event = (
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261014\nDTEND;VALUE=DATE:20261016\n"
        'ORGANIZER;SENT-BY="mailto:a@b.ru";CN=Анна:mailto:c@d.ru\nEND:VEVENT'
    )
    said = ["Начало: 14.10.2026", "Конец: 15.10.2026", "Организатор: Анна <c@d.ru>"]
    assert invitation.lines(event) == said


def test_what_stands_beside_the_text_of_rtf(tmp_path: Path) -> None:
    source = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 Arial;}}{\header\f0 \'d8\'e0\'ef\'ea\'e0\par}"
        r"{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 2}}\par}\f0 \'d2\'e5\'eb\'ee"
        r"{\footnote \'ca\'f0\'ee\'ec\'e5 \{1\}}\par{\shp{\*\shpinst{\shptxt \'cf\'ee\'f1\'f2}}}"
        r"{\object\objemb{\*\objclass Excel.Sheet.12}{\*\objdata d0cf}{\result x}}\par}"
    )
    document = written(tmp_path / "a.rtf", source)
    for said in ("Шапка", "Тело", "Кроме {1}", "Пост"):
        assert said in document.text
    assert "Page" not in document.text
    assert "Excel.Sheet.12" in notes(document)[NoteCode.EMBEDDED_NOT_READ]


def open_document(path: Path, kind: str, body: str, styles: str = "") -> Path:
    """An OpenDocument file of these parts."""
    names = " ".join(
        f'xmlns:{one}="{_OFFICE}:{one}:1.0"' for one in ("office", "text", "table", "style", "form")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        content = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        archive.writestr(
            "content.xml", f"<office:document-content {names}>{content}</office:document-content>"
        )
        edges = (
            f"<office:master-styles><style:master-page>{styles}</style:master-page></office:master-styles>"
        )
        archive.writestr("styles.xml", f"<office:document-styles {names}>{edges}</office:document-styles>")
    return path


def test_edges_forms_and_rows_of_open_documents(tmp_path: Path) -> None:
    form = '<office:forms><form:form><form:text form:name="Имя" form:current-value="Лосева"/></form:form></office:forms>'
    edges = "<style:header><text:p>Приказ № 77-к</text:p></style:header><style:footer><text:p>1</text:p></style:footer>"
    text = read(open_document(tmp_path / "a.odt", "text", f"{form}<text:p>Заявление</text:p>", edges)).text
    assert re.search(r"Приказ № 77-к\s+Имя: Лосева\s+Заявление", text)
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (
        f'<table:table table:name="Лист"><table:table-row table:number-rows-repeated="900">{cell.format("Болт")}'
        f'</table:table-row><table:table-row table:visibility="collapse">{cell.format("Тайно")}</table:table-row>'
        "</table:table>"
    )
    sheets = read(open_document(tmp_path / "a.ods", "spreadsheet", rows))
    assert sheets.text.count("Болт") == 900
    assert "Лист: 901" in notes(sheets)[NoteCode.HIDDEN_SHEETS]


def test_marks_over_words_stamps_and_files_pinned_to_a_page(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [["Тариф 14 рублей", "", "Ключ ОМЕГА"]])
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        page = document[0]
        mark = pdfium_c.FPDFPage_CreateAnnot(page, pdfium_c.FPDF_ANNOT_SQUARE)
        pdfium_c.FPDFAnnot_SetRect(mark, pdfium_c.FS_RECTF(50, 760, 400, 735))
        pdfium_c.FPDFAnnot_SetColor(mark, pdfium_c.FPDFANNOT_COLORTYPE_InteriorColor, 0, 0, 0, 255)
        pdfium_c.FPDFPage_CloseAnnot(mark)
        document.save(tmp_path / "b.pdf")
    covered = read(tmp_path / "b.pdf")
    assert "14 рублей" in covered.text
    assert "ОМЕГА" not in covered.text
    assert NoteCode.HIDDEN_TEXT in notes(covered)
    font = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + font + b"/Contents 4 0 R/Annots[5 0 R 7 0 R]>>",
        b"<</Length 44>>stream\nBT /F1 12 Tf 72 720 Td (Contract body.) Tj ET  \nendstream",
        b"<</Type/Annot/Subtype/Stamp/Rect[100 100 300 160]/F 4/AP<</N 6 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 200 60]" + font + b"/Length 44>>stream\n"
        b"BT /F1 18 Tf 10 20 Td (PAID 12.10.2026) Tj ET\nendstream",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[9 9 20 20]/FS<</Type/Filespec/F(price.txt)/EF<</F 8 0 R>>>>>>",
        b"<</Type/EmbeddedFile/Length 4>>stream\nfour\nendstream",
    ]  # fmt: skip
    data = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(parts, start=1))
    stamped = written(tmp_path / "c.pdf", data + b"trailer<</Root 1 0 R/Size 9>>\n%%EOF")
    assert "PAID 12.10.2026" in stamped.text
    assert "Вложение: price.txt" in stamped.text and stamped.text.endswith("four")


def test_powers_and_fractions_keep_their_numbers(tmp_path: Path) -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = (
        '<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>5</w:t></w:r>'
        '<w:r><w:t> Па, 5 м</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        f'<m:oMath xmlns:m="{math}"><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r>'
        "</m:den></m:f></m:oMath></w:p>"
    )
    assert read(with_body(tmp_path / "a.docx", body)).text == "10^5 Па, 5 м2 1/3"
    (tmp_path / "a.html").write_text("<p>10<sup>-6</sup> м<sup>3</sup></p>")
    assert read(tmp_path / "a.html").text == "10^-6 м3"
    formula = "<p>Доля <math><mfrac><mn>1</mn> <mn>2</mn></mfrac></math>, <math><msup><mn>10</mn><mn>6</mn></msup></math></p>"
    (tmp_path / "b.html").write_text(formula)
    assert "".join(read(tmp_path / "b.html").text.split()) == "Доля1/2,10^6"
    show = pptx.Presentation()
    said = show.slides.add_slide(show.slide_layouts[6]).shapes.add_textbox(0, 0, 9000000, 900000).text_frame
    said.paragraphs[0].add_run().text = "Порог 10"
    power = said.paragraphs[0].add_run()
    power.text = "5"
    power.font._element.set("baseline", "30000")
    show.save(str(tmp_path / "a.pptx"))
    assert read(tmp_path / "a.pptx").text == "Порог 10^5"
    (tmp_path / "a.fodt").write_text(
        f'<o:document xmlns:o="{_OFFICE}:office:1.0" xmlns:s="{_OFFICE}:style:1.0" xmlns:t="{_OFFICE}:text:1.0">'
        '<o:automatic-styles><s:style s:name="T1"><s:text-properties s:text-position="super 58%"/></s:style>'
        '</o:automatic-styles><o:body><o:text><t:p>Порог 10<t:span t:style-name="T1">5</t:span> Па</t:p></o:text>'
        "</o:body></o:document>"
    )
    assert read(tmp_path / "a.fodt").text == "Порог 10^5 Па"


def test_records_of_json_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"цех": "1\u2028А", "смены": [1, 2]}\n{"цех": "7", "смены": []}\n')
    assert "цех: 7" in read(tmp_path / "a.jsonl").text
    assert "смены: 1, 2" in read(tmp_path / "a.jsonl").text


def test_boxes_in_headers_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Договор")
    document.sections[0].header.paragraphs[0].text = "Шапка"
    document.save(str(tmp_path / "a.docx"))
    inside = "<w:txbxContent><w:p><w:r><w:t>Исх. № 5</w:t></w:r></w:p></w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    changed(tmp_path / "a.docx", {"word/header1.xml": lambda xml: xml.replace("</w:p>", box, 1)})
    assert read(tmp_path / "a.docx").text == "Шапка\nИсх. № 5\n\nДоговор"


def test_letters_with_wrong_borders_lose_nothing(tmp_path: Path) -> None:
    head = "From: a@b.ru\nMIME-Version: 1.0\nContent-Type: multipart/"
    part = "Content-Type: text/{}; charset=utf-8\n\n{}\n"
    borders = f"{head}mixed; boundary=A\n\n--B\n{part.format('plain', 'Платёж 55 000')}--B--\n"
    (tmp_path / "a.eml").write_text(borders)
    assert "Платёж 55 000" in read(tmp_path / "a.eml").text
    (tmp_path / "b.eml").write_text(f"{head}mixed; boundary=A\n\nПлатёж 55 000\n")
    assert "Платёж 55 000" in read(tmp_path / "b.eml").text
    apology, said = part.format("plain", "Ваша программа не показывает HTML."), "<p>Зал 4 в 15:30.</p>"
    letter = f"{head}alternative; boundary=A\n\n--A\n{apology}--A\n{part.format('html', said)}--A--\n"
    (tmp_path / "c.eml").write_text(letter)
    assert "Зал 4" in read(tmp_path / "c.eml").text
    mail = "From a@b Mon Jan  1 00:00:00 2026\nSubject: {}\nContent-Type: text/plain; charset=utf-8\n\n{}\n\n"
    letters = mail.format("one", "Раз.\n\nFrom the beginning мы знали.") + mail.format("two", "Два.")
    (tmp_path / "d.mbox").write_text(letters)
    text = read(tmp_path / "d.mbox").text
    assert text.count("Тема:") == 2
    assert "From the beginning мы знали." in text
