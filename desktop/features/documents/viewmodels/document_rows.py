"""Documents as rows: which filter they belong to, how they sort, what their states are called."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from desktop.core.entities import Document, DocumentState
from desktop.ui.i18n import formats, problems
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import note_words
from desktop.ui.words.names import document_icon
from workers.contract.paths import shown_name


class DocumentGroup(StrEnum):
    """The filters of the table: every document that is shown belongs to exactly one besides ALL."""

    ALL = "all"
    READY = "ready"
    WORKING = "working"
    UNREAD = "unread"
    COPIES = "copies"
    CHANGED = "changed"
    MISSING = "missing"
    UNREACHABLE = "unreachable"


_GROUPS = {
    DocumentState.QUEUED: DocumentGroup.WORKING,
    DocumentState.READING: DocumentGroup.WORKING,
    DocumentState.READY: DocumentGroup.READY,
    DocumentState.CHANGED: DocumentGroup.CHANGED,
    DocumentState.COPY: DocumentGroup.COPIES,
    DocumentState.FAILED: DocumentGroup.UNREAD,
    DocumentState.SKIPPED: DocumentGroup.UNREAD,
    DocumentState.MISSING: DocumentGroup.MISSING,
    DocumentState.UNREACHABLE: DocumentGroup.UNREACHABLE,
}
_LOOKS = {
    DocumentState.QUEUED: ("clock", "secondary"),
    DocumentState.READING: ("loader", "accent"),
    DocumentState.READY: ("check", "success"),
    DocumentState.CHANGED: ("refresh-cw", "warning"),
    DocumentState.COPY: ("copy", "secondary"),
    DocumentState.FAILED: ("circle-alert", "danger"),
    DocumentState.SKIPPED: ("circle-alert", "danger"),
    DocumentState.MISSING: ("file-x", "warning"),
    DocumentState.UNREACHABLE: ("hard-drive", "warning"),
}
_ORDER = {state: order for order, state in enumerate(_LOOKS)}
_DIGITS = re.compile(r"([0-9]+)")
KEPT = 40_000  # names and folders whose parts are kept: sorting a long list asks for them again and again
NAME, FOLDER, PAGES, STATE, MODIFIED = range(5)


def shown(document: Document) -> bool:
    """Skipped files that nobody would miss (temporary, hidden) have no reason and no row."""
    return document.state is not DocumentState.SKIPPED or bool(document.code)


def group_of(document: Document) -> DocumentGroup:
    """The one filter besides ALL that a document belongs to."""
    return _GROUPS[document.state]


def count(documents: Sequence[Document]) -> dict[DocumentGroup, int]:
    """Documents a filter; the groups add up to ALL."""
    counts = dict.fromkeys(DocumentGroup, 0)
    for document in documents:
        counts[group_of(document)] += 1
    counts[DocumentGroup.ALL] = len(documents)
    return counts


def group_word(group: DocumentGroup) -> str:
    """The word on a filter's chip."""
    words = {
        DocumentGroup.ALL: translate("DocumentRows", "All"),
        DocumentGroup.READY: translate("DocumentRows", "Ready", "filter"),
        DocumentGroup.WORKING: translate("DocumentRows", "In progress"),
        DocumentGroup.UNREAD: translate("DocumentRows", "Not read", "filter"),
        DocumentGroup.COPIES: translate("DocumentRows", "Copies"),
        DocumentGroup.CHANGED: translate("DocumentRows", "Changed", "filter"),
        DocumentGroup.MISSING: translate("DocumentRows", "Gone", "filter"),
        DocumentGroup.UNREACHABLE: translate("DocumentRows", "Not reachable", "filter"),
    }
    return words[group]


def name_of(document: Document) -> str:
    """The file's name with its suffix."""
    return _split(document.path)[1]


def folder_of(document: Document) -> str:
    """The name of the folder that holds it."""
    return _split(document.path)[0]


@lru_cache(maxsize=KEPT)
def _split(path: str) -> tuple[str, str]:
    """(folder's name, name): by hand, because a `PurePath` for each of ten thousand takes half a second."""
    mark = "\\" if "\\" in path and not path.startswith("/") else "/"
    folder, _, name = shown_name(path).rpartition(mark)
    return folder.rpartition(mark)[2], name


