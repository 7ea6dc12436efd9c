"""What the viewer shows of a document: its pages as they are asked for, the quoted place, what was found."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.entities import Document
from desktop.core.feature_ports import Documents, Pages
from desktop.core.future import CancelledError, Future
from desktop.ui.listening import single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words import note_words
from desktop.ui.words.problem_text import error_text
from workers.contract.messages import Found
from workers.contract.paths import shown_name
from workers.contract.specs.pages import DocumentOutline, PageView, Shown

ZOOMS = (25, 50, 75, 100, 125, 150, 200, 300)
WIDTH_STEP = 128  # px: widths are rounded up, so that the cache of pages is used
WIDEST = 2560
FIND_MS = 150  # after the last letter of words to find
_KEPT = 40  # pages whose words are kept
Range = tuple[int, int]
NOWHERE: Range = (0, 0)


class DocumentModel(ProblemReporter, QObject):
    """The window never opens the document: a reader process draws its pages.

    Signals: `opened` another document, or another version of it; `moved` the quoted place, or the hit that is
    shown, is another: it is to be brought into view; `drawn(index)` the view of a page came; `found` other
    hits; `changed` zoom, page or problem; `closed` nothing is shown any more; `message(sentence)`.
    """

    opened = Signal()
    moved = Signal()
    drawn = Signal(int)
    found = Signal()
    changed = Signal()
    closed = Signal()
    message = Signal(str)

    def __init__(self, bases: BaseService, documents: Documents, pages: Pages) -> None:
        super().__init__()
        self._bases, self._documents, self._pages = bases, documents, pages
        self.base = self.id = self.problem = self.words = ""
        self.outline: DocumentOutline | None = None
        self.loading = False
        self.zoom, self.page = 100, 0  # per cent of the fitting width; index of the page in view
        self.quote = self._target = NOWHERE
        self.hits: tuple[Range, ...] = ()
        self.total, self.hit = 0, -1
        self._views: OrderedDict[int, PageView] = OrderedDict()
        self._pending: dict[int, tuple[int, Future[PageView]]] = {}
        self._place_page = 0  # of a place that names its page alone
        self._asked = 0
        self._finding = single_shot_timer(self, FIND_MS, self._find)

    # --- which document ---

    def open(self, document: str, page: int = 0, start: int = 0, end: int = 0) -> None:
        """Show a document with the words between two offsets marked, or from page `page` (from 1) on."""
        base = self._bases.current
        self.quote, self._place_page = (start, end), page
        same = (base, document) == (self.base, self.id) and self.outline is not None and not self.problem
        if not same:
            self.forget()
            self.base, self.id = base, document
        elif self.outline is not None:
            self._to_place()
        self._describe(quietly=same)

    def forget(self) -> None:
        """Show nothing; what is being drawn is not wanted any more."""
        self._asked += 1
        self._drop_views()
        self.base = self.id = self.problem = self.words = ""
        self.outline, self.loading = None, False
        self.hits, self.total, self.hit, self.page = (), 0, -1, 0
        self.closed.emit()

    def _describe(self, *, quietly: bool) -> None:
        self._asked += 1
        asked = self._asked
        if not quietly:
            self.loading = True
            self.changed.emit()
        self._pages.describe(self.base, self.id).then(
            lambda outline: self._described(asked, outline), lambda error: self._failed(asked, error)
        )

    def _described(self, asked: int, outline: DocumentOutline) -> None:
        if outline.shown is Shown.PAGES and outline.parts and self.quote[0] >= outline.parts[0].start:
            outline = replace(outline, shown=Shown.TEXT)  # the place is in a file inside, on no page
        if asked != self._asked or (outline == self.outline and not self.loading):
            return
        self.outline, self.loading, self.problem = outline, False, ""
        self._drop_views()
        self.opened.emit()
        self._to_place()

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked or isinstance(error, CancelledError):
            return
        self.loading, self.problem = False, error_text(error)
        self.changed.emit()

    def _drop_views(self) -> None:
        self._views.clear()
        for _, pending in self._pending.values():
            pending.cancel()
        self._pending.clear()

    # --- pages ---

    @property
    def pages(self) -> int:
        """How many pages, slides or sheets there are; 0 for a text without them."""
        return len(self.outline.starts) if self.outline is not None else 0

    @property
    def shown(self) -> Shown | None:
        """How it is shown; None before that is known."""
        return self.outline.shown if self.outline is not None else None

    def page_of(self, offset: int) -> int:
        """Index of the page that holds an offset."""
        starts = self.outline.starts if self.outline is not None else ()
        return max(sum(start <= offset for start in starts) - 1, 0)

    def bounds(self, page: int) -> Range:
        """Where a page begins and ends in the text."""
        outline = self.outline
        if outline is None or not outline.starts:
            return 0, outline.length if outline is not None else 0
        last = page + 1 >= len(outline.starts)
        return outline.starts[page], outline.length if last else outline.starts[page + 1]

    def view(self, page: int) -> PageView | None:
        """What is known of a page."""
        return self._views.get(page)

    def want(self, pages: Sequence[int], width: int) -> None:
        """These pages are in view, `width` device pixels wide; others are not drawn any more."""
        width = min(-(-max(width, 256) // WIDTH_STEP) * WIDTH_STEP, WIDEST)
        for page in [page for page in self._pending if page not in pages]:
            self._pending.pop(page)[1].cancel()
        for page in pages:
            known = self._views.get(page)
            if known is not None and (not known.image or known.width >= width):
                self._views.move_to_end(page)
            elif page not in self._pending or self._pending[page][0] < width:
                self._draw(page, width)

    def draw(self, page: int, width: int) -> Future[PageView]:
        """A page for another purpose than to be read here: a small picture of it, or one for paper."""
        return self._pages.draw(self.base, self.id, page + 1, width)

    def part(self, start: int, end: int) -> Future[PageView]:
        """A part of the stored text."""
        return self._pages.part(self.base, self.id, (start, end), self.quote)

    def _draw(self, page: int, width: int) -> None:
        if page in self._pending:
            self._pending.pop(page)[1].cancel()
        asked = self._asked
        pending = self.draw(page, width)
        self._pending[page] = width, pending

        def came(view: PageView) -> None:
            if self._pending.get(page, (0, None))[1] is not pending:
                return
            del self._pending[page]
            if view.state != "current":
                self._describe(quietly=True)
            self._views[page] = view
            while len(self._views) > _KEPT:
                self._views.popitem(last=False)
            self.drawn.emit(page)

        pending.then(came, lambda error: self._failed(asked, error))

    # --- where in it ---

    def go_to(self, page: int) -> None:
        """Show a page (its index) from its top."""
        if self.pages:
            self.hit, self._target = -1, NOWHERE
            self.page = min(max(page, 0), self.pages - 1)
            self.moved.emit()
            self.changed.emit()

    def show_offset(self, offset: int) -> None:
        """Show what begins at an offset of the text."""
        self.hit, self._target = -1, (offset, offset + 1)
        self.page = self.page_of(offset)
        self.moved.emit()
        self.changed.emit()

    def scrolled_to(self, page: int) -> None:
        """The reader scrolled to a page."""
        if page != self.page:
            self.page = page
            self.changed.emit()

    @property
    def place(self) -> Range:
        """The words to bring into view; empty ones stand for the top of the page."""
        return self.hits[self.hit] if 0 <= self.hit < len(self.hits) else self._target

    def _to_place(self) -> None:
        start, end = self._target = self.quote
        self.hit = -1
        self.page = self.page_of(start) if start < end else min(max(self._place_page, 1), self.pages or 1) - 1
        self.moved.emit()
        self.changed.emit()

    def set_zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1)."""
        nearer = [zoom for zoom in ZOOMS if (zoom > self.zoom if by > 0 else zoom < self.zoom)]
        if nearer:
            self.zoom_to(nearer[0] if by > 0 else nearer[-1])

    def zoom_to(self, percent: int) -> None:
        """Per cent of the fitting width."""
        percent = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        if percent != self.zoom:
            self.zoom = percent
            self.changed.emit()

    # --- finding ---

    def find(self, words: str) -> None:
        """Look for words as they are typed; "" ends it."""
        self.words = words.strip()
        if self.words:
            self._finding.start()
        else:
            self._finding.stop()
            self._show_hits(Found("", (), 0))

    def step_hit(self, by: int) -> None:
        """The next (1) or previous (-1) hit."""
        if self._finding.isActive():
            self._finding.stop()
            self._find()
        elif self.hits:
            self.hit = (self.hit + by) % len(self.hits)
            self.page = self.page_of(self.hits[self.hit][0])
            self.moved.emit()
            self.found.emit()
            self.changed.emit()

    def _find(self) -> None:
        if not self.id or not self.words:
            return
        asked, words = self._asked, self.words

        def came(hits: Found) -> None:
            if words == self.words and self.id:
                self._show_hits(hits)

        self._pages.find(self.base, self.id, words).then(came, lambda error: self._failed(asked, error))

    def _show_hits(self, found: Found) -> None:
        self.hits, self.total = found.hits, found.total
        start, _ = self.bounds(self.page) if self.outline is not None else (0, 0)
        here = [at for at, (begin, _) in enumerate(self.hits) if begin >= start]
        self.hit = (here or [0])[0] - 1 if self.hits else -1
        if self.hits:
            self.step_hit(1)
        else:
            self.found.emit()

    # --- the file ---

    def document(self) -> Document | None:
        """What is known of the file."""
        return self._documents.get(self.base, self.id) if self.id else None

    def path(self) -> str:
        """Where the file lies; "" when that is not known."""
        document = self.document()
        return document.path if document is not None else self._pages.path_of(self.id)

    def name_of(self, document: str) -> str:
        """The name of a document's file; "" of one that is not known."""
        found = self._documents.get(self._bases.current, document)
        return shown_name(PurePath(found.path).name) if found is not None else ""

    def notes(self, page: int | None = None) -> tuple[str, ...]:
        """What the text of the document lacks: sentences about one page, or about all of it (None)."""
        document = self.document()
        if document is None:
            return ()
        if page is None:
            return tuple(note_words.sentence(note, 0) for note in document.notes if not note.pages)
        number = page + 1
        here = [replace(note, pages=(number,)) for note in document.notes if number in note.pages]
        return tuple(note_words.sentence(note, number) for note in here)
