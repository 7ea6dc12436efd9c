"""An empty page: icon, title, one sentence, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, with_text_size
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Icon, Label

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """`role` and `icon_of_button` dress the button; `welcome` is the large variant of the chat.

    Signals: `acted` when the button is clicked.
    """

    acted = Signal()

    def __init__(
        self,
        icon: str,
        title: str = "",
        sentence: str = "",
        button: str = "",
        role: str = "primary",
        icon_of_button: str = "",
        welcome: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = column(self, 8, (24, 24, 24, 24))
        self.title = Label(title, "welcome" if welcome else "section")
        self.sentence = Label(sentence, "reading" if welcome else "body", "secondary", wrap=True)
        self.sentence.setAlignment(_CENTRE)
        self.button = Button(button, role, icon_of_button, large=welcome)
        self.button.clicked.connect(self.acted)
        layout.addStretch(1)
        layout.addWidget(Icon(icon, "text_secondary", 40), 0, _CENTRE)
        layout.addSpacing(8)
        layout.addWidget(self.title, 0, _CENTRE)
        layout.addWidget(self.sentence, 0, _CENTRE)
        layout.addSpacing(12)
        layout.addWidget(self.button, 0, _CENTRE)
        layout.addStretch(1)
        self.set_texts(title, sentence, button)
        with_text_size(self, self._fit)

    def set_texts(self, title: str, sentence: str, button: str) -> None:
        """Replace all words; an empty `button` hides the button."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self._fit()
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _fit(self) -> None:
        self.sentence.setMinimumSize(0, 0)  # else a label asks for no less than it was given before
        self.sentence.setFixedWidth(self._even(theme().grown(400, 0.3)))
        # A centred label is laid out by its size hint, which reckons with a wider line than it is given.
        self.sentence.setMinimumHeight(0)  # which a label counts into the height that it wants
        height = self.sentence.heightForWidth(self.sentence.maximumWidth())
        self.sentence.setMinimumHeight(max(0, height))

    def _even(self, most: int) -> int:
        """The least width (px) in which the sentence has no more lines than in `most`: none ends with a word
        alone."""
        lines = QLabel.heightForWidth(self.sentence, most)
        low, high = most // 2, most
        while low < high:
            middle = (low + high) // 2
            if QLabel.heightForWidth(self.sentence, middle) > lines:
                low = middle + 1
            else:
                high = middle
        return high
