"""What every test of the window starts from."""

from collections.abc import Iterator

import pytest

from desktop.i18n.translator import Translator
from tests.helpers.gui import RESOURCES, qt_app


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The language belongs to the application, which all tests of a run share."""
    yield
    translator = Translator(RESOURCES / "i18n")
    if translator.language not in ("", "en"):
        qt_app()
        translator.apply("en")
