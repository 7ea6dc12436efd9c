"""How a screen hears what changed, for as long as it lives, and puts off what many changes ask for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance

from desktop.core.changes import ChangePublisher, Changes


def listen(publisher: ChangePublisher, receiver: QObject, on_changes: Callable[[Changes], None]) -> None:
    """Call `on_changes(changes)` after every change until `receiver` is destroyed."""
    stop = publisher.listen(on_changes)
    receiver.destroyed.connect(lambda: stop())


def single_shot_timer(
    owner: QObject, milliseconds: int, act: Callable[[], object] | SignalInstance
) -> QTimer:
    """A timer, a child of `owner`, that calls `act` (or emits it) once, so long after its last `start()`."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
