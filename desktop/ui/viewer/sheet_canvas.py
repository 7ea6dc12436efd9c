"""The sheets of a workbook: a table of the one in view, the names of all below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.ui.i18n.placeholders import fill
from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.parts import TextParts
from desktop.ui.viewer.sheet_table import SheetTable
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.pages import PageView

_NEAR = 600  # px from an end at which more rows are asked for


class SheetCanvas(Translated, QWidget):
    """Shows what its model says. Signals: `zoom_wanted(step)` by Ctrl and the wheel."""

    zoom_wanted = Signal(int)

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.model = model
        self.table, self.tabs = SheetTable(), QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabs.setShape(QTabBar.Shape.RoundedSouth)
        self._parts = TextParts(model, self)
        self._sheet = -1
        layout = column(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.tabs)
        self.tabs.tabBarClicked.connect(model.go_to)
        self._parts.begun.connect(self._begun)
        self._parts.before.connect(lambda view: self.table.add_rows(view.rows, above=True))
        self._parts.after.connect(lambda view: self.table.add_rows(view.rows, above=False))
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.found.connect(lambda: self.table.mark_found(model.words if model.hits else ""))
        self.retranslate()

    def show_document(self) -> None:
        """Another document, or another version of it."""
        self._parts.forget()
        self._sheet = -1
        while self.tabs.count():
            self.tabs.removeTab(0)
        labels = self.model.outline.labels if self.model.outline is not None else ()
        for at in range(self.model.pages):
            label = labels[at] if at < len(labels) else ""
            self.tabs.addTab(label or fill(self.tr("Sheet %1"), at + 1))
        self.tabs.setVisible(self.model.pages > 1)

    def to_place(self) -> None:
        """Bring the place of the model into view."""
        model = self.model
        if model.outline is None or not model.outline.length:
            return
        start, end = model.place
        bounds = model.bounds(model.page)
        self.tabs.setCurrentIndex(model.page)
        fresh, self._sheet = self._sheet != model.page, model.page
        here = self._parts.show_place(bounds, start if start < end else bounds[0])
        if here and not fresh and start < end:
            self.table.to_offset(start, model.words if model.hit >= 0 else "")

    def restyle(self) -> None:
        """Letters of the size that the zoom wants."""
        self.table.set_zoom(self.model.zoom)

    def _begun(self, view: PageView) -> None:
        self.table.show_rows(view.rows, self.model.zoom)
        start, end = self.model.place
        if self.model.hit >= 0:
            self.table.to_offset(start, self.model.words)
        elif start < end:
            self.table.to_marked()
        else:
            self.table.scrollToTop()

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value < _NEAR:
            self._parts.extend(up=True)
        if bar.maximum() - value < _NEAR:
            self._parts.extend(up=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def retranslate(self) -> None:
        """Say all words again."""
        self.tabs.setAccessibleName(self.tr("Sheets"))
