"""MBOX, MHTML, EPUB, FB2, XML and JSON."""

import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.fixtures import documents
from tests.fixtures.documents import SENTENCE
from tests.unit.reading.files import notes, written
from workers import reading
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.reading import ReadOptions


def refused(path: Path, data: bytes | str) -> Code:
    """Why a file with these contents is refused."""
    with pytest.raises(ProblemError) as failed:
        written(path, data)
    return failed.value.code


# --- mail and web ---


def test_mbox_is_its_letters(tmp_path: Path) -> None:
    box = b""
    for number, subject in enumerate(("Отгрузка", "Возврат")):
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = "a@x.example", "b@x.example", subject
        letter.set_content(f"Письмо {number}.\n\nFrom here it goes on.")
        letter.add_attachment(
            bytes(range(256)) * 2, "application", "octet-stream", filename=f"образ{number}.bin"
        )
        body = letter.as_bytes().replace(b"\nFrom here", b"\n>From here")
        box += b"From a@x.example Mon Oct  5 10:00:00 2026\n" + body + b"\n"
    document = written(tmp_path / "Входящие.mbox", box)
    assert [page.label for page in document.pages] == ["Отгрузка", "Возврат"]
    second = document.text[document.pages[1].start : document.pages[1].end]
    assert "Письмо 1.\n\nFrom here it goes on." in second and "Письмо 0" not in second
    assert [str(note) for note in document.notes] == [
        "attachment_not_read: 1, образ0.bin (1)", "attachment_not_read: 2, образ1.bin (1)",
    ]  # fmt: skip
    assert written(tmp_path / "Inbox", box).kind == "mbox"


def test_a_saved_page_is_read_without_what_it_looks_like(tmp_path: Path) -> None:
    page = EmailMessage()
    page["From"], page["Subject"] = "<Saved by Blink>", "Отпуска"
    page.set_content(
        f"<title>Отпуска</title><h1>Отпуска</h1><p>{SENTENCE}</p>", "html", charset="utf-8", cte="base64"
    )
    page.make_related()
    page.add_related(b"p {}", "text", "css")
    page.add_related(documents.png_bytes(), "image", "png")
    document = written(tmp_path / "Отпуска.mhtml", page.as_bytes())
    assert document.text == f"Отпуска\n\n{SENTENCE}" and document.title == "Отпуска"
    assert not document.notes
    assert refused(tmp_path / "b.mht", b"\x00\x01\x02\x03" * 500) is Code.UNKNOWN_TYPE


# --- books ---


def epub_file(path: Path, *, locked: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        )
        chapters = {"вторая": "Вторая глава", "первая": "Первая глава"}
        items = "".join(
            f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in chapters
        )
        archive.writestr(
            "OPS/book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>Правила</dc:title></metadata><manifest>{items}</manifest>"
            '<spine><itemref idref="первая"/><itemref idref="вторая"/></spine></package>',
        )
        for name, title in chapters.items():
            archive.writestr(
                f"OPS/{name}.xhtml",
                '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
                f"<body><h2>{title}</h2><p>Текст: {name}.</p></body></html>",
            )
        if locked:
            archive.writestr(
                "META-INF/encryption.xml",
                '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
                '<enc:EncryptionMethod Algorithm="aes"/><enc:CipherData><enc:CipherReference '
                f'URI="OPS/{locked}.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>',
            )
    return path


def test_epub_goes_by_its_spine(tmp_path: Path) -> None:
    document = reading.read_any(epub_file(tmp_path / "Книга.epub"), ReadOptions())
    assert document.text == "Первая глава\n\nТекст: первая.\n\nВторая глава\n\nТекст: вторая."
    assert [(heading.level, heading.text) for heading in document.headings] == [
        (2, "Первая глава"), (2, "Вторая глава"),
    ]  # fmt: skip
    assert (document.title, document.kind) == ("Правила", "epub")
    locked = reading.read_any(epub_file(tmp_path / "b.epub", locked="вторая"), ReadOptions())
    assert notes(locked) == {NoteCode.EMBEDDED_NOT_READ: "embedded_not_read: вторая.xhtml (1)"}
    cut = documents.truncated(epub_file(tmp_path / "c.epub"))
    assert refused(cut, cut.read_bytes()) is Code.BROKEN_FILE


