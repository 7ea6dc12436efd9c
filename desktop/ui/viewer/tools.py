"""The row of tools over a document: page, zoom, find, and a menu of what is needed less often."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.viewer.document_model import ZOOMS, DocumentModel
from desktop.ui.widgets import Button, IconButton, Label, Menu
from desktop.ui.widgets.base import row, with_text_size
from desktop.ui.widgets.flow_layout import TurningLine
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.pages import Shown


class Tools(Translated, QWidget):
    """Signals: `find_wanted`; `fit_wanted(whole_page)`; `open_wanted` the file in its program;
    `print_wanted`; `thumbnails_wanted` shown or hidden; `page_wanted` the document on a page of its own."""

    find_wanted = Signal()
    fit_wanted = Signal(bool)
    open_wanted = Signal()
    print_wanted = Signal()
    thumbnails_wanted = Signal()
    page_wanted = Signal()

    def __init__(self, model: DocumentModel, *, beside: bool) -> None:
        """`beside`: the document stands beside something else and may get a page of its own."""
        super().__init__()
        self.model, self._beside = model, beside
        self.thumbnails = IconButton("panel-left", "")
        self.number = QLineEdit()
        with_text_size(self.number, lambda: self.number.setFixedWidth(theme().grown(52)))
        self.validator = QIntValidator(1, 1, self)
        self.number.setValidator(self.validator)
        self.of = Label("", "caption", "tertiary", tabular=True)
        self.smaller, self.larger = IconButton("zoom-out", ""), IconButton("zoom-in", "")
        self.percent = Button("", "text")
        self.search, self.open = IconButton("search", ""), IconButton("external-link", "")
        self.more = IconButton("ellipsis", "")
        left: tuple[QWidget, ...] = (self.thumbnails, self.number, self.of)
        middle: tuple[QWidget, ...] = (self.smaller, self.percent, self.larger)
        where = QWidget()  # in the document, and how large
        line = row(where, 2)
        for widgets in (left, middle):
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch(1)
        whole = TurningLine(where, self.search, self.open, self.more, gap=2)
        row(self, 0, (9, 4, 8, 4)).addWidget(whole)
        self.number.editingFinished.connect(self._go)
        self.smaller.clicked.connect(lambda: model.set_zoom(-1))
        self.larger.clicked.connect(lambda: model.set_zoom(1))
        self.percent.clicked.connect(lambda: self.fit_wanted.emit(False))
        self.thumbnails.clicked.connect(self.thumbnails_wanted)
        self.search.clicked.connect(self.find_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.more.clicked.connect(self._menu)
        for signal in (model.changed, model.opened, model.closed):
            signal.connect(self.show_state)
        self.retranslate()

    def show_state(self) -> None:
        """The page in view, the zoom, and what can be done."""
        model = self.model
        pages = model.pages
        self.thumbnails.setVisible(model.shown is Shown.PAGES and not self._beside)
        for widget in (self.number, self.of):
            widget.setVisible(pages > 1)
        self.validator.setTop(max(pages, 1))
        if not self.number.hasFocus():
            self.number.setText(str(model.page + 1))
        self.of.setText(fill(self.tr("of %1"), formats.number(pages)))
        self.percent.setText(formats.percent(model.zoom / 100))
        self.smaller.set_reason("" if model.zoom > ZOOMS[0] else self.tr("It cannot be smaller"))
        self.larger.set_reason("" if model.zoom < ZOOMS[-1] else self.tr("It cannot be larger"))
        self.open.set_reason(self._away())
        for button in (self.search, self.more):
            button.setEnabled(model.outline is not None)

    def _away(self) -> str:
        state = self.model.outline.state if self.model.outline is not None else ""
        if state == "missing":
            return self.tr("The file is no longer there")
        return self.tr("Its folder cannot be reached now") if state == "unreachable" else ""

    def _go(self) -> None:
        if self.number.text().isdigit() and int(self.number.text()) != self.model.page + 1:
            self.model.go_to(int(self.number.text()) - 1)
        self.number.clearFocus()

    def _menu(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> Menu:
        """What is needed less often."""
        menu, model = Menu(self), self.model
        menu.add(self.tr("Fit to the width"), "", "Ctrl+0").triggered.connect(
            lambda: self.fit_wanted.emit(False)
        )
        if model.shown is Shown.PAGES:
            menu.add(self.tr("Show the whole page")).triggered.connect(lambda: self.fit_wanted.emit(True))
        parts = model.outline.parts if model.outline is not None else ()
        if parts:
            menu.addSeparator()
            for part in parts:
                action = menu.add(fill(self.tr("Attachment: %1"), part.name), "paperclip")
                action.triggered.connect(lambda _=False, start=part.start: model.show_offset(start))
        menu.addSeparator()
        if self._beside:
            menu.add(self.tr("On a page of its own"), "file-search").triggered.connect(self.page_wanted)
        menu.add(self.tr("Print…"), "", "Ctrl+P").triggered.connect(self.print_wanted)
        return menu

    def retranslate(self) -> None:
        """Say all words again."""
        self.thumbnails.set_name(self.tr("Small pictures of the pages"))
        self.number.setAccessibleName(self.tr("Page"))
        self.number.setToolTip(self.tr("Go to a page"))
        self.smaller.set_name(self.tr("Smaller (Ctrl+−)"))
        self.larger.set_name(self.tr("Larger (Ctrl++)"))
        self.percent.setToolTip(self.tr("Fit to the width"))
        self.search.set_name(self.tr("Find in the document (Ctrl+F)"))
        self.open.set_name(self.tr("Open the file"))
        self.more.set_name(self.tr("More"))
        self.show_state()
