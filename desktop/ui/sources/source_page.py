"""The page a question was made from, with its quote marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.open_file import open_file
from desktop.ui.sources.page_image import PageArea
from desktop.ui.sources.page_text import PageText
from desktop.ui.sources.sheet import SheetTable
from desktop.ui.sources.source_model import ZOOMS, SourceModel
from desktop.ui.widgets import Banner, ElidedLabel, IconButton, Label, Skeleton
from desktop.ui.widgets.base import column, mark, row
from desktop.ui.widgets.label import Icon
from desktop.ui.widgets.translated import Translated
from workers.contract.specs import Citation


class SourcePage(Translated, QWidget):
    """A reader process renders the page; the window never opens the document.

    Signals: `message(text)` for a toast.
    """

    message = Signal(str)

    def __init__(self, model: SourceModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self._key, self._note = "", ""
        layout = column(self)
        layout.addWidget(self._head())
        self.banner = Banner("warning")
        layout.addWidget(self.banner)
        self.stack = QStackedWidget()
        mark(self.stack, fill="canvas")
        self.area, self.text, self.sheet = PageArea(), PageText(), SheetTable()
        self.area.width_changed.connect(self.model.set_width)
        self._waiting, self._paper, self._none = QWidget(), QWidget(), QWidget()
        column(self._waiting, 0, (24, 24, 24, 24)).addWidget(Skeleton(5), 0, Qt.AlignmentFlag.AlignTop)
        column(self._paper, 0, (16, 16, 16, 16)).addWidget(self.text)
        nothing = column(self._none, 12, (32, 24, 32, 24))
        self.note = Label("", "body", "secondary", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        nothing.addStretch(1)
        nothing.addWidget(Icon("file-x", "text_tertiary", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        nothing.addWidget(self.note)
        nothing.addStretch(2)
        for widget in (self._none, self._waiting, self.area, self._paper, self.sheet):
            self.stack.addWidget(widget)
        layout.addWidget(self.stack, 1)
        self.model.changed.connect(self._show)
        self.retranslate()

    def _head(self) -> QWidget:
        head = QWidget()
        mark(head, edge="bottom")
        line = row(head, 4, (16, 10, 12, 10))
        words = column(None, 0)
        self.name = ElidedLabel("", "body_strong")
        self.place = ElidedLabel("", "caption", "tertiary", Qt.TextElideMode.ElideLeft)
        words.addWidget(self.name)
        words.addWidget(self.place)
        self.smaller, self.larger = IconButton("zoom-out", ""), IconButton("zoom-in", "")
        self.open = IconButton("external-link", "")
        self.smaller.clicked.connect(lambda: self.model.set_zoom(-1))
        self.larger.clicked.connect(lambda: self.model.set_zoom(1))
        self.open.clicked.connect(lambda: self.message.emit(open_file(self.model.path())))
        line.addLayout(words, 1)
        for button in (self.smaller, self.larger, self.open):
            line.addWidget(button)
        return head

    def show_place(self, key: str, place: Citation | None, note: str = "") -> None:
        """`key` names what is reviewed: its page is asked for once. Without a `place` the `note` says why."""
        before, self._key, self._note = self._key, key, note
        if place is None:
            self.model.close()
            self._show()
        elif before != key or self.model.current is None:
            self.model.show([place], 0, "")

    def _show(self) -> None:
        source, view = self.model.current, self.model.view
        for button in (self.smaller, self.larger, self.open):
            button.setVisible(source is not None)
        self.banner.hide()
        if source is None:
            self._show_none()
            return
        self.name.setText(source.name)
        self.place.setText(self.model.place())
        self.smaller.set_reason("" if self.model.zoom > ZOOMS[0] else self.tr("It cannot be smaller"))
        self.larger.set_reason("" if self.model.zoom < ZOOMS[-1] else self.tr("It cannot be larger"))
        if self.model.problem:
            self._say("error", self.model.problem)
            self.note.setText(self.tr("The page cannot be shown. The quote stands in the card."))
            self.stack.setCurrentWidget(self._none)
        elif view is None:
            self.stack.setCurrentWidget(self._waiting)
        elif view.image:
            self.stack.setCurrentWidget(self.area)
            self.area.show_view(view, self.model.zoom, f"{source.name}, {self.model.place()}")
        elif view.rows:
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.show_view(view, self.model.zoom)
        else:
            self.stack.setCurrentWidget(self._paper)
            self.text.show_view(view, self.model.zoom)
        if view is not None and view.state == "changed":
            self._say("warning", self.tr("The file has changed since. This is the text that was read."))
        elif view is not None and view.state == "missing":
            self._say("warning", self.tr("The file is no longer there. This is the text that was read."))
        elif view is not None and view.state == "unreachable":
            self._say("warning", self.tr("Its folder cannot be reached now. This is the text that was read."))

    def _show_none(self) -> None:
        self.name.setText(self.tr("Source"))
        self.place.setText("")
        self.note.setText(self._note or self.tr("The page of the document stands here while you review."))
        self.stack.setCurrentWidget(self._none)

    def _say(self, kind: str, words: str) -> None:
        self.banner.show_message(kind, words)
        self.banner.show()

    def retranslate(self) -> None:
        self.smaller.set_name(self.tr("Smaller"))
        self.larger.set_name(self.tr("Larger"))
        self.open.set_name(self.tr("Open the file"))
        self._show()
