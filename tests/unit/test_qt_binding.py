"""Faults of the Qt binding that would end the window after a while: the lock must not bring one back."""

import sys

from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    """Emits."""

    message = Signal(object)


def test_emitting_keeps_the_counts_of_constants() -> None:
    sender = Sender()
    sender.message.connect(lambda value: None)
    before = [sys.getrefcount(constant) for constant in (None, True, False)]
    for _ in range(100):
        sender.message.emit(5)
    after = [sys.getrefcount(constant) for constant in (None, True, False)]
    assert all(abs(now - then) < 50 for now, then in zip(after, before, strict=True))
