"""DOC, PPT, MSG and winmail.dat: the text of a person, what is left out and noted, and damage."""

import random
import re
import struct
import time
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import olefile
import pytest
from striprtf import striprtf

from tests.fixtures import documents
from tests.fixtures.compound_files import write_compound
from tests.fixtures.documents import SENTENCE
from tests.fixtures.old_office import Para, doc_file, msg_streams, ppt_file, tnef_bytes
from tests.unit.reading.files import code_of, notes, read
from tests.unit.reading.test_beside import scan
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import RecognisedPage
from workers.reading import ReadOptions, read_any
from workers.reading.formats.mail import mapi
from workers.reading.formats.office97.compound import Compound
from workers.reading.formats.office97.pictures import bitmap

# --- DOC ---


def contract(path: Path, **options: bool) -> Path:
    paragraphs = [
        Para("Договор аренды", style=1),
        Para("Предмет", number=1),
        Para("Помещение {deleted}старое {/}передаётся {hidden}тайно {/}по акту.", number=1, level=1),
        Para("Плата", number=1),
        Para("Плата \x13 HYPERLINK \"x\" \x14вносится\x15 ежемесячно.", number=1, level=1),
        Para("Город", end="\x07", table=True), Para("Сумма", end="\x07", table=True),
        Para("", end="\x07", table=True, row_ends=True),
        Para("Пермь", end="\x07", table=True), Para("900\r", end="\x07", table=True),
        Para("", end="\x07", table=True, row_ends=True),
        Para("Конец\vдоговора\x1e1."),
    ]  # fmt: skip
    return doc_file(path, paragraphs, notes="\x02 Смотри акт.", **options)


def test_doc_of_pictures_alone_is_not_called_empty(tmp_path: Path) -> None:
    for pictures, code in (("\x01\x08", Code.SCAN_INSIDE), ("", Code.EMPTY_FILE)):
        assert code_of(doc_file(tmp_path / "a.doc", [Para(pictures)])) == code


def test_ppt_of_pictures_alone_is_not_called_empty(tmp_path: Path) -> None:
    show = ppt_file(tmp_path / "a.ppt", [("", "", "")])
    assert code_of(show) == Code.EMPTY_FILE
    with Compound(show) as compound:
        streams = {name: compound.stream(name) for name in compound.names()}
    assert code_of(write_compound(show, {**streams, "Pictures": b"picture"})) == Code.SCAN_INSIDE


def test_scans_pasted_beside_words_are_told_shown_and_read_in_old_formats(tmp_path: Path) -> None:
    scan(tmp_path / "page.png")
    page = (tmp_path / "page.png").read_bytes()
    lines = "\n".join(page.hex()[at : at + 128] for at in range(0, 2 * len(page), 128))
    small, large = (f"\\picwgoal{side}\\pichgoal{side}" for side in (900, 9000))
    beside = f"{{\\rtf1\\ansi Before{{\\pict{small}\\pngblip {lines}}}"
    pasted = f"{{\\*\\shppict{{\\pict{large}\\pngblip {lines}}}}} after.}}"
    (tmp_path / "a.rtf").write_text(beside + pasted, encoding="ascii")
    behind = pasted.replace(f"{large}\\pngblip {lines}", f"\\pngblip\\picscaley100{large} {lines}")
    (tmp_path / "size_behind.rtf").write_text(beside + behind, encoding="ascii")
    doc_file(tmp_path / "b.doc", [Para("Акт {picture}"), Para("после.")], picture=page)
    ppt_file(tmp_path / "c.ppt", [("Акт", "", "")], picture=page)
    for name in ("a.rtf", "size_behind.rtf", "b.doc", "c.ppt"):
        shown: list[bytes] = []
        seen = read_any(tmp_path / name, ReadOptions(show=lambda _, data, shown=shown: shown.append(data)))
        assert shown == [page] and set(notes(seen)) == {NoteCode.PICTURES_WITHOUT_TEXT}, name
        known = read_any(tmp_path / name, ReadOptions(recognised={1: RecognisedPage("Восемь мест")}))
        assert "Восемь мест" in known.text and set(notes(known)) == {NoteCode.RECOGNISED}, name
    assert known.text.split("\n\n") == ["Акт", "Восемь мест"]
    assert code_of(ppt_file(tmp_path / "d.ppt", [("", "", "")], picture=page)) == Code.SCAN_WITHOUT_TEXT