def state_word(document: Document) -> str:
    """A word for a state, with per cent while it is read, and with what was not read."""
    if document.state is DocumentState.READING:
        if not document.percent:
            return translate("DocumentRows", "Reading")
        words = translate("DocumentRows", "Reading, %1")
        return fill(words, formats.percent(document.percent / 100))
    words_of = {
        DocumentState.QUEUED: translate("DocumentRows", "Queued"),
        DocumentState.READY: translate("DocumentRows", "Ready", "document"),
        DocumentState.CHANGED: _changed_word(document),
        DocumentState.COPY: translate("DocumentRows", "Copy", "document"),
        DocumentState.FAILED: translate("DocumentRows", "Not read", "document"),
        DocumentState.SKIPPED: translate("DocumentRows", "Not read", "document"),
        DocumentState.MISSING: translate("DocumentRows", "Gone", "document"),
        DocumentState.UNREACHABLE: translate("DocumentRows", "Folder not reachable"),
    }
    lacking = note_words.shortly(document.notes) if document.answers else ""
    if lacking:
        both = translate("DocumentRows", "%1, %2")
        return fill(both, words_of[document.state], lacking)
    return words_of[document.state]


def _changed_word(document: Document) -> str:
    if document.code:
        return translate("DocumentRows", "Changed, not read")
    return translate("DocumentRows", "Changed, being read again")


def icon_of(document: Document) -> tuple[str, str]:
    """(icon, tone) of a document's type."""
    return document_icon(document.path), "secondary"


def state_style(document: Document) -> tuple[str, str]:
    """(icon, tone) of a state; a warning where a part was not read."""
    if document.answers and note_words.shortly(document.notes):
        return "triangle-alert", "warning"
    return _LOOKS[document.state]


def modified_word(document: Document) -> str:
    """The day of the last change as one says it; an empty text when it is not known."""
    if not document.modified:
        return ""
    return formats.day(datetime.fromtimestamp(document.modified, UTC))


def pages_word(document: Document) -> str:
    """The number of pages; an empty text for formats without pages."""
    return formats.number(document.pages) if document.pages else ""


def hint(document: Document) -> str:
    """What the tooltip of a row tells: the whole path, why it has its state, and what its text lacks."""
    lacking = [note_words.sentence(note) for note in document.notes] if document.answers else []
    return "\n".join([_state_hint(document), *lacking])


def _state_hint(document: Document) -> str:
    if document.state is DocumentState.COPY and document.copy_of:
        words = translate("DocumentRows", "%1\nThe same as %2; it is read once.")
        return fill(words, shown_name(document.path), shown_name(document.copy_of))
    if document.state is DocumentState.CHANGED:
        words = translate("DocumentRows", "%1\nThe file has changed; the text read before answers.")
        why = [problems.sentence(document.problem)] if document.code else []
        return "\n".join([fill(words, shown_name(document.path)), *why])
    if document.state is DocumentState.MISSING:
        words = translate(
            "DocumentRows", "%1\nThe file is gone: it answers no more. It comes back with its file."
        )
        return fill(words, shown_name(document.path))
    if document.state is DocumentState.UNREACHABLE:
        words = translate(
            "DocumentRows", "%1\nIts folder cannot be reached now; the text read before answers."
        )
        return fill(words, shown_name(document.path))
    if document.code:
        return f"{shown_name(document.path)}\n{problems.sentence(document.problem)}"
    return shown_name(document.path)


def sort_key(column: int) -> Callable[[Document], Any]:
    """The order of a column; names decide among equals."""
    keys: dict[int, Callable[[Document], Any]] = {
        NAME: lambda d: _natural(name_of(d)),
        FOLDER: lambda d: (_natural(folder_of(d)), _natural(name_of(d))),
        PAGES: lambda d: (d.pages, _natural(name_of(d))),
        STATE: lambda d: (_ORDER[d.state], d.percent, _natural(name_of(d))),
        MODIFIED: lambda d: (d.modified, _natural(name_of(d))),
    }
    return keys[column]


@lru_cache(maxsize=KEPT)
def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers by value: "No 9" before "No 17". Words stand at even, numbers at odd places."""
    parts = _DIGITS.split(text.casefold())
    return tuple((int(part[:18]), "") if at % 2 else (0, part) for at, part in enumerate(parts))
