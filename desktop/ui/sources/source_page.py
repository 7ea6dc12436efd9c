"""The document a question was made from, with its quote marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.sources.source_model import SourceModel
from desktop.ui.viewer.viewer import Viewer
from desktop.ui.widgets import ElidedLabel
from desktop.ui.widgets.base import column, mark
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.answers import Citation


class SourcePage(Translated, QWidget):
    """Beside the card of a row under review. Signals: `message(text)` for a toast."""

    message = Signal(str)

    def __init__(self, model: SourceModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self._key, self._note = "", ""
        layout = column(self)
        head = QWidget()
        mark(head, edge="bottom")
        words = column(head, 0, (16, 10, 12, 10))
        self.name = ElidedLabel("", "body_strong")
        self.place = ElidedLabel("", "caption", "tertiary", Qt.TextElideMode.ElideLeft)
        words.addWidget(self.name)
        words.addWidget(self.place)
        self.viewer = Viewer(model.document)
        self.viewer.message.connect(self.message)
        layout.addWidget(head)
        layout.addWidget(self.viewer, 1)
        self.model.changed.connect(self._show)
        self.model.closed.connect(self._show)
        self.retranslate()

    def show_place(self, key: str, place: Citation | None, note: str = "") -> None:
        """`key` names what is reviewed: its page is asked for once. Without a `place` the `note` says why."""
        before, self._key, self._note = self._key, key, note
        if place is None:
            self.model.close()
        elif before != key or self.model.current is None:
            self.model.show([place], 0, "")

    def _show(self) -> None:
        source = self.model.current
        self.viewer.tools.setVisible(source is not None)
        if source is None:
            self.name.setText(self.tr("Source"))
            self.place.setText("")
            note = self._note or self.tr("The page of the document stands here while you review.")
            self.viewer.canvas.show_note(note)
            return
        self.name.setText(source.name)
        self.place.setText(self.model.place())

    def retranslate(self) -> None:
        """Say all words again."""
        self._show()
