"""The shield in the headers: whether Bukvar is sealed, and the way to what keeps it off the network."""

from typing import TYPE_CHECKING

from desktop.core.changes import Changes
from desktop.ui.listening import listen
from desktop.ui.widgets import IconButton
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted

if TYPE_CHECKING:
    from desktop.app import Application


class Shield(Translated, IconButton):
    """Its name says it in words, with the count of refused attempts; `clicked` as of any button."""

    def __init__(self, application: "Application") -> None:
        super().__init__("shield-check", "")
        self._application = application
        listen(application.change_publisher, self, self._on_changes)
        self.retranslate()

    def retranslate(self) -> None:
        security = self._application.security
        said = self.tr("Sealed: nothing leaves this computer") if security.sealed else self.tr("Not sealed")
        attempts = security.attempts()
        if attempts:
            refused = self.tr("%n attempt(s) to reach the network refused", "", attempts)
            said = f"{said} · {counted(refused, attempts)}"
        self.set_name(said)
        self.set_icon("shield-check" if security.sealed else "shield")

    def _on_changes(self, changes: Changes) -> None:
        if changes.security or changes.settings:
            self.retranslate()
