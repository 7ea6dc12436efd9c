"""Who may change the passphrase, and with what."""

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.cli.command import Call
from desktop.cli.consenting import set_passphrase
from desktop.cli.output import Output
from desktop.core.future import Future, completed, spawn
from desktop.settings.passphrase import hashed, matches
from workers.contract.codes import ProblemError


def typing(application: Any, *lines: str) -> Future[None]:
    """The lines that a person types one after another; then the terminal is gone, which gives empty ones."""
    left = list(lines)

    def ask(question: str, secret: bool) -> Future[str]:
        return completed(left.pop(0) if left else "")

    sink = Output(lambda text: None, lambda text: None, False)
    return spawn(set_passphrase(application, Call(argparse.Namespace(), Path(), sink, ask)))


def with_passphrase(typed: str) -> Any:
    """An application that has it ("" = none)."""
    values = SimpleNamespace(seal_passphrase=hashed(typed) if typed else "")
    return SimpleNamespace(settings=SimpleNamespace(values=values, change=values.__dict__.update))


def test_a_terminal_that_is_lost_takes_no_passphrase_away() -> None:
    application = with_passphrase("Тайна 1")
    for typed in ((), ("другая",), ("Тайна 1",), ("Тайна 1", "Тайна 2"), ("Тайна 1", "", "no")):
        with pytest.raises(ProblemError):
            typing(application, *typed).result()
        assert matches("Тайна 1", application.settings.values.seal_passphrase), typed
    typing(application, "Тайна 1", "Тайна 2", "Тайна 2").result()
    assert matches("Тайна 2", application.settings.values.seal_passphrase)
    typing(application, "Тайна 2", "", "YES").result()
    assert application.settings.values.seal_passphrase == ""
    with pytest.raises(ProblemError):
        typing(application, "").result()
