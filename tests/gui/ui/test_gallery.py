"""The pictures of the demo are in the language and the look that their names say."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPixmap

from desktop.cli import gallery
from desktop.core.future import spawn
from desktop.ui.window import main_window
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.gui import wait_for
from tests.helpers.window import running_application


def test_each_picture_shows_the_language_and_the_look_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    from installer.strings import compile_all

    compile_all()
    complaints.expect("propagateSizeHints")
    monkeypatch.setattr(main_window, "REMEMBER_MS", 10)  # within the first look, as beside a slow answer
    monkeypatch.setattr(gallery, "PAGES", ("chat", "help"))
    monkeypatch.setattr(gallery, "TRAINING", ())
    expected = [look for look in gallery.LOOKS for _ in gallery.PAGES]
    looks: list[tuple[str, str]] = []
    windows: list[MainWindow] = []
    grab = MainWindow.grab

    def noted(window: MainWindow) -> QPixmap:
        windows.append(window)
        looks.append((window.translator.language, window.theme.mode))
        if len(looks) == len(expected):
            application.settings.change(language="ru")  # what is chosen meanwhile stays
        return grab(window)

    monkeypatch.setattr(MainWindow, "grab", noted)
    with running_application(tmp_path / "data", base="Северный ветер") as application:
        place = application.settings.values.geometry
        taken = spawn(gallery.take(application, tmp_path))
        wait_for(lambda: taken.completed, 60)
        assert windows[0].translator.language == "ru"
        assert application.settings.values.geometry == place
    assert looks == expected
    assert len(list(tmp_path.glob("*.png"))) == len(expected)