def test_pictures_that_are_too_large_cost_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan(tmp_path / "page.png")
    page = (tmp_path / "page.png").read_bytes() + b"\0" * 20_000
    doc_file(tmp_path / "a.doc", [Para("Акт {picture}"), Para("после.")], picture=page)
    ppt_file(tmp_path / "b.ppt", [("Акт", "после.", "")], picture=page)
    monkeypatch.setattr("workers.reading.formats.office97.compound.MAX_STREAM", 20_000)
    for name in ("a.doc", "b.ppt"):
        document = read(tmp_path / name)
        assert document.text.split("\n\n") == ["Акт", "после."], name
        assert set(notes(document)) == {NoteCode.EMBEDDED_NOT_READ}, name


def test_pictures_whose_sectors_break_off_are_told(tmp_path: Path) -> None:
    scan(tmp_path / "page.png")
    page = (tmp_path / "page.png").read_bytes() + b"\0" * 20_000
    doc_file(tmp_path / "a.doc", [Para("Акт {picture}"), Para("после.")], picture=page)
    ppt_file(tmp_path / "b.ppt", [("Акт", "после.", "")], picture=page)
    for name, pictures in (("a.doc", "Data"), ("b.ppt", "Pictures")):
        with olefile.OleFileIO(str(tmp_path / name)) as opened:
            first = opened._find(pictures)
            start = opened.direntries[first].isectStart
        body = bytearray((tmp_path / name).read_bytes())
        table = 512 * (int.from_bytes(body[76:80], "little") + 1)
        body[table + 4 * (start + 3) : table + 4 * (start + 4)] = b"\xfe\xff\xff\xff"  # the end of a chain
        (tmp_path / name).write_bytes(body)
        document = read(tmp_path / name)
        assert document.text.split("\n\n") == ["Акт", "после."], name
        assert set(notes(document)) == {NoteCode.EMBEDDED_NOT_READ}, name


def test_a_bitmap_that_calls_itself_full_of_colours_is_none() -> None:
    for bits, colours, known in ((8, 0, True), (24, 0, True), (24, 0xF0000000, False), (8, 500, False)):
        dib = struct.pack("<IiiHHIIiiII", 40, 4, 4, 1, bits, 0, 0, 0, 0, colours, 0) + b"\0" * 1200
        record = struct.pack("<HHI", 0x7A8 << 4, 0xF01F, 17 + len(dib)) + b"\0" * 17 + dib
        assert (bitmap(record)[:2] == b"BM") is known, (bits, colours)


def test_doc(tmp_path: Path) -> None:
    document = read(contract(tmp_path / "Договор.doc"))
    assert document.kind == "doc"
    assert [line for line in document.text.split("\n") if line] == [
        "Договор аренды", "1. Предмет", "1.1. Помещение передаётся по акту.", "2. Плата",
        "2.1. Плата вносится ежемесячно.", "Город | Сумма", "Пермь | 900", "Конец", "договора-1.",
        "Сноска: Смотри акт.",
    ]  # fmt: skip
    assert [(heading.level, heading.text) for heading in document.headings] == [(1, "Договор аренды")]
    assert notes(document) == {NoteCode.HIDDEN_TEXT: "hidden_text (1)"}


def test_doc_in_letters_of_one_byte(tmp_path: Path) -> None:
    path = doc_file(tmp_path / "a.doc", [Para(SENTENCE), Para("Second line.")], wide=False)
    assert read(path).text == f"{SENTENCE}\n\nSecond line."


