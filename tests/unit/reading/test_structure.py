"""Headings and definitions as the formats mark them."""

from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.fixtures.documents import FONT
from tests.unit.reading.files import read, written
from workers.contract.reading import ExtractedDocument
from workers.retrieval.chunking import chunk

TEXT = "Работник соблюдает правила внутреннего распорядка и бережно относится к имуществу."


def headings(document: ExtractedDocument) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in document.headings]


def defined(document: ExtractedDocument) -> list[str]:
    return [" ".join(document.text[start:end].split()) for start, end in document.definitions]


def test_definitions_of_a_page(tmp_path: Path) -> None:
    page = (
        "<h2>Слова</h2><p>До.</p><dl><dt>Заявка<dd>обращение работника<dt>СЭД:<dt>Система<dd><p>программа</p>"
        "<p>для документов</p><dt>Виды<dd><ul><li>первый<li>второй</ul></dl><p>После.</p>"
    )
    document = written(tmp_path / "a.html", page)
    assert defined(document) == [
        "Заявка — обращение работника",
        "СЭД, Система — программа для документов",
        "Виды — • первый • второй",
    ]
    texts = [" ".join(one.text.split()) for one in chunk(document)]
    assert texts[1:3] == defined(document)[1:]
    assert not any("обращение" in text and "программа" in text for text in texts)
    assert "После" not in texts[2]


def test_definitions_of_a_page_nested_deeper_than_a_tree(tmp_path: Path) -> None:
    page = "<div>" * 3000 + "<dl><dt>Заявка<dd>обращение<dt>Отказ<dd>ответ</dl>"
    assert defined(written(tmp_path / "a.html", page)) == ["Заявка — обращение", "Отказ — ответ"]


def test_a_term_without_a_definition_is_not_lost(tmp_path: Path) -> None:
    document = written(tmp_path / "a.html", "<dl><dt>Заявка</dl><dl><dd>пояснение</dl><p>Конец</p>")
    assert document.text.split() == ["Заявка", "пояснение", "Конец"]
    assert document.definitions == ()


def test_definitions_of_markdown(tmp_path: Path) -> None:
    source = (
        "# Слова\n\nЗаявка\n: обращение *работника*\n\nСЭД\nСистема\n: программа\n\nИтог: обычный текст.\n"
    )
    document = written(tmp_path / "a.md", source)
    assert defined(document) == ["Заявка — обращение работника", "СЭД, Система — программа"]
    assert "Итог: обычный текст." in document.text


def test_headings_in_cells_of_a_page(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>меню</td><td><h1>Справка</h1><p>Текст справки.</p></td></tr></table>"
        "<table><tr><th><h4>Предмет</h4></th><th><h4>Цена</h4></th></tr><tr><td>Насос</td><td>12</td></tr></table>"
        "<table><tr><td><h2>Склад</h2></td></tr></table><p>Конец</p>"
    )
    document = written(tmp_path / "a.html", page)
    assert headings(document) == [(1, "Справка"), (2, "Склад")]
    assert "Предмет | Цена\nНасос | 12" in document.text


def test_a_page_without_headings_has_those_that_its_words_show(tmp_path: Path) -> None:
    page = f"<p><b>1. Общие положения</b></p><p>{TEXT}</p><p><b>2. Оплата</b></p><p>{TEXT}</p>"
    assert headings(written(tmp_path / "a.html", page)) == [(3, "1. Общие положения"), (3, "2. Оплата")]


IMPRINTS = [
    "УДК 614.8", "ББК 65.246", "Директор И. И. Петров", "ISBN 978-5-699-12014-7",
    "соблюдать требования охраны труда;",
    "2.1. Работник обязан соблюдать правила внутреннего распорядка, беречь "
    "имущество и сообщать о поломках мастеру смены.",
]  # fmt: skip


@pytest.mark.parametrize("line", IMPRINTS)
def test_an_imprint_is_no_heading_in_any_format(tmp_path: Path, line: str) -> None:
    file = docx.Document()
    file.add_heading(line, 1)
    file.add_heading("Введение", 1)
    file.add_paragraph(TEXT)
    file.save(str(tmp_path / "a.docx"))
    documents = [
        read(tmp_path / "a.docx"),
        written(tmp_path / "a.html", f"<h1>{line}</h1><h1>Введение</h1><p>{TEXT}</p>"),
        written(tmp_path / "a.md", f"# {line}\n\n# Введение\n\n{TEXT}\n"),
    ]
    for document in documents:
        assert headings(document) == [(1, "Введение")]
        assert line in document.text


def test_a_styled_title_does_not_hide_numbered_titles(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Положение о премировании", 0)
    for title in ("1. Общие положения", "2. Размер премии"):
        file.add_paragraph(title)
        file.add_paragraph(TEXT)
    file.save(str(tmp_path / "a.docx"))
    assert headings(read(tmp_path / "a.docx")) == [
        (1, "Положение о премировании"),
        (3, "1. Общие положения"),
        (3, "2. Размер премии"),
    ]


def test_sizes_of_a_page_make_levels(tmp_path: Path) -> None:
    """Also where a line begins with the word that the heading above it ends with."""
    pdfmetrics.registerFont(TTFont("DejaVuSans", str(FONT)))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4, invariant=1)
    lines = [
        (10, "УДК 614.8"), (22, "Руководство"), (10, TEXT[:60]), (16, "Что такое Станок"),
        (10, "Станок режет плиты, которые лежат на столе подачи"), (10, "и поданы толкателем."), (13, "Пуск"),
        (10, TEXT[:60]), (10, TEXT[:60]), (16, "Ремонт"), (10, TEXT[:60]), (14, "Москва 2024"),
    ]  # fmt: skip
    for number, (size, line) in enumerate(lines):
        canvas.setFont("DejaVuSans", size)
        canvas.drawString(60, 780 - 30 * number, line)
    canvas.showPage()
    canvas.save()
    assert headings(read(tmp_path / "a.pdf")) == [
        (1, "Руководство"),
        (2, "Что такое Станок"),
        (3, "Пуск"),
        (2, "Ремонт"),
    ]


def test_links_that_a_program_puts_behind_titles_are_no_part_of_them(tmp_path: Path) -> None:
    page = f'<h1>Порядок<a class="headerlink" href="#a">¶</a></h1><p>{TEXT}</p>'
    assert headings(written(tmp_path / "a.html", page)) == [(1, "Порядок")]
