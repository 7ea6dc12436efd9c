"""Help: one text of the product, in the window's language."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.page import Page
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, Label, ScrollColumn
from desktop.ui.widgets.base import clear, column, row


class HelpPage(Page):
    """Shows a text of Markdown: titles, paragraphs and lists, in the window's own letters.
    Reached from the choice of ways and from the settings."""

    has_search = False

    def __init__(self, theme: Theme, text: Callable[[], str]) -> None:
        """`text()` in the language of the window."""
        super().__init__(theme)
        self._source = text
        self._area = ScrollColumn((24, 12, 24, 32), 0, widest=theme.width("settings_max"))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read by keys
        self.back = Button("", "text", "arrow-left")
        self.back.clicked.connect(lambda: self.go.emit("training"))
        self._text = column(None, 0)
        layout = column(self)
        bar = row(None, 0, (12, 12, 24, 0))
        bar.addWidget(self.back)
        bar.addStretch(1)
        layout.addLayout(bar)
        self._area.body.addLayout(self._text)
        self._area.body.addStretch(1)
        layout.addWidget(self._area, 1)
        self.retranslate()

    def header_title(self) -> str:
        return self.tr("Help")

    def shown(self) -> None:
        self._area.setFocus()

    def retranslate(self) -> None:
        self.back.setText(self.tr("To training"))
        clear(self._text)
        for line in self._source().splitlines():
            if line.strip():
                self._add(line.strip())
        self._area.setAccessibleName(self.header_title())

    def _add(self, line: str) -> None:
        if line.startswith("# "):
            self._text.addWidget(_words(line[2:], "page_title"))
        elif line.startswith("## "):
            self._text.addSpacing(24)
            self._text.addWidget(_words(line[3:], "section"))
        elif line.startswith("- "):
            self._text.addSpacing(6)
            self._text.addWidget(_Bullet(line[2:]))
        else:
            self._text.addSpacing(8)
            self._text.addWidget(_words(line, "question"))


class _Bullet(QWidget):
    """A dot and its words, wrapped beside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = row(self, 8, (4, 0, 0, 0))
        dot = Label("•", "question", "tertiary")
        line.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_words(text, "question"), 1)


def _words(text: str, role: str) -> Label:
    """A label whose words can be marked and copied."""
    label = Label(text, role, wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
