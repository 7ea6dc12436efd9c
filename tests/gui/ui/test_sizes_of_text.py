"""Another size of text, in a window that is open, and in one that is opened with it."""

from pathlib import Path

from tests.helpers.gui import pump
from tests.helpers.window import open_window, running_application
from tests.pictures import worlds
from tests.pictures.__main__ import show

SEEN = ("training:choice", "training:run", "training:examples", "exam:results")


def test_another_size_of_text_looks_as_in_a_window_that_was_opened_with_it(tmp_path: Path) -> None:
    """Also for what was out of sight when it changed, and for the way back."""
    with running_application(tmp_path / "data", "ru") as application:
        worlds.make(application, worlds.World.FULL)
        with open_window(application) as window:
            for view in SEEN:
                show(window, view)
            for size in (150, 100):
                application.settings.change(text_size=size)
                changed = {}
                for view in SEEN:
                    show(window, view)
                    pump(0.3)
                    changed[view] = window.grab().toImage()
                with open_window(application) as other:
                    other.resize(window.size())
                    for view in SEEN:
                        show(other, view)
                        pump(0.3)
                        assert other.grab().toImage() == changed[view], (view, size)
