"""The window's own guard against the network: the same audit hook as the workers have.

The kernel's filter is for workers alone: it would be inherited by the programs in which the window opens the
user's files. Qt itself makes Unix sockets only (the screen, the one-instance socket).
"""

from collections.abc import Callable

from workers.contract.sealed import Seal


class WindowGuard:
    """Put up once, at the very start; what was refused before somebody listens is told to the first
    listener."""

    def __init__(self) -> None:
        self._early: list[str] = []
        self._seal = Seal()
        self._seal.on_refused = self._early.append

    def apply(self) -> None:
        """From now on, for good."""
        self._seal.apply()

    def listen(self, hear: Callable[[str], None]) -> None:
        """Tell where to, at every attempt."""
        early, self._early = self._early, []
        self._seal.on_refused = hear
        for where in early:
            hear(where)


GUARD = WindowGuard()
