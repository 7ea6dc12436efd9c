"""What a random sample says of the rows nobody looked at, and what can be done with that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.training.viewmodels.example_review_model import (
    LEAST_FOR_SAMPLE,
    ExampleReviewModel,
    ReviewMode,
)
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, FlowLayout, IconLabel, Label
from desktop.ui.widgets.base import column, mark
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted


class SampleBox(Translated, QWidget):
    """Hidden while there are so few rows that reading them all is better.

    Signals: `sample_wanted`, `all_wanted`, `rest_wanted`.
    """

    sample_wanted = Signal()
    all_wanted = Signal()
    rest_wanted = Signal()

    def __init__(self, model: ExampleReviewModel) -> None:
        super().__init__()
        self._model = model
        mark(self, edge="top")
        layout = column(self, 6, (16, 14, 16, 14))
        self.heading = IconLabel("info", "", "accent", "body_strong", 18, wrap=True)
        self.heading.label.set_tone("text")
        self.about = Label("", "body", "secondary", wrap=True)
        self.sample, self.everything = Button("", "outlined"), Button("", "text")
        self.rest = Button("", "outlined", "check")
        self.sample.clicked.connect(self.sample_wanted)
        self.everything.clicked.connect(self.all_wanted)
        self.rest.clicked.connect(self.rest_wanted)
        buttons = QWidget()
        flow = FlowLayout(buttons, 8)
        for button in (self.rest, self.sample, self.everything):
            flow.addWidget(button)
        layout.addWidget(self.heading)
        layout.addWidget(self.about)
        layout.addWidget(buttons)
        self.refresh()

    def refresh(self) -> None:
        """Show what the model knows."""
        model, estimate = self._model, self._model.estimate
        left = max(model.sampled - model.sampled_done, 0)
        self.setVisible(bool(model.base) and (model.may_sample or left > 0 or self._rest() > 0))
        self.everything.setText(self.tr("Back to all"))
        self.everything.setVisible(model.mode is ReviewMode.SAMPLE)
        self.rest.setText(fill(self.tr("Approve the other %1"), formats.number(self._rest())))
        self.rest.setVisible(estimate is not None and self._rest() > 0)
        self.sample.setText(self.tr("Go on with the sample") if left else self.tr("Review a sample"))
        self.sample.setVisible(model.mode is ReviewMode.ALL and (left > 0 or estimate is None))
        if estimate is not None:
            shares = map(formats.percent, (estimate.rate, estimate.margin))
            self._set(fill(self.tr("Errors in the rest: %1 ± %2"), *shares), self._of_rest(left))
        elif left and model.sampled_done:
            figures = map(formats.number, (model.sampled_done, model.sampled))
            about = self.tr("After %1 I can say how many errors are in the rest.")
            least = formats.number(min(LEAST_FOR_SAMPLE, model.sampled))
            self._set(fill(self.tr("Sample: %1 of %2 reviewed"), *figures), fill(about, least))
        else:
            about = self.tr("I choose some at random. What you find in them says how good the rest is.")
            self._set(self.tr("So many rows? Review a sample"), about)

    def _rest(self) -> int:
        return self._model.estimate.rest if self._model.estimate is not None else 0

    def _of_rest(self, left: int) -> str:
        estimate = self._model.estimate
        assert estimate is not None
        words = self.tr("Estimated from %n random example(s).", "", estimate.sampled)
        parts = [counted(words, estimate.sampled)]
        if left:
            parts.append(counted(self.tr("%n more in the sample.", "", left), left))
        if estimate.rest:
            rest = self.tr("The other %n can be approved at once.", "", estimate.rest)
            parts.append(counted(rest, estimate.rest))
        return " ".join(parts)

    def _set(self, heading: str, about: str) -> None:
        self.heading.setText(heading)
        self.about.setText(about)

    def retranslate(self) -> None:
        self.refresh()
