"""A document with its tools: the same beside the chat, over a list of documents and on a page of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.open_file import open_file
from desktop.ui.viewer.canvas import Canvas
from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.find_bar import FindBar
from desktop.ui.viewer.page_strip import PageStrip
from desktop.ui.viewer.printing import print_document
from desktop.ui.viewer.thumbnails import Thumbnails
from desktop.ui.viewer.tools import Tools
from desktop.ui.widgets import Banner, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.pages import Shown


class Viewer(Translated, QWidget):
    """Shows what its model says. Signals: `message(text)` for a toast; `page_wanted` the document on a page
    of its own."""

    message = Signal(str)
    page_wanted = Signal()

    def __init__(self, model: DocumentModel, *, beside: bool = True) -> None:
        """`beside`: it stands beside something else and may get a page of its own."""
        super().__init__()
        self.model = model
        self.tools, self.bar = Tools(model, beside=beside), FindBar(model)
        self.canvas, self.thumbnails = Canvas(model), Thumbnails(model)
        self.banner = Banner("warning")
        self.lacks = Label("", "caption", "warning", wrap=True)
        self.lacks.setContentsMargins(16, 0, 16, 6)
        layout, notes, line = column(self), row(None, 0, (16, 4, 16, 4)), row(None)
        notes.addWidget(self.banner)
        for widget in (self.lacks, self.tools):
            layout.addWidget(widget)
        layout.addLayout(notes)
        layout.addWidget(self.bar)
        line.addWidget(self.thumbnails)
        line.addWidget(self.canvas, 1)
        layout.addLayout(line, 1)
        self._with_thumbnails = not beside
        self.tools.find_wanted.connect(self.find_here)
        self.tools.fit_wanted.connect(lambda whole: self.canvas.fit(whole_page=whole))
        self.tools.open_wanted.connect(self._open_file)
        self.tools.print_wanted.connect(self.print_it)
        self.tools.page_wanted.connect(self.page_wanted)
        self.tools.thumbnails_wanted.connect(self._toggle_thumbnails)
        model.message.connect(self.message)
        for signal in (model.changed, model.opened, model.closed):
            signal.connect(self._show)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+P": self.print_it, "Ctrl+0": self.canvas.fit,
            "Ctrl++": lambda: model.set_zoom(1), "Ctrl+=": lambda: model.set_zoom(1),
            "Ctrl+-": lambda: model.set_zoom(-1),
        }  # fmt: skip
        for key, act in keys.items():
            scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), self, context=scope).activated.connect(act)
        self.retranslate()

    def find_here(self) -> bool:
        """Open the search in the document, for the chosen words when there are some. The window's key comes
        here while the focus is within."""
        strip = self.canvas.shown
        chosen = strip.choice.text() if isinstance(strip, PageStrip) else ""
        self.bar.open_bar(chosen if len(chosen) < 100 else "")
        return True

    def print_it(self) -> None:
        """Print the document, after a question."""
        if self.model.outline is not None:
            print_document(self, self.model).then(self._printed, self.model.report_problem)

    def _printed(self, printed: bool) -> None:
        if printed:
            self.message.emit(self.tr("The document was sent to the printer"))

    def _toggle_thumbnails(self) -> None:
        self._with_thumbnails = not self._with_thumbnails
        self._show()

    def _open_file(self) -> None:
        open_file(self, self.model.path())

    def _show(self) -> None:
        self.thumbnails.setVisible(self._with_thumbnails and self.model.shown is Shown.PAGES)
        self.lacks.setText("\n".join(self.model.notes()))
        self.lacks.setVisible(bool(self.lacks.text()))
        words = {
            "changed": self.tr("The file has changed since. This is the text that was read."),
            "missing": self.tr("The file is no longer there. This is the text that was read."),
            "unreachable": self.tr("Its folder cannot be reached now. This is the text that was read."),
        }.get(self.model.outline.state if self.model.outline is not None else "", "")
        if words:
            self.banner.show_message("warning", words)
        self.banner.setVisible(bool(words))

    def retranslate(self) -> None:
        """Say all words again."""
        self._show()