def test_doc_that_cannot_be_read(tmp_path: Path) -> None:
    assert code_of(documents.old_word(tmp_path / "a.doc")) is Code.UNKNOWN_TYPE
    assert code_of(doc_file(tmp_path / "b.doc", [Para(SENTENCE)], flags=0x0100)) is Code.PASSWORD
    assert code_of(write_compound(tmp_path / "c.doc", {"WordDocument": b"\xec\xa5\xc1\0" * 200})) in {
        Code.BROKEN_FILE, Code.PASSWORD,
    }  # fmt: skip
    assert code_of(documents.truncated(contract(tmp_path / "d.doc"), 0.3)) is Code.BROKEN_FILE


# --- PPT ---


def test_ppt(tmp_path: Path) -> None:
    slides = [("Итоги года", "Выручка выросла\rна 12 %", "Сказать о складе."), ("Планы", "Открыть цех", "*")]
    document = read(ppt_file(tmp_path / "Доклад.ppt", slides, hidden=1))
    assert document.kind == "ppt"
    assert [document.text[page.start : page.end] for page in document.pages] == [
        "Итоги года\n\nВыручка выросла\nна 12 %\n\nСказать о складе.", "Планы\n\nОткрыть цех",
    ]  # fmt: skip
    assert [page.label for page in document.pages] == ["Итоги года", "Планы"]
    assert notes(document) == {NoteCode.HIDDEN_SLIDES: "hidden_slides: 2 (1)"}


def test_ppt_that_cannot_be_read(tmp_path: Path) -> None:
    slides = [("Итоги", "текст", "")] * 3
    assert code_of(ppt_file(tmp_path / "a.ppt", slides, encrypted=True)) is Code.PASSWORD
    assert code_of(documents.truncated(ppt_file(tmp_path / "b.ppt", slides), 0.3)) is Code.BROKEN_FILE
    streams = {"PowerPoint Document": b"\x0f\0" * 3000, "Current User": b"\0" * 40}
    assert code_of(write_compound(tmp_path / "c.ppt", streams)) is Code.BROKEN_FILE


# --- letters of Outlook ---


def test_msg_with_its_attachments_and_the_letter_in_it(tmp_path: Path) -> None:
    sent = int((datetime(2026, 10, 15, 21, 20) - datetime(1601, 1, 1)).total_seconds()) * 10**7
    inner = {mapi.SUBJECT: "Исходная жалоба", mapi.BODY: "Прислали серую краску."}
    streams = msg_streams(
        {
            mapi.SUBJECT: "Счёт за февраль", mapi.SENDER: "Анна Петрова",
            mapi.SENDER_SMTP: "anna@romashka.example", mapi.TO: "Иван Соколов", mapi.SENT: sent,
            mapi.BODY: "Счёт приложен.\r\nСпасибо.",
        },
        [
            {mapi.LONG_NAME: "условия оплаты.txt", mapi.DATA: SENTENCE.encode("cp1251")},
            {mapi.LONG_NAME: "образ.bin", mapi.DATA: bytes(range(256)) * 4},
            {mapi.SHOWN_NAME: "Исходная жалоба", mapi.DATA: inner},
            {mapi.LONG_NAME: "image001.png", mapi.DATA: documents.png_bytes(), mapi.CONTENT_ID: "image001@x"},
        ],
    )  # fmt: skip
    document = read(write_compound(tmp_path / "Письмо.msg", streams))
    assert document.title == "Счёт за февраль"
    assert document.text.split("\n\n")[0].split("\n") == [
        "От кого: Анна Петрова <anna@romashka.example>", "Кому: Иван Соколов", "Дата: 15.10.2026 21:20 (UTC)",
        "Тема: Счёт за февраль",
    ]  # fmt: skip
    for part in (
        "Счёт приложен.\nСпасибо.",
        "Вложение: условия оплаты.txt",
        SENTENCE,
        "Прислали серую краску.",
    ):
        assert part in document.text
    assert notes(document) == {NoteCode.ATTACHMENT_NOT_READ: "attachment_not_read: образ.bin (1)"}


