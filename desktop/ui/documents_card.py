"""What another feature shows above the documents."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class DocumentsCard(QWidget):
    """Given to the documents page, which does what the card asks for.

    Signals: `unread(action, document, button)` and `replaced(document)` for the page to do; `go(name)`;
    `message(sentence)`.
    """

    unread = Signal(str, object, object)
    replaced = Signal(object)
    go = Signal(str)
    message = Signal(str)

    def refresh(self) -> None:
        """Show what is known of the current base."""