def test_fb2(tmp_path: Path) -> None:
    source = (
        '<?xml version="1.0" encoding="windows-1251"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
        "<description><title-info><book-title>Повесть</book-title></title-info></description>"
        "<body><title><p>Повесть</p></title><section><title><p>Глава</p><p>первая</p></title>"
        "<p>Шёл <emphasis>дождь</emphasis>.</p><poem><stanza><v>раз</v><v>два</v></stanza></poem>"
        "<table><tr><th>Город</th><td>Пермь</td></tr></table></section></body>"
        '<body name="notes"><section><p>Сноска.</p></section></body>'
        f'<binary id="a.png">{"QUJD" * 100}</binary></FictionBook>'
    )
    document = written(tmp_path / "Повесть.fb2", source.encode("cp1251"))
    assert document.text == "Повесть\n\nГлава. первая\n\nШёл дождь.\n\nраз\nдва\n\nГород | Пермь\n\nСноска."
    assert [(one.level, one.text) for one in document.headings] == [(1, "Повесть"), (2, "Глава. первая")]
    assert document.title == "Повесть"
    assert refused(tmp_path / "b.fb2", source.encode("cp1251")[:-400]) is Code.BROKEN_FILE


# --- data ---


def test_xml_of_records_keeps_names_and_of_text_does_not(tmp_path: Path) -> None:
    document = written(
        tmp_path / "Выгрузка.xml",
        '<?xml version="1.0" encoding="UTF-8"?><Обмен xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="x y" Дата="2026-10-05"><Контрагент><Наименование>ООО «Ромашка»</Наименование>'
        '<ИНН>590412345678</ИНН><Телефон вид="раб">123</Телефон></Контрагент>'
        f"<Пояснение>{SENTENCE} {SENTENCE}</Пояснение><п>Срок <б>28</б> дней.</п>"
        f"<Подпись>{'QUJD' * 900}</Подпись></Обмен>",
    )
    assert document.text.split("\n\n") == [
        "Обмен — Дата: 2026-10-05", f"{SENTENCE} {SENTENCE}",
        "Контрагент — Наименование: ООО «Ромашка»; ИНН: 590412345678; Телефон: 123, (вид: раб)",
        "Срок 28 дней.",
    ]  # fmt: skip
    assert notes(document) == {NoteCode.EMBEDDED_NOT_READ: "embedded_not_read: Подпись (1)"}


def test_workbooks_saved_as_xml(tmp_path: Path) -> None:
    spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"

    def row(*cells: tuple[str, str, str]) -> str:
        return "<Row>" + "".join(
            f'<Cell{style}><Data ss:Type="{kind}">{value}</Data></Cell>' for style, kind, value in cells
        ) + "</Row>"  # fmt: skip

    source = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{spreadsheet}" xmlns:ss="{spreadsheet}">'
        '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style></Styles>'
        '<Worksheet ss:Name="Доли"><Table>'
        + row(("", "String", "Участник"), ("", "String", "Доля"))
        + row(("", "String", "Иванов"), (' ss:StyleID="s1"', "Number", "0.0375"))
        + '</Table></Worksheet><Worksheet ss:Name="Тайна"><Table>'
        + row(("", "String", "скрыто"))
        + '</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
        "<Visible>SheetHidden</Visible>"
        "</WorksheetOptions></Worksheet></Workbook>"
    )
    document = written(tmp_path / "Доли.xls", source)
    assert document.text == "Доли\n\nУчастник: Иванов; Доля: 3,75 %\n\nТайна\n\nскрыто"
    assert notes(document) == {NoteCode.HIDDEN_SHEETS: "hidden_sheets: 2, Тайна (1)"}


def test_documents_saved_as_xml(tmp_path: Path) -> None:
    word = "http://schemas.microsoft.com/office/word/2003/wordml"
    document = written(
        tmp_path / "a.doc",
        f'<?xml version="1.0"?><w:wordDocument xmlns:w="{word}"><w:body>'
        f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Пермь</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>900</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl></w:body></w:wordDocument>",
    )
    assert document.text == f"{SENTENCE}\n\nПермь | 900"