def test_msg_whose_text_is_a_page_or_rtf(tmp_path: Path) -> None:
    page = "<table><tr><td>Город<td>Сумма<tr><td>Пермь<td>900</table>".encode("cp1251")
    streams = msg_streams({mapi.HTML: page, mapi.BODY_PAGE: 1251, mapi.BODY: "Город\nСумма\nПермь\n900"})
    assert read(write_compound(tmp_path / "a.msg", streams)).text == "Город | Сумма\nПермь | 900"
    # The example of [MS-OXRTFCP] 4.1.1, a body with a reference into the dictionary.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert mapi.decompressed(packed) == rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"
    plain = rb"{\rtf1\ansi\ansicpg1251 " + "Договор подписан".encode("cp1251") + b"}"
    kept = struct.pack("<IIII", len(plain) + 12, len(plain), 0x414C454D, 0) + plain
    assert "Договор подписан" in read(write_compound(tmp_path / "b.msg", msg_streams({mapi.RTF: kept}))).text


def test_a_compressed_body_cannot_grow_without_end() -> None:
    flags = b"\xff" + b"\x00\x0f" * 8  # copies of what is written
    bomb = struct.pack("<IIII", 0, 0x7FFFFFFF, 0x75465A4C, 0) + flags * 200_000
    assert len(mapi.decompressed(bomb)) <= 200_000 * 8 * 17


def test_letters_in_letters_end_somewhere(tmp_path: Path) -> None:
    letter: dict[int, object] = {mapi.BODY: "самое дно"}
    streams = msg_streams(letter)
    place = ""
    streams = {}
    for depth in range(12):
        streams |= msg_streams({mapi.BODY: f"письмо {depth}"}, place=place, header=24 if place else 32)
        place += "__attach_version1.0_#00000000/"
        streams |= msg_streams({}, place=place, header=8)
        place += "__substg1.0_3701000D/"
    streams |= msg_streams(letter, place=place, header=24)
    document = read(write_compound(tmp_path / "a.msg", streams))
    assert "письмо 3" in document.text and "самое дно" not in document.text
    assert NoteCode.ATTACHMENT_NOT_READ in notes(document)


def test_winmail(tmp_path: Path) -> None:
    packed = tnef_bytes("Документы", {"ведомость за май.txt": "Краска белая, 12 банок.".encode("cp1251")})
    letter = EmailMessage()
    letter["Subject"] = "Вложения"
    letter.set_content("Смотрите вложение.")
    letter.add_attachment(packed, "application", "ms-tnef", filename="winmail.dat")
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    document = read(tmp_path / "a.eml")
    assert "Вложение: ведомость за май.txt\n\nКраска белая, 12 банок." in document.text
    assert not document.notes
    (tmp_path / "winmail.dat").write_bytes(packed[:90])
    cut = read(tmp_path / "winmail.dat")
    assert cut.text == "Тема: Документы\n\nВложение: ?" and NoteCode.ATTACHMENT_NOT_READ in notes(cut)


def test_damage_never_raises_anything_else(tmp_path: Path) -> None:
    source = random.Random(5)
    sound = [
        contract(tmp_path / "a.doc"), ppt_file(tmp_path / "a.ppt", [("Итоги", "текст", "заметка")] * 3),
        write_compound(tmp_path / "a.msg", msg_streams({mapi.BODY: SENTENCE * 40}, [{mapi.LONG_NAME: "a"}])),
    ]  # fmt: skip
    outcomes = set()
    for path in sound:
        data = path.read_bytes()
        for _ in range(25):
            damaged = bytearray(data)
            for _ in range(source.randint(1, 80)):
                damaged[source.randrange(len(damaged))] = source.randrange(256)
            path.write_bytes(damaged)
            try:
                outcomes.add(read(path).kind)
            except ProblemError as error:
                outcomes.add(error.code)
    assert Code.BUG not in outcomes and {"doc", "ppt", "msg", Code.BROKEN_FILE} <= outcomes


