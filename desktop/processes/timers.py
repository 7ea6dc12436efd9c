"""The clock of the event loop for the services: implements the port `Timers`."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtTimers(QObject):
    """Made once by the application; its timers die with it."""

    def after(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        """See the port."""
        timer = QTimer(self)
        timer.setSingleShot(True)

        def fire() -> None:
            timer.deleteLater()
            act()

        def stop() -> None:
            timer.stop()
            timer.deleteLater()

        timer.timeout.connect(fire)
        timer.start(round(seconds * 1000))
        return _once(stop)


def _once(act: Callable[[], None]) -> Callable[[], None]:
    """Calling a timer off twice, or after it fired, does nothing."""
    left = [act]

    def call() -> None:
        if left:
            left.pop()()

    return call
