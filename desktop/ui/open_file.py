"""A user's file in the program that the system has for it, which is no part of Bukvar."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.ui.i18n.placeholders import fill


def open_file(path: str) -> str:
    """Open it; returns what to say of that. "" is a file that is not known."""
    if not path or not Path(path).exists():
        return QCoreApplication.translate("OpenFile", "The file is no longer there")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
        words = QCoreApplication.translate("OpenFile", "This computer has no program that opens %1")
        return fill(words, Path(path).name)
    return fill(QCoreApplication.translate("OpenFile", "Opening %1"), Path(path).name)
