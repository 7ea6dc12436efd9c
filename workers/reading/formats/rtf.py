"""RTF through striprtf; the code page is the one that the file declares."""

import re
from dataclasses import replace
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from workers.reading.document import ExtractedDocument, Note, NoteCode
from workers.reading.formats.text import from_text
from workers.reading.options import ReadOptions

_TITLE = re.compile(r"\{\\title ((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??)*)\}")
_UNSEEN = re.compile(r"\\(?:v|deleted)(?![a-z])")
_TINY = re.compile(r"\\fs[0-3](?!\d)")  # half-points
_COLOURS = re.compile(r"\{\\colortbl([^{}]*)\}")
_WHITE = re.compile(r"\\red2[45]\d\s*\\green2[45]\d\s*\\blue2[45]\d")
_SHADED = re.compile(r"\\(?:clcbpat|cbpat|chcbpat|highlight|cb)[1-9]")
_TABLES = {"stylesheet", "fonttbl", "colortbl", "info", "listtable"}  # their words are no text
_TOKEN = re.compile(
    r"(?P<sign>\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\~)|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?|\\.|[{}]"
    r"|(?P<text>[^\\{}]+)",
    re.DOTALL,
)
_GAP = "\0"  # where something hidden was left out
# Data of pictures and objects, of which the library would make text or work for minutes.
_BINARY = re.compile(r"[0-9a-fA-F\s]{2000,}")


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text; table cells are divided by " | "."""
    source = _ascii(path.read_bytes())
    source = _BINARY.sub("", source).replace("{\\pntext", "{\\listtext").rstrip("\0")
    source, hidden = _without_hidden(source)
    page = re.search(r"\\ansicpg(\d+)", source)
    # Cyrillic fonts without a declared page: Word 6 wrote so.
    encoding = "cp1251" if page is None or page[1] in {"0", "1251"} else "cp1252"
    title = _TITLE.search(source)
    text = _text(source, encoding)
    name = _text(f"{{\\rtf1\\ansi\\ansicpg1251 {title[1]}}}", "cp1251") if title else ""
    document = from_text(text, "rtf", name)
    if hidden:
        document = replace(document, notes=(*document.notes, Note(NoteCode.HIDDEN_TEXT, count=hidden)))
    return document


def _without_hidden(source: str) -> tuple[str, int]:
    """The source without text that is hidden (`\\v`, white, tiny) or was deleted with marks (`\\deleted`):
    the library takes it for visible; and how many pieces were hidden. A group ends what began inside it."""
    white = _whites(source)
    if (
        not _UNSEEN.search(source)
        and not _TINY.search(source)
        and not any(f"\\cf{one}" in source for one in white)
    ):
        return source, 0
    kept: list[str] = []
    states: list[frozenset[str]] = [frozenset()]  # of the open groups: words that hide what they hold
    hidden = 0
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token == "{":
            states.append(states[-1])
        elif token == "}" and len(states) > 1:
            states.pop()
        elif match["word"] == "plain":
            states[-1] -= {"v", "cf", "fs"}
        elif (word := match["word"]) in {"v", "deleted", "cf", "fs"} | _TABLES:
            number = match["number"]
            on = number in white if word == "cf" else number != "0"
            if word == "fs":
                on = number is not None and int(number) < 4
            states[-1] = states[-1] | {word} if on else states[-1] - {word}
        elif states[-1] and not states[-1] & _TABLES and (match["text"] or match["sign"]):
            if token.strip() and states[-1] != {"deleted"} and (not kept or kept[-1] != _GAP):
                hidden += 1
                kept.append(_GAP)
            continue
        kept.append(token)
    return "".join(token for token in kept if token != _GAP), hidden


def _whites(source: str) -> frozenset[str]:
    """Numbers of the colours that nobody sees on paper; none where something else may be behind the words."""
    table = _COLOURS.search(source)
    if table is None or _SHADED.search(source):
        return frozenset()
    return frozenset(str(at) for at, one in enumerate(table[1].split(";")) if _WHITE.search(one))


def _ascii(data: bytes) -> str:
    """RTF is ASCII; bytes that a careless program left raw are escaped as they should have been."""
    if data.isascii():
        return data.decode("ascii")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return re.sub(rb"[\x80-\xff]", lambda match: b"\\'%02x" % match[0][0], data).decode("ascii")
    return re.sub(r"[^\x00-\x7f]", lambda match: f"\\uc1\\u{_signed(ord(match[0]))}?", text)


def _signed(code: int) -> int:
    """A code point as the signed 16-bit number of \\u; those beyond become U+FFFD."""
    code = code if code < 0x10000 else 0xFFFD
    return code if code < 0x8000 else code - 0x10000


def _text(source: str, encoding: str) -> str:
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]
        source, encoding=encoding, errors="replace"
    )
    text = re.sub(r"\|[ \t]*(?=\n|$)", "", text)
    return re.sub(r"[ \t]*\|[ \t]*(?=\S)", " | ", text)
