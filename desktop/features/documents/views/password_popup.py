"""Asks for a password once for all documents that wait for one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n.placeholders import fill


class PasswordPopup(QObject):
    """Of the page of documents."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._popup = NamePopup(parent)

    def ask(self, anchor: QWidget, waiting: Sequence[str], unlock: Callable[[str], None]) -> None:
        """Open under `anchor`, for the documents of these names; `unlock` is given what was typed."""
        if len(waiting) > 1:
            label = self.tr("Password, tried on %n locked document(s). It is not kept", "", len(waiting))
        else:
            label = fill(self.tr("Password of “%1”. It is not kept"), *waiting)

        def take(password: str) -> str:
            unlock(password)
            return ""

        self._popup.ask(anchor, label, "", self.tr("Read"), take, secret=True)
