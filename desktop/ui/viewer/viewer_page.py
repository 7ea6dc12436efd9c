"""A document on a page of its own, with small pictures of its pages and a way back."""

from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.page import Page
from desktop.ui.theme import Theme
from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.places import parsed
from desktop.ui.viewer.viewer import Viewer
from desktop.ui.widgets import Button, ElidedLabel
from desktop.ui.widgets.base import column, mark, row
from workers.contract.paths import shown_name


class ViewerPage(Page):
    """Escape, and the button at the left, lead back to where the reader came from."""

    has_search = False

    def __init__(self, theme: Theme, model: DocumentModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        layout = column(self)
        head = QWidget()
        mark(head, fill="window")
        line = row(head, 12, (12, 8, 16, 0))
        self.back = Button("", "text", "arrow-left")
        self.folder = ElidedLabel("", "caption", "tertiary", Qt.TextElideMode.ElideMiddle)
        line.addWidget(self.back)
        line.addWidget(self.folder, 1)
        self.viewer = Viewer(model, beside=False)
        layout.addWidget(head)
        layout.addWidget(self.viewer, 1)
        self.back.clicked.connect(self._back)
        self.viewer.message.connect(self.toast)
        model.opened.connect(self._opened)
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        escape = QShortcut(QKeySequence("Escape"), self, context=scope)
        escape.activated.connect(self._back)
        self.retranslate()

    def header_title(self) -> str:
        document = self.model.document()
        return shown_name(PurePath(document.path).name) if document is not None else self.tr("Document")

    def open_view(self, name: str) -> None:
        """Show the place of an address (`places.address`)."""
        self.model.open(*parsed(name))
        self.shown()

    def base_changed(self, base: str) -> None:
        """The document is one of another base."""
        self.model.forget()
        if self.isVisible():
            self._back()

    def find_here(self) -> bool:
        """Search in the document."""
        self.viewer.find_here()
        return True

    def _opened(self) -> None:
        document = self.model.document()
        self.folder.setText(str(PurePath(document.path).parent) if document is not None else "")
        if (canvas := self.viewer.canvas.shown) is not None:
            canvas.setFocus()

    def _back(self) -> None:
        self.go.emit(self.came_from or "documents")

    def retranslate(self) -> None:
        """Say all words again."""
        self.back.setText(self.tr("Back"))