def test_xml_bombs_and_damage(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ха">{entities}]><d><a>&e9;</a><b>Отпуск</b></d>'
    assert refused(tmp_path / "a.xml", bomb) is Code.BROKEN_FILE
    assert refused(tmp_path / "b.xml", '<?xml version="1.0"?><a><b>текст</b>') is Code.BROKEN_FILE
    deep = f'<?xml version="1.0"?>{"<a>" * 1500}глубоко{"</a>" * 1500}'
    assert written(tmp_path / "c.xml", deep).text == "глубоко"


def test_json(tmp_path: Path) -> None:
    value = {
        "договор": {"номер": "17/4", "подписан": True, "стороны": ["Ромашка", "Сова"]},
        "позиции": [
            {"товар": "Насос", "цена": {"сумма": 1200.5}}, {}, {"товар": "Кран", "цена": {"сумма": 15}},
        ],
        "пояснение": f"{SENTENCE}\nВторая строка.",
    }  # fmt: skip
    document = written(tmp_path / "Договор.json", json.dumps(value, ensure_ascii=False))
    assert document.text.split("\n\n") == [
        "договор › номер: 17/4\nдоговор › подписан: да\nдоговор › стороны: Ромашка, Сова",
        "позиции:\nтовар: Насос; цена › сумма: 1200.5\nтовар: Кран; цена › сумма: 15",
        f"пояснение: {SENTENCE}\nВторая строка.",
    ]
    lines = '{"вопрос": "Срок?", "ответ": "28 дней"}\n{"вопрос": "Где?", "ответ": "В Перми"}\n'
    assert written(tmp_path / "a.jsonl", lines).text == (
        "вопрос: Срок?; ответ: 28 дней\nвопрос: Где?; ответ: В Перми"
    )


def test_json_that_is_damaged_or_deep_is_read_as_text(tmp_path: Path) -> None:
    assert written(tmp_path / "a.json", '{"срок": "28 дней", ').text == '{"срок": "28 дней",'
    deep = "[" * 20_000 + '"дно"' + "]" * 20_000
    assert "дно" in written(tmp_path / "b.json", deep).text
    half = '{"a":' * 300 + '"дно"' + "}" * 300
    assert "дно" in written(tmp_path / "c.json", half).text


def test_of_two_forms_of_a_letter_the_one_that_leaves_nothing_out_is_read(tmp_path: Path) -> None:
    head = "From: a@b.ru\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=A\n\n"
    part = "--A\nContent-Type: text/{}; charset=utf-8\n\n{}\n"
    words = " ".join(f"слово{number}" for number in range(60))

    def text_of(plain: str, page: str) -> str:
        letter = head + part.format("plain", plain) + part.format("html", page) + "--A--\n"
        (tmp_path / "a.eml").write_text(letter)
        return reading.read_any(tmp_path / "a.eml", ReadOptions()).text

    # The price stands on the page alone.
    assert "12 400 рублей" in text_of(words, f"<p>{words}</p><p>Цена станка 12 400 рублей.</p>")
    # What is hidden on the page, an address or a button says nothing more, and the plain text says the table.
    page = f"<p>{words}</p><p style='display:none'>в письме цены и сроки</p><a href='x'>Открыть</a>"
    assert text_of(f"{words} https://a.ru/one-two-three-four", page).endswith(
        "https://a.ru/one-two-three-four"
    )
    assert "Сноска" in text_of(f"{words} Сноска: цена без налога и доставки.", f"<p>{words} цена</p>")


def test_letters_that_the_library_would_not_end_with_are_read(tmp_path: Path) -> None:
    head = 'Subject: Счёт\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="{}"\n\n'
    long = f"Content-Type: text/plain; char{'ar' * 40}set=utf-8"  # no line has room for it
    letter = f"{head.format('A')}--A\nContent-Type: message/rfc822\n\n{long}\n\nСерая краска.\n\n--A--\n"
    (tmp_path / "a.eml").write_text(letter, "utf-8")
    # What looks like its boundary divides nothing.
    (tmp_path / "b.eml").write_text(
        head.format("==A") + "--==A\\5==\nFrom:`x\n y\n\nЗелёная краска.\n", "utf-8"
    )
    for name, said in (("a.eml", "Серая краска."), ("b.eml", "Зелёная краска.")):
        assert said in reading.read_any(tmp_path / name, ReadOptions()).text
