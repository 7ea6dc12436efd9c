"""Where the answer to an exam question stands, for the page beside it."""

from typing import TYPE_CHECKING

from workers.contract.exam import ExamText
from workers.contract.specs import Citation

if TYPE_CHECKING:
    from desktop.app import Application


def place_of(application: "Application", base: str, text: ExamText) -> Citation | None:
    """None when that is not known, or the document is no longer in the base."""
    documents = application.documents.list(base) if base else []
    path = next((one.path for one in documents if one.id == text.document), "")
    if not text.document or not path:
        return None
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return Citation(0, text.document, name, text.page, text.start, text.end, text.quote)
