"""A terminal that goes while somebody is asked on it."""

import contextlib
import os
import socket
from collections.abc import Iterator

import pytest

from desktop.cli import terminal
from desktop.settings.passphrase import hashed, matches
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


def test_letters_of_another_encoding_stay_different() -> None:
    ours, person = socket.socketpair()
    lines = []
    for typed in ("пароль", "барсук"):
        person.sendall(f"{typed}\n".encode("koi8-r"))
        lines.append(terminal._line(ours.fileno()))
    assert lines[0] != lines[1] and not matches(lines[1], hashed(lines[0]))
    ours.close()
    person.close()
