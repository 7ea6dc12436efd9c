"""A summary: the whole on top, below it what was said of each part of the document."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.features.analysis.domain.analysis import Summary, SummaryPart
from desktop.features.analysis.viewmodels import analysis_words
from desktop.features.analysis.views.places import PlacesText
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Card, Label, ScrollColumn, Skeleton
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated


class SummaryView(Translated, QWidget):
    """Grows while the parts come. Signals: `opened(places, index)` for the panel of sources."""

    opened = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self._summary = Summary(None, ())
        area = ScrollColumn((24, 8, 24, 24), 16, widest=860)
        self._whole_title = Label("", "section")
        self.whole = SummaryCard()
        self.whole.text.chosen.connect(self.opened)
        self._waiting = Skeleton(3)
        self._parts_title = Label("", "section")
        self._column: QVBoxLayout = column(None, 12)
        self.parts: list[SummaryCard] = []
        for widget in (self._whole_title, self.whole, self._waiting, self._parts_title):
            area.body.addWidget(widget)
        area.body.addLayout(self._column)
        area.body.addStretch(1)
        column(self).addWidget(area)
        self.retranslate()

    def show_summary(self, summary: Summary, making: bool) -> None:
        """`making`: more is coming."""
        self._summary = summary
        whole = summary.whole
        self.whole.setVisible(whole is not None)
        if whole is not None:
            self.whole.show_part(whole)
        self._waiting.setVisible(whole is None and making)
        self._whole_title.setVisible(whole is not None or making)
        # Of a short document the whole is its only part.
        parts = summary.parts if summary.total != 1 else ()
        while len(self.parts) < len(parts):
            part = SummaryCard()
            part.text.chosen.connect(self.opened)
            self.parts.append(part)
            self._column.addWidget(part)
        for at, card in enumerate(self.parts):
            card.setVisible(at < len(parts))
            if at < len(parts):
                card.show_part(parts[at], at + 1)
        self._parts_title.setVisible(bool(parts))
        self._say_parts()

    def _say_parts(self) -> None:
        made, total = len(self._summary.parts), self._summary.total
        words = self.tr("By parts") if made >= total else fill(self.tr("By parts: %1 of %2"), made, total)
        self._parts_title.setText(words)

    def retranslate(self) -> None:
        self._whole_title.setText(self.tr("In short"))
        self._say_parts()
        for card in (self.whole, *self.parts):
            card.retranslate()


class SummaryCard(Translated, Card):
    """What was said of a part of the document, or of the whole."""

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=6)
        self._shown: tuple[SummaryPart | None, int] = (None, 0)
        self.title = Label("", "body_strong", wrap=True)
        self.text = PlacesText("")
        self.note = Label("", "caption", "tertiary", wrap=True)
        for widget in (self.title, self.text, self.note):
            self.body.addWidget(widget)

    def show_part(self, part: SummaryPart, number: int = 0) -> None:
        """`number` of a part of the document; 0 = it is the whole."""
        if (part, number) != self._shown:
            self._shown = (part, number)
            self.retranslate()

    def retranslate(self) -> None:
        part, number = self._shown
        self.text.setAccessibleName(self.tr("Summary"))
        if part is None:
            return
        heading = part.heading or fill(self.tr("Part %1"), number)
        if part.page:
            heading = fill(self.tr("%1, from page %2"), heading, part.page)
        self.title.setText(heading)
        self.title.setVisible(bool(number))
        self.text.show_part(part)
        self.text.setVisible(bool(part.text))
        nothing = self.tr("Nothing here can be told in sentences.")
        self.note.setText(analysis_words.about(part) if part.text else nothing)
        self.note.setVisible(bool(self.note.text()))
