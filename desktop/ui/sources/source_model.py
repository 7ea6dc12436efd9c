"""What the source panel shows: which source of which answer, in its document."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.words.source_words import page_in_full
from workers.contract.specs.answers import Citation, TableAnswer
from workers.text import heading_path


class SourceModel(QObject):
    """Signals: `changed` the source, or what is shown of it, is another; `closed` nothing is shown."""

    changed = Signal()
    closed = Signal()

    def __init__(self, document: DocumentModel) -> None:
        """`document`: what a viewer shows of the source."""
        super().__init__()
        self.document = document
        document.setParent(self)
        document.changed.connect(self.changed)
        self.sources: tuple[Citation, ...] = ()
        self.index = -1
        self.message = ""
        self.table: TableAnswer | None = None  # whose rows are shown instead of a page

    @property
    def current(self) -> Citation | None:
        """The source that is shown."""
        return self.sources[self.index] if 0 <= self.index < len(self.sources) else None

    def show(self, sources: Sequence[Citation], index: int, message: str) -> None:
        """Open source `index` of the answer `message`; the others are reached by previous and next."""
        self.sources, self.index, self.message = tuple(sources), index, message
        self._open()

    def show_table(self, table: TableAnswer, message: str) -> None:
        """Show the rows that the answer `message` was reckoned from."""
        self.sources, self.index, self.message = table.citations[:1], 0, message
        self.table = table
        self.changed.emit()

    def show_document(self, document: str, name: str) -> None:
        """Open the first page of a document (the preview of the documents page)."""
        self.show([Citation(0, document, name, 0, 0, 0, "")], 0, "")

    def show_place(self, document: str, page: int, start: int, end: int) -> None:
        """Open a document at a place that no answer named."""
        self.show([Citation(0, document, self.document.name_of(document), page, start, end, "")], 0, "")

    def step(self, by: int) -> None:
        """The next (1) or previous (-1) source of the same answer."""
        if self.sources and 0 <= self.index + by < len(self.sources):
            self.index += by
            self._open()

    def close(self) -> None:
        """Forget all sources; a page that is still being drawn is not shown any more."""
        self.sources, self.index, self.message, self.table = (), -1, "", None
        self.document.forget()
        self.closed.emit()

    def place(self) -> str:
        """ "Section 4 · page 4 of 12": what is known of the place."""
        source = self.current
        if source is None:
            return ""
        if self.table is not None:
            return self.table.label or self.table.caption
        heading = heading_path.last_title(source.heading)
        pages = self.document.pages
        parts = [heading] if heading else []
        if pages:
            parts.append(page_in_full(source.name, self.document.page + 1, pages))
        elif source.page:
            parts.append(page_in_full(source.name, source.page))
        return " · ".join(parts)

    def _open(self) -> None:
        source = self.current
        if source is not None:
            self.table = None
            self.document.open(source.document, source.page, source.start, source.end)
            self.changed.emit()
