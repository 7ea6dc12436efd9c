"""Where the answer to an exam question stands, for the page beside it."""

from desktop.core.feature_ports import Documents
from workers.contract.exam import ExamText
from workers.contract.specs import Citation


def place_of(documents: Documents, base: str, text: ExamText) -> Citation | None:
    """None when that is not known, or the document is no longer in the base."""
    rows = documents.list(base) if base else []
    path = next((one.path for one in rows if one.id == text.document), "")
    if not text.document or not path:
        return None
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return Citation(0, text.document, name, text.page, text.start, text.end, text.quote)
