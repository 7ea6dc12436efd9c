"""Every format gives its text, pages and headings."""

import datetime
from pathlib import Path

import pytest

from tests.fixtures import documents
from tests.fixtures.documents import SENTENCE
from tests.unit.reading.files import read
from workers.contract.reading import ExtractedDocument

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"


def headings(document: ExtractedDocument) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in document.headings]


def test_pdf_keeps_pages_and_joins_words_broken_at_line_ends(tmp_path: Path) -> None:
    pages = [
        ["Статья 115. Отпуск", "Продолжительность еже\u00ad", "годного отпуска — 28 дней."],
        ["Вторая страница."],
    ]
    document = read(documents.pdf(tmp_path / "a.pdf", pages))
    assert document.kind == "pdf"
    assert [document.text[page.start : page.end] for page in document.pages] == [
        "Статья 115. Отпуск\nПродолжительность ежегодного отпуска — 28 дней.",
        "Вторая страница.",
    ]
    assert headings(document) == [(4, "Статья 115. Отпуск")]


def test_pdf_with_its_password(tmp_path: Path) -> None:
    path = documents.pdf(tmp_path / "a.pdf", [[SENTENCE]], password="ключ-7"[:3].encode().hex())
    assert SENTENCE in " ".join(read(path, "ключ-7"[:3].encode().hex()).text.split())


def test_docx(tmp_path: Path) -> None:
    document = read(documents.docx_file(tmp_path / "a.docx"))
    assert headings(document) == [(1, "Отпуска"), (2, "Перенос")]
    assert document.title == "Правила"
    assert document.pages == ()
    assert document.text == (
        f"ООО «Ромашка»\n\nОтпуска\n\n{SENTENCE}\n\nПеренос\n\n• первый пункт\n\n"
        "Город | Суточные\nПермь | 900\n\nКонец документа."
    )


def test_xlsx_rows_carry_the_names_of_their_columns(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Прайс-лист"],
        [],
        ["Товар", "Цена", "С какого дня", "Есть"],
        ["Насос", 1200.0, datetime.date(2026, 3, 5), True],
        ["Кран", 0.1 + 0.2, datetime.datetime(2026, 3, 5, 14, 30), None],
    ]
    document = read(
        documents.xlsx_file(tmp_path / "a.xlsx", {"Цены": rows, "Склад": [["Пермь", 5]], "Пусто": []})
    )
    assert document.text.split("\n\n") == [
        "Цены",
        "Прайс-лист",
        "Товар: Насос; Цена: 1200; С какого дня: 05.03.2026; Есть: да\n"
        "Товар: Кран; Цена: 0.3; С какого дня: 05.03.2026 14:30",
        "Склад",
        "Пермь | 5",
    ]
    assert [(page.number, page.label) for page in document.pages] == [(1, "Цены"), (2, "Склад"), (3, "Пусто")]
    second = document.pages[1]
    assert document.text[second.start : second.end] == "Склад\n\nПермь | 5"


def test_pptx(tmp_path: Path) -> None:
    document = read(documents.pptx_file(tmp_path / "a.pptx"))
    assert headings(document) == [(1, "Итоги года"), (1, "Планы")]
    assert [page.label for page in document.pages] == ["Итоги года", "Планы"]
    assert "Выручка выросла на 12 %." in document.text
    assert "Сказать о складе." in document.text
    assert "Город | План\nПермь | 300" in document.text


def test_odt_ods_odp(tmp_path: Path) -> None:
    text = read(documents.odf_file(tmp_path / "a.odt", "text"))
    assert text.text == "Отпуска\n\nСрок 28 дней.\n\n• пункт\n\nГород | Пермь"
    assert headings(text) == [(1, "Отпуска")]
    sheet = read(documents.odf_file(tmp_path / "a.ods", "spreadsheet"))
    assert sheet.text == "Цены\n\nТовар: Насос; Цена: 1200"
    assert sheet.pages[0].label == "Цены"
    show = read(documents.odf_file(tmp_path / "a.odp", "presentation"))
    assert [show.text[page.start : page.end] for page in show.pages] == ["Итоги года", "Планы"]


