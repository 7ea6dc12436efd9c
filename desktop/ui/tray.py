"""Whether this desktop has a tray."""

from PySide6.QtWidgets import QSystemTrayIcon


def can_stay() -> bool:
    """Whether a hidden window can be found again in a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()
