"""Passages for the tests of answering."""

import uuid

from workers.contract.specs.search import Passage


def passage(text: str, *, name: str, heading: str = "", start: int = 0, page: int = 1) -> Passage:
    """A passage of a document called `name`; its ids follow from the name."""
    return Passage(
        chunk=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}#{start}")),
        document=str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
        name=name,
        path=f"/{name}",
        page=page,
        page_end=page,
        start=start,
        end=start + len(text),
        heading=heading,
        text=text,
        score=1.0,
    )
