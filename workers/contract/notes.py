"""What is said of a text that was read, but not as the file is. Standard library only."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workers.contract.codec import CodecError, from_json
from workers.contract.codes import LOCK_CODES


class NoteCode(StrEnum):
    """What a person must know about a text that was read, but not as the file is."""

    PAGES_WITHOUT_TEXT = "pages_without_text"  # pictures of pages, and nobody recognised their letters
    RECOGNISED = "recognised"  # pages that were pictures; the count is of words too unclear to be taken
    LETTERS_UNREADABLE = "letters_unreadable"  # a font or an encoding that says not which letters they are
    EMBEDDED_NOT_READ = "embedded_not_read"  # an object of another program inside
    ATTACHMENT_NOT_READ = "attachment_not_read"
    FORMULAS_WITHOUT_VALUES = "formulas_without_values"
    HIDDEN_SHEETS = "hidden_sheets"  # read, though a person does not see them at once
    HIDDEN_SLIDES = "hidden_slides"  # read, though the show leaves them out
    HIDDEN_TEXT = "hidden_text"  # left out: a person does not see it at all
    STRUCK_OUT = "struck_out"  # left out: a line through it says that it is no longer true
    PICTURES_WITHOUT_TEXT = "pictures_without_text"  # pasted pages, and nobody recognised their letters
    PLANTED_ORDERS = "planted_orders"  # words that command a language model; no answer follows them
    LOCKED = "locked"  # a file inside that needs a password of its own
    LIMIT_REACHED = "limit_reached"  # the rest was not read
    PAGES_DAMAGED = "pages_damaged"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was read otherwise than a person would see it, or not at all. `pages` (from 1) where the
    format has pages; `place` is the name of a sheet, a cell, an attachment, "" = somewhere; `count` is how
    many there are of it."""

    code: NoteCode
    place: str = ""
    pages: tuple[int, ...] = ()
    count: int = 1

    def __str__(self) -> str:
        where = ", ".join(part for part in (ranges(self.pages), self.place) if part)
        return f"{self.code}: {where} ({self.count})" if where else f"{self.code} ({self.count})"


def waits_for_password(code: str, notes: Iterable[Note]) -> bool:
    """Whether a password would open more of a document with this problem ("" = none) and these notes."""
    return code in LOCK_CODES or any(note.code is NoteCode.LOCKED for note in notes)


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as a person writes them: 4, 5, 6, 9 → "4–6, 9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def stored_notes(untrusted: Iterable[Any]) -> tuple[Note, ...]:
    """Notes from a row; what a later program wrote and this one does not know is left out."""
    found = []
    for one in untrusted:
        with contextlib.suppress(CodecError):
            found.append(from_json(Note, one))
    return tuple(found)
