"""A popup with what an expert wants to know of a model; also *Why* a model is not offered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.widgets import Label, Popup
from desktop.ui.widgets.base import clear

_WIDTH = 480  # px


class ModelDetails(Popup):
    """Values can be selected and copied."""

    def show_sentence(self, anchor: QWidget, title: str, sentence: str) -> None:
        """One sentence under a title."""
        self._begin(title)
        self.body.addWidget(Label(sentence, "body", "secondary", wrap=True))
        self.open_at(anchor, width=320)

    def show_details(
        self, anchor: QWidget, title: str, sentence: str, pairs: Sequence[tuple[str, str]]
    ) -> None:
        """A description and a grid of names and values."""
        self._begin(title)
        if sentence:
            self.body.addWidget(Label(sentence, "body", "secondary", wrap=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(pairs):
            grid.addWidget(Label(name, "caption", "tertiary"), at, 0, Qt.AlignmentFlag.AlignTop)
            words = Label(_breakable(value), "caption", "text", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words, at, 1)
        self.body.addLayout(grid)
        self.open_at(anchor, width=_WIDTH)

    def _begin(self, title: str) -> None:
        clear(self.body)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(6)
        self.body.addWidget(Label(title, "body_strong"))


def _breakable(value: str) -> str:
    """Long values (hashes, paths) may be broken anywhere."""
    return "\u200b".join(value) if len(value) > 48 and " " not in value else value
