"""XLSX through openpyxl: a sheet is a page, a row is a line with the names of its columns; cells as a person
sees them. Formulas give the values saved with them, or themselves where none were saved."""

import html
import re
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import openpyxl
from lxml import etree
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import Package, attribute, local, opened
from workers.reading.building import Builder
from workers.reading.cleaning import is_page_number, raised
from workers.reading.formats.drawingml import add_graphics, paragraphs, relations
from workers.reading.number_format import value_text
from workers.reading.options import ReadOptions
from workers.reading.tables import MAX_COLUMNS, Cell, add_rows, number_of, spread

_MAX_MERGED = 20_000
_THREADS = "threadedComment"  # the kind of the part with answers to remarks
_SHOWN_CELLS = 5  # that a note names
_PIECE = 4 << 20
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_UNSEEN_ROW = re.compile(
    rb'<(?:\w+:)?row\s(?=[^>]*?hidden="(?:1|true)")[^>]*?r="(\d+)"[^>]*>\s*<(?:\w+:)?c\s'
)
# Columns that are switched off up to the sheet's end hold nothing, as a rule.
_UNSEEN_COLUMN = re.compile(
    rb'<(?:\w+:)?col\s(?=[^>]*?hidden="(?:1|true)")(?![^>]*?max="16384")[^>]*?min="(\d{1,5})"[^>]*>'
)
# A cell with a formula and no value, or an empty one that is no empty text.
_UNVALUED = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*t="str")[^>]*?r="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+/\w+)")
_EDGE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_EDGE_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[A-Za-z])')


