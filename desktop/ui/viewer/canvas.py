"""What a document is shown on: drawn pages, sheets, or its text; a skeleton until it is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.page_strip import PageStrip
from desktop.ui.viewer.sheet_canvas import SheetCanvas
from desktop.ui.viewer.text_canvas import TextCanvas
from desktop.ui.widgets import Label, Skeleton
from desktop.ui.widgets.base import column, mark
from desktop.ui.widgets.label import Icon
from workers.contract.specs.pages import Shown


class Canvas(QStackedWidget):
    """Shows what its model says; of the kinds of canvas only those that are needed are made."""

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.model = model
        mark(self, fill="canvas")
        self._canvases: dict[Shown, PageStrip | SheetCanvas | TextCanvas] = {}
        self._waiting, self.nothing = QWidget(), QWidget()
        column(self._waiting, 0, (24, 24, 24, 24)).addWidget(Skeleton(5), 0, Qt.AlignmentFlag.AlignTop)
        self.note = Label("", "body", "secondary", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = column(self.nothing, 12, (32, 24, 32, 24))
        words.addStretch(1)
        words.addWidget(Icon("file-x", "text_tertiary", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        words.addWidget(self.note)
        words.addStretch(2)
        for widget in (self._waiting, self.nothing):
            self.addWidget(widget)
        model.opened.connect(self._opened)
        model.moved.connect(self._moved)
        model.changed.connect(self._changed)
        model.closed.connect(lambda: self.setCurrentWidget(self._waiting))

    @property
    def shown(self) -> PageStrip | SheetCanvas | TextCanvas | None:
        """The canvas in use; None while nothing is shown."""
        kind = self.model.shown
        return self._canvases.get(kind) if kind is not None and not self.model.problem else None

    def show_note(self, words: str) -> None:
        """Say why there is no document."""
        self.note.setText(words)
        self.setCurrentWidget(self.nothing)

    def fit(self, *, whole_page: bool = False) -> None:
        """A page as wide as the view, or seen whole; letters of the usual size where there are no pages."""
        strip = self.shown
        self.model.zoom_to(strip.fitting(whole_page=whole_page) if isinstance(strip, PageStrip) else 100)

    def _canvas(self, kind: Shown) -> PageStrip | SheetCanvas | TextCanvas:
        if kind not in self._canvases:
            canvas: PageStrip | SheetCanvas | TextCanvas
            if kind is Shown.PAGES:
                canvas = PageStrip(self.model)
            else:
                canvas = SheetCanvas(self.model) if kind is Shown.SHEETS else TextCanvas(self.model)
            canvas.zoom_wanted.connect(self.model.set_zoom)
            self.addWidget(canvas)
            self._canvases[kind] = canvas
        return self._canvases[kind]

    def _opened(self) -> None:
        if (kind := self.model.shown) is not None:
            canvas = self._canvas(kind)
            self.setCurrentWidget(canvas)
            canvas.show_document()
            self._zoom = self.model.zoom

    def _moved(self) -> None:
        if (canvas := self.shown) is not None:
            canvas.to_place()

    def _changed(self) -> None:
        if self.model.problem:
            self.show_note(self.model.problem)
        elif self.model.loading:
            self.setCurrentWidget(self._waiting)
        elif (canvas := self.shown) is not None and self._zoom != self.model.zoom:
            self._zoom = self.model.zoom
            if isinstance(canvas, PageStrip):
                canvas.lay_out()
            else:
                canvas.restyle()

    _zoom = 100
