"""What the system opens files, folders and addresses with, and whether it did."""

import contextlib
import shutil
import subprocess
from collections.abc import Callable

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from workers.system_programs import environment_for_system

LAUNCHER = "xdg-open"
_LOOK_MS = 200
_PATIENCE = 150  # looks: where no desktop runs, the launcher itself is the program that was opened

# Launchers that were not seen to end: what they opened may be in use for hours.
_running: list["subprocess.Popen[bytes]"] = []


def open_by_system(address: QUrl, refused: Callable[[], None]) -> None:
    """Have the system's program for it open a file, a folder or a page; `refused` is called, now or some
    seconds later, when there is none or it could not be started.

    Qt asks the launcher of a Linux desktop and does not wait for what it says; elsewhere the system answers
    at once, or asks the user itself which program to take.
    """
    launcher = shutil.which(LAUNCHER)
    if launcher is None:
        if not QDesktopServices.openUrl(address):
            refused()
        return
    what = address.toLocalFile() or address.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    _running[:] = [one for one in _running if one.poll() is None]
    with contextlib.suppress(OSError):
        launched = subprocess.Popen(
            [launcher, what], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment_for_system(), start_new_session=True,
        )  # fmt: skip
        _running.append(launched)
        _look(launched, refused, _PATIENCE)
        return
    refused()


def _look(launched: "subprocess.Popen[bytes]", refused: Callable[[], None], looks: int) -> None:
    code = launched.poll()
    if code is None and looks:
        QTimer.singleShot(_LOOK_MS, lambda: _look(launched, refused, looks - 1))
    elif code:
        refused()
