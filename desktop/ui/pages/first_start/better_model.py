"""The offer of a better model than the makeshift that can be had without a model hub."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.entities import ModelRecord
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Banner
from desktop.ui.words.names import name_of


class BetterModel(Banner):
    """Signals: `taken(model)` when the offer is accepted."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model = ""
        self.acted.connect(lambda: self.taken.emit(self._model))
        self.hide()

    def show_offer(self, record: ModelRecord | None) -> None:
        """Offer this model; None hides the offer."""
        self.setVisible(record is not None)
        if record is None:
            return
        self._model = record.id
        words = self.tr("With a network there is a better one for this computer: %1, %2.")
        words = fill(words, name_of(record), formats.size(record.size))
        self.show_message("info", words, self.tr("Take this one"))
