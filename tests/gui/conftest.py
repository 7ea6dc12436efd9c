"""What every test of the window starts from."""

from collections.abc import Iterator

import pytest

from desktop.processes.launcher import TUNING_PYTHON
from desktop.ui.i18n.translator import Translator
from tests.helpers.gui import RESOURCES, qt_app


@pytest.fixture(autouse=True)
def no_component(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that looks for the trainer's libraries keeps the processor busy for half a minute; a test that
    wants the component says so."""
    monkeypatch.delenv(TUNING_PYTHON, raising=False)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The language belongs to the application, which all tests of a run share."""
    yield
    translator = Translator(RESOURCES / "i18n")
    if translator.language not in ("", "en"):
        qt_app()
        translator.apply("en")
