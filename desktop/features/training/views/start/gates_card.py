"""Whether all is ready: one line a condition, with its cure."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.training_entities import Gate, GateState
from desktop.features.training.viewmodels.gate_text import GateText, gate_text
from desktop.ui.i18n import formats
from desktop.ui.widgets import Badge, Button, Card, Divider, Label
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.label import Icon

_LOOKS = {
    GateState.OK: ("circle-check", "success"),
    GateState.WARN: ("triangle-alert", "warning"),
    GateState.BLOCK: ("circle-x", "danger"),
}
_ORDER = (GateState.BLOCK, GateState.WARN, GateState.OK)


class GateLine(QWidget):
    """Icon, sentence, advice, cure.

    Signals: `cured(cure)`.
    """

    cured = Signal(str)

    def __init__(self, gate: Gate, text: GateText) -> None:
        super().__init__()
        self.gate, self.text = gate, text
        line = row(self, 12, (24, 10, 16, 10))
        icon, colour = _LOOKS[gate.state]
        line.addWidget(Icon(icon, colour, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = column(None, 2)
        words.addWidget(Label(text.sentence, "body", wrap=True, tabular=True))
        if text.advice:
            words.addWidget(Label(text.advice, "caption", "tertiary", wrap=True))
        line.addLayout(words, 1)
        state = {
            GateState.OK: self.tr("ready"),
            GateState.WARN: self.tr("please look"),
            GateState.BLOCK: self.tr("prevents the start"),
        }[gate.state]
        self.setAccessibleName(f"{text.sentence}. {state}. {text.advice}".strip())
        if text.button:
            self.button = Button(text.button, "text")
            self.button.setAccessibleDescription(text.sentence)
            self.button.clicked.connect(lambda: self.cured.emit(text.cure))
            line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class GatesCard(Card):
    """What prevents comes first, then what deserves a look, then what is in order.

    Signals: `cured(cure)`; `probe_wanted`.
    """

    cured = Signal(str)
    probe_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        head = row(None, 12, (24, 16, 16, 8))
        self.title = Label("", "section")
        self.badge = Badge("", "neutral")
        self.probe_button = Button("", "text")
        self.probe_button.clicked.connect(self.probe_wanted)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addStretch(1)
        self.probe_button.align_left()
        below = row(None, 0, (12, 0, 16, 0))  # large text has no room for it beside the title
        below.addWidget(self.probe_button)
        below.addStretch(1)
        self.waiting = Label("", "body", "tertiary", wrap=True)
        self.waiting.setContentsMargins(24, 8, 24, 16)
        self._lines = column(None, 0, (0, 0, 0, 8))
        self.body.addLayout(head)
        self.body.addLayout(below)
        self.body.addWidget(self.waiting)
        self.body.addLayout(self._lines)
        self.lines: list[GateLine] = []
        self._key: object = None

    def show_gates(self, gates: Sequence[Gate] | None, pending: int, probing: bool) -> None:
        """None while they are not known yet."""
        self.title.setText(self.tr("Is everything ready"))
        self.waiting.setText(self.tr("Looking at examples, model and computer…"))
        self.waiting.setVisible(gates is None)
        self.badge.setVisible(gates is not None)
        self._show_probe(gates, probing)
        if gates is not None:
            self._show_badge(gates)
        texts = [(gate, gate_text(gate, pending)) for gate in gates or ()]
        key = (texts, formats.language())
        if key == self._key:
            return
        self._key = key
        clear(self._lines)
        self.lines = []
        for gate, text in sorted(texts, key=lambda pair: _ORDER.index(pair[0].state)):
            if self.lines:
                self._lines.addWidget(Divider())
            line = GateLine(gate, text)
            line.cured.connect(self.cured)
            self._lines.addWidget(line)
            self.lines.append(line)

    def _show_badge(self, gates: Sequence[Gate]) -> None:
        blocked = sum(gate.state is GateState.BLOCK for gate in gates)
        warned = sum(gate.state is GateState.WARN for gate in gates)
        if blocked:
            self.badge.show_state(self.tr("%n thing(s) missing", "", blocked), "bad")
        elif warned:
            self.badge.show_state(self.tr("can begin, %n remark(s)", "", warned), "warning")
        else:
            self.badge.show_state(self.tr("can begin"), "ok")

    def _show_probe(self, gates: Sequence[Gate] | None, probing: bool) -> None:
        """Asking the model costs a minute, so it is offered, not done by itself."""
        known = gates is None or any(gate.code == "closed_book" for gate in gates)
        self.probe_button.setVisible(not known)
        word = self.tr("Asking the model…") if probing else self.tr("What does the model know already?")
        self.probe_button.setText(word)
        self.probe_button.setEnabled(not probing)
        self.probe_button.setToolTip(self.tr("Asks it some of the questions without documents: a minute"))
