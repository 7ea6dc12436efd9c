"""Above the documents: the question how to learn them, and what removed documents left behind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.documents.viewmodels.notices_model import NoticesModel
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Banner, IconButton
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated


class _Notice(Banner):
    """A banner that can be put away.

    Signals: `closed`.
    """

    closed = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.close_button = IconButton("x", "", size=16)
        self.close_button.clicked.connect(self.closed)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.close_button)


class Notices(Translated, QWidget):
    """Takes no room while there is nothing to say.

    Signals: `go(name)` opens another page.
    """

    go = Signal(str)

    def __init__(self, model: NoticesModel) -> None:
        super().__init__()
        self.model = model
        model.setParent(self)
        self.model.changed.connect(self.refresh)
        self.learn = _Notice("info")
        self.learn.acted.connect(self._learn)
        self.learn.closed.connect(self.model.asked)
        self.saw = _Notice("warning")
        self.saw.acted.connect(lambda: self.go.emit("training:adapters"))
        self.saw.closed.connect(lambda: self.model.forget(self.model.base))
        layout = column(self, 8)
        layout.addWidget(self.learn)
        layout.addWidget(self.saw)
        self.refresh()

    def refresh(self) -> None:
        """Say what is to be said now."""
        saw, asks = self.model.saw(), self.model.asks()
        words = self.tr("How should Bukvar learn these documents? Search is ready; training is possible too.")
        self.learn.show_message("info", words, self.tr("Choose the way"))
        quoted = self.tr("“%1”")
        names = ", ".join(fill(quoted, name) for name in saw)
        left = self.tr("Trained models that saw the removed documents and still know them: %1")
        self.saw.show_message("warning", fill(left, names), self.tr("Show"))
        for notice in (self.learn, self.saw):
            notice.close_button.set_name(self.tr("Put away"))
        self.learn.setVisible(asks)
        self.saw.setVisible(bool(saw))
        self.setVisible(asks or bool(saw))

    def _learn(self) -> None:
        self.model.asked()
        self.go.emit("training:choice")

    def retranslate(self) -> None:
        self.refresh()
