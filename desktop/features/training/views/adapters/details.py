"""The fold of a trained model: its small curves, what it saw, how to repeat it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.training_entities import RunPoint
from desktop.features.training.viewmodels.adapters_model import AdapterShown
from desktop.features.training.views.adapters import words
from desktop.features.training.views.run.chart import LossChart
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Label
from desktop.ui.widgets.base import column, row

_FEW = 12  # documents named one by one
_CHART = 320  # px


class AdapterDetails(QWidget):
    """Made when the fold is opened first."""

    def __init__(self, shown: AdapterShown, points: Sequence[RunPoint]) -> None:
        super().__init__()
        layout = column(self, 12, (24, 4, 24, 20))
        for sentence in (words.agreement(shown), words.approved(shown)):
            if sentence:
                layout.addWidget(Label(sentence, "body", "secondary", wrap=True))
        line = row(None, 24)
        left = column(None, 6)
        if shown.documents:
            left.addWidget(Label(self.tr("Documents it saw"), "body_strong"))
            for document in shown.documents[:_FEW]:
                left.addWidget(self._document(document.name, document.removed))
            rest = len(shown.documents) - _FEW
            if rest > 0:
                left.addWidget(Label(self.tr("and %n more", "", rest), "caption", "tertiary"))
            left.addSpacing(6)
        left.addLayout(self._grid(shown))
        left.addStretch(1)
        line.addLayout(left, 1)
        if points:
            line.addWidget(self._curves(shown, points), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)

    def _document(self, name: str, removed: bool) -> QWidget:
        if not removed:
            return Label(name, "body", "secondary", wrap=True)
        text = fill(self.tr("%1 — removed from the base since"), name)
        return Label(text, "body", "warning", wrap=True)

    def _grid(self, shown: AdapterShown) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(words.details(shown)):
            grid.addWidget(Label(name, "caption", "tertiary"), at, 0, Qt.AlignmentFlag.AlignTop)
            # Long hashes may be broken anywhere.
            text = "\u200b".join(value) if len(value) > 48 and " " not in value else value
            label = Label(text, "caption", "secondary", wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, at, 1)
        return grid

    def _curves(self, shown: AdapterShown, points: Sequence[RunPoint]) -> QWidget:
        self.chart = LossChart(small=True)
        self.chart.setFixedWidth(_CHART)
        checked = [point for point in points if point.validation_loss is not None]
        best = min(checked, key=lambda point: point.validation_loss or 0.0, default=None)
        self.chart.show_points(points, points[-1].step, 1, best)
        self.chart.setAccessibleName(self.tr("Errors by step"))
        self.chart.setAccessibleDescription(words.about(shown))
        return self.chart
