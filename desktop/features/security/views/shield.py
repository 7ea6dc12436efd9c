"""The shield in the headers: whether Bukvar is sealed, and the way to what keeps it off the network."""

from desktop.features.security.viewmodels.shield_model import ShieldModel
from desktop.ui.widgets import IconButton
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted


class Shield(Translated, IconButton):
    """Its name says it in words, with the count of refused attempts; `clicked` as of any button."""

    def __init__(self, model: ShieldModel) -> None:
        super().__init__("shield-check", "")
        self._model = model
        model.setParent(self)
        model.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        model = self._model
        said = self.tr("Sealed: nothing leaves this computer") if model.sealed else self.tr("Not sealed")
        attempts = model.attempts()
        if attempts:
            refused = self.tr("%n attempt(s) to reach the network refused", "", attempts)
            said = f"{said} · {counted(refused, attempts)}"
        self.set_name(said)
        self.set_icon("shield-check" if model.sealed else "shield")