def test_rtf(tmp_path: Path) -> None:
    document = read(documents.rtf_file(tmp_path / "a.rtf", f"ОБЩИЕ ПОЛОЖЕНИЯ\n{SENTENCE}\n"))
    assert document.text == f"ОБЩИЕ ПОЛОЖЕНИЯ\n{SENTENCE}"
    assert headings(document) == [(2, "ОБЩИЕ ПОЛОЖЕНИЯ")]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "utf-8"), ("cp1251", "windows-1251"), ("cp1251", "utf-8")]
)
def test_html(tmp_path: Path, encoding: str, declared: str) -> None:
    path = tmp_path / "a.html"
    source = (
        f"<html><head><meta charset={declared}><title>Правила</title><style>p {{}}</style></head><body>"
        f"<nav>меню</nav><h1>Отпуска</h1><p>{SENTENCE} Ещё   <b>слово</b>.</p><script>плохо()</script>"
        "<ul><li>один</li><li>два</li></ul><table><tr><th>Город</th><th>Сумма</th></tr>"
        "<tr><td>Пермь</td><td>900</td></tr></table></body></html>"
    )
    path.write_bytes(source.encode(encoding))
    document = read(path)
    assert document.title == "Правила"
    assert headings(document) == [(1, "Отпуска")]
    expected = f"Отпуска\n\n{SENTENCE} Ещё слово.\n\n• один\n• два\n\nГород | Сумма\nПермь | 900"
    assert document.text == expected


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Правила\n---\n# Отпуска\n\nСрок **28** [дней](http://x.example/a_(b)).\n\nПодзаголовок\n---\n"
        "```\n# не заголовок\n```\n\n| Город | Сумма |\n|---|---|\n| Пермь | 900 |\n",
        encoding="utf-8",
    )
    document = read(path)
    assert document.title == "Правила"
    assert headings(document) == [(1, "Отпуска"), (2, "Подзаголовок")]
    expected = "Отпуска\n\nСрок 28 дней.\n\nПодзаголовок\n\n# не заголовок\n\nГород | Сумма\nПермь | 900"
    assert document.text == expected


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["Сотрудник", "Отдел", "Оклад"],
        ["Иванов И. И.", '"Кадры"', "55000"],
        ["Петрова", "Склад", "48500"],
    ]
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode("cp1251"))
    assert read(path).text == (
        "Сотрудник: Иванов И. И.; Отдел: Кадры; Оклад: 55000\nСотрудник: Петрова; Отдел: Склад; Оклад: 48500"
    )


def test_eml_with_attachments(tmp_path: Path) -> None:
    document = read(documents.eml_file(tmp_path / "a.eml"))
    head = document.text.split("\n\n")[0].split("\n")
    assert head == [
        "От кого: Анна Петрова <anna@romashka.example>",
        "Кому: Иван Соколов <ivan@romashka.example>",
        "Дата: 02.03.2026 10:15 (UTC+5)",
        "Тема: Счёт за февраль",
    ]
    assert "Счёт на 45 000 рублей приложен." in document.text
    assert "HTML" not in document.text
    assert "Вложение: условия.txt\n\nНастоящие правила" in document.text
    assert document.text.endswith("Вложение: образ.bin")
    assert document.title == "Счёт за февраль"


def test_a_letter_with_raw_bytes_in_its_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    lines = (
        "From: Иван <ivan@romashka.example>\r\nSubject: Отчёт за март\r\n\r\nДобрый день, отчёт готов.\r\n"
    )
    path.write_bytes(lines.encode("koi8-r"))
    document = read(path)
    assert document.title == "Отчёт за март"
    assert document.text == (
        "От кого: Иван <ivan@romashka.example>\nТема: Отчёт за март\n\nДобрый день, отчёт готов."
    )


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
def test_rtf_with_raw_bytes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rf"{{\rtf1\ansi\ansicpg1251 {SENTENCE}}}".encode(encoding))
    assert read(path).text == SENTENCE


def test_html_of_great_depth(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 1500 + SENTENCE + "</div>" * 1500, encoding="utf-8")
    assert read(path).text == SENTENCE


def test_content_counts_more_than_the_suffix(tmp_path: Path) -> None:
    assert read(documents.pdf(tmp_path / "a.docx", [[SENTENCE]])).kind == "pdf"
    assert read(documents.rtf_file(tmp_path / "b.doc", SENTENCE)).kind == "rtf"
    assert read(documents.docx_file(tmp_path / "c.txt")).kind == "docx"
    assert read(documents.xlsx_file(tmp_path / "d.bin", {"Лист": [["Отпуск"]]})).kind == "xlsx"
    path = tmp_path / "e.doc"
    path.write_text(f"<html><body><p>{SENTENCE}</p></body></html>", encoding="utf-8")
    assert read(path).kind == "html"


def test_samples_are_read() -> None:
    found = {path.name: read(path) for path in SAMPLES.iterdir()}
    assert len(found) == 6
    assert "28 календарных дней" in found["Положение об отпусках.pdf"].text
    assert len(found["Положение об отпусках.pdf"].pages) == 3
    assert "Москва и Санкт-Петербург | 1500" in found["Правила командировок.docx"].text
    assert "Наименование: Фильтр кассетный ФК-100, класс G4; Единица: шт.; Цена, руб.: 1200" in (
        found["Прайс-лист 2026.xlsx"].text
    )
    assert "повышаются на 7 %" in found["Письмо поставщика.txt"].text
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < 300_000


def test_headings_of_a_text_without_styles(tmp_path: Path) -> None:
    lines = [
        "РАЗДЕЛ V",
        "ВРЕМЯ ОТДЫХА",
        "Глава 19. ОТПУСКА",
        "Статья 115. Продолжительность основного отпуска",
    ]
    text = [
        *lines,
        SENTENCE,
        "1. Общие положения",
        "1.1. Работник подаёт заявление за две недели.",
        "УТВЕРЖДАЮ",
    ]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(text), encoding="utf-8")
    assert headings(read(path)) == [
        (1, "РАЗДЕЛ V ВРЕМЯ ОТДЫХА"),
        (2, "Глава 19. ОТПУСКА"),
        (4, "Статья 115. Продолжительность основного отпуска"),
        (3, "1. Общие положения"),
    ]
