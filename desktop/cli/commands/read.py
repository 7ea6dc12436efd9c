"""`bukvar read`: what is read of one file, page by page, with what is not."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, Call
from desktop.cli.passwords import passwords_of
from desktop.ui.words import note_words
from workers.contract.notes import Note
from workers.contract.reading import ExtractedDocument, PageSpan

if TYPE_CHECKING:
    from desktop.app import Application


async def read(application: "Application", call: Call) -> int:
    """A row a page (page 0 where the format has none), then a row for what belongs to no page."""
    path = str(call.path(call.arguments.file))
    document = await application.pages.read_file(path, passwords_of(call))
    for page in document.pages or (PageSpan(0, 0, len(document.text)),):
        mine = [note for note in document.notes if page.number in note.pages]
        text = document.text[page.start : page.end]
        head = " ".join(part for part in (str(page.number or ""), page.label) if part)
        lines = [f"[{head}]" if head else "", text, *(f"! {note_words.sentence(note)}" for note in mine)]
        values = {
            "page": page.number, "label": page.label, "text": text,
            "headings": [one.text for one in document.headings if page.start <= one.start < page.end],
            "notes": [_note(note) for note in mine],
        }  # fmt: skip
        call.output.row(values, "\n".join(line for line in lines if line))
    _whole(document, call)
    return DONE


def _whole(document: ExtractedDocument, call: Call) -> None:
    others = [note for note in document.notes if not note.pages]
    values = {
        "kind": document.kind, "title": document.title, "pages": len(document.pages),
        "characters": len(document.text), "notes": [_note(note) for note in others],
    }  # fmt: skip
    lines = [document.kind, *(f"! {note_words.sentence(note)}" for note in others)]
    call.output.row(values, "\n".join(lines))


def _note(note: Note) -> dict[str, object]:
    return {
        "code": note.code, "place": note.place, "pages": list(note.pages), "count": note.count,
        "sentence": note_words.sentence(note),
    }  # fmt: skip
