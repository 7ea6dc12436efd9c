"""Modules loaded behind the painted window."""

from importlib.util import find_spec

import pytest

from desktop import loading
from tests.helpers.gui import qt_app, wait_for


def test_every_module_is_there() -> None:
    assert [name for name in loading.MODULES if find_spec(name) is None] == []


def test_one_that_cannot_be_loaded_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    qt_app()
    monkeypatch.setattr(loading, "MODULES", ("json", "bukvar_no_such_module", "csv"))
    done: list[bool] = []
    loading.load(lambda: done.append(True))
    wait_for(lambda: bool(done), 10)
