"""The `describe` message: what a document is made of, and how it can be shown now."""

from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Describe, Described
from workers.contract.specs.bases import ItemStatus
from workers.contract.specs.pages import DocumentOutline, InnerFile, Shown
from workers.engines.stores.text_rows import StoredContent, StoredDocument
from workers.reading.find_files import stat_file
from workers.reading.inside import ATTACHMENT
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.showing import sheets

DRAWN = ("pdf", "picture")
CURRENT, CHANGED, MISSING, UNREACHABLE = "current", "changed", "missing", "unreachable"
_MOST_PARTS = 1000


def stored(base: OpenBase, document: str) -> tuple[StoredDocument, StoredContent]:
    """A document with its text. Raises FILE_MISSING when the base does not know it, EMPTY_FILE when nothing
    of it was ever read."""
    found = base.text.document(document)
    if found is None:
        raise ProblemError(Code.FILE_MISSING)
    content = base.text.content(found.content) if found.content else None
    if content is None:
        raise ProblemError(Code.EMPTY_FILE)
    return found, content


def state_of(document: StoredDocument) -> str:
    """Whether the file is still what was read."""
    file = stat_file(document.path)
    if file.size < 0:
        return UNREACHABLE if document.status is ItemStatus.UNREACHABLE else MISSING
    return CURRENT if (file.size, file.modified) == (document.size, document.modified) else CHANGED


def describe(base: OpenBase, message: Describe, readers: ReaderPool, context: Context) -> Described:
    """Raises as `stored` does."""
    document, content = stored(base, message.document)
    state = state_of(document)
    ratios: tuple[float, ...] = ()
    shown = Shown.SHEETS if content.kind in sheets.KINDS else Shown.TEXT
    if content.kind in DRAWN and content.spans and state == CURRENT:
        ratios = _ratios(document, content, readers, context)
        shown = Shown.PAGES if ratios else shown
    pages_end = content.spans[-1][2] if shown is Shown.PAGES else 0
    labels = tuple(label for *_, label in content.spans)
    return Described(
        message.request,
        DocumentOutline(
            document.id,
            content.kind,
            shown,
            state,
            len(content.text),
            tuple(start for _, start, _, _ in content.spans),
            labels if any(labels) else (),
            ratios,
            tuple(
                InnerFile(start, text.removeprefix(ATTACHMENT))
                for start, _, text in content.headings
                if text.startswith(ATTACHMENT) and start >= pages_end
            )[:_MOST_PARTS],
            content.title,
        ),
    )


def _ratios(
    document: StoredDocument, content: StoredContent, readers: ReaderPool, context: Context
) -> tuple[float, ...]:
    """() when the pages cannot be drawn: the file has a password, is broken, or its reader gave up. A page
    without text of its own is a page all the same."""
    try:
        every = readers.measure(document.path, cancelled=lambda: context.cancelled)
    except ProblemError:
        return ()
    numbers = [number for number, *_ in content.spans]
    return tuple(every[number - 1] for number in numbers) if max(numbers) <= len(every) else ()
