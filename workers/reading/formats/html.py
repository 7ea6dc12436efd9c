"""HTML through lxml: headings, paragraphs, lists, tables; no scripts, styles, navigation."""

import re
from pathlib import Path
from typing import Any

from lxml import etree

from workers.contract.codes import Code, ProblemError
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.encodings import decode
from workers.reading.options import ReadOptions

_SKIPPED = {
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "head",
    "button",
    "select",
}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "form",
    "fieldset",
    "figure", "figcaption", "address", "details", "summary", "dl", "dt", "dd", "ul", "ol", "center", "body",
    "html",
    "hr", "td", "th", "tbody", "thead", "tfoot",
}  # fmt: skip
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)")
_DEEPEST = 250


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The visible text."""
    return from_html(_decode(path.read_bytes()))


def from_html(source: str) -> ExtractedDocument:
    """A document from HTML source."""
    builder, title = Builder(), ""
    root = _parse(source)
    if root is not None:
        title = next((element.text or "" for element in root.iter("title")), "")
        _Walk(builder).run(root)
    return builder.finish("html", title)


def text_of(source: str) -> str:
    """The visible text of HTML source, "" when there is none."""
    builder = Builder()
    root = _parse(source)
    if root is not None:
        _Walk(builder).run(root)
    return builder.raw_text()


def _decode(data: bytes) -> str:
    declared = _META.search(data[:4096]) or _XML.match(data[:200])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding
    return decode(data)


def _parse(source: str) -> Any:
    # The source is text already: what it says about its encoding must not be heard.
    source = re.sub(r"\A\s*<\?xml[^>]*\?>", "", source).replace("\0", "")
    if not source.strip():
        return None
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8", huge_tree=True
    )
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error


class _Walk:
    """One pass over the tree; inline text gathers until a block begins or ends."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._inline: list[str] = []

    def run(self, root: Any) -> None:
        self._element(root, 0)
        self._flush()

    def _element(self, element: Any, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or "hidden" in element.attrib:
            return
        if depth > _DEEPEST:
            self._inline.append(" ".join(element.itertext()))
            return
        if re.fullmatch(r"h[1-6]", tag):
            self._flush()
            self._builder.heading("".join(element.itertext()), int(tag[1]))
            return
        if tag == "tr":
            self._flush()
            cells = [
                " ".join("".join(cell.itertext()).split()) for cell in element if cell.tag in ("td", "th")
            ]
            # A table used for layout: its cells are blocks of their own.
            if element.find(".//table") is None and sum(map(len, cells)) < 2000:
                self._builder.line(" | ".join(cells) if any(cells) else "")
                return
        block = tag in _BLOCKS or tag in {"li", "table", "tr"}
        if block:
            self._flush()
        if tag == "br":
            self._inline.append("\n")
        if tag == "table":
            self._builder.block_ends()
        self._inline.append(self._text(element.text, tag))
        for child in element:
            self._element(child, depth + 1)
            self._inline.append(self._text(child.tail, tag))
        if block:
            self._flush(item=tag == "li")
        if tag in {"table", "ul", "ol"}:
            self._builder.block_ends()

    @staticmethod
    def _text(text: str | None, tag: str) -> str:
        if not text:
            return ""
        return text if tag == "pre" else re.sub(r"\s+", " ", text)

    def _flush(self, *, item: bool = False) -> None:
        text = "".join(self._inline)
        self._inline.clear()
        if not text.strip():
            return
        if item:
            self._builder.line(f"• {text}")
        else:
            self._builder.paragraph(text)
