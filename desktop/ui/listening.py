"""How a screen hears what changed, for as long as it lives."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes


def listen(application: "Application", receiver: QObject, on_changes: "Callable[[Changes], None]") -> None:
    """Call `on_changes(changes)` after every announcement until `receiver` is destroyed."""
    stop = application.change_publisher.listen(on_changes)
    receiver.destroyed.connect(lambda: stop())
