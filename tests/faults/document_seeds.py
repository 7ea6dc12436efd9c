"""The readers of documents as targets of fuzzing, each with small seeds of its format, so that a change hits
what is read; beside them one that a common program writes."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from tests.faults.fuzz import Target
from tests.fixtures import documents, old_office
from tests.fixtures.compound_files import write_compound
from tests.fixtures.old_office import Para
from workers.contract.codes import ProblemError
from workers.reading import ReadOptions, read_any
from workers.reading.formats.mail import mapi

_LATIN = str.maketrans({chr(number): chr(ord("a") + number % 26) for number in range(0x400, 0x460)})
_RARE = 40  # small seeds for each of a common program

_HTML = (
    "<html><head><meta charset=utf-8><style>h1::before{counter-increment:a;content:counter(a)}</style></head>"
    "<body><h1>Отпуск</h1><ul><li>28 дней<li>5</ul><table><tr><td colspan=2>a<td>b</table><pre>x</pre></body>"
)
_MD = "# Отпуск\n\n- 28 дней\n  - ещё\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nкод\n```\n> [ссылка](x)\n"
_FB2 = (
    '<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><body><section>'
    "<title><p>Глава</p></title><p>Текст главы.</p></section></body></FictionBook>"
)
_MBOX = (
    "From a@b Thu Jan  1 00:00:00 2026\nFrom: a@b\nSubject: =?utf-8?b?0J7RgtC/0YPRgdC6?=\n\nТекст письма.\n\n"
)
_MHTML = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; '
    "charset=utf-8\n\n<p>Отпуск 28 дней</p>\n--b--\n"
)
_BOOK: list[list[object]] = [["Товар", "Price"], ["Bolt", 12.5], ["Nut", 7]]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DOCX = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": f'<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>Отпуск'
    '</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r>'
    '<w:t>28 дней</w:t><w:footnoteReference w:id="2"/></w:r><w:ins w:id="1"><w:r><w:t> подряд</w:t></w:r>'
    '</w:ins></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Город</w:t>'
    "</w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
    "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="h" w:type="paragraph"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="h"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>',
    "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start '
    'w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num '
    'w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>Сноска</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>",
}
_A = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_PPTX = {
    "[Content_Types].xml": "<Types/>",
    "ppt/presentation.xml": f'<p:presentation {_A}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>'
    "</p:presentation>",
    "ppt/_rels/presentation.xml.rels": f'<Relationships {_RELATIONS}><Relationship Id="r1" '
    f'Type="{_RELATION}/slide" Target="slides/slide1.xml"/></Relationships>',
    "ppt/slides/slide1.xml": f'<p:sld {_A}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/>'
    "</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Итоги</a:t></a:r></a:p></p:txBody></p:sp><p:graphicFrame>"
    "<a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Пермь</a:t></a:r></a:p></a:txBody>"
    "</a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame></p:spTree></p:cSld></p:sld>",
    "ppt/slides/_rels/slide1.xml.rels": f'<Relationships {_RELATIONS}><Relationship Id="r1" '
    f'Type="{_RELATION}/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>',
    "ppt/notesSlides/notesSlide1.xml": f"<p:notes {_A}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph "
    'type="body"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Сказать</a:t></a:r></a:p></p:txBody></p:sp>'
    "</p:spTree></p:cSld></p:notes>",
}
_SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XLSX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_BOOK_TYPE}.sheet.main+xml"/><Override '
    f'PartName="/xl/worksheets/sheet1.xml" ContentType="{_BOOK_TYPE}.worksheet+xml"/><Override '
    f'PartName="/xl/sharedStrings.xml" ContentType="{_BOOK_TYPE}.sharedStrings+xml"/><Override '
    f'PartName="/xl/styles.xml" ContentType="{_BOOK_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships {_RELATIONS}><Relationship Id="r1" Type="{_RELATION}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships {_RELATIONS}><Relationship Id="r1" '
    f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    f'Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" '
    f'Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_SPREADSHEET} xmlns:r="{_RELATION}"><sheets><sheet name="A" sheetId="1" '
    'r:id="r1"/></sheets></workbook>',
    "xl/sharedStrings.xml": f"<sst {_SPREADSHEET}><si><t>question</t></si><si><r><t>ans</t></r><r><t>wer</t>"
    "</r></si><si><t>Срок</t></si></sst>",
    "xl/styles.xml": f'<styleSheet {_SPREADSHEET}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yy"/>'
    '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f'<worksheet {_SPREADSHEET}><sheetData><row r="1"><c r="A1" t="s"><v>0</v>'
    '</c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45000.5'
    '</v></c><c r="C2" t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell '
    'ref="C1:D2"/></mergeCells></worksheet>',
}
_EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="c.opf"/></rootfiles></container>',
    "c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "a.xhtml": _HTML,
}
_ZIP = {"Приказ.txt": "Leave lasts 28 days.", "п/b.csv": "a;b\n1;2\n"}


def _read(data: bytes, file: Path) -> object:
    return read_any(file, ReadOptions(("secret",)))


def _document(suffix: str, make: Callable[[Path], list[bytes]]) -> Target:
    return Target(f"read {suffix}", make, _read, (ProblemError, MemoryError), suffix, apart=True)


def _texts(russian: str) -> Callable[[Path], list[bytes]]:
    """Mostly in Latin letters: the guess at an encoding takes longer than all else."""
    latin = russian.translate(_LATIN).encode("ascii", "replace")
    return lambda folder: [latin] * 4 + [russian.encode()]


def _from(
    *makers: Callable[[Path], object], common: Sequence[Callable[[Path], object]] = ()
) -> Callable[[Path], list[bytes]]:
    """Seeds: the files that makers of the tests write; those of a `common` program seldom."""

    def seeds(folder: Path) -> list[bytes]:
        file = folder / "seed"

        def made(maker: Callable[[Path], object]) -> bytes:
            maker(file)
            return file.read_bytes()

        return [made(maker) for maker in makers] * (_RARE if common else 1) + [
            made(maker) for maker in common
        ]

    return seeds


def _zipped(members: Mapping[str, str]) -> Callable[[Path], object]:
    def make(path: Path) -> object:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return make


small_workbook = _zipped(_XLSX)


def _letter(path: Path) -> object:
    """A letter in two forms with a text and a letter attached."""
    inner = EmailMessage()
    inner["Subject"] = "Complaint"
    inner.set_content("Grey paint came.\n")
    letter = EmailMessage()
    letter["From"], letter["To"] = "Ann <a@r.example>", "Иван <i@r.example>"
    letter["Date"], letter["Subject"] = "Mon, 02 Mar 2026 10:15:00 +0500", "Bill"
    letter.set_content("The bill.\n")
    letter.add_alternative("<p>The <b>bill</b></p>", subtype="html")
    letter.add_attachment(
        "Срок 10 дней.".encode("cp1251"), maintype="text", subtype="plain", filename="у.txt"
    )
    letter.add_attachment(inner)
    return path.write_bytes(letter.as_bytes())


def _pdf(path: Path) -> object:
    return documents.pdf(path, [["Отпуск длится 28 дней.", "Приказ 17"], ["Вторая страница"]])


def _workbook(path: Path) -> object:
    book = path.with_suffix(".xlsx")
    documents.xlsx_file(book, {"A": _BOOK})
    return book.replace(path)


def _xls(path: Path) -> object:
    import xlwt  # type: ignore[import-untyped,unused-ignore]

    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for row, cells in enumerate(_BOOK):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(str(path))
    return path


def _doc(path: Path) -> object:
    cell, row = Para("Пермь", end="\7", table=True), Para("", end="\7", table=True, row_ends=True)
    paragraphs = [
        Para("Договор", style=1),
        Para("Предмет", number=1),
        Para("{hidden}x{/}Срок", number=1, level=1),
    ]
    return old_office.doc_file(path, [*paragraphs, cell, row, Para("Конец")], notes="Сноска")


def _msg(path: Path) -> object:
    inner = {mapi.SUBJECT: "Жалоба", mapi.BODY: "Прислали серую краску."}
    attached = [{mapi.LONG_NAME: "у.txt", mapi.DATA: "Срок 10 дней".encode("cp1251")}, {mapi.DATA: inner}]
    letter = {mapi.SUBJECT: "Счёт", mapi.SENDER: "Анна", mapi.HTML: b"<p>A<table><tr><td>b</table>"}
    return write_compound(path, old_office.msg_streams(letter, attached))  # type: ignore[arg-type]


def _tnef(path: Path) -> object:
    return path.write_bytes(old_office.tnef_bytes("Отпуск", {"a.txt": b"28"}))


TARGETS: tuple[Target, ...] = (
    _document(".txt", _texts("Отпуск длится 28 дней.\n\nПриказ № 17\n")),
    _document(".md", _texts(_MD)),
    _document(".csv", _texts("Товар;Цена\nБолт;12,5\n\"Гай;ка\";7\n")),
    _document(".json", _texts('{"Отпуск": {"дней": 28, "части": [14, 14]}}')),
    _document(".xml", _texts("<a><b>Отпуск</b><c d='e'>28</c></a>")),
    _document(".html", _texts(_HTML)),
    _document(".fb2", _texts(_FB2)),
    _document(".mbox", _texts(_MBOX * 3)),
    _document(".mhtml", _texts(_MHTML)),
    _document(".eml", _from(_letter, common=[documents.eml_file])),
    _document(".msg", _from(_msg)),
    _document(".dat", _from(_tnef)),
    _document(".rtf", _from(lambda path: documents.rtf_file(path, "Отпуск 28 дней"))),
    _document(".doc", _from(_doc)),
    _document(".docx", _from(_zipped(_DOCX), common=[documents.docx_file])),
    _document(".xls", _from(_xls)),
    _document(".xlsb", _from(lambda path: old_office.xlsb_file(path, _BOOK))),
    _document(".xlsx", _from(small_workbook, common=[_workbook])),
    _document(".ppt", _from(lambda path: old_office.ppt_file(path, [("Итоги", "Рост 12 %", "Сказать")]))),
    _document(".pptx", _from(_zipped(_PPTX), common=[documents.pptx_file])),
    _document(".odt", _from(lambda path: documents.odf_file(path, "text"))),
    _document(".ods", _from(lambda path: documents.odf_file(path, "spreadsheet"))),
    _document(".odp", _from(lambda path: documents.odf_file(path, "presentation"))),
    _document(".pdf", _from(_pdf)),
    _document(".epub", _from(_zipped(_EPUB))),
    _document(".zip", _from(_zipped(_ZIP))),
    _document(".png", lambda folder: [documents.png_bytes()]),
)  # fmt: skip
