"""The preview of a document over the documents page: the same panel as the sources of the chat."""

from desktop.core.entities import Document
from desktop.features.documents.viewmodels.document_rows import name_of
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.source_panel import SourcePanel
from desktop.ui.theme import theme


class Preview(SourcePanel):
    """Covers the page from the right; Escape or Space closes it."""

    def __init__(self, model: SourceModel) -> None:
        super().__init__(model)
        model.setParent(self)
        self.hide()
        self.closed.connect(self.close_preview)

    def show_document(self, document: Document) -> None:
        """Open, show another document, or close when this one is shown already."""
        current = self.model.current
        if self.isVisible() and current is not None and current.document == document.id:
            self.close_preview()
            return
        self.model.show_document(document.id, name_of(document))
        self.show()
        self.fit()

    def close_preview(self) -> None:
        """Hide the panel and forget its page."""
        self.hide()
        self.model.close()

    def fit(self) -> None:
        """At the right of the page; called again when the page is resized."""
        parent = self.parentWidget()
        if parent is not None and self.isVisible():
            width = min(theme().grown(theme().width("review_panel"), 0.5), parent.width() - 80)
            self.setGeometry(parent.width() - width, 0, width, parent.height())
            self.raise_()
