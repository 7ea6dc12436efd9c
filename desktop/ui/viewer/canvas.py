"""What a document is shown on: drawn pages, sheets, slides, or its text; a skeleton until it is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.page_strip import PageStrip
from desktop.ui.viewer.sheet_canvas import SheetCanvas
from desktop.ui.viewer.slide_canvas import SlideCanvas
from desktop.ui.viewer.text_canvas import SLIDES, TextCanvas
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
        self._canvases: dict[type[PageStrip | SheetCanvas | TextCanvas], PageStrip | SheetCanvas | TextCanvas]
        self._canvases = {}
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
        kind = self._kind()
        return self._canvases.get(kind) if kind is not None and not self.model.problem else None

    def show_note(self, words: str) -> None:
        """Say why there is no document."""
        self.note.setText(words)
        self.setCurrentWidget(self.nothing)

    def fit(self, *, whole_page: bool = False) -> None:
        """A page as wide as the view, or seen whole; letters of the usual size where there are no pages."""
        strip = self.shown
        self.model.zoom_to(strip.fitting(whole_page=whole_page) if isinstance(strip, PageStrip) else 100)

    def _kind(self) -> type[PageStrip | SheetCanvas | TextCanvas] | None:
        outline = self.model.outline
        if outline is None:
            return None
        if outline.shown is Shown.TEXT:
            return SlideCanvas if outline.kind in SLIDES and outline.starts else TextCanvas
        return PageStrip if outline.shown is Shown.PAGES else SheetCanvas

    def _canvas(
        self, kind: type[PageStrip | SheetCanvas | TextCanvas]
    ) -> PageStrip | SheetCanvas | TextCanvas:
        if kind not in self._canvases:
            canvas = kind(self.model)
            canvas.zoom_wanted.connect(self.model.set_zoom)
            self.addWidget(canvas)
            self._canvases[kind] = canvas
        return self._canvases[kind]

    def _opened(self) -> None:
        if (kind := self._kind()) is not None:
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
