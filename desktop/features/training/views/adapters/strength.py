"""The strength of a trained model: how much of what it learned comes through."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from desktop.ui.i18n import formats
from desktop.ui.widgets import Label
from desktop.ui.widgets.base import paint_box, row
from desktop.ui.widgets.translated import Translated

_WIDTH = 120  # px
_MOST = 100  # per cent: as trained
_STEP = 5


class _Slider(QSlider):
    """Painted as the design's bars are; arrow keys move it, the wheel scrolls the page."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _MOST)
        self.setSingleStep(_STEP)
        self.setPageStep(25)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 32)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.width() - 16
        x = 8 + room * self.value() / self.maximum()
        middle = self.height() / 2
        paint_box(painter, QRectF(8, middle - 2, room, 4), 2, "track")
        paint_box(painter, QRectF(8, middle - 2, max(x - 8, 4), 4), 2, "accent")
        paint_box(painter, QRectF(x - 8, middle - 8, 16, 16), 8, "surface", "accent", 2)
        painter.end()


class Strength(Translated, QWidget):
    """A slider with its per cent.

    Signals: `chosen(strength)` 0…1, when the hand is off.
    """

    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        line = row(self, 8)
        self.word = Label("", "caption", "tertiary")
        self.slider = _Slider()
        self.value = Label("", "caption", "secondary", tabular=True)
        self.value.setMinimumWidth(40)
        line.addWidget(self.word)
        line.addWidget(self.slider)
        line.addWidget(self.value)
        self.slider.valueChanged.connect(self.retranslate)
        self.slider.sliderReleased.connect(self._choose)
        self.slider.actionTriggered.connect(self._stepped)
        self._told = 1.0
        self.retranslate()

    def show_strength(self, strength: float) -> None:
        """0…1, without a signal; a slider that is being dragged stays where it is."""
        self._told = strength
        if not self.slider.isSliderDown():
            self.slider.setValue(round(100 * strength))
        self.retranslate()

    def _stepped(self, action: int) -> None:
        """Keys and clicks beside the handle; the new position is there only after this signal."""
        if not self.slider.isSliderDown():
            self.slider.setValue(self.slider.sliderPosition())
            self._choose()

    def _choose(self) -> None:
        wanted = self.slider.sliderPosition() / 100
        if wanted != self._told:
            self._told = wanted
            self.chosen.emit(wanted)

    def retranslate(self) -> None:
        self.word.setText(self.tr("Strength"))
        share = formats.percent(self.slider.sliderPosition() / 100)
        self.value.setText(share)
        self.slider.setAccessibleName(self.tr("Strength of what was learned"))
        self.slider.setAccessibleDescription(share)
        self.slider.setToolTip(self.tr("0: answers as before training; 100: as trained"))
