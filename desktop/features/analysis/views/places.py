"""Text with places behind its sentences: a click on a number opens the page."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from desktop.features.analysis.domain.analysis import SummaryPart
from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark
from workers.contract.specs.answers import Citation

SCHEME = "place"


class PlacesText(QTextBrowser):
    """As high as its text; nothing outside of it is ever loaded. The page around it scrolls.

    Signals: `chosen(places, index)` when a number is clicked or chosen by keys.
    """

    chosen = Signal(object, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        mark(self, role="plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self._sentences: list[tuple[str, tuple[int, ...]]] = []
        self._places: tuple[Citation, ...] = ()
        self.anchorClicked.connect(self._clicked)
        theme().changed.connect(self._render)

    def show_part(self, part: SummaryPart) -> None:
        """The sentences of a part of a summary."""
        said = [(part.text[one.start : one.end], one.citations) for one in part.sentences]
        self.show_sentences(said, part.citations)

    def show_sentences(
        self, sentences: Sequence[tuple[str, tuple[int, ...]]], places: tuple[Citation, ...]
    ) -> None:
        """Sentences with the numbers of their places."""
        if (list(sentences), places) != (self._sentences, self._places):
            self._sentences, self._places = list(sentences), places
            self._render()

    def _render(self) -> None:
        font, link = theme().font("reading"), theme().css("accent_text")
        self.setFont(font)
        said = " ".join(
            escape(text).replace("\n", "<br>") + "".join(self._anchor(number, link) for number in numbers)
            for text, numbers in self._sentences
        )
        self.setHtml(f'<p style="line-height: 145%; color: {theme().css("text")}">{said}</p>')
        self._fit()

    def _anchor(self, number: int, colour: str) -> str:
        style = f"color: {colour}; text-decoration: none; font-weight: 600"
        return f'&nbsp;<a href="{SCHEME}:{number}" style="{style}">[{number}]</a>'

    def _clicked(self, url: QUrl) -> None:
        number = url.path()
        at = next((i for i, one in enumerate(self._places) if str(one.number) == number), -1)
        if url.scheme() == SCHEME and at >= 0:
            self.chosen.emit(self._places, at)

    def _fit(self) -> None:
        self.document().setTextWidth(max(self.viewport().width(), 80))
        self.setFixedHeight(round(self.document().size().height()) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
