"""The table *What it reads* of the README names every format that is read, and what is noted of it."""

import re

from tests.architecture.test_layout import ROOT
from workers import reading
from workers.contract.notes import NoteCode
from workers.contract.reading import SUFFIXES

PHRASES = {
    NoteCode.PAGES_WITHOUT_TEXT: "pages that are pictures",
    NoteCode.RECOGNISED: "pages that were recognised",
    NoteCode.LETTERS_UNREADABLE: "letters nobody knows",
    NoteCode.EMBEDDED_NOT_READ: "objects that are not read",
    NoteCode.ATTACHMENT_NOT_READ: "attachments that are not read",
    NoteCode.FORMULAS_WITHOUT_VALUES: "formulas without values",
    NoteCode.HIDDEN_SHEETS: "hidden sheets",
    NoteCode.HIDDEN_SLIDES: "hidden slides",
    NoteCode.HIDDEN_TEXT: "hidden text",
    NoteCode.STRUCK_OUT: "struck-out text",
    NoteCode.PICTURES_WITHOUT_TEXT: "pasted scans",
    NoteCode.PLANTED_ORDERS: "instructions to the program",
    NoteCode.LOCKED: "locked files inside",
    NoteCode.LIMIT_REACHED: "where reading ended",
    NoteCode.PAGES_DAMAGED: "damaged pages",
}
# Any reader may say these, since what puts a document together does.
OF_ALL = {NoteCode.LETTERS_UNREADABLE, NoteCode.LIMIT_REACHED, NoteCode.PLANTED_ORDERS}
# Kinds whose names are not those of suffixes.
NAMES = {"tnef": "winmail.dat", "mhtml": "MHT", "packed": "7Z", "picture": "PNG", "ole_object": "DOC"}
FORMATS = ROOT / "workers" / "reading"


def section() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.partition("## What it reads")[2].partition("\n## ")[0]


def rows() -> list[list[str]]:
    """Format, what is read, what is noted."""
    lines = [line for line in section().splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def row_of(name: str) -> int:
    """The one row whose first cell names it."""
    word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    (found,) = [at for at, row in enumerate(rows()) if word.search(row[0])]
    return found


def noted(module: str, seen: set[str]) -> set[NoteCode]:
    """What a reader notes, itself or through what it imports of other readers."""
    if module in seen:
        return set()
    seen.add(module)
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    found = {NoteCode[name] for name in re.findall(r"NoteCode\.([A-Z_]+)", source)}
    if ".picture(" in source:  # what puts a document together says the rest
        found |= {NoteCode.PICTURES_WITHOUT_TEXT, NoteCode.RECOGNISED}
    for other in re.findall(
        r"^from (workers\.reading\.(?:formats\.[\w.]+|inside)) import", source, re.MULTILINE
    ):
        if (ROOT / f"{other.replace('.', '/')}.py").is_file():
            found |= noted(other, seen)
    for name in re.findall(r"^from workers\.reading\.formats\.archives import (\w+)", source, re.MULTILINE):
        found |= noted(f"workers.reading.formats.archives.{name}", seen)
    return found


def test_every_suffix_stands_in_the_table_once() -> None:
    said = {name for row in rows() for name in re.findall(r"[A-Z0-9]{2,}(?:[A-Z0-9]|\b)", row[0])}
    known = {suffix[1:].upper() for suffix in SUFFIXES}
    assert known - said == set()
    for name in known:
        row_of(name)


def test_each_row_says_what_its_readers_note_and_nothing_else() -> None:
    codes: dict[int, set[NoteCode]] = {}
    for kind, module in reading._MODULES.items():
        row = row_of(NAMES.get(kind, kind.upper()))
        codes.setdefault(row, set()).update(noted(f"workers.reading.formats.{module}", set()))
    assert set(codes) == set(range(len(rows()))), "each row has a reader"
    for at, row in enumerate(rows()):
        said = {code for code, phrase in PHRASES.items() if phrase in row[2]}
        assert said | OF_ALL == codes[at] | OF_ALL, row[0]


def test_what_every_reader_may_say_stands_below_the_table() -> None:
    assert set(PHRASES) == set(NoteCode)
    below = " ".join(line for line in section().splitlines() if not line.startswith("|"))
    assert all(PHRASES[code] in below for code in OF_ALL)
