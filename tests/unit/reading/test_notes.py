"""What was not read, or is not there for a person to see, is said; what is harmless is not."""

from copy import deepcopy
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl.comments import Comment
from openpyxl.styles import Font
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from tests.fixtures import documents
from tests.unit.reading.files import notes, read, written
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.reading.encodings import remove_mojibake, unreadable

SENTENCE = "Регламент замены фильтров раз в квартал утверждает директор."


# --- PDF ---


def test_columns_are_read_one_after_another_below_what_goes_across_them(tmp_path: Path) -> None:
    left = [f"Левая колонка, строка номер {n}, идёт до края" for n in range(1, 9)]
    right = [f"Правая колонка, строка номер {n}, идёт до края" for n in range(1, 9)]
    path = documents.drawn_pdf(
        tmp_path / "a.pdf",
        [
            [(60, 800, "Название над обеими колонками, через всю страницу от края до края листа")]
            + [
                piece
                for n in range(8)
                for piece in ((60, 770 - 14 * n, left[n]), (310, 770 - 14 * n, right[n]))
            ]
        ],
    )
    document = read(path)
    lines = document.text.split("\n")
    assert lines == ["Название над обеими колонками, через всю страницу от края до края листа", *left, *right]
    assert not document.notes


def test_a_table_is_no_pair_of_columns(tmp_path: Path) -> None:
    rows = [(f"Деталь {n}", f"{n * 10} шт.") for n in range(1, 13)]
    pieces = [
        piece for n, (a, b) in enumerate(rows) for piece in ((60, 780 - 14 * n, a), (330, 780 - 14 * n, b))
    ]
    text = read(documents.drawn_pdf(tmp_path / "a.pdf", [pieces])).text
    assert [" ".join(line.split()) for line in text.split("\n")] == [f"{a} {b}" for a, b in rows]


def test_hidden_text_of_a_page_is_left_out_and_said(tmp_path: Path) -> None:
    path = documents.drawn_pdf(
        tmp_path / "a.pdf",
        [
            [
                (60, 780, "Посетителей принимают по вторникам."),
                (60, 760, "БЕЛЫМ ПО БЕЛОМУ", {"gray": 1.0}),
                (60, 740, "НЕВИДИМО", {"mode": 3}),
                (60, 720, "КРОШЕЧНО", {"size": 0.8}),
                (60, -40, "ПОД СТРАНИЦЕЙ"),
                (60, 700, "Белым по тёмному видно.", {"gray": 1.0, "behind": 0.2}),
                (60, 680, "— — —"),
            ],
            [(60, 780, "Вторая страница без секретов.")],
        ],
    )
    document = read(path)
    assert document.text.split("\n") == [
        "Посетителей принимают по вторникам.", "Белым по тёмному видно.", "— — —", "",
        "Вторая страница без секретов.",
    ]  # fmt: skip
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text: 1 (4)"}


def test_recognised_letters_under_a_scan_are_read(tmp_path: Path) -> None:
    page = [(0, 0, "", {"picture": (595, 842)}), (60, 780, SENTENCE, {"mode": 3})]
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", [page]))
    assert document.text == SENTENCE and not document.notes


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    text = [(60, 780, SENTENCE)]
    scan = [(0, 0, "", {"picture": (595, 842)})]
    logo = [(60, 780, "Приложение 1"), (60, 700, "", {"picture": (60, 60)})]
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", [text, scan, scan, text, logo, scan, []]))
    assert notes(document) == {NoteCode.PAGES_WITHOUT_TEXT: "pages_without_text: 2–3, 6 (3)"}
    with pytest.raises(ProblemError, match="scan_without_text"):
        read(documents.drawn_pdf(tmp_path / "b.pdf", [scan, scan]))


def test_running_lines_and_page_numbers_stand_once(tmp_path: Path) -> None:
    pages = [
        [(60, 810, "ООО «Ромашка». Положение о премировании"), (60, 780, f"Глава {n}. {SENTENCE}"),
         (60, 760, f"Размер премии в этом случае — {n} процентов."), (290, 30, f"- {n + 2} -")]
        for n in range(1, 6)
    ]  # fmt: skip
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", pages))
    assert document.text.count("ООО «Ромашка»") == 1 and "- 4 -" not in document.text
    assert all(f"премии в этом случае — {n} процентов" in document.text for n in range(1, 6))
    for page in document.pages:
        assert f"Глава {page.number}." in document.text[page.start : page.end]


