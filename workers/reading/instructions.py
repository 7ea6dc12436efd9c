"""Notes on words of a document that speak to a language model instead of its readers."""

from dataclasses import replace

from workers.contract.notes import Note, NoteCode
from workers.reading.document import ExtractedDocument
from workers.text import planted_orders
from workers.text.shortening import shorten

_SHOWN = 60  # characters of the first one
_TOKEN = 12  # what is no longer is a mark of a format alone


def noted(document: ExtractedDocument, name: str) -> ExtractedDocument:
    """The document with a note of what in its text, or in the `name` of its file, is an order to a model. The
    text stays as it is: it is left out where a model reads it."""
    spans = [span for span in planted_orders.orders(document.text) if span[1] - span[0] > _TOKEN]
    said = [" ".join(document.text[start:end].split()) for start, end in spans]
    if planted_orders.is_order(name):
        said.insert(0, name)
    if not said:
        return document
    pages = {
        page.number for page in document.pages for start, _ in spans if page.start <= start < max(page.end, 1)
    }
    first = shorten(said[0], _SHOWN)
    note = Note(NoteCode.PLANTED_ORDERS, first, tuple(sorted(pages)), len(said))
    return replace(document, notes=(*document.notes, note))
