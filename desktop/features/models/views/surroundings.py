"""What belongs to the models: where they come from, what computes them, what was trained on them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.models.viewmodels.models_model import ModelsModel
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Divider, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated


class SurroundingsCard(Translated, Card):
    """Three lines, each with what one can do about it. Signals: `go(name)` opens another page."""

    go = Signal(str)

    def __init__(self, model: ModelsModel) -> None:
        super().__init__(padding=0, spacing=0)
        self._model = model
        self._ask = NamePopup(self)
        self.mirror, self.engine, self.adapters = _Line(), _Line(), _Line()
        self.change, self.public = self.mirror.add_button(), self.mirror.add_button()
        self.health, self.training = self.engine.add_button(), self.adapters.add_button()
        self.change.clicked.connect(self._change)
        self.public.clicked.connect(lambda: model.set_mirror(""))
        self.health.clicked.connect(lambda: self.go.emit("settings:health"))
        self.training.clicked.connect(lambda: self.go.emit("training:adapters"))
        for at, line in enumerate((self.mirror, self.engine, self.adapters)):
            if at:
                self.body.addWidget(Divider())
            self.body.addWidget(line)
        model.changed.connect(self.retranslate)
        self.retranslate()

    def _change(self) -> None:
        label = self.tr("Folder or address where your company keeps models")
        self._ask.ask(self.change, label, self._model.mirror(), self.tr("Take models from there"), self._take)

    def _take(self, place: str) -> str:
        return self._model.take_mirror(place)

    def retranslate(self) -> None:
        model = self._model
        mirror = model.mirror()
        self.mirror.show_words(
            self.tr("Where models come from"),
            fill(self.tr("%1. Nothing else is asked."), mirror) if mirror else self.tr("The public sources."),
        )
        fixed = self.tr("Set by your administrator.") if model.mirror_is_fixed else ""
        self.change.setText(self.tr("Change") if mirror else self.tr("Use a mirror"))
        self.public.setText(self.tr("Use the public sources"))
        self.public.setVisible(bool(mirror))
        for button in (self.change, self.public):
            button.set_reason(fixed)
        self.engine.show_words(self.tr("What computes them"), model.engine())
        self.health.setText(self.tr("Check"))
        self.adapters.show_words(self.tr("Adapters of this base"), model.adapters())
        self.training.setText(self.tr("To the adapters"))


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._line = row(self, 8, (16, 10, 12, 10))
        words = column(None, 2)
        self.title, self.about = Label("", "body_strong"), Label("", "caption", "tertiary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self._line.addLayout(words, 1)

    def show_words(self, title: str, about: str) -> None:
        self.title.setText(title)
        self.about.setText(about)

    def add_button(self) -> Button:
        button = Button("", "text")
        self._line.addWidget(button)
        return button
