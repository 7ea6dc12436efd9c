"""How much memory Bukvar uses: this process and its workers."""

import os

import psutil


class OwnMemory:
    """Made once by whoever shows it: processes are kept, so that asking again is cheap."""

    def __init__(self) -> None:
        self._me = psutil.Process(os.getpid())

    def resident(self) -> int:
        """Resident bytes of this process and its children."""
        total = 0
        for process in [self._me, *self._me.children(recursive=True)]:
            try:
                total += process.memory_info().rss
            except psutil.Error:
                continue
        return total
