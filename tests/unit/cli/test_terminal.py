"""A terminal that goes while somebody is asked on it."""

import contextlib
import os
import socket
from collections.abc import Iterator

import pytest

from desktop.cli import terminal
from tests.helpers.gui import qt_app, wait_for


@pytest.mark.parametrize("typed", [b"yes\n", b""])
def test_a_terminal_that_is_lost_answers_with_nothing_and_hangs_nobody(
    monkeypatch: pytest.MonkeyPatch, typed: bytes
) -> None:
    qt_app()
    ours, person = socket.socketpair()

    @contextlib.contextmanager
    def lost(secret: bool) -> Iterator[int]:
        yield ours.fileno()
        raise OSError("no terminal")  # what its settings are given back to

    monkeypatch.setattr(terminal, "_terminal", lost)
    monkeypatch.setattr(terminal.sys, "platform", "linux")
    pending = terminal.ask("Sure? ", False)
    assert os.read(person.fileno(), 100) == b"Sure? "
    person.sendall(typed)
    person.close()
    wait_for(lambda: pending.completed, 10)
    assert pending.result() == typed.decode().strip()
    ours.close()
