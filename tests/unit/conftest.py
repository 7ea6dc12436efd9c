"""What every test of a unit starts from."""

import sys

import pytest


@pytest.fixture(autouse=True)
def in_english() -> None:
    """The language belongs to the application, which all tests of a process share: another test's window may
    have spoken Russian last."""
    translators = sys.modules.get("desktop.ui.i18n.translator")  # no test of plain code pays for Qt
    if translators is None:
        return
    from tests.helpers.gui import RESOURCES, qt_app

    translator = translators.Translator(RESOURCES / "i18n")
    if translator.language not in ("", "en"):
        qt_app()
        translator.apply("en")
