"""The card of the curves: the verdict, the key, the chart."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.features.training.viewmodels.run_model import RunShown
from desktop.features.training.views.run.chart import LossChart, smooth
from desktop.features.training.views.run.verdict import verdict
from desktop.ui.i18n import formats
from desktop.ui.theme import theme
from desktop.ui.widgets import Card, FlowLayout, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.label import Icon, IconLabel
from desktop.ui.widgets.translated import Translated


class _Stroke(QWidget):
    """A piece of a line as it is drawn in the chart."""

    def __init__(self, role: str, dashed: bool) -> None:
        super().__init__()
        self._role, self._dashed = role, dashed
        self.setFixedSize(QSize(18, 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(theme().colour(self._role), 2)
        if self._dashed:
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.end()


class CurveKey(QWidget):
    """A stroke with its name and last value."""

    def __init__(self, role: str, dashed: bool = False) -> None:
        super().__init__()
        line = row(self, 8, (0, 0, 16, 0))
        line.addWidget(_Stroke(role, dashed))
        self.label = Label("", "body", tabular=True)
        line.addWidget(self.label)


class ChartCard(Translated, Card):
    """Says the verdict first, then shows it."""

    def __init__(self) -> None:
        super().__init__(padding=24, spacing=8)
        head = row(None, 10)
        self._icon = Icon("trending-down", "success", 20)
        self.title = Label("", "section", wrap=True)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self.sentence = Label("", "body", "secondary", wrap=True)
        keys = QWidget()
        flow = FlowLayout(keys, 8, 4)
        self.familiar, self.unfamiliar = CurveKey("chart_1"), CurveKey("chart_2", dashed=True)
        flow.addWidget(self.familiar)
        flow.addWidget(self.unfamiliar)
        self.chart = LossChart()
        words = column(None, 6)
        words.addLayout(head)
        words.addWidget(self.sentence)
        self.body.addLayout(words)
        self.body.addWidget(keys)
        self.body.addWidget(self.chart)
        self._shown: RunShown | None = None

    def show_run(self, shown: RunShown) -> None:
        """The verdict, the last values and the curves of a run."""
        self._shown = shown
        said = verdict(shown)
        self._icon.set_icon(said.icon, IconLabel.TONES.get(said.tone, said.tone))
        self.title.setText(said.title)
        self.sentence.setText(said.sentence)
        self.sentence.setVisible(bool(said.sentence))
        familiar = smooth([(point.step, point.loss) for point in shown.points])
        checked = shown.checked
        self.familiar.label.setText(
            self._with(self.tr("error on familiar questions"), familiar[-1][1] if familiar else None)
        )
        self.unfamiliar.label.setText(
            self._with(
                self.tr("error on unfamiliar questions"), checked[-1].validation_loss if checked else None
            )
        )
        self.chart.show_points(shown.points, shown.steps, shown.passes, shown.best)
        self.chart.setVisible(bool(shown.points))
        self.familiar.setVisible(bool(shown.points))
        self.unfamiliar.setVisible(bool(shown.points))
        self.chart.setAccessibleName(self.tr("Errors by step"))
        self.chart.setAccessibleDescription(
            f"{said.title}. {self.familiar.label.text()}; {self.unfamiliar.label.text()}"
        )
        self.setAccessibleName(f"{said.title}. {said.sentence}")

    def _with(self, name: str, value: float | None) -> str:
        return name if value is None else f"{name}, {formats.number(value, 2)}"

    def retranslate(self) -> None:
        if self._shown is not None:
            self.show_run(self._shown)
