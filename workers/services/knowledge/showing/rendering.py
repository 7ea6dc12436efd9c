"""The `render` message: the place in a document, as a drawn page or as text around it."""

from bisect import bisect_right

from workers.contract.codes import ProblemError
from workers.contract.messages import PageReply, Render
from workers.contract.notes import NoteCode
from workers.contract.specs.pages import PageView
from workers.engines.stores.text_rows import StoredContent, StoredDocument
from workers.reading import recognition
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.showing import sheets
from workers.services.knowledge.showing.describing import (
    CHANGED,
    CURRENT,
    DRAWN,
    MISSING,
    UNREACHABLE,
    state_of,
    stored,
)
from workers.text import heading_path

_WINDOW, _SHEET = 6000, 16_000  # characters around a place: of a text, of a sheet
_PART = 60_000  # characters of a part that is asked for: what is told of it fits into one line
# Where images of this base's pages lie, so that removing a document removes them.
PAGES_FACT = "pages"


def show(base: OpenBase, message: Render, readers: ReaderPool, context: Context) -> PageReply:
    """The page that holds offset `start` (or page `page`) with start…end highlighted, or the part of the
    text that was asked for. Raises as `describing.stored` does."""
    document, content = stored(base, message.document)
    state = state_of(document)
    if message.part:
        return PageReply(message.request, _text(base, document, content, None, message, state))
    index = _page_index(content, message)
    if content.kind in DRAWN and index is not None and state not in (MISSING, UNREACHABLE) and message.folder:
        view = _draw(base, document, content, index, message, readers, context)
        if view is not None and view.state == CURRENT:
            return PageReply(message.request, view)
        state = view.state if view is not None else state
    return PageReply(message.request, _text(base, document, content, index, message, state))


def _page_index(content: StoredContent, message: Render) -> int | None:
    """Index into `content.spans`, None for formats without pages and for what stands behind them."""
    if not content.spans:
        return None
    if message.page:
        return max(0, min(message.page, len(content.spans)) - 1)
    if content.kind in DRAWN and content.spans[-1][2] <= message.start < len(content.text):
        return None  # in a file inside, which is on no page
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
            message.folder, cancelled=lambda: context.cancelled, recognised=recognised, words=message.words,
        )  # fmt: skip
    except ProblemError:
        return None
    if drawn.changed:
        return PageView(document.id, number, drawn.pages, state=CHANGED)
    return PageView(
        document.id, number, drawn.pages, drawn.image, drawn.width, drawn.height, drawn.boxes,
        content.text[start:end], _highlight(quote[0], quote[1], end - start), CURRENT,
        _heading(content, max(message.start, start)), start=start, words=drawn.words,
    )  # fmt: skip


def _text(
    base: OpenBase, document: StoredDocument, content: StoredContent, index: int | None, message: Render,
    state: str,
) -> PageView:  # fmt: skip
    """The stored text of the page, or a window of it around the place, or the part that was asked for; of a
    sheet its rows."""
    number, start, end = 0, 0, len(content.text)
    if index is not None:
        number, start, end, _ = content.spans[index]
    elif message.part:
        start, end = _bounds(message.part, end)
    place = min(max(message.start, start), end)
    sheet = content.kind in sheets.KINDS
    window = _SHEET if sheet else _WINDOW
    if end - start > window and not message.part:
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
        heading=_heading(content, place), rows=rows, start=start,
    )  # fmt: skip


def _bounds(untrusted_part: tuple[int, ...], length: int) -> tuple[int, int]:
    """The part within the text, no longer than a line of the wire takes."""
    start, end, *_ = (*untrusted_part, length)
    start = min(max(start, 0), length)
    return start, max(min(end, start + _PART, length), start)


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