# --- files inside files ---


def test_a_file_that_office_wrapped_is_read_in_its_document(tmp_path: Path) -> None:
    plan = SENTENCE.encode("cp1251")
    wrapped = (
        b"\2\0" + "план.txt".encode("cp1251") + b"\0C:\\plan.txt\0" + struct.pack("<HHI", 0, 3, 4) + b"C:\\\0"
    )
    wrapped += struct.pack("<I", len(plan)) + plan
    book = documents.xlsx_file(tmp_path / "b.xlsx", {"Смета": [["Статья", "Сумма"], ["Краска", 12500]]})
    objects = {
        SENTENCE: {"\x01Ole10Native": struct.pack("<I", len(wrapped)) + wrapped},
        "Статья: Краска; Сумма: 12500": {"Package": book.read_bytes()},
    }
    for text, streams in objects.items():
        data = write_compound(tmp_path / "object.bin", streams).read_bytes()
        document = read(documents.docx_with_object(tmp_path / "a.docx", data))
        assert text in document.text and not document.notes
    for broken in ({"\x01Ole10Native": wrapped[:9]}, {"CONTENTS": bytes(range(256))}):
        data = write_compound(tmp_path / "object.bin", broken).read_bytes()
        assert NoteCode.EMBEDDED_NOT_READ in notes(
            read(documents.docx_with_object(tmp_path / "c.docx", data))
        )


def test_a_stream_is_no_longer_than_its_file(tmp_path: Path) -> None:
    """A circle of sectors that a header calls megabytes long, and a table of more sectors than there are."""
    path = ppt_file(tmp_path / "a.ppt", [("Итоги", "Рост", "")])
    body = bytearray(path.read_bytes())
    (table,), (directory,) = struct.unpack_from("<I", body, 76), struct.unpack_from("<I", body, 48)
    for entry in range(512 * (directory + 1), 512 * (directory + 2), 128):
        struct.pack_into("<I", body, entry + 120, 200 << 20)  # the size of a stream
        (first,) = struct.unpack_from("<I", body, entry + 116)
        if first < 128:
            struct.pack_into("<I", body, 512 * (table + 1) + 4 * first, first)
    path.write_bytes(body)
    begun = time.process_time()
    with Compound(path) as compound:
        for name in compound.names():
            assert len(compound.stream(name)) <= len(body)
    struct.pack_into("<3I", body, 68, 0, 1 << 24, 0)
    struct.pack_into("<I", body, 44, (1 << 24) * 127 + 109)
    path.write_bytes(body)
    assert code_of(path) is Code.BROKEN_FILE
    assert time.process_time() - begun < 2


def test_a_table_of_fonts_without_end_costs_the_library_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def noted(source: str, **options: str) -> str:
        given.append(source)
        return str(striprtf.rtf_to_text(source, **options))

    monkeypatch.setattr("workers.reading.formats.rtf.rtf_to_text", noted)
    said = r"\f1 \'cf\'f0\'e8\'ea\'e0\'e7."
    for fonts in (rf"{{\f1 {'а' * 5000}}}", r"{\f0" + r"\f1" * 3000 + "}", r"{\f1\fcharset204 Arial;}"):
        (tmp_path / "a.rtf").write_text(rf"{{\rtf1\ansi\ansicpg1251{{\fonttbl{fonts}}}{said}}}", "utf-8")
        assert read(tmp_path / "a.rtf").text == "Приказ."
        table = given[-1].partition("}" + said)[0].partition("fonttbl")[2]
        # What it looks for behind a font ends with the line, or with the next font.
        assert max(map(len, re.split(r"[;{}]", table))) <= 300
