"""The document is the proof: the page of a source with the quoted words marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.i18n.placeholders import fill
from desktop.ui.sources.source_model import SourceModel
from desktop.ui.sources.table_rows import TableRows
from desktop.ui.theme import theme
from desktop.ui.viewer.places import address
from desktop.ui.viewer.viewer import Viewer
from desktop.ui.widgets import Button, ElidedLabel, IconButton, Label
from desktop.ui.widgets.base import as_region, column, mark, row, with_text_size
from desktop.ui.widgets.translated import Translated
from workers.text.shortening import shorten

LONGEST_QUOTE = 220  # characters shown at the bottom; all of them are copied


class SourcePanel(Translated, QWidget):
    """352 px beside the chat. Shows what its model says.

    Signals: `message(text)` for a toast; `closed`; `page_wanted(address)` the document is wanted on a page
    of its own.
    """

    message = Signal(str)
    closed = Signal()
    page_wanted = Signal(str)

    def __init__(self, model: SourceModel) -> None:
        super().__init__()
        self.model = model
        mark(self, fill="window")
        as_region(self)
        with_text_size(self, lambda: self.setMinimumWidth(theme().grown(340, 0.5)))
        layout = column(self, 0, (1, 0, 0, 0))
        layout.addWidget(self._head())
        layout.addWidget(self._about())
        self.viewer = Viewer(model.document)
        self.viewer.message.connect(self.message)
        self.viewer.page_wanted.connect(self._on_its_page)
        self.rows = TableRows()
        self.rows.opened.connect(lambda place: model.show([place], 0, model.message))
        self.stack = QStackedWidget()
        for widget in (self.viewer, self.rows):
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
        layout = column(about, 2, (0, 12, 0, 4))
        self.name = ElidedLabel("", "body_strong")
        self.place = ElidedLabel("", "caption", "tertiary", Qt.TextElideMode.ElideLeft)
        for label in (self.name, self.place):
            label.setContentsMargins(16, 0, 16, 0)
            layout.addWidget(label)
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
        self.previous.set_reason("" if model.index > 0 else self.tr("This is the first source"))
        self.following.set_reason("" if model.index < many - 1 else self.tr("This is the last source"))
        for button in (self.previous, self.following):
            button.setVisible(many > 1)
        self.name.setText(source.name)
        self.place.setText(model.place())
        quote = " ".join(source.quote.split())
        self.quote.setText(fill(self.tr("“%1”"), shorten(quote, LONGEST_QUOTE)))
        self.quote_box.setVisible(bool(quote) and model.table is None)
        self._lead.setText(
            self.tr("The answer rests on these words") if source.number else self.tr("The nearest place")
        )
        if model.table is not None:
            self.rows.show_answer(model.table)
        self.stack.setCurrentWidget(self.rows if model.table is not None else self.viewer)

    # --- what the user does ---

    def _on_its_page(self) -> None:
        if (source := self.model.current) is not None:
            self.page_wanted.emit(address(source))

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
        self.copy.setText(self.tr("Copy the quote"))
        self._show()
