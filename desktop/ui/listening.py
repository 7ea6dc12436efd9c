"""How a screen hears what changed, for as long as it lives."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.core.changes import ChangePublisher, Changes


def listen(publisher: ChangePublisher, receiver: QObject, on_changes: Callable[[Changes], None]) -> None:
    """Call `on_changes(changes)` after every change until `receiver` is destroyed."""
    stop = publisher.listen(on_changes)
    receiver.destroyed.connect(lambda: stop())
