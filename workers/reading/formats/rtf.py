"""RTF through striprtf; the code page is the one that the file declares."""

import re
from dataclasses import replace
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from workers.reading.document import ExtractedDocument, Note, NoteCode
from workers.reading.formats.text import from_text
from workers.reading.options import ReadOptions

_TITLE = re.compile(r"\{\\title ((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??)*)\}")
# Data of pictures and objects, of which striprtf would make text or work for minutes.
_UNSEEN = re.compile(r"\\(?:v|deleted)(?![a-z])")
_TOKEN = re.compile(
    r"(?P<sign>\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\~)|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?|\\.|[{}]"
    r"|(?P<text>[^\\{}]+)",
    re.DOTALL,
)
_GAP = "\0"  # where something hidden was left out
_BINARY = re.compile(r"[0-9a-fA-F\s]{2000,}")


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text; table cells are divided by " | "."""
    source = _ascii(path.read_bytes())
    source = _BINARY.sub("", source)
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
    """The source without text that is hidden (`\\v`) or was deleted with marks (`\\deleted`), which the
    library takes for visible; and how many pieces were hidden. A group ends what began inside it."""
    if not _UNSEEN.search(source):
        return source, 0
    kept: list[str] = []
    states = [(False, False)]  # of the open groups: hidden, deleted
    hidden = 0
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token == "{":
            states.append(states[-1])
        elif token == "}" and len(states) > 1:
            states.pop()
        elif match["word"] in {"v", "deleted", "plain"}:
            was_hidden, was_deleted = states[-1]
            on = match["number"] != "0" and match["word"] != "plain"
            # A style says it, too; within its table it is no text.
            states[-1] = (on, was_deleted) if match["word"] in {"v", "plain"} else (was_hidden, on)
        elif any(states[-1]) and (match["text"] is not None or match["sign"] is not None):
            if token.strip() and states[-1][0] and (not kept or kept[-1] != _GAP):
                hidden += 1
                kept.append(_GAP)
            continue
        kept.append(token)
    return "".join(token for token in kept if token != _GAP), hidden


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
