"""Parts of the first start: the letter at its top, what is said of this computer, and a step with its mark, a
line to the next, title, sentence and what one can do in it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.announcing import announce
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.theme import theme
from desktop.ui.widgets import Label
from desktop.ui.widgets.base import column, paint_box, paint_icon, with_text_size
from workers.contract.specs.hardware import Hardware

MARK, INDENT = 24, 40  # px, grown with the text
FAST_MEMORY = 8 * 1024**3  # bytes: from here the 1.5B model answers without waiting for the disk


class SetupStep(QWidget):
    """`number` is shown until the step is done; `last` has no line below."""

    def __init__(self, number: int, last: bool = False) -> None:
        super().__init__()
        self._number, self._last, self._state = number, last, "later"
        layout = column(self, 2)
        below = 0 if last else 28
        with_text_size(self, lambda: layout.setContentsMargins(theme().grown(INDENT), 1, 0, below))
        self.title = Label("", "section")
        self.sentence = Label("", "body", "secondary", wrap=True)
        self.body: QVBoxLayout = column(None, 8, (0, 10, 0, 0))
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        layout.addLayout(self.body)

    def show_step(self, state: str, title: str, sentence: str, tone: str = "secondary") -> None:
        """`state` is later, active or done; `tone` danger for a failure that stays in its step."""
        if tone == "danger" and sentence != self.sentence.text():
            announce(self, sentence, urgent=True)
        self._state = state
        self.title.setText(title)
        self.title.set_tone("text" if state != "later" else "tertiary")
        self.sentence.setText(sentence)
        self.sentence.set_tone(tone if state != "later" else "tertiary")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.update()

    @property
    def state(self) -> str:
        return self._state

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme().grown(MARK)
        spot = QRectF(0, 0, side, side)
        if not self._last:
            line = QRectF(side / 2 - 0.5, side + 10, 1, self.height() - side - 18)
            painter.fillRect(line, theme().colour("border"))
        if self._state == "done":
            paint_box(painter, spot, side / 2, "success_soft", "soft_border")
            paint_icon(painter, (side - theme().grown(14)) / 2, side / 2, "check", "success", 14)
        else:
            active = self._state == "active"
            paint_box(painter, spot, side / 2, "accent" if active else "", "" if active else "border_strong")
            font = theme().font("caption", tabular=True)
            font.setWeight(theme().font("section").weight())
            painter.setFont(font)
            painter.setPen(theme().colour("on_accent" if active else "text_tertiary"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Logo(QWidget):
    """32 px, at the left edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, theme().logo(32, self.devicePixelRatioF()))
        painter.end()


def about_computer(hardware: Hardware) -> str:
    """ "16 GB of memory, 214 GB free on the disk. Answers will take a few seconds." """
    if hardware.gpus and hardware.gpu_build:
        words = translate("FirstStartPage", "%1 of memory, a graphics card with %2, %3 free on the disk.")
        on_card = formats.memory(hardware.gpus[0].total_bytes)
        speed = translate("FirstStartPage", "Answers will be fast.")
    else:
        words, on_card = (
            translate("FirstStartPage", "%1 of memory, %3 free on the disk."),
            "",
        )
        speed = translate("FirstStartPage", "Answers will take a few seconds.")
        if hardware.memory_bytes < FAST_MEMORY:
            speed = translate("FirstStartPage", "There is little memory: a small model will answer.")
    free = formats.size(hardware.disk_free_bytes)
    return f"{fill(words, formats.memory(hardware.memory_bytes), on_card, free)} {speed}"
