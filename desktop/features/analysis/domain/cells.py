"""Cells of a table of facts: where each is kept, and what of an answer stands in it."""

from desktop.features.analysis.domain.analysis import Fact
from workers.text.shown_words import shown_words


def place_of(document: str, question: int) -> str:
    """Where the cell of a document (id) and a question (its number from 0) is kept."""
    return f"{question}/{document}"


def document_of(place: str) -> str:
    """Whose cell is kept at a place of `place_of`."""
    return place.partition("/")[2]


def short(fact: Fact) -> str:
    """What of an answer stands in a cell: what the model says behind a quotation, where that is supported,
    else all of it."""
    said = [fact.text[one.start : one.end] for one in fact.sentences if one.citations]
    told = [one for one in said if not one.startswith(">")]
    if told and len(told) < len(said):
        return " ".join(" ".join(map(shown_words, told)).split())
    return shown_words(fact.text)
