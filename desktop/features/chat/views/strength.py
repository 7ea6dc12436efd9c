"""How strongly the trained model speaks: a slider in a popup."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from desktop.ui.i18n import formats
from desktop.ui.theme import theme
from desktop.ui.widgets import Label, Popup
from desktop.ui.widgets.base import row
from desktop.ui.widgets.translated import Translated

STEP = 5  # per cent


class StrengthSlider(QSlider):
    """0 to 100 %, moved by arrow keys in steps of five; 32 px high, a large target."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setSingleStep(STEP)
        self.setPageStep(4 * STEP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme().height("control"))


class StrengthPopup(Translated, Popup):
    """Opened from the composer.

    Signals: `chosen(strength)` 0…1 when the slider has come to rest.
    """

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(4)
        line = row(None, 8)
        self.title = Label("", "control")
        self.value = Label("", "control", "secondary", tabular=True)
        line.addWidget(self.title, 1)
        line.addWidget(self.value)
        self.slider = StrengthSlider()
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._report)
        self._hint = Label("", "caption", "tertiary", wrap=True)
        self.body.addLayout(line)
        self.body.addWidget(self.slider)
        self.body.addWidget(self._hint)
        self.retranslate()

    def show_strength(self, strength: float) -> None:
        """Set the slider; tells nobody."""
        self.slider.blockSignals(True)
        self.slider.setMaximum(max(100, round(strength * 100)))  # an expert may have set more elsewhere
        self.slider.setValue(round(strength * 100))
        self.slider.blockSignals(False)
        self._say()

    def _moved(self) -> None:
        self._say()
        if not self.slider.isSliderDown():
            self._report()

    def _say(self) -> None:
        self.value.setText(formats.percent(self.slider.value() / 100))
        self.slider.setAccessibleDescription(self.value.text())

    def _report(self) -> None:
        self.chosen.emit(self.slider.value() / 100)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Strength of the training"))
        self.slider.setAccessibleName(self.title.text())
        self._hint.setText(self.tr("At 0 % the model answers as before the training."))
        self._say()
