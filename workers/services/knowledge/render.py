"""The `render` message: the place in a document, as a drawn page or as text around it."""

from bisect import bisect_right

from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Page, Render
from workers.contract.notes import NoteCode
from workers.contract.specs import ItemStatus, PageView
from workers.engines.stores.text_rows import StoredContent, StoredDocument
from workers.reading import recognition
from workers.reading.find_files import look
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge import sheets
from workers.services.knowledge.base import OpenBase
from workers.text import heading_path

_WINDOW, _SHEET = 6000, 16_000  # characters around a place: of a text, of a sheet
# Where images of this base's pages lie, so that removing a document removes them.
PAGES_FACT = "pages"
CURRENT, CHANGED, MISSING, UNREACHABLE = "current", "changed", "missing", "unreachable"
_DRAWN = ("pdf", "picture")


def show(base: OpenBase, message: Render, readers: ReaderPool, context: Context) -> Page:
    """The page that holds offset `start` (or page `page`) with start…end highlighted. Raises FILE_MISSING
    when the base does not know the document, EMPTY_FILE when nothing of it was ever read."""
    document = base.text.document(message.document)
    if document is None:
        raise ProblemError(Code.FILE_MISSING)
    content = base.text.content(document.content) if document.content else None
    if content is None:
        raise ProblemError(Code.EMPTY_FILE)
    index = _page_index(content, message)
    file = look(document.path)
    away = UNREACHABLE if document.status is ItemStatus.UNREACHABLE else MISSING
    state = away if file.size < 0 else CURRENT
    if state == CURRENT and (file.size, file.modified) != (document.size, document.modified):
        state = CHANGED
    if content.kind in _DRAWN and index is not None and state != away and message.folder:
        view = _draw(base, document, content, index, message, readers, context)
        if view is not None and view.state == CURRENT:
            return Page(message.request, view)
        state = view.state if view is not None else state
    return Page(message.request, _text(base, document, content, index, message, state))


def _page_index(content: StoredContent, message: Render) -> int | None:
    """Index into `content.spans`, None for formats without pages."""
    if not content.spans:
        return None
    if message.page:
        return max(0, min(message.page, len(content.spans)) - 1)
    return max(0, bisect_right([start for _, start, _, _ in content.spans], message.start) - 1)


def _draw(
    base: OpenBase, document: StoredDocument, content: StoredContent, index: int, message: Render,
    readers: ReaderPool, context: Context,
) -> PageView | None:  # fmt: skip
    """The drawn page, in the state CHANGED when the file no longer holds the indexed one; None when it cannot
    be drawn: it has a password, is broken, or its reader gave up."""
    number, start, end, _ = content.spans[index]
    if base.text.fact(PAGES_FACT) != message.folder:
        base.text.set_fact(PAGES_FACT, message.folder)
    recognised = None
    if any(note.code is NoteCode.RECOGNISED and number in note.pages for note in content.notes):
        recognised = base.text.recognised(content.hash, recognition.FINGERPRINT).get(number)
    quote = max(message.start, start) - start, min(message.end, end) - start
    try:
        drawn = readers.render(
            document.path, number, quote[0], max(quote), content.text[start:end], message.width,
            message.folder, cancelled=lambda: context.cancelled, recognised=recognised,
        )  # fmt: skip
    except ProblemError:
        return None
    if drawn.changed:
        return PageView(document.id, number, drawn.pages, state=CHANGED)
    return PageView(
        document.id, number, drawn.pages, drawn.image, drawn.width, drawn.height, drawn.boxes,
        content.text[start:end], _highlight(quote[0], quote[1], end - start), CURRENT,
        _heading(content, max(message.start, start)),
    )  # fmt: skip


def _text(
    base: OpenBase, document: StoredDocument, content: StoredContent, index: int | None, message: Render,
    state: str,
) -> PageView:  # fmt: skip
    """The stored text of the page, or a window of it around the place; of a sheet its rows."""
    number, start, end = 0, 0, len(content.text)
    if index is not None:
        number, start, end, _ = content.spans[index]
    place = min(max(message.start, start), end)
    sheet = content.kind in sheets.KINDS
    window = _SHEET if sheet else _WINDOW
    if end - start > window:
        middle = (place + min(max(message.end, place), end)) // 2
        start = min(max(start, middle - window // 2), end - window)
        end = start + window
        start, end = _to_lines(content.text, start, end, place)
    text = content.text[start:end]
    highlight = _highlight(message.start - start, message.end - start, len(text))
    quote = (message.start, message.end)
    rows = sheets.rows_between(base.text, content, start, end, quote) if sheet else ()
    return PageView(
        document.id, number, len(content.spans), text=text, highlight=highlight, state=state,
        heading=_heading(content, place), rows=rows,
    )  # fmt: skip


def _to_lines(text: str, start: int, end: int, place: int) -> tuple[int, int]:
    """Move the borders of a window inwards to line breaks, when some are near."""
    first = text.find("\n", start, min(start + 400, place)) if start else -1
    last = text.rfind("\n", max(end - 400, place), end) if end < len(text) else -1
    return (first + 1 if first >= 0 else start), (last if last >= 0 else end)


def _highlight(start: int, end: int, length: int) -> tuple[int, ...]:
    """A half-open range within the text, () when there is none."""
    start, end = max(start, 0), min(end, length)
    return (start, end) if start < end else ()


def _heading(content: StoredContent, place: int) -> str:
    """The path of headings above a place."""
    above = [(level, text) for start, level, text in content.headings if start <= place]
    return heading_path.joined(heading_path.nested(above)[-1], ()) if above else ""
