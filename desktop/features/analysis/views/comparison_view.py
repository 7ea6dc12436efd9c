"""Two texts beside each other: what differs is coloured, what is the same is folded."""

from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.features.analysis.domain.analysis import Analysis
from desktop.features.analysis.viewmodels import analysis_words
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Chip, FlowLayout, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted
from desktop.ui.words.source_words import page_of
from workers.contract.analysis.comparison import ComparedRow, ComparedSide, ComparisonResult, RowChange
from workers.contract.specs.answers import Citation

SHOWN = 300  # lines that are laid out at once
_SIDES = ("first", "second")


class ComparisonView(Translated, QWidget):
    """Signals: `opened(places, index)` for the panel of sources."""

    opened = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self._analysis: Analysis | None = None
        self._result: ComparisonResult | None = None
        self._hindrance = ""
        self._rows: list[ComparedRow] = []
        self._limit = SHOWN
        layout = column(self, 8, (24, 8, 24, 16))
        self.said = Label("", "body", "secondary", wrap=True, tabular=True)
        self.chips = {kind: Chip() for kind in RowChange}
        self.figures = Chip()
        chips = QWidget()
        flow = FlowLayout(chips, 8, 4)
        for kind, chip in self.chips.items():
            chip.setCheckable(True)
            chip.setChecked(kind is not RowChange.SAME)
            chip.clicked.connect(self._render)
            flow.addWidget(chip)
        self.figures.setCheckable(True)
        self.figures.clicked.connect(self._render)
        flow.addWidget(self.figures)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self.text.anchorClicked.connect(self._clicked)
        self.more = Button("", "outlined", "chevron-down")
        self.more.clicked.connect(self._show_more)
        layout.addWidget(self.said)
        layout.addWidget(chips)
        layout.addWidget(self.text, 1)
        line = row(None, 0)
        line.addWidget(self.more)
        line.addStretch(1)
        layout.addLayout(line)
        theme().changed.connect(self._render)
        self.retranslate()

    def show_comparison(
        self,
        analysis: Analysis,
        found: tuple[ComparisonResult, list[ComparedRow]] | None,
        hindrance: str = "",
    ) -> None:
        """None while the texts are compared; `hindrance`: why they cannot be."""
        result, rows = found if found is not None else (None, [])
        if (analysis, result, hindrance) != (self._analysis, self._result, self._hindrance):
            self._hindrance = hindrance
            self._analysis, self._result, self._rows, self._limit = analysis, result, rows, SHOWN
            self.retranslate()

    def shown_rows(self) -> list[ComparedRow]:
        """Those that the chips let through."""
        kinds = {kind for kind, chip in self.chips.items() if chip.isChecked()}
        only = self.figures.isChecked()
        return [one for one in self._rows if one.change in kinds and (one.figures or not only)]

    def _show_more(self) -> None:
        self._limit += SHOWN
        self._render()

    def _render(self) -> None:
        if self._analysis is None or len(self._analysis.subjects) < 2:
            return
        rows = self.shown_rows()
        heads = "".join(
            f'<td width="50%" bgcolor="{theme().css("sunken")}"><b>{escape(subject.name)}</b></td>'
            for subject in self._analysis.subjects
        )
        lines = [f"<tr>{heads}</tr>"]
        for at, one in enumerate(rows[: self._limit]):
            cells = (self._cell(one, one.first, 0, at), self._cell(one, one.second, 1, at))
            lines.append(f"<tr>{''.join(cells)}</tr>")
        self.text.setFont(theme().font("body"))
        self.text.setHtml(
            f'<table width="100%" cellspacing="2" cellpadding="6" style="color: {theme().css("text")}">'
            f"{''.join(lines)}</table>"
        )
        left = len(rows) - self._limit
        self.more.setVisible(left > 0)
        self.more.setText(fill(self.tr("Show %1 more of %2"), min(left, SHOWN), len(rows)))

    def _cell(self, one: ComparedRow, side: ComparedSide | None, place: int, at: int) -> str:
        if side is None:
            return "<td></td>"
        role = {
            RowChange.ADDED: "success_soft", RowChange.REMOVED: "danger_soft", RowChange.MOVED: "sunken",
        }.get(one.change, "surface")  # fmt: skip
        text, marked = side.text, "success_soft" if place else "danger_soft"
        parts, last = [], 0
        for start, end in side.spans:
            inside = (
                f'<b><span style="background: {theme().css(marked)}">{escape(text[start:end])}</span></b>'
            )
            parts += [escape(text[last:start]), inside]
            last = end
        parts.append(escape(text[last:]))
        said = "".join(parts).replace("\n", " ")
        return f'<td width="50%" bgcolor="{theme().css(role)}">{said}{self._notes(one, side, place, at)}</td>'

    def _notes(self, one: ComparedRow, side: ComparedSide, place: int, at: int) -> str:
        assert self._analysis is not None
        names = [subject.name for subject in self._analysis.subjects]
        words = page_of(names[place], side.page) if side.page else self.tr("show")
        link = f'<a href="{_SIDES[place]}:{at}" style="color: {theme().css("accent_text")}">{words}</a>'
        if one.change is not RowChange.MOVED:
            return f"&nbsp; {link}"
        there = page_of(names[1 - place], side.other) if side.other else ""
        moved = fill(self.tr("moved, there: %1"), there) if there else self.tr("moved")
        return f'&nbsp; {link} <span style="color: {theme().css("text_tertiary")}">{escape(moved)}</span>'

    def _clicked(self, url: QUrl) -> None:
        at = int(url.path()) if url.path().isdigit() else -1
        rows = self.shown_rows()
        if self._analysis is None or url.scheme() not in _SIDES or not 0 <= at < len(rows):
            return
        place = _SIDES.index(url.scheme())
        side = (rows[at].first, rows[at].second)[place]
        if side is not None:
            subject = self._analysis.subjects[place]
            source = Citation(0, subject.document, subject.name, side.page, side.start, side.end, side.text)
            self.opened.emit((source,), 0)

    def retranslate(self) -> None:
        result = self._result
        waiting = self._hindrance or self.tr("Comparing the texts…")
        self.said.setText(analysis_words.compared(result) if result else waiting)
        for kind, chip in self.chips.items():
            chip.setText(analysis_words.change(kind))
            count = result.rows.get(kind.value, 0) if result else 0
            chip.set_count(str(count))
            chip.setVisible(bool(count))
        figures = sum(one.figures for one in self._rows)
        self.figures.setText(self.tr("Only with figures"))
        self.figures.set_count(str(figures))
        self.figures.setVisible(bool(figures))
        self.text.setAccessibleName(self.tr("Both texts beside each other"))
        self.text.setAccessibleDescription(
            counted(self.tr("%n line(s) differ", "", len(self._rows)), len(self._rows)) if result else ""
        )
        self._render()
