"""Markdown: the source is text enough; headings (ATX and setext) are kept as headings."""

import re
from pathlib import Path

from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.encodings import decode
from workers.reading.options import ReadOptions

_ATX = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_MEANING = re.compile(r" {0,3}:\s+(\S.*)$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[\s:|-]*-{2,}[\s:|-]*$")
# HTML inside that a browser would not show.
_HIDDEN = re.compile(
    r"<(\w+)\b[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|\shidden\b)[^>]*>.*?</\1>",
    re.IGNORECASE | re.DOTALL,
)
_STRUCK = re.compile(
    r"(?P<code>`[^`]+`)|(?<![~\\])~~(?=\S)[^\n]+?(?<=\S)~~(?!~)|<(?P<tag>s|strike)>.*?</(?P=tag)>",
    re.IGNORECASE,
)
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\((?:[^()]|\([^)]*\))*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
)


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text without marks of emphasis and addresses of links."""
    source = decode(path.read_bytes()).replace("\r\n", "\n")
    front = _FRONT.match(source)
    title = ""
    if front:
        named = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front[1], re.MULTILINE)
        title = named[1] if named else ""
        source = source[front.end() :]
    builder = Builder()
    source, hidden = _HIDDEN.subn("", source)
    if hidden:
        builder.note(NoteCode.HIDDEN_TEXT, count=hidden)
    paragraph: list[str] = []
    fenced = ""
    for line in [*source.split("\n"), ""]:
        fence = _FENCE.match(line)
        if fence and (not fenced or fence[1] == fenced):
            fenced = "" if fenced else fence[1]
            _flush(builder, paragraph)
            continue
        if fenced:
            builder.line(line)
            continue
        struck = sum(found["code"] is None for found in _STRUCK.finditer(line))
        if struck:
            line = _STRUCK.sub(lambda found: found["code"] or "", line)
            builder.note(NoteCode.STRUCK_OUT, count=struck)
        atx = _ATX.match(line)
        if atx:
            _flush(builder, paragraph)
            builder.heading(_plain(atx[2]), len(atx[1]))
            title = title or (_plain(atx[2]) if len(atx[1]) == 1 else "")
        elif paragraph and (meaning := _MEANING.match(line)):
            builder.definition(_plain(f"{', '.join(map(str.strip, paragraph))} — {meaning[1]}"))
            builder.definition_ends()
            paragraph.clear()
        elif len(paragraph) == 1 and _UNDERLINE.match(line) and "|" not in paragraph[0]:
            builder.heading(_plain(paragraph.pop()), 1 if "=" in line else 2)
        elif not line.strip() or (_RULE.fullmatch(line.strip()) and "|" not in line):
            _flush(builder, paragraph)
        elif _RULE.fullmatch(line.strip()):
            continue  # the line between the head and the rows of a table
        else:
            paragraph.append(line)
    return builder.finish("md", title)


def _flush(builder: Builder, paragraph: list[str]) -> None:
    if paragraph:
        builder.paragraph(_plain("\n".join(_row(line) for line in paragraph)))
        paragraph.clear()


def _row(line: str) -> str:
    text = line.strip()
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return " | ".join(cell.strip().replace("\\|", "|") for cell in _BAR.split(text[1:-1]))
    return re.sub(r"^(?:>\s?)+", "", line)


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
