"""How the memory of this computer is used: Bukvar, other programs, free."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.features.models.viewmodels.memory_model import MemoryModel, MemoryUse
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Card, Label
from desktop.ui.widgets.base import clear, column, paint_box, row
from desktop.ui.widgets.translated import Translated

_BAR = 8  # px


class _Bar(QWidget):
    """Bukvar's part, then the others'."""

    def __init__(self, memory: MemoryUse) -> None:
        super().__init__()
        self._memory = memory
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def show_memory(self, memory: MemoryUse) -> None:
        self._memory = memory
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        total = max(self._memory.total, 1)
        width, radius = self.width(), _BAR / 2
        paint_box(painter, QRectF(0, 0, width, _BAR), radius, "track")
        used = width * min(self._memory.used / total, 1)
        own = width * min(self._memory.own / total, 1)
        if used > _BAR:
            paint_box(painter, QRectF(0, 0, used, _BAR), radius, "chart_3")
        if own > 1:
            paint_box(painter, QRectF(0, 0, max(own, _BAR), _BAR), radius, "chart_1")
            if own > _BAR:
                painter.fillRect(QRectF(own - radius, 0, radius, _BAR), theme().colour("chart_1"))
        painter.end()


class _Column(QWidget):
    """Name and figures over a bar."""

    def __init__(self, memory: MemoryUse) -> None:
        super().__init__()
        layout = column(self, 8)
        line = row(None, 12)
        self._name = Label("", "body_strong")
        self._figures = Label("", "body", "tertiary", tabular=True)
        self._bar = _Bar(memory)
        line.addWidget(self._name, 1)
        line.addWidget(self._figures)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        self.show_memory(memory)

    def show_memory(self, memory: MemoryUse) -> None:
        name = fill(self.tr("Graphics card %1"), memory.gpu) if memory.gpu else ""
        self._name.setText(name or self.tr("Memory of this computer"))
        used, total = formats.memory(memory.used), formats.memory(memory.total)
        if used.split(formats.NBSP)[-1] == total.split(formats.NBSP)[-1]:
            used = used.rsplit(formats.NBSP, 1)[0]
        words = fill(self.tr("%1 of %2 in use"), used, total)
        self._figures.setText(words)
        self._bar.setAccessibleName(f"{self._name.text()}: {words}")
        self._bar.show_memory(memory)


class _Key(QWidget):
    """A coloured square and its word."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.label = Label("", "caption", "secondary")
        layout = row(self, 8, (16, 0, 0, 0))
        layout.addWidget(self.label)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(0, (self.height() - 8) / 2, 8, 8), 2, self._role)
        painter.end()


class MemoryBars(Translated, Card):
    """One bar a kind of memory, and the key."""

    def __init__(self, model: MemoryModel) -> None:
        super().__init__(padding=0)
        self.model = model
        model.setParent(self)
        model.changed.connect(self.refresh)
        line = row(None, 48, (24, 14, 24, 14))
        self._bars = row(None, 48)
        keys = column(None, 4)
        self._own, self._others = _Key("chart_1"), _Key("chart_3")
        keys.addWidget(self._own)
        keys.addWidget(self._others)
        line.addLayout(self._bars, 1)
        line.addLayout(keys)
        self.body.addLayout(line)
        self._columns: list[_Column] = []
        self._memory: Sequence[MemoryUse] = ()
        self.retranslate()

    def refresh(self) -> None:
        """Show the memory as it is used now."""
        memory = self.model.memory()
        if [m.gpu for m in memory] != [m.gpu for m in self._memory]:
            clear(self._bars)
            self._columns = [_Column(one) for one in memory]
            for made in self._columns:
                self._bars.addWidget(made, 1)
        self._memory = memory
        for bar, one in zip(self._columns, memory, strict=True):
            bar.show_memory(one)

    def retranslate(self) -> None:
        """Say all words again."""
        self._own.label.setText(self.tr("Bukvar"))
        self._others.label.setText(self.tr("other programs"))
        for bar, memory in zip(self._columns, self._memory, strict=True):
            bar.show_memory(memory)

    def showEvent(self, event: QShowEvent) -> None:
        self.model.timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.timer.stop()
        super().hideEvent(event)
