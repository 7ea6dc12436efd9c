"""The clock of the event loop for the services: implements the port `Timers`."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtTimers(QObject):
    """Made once by the application; its timers die with it."""

    def after(self, seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        """See the port."""
        timer = QTimer(self)
        timer.setSingleShot(True)

        def stop() -> None:
            timer.stop()
            timer.deleteLater()

        ending = _once(stop)

        def fire() -> None:
            ending()  # from now on calling it off touches nothing: the timer is gone
            act()

        timer.timeout.connect(fire)
        timer.start(round(seconds * 1000))
        return ending


def _once(act: Callable[[], None]) -> Callable[[], None]:
    """Calling a timer off twice, or after it fired, does nothing."""
    left = [act]

    def call() -> None:
        if left:
            left.pop()()

    return call
