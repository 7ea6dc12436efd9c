"""What a document's text lacks, in words: a sentence a note, and a few words for a list."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.ui.i18n.placeholders import fill
from workers.contract.notes import Note, NoteCode, ranges

_PAGES = {NoteCode.PAGES_WITHOUT_TEXT, NoteCode.LETTERS_UNREADABLE, NoteCode.PAGES_DAMAGED}
_OF_PAGES = _PAGES | {NoteCode.RECOGNISED}  # counted in pages
_FILES = {NoteCode.EMBEDDED_NOT_READ, NoteCode.ATTACHMENT_NOT_READ}


def sentence(note: Note, page: int = 0) -> str:
    """One sentence for a person, with the place, which beside that `page` need not be said."""
    count = len(note.pages) if note.code in _OF_PAGES and note.pages else note.count
    if note.code is NoteCode.RECOGNISED and note.place:  # a pasted picture; counted are its unclear words
        count = 1
    pages = "" if note.pages == (page,) else ranges(note.pages)
    where = ", ".join(part for part in (pages, note.place) if part)
    if note.code is NoteCode.LETTERS_UNREADABLE and not note.pages:
        words = QCoreApplication.translate("Notes", "Some letters could not be recognised")
    elif note.code is NoteCode.LIMIT_REACHED:
        words = QCoreApplication.translate("Notes", "It is too much to be read to the end")
    else:
        words = _counted(note.code, count)
        if note.code is NoteCode.RECOGNISED and note.count:
            unclear = QCoreApplication.translate("Notes", "%n unclear word(s) left out", "", note.count)
            words = fill(QCoreApplication.translate("Notes", "%1, %2"), words, unclear)
    return fill(QCoreApplication.translate("Notes", "%1: %2"), words, where) if where else words


def shortly(notes: Sequence[Note]) -> str:
    """The worst of what was not read, for a list; "" where everything that a person sees was read."""
    pages = {page for note in notes if note.code in _PAGES for page in note.pages}
    counts = {code: sum(note.count for note in notes if note.code is code) for code in NoteCode}
    files = sum(counts[code] for code in _FILES)
    formulas = counts[NoteCode.FORMULAS_WITHOUT_VALUES]
    if pages:
        return QCoreApplication.translate("Notes", "%n page(s) not read", "", len(pages))
    if counts[NoteCode.LETTERS_UNREADABLE]:
        return QCoreApplication.translate("Notes", "letters not recognised")
    if locked := counts[NoteCode.LOCKED]:
        return QCoreApplication.translate("Notes", "%n file(s) locked", "", locked)
    if pictures := counts[NoteCode.PICTURES_WITHOUT_TEXT]:
        return QCoreApplication.translate("Notes", "%n scan(s) inside not read", "", pictures)
    if files:
        return QCoreApplication.translate("Notes", "%n attachment(s) not read", "", files)
    if counts[NoteCode.LIMIT_REACHED]:
        return QCoreApplication.translate("Notes", "not read to the end")
    if formulas:
        return QCoreApplication.translate("Notes", "%n formula(s) without values", "", formulas)
    if orders := counts[NoteCode.PLANTED_ORDERS]:
        return QCoreApplication.translate("Notes", "%n instruction(s) to the program", "", orders)
    return ""


def _counted(code: NoteCode, n: int) -> str:
    translate = QCoreApplication.translate
    return {
        NoteCode.PAGES_WITHOUT_TEXT: translate(
            "Notes", "%n page(s) are pictures, their text was not read", "", n
        ),
        NoteCode.RECOGNISED: translate("Notes", "%n page(s) are pictures, their text was recognised", "", n),
        NoteCode.LETTERS_UNREADABLE: translate(
            "Notes", "%n page(s) do not say which letters they show", "", n
        ),
        NoteCode.PAGES_DAMAGED: translate("Notes", "%n page(s) are damaged", "", n),
        NoteCode.EMBEDDED_NOT_READ: translate(
            "Notes", "%n file(s) of other programs inside were not read", "", n
        ),
        NoteCode.ATTACHMENT_NOT_READ: translate("Notes", "%n attachment(s) were not read", "", n),
        NoteCode.LOCKED: translate("Notes", "%n file(s) inside need a password", "", n),
        NoteCode.FORMULAS_WITHOUT_VALUES: translate(
            "Notes", "%n formula(s) were never calculated, the formula itself was read", "", n
        ),
        NoteCode.HIDDEN_SHEETS: translate("Notes", "%n hidden sheet(s) were read as well", "", n),
        NoteCode.HIDDEN_SLIDES: translate("Notes", "%n hidden slide(s) were read as well", "", n),
        NoteCode.PLANTED_ORDERS: translate(
            "Notes", "%n instruction(s) to the program that answers, left out when it reads", "", n
        ),
        NoteCode.HIDDEN_TEXT: translate("Notes", "%n piece(s) of text that nobody sees were left out", "", n),
        NoteCode.STRUCK_OUT: translate("Notes", "%n struck-out piece(s) of text were left out", "", n),
        NoteCode.PICTURES_WITHOUT_TEXT: translate(
            "Notes", "%n picture(s) of pages inside, their text was not read", "", n
        ),
    }[code]
