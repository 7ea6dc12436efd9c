"""Finding in a document: words, how many places hold them, the next and the one before."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.widgets import FindField, IconButton, Label
from desktop.ui.widgets.base import mark, row
from desktop.ui.widgets.translated import Translated


class FindBar(Translated, QWidget):
    """Hidden until it is opened; Escape closes it. Enter goes on, Shift+Enter back."""

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.model = model
        mark(self, fill="surface", edge="bottom")
        line = row(self, 4, (12, 6, 8, 6))
        self.field = FindField()
        self.count = Label("", "caption", "secondary", tabular=True)
        self.previous, self.following = IconButton("chevron-left", ""), IconButton("chevron-right", "")
        self.close_button = IconButton("x", "")
        line.addWidget(self.field, 1)
        line.addWidget(self.count)
        for button in (self.previous, self.following, self.close_button):
            line.addWidget(button)
        self.field.textChanged.connect(model.find)
        self.field.returnPressed.connect(self._entered)
        self.field.closed.connect(self.close_bar)
        self.previous.clicked.connect(lambda: model.step_hit(-1))
        self.following.clicked.connect(lambda: model.step_hit(1))
        self.close_button.clicked.connect(self.close_bar)
        model.found.connect(self._show)
        model.closed.connect(self.close_bar)
        self.hide()
        self.retranslate()

    def open_bar(self, words: str = "") -> None:
        """Show it with the cursor in it, looking for `words` when there are some."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Nothing is looked for any more."""
        self.field.clear()
        self.hide()

    def _entered(self) -> None:
        back = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.model.step_hit(-1 if back else 1)

    def _show(self) -> None:
        model = self.model
        total = formats.number(model.total)
        if not model.words:
            words = ""
        elif model.hits:
            words = fill(self.tr("%1 of %2"), formats.number(model.hit + 1), total)
        else:
            words = self.tr("Not found")
        self.count.setText(words)
        self.field.setAccessibleDescription(words)
        for button in (self.previous, self.following):
            button.setEnabled(bool(model.hits))

    def retranslate(self) -> None:
        """Say all words again."""
        self.field.setPlaceholderText(self.tr("Find in the document"))
        self.field.setAccessibleName(self.tr("Find in the document"))
        self.previous.set_name(self.tr("Previous place (Shift+Enter)"))
        self.following.set_name(self.tr("Next place (Enter)"))
        self.close_button.set_name(self.tr("Close the search (Esc)"))
        self._show()
