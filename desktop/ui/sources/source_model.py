"""What the source panel shows: which source of which answer, its page, the words on it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.entities import Document
from desktop.core.feature_ports import Documents, Pages
from desktop.core.future import CancelledError
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words import note_words
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import ProblemError
from workers.contract.specs import Citation, PageView, TableAnswer
from workers.text import heading_path

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
WIDTH_STEP = 128  # px: widths are rounded up, so that the cache of pages is used
WIDEST = 2560


class SourceModel(QObject):
    """The window never opens the document: a reader process renders the page.

    Signals: `changed` the source, its view or zoom is another; `closed` nothing is shown any more.
    """

    changed = Signal()
    closed = Signal()

    def __init__(self, bases: BaseService, documents: Documents, pages: Pages) -> None:
        super().__init__()
        self._bases, self._documents, self._pages = bases, documents, pages
        self.sources: tuple[Citation, ...] = ()
        self.index = -1
        self.message = ""
        self.view: PageView | None = None
        self.table: TableAnswer | None = None  # whose rows are shown instead of a page
        self.loading = False
        self.problem = ""
        self.zoom = 100
        self._width, self._base, self._asked = 704, "", 0

    @property
    def current(self) -> Citation | None:
        """The source that is shown."""
        return self.sources[self.index] if 0 <= self.index < len(self.sources) else None

    def show(self, sources: Sequence[Citation], index: int, message: str) -> None:
        """Open source `index` of the answer `message`; the others are reached by previous and next."""
        self._base = self._bases.current
        self.sources, self.index, self.message = tuple(sources), index, message
        self._render(fresh=True)

    def show_table(self, table: TableAnswer, message: str) -> None:
        """Show the rows that the answer `message` was reckoned from."""
        self._asked += 1
        self._base = self._bases.current
        self.sources, self.index, self.message = table.citations[:1], 0, message
        self.view, self.table, self.loading, self.problem = None, table, False, ""
        self.changed.emit()

    def show_document(self, document: str, name: str) -> None:
        """Open the first page of a document (the preview of the documents page)."""
        self.show([Citation(0, document, name, 1, 0, 0, "")], 0, "")

    def step(self, by: int) -> None:
        """The next (1) or previous (-1) source of the same answer."""
        if self.sources and 0 <= self.index + by < len(self.sources):
            self.index += by
            self._render(fresh=True)

    def close(self) -> None:
        """Forget all sources; a page that is still being rendered is not shown any more."""
        self._asked += 1
        self.sources, self.index, self.message, self.view, self.table = (), -1, "", None, None
        self.closed.emit()

    def set_zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1)."""
        at = ZOOMS.index(self.zoom) + by
        if 0 <= at < len(ZOOMS):
            self.zoom = ZOOMS[at]
            self.changed.emit()
            self._render_if_sharper()

    def set_width(self, pixels: int) -> None:
        """Device pixels of the page at 100 %; a sharper image is asked for when it is needed."""
        self._width = max(pixels, 256)
        self._render_if_sharper()

    def path(self) -> str:
        """Where the document lies; "" when it is not known."""
        document = self._document()
        return "" if document is None else document.path

    def lacks(self) -> tuple[str, ...]:
        """What the text of the document lacks: sentences about the page that is shown, or the whole."""
        document = self._document()
        if document is None:
            return ()
        page = self.view.page if self.view is not None else 0
        notes = [note for note in document.notes if not note.pages or page in note.pages]
        return tuple(note_words.sentence(note, page) for note in notes)

    def _document(self) -> Document | None:
        source = self.current
        return None if source is None else self._documents.get(self._base, source.document)

    def place(self) -> str:
        """ "Section 4 · page 4 of 12": what is known of the place."""
        view, source = self.view, self.current
        if source is None:
            return ""
        if self.table is not None:
            return self.table.label or self.table.caption
        heading = heading_path.last_title((view.heading if view is not None else "") or source.heading)
        page = view.page if view is not None else source.page
        pages = view.pages if view is not None else 0
        parts = [heading] if heading else []
        if page and pages:
            parts.append(fill(self.tr("page %1 of %2"), page, pages))
        elif page:
            parts.append(fill(self.tr("page %1"), page))
        return " · ".join(parts)

    # --- rendering ---

    def _wanted(self) -> int:
        width = self._width * max(self.zoom, 100) // 100
        return min(-(-width // WIDTH_STEP) * WIDTH_STEP, WIDEST)

    def _render_if_sharper(self) -> None:
        shown = self.view
        if shown is not None and shown.image and shown.width < self._wanted() and not self.loading:
            self._render(fresh=False)

    def _render(self, fresh: bool) -> None:
        source = self.current
        if source is None:
            return
        self._asked += 1
        asked = self._asked
        self.loading, self.problem, self.table = True, "", None
        if fresh:
            self.view = None
        self.changed.emit()
        whole = source.end <= source.start
        pending = self._pages.render(
            self._base, source.document, source.start, source.end, page=source.page if whole else 0,
            width=self._wanted(),
        )  # fmt: skip
        pending.then(lambda view: self._rendered(asked, view), lambda error: self._failed(asked, error))

    def _rendered(self, asked: int, view: PageView) -> None:
        if asked == self._asked:
            self.view, self.loading = view, False
            self.changed.emit()

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked != self._asked:
            return
        if isinstance(error, CancelledError):
            return  # the window is closing
        if not isinstance(error, ProblemError):
            raise error
        self.loading = False
        self.problem = in_full(error.problem)
        self.changed.emit()
