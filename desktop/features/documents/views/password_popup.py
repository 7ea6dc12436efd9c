"""Asks for a password once for all documents that wait for one."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.name_popup import NamePopup


class PasswordPopup(QObject):
    """Of the page of documents."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._popup = NamePopup(parent)

    def ask(self, anchor: QWidget, waiting: int, unlock: Callable[[str], None]) -> None:
        """Open under `anchor`; `unlock` is given what was typed."""
        if waiting > 1:
            label = self.tr("Password, tried on %n locked document(s). It is not kept", "", waiting)
        else:
            label = self.tr("Password. It is not kept")

        def take(password: str) -> str:
            unlock(password)
            return ""

        self._popup.ask(anchor, label, "", self.tr("Read"), take, secret=True)