@dataclass(slots=True)
class _Facts:
    """What the rows of a sheet do not say."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    unvalued: list[str] = field(default_factory=list)  # cells, "B4"
    unseen: list[str] = field(default_factory=list)  # rows with cells, and columns, that are switched off
    edges: list[str] = field(default_factory=list)  # printed above and below the sheet


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """All sheets with their hidden rows, charts and files of other programs."""
    builder = Builder()
    with opened(path) as package, _book(path, values=True) as book:
        parts, written = _parts(package), _with_raised_digits(package)
        strings: _Strings | None = None  # one list for all sheets, which keep theirs
        for sheet in book.worksheets:
            name = parts.get(sheet.title, "")
            facts = _facts(package, name)
            builder.sheet(sheet.title)
            if sheet.sheet_state != "visible":
                builder.note(NoteCode.HIDDEN_SHEETS, sheet.title)
            if facts.unseen:
                rows = ", ".join(facts.unseen[:_SHOWN_CELLS])
                builder.note(NoteCode.HIDDEN_SHEETS, f"{sheet.title}: {rows}", count=len(facts.unseen))
            formulas = {}
            if facts.unvalued:
                formulas = _formulas(path, sheet.title, facts.unvalued)
                cells = ", ".join(facts.unvalued[:_SHOWN_CELLS])
                builder.note(
                    NoteCode.FORMULAS_WITHOUT_VALUES, f"{sheet.title}: {cells}", count=len(facts.unvalued)
                )
            # The size noted in the file may be wrong or missing.
            sheet.reset_dimensions()
            looks = _Looks()
            if strings is None:
                strings = _Strings(sheet._shared_strings, written)
            sheet._shared_strings, strings.missing = strings, 0
            add_rows(builder, spread(_rows(sheet, formulas, looks), facts.merged))
            if looks.damaged:
                builder.note(NoteCode.PAGES_DAMAGED, sheet.title)
            if strings.missing:
                builder.note(NoteCode.PAGES_DAMAGED, sheet.title, count=strings.missing)
            if looks.beyond:
                builder.note(NoteCode.LIMIT_REACHED, sheet.title, count=looks.beyond)
            for code, count in looks.left_out.items():
                builder.note(code, sheet.title, count=count)
            for line in facts.edges:
                builder.paragraph(line)
            if name:
                _add_around(builder, package, name, options)
        for name, part in parts.items():
            if name not in book.sheetnames or part.startswith("xl/chartsheets/"):
                builder.sheet(name)
                _add_around(builder, package, part, options)
        title = book.properties.title or ""
    return builder.finish("xlsx", title)


def _add_around(builder: Builder, package: Package, name: str, options: ReadOptions) -> None:
    """What lies on a sheet beside its cells: remarks, boxes with text, charts, files of other programs."""
    add_graphics(builder, package, name, options)
    threads: set[str] = set()  # cells; older programs are shown a copy of what is said of each
    for kind, member in sorted(relations(package, name).values(), key=lambda one: one[0] != _THREADS):
        root = package.xml(member) if kind in {"comments", "drawing", _THREADS} else None
        if root is None:
            continue
        if kind in {"comments", _THREADS}:
            said = ("threadedComment", "text") if kind == _THREADS else ("comment", "t")
            for remark in (one for one in root.iter() if local(one) == said[0]):
                cell = attribute(remark, "ref")
                text = "".join(one.text or "" for one in remark.iter() if local(one) == said[1])
                if kind == _THREADS:
                    threads.add(cell)
                if text.strip() and (kind == _THREADS or cell not in threads):
                    builder.line(f"Примечание {cell}: {text}")
        else:
            for shape in (one for one in root.iter() if local(one) == "txBody"):
                builder.paragraph("\n".join(paragraphs(shape)))
            add_graphics(builder, package, member, options)


@contextmanager
def _transitional(path: Path) -> Iterator[IO[bytes]]:
    """The workbook as openpyxl knows workbooks: the strict form of the standard has other names of the same
    (ECMA-376 part 4, annex A)."""
    with path.open("rb") as file:
        with zipfile.ZipFile(file) as archive:
            main = next((one for one in archive.namelist() if re.fullmatch(r"xl/workbook\d*\.xml", one)), "")
            is_strict = bool(main) and b"purl.oclc.org/ooxml/" in archive.read(main)[:4096]
            if is_strict:
                copy = _renamed(archive)
        file.seek(0)
        if not is_strict:
            yield file
            return
    with copy:
        yield copy


def _renamed(archive: zipfile.ZipFile) -> IO[bytes]:
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked closes it
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for member in archive.infolist():
            with (
                archive.open(member) as source,
                target.open(member.filename, "w", force_zip64=True) as written,
            ):
                rest = b""
                while data := source.read(_PIECE):
                    piece = _STRICT.sub(_transitional_name, rest + data)
                    end = max(0, len(piece) - 200)  # a name that goes on in the next piece
                    written.write(piece[:end])
                    rest = piece[end:]
                written.write(_STRICT.sub(_transitional_name, rest))
    copy.seek(0)
    return copy


def _transitional_name(match: re.Match[bytes]) -> bytes:
    folder, _, rest = match[1].partition(b"/")
    return b"http://schemas.openxmlformats.org/" + folder + b"/2006/" + rest


@contextmanager
def _book(path: Path, *, values: bool) -> Iterator[Any]:
    # Opened here: openpyxl refuses a path whose suffix it does not know.
    with _transitional(path) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that openpyxl does not know concern the look alone
        book = openpyxl.load_workbook(file, read_only=True, data_only=values)
        with closing(book):
            yield book


class _Looks:
    """How cells look, by their styles; `left_out` counts those that nobody sees (white on white, a format
    that shows nothing) and those that are struck out, with something in them."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[NoteCode | None, str]] = {}
        self.left_out = Counter[NoteCode]()
        self.beyond = 0  # cells to the right of the last column that is read
        self.damaged = False  # the rest of the sheet cannot be read

    def of(self, cell: Any) -> tuple[NoteCode | None, str]:
        """Why a cell is left out, None where it is not, and the format of its number."""
        style = getattr(cell, "_style_id", 0)
        if style not in self._known:
            try:
                self._known[style] = self._look(cell)
            except IndexError:  # a style that the workbook lacks is the usual one
                self._known[style] = None, "General"
        return self._known[style]

    @staticmethod
    def _look(cell: Any) -> tuple[NoteCode | None, str]:
        shown = cell.number_format or ""
        if re.fullmatch(r"(?:\[[^\]]*\])?;;;", shown):
            return NoteCode.HIDDEN_TEXT, shown
        colour, fill = getattr(cell.font, "color", None), cell.fill
        white = colour is not None and colour.type == "rgb" and str(colour.rgb)[-6:] == "FFFFFF"
        if white and getattr(fill, "fill_type", None) is None:
            return NoteCode.HIDDEN_TEXT, shown
        return (NoteCode.STRUCK_OUT if cell.font.strike else None), shown


class _Strings(list[str]):
    """The texts that cells name by numbers; "" in place of one that is not there, of which `missing` counts
    the cells."""

    def __init__(self, texts: Iterable[str], written: Mapping[int, str]) -> None:
        super().__init__(texts)
        self.missing = 0
        for number, text in written.items():
            if number < len(self):
                self[number] = text

    def __getitem__(self, number: Any) -> Any:
        try:
            return super().__getitem__(number)
        except IndexError:
            self.missing += 1
            return ""


def _with_raised_digits(package: Package) -> dict[int, str]:
    """Number of a text → it, of those with digits above the line, of which the library tells nothing."""
    name = next((one for one in package.names if one.endswith("/sharedStrings.xml")), "")
    if not name:
        return {}
    with package.stream(name) as stream:
        rest = b""
        while (data := stream.read(_PIECE)) and b'"superscript"' not in rest + data:
            rest = data[-20:]
    if not data:
        return {}
    found = {}
    with package.stream(name) as stream:
        items = etree.iterparse(stream, tag="{*}si", no_network=True, resolve_entities=False)
        for number, (_, item) in enumerate(items):
            if any(attribute(one, "val") == "superscript" for one in item.iter("{*}vertAlign")):
                found[number] = _text_of_runs(item)
            item.clear()
    return found