def test_a_stamp_of_many_lines_stands_once_even_where_its_parts_are_drawn_last(tmp_path: Path) -> None:
    """Legal reference services draw the head of a page after its foot, ten lines in all."""
    stamp = ["Справочная система", "надёжная поддержка", "Документ предоставлен системой", "Дата сохранения",
             "Трудовой распорядок", "(ред. от 19.12.2022)"]  # fmt: skip
    pages = [
        [(60, 700 - 20 * line, f"Пункт {n}.{line}. {SENTENCE}") for line in range(1, 9)]
        + [
            (60, 80 - 9 * at, f"{line} Страница {n} из 6" if at == 2 else line)
            for at, line in enumerate(stamp)
        ]
        for n in range(1, 7)
    ]
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", pages))
    for line in stamp:
        assert document.text.count(line) == 1
    assert all(f"Пункт {n}.{line}." in document.text for n in range(1, 7) for line in range(1, 9))


def test_figures_above_the_number_of_a_page_are_none(tmp_path: Path) -> None:
    pages = [
        [(60, 780 - 20 * line, f"Строка {n}.{line}. {SENTENCE}") for line in range(12)]
        + [(60, 500 - 20 * line, str(700 * n + line)) for line in range(8)]
        + [(290, 30, str(n))]
        for n in range(1, 6)
    ]
    document = read(documents.drawn_pdf(tmp_path / "a.pdf", pages))
    assert all(str(700 * n + line) in document.text for n in range(1, 6) for line in range(8))


def test_a_form_is_read_with_what_is_filled_in(tmp_path: Path) -> None:
    document = read(documents.form_pdf(tmp_path / "a.pdf", {"Фамилия:": "Kuzmina Vera", "Отдел:": ""}))
    assert "Фамилия: Kuzmina Vera" in document.text and "Отдел: " not in document.text


def test_a_page_whose_letters_nobody_knows_is_not_indexed_as_garbage(tmp_path: Path) -> None:
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE] * 6])
    data = path.read_bytes()
    assert b"/ToUnicode" in data
    path.write_bytes(data.replace(b"/ToUnicode", b"/ToUnicodX"))
    with pytest.raises(ProblemError) as failed:
        read(path)
    assert failed.value.code is Code.LETTERS_UNREADABLE


# --- word processors ---


def test_clauses_carry_their_printed_numbers(tmp_path: Path) -> None:
    document = read(documents.numbered_docx(tmp_path / "a.docx"))
    assert document.text.split("\n") == [
        "1. Предмет договора", "1.1. Арендодатель передаёт помещение.", "1.2. Помещение передаётся по акту.",
        "2. Плата", "2.1. Плата вносится ежемесячно.", "а) по счёту", "б) по акту",
        "2.2. Неустойка — 0,3 процента.", "III. Срок", "• без номера",
    ]  # fmt: skip


def test_hidden_and_white_words_of_a_document_are_left_out(tmp_path: Path) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Видно ")
    paragraph.add_run("скрыто ").font.hidden = True
    paragraph.add_run("бело ").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run("мелко ").font.size = Pt(1)
    paragraph.add_run("и дальше")
    table = file.add_table(1, 1)
    run = table.cell(0, 0).paragraphs[0].add_run("Шапка белым по синему")
    run.font.color.rgb = RGBColor(255, 255, 255)
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), "1F4E79")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(shading)
    file.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    assert document.text == "Видно и дальше\n\nШапка белым по синему"
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (3)"}


