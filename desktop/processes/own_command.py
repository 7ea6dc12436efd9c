"""A command of this program in a process of its own, whose progress the window shows."""

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, Signal

from desktop.processes.own_program import own_program


class OwnCommand(QObject):
    """Made by a dialog. Signals: `progress(done, total)` in bytes, as numbers with a point (an `int` of a
    signal has 32 bits); `ended(words)`: what it said on standard error when it failed, "" when it did."""

    progress = Signal(float, float)
    ended = Signal(str)

    def __init__(self, data: Path, options: Sequence[str]) -> None:
        super().__init__()
        own = own_program(data)
        self._process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in own.environment.items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.setWorkingDirectory(str(own.folder))
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        # Told later, on every system: whoever made this listens by then.
        self._process.errorOccurred.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        self._process.start(own.command[0], [*own.command[1:], *options, "--json"])

    def stop(self) -> None:
        """End it at once: whatever it does can be begun again."""
        self._process.kill()
        self._process.waitForFinished()  # its lock is free then, and it writes no more

    def _read(self) -> None:
        while self._process.canReadLine():
            try:
                said = json.loads(bytes(self._process.readLine().data()))
            except ValueError:
                continue
            if isinstance(said, dict) and "progress" in said:
                self.progress.emit(float(said["done"]), float(said["total"]))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        done = code == 0 and status is QProcess.ExitStatus.NormalExit
        self.ended.emit("" if done else words or self._process.errorString())

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit(self._process.errorString())
