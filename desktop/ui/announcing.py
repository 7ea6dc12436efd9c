"""What happens without a key pressed, said to whoever does not see it: screen readers speak it aloud."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_POLITE = QAccessible.AnnouncementPoliteness.Polite
_AT_ONCE = QAccessible.AnnouncementPoliteness.Assertive


def announce(widget: QWidget, sentence: str, urgent: bool = False) -> None:
    """Have `sentence` spoken for `widget`; an `urgent` one interrupts what is being spoken."""
    if sentence:
        event = QAccessibleAnnouncementEvent(widget, sentence)
        event.setPoliteness(_AT_ONCE if urgent else _POLITE)
        send(event)


def send(event: QAccessibleAnnouncementEvent) -> None:
    """Hand an announcement over to the system."""
    QAccessible.updateAccessibility(event)