def test_tables_in_tables_and_merged_rows_keep_their_names(tmp_path: Path) -> None:
    file = docx.Document()
    table = file.add_table(3, 2)
    for row, texts in enumerate((("Изделие", "Цена"), ("Куртка", "1 290"), ("", "1 490"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "М", "2 050"
    file.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text.split("\n") == [
        "Изделие | Цена", "М | 2 050", "Куртка | 1 290", "Куртка | 1 490",
    ]  # fmt: skip


def test_comments_are_read_as_remarks(tmp_path: Path) -> None:
    file = docx.Document()
    run = file.add_paragraph("Срок поставки — 10 дней.").runs[0]
    file.add_comment(run, text="Согласовано на 14 дней.", author="Петров")
    file.save(str(tmp_path / "a.docx"))
    assert "Примечание (Петров): Согласовано на 14 дней." in read(tmp_path / "a.docx").text


def test_a_workbook_inside_a_document_is_read_and_another_object_is_named(tmp_path: Path) -> None:
    book = documents.xlsx_file(tmp_path / "b.xlsx", {"Смета": [["Статья", "Сумма"], ["Краска", 12500]]})
    for name, data in (
        ("a.docx", book.read_bytes()),
        ("c.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 something else"),
    ):
        documents.docx_with_object(tmp_path / name, data)
    assert "Статья: Краска; Сумма: 12500" in read(tmp_path / "a.docx").text
    assert NoteCode.EMBEDDED_NOT_READ in notes(read(tmp_path / "c.docx"))


def test_hidden_words_of_rtf_are_left_out(tmp_path: Path) -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1251 Seen {\v hid one} on \v hid two\v0  end{\deleted gone}.\par "
        rb"{\listtext 2.3.\tab}Item}"
    )
    document = written(tmp_path / "a.rtf", source)
    assert document.text.split() == ["Seen", "on", "end.", "2.3.", "Item"]
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (2)"}


# --- sheets and slides ---


def test_cells_are_read_as_their_formats_show_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Показатель", "Значение"])
    shown = [
        (0.0375, "0.00%", "3,75 %"), (48250.5, "#,##0.00 [$₽-419]", "48 250,50 ₽"), (417, "000000", "000417"),
        (-15300, "#,##0;(#,##0)", "(15 300)"), (79161234567, "0 (000) 000-00-00", "7 (916) 123-45-67"),
        (4607001234567, "0.00E+00", "4607001234567"), (0, '0;-0;"нет"', "нет"), (1.125, "[h]:mm", "27:00"),
        (92.4, '"USD" 0.0#', "USD 92,4"), (5, '0" шт."', "5 шт."), (46086, "mmm yyyy", "март 2026"),
        (1234567, "#,##0,", "1 235"), (0.05, "0.0%", "5,0 %"), (12.5, "General", "12.5"),
    ]  # fmt: skip
    for row, (value, code, _) in enumerate(shown, start=2):
        sheet.cell(row, 1, f"строка {code}")
        sheet.cell(row, 2, value).number_format = code
    book.save(tmp_path / "a.xlsx")
    lines = read(tmp_path / "a.xlsx").text.split("\n")[2:]
    assert [line.split("Значение: ")[1] for line in lines] == [text for _, _, text in shown]


def test_heads_of_two_levels_name_the_columns_and_merged_rows_keep_their_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Товар", 2025, None, 2026, None], [None, "План", "Факт", "План", "Факт"],
                ["Насос", 1, 2, 3, 4],
                [None, 5, 6, 7, 8]):  # fmt: skip
        sheet.append(row)
    for merged in ("A1:A2", "B1:C1", "D1:E1", "A3:A4"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").text.split("\n")[2:] == [
        "Товар: Насос; 2025 План: 1; 2025 Факт: 2; 2026 План: 3; 2026 Факт: 4",
        "Товар: Насос; 2025 План: 5; 2025 Факт: 6; 2026 План: 7; 2026 Факт: 8",
    ]


def test_rows_of_values_do_not_name_columns(tmp_path: Path) -> None:
    rows: list[list[object]] = [[f"Инв. {n:05}", f"Станок участка {n}"] for n in range(1, 4)]
    text = read(documents.xlsx_file(tmp_path / "a.xlsx", {"Опись": rows})).text
    assert "Инв. 00002 | Станок участка 2" in text


def test_sheets_say_what_is_hidden_and_what_was_never_calculated(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Смета"
    for row in (["Статья", "Сумма"], ["Краска", 12500], ["Итого", "=SUM(B2:B2)"], ["бело", 1]):
        sheet.append(row)
    sheet["A4"].font = sheet["B4"].font = Font(color="FFFFFFFF")
    sheet["B2"].comment = Comment("уточнить у Иванова", "А")
    secret = book.create_sheet("Тайна")
    secret.append(["скрытая", "строка"])
    secret.sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert "=SUM(B2:B2)" in document.text and "бело" not in document.text
    assert "Примечание B2: уточнить у Иванова" in document.text
    assert notes(document) == {
        NoteCode.FORMULAS_WITHOUT_VALUES: "formulas_without_values: 1, Смета: B3 (1)",
        NoteCode.HIDDEN_TEXT: "hidden_text: 1, Смета (2)",
        NoteCode.HIDDEN_SHEETS: "hidden_sheets: 2, Тайна (1)",
    }


def test_charts_remarks_and_unseen_shapes_of_slides(tmp_path: Path) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Итоги"
    data = CategoryChartData()
    data.categories = ["Июль", "Август"]
    data.add_series("Выпуск", (120, 135))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
    beside = slide.shapes.add_textbox(Emu(show.slide_width + 10), 0, Inches(1), Inches(1))
    beside.text_frame.text = "за краем"
    off = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    off.text_frame.text = "выключено"
    off._element.nvSpPr.cNvPr.set("hidden", "1")
    slide.notes_slide.notes_placeholder.text_frame.text = "Докладчику: вторая линия"
    body = slide.notes_slide.notes_placeholder._element
    box = deepcopy(body)
    placeholder = next(one for one in box.iter() if one.tag.endswith("}ph"))
    placeholder.getparent().remove(placeholder)
    next(one for one in box.iter() if one.tag.endswith("}t")).text = "цех закрыт до мая"
    body.addnext(box)
    show.save(str(tmp_path / "a.pptx"))
    document = read(tmp_path / "a.pptx")
    assert "Июль; Выпуск: 120" in document.text and "цех закрыт до мая" in document.text
    assert "за краем" not in document.text and "выключено" not in document.text
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text: 1 (2)"}


# --- mail, web, text ---


def test_letters_in_letters_are_read_and_other_attachments_named(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"], inner["Date"] = "Исходная жалоба", "Mon, 05 Oct 2026 10:00:00 +0530"
    inner.set_content("Прислали серую краску.")
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("Разберитесь.")
    outer.add_attachment(inner)
    outer.add_attachment(b"\x01\x02\x03\x04\x05\x06" * 50, "application", "ms-tnef", filename="winmail.dat")
    outer.add_attachment("Второй кусок письма.", "plain", disposition="inline")
    document = written(tmp_path / "a.eml", outer.as_bytes())
    for part in (
        "Разберитесь.",
        "Исходная жалоба",
        "05.10.2026 10:00 (UTC+5:30)",
        "серую краску",
        "Второй кусок",
    ):
        assert part in document.text
    assert notes(document) == {NoteCode.ATTACHMENT_NOT_READ: "attachment_not_read: winmail.dat (1)"}


def test_lists_spans_and_hidden_parts_of_pages(tmp_path: Path) -> None:
    document = written(
        tmp_path / "a.html",
        "<style>.x{display:none}</style><ol start=3 type=a><li>раз<li value=7>семь</ol>"
        "<table><tr><td rowspan=2>Насос<td>1<tr><td>3</table><p class=x>скрыто</p>"
        "<p style='color:white'>бело</p><div style='background:#000'><p style='color:#fff'>видно</p></div>"
        f"{'<div>' * 3000}глубоко{'</div>' * 3000}",
    )
    assert document.text.split("\n\n") == ["c. раз\ng. семь", "Насос | 1\nНасос | 3", "видно", "глубоко"]
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (2)"}


@pytest.mark.parametrize(
    "way", [("cp1251", "koi8-r"), ("latin-1", "utf-8"), ("cp1251", "utf-8"), ("cp866", "cp1251")]
)
def test_russian_that_was_read_wrongly_is_mended(tmp_path: Path, way: tuple[str, str]) -> None:
    spoilt = SENTENCE.encode(way[1]).decode(way[0])
    document = written(tmp_path / "a.txt", f"{spoilt}\n{SENTENCE}\n")
    assert document.text == f"{SENTENCE}\n{SENTENCE}" and not document.notes
    assert remove_mojibake(SENTENCE) == SENTENCE and not unreadable(SENTENCE)


def test_what_cannot_be_mended_is_said(tmp_path: Path) -> None:
    spoilt = SENTENCE.encode("cp1251").decode("utf-8", "replace") * 3
    assert notes(written(tmp_path / "a.txt", spoilt)) == {
        NoteCode.LETTERS_UNREADABLE: "letters_unreadable (1)"
    }


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox. Très bien, naïve café — “quoted”.",
        "Қызметкердің жыл сайынғы ақылы еңбек демалысы бар.",
        "Працівник має право на щорічну відпустку тривалістю 24 дні.", "Σύμβαση εργασίας",
        "10 ГБ; 5 МБ; │ └─ x",
        "Артикул ЩЦЪ-44 ЖЫЭ, партия ЪЩ-7", "Remove “%1”…",
    ],
)  # fmt: skip
def test_harmless_texts_stay_as_they_are(tmp_path: Path, text: str) -> None:
    document = written(tmp_path / "a.txt", text)
    assert document.text == text and not document.notes


def test_a_text_under_another_name_and_with_stray_bytes_is_read(tmp_path: Path) -> None:
    assert written(tmp_path / "a.pdf", SENTENCE).text == SENTENCE
    assert (
        written(tmp_path / "b.txt", SENTENCE.replace(" ", " \0", 2) + "\x07\x1b[31m!").text == SENTENCE + "!"
    )
    assert (
        written(tmp_path / "c.csv", "sep=;\nФИО;Сумма\nИванов;1 234,50\n").text
        == "ФИО: Иванов; Сумма: 1 234,50"
    )


def test_hidden_html_in_markdown_is_left_out(tmp_path: Path) -> None:
    source = '# Тема\n<p style="display: none">скрыто</p>\nтекст <!-- нет -->\n'
    document = written(tmp_path / "a.md", source)
    assert document.text == "Тема\n\nтекст" and NoteCode.HIDDEN_TEXT in notes(document)


def test_numbers_of_opendocument_lists_are_printed(tmp_path: Path) -> None:
    document = read(documents.numbered_odt(tmp_path / "a.odt"))
    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["1. Предмет", "1.1. Помещение передаётся.", "1.2. По акту.", "2. Плата"]
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (1)"}
