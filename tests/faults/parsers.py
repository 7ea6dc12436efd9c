"""The parsers that are fuzzed, with their seeds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.features.models.domain import catalogue
from desktop.settings.policy_file import check_policy
from tests.faults.fuzz import Target, as_json
from tests.fixtures import documents, old_office
from tests.helpers import gguf
from tests.helpers.packs import make_pack
from workers.contract import packs
from workers.contract.codec import CodecError, decode_json, from_json
from workers.contract.codes import ProblemError
from workers.contract.lines import LineSplitter
from workers.contract.messages import WireError, decode, encode
from workers.contract.specs.bases import BaseRef
from workers.contract.training.rows import ReadRowsSpec
from workers.datasets.examples.rows import read_rows
from workers.engines.gguf.gguf_file import inspect
from workers.reading import ReadOptions, read_any
from workers.transfer.pack_file import PackReader

ROOT = Path(__file__).resolve().parents[2]


def _examples() -> list[bytes]:
    """Every example of PROTOCOL.md."""
    text = (ROOT / "workers" / "PROTOCOL.md").read_text("utf-8")
    return [line.encode() for line in text.splitlines() if line.startswith('{"type"')]


def _wire(data: bytes, file: Path) -> None:
    splitter = LineSplitter()
    for line in splitter.feed(data + b"\n"):
        message = decode(line)
        encode(message)
        params = getattr(message, "params", None)
        if isinstance(params, dict) and "base" in params:
            from_json(BaseRef, params["base"])


def _packs(folder: Path) -> list[bytes]:
    return [make_pack(folder / "a.bukvarpack", "Пакет").read_bytes()]


def _pack(data: bytes, file: Path) -> None:
    with PackReader(file) as reader:
        assert reader.facts.size >= 0


def _pack_list(folder: Path) -> list[bytes]:
    with PackReader(make_pack(folder / "b.bukvarpack", "Пакет")) as reader:
        from workers.contract.codec import to_json

        return [as_json(to_json(reader.pack))]


def _rows(folder: Path) -> list[bytes]:
    book = documents.xlsx_file(folder / "rows.xlsx", {"A": [["question", "answer"], ["Сколько?", 12]]})
    chat = {"messages": [{"role": "user", "content": "Вопрос"}, {"role": "assistant", "content": "Ответ"}]}
    alpaca = [{"instruction": "Вопрос", "input": "", "output": "Ответ"}] * 3
    shared = {"conversations": [{"from": "human", "value": "Вопрос"}, {"from": "gpt", "value": "Ответ"}]}
    return [
        book.read_bytes(),
        'вопрос;ответ\nСколько дней?;28\n"Кто\nидёт";"Он ""сам"""\n'.encode(),
        "question,answer\na,b\n".encode("utf-16"),
        b"\n".join([as_json(chat)] * 3),
        as_json(alpaca),
        b"\n".join([as_json(shared)] * 2),
    ]


def _read_rows(exam: bool) -> Callable[[bytes, Path], object]:
    def parse(data: bytes, file: Path) -> object:
        suffix = (
            ".xlsx" if data[:2] == b"PK" else ".csv" if b";" in data[:40] or b"," in data[:20] else ".jsonl"
        )
        named = file.with_suffix(suffix)
        named.write_bytes(data)
        return read_rows(ReadRowsSpec(str(named), output=str(file.with_suffix(".out")), exam=exam))

    return parse


def _catalogue(data: bytes, file: Path) -> None:
    decoded = decode_json(data.decode("utf-8"))
    catalogue.parse_additions(decoded, "файл", catalogue.Origin.ADMINISTRATOR)
    catalogue.parse(decoded)


def _catalogues(folder: Path) -> list[bytes]:
    whole = json.loads((ROOT / "resources" / "models.json").read_text("utf-8"))
    return [as_json({**whole, "models": whole["models"][at : at + 2]}) for at in range(0, 8, 2)]


def _policies(folder: Path) -> list[bytes]:
    page = (ROOT / "installer" / "ADMINISTRATORS.md").read_text("utf-8")
    found = [part.split("```")[0] for part in page.split("```json")[1:]]
    return [part.strip().encode() for part in found] or [b"{}"]


def _from(make: Callable[[Path], object], suffix: str) -> Callable[[Path], list[bytes]]:
    """Seeds: the file that a maker of the tests writes."""

    def seeds(folder: Path) -> list[bytes]:
        file = folder / f"seed{suffix}"
        make(file)
        return [file.read_bytes()]

    return seeds


