"""HTML through lxml: headings, paragraphs, lists with their numbers, tables; no scripts, styles, navigation,
and nothing that a browser would not show."""

import base64
import contextlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.budget import EnoughRead
from workers.reading.building import Builder
from workers.reading.cleaning import raised
from workers.reading.encodings import decode, remove_mojibake
from workers.reading.formats.html_counters import Counters
from workers.reading.formats.html_events import TERMS, DeepSource
from workers.reading.formats.html_styles import (
    Styles,
    hides,
    is_coloured,
    is_white,
    list_form,
    names_of,
    plain_style,
    strikes,
    whitens,
)
from workers.reading.formats.html_tables import LONGEST_ROW, CellHeading, HtmlRow
from workers.reading.numbering import letters, roman
from workers.reading.options import ReadOptions
from workers.reading.spanned_tables import SpannedCell, add_table

_SKIPPED = {
    "script", "style", "nav", "noscript", "template", "iframe", "object", "title", "button", "datalist",
    "del", "desc", "defs", "metadata",
}  # fmt: skip
_STRUCK = {"s", "strike"}
_NOTES_OF_BOOKS = {"footnote", "endnote", "rearnote", "note"}
_SIGNS_OF_FORMULAS = {"mfrac": "/", "msup": "^"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "form",
    "fieldset", "figure", "figcaption", "address", "details", "summary", "dl", "dt", "dd", "ul", "ol",
    "center", "body", "html", "hr", "td", "th", "tbody", "thead", "tfoot", "li", "table", "tr", "caption",
}  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)")
_DEEPEST = 1900  # levels; libxml2 drops what is deeper than 2048 without a word
_WRITTEN = {"", "text", "email", "tel", "number", "date", "datetime-local", "time", "month", "url", "search"}


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The visible text."""
    return from_html(page_source(path.read_bytes()), options)


def from_html(source: str, options: ReadOptions) -> ExtractedDocument:
    """A document from HTML source."""
    builder = Builder()
    title = add_html(builder, source, options)
    builder.find_headings()
    return builder.finish("html", title)


def add_html(builder: Builder, source: str, options: ReadOptions | None = None) -> str:
    """Append the visible text of HTML source; returns its title. With `options` also pictures of pages that
    lie in it."""
    # The source is text already: what it says about its encoding must not be heard.
    source = re.sub(r"\A\s*<\?xml[^>]*\?>", "", source).replace("\0", "")
    if not source.strip():
        return ""
    walk = _Walk(builder, Styles(source), options)
    root = _parse(source)
    title = ""
    if root is not None and _depth(root) < _DEEPEST:
        title = next((element.text or "" for element in root.iter("title")), "")
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if element.tag == "ol" and "reversed" in element.attrib:
                    element.set("data-items", str(sum(child.tag == "li" for child in element)))
                walk.begin(element.tag, element.attrib)
                walk.text(element.text)
            else:
                walk.end(element.tag)
                walk.text(element.tail if element is not root else None)
    else:
        DeepSource(walk).run(source)
    walk.finish()
    for code, count in walk.left_out.items():
        builder.note(code, count=count)
    return title


def html_text(source: str) -> str:
    """The visible text of HTML source."""
    builder = Builder()
    with contextlib.suppress(EnoughRead):  # whoever asked has the same limits
        add_html(builder, source)
    return builder.text_so_far()


def page_source(data: bytes) -> str:
    """The source of a page: in the encoding that it declares if that is true, else in the one it is in."""
    declared = _META.search(data[:4096]) or _XML.match(data[:200])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            if not data.isascii():
                return remove_mojibake(data.decode("utf-8"))  # which no other text is by chance
        except UnicodeDecodeError:
            pass
        try:
            return remove_mojibake(data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding
    return decode(data)


def _parse(source: str) -> Any:
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8", huge_tree=True
    )
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error


def _depth(root: Any) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


@dataclass(slots=True)
class _List:
    ordered: bool
    kind: str
    number: int
    step: int


class _Walk:
    """Takes what begins, is said and ends; inline text gathers until a block begins or ends. No recursion:
    pages are nested thousands of levels deep."""

    def __init__(self, builder: Builder, styles: Styles, options: ReadOptions | None) -> None:
        self._options = options
        self.left_out = Counter[NoteCode]()  # places with text that is not shown, or struck out
        self._builder, self._styles = builder, styles
        self._around: list[frozenset[str]] = []  # names of what is open, where a style sheet asks for them
        self._inline: list[str] = []
        self._open: list[str] = []
        self._skipped: int | None = None  # how many are open outside of what is left out
        self._reason: NoteCode | None = None  # why it is left out, where that is told
        self._counted = False
        self._heading = 0
        self._pre = 0
        self._rows: list[HtmlRow | None] = []
        self._tables: list[list[list[SpannedCell]]] = []  # rows of the open ones that have not been added
        self._lists: list[_List] = []
        self._label = ""
        self._parts: list[str] = []  # "dt" or "dd" of the open lists of definitions, "" between them
        self._terms: list[str] = []  # without a definition so far
        self._backgrounds: list[int] = []
        self._counters = Counters(styles.rules)

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._open.append(tag)
        if self._styles.hiding or self._styles.striking or self._counters.used:
            self._around.append(names_of(tag, attributes))
        if self._skipped is not None:
            return
        if tag == "iframe" and attributes.get("srcdoc") and self._row() is None:
            self._flush()
            add_html(self._builder, attributes["srcdoc"])
        if tag in _SKIPPED:
            self._skipped, self._reason = len(self._open) - 1, None
            return
        style = plain_style(attributes.get("style", ""))
        bgcolor = attributes.get("bgcolor", "")
        if is_coloured(style) or (bgcolor and not is_white(bgcolor)):
            self._backgrounds.append(len(self._open))
        if (reason := self._left_out(tag, attributes, style)) is not None:
            self._skipped, self._reason = len(self._open) - 1, reason
            self._counted = False
            return
        counted = self._counters.begin(self._around[-1], self._around[:-1]) if self._counters.used else ""
        if tag == "br":
            self._inline.append("\n")
        elif (
            tag == "img" and self._options is not None and attributes.get("src", "").startswith("data:image/")
        ):
            self._picture(attributes)
        elif tag in {"input", "option", "select"}:
            self._field(tag, attributes)
        elif match := _HEADING.fullmatch(tag):
            if self._row() is None:
                self._flush()
                self._add_rows()
            else:
                self._into_cell()
            self._heading = int(match[1])
        elif tag in _BLOCKS and not self._heading:
            self._begin_block(tag, attributes)
        if counted and self._label:
            self._label = counted.strip()
        elif counted:
            self._inline.append(f"{counted.strip()} ")

    def text(self, text: str | None) -> None:
        """Text inside what is open."""
        if not text:
            return
        if self._skipped is not None:
            if self._reason is not None and not self._counted and text.strip():
                self.left_out[self._reason] += 1
                self._counted = True
            return
        if self._open[-1:] == ["sup"] and self._inline:
            text = raised(self._inline[-1], text)
        self._inline.append(text if self._pre else re.sub(r"\s+", " ", text))

    def end(self, tag: str) -> None:
        """The element that began last ends."""
        self._open.pop()
        if self._around:
            self._around.pop()
        if self._counters.used and self._skipped is None:
            self._counters.end(len(self._around))
        while self._backgrounds and self._backgrounds[-1] > len(self._open):
            self._backgrounds.pop()
        if self._skipped is not None:
            if len(self._open) == self._skipped:
                self._skipped = None
            return
        if _HEADING.fullmatch(tag) and self._heading:
            text, level = "".join(self._inline), self._heading
            self._inline.clear()
            self._heading = 0
            row = self._row()
            if row is None or not row.cells:
                self._builder.heading(text, level)
            else:
                heading = CellHeading(f" {text} ")
                heading.level = level
                row.cells[-1].append(heading)
        elif tag in _BLOCKS and not self._heading:
            self._end_block(tag)
        elif tag == "text":  # of a drawing
            self._inline.append(" ")
        self._formula_goes_on(tag)

    def _formula_goes_on(self, ended: str) -> None:
        """A fraction or a power of MathML in one line: "1/2", "10^6"."""
        if ended in _SIGNS_OF_FORMULAS:
            while self._inline and not self._inline[-1].strip():
                self._inline.pop()
            if self._inline[-1:] == [_SIGNS_OF_FORMULAS[ended]]:  # after the last part
                self._inline.pop()
        if self._open and (sign := _SIGNS_OF_FORMULAS.get(self._open[-1])):
            self._inline.append(sign)

    def finish(self) -> None:
        """Nothing comes any more."""
        self._heading = 0
        self._flush()
        while self._tables:
            self._add_rows()
            self._tables.pop()

    def _picture(self, attributes: Mapping[str, str]) -> None:
        """A picture that lies in the page itself."""
        from workers.reading.formats.page_pictures import is_page, is_page_wide

        packed = attributes["src"].partition(";base64,")[2]
        try:
            data = base64.b64decode(packed)
        except ValueError:
            return
        if self._options is not None and is_page_wide(data):
            self._flush()
            self._add_rows()
            name = attributes.get("alt", "") or "img"
            self._builder.picture(name, data, self._options, is_page=is_page(data))

    def _field(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What is filled into a form; of a list, the line that is chosen."""
        if tag == "option" and "selected" not in attributes:
            self._skipped, self._reason = len(self._open) - 1, None
        elif tag == "input" and attributes.get("type", "").casefold() in _WRITTEN:
            self._inline.append(f" {attributes.get('value', '')} ")
        elif tag == "input" and "checked" in attributes:
            self._inline.append("☒ ")

    def _is_hidden(self, tag: str, attributes: Mapping[str, str], style: str) -> bool:
        # Programs for books show notes above the page, and hide them below.
        is_note = attributes.get("epub:type", "") in _NOTES_OF_BOOKS
        if ("hidden" in attributes and not is_note) or (style and hides(style)):
            return True
        if tag == "dialog" and "open" not in attributes:
            return True
        if not self._backgrounds and whitens(style, attributes.get("color", "")):
            return True
        return bool(self._around) and self._styles.hide(self._around[-1], self._around[:-1])

    def _left_out(self, tag: str, attributes: Mapping[str, str], style: str) -> NoteCode | None:
        """Why an element is left out, in which there may be words that are missed."""
        if self._is_hidden(tag, attributes, style):
            return NoteCode.HIDDEN_TEXT
        struck = tag in _STRUCK or (style and strikes(style))
        struck = struck or (bool(self._around) and self._styles.strike(self._around[-1], self._around[:-1]))
        return NoteCode.STRUCK_OUT if struck else None

    def _begin_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        row = self._row()
        if tag in {"td", "th"} and row is not None:
            self._into_cell()
            row.cells.append([])
            rows, columns = (_number(attributes.get(name), 1) for name in ("rowspan", "colspan"))
            row.spans.append((min(max(rows, 1), 1000), min(max(columns, 1), 100)))
            return
        if tag == "table" and row is not None:
            self._break_row(row)
        if self._row() is None:
            self._flush()
        elif self._inline:
            self._inline.append("\n" if tag == "li" else " ")
        if tag == "tr":
            self._rows.append(HtmlRow())
        elif tag == "table":
            self._builder.block_ends()
            self._add_rows()
            self._tables.append([])
        elif tag == "pre":
            self._pre += 1
        elif tag == "dl":
            self._parts.append("")
        elif tag in TERMS and self._parts and row is None:
            self._parts[-1] = tag
        elif tag in {"ul", "ol"}:
            self._lists.append(self._new_list(tag, attributes))
        elif tag == "li":
            self._label = self._next_label(attributes)
            if self._row() is not None:
                self._inline.append(f"{self._label} ")
                self._label = ""

    def _new_list(self, tag: str, attributes: Mapping[str, str]) -> _List:
        names = names_of(tag, attributes)
        kind = next((form for wanted, form in reversed(self._styles.lists) if wanted <= names), "1")
        written = list_form(plain_style(attributes.get("style", "")))
        kind = kind if written is None else written
        step = -1 if "reversed" in attributes else 1
        first = _number(attributes.get("data-items"), 1) if step < 0 else 1
        return _List(tag == "ol", attributes.get("type", kind), _number(attributes.get("start"), first), step)

    def _end_block(self, tag: str) -> None:
        if self._row() is not None and tag != "tr":
            if tag in {"td", "th"}:
                self._into_cell()
            elif self._inline and not self._inline[-1].endswith((" ", "\n")):
                self._inline.append(" ")
        else:
            self._flush()
        if tag == "tr" and self._rows:
            self._end_row()
        elif tag == "table" and self._tables:
            self._add_rows()
            self._tables.pop()
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in TERMS and self._parts:
            self._parts[-1] = ""
        elif tag == "dl" and self._parts:
            self._parts.pop()
            self._builder.line(self._take_terms())
            self._builder.definition_ends()
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in {"table", "ul", "ol"} and self._row() is None:
            self._builder.block_ends()

    def _row(self) -> HtmlRow | None:
        """The row whose cells gather text; None outside of rows, and in one that is layout."""
        return self._rows[-1] if self._rows else None

    def _into_cell(self) -> None:
        """What has gathered belongs to the last cell of the row."""
        row = self._row()
        if row is not None and row.cells:
            row.cells[-1].extend(self._inline)
        self._inline.clear()

    def _break_row(self, row: HtmlRow) -> None:
        """A table inside: the row is layout, its cells are blocks of their own."""
        self._into_cell()
        self._add_rows()
        self._rows[-1] = None
        for cell in row.cells:
            self._cell_blocks(cell)

    def _cell_blocks(self, cell: list[str]) -> None:
        """A cell of layout: its headings and what stands between them."""
        text: list[str] = []
        for piece in cell:
            if isinstance(piece, CellHeading):
                self._builder.paragraph("".join(text))
                self._builder.heading(piece, piece.level)
                text.clear()
            else:
                text.append(piece)
        self._builder.paragraph("".join(text))

    def _end_row(self) -> None:
        self._into_cell()
        row = self._rows.pop()
        if row is None:
            return
        cells = row.spanned()
        if sum(len(cell.text) for cell in cells) >= LONGEST_ROW or row.is_layout():
            self._add_rows()
            for cell in row.cells:
                self._cell_blocks(cell)
        elif self._tables:
            self._tables[-1].append(cells)
        else:
            add_table(self._builder, [cells])

    def _add_rows(self) -> None:
        """What the open table has said so far."""
        if self._tables and self._tables[-1]:
            add_table(self._builder, self._tables[-1])
            self._tables[-1] = []

    def _next_label(self, attributes: Mapping[str, str]) -> str:
        """What stands before an item: its number as it is shown, or a bullet."""
        inside = self._lists[-1] if self._lists else None
        if inside is None or not inside.ordered:
            return "•"
        number = _number(attributes.get("value"), inside.number)
        inside.number = number + inside.step
        kind = attributes.get("type", inside.kind)
        if not kind:
            return ""
        if kind == "01":
            return f"{number:02d}."
        shown = {"a": letters(number), "i": roman(number)}.get(kind.casefold(), str(number))
        return f"{shown.upper() if kind.isupper() else shown}."

    def _flush(self) -> None:
        text = "".join(self._inline)
        self._inline.clear()
        if not text.strip():
            return
        self._add_rows()
        if self._parts and self._parts[-1] == "dt":
            self._terms.append(text.strip(" \n:—–-"))
        elif self._terms:
            label, self._label = self._label, ""
            self._builder.definition(f"{self._take_terms()} — {label} {text.strip()}".replace("—  ", "— "))
        elif self._label:
            self._builder.line(f"{self._label} {text}")
            self._label = ""
        elif "li" in self._open[-2:] or (self._open and self._open[-1] in {"ul", "ol"}):
            self._builder.line(text)
        else:
            self._builder.paragraph(text)

    def _take_terms(self) -> str:
        terms = ", ".join(self._terms)
        self._terms.clear()
        return terms


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
