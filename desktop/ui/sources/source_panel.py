"""The document is the proof: the page of a source with the quoted words marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.open_file import open_file
from desktop.ui.sources.page_image import PageArea
from desktop.ui.sources.page_text import PageText
from desktop.ui.sources.sheet import SheetTable
from desktop.ui.sources.source_model import ZOOMS, SourceModel
from desktop.ui.sources.table_rows import TableRows
from desktop.ui.theme import theme
from desktop.ui.widgets import Banner, Button, ElidedLabel, IconButton, Label, Skeleton
from desktop.ui.widgets.base import as_region, column, mark, row, with_text_size
from desktop.ui.widgets.translated import Translated
from workers.text.shortening import shorten

LONGEST_QUOTE = 220  # characters shown at the bottom; all of them are copied


class SourcePanel(Translated, QWidget):
    """352 px beside the chat. Shows what its model says.

    Signals: `message(text)` for a toast; `closed`.
    """

    message = Signal(str)
    closed = Signal()

    def __init__(self, model: SourceModel) -> None:
        super().__init__()
        self.model = model
        mark(self, fill="window")
        as_region(self)
        self.setMinimumWidth(280)
        layout = column(self, 0, (1, 0, 0, 0))
        layout.addWidget(self._head())
        layout.addWidget(self._about())
        self.stack = QStackedWidget()
        mark(self.stack, fill="canvas")
        self.area, self.text, self.sheet = PageArea(), PageText(), SheetTable()
        self.area.width_changed.connect(model.set_width)
        waiting = QWidget()
        column(waiting, 0, (24, 24, 24, 24)).addWidget(Skeleton(5), 0, Qt.AlignmentFlag.AlignTop)
        paper = QWidget()
        column(paper, 0, (16, 16, 16, 16)).addWidget(self.text)
        self._waiting, self._paper = waiting, paper
        self.rows = TableRows()
        self.rows.opened.connect(lambda place: model.show([place], 0, model.message))
        for widget in (waiting, self.area, paper, self.rows, self.sheet):
            self.stack.addWidget(widget)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self._quote())
        model.changed.connect(self._show)
        self.retranslate()

    # --- parts ---

    def _head(self) -> QWidget:
        head = QWidget()
        mark(head, edge="bottom")
        with_text_size(head, lambda: head.setFixedHeight(theme().height("header")))
        line = row(head, 4, (16, 0, 12, 0))
        self.title = Label("", "body_strong")
        self.previous = IconButton("chevron-left", "")
        self.following = IconButton("chevron-right", "")
        self.close_button = IconButton("x", "")
        self.previous.clicked.connect(lambda: self.model.step(-1))
        self.following.clicked.connect(lambda: self.model.step(1))
        self.close_button.clicked.connect(self.closed)
        line.addWidget(self.title, 1)
        for button in (self.previous, self.following, self.close_button):
            line.addWidget(button)
        return head

    def _about(self) -> QWidget:
        about = QWidget()
        mark(about, edge="bottom")
        layout = column(about, 2, (0, 12, 0, 8))
        self.name = ElidedLabel("", "body_strong")
        self.place = ElidedLabel("", "caption", "tertiary", Qt.TextElideMode.ElideLeft)
        self.banner = Banner("warning")
        tools = row(None, 2, (9, 6, 8, 0))
        for label in (self.name, self.place):
            label.setContentsMargins(16, 0, 16, 0)
        self.smaller = IconButton("zoom-out", "")
        self.percent = Label("", "caption", "tertiary", tabular=True)
        self.larger = IconButton("zoom-in", "")
        self.open = Button("", "text", "external-link")
        self.smaller.clicked.connect(lambda: self.model.set_zoom(-1))
        self.larger.clicked.connect(lambda: self.model.set_zoom(1))
        self.open.clicked.connect(lambda: self.message.emit(open_file(self.model.path())))
        for widget in (self.smaller, self.percent, self.larger):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.open)
        layout.addWidget(self.name)
        layout.addWidget(self.place)
        self.lacks = Label("", "caption", "warning", wrap=True)
        self.lacks.setContentsMargins(16, 2, 16, 0)
        layout.addWidget(self.lacks)
        layout.addLayout(tools)
        notes = row(None, 0, (16, 4, 16, 4))
        notes.addWidget(self.banner)
        layout.addLayout(notes)
        return about

    def _quote(self) -> QWidget:
        self.quote_box = QWidget()
        mark(self.quote_box, edge="top")
        layout = column(self.quote_box, 4, (0, 14, 0, 14))
        self._lead = Label("", "caption", "tertiary")
        self.quote = Label("", "body", "secondary", wrap=True)
        for label in (self._lead, self.quote):
            label.setContentsMargins(16, 0, 16, 0)
        self.copy = Button("", "text", "copy")
        self.copy.align_left()
        self.copy.clicked.connect(self._copy_quote)
        layout.addWidget(self._lead)
        layout.addWidget(self.quote)
        line = row(None, 0, (4, 2, 0, 0))
        line.addWidget(self.copy)
        line.addStretch(1)
        layout.addLayout(line)
        return self.quote_box

    # --- showing ---

    def _show(self) -> None:
        model = self.model
        source = model.current
        if source is None:
            return
        many = len(model.sources)
        of = fill(self.tr("Source %1 of %2"), model.index + 1, many)
        self.title.setText(of if source.quote else self.tr("Document"))
        if model.table is not None:
            self.title.setText(self.tr("Rows of the answer"))
        for widget in (self.smaller, self.percent, self.larger):
            widget.setVisible(model.table is None)
        self.previous.set_reason("" if model.index > 0 else self.tr("This is the first source"))
        self.following.set_reason("" if model.index < many - 1 else self.tr("This is the last source"))
        for button in (self.previous, self.following):
            button.setVisible(many > 1)
        self.name.setText(source.name)
        self.place.setText(model.place())
        self.lacks.setText("\n".join(model.lacks()))
        self.lacks.setVisible(bool(self.lacks.text()))
        self.percent.setText(formats.percent(model.zoom / 100))
        self.smaller.set_reason("" if model.zoom > ZOOMS[0] else self.tr("It cannot be smaller"))
        self.larger.set_reason("" if model.zoom < ZOOMS[-1] else self.tr("It cannot be larger"))
        quote = " ".join(source.quote.split())
        self.quote.setText(fill(self.tr("“%1”"), shorten(quote, LONGEST_QUOTE)))
        self.quote_box.setVisible(bool(quote) and model.table is None)
        self._lead.setText(
            self.tr("The answer rests on these words") if source.number else self.tr("The nearest place")
        )
        self._show_view()
        self._show_banner()

    def _show_view(self) -> None:
        view, table = self.model.view, self.model.table
        if table is not None:
            self.rows.show_answer(table)
            self.stack.setCurrentWidget(self.rows)
        elif view is None:
            self.stack.setCurrentWidget(self._waiting)
        elif view.image:
            spoken = f"{self.name.text()}, {self.place.text()}"
            self.stack.setCurrentWidget(self.area)
            self.area.show_view(view, self.model.zoom, spoken)
        elif view.rows:
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.show_view(view, self.model.zoom)
        else:
            self.stack.setCurrentWidget(self._paper)
            self.text.show_view(view, self.model.zoom)

    def _show_banner(self) -> None:
        words = self.model.problem
        view = self.model.view
        self.open.set_reason("")
        if words:
            self.banner.show_message("error", words)
        elif view is not None and view.state == "changed":
            changed = self.tr("The file has changed since. This is the text that was read.")
            self.banner.show_message("warning", changed)
        elif view is not None and view.state == "missing":
            missing = self.tr("The file is no longer there. This is the text that was read.")
            self.banner.show_message("warning", missing)
            self.open.set_reason(self.tr("The file is no longer there"))
        elif view is not None and view.state == "unreachable":
            away = self.tr("Its folder cannot be reached now. This is the text that was read.")
            self.banner.show_message("warning", away)
            self.open.set_reason(self.tr("Its folder cannot be reached now"))
        else:
            self.banner.hide()
            return
        self.banner.show()

    # --- what the user does ---

    def _copy_quote(self) -> None:
        source = self.model.current
        if source is not None:
            place = self.model.place()
            origin = f"{source.name}, {place}" if place else source.name
            QGuiApplication.clipboard().setText(f"{' '.join(source.quote.split())}\n— {origin}")
            self.message.emit(self.tr("The quote is copied"))

    def retranslate(self) -> None:
        """Say all words again."""
        self.previous.set_name(self.tr("Previous source"))
        self.following.set_name(self.tr("Next source"))
        self.close_button.set_name(self.tr("Close the panel (Esc)"))
        self.smaller.set_name(self.tr("Smaller"))
        self.larger.set_name(self.tr("Larger"))
        self.open.setText(self.tr("Open the file"))
        self.copy.setText(self.tr("Copy the quote"))
        self._show()