def _text_of_runs(item: Any) -> str:
    text = ""
    for part in item:
        said = "".join(one.text or "" for one in part.iter("{*}t")) if local(part) in {"r", "t"} else ""
        above = any(attribute(one, "val") == "superscript" for one in part.iter("{*}vertAlign"))
        text += raised(text, said) if above else said
    return text


def _sound_rows(sheet: Any, looks: _Looks) -> Iterator[Any]:
    """The rows as far as the library can read them."""
    try:
        yield from sheet.iter_rows(max_col=None)
    except (IndexError, KeyError, ValueError, SyntaxError):
        looks.damaged = True


def _rows(sheet: Any, formulas: dict[tuple[int, int], str], looks: _Looks) -> Iterator[list[Cell]]:
    for number, cells in enumerate(_sound_rows(sheet, looks), start=1):
        row = []
        looks.beyond += sum(cell.value is not None for cell in cells[MAX_COLUMNS:])
        for column, cell in enumerate(cells[:MAX_COLUMNS], start=1):
            value = cell.value
            if value is None:
                formula = formulas.get((number, column), "")
                row.append(Cell(formula, not formula))
                continue
            reason, shown = looks.of(cell)
            if reason is not None:
                looks.left_out[reason] += 1
                row.append(Cell(""))
            else:
                row.append(Cell(value_text(value, shown), isinstance(value, str), number=number_of(value)))
        while row and not row[-1].text:
            row.pop()
        yield row


def _parts(package: Package) -> dict[str, str]:
    """Title of a sheet → member of the container."""
    main = next((name for name in package.names if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
    root = package.xml(main) if main else None
    targets = relations(package, main) if main else {}
    found = {}
    for sheet in root.iter() if root is not None else ():
        if local(sheet) == "sheet":
            identifier = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            if identifier in targets:
                found[sheet.get("name", "")] = targets[identifier][1]
    return found


def _facts(package: Package, name: str) -> _Facts:
    """Merged cells, and formulas without values, found in the bytes of a sheet, for a tree of a large one
    takes gigabytes."""
    facts = _Facts()
    if name not in package.names:
        return facts
    with package.stream(name) as stream:
        for piece in _pieces(stream):
            for match in _MERGED.finditer(piece):
                if len(facts.merged) < _MAX_MERGED:
                    first, last = (coordinate_to_tuple(cell) for cell in match[1].decode("ascii").split(":"))
                    facts.merged[first[0] - 1, first[1] - 1] = (last[0] - 1, last[1] - 1)
            facts.unvalued.extend(match[1].decode("ascii") for match in _UNVALUED.finditer(piece))
            facts.unseen += [match[1].decode("ascii") for match in _UNSEEN_ROW.finditer(piece)]
            facts.edges += [text for match in _EDGE.finditer(piece) if (text := _printed(match[1]))]
            facts.unseen += [get_column_letter(int(match[1])) for match in _UNSEEN_COLUMN.finditer(piece)]
    return facts


def _printed(written: bytes) -> str:
    """What is printed above or below a sheet, without page numbers (ECMA-376 part 1, 18.3.1.46)."""
    text = html.unescape(written.decode("utf-8", "replace")).replace("&&", "\0")
    parts = [" ".join(_EDGE_CODE.sub(" ", part).split()) for part in re.split("&[LCR]", text)]
    return " | ".join(part for part in parts if not is_page_number(part)).replace("\0", "&")


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a sheet in pieces that end between cells."""
    rest = b""
    while data := stream.read(_PIECE):
        piece = rest + data
        end = piece.rfind(b"</c>") + 4
        end = end if end > 3 else piece.rfind(b">") + 1
        yield piece[:end]
        rest = piece[end:][-_PIECE:]
    if rest:
        yield rest


def _formulas(path: Path, title: str, cells: list[str]) -> dict[tuple[int, int], str]:
    """Place (row, column from 1) → "=SUM(B2:B3)"."""
    wanted = {coordinate_to_tuple(cell) for cell in cells}
    found = {}
    with _book(path, values=False) as book:
        sheet = book[title]
        sheet.reset_dimensions()
        last = max(row for row, _ in wanted)
        for number, row in enumerate(sheet.iter_rows(max_row=last), start=1):
            for column, cell in enumerate(row[:MAX_COLUMNS], start=1):
                if (number, column) in wanted and cell.value is not None:
                    found[number, column] = str(getattr(cell.value, "text", cell.value))
    return found