def _texts(*contents: str) -> Callable[[Path], list[bytes]]:
    return lambda folder: [content.encode() for content in contents]


def _read(data: bytes, file: Path) -> object:
    return read_any(file, ReadOptions(("secret",)))


def _document(suffix: str, make: Callable[[Path], list[bytes]]) -> Target:
    return Target(f"read {suffix}", make, _read, (ProblemError, MemoryError), suffix, apart=True)


_HTML = "<html><body><h1>Отпуск</h1><ul><li>28 дней<li>5</ul><table><tr><td>a<td>b</table></body></html>"
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
_BOOK = [["Товар", "Цена"], ["Болт", 12.5], ["Гайка", 7]]


def _pdf(path: Path) -> object:
    return documents.pdf(path, [["Отпуск длится 28 дней.", "Приказ 17"], ["Вторая страница"]])


def _workbook(path: Path) -> object:
    return documents.xlsx_file(path, {"A": _BOOK})


def _xls(path: Path) -> object:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for row, cells in enumerate(_BOOK):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(str(path))
    return path


def _tnef(path: Path) -> object:
    return path.write_bytes(old_office.tnef_bytes("Отпуск", {"a.txt": b"28"}))


def _epub(path: Path) -> object:
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="c.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        )
        archive.writestr("a.xhtml", _HTML)
    return path


_EXPECTED: tuple[type[BaseException], ...] = (ProblemError,)
# Its reader may raise what it likes: who asked for the rows says that they cannot be read.
_ROWS: tuple[type[BaseException], ...] = (Exception,)
TARGETS: tuple[Target, ...] = (
    Target("wire", lambda folder: _examples(), _wire, (WireError, CodecError)),
    Target("gguf", lambda _: [gguf.build()], lambda data, file: inspect(file), _EXPECTED, suffix=".gguf"),
    Target("pack", _packs, _pack, _EXPECTED, suffix=".bukvarpack"),
    Target(
        "pack list", _pack_list,
        lambda data, file: packs.parse(decode_json(data.decode("utf-8"))), (CodecError, ValueError),
    ),
    Target("rows", _rows, _read_rows(False), _ROWS, apart=True),
    Target("exam", _rows, _read_rows(True), _ROWS, apart=True),
    Target("catalogue", _catalogues, _catalogue, (CodecError, ValueError)),
    Target("policy", _policies, lambda data, file: check_policy(file), (), suffix=".json"),
    _document(".txt", _texts("Отпуск длится 28 дней.\n\nПриказ № 17\n")),
    _document(".md", _texts(_MD)),
    _document(".csv", _texts("Товар;Цена\nБолт;12,5\n\"Гай;ка\";7\n")),
    _document(".json", _texts('{"Отпуск": {"дней": 28, "части": [14, 14]}}')),
    _document(".xml", _texts("<a><b>Отпуск</b><c d='e'>28</c></a>")),
    _document(".html", _texts(_HTML)),
    _document(".fb2", _texts(_FB2)),
    _document(".mbox", _texts(_MBOX * 3)),
    _document(".mhtml", _texts(_MHTML)),
    _document(".eml", _from(documents.eml_file, ".eml")),
    _document(".rtf", _from(lambda path: documents.rtf_file(path, "Отпуск 28 дней"), ".rtf")),
    _document(".docx", _from(documents.docx_file, ".docx")),
    _document(".xlsx", _from(_workbook, ".xlsx")),
    _document(".pptx", _from(documents.pptx_file, ".pptx")),
    _document(".odt", _from(lambda path: documents.odf_file(path, "text"), ".odt")),
    _document(".ods", _from(lambda path: documents.odf_file(path, "spreadsheet"), ".ods")),
    _document(".pdf", _from(_pdf, ".pdf")),
    _document(".xls", _from(_xls, ".xls")),
    _document(".xlsb", _from(lambda path: old_office.xlsb_file(path, _BOOK), ".xlsb")),
    _document(".dat", _from(_tnef, ".dat")),
    _document(".epub", _from(_epub, ".epub")),
    _document(".png", lambda folder: [documents.png_bytes()]),
)  # fmt: skip


def named(names: list[str]) -> list[Target]:
    """Those with these names; all for none."""
    known: dict[str, Any] = {target.name: target for target in TARGETS}
    return [known[name] for name in names] if names else list(TARGETS)
