"""RTF through striprtf; the code page is the one that the file declares."""

import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.budget import EnoughRead
from workers.reading.building import Builder
from workers.reading.cleaning import is_page_number, raised
from workers.reading.formats.page_pictures import LEAST, is_page, is_page_wide
from workers.reading.options import ReadOptions

_TITLE = re.compile(r"\{\\title ((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??)*)\}")
_LEFT_OUT = re.compile(r"\\(?:v|deleted|strike|striked|strikedl)(?![a-z])")
_STRUCK = {"strike", "striked", "strikedl"}
_RAISED = re.compile(r"\\(?:super(?![a-z])|up\d)")
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
_BESIDE = re.compile(
    r"\{(?:\\\*)?(?:(?P<edge>\\(?:header|footer)[lrf]?)|(?P<box>\\shptxt)|(?P<footnote>\\footnote)"
    r"|(?P<annotation>\\annotation))(?![a-z])"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_FONT = re.compile(r"\\f\d+(?!\d)")
_NEAR = 20_000  # characters before a piece, in which its font is looked for
_OBJECT = re.compile(r"\{\\object(?![a-z])[^{}]*(?:\{[^{}]*\}[^{}]*){0,3}")
_GAP = "\0"  # where something hidden was left out
_PICTURE = re.compile(r"\\pict(?![a-z])(?:(?!\\pict(?![a-z])).)*\Z", re.DOTALL)
_BITMAP = re.compile(r"\\(?:png|jpeg)blip(?![a-z])")
_PICTURE_WORDS = 2000  # characters before the data, in which it is said what they are
_TWIPS = 2.54 / 1440  # centimetres
# Data of pictures and objects, of which the library would make text or work for minutes. The number of a word
# that stands before them is none of theirs.
_BINARY = re.compile(r"(?P<word>(?:\\[a-z]++(?:-?\d++)?)?+)(?P<data>[0-9a-fA-F\s]{2000,})")

# Of the table of fonts the library looks, behind each font, for the end of its line and the next semicolon,
# again from each letter: a long table without either takes it seconds, or minutes.
_FONT_TABLE, _NEXT_FONT = re.compile(r"\{[^{}]{0,100}\\fonttbl"), re.compile(r"(?=\\f\d)")
_LONG_FONT = re.compile(r"([^;{}]{300})[^;{}]+")  # longer than any name


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text; table cells are divided by " | "."""
    source = _ascii(path.read_bytes())
    pictures = _pictures(source)
    source = _BINARY.sub(_without_data, source).replace("{\\pntext", "{\\listtext").rstrip("\0")
    source, left_out = _as_seen(source)
    objects = [match.group() for match in _OBJECT.finditer(source)]
    source, beside = _beside(source)
    page = re.search(r"\\ansicpg(\d+)", source)
    # Cyrillic fonts without a declared page: Word 6 wrote so.
    encoding = "cp1251" if page is None or page[1] in {"0", "1251"} else "cp1252"
    title = _TITLE.search(source)
    head = _head(source, page[1] if page else "1251")
    text = "\n\n".join([*_shown(beside["edge"], head, encoding), _text(source, encoding)])
    for kind, before in (("box", ""), ("footnote", ""), ("annotation", "Примечание: ")):
        text += "".join(f"\n\n{before}{said}" for said in _shown(beside[kind], head, encoding))
    name = _text(f"{{\\rtf1\\ansi\\ansicpg1251 {title[1]}}}", "cp1251") if title else ""
    builder = Builder()
    if "\\pict" in source:
        builder.shows_pictures()
    for program in map(_class_of, objects):
        builder.note(NoteCode.EMBEDDED_NOT_READ, program)
    for code, count in left_out.items():
        builder.note(code, count=count)
    with suppress(EnoughRead):
        builder.paragraph(text)
        for data in pictures:
            builder.picture("", data, options, is_page=is_page(data))
    builder.find_headings()
    return builder.finish("rtf", name)


def _without_data(match: re.Match[str]) -> str:
    """The word before them, ended so that it does not run into what follows."""
    return match["word"] and f"{match['word']} "


def _pictures(source: str) -> list[bytes]:
    """The pictures that are shown so large that they may be pages, each once."""
    found: dict[bytes, None] = {}
    for match in _BINARY.finditer(source):
        start = match.start("data")
        head = _PICTURE.search(source, max(0, start - _PICTURE_WORDS), start)
        if head is None or not _BITMAP.search(head[0]):
            continue
        with suppress(ValueError):
            data = bytes.fromhex(match["data"])
            size = _size(head[0])
            if size >= LEAST if size else is_page_wide(data):
                found[data] = None
    return list(found)


def _size(words: str) -> float:
    """Square centimetres that a picture takes, 0 where that is not said."""
    said = {name: int(value) for name, value in re.findall(r"\\pic(\w+?)(\d+)(?!\w)", words)}
    goals = said.get("wgoal", 0) * said.get("hgoal", 0) * _TWIPS**2
    return goals * said.get("scalex", 100) * said.get("scaley", 100) / 1e4


def _beside(source: str) -> tuple[str, dict[str, list[str]]]:
    """The source without what stands beside the text, and that: "edge" of pages, "box", "footnote",
    "annotation". The library takes all of it for nothing."""
    found: dict[str, list[str]] = {kind: [] for kind in ("edge", "box", "footnote", "annotation")}
    kept, at = [], 0
    while match := _BESIDE.search(source, at):
        end = _end_of_group(source, match.start())
        kept.append(source[at : match.start()])
        kind = next(kind for kind, value in match.groupdict().items() if value)
        found[kind].append(_font_at(source, match.start()) + source[match.end() : end - 1])
        at = end
    return "".join([*kept, source[at:]]), found


def _font_at(source: str, place: int) -> str:
    """What a piece of the document that begins there is written in."""
    fonts = _FONT.findall(source, max(0, place - _NEAR), place)
    return f"{fonts[-1]} " if fonts else ""


def _end_of_group(source: str, start: int) -> int:
    depth = 0
    for match in _BRACE.finditer(source, start):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth:
            return match.end()
    return len(source)


def _head(source: str, page: str) -> str:
    """How a piece of the document begins that is read by itself: its code page and its fonts, which have code
    pages of their own."""
    fonts = source.find("{\\fonttbl")
    table = source[fonts : _end_of_group(source, fonts)] if fonts >= 0 else ""
    return f"{{\\rtf1\\ansi\\ansicpg{page}{table} "


def _shown(groups: list[str], head: str, encoding: str) -> list[str]:
    """The texts of groups, each once, without numbers of pages alone."""
    texts = dict.fromkeys(_text(f"{head}{group}}}", encoding).strip() for group in groups)
    return [text for text in texts if not is_page_number(text)]


def _class_of(source: str) -> str:
    """The program of an embedded object."""
    named = re.search(r"\\objclass ([\w. ]+)", source)
    return named[1].strip() if named else ""


def _as_seen(source: str) -> tuple[str, Counter[NoteCode]]:
    """The source without text that is hidden (`\\v`, white, tiny), struck out or was deleted with marks
    (`\\deleted`), and with signs before raised digits: the library takes all of it for plain text; and how
    many pieces were left out why. A group ends what began inside it."""
    white = _whites(source)
    left_out = Counter[NoteCode]()
    plain = not any(known.search(source) for known in (_LEFT_OUT, _TINY, _RAISED))
    if plain and not any(f"\\cf{one}" in source for one in white):
        return source, left_out
    kept: list[str] = []
    states: list[frozenset[str]] = [frozenset()]  # of the open groups: words that change what they hold
    before = ""  # the last letters
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token == "{":
            states.append(states[-1])
        elif token == "}" and len(states) > 1:
            states.pop()
        elif match["word"] == "plain":
            states[-1] -= {"v", "cf", "fs", "super", *_STRUCK}
        elif match["word"] in {"nosupersub", "sub"}:
            states[-1] -= {"super"}
        elif (word := match["word"]) in {"v", "deleted", "cf", "fs", "super", "up"} | _STRUCK | _TABLES:
            number = match["number"]
            on = number in white if word == "cf" else number != "0"
            if word == "fs":
                on = number is not None and int(number) < 4
            word = "super" if word == "up" else word
            states[-1] = states[-1] | {word} if on else states[-1] - {word}
        elif states[-1] and not states[-1] & _TABLES and (match["text"] or match["sign"]):
            reasons = states[-1] - {"super"}
            if not reasons:
                token = raised(before, token) if match["text"] else token
            else:
                if token.strip() and reasons != {"deleted"} and (not kept or kept[-1] != _GAP):
                    left_out[NoteCode.STRUCK_OUT if reasons & _STRUCK else NoteCode.HIDDEN_TEXT] += 1
                    kept.append(_GAP)
                continue
        if match["text"] or match["sign"]:
            before = (before + (match["text"] or _letter_of(token)))[-8:]
        kept.append(token)
    return _ascii_text("".join(token for token in kept if token != _GAP)), left_out


def _letter_of(sign: str) -> str:
    """About which letter an escape stands for: what matters is whether it is one."""
    if sign.startswith("\\u"):
        return chr(int(re.sub(r"[^\d-]", "", sign)) & 0xFFFF)
    return "а" if sign.startswith("\\'") and int(sign[2:], 16) >= 0xC0 else "."


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
    return _ascii_text(text)


def _ascii_text(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda match: f"\\uc1\\u{_signed(ord(match[0]))}?", text)


def _signed(code: int) -> int:
    """A code point as the signed 16-bit number of \\u; those beyond become U+FFFD."""
    code = code if code < 0x10000 else 0xFFFD
    return code if code < 0x8000 else code - 0x10000


def _with_short_fonts(source: str) -> str:
    """The source with each font of its table on a line of its own, and cut to the length of a name."""
    table = _FONT_TABLE.search(source)
    if table is None:
        return source
    end = _end_of_group(source, table.start())
    fonts = _LONG_FONT.sub(r"\1", _NEXT_FONT.sub(";\n", source[table.end() : end]))
    return source[: table.end()] + fonts + source[end:]


def _text(source: str, encoding: str) -> str:
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]
        _with_short_fonts(source), encoding=encoding, errors="replace"
    )
    text = re.sub(r"\|[ \t]*(?=\n|$)", "", text)
    return re.sub(r"[ \t]*\|[ \t]*(?=\S)", " | ", text)
