"""The address of a place in a document, as the window's pages go to it: "document:ID/PAGE/START/END"."""

from workers.contract.specs.answers import Citation

PAGE = "document"


def address(place: Citation) -> str:
    """Where the window goes to show a place."""
    return f"{PAGE}:{place.document}/{place.page}/{place.start}/{place.end}"


def parsed(untrusted: str) -> tuple[str, int, int, int]:
    """Document, page, start and end of what stands behind the colon; zeros for what is missing."""
    document, *numbers = untrusted.split("/")
    page, start, end, *_ = (*(int(one) for one in numbers if one.isdigit()), 0, 0, 0)
    return document, page, start, end
