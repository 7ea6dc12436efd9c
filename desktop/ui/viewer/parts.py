"""Parts of a long stored text as they are wanted: around a place first, then on at both ends."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.future import CancelledError, Future
from desktop.ui.viewer.document_model import DocumentModel, Range
from workers.contract.codes import ProblemError
from workers.contract.specs.pages import PageView

_PART = 30_000  # characters asked for at once: some twenty pages
_BEFORE = 8_000  # of these before a place


class TextParts(QObject):
    """Signals: `begun(PageView)` another place, of which this is the first part; `before(PageView)` and
    `after(PageView)` what comes above and below."""

    begun = Signal(object)
    before = Signal(object)
    after = Signal(object)

    def __init__(self, model: DocumentModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.start = self.end = 0  # what is there, as offsets into the document
        self._bounds: Range = (0, 0)
        self._pending: Future[PageView] | None = None

    def show_place(self, bounds: Range, offset: int) -> bool:
        """Bring the part that holds `offset`, within `bounds` of the text (a sheet, or all of it). True when
        it is there already."""
        if bounds == self._bounds and self.start <= offset < self.end:
            return True
        self._bounds = bounds
        start = max(bounds[0], offset - _BEFORE)
        self._ask(start, min(start + _PART, bounds[1]), self.begun.emit)
        return False

    def forget(self) -> None:
        """Another document."""
        self._bounds, self.start, self.end = (0, 0), 0, 0
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None

    def extend(self, *, up: bool) -> None:
        """The reader comes to an end of what is there."""
        if self._pending is not None or self.start >= self.end:
            return
        if up and self.start > self._bounds[0]:
            self._ask(max(self.start - _PART, self._bounds[0]), self.start, self.before.emit)
        elif not up and self.end < self._bounds[1]:
            self._ask(self.end, min(self.end + _PART, self._bounds[1]), self.after.emit)

    def _ask(self, start: int, end: int, tell: Callable[[PageView], None]) -> None:
        if self._pending is not None:
            self._pending.cancel()
        pending = self._pending = self._model.part(start, end)

        def came(view: PageView) -> None:
            if self._pending is not pending:
                return
            self._pending = None
            first, last = view.start, view.start + len(view.text)
            fresh = tell == self.begun.emit
            self.start = first if fresh else min(self.start, first)
            self.end = last if fresh else max(self.end, last)
            tell(view)

        def failed(error: BaseException) -> None:
            if self._pending is pending:
                self._pending = None
            if not isinstance(error, CancelledError | ProblemError):
                raise error

        pending.then(came, failed)
