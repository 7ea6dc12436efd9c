"""Settings › Storage: sizes in bytes, and what belongs to nothing goes only after a question."""

import os
import time
from pathlib import Path

from PySide6.QtWidgets import QLabel

from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.pages.settings.storage import StorageSection
from desktop.ui.pages.settings_page import SettingsPage
from desktop.ui.widgets import Button
from tests.conftest import Complaints
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import open_window, running_application


def words(section: StorageSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(QLabel))


def test_room_is_in_bytes_and_a_stranger_is_removed_after_a_question(
    tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")
    with (
        running_application(tmp_path / "data", base="Приказы") as application,
        open_window(application) as window,
    ):
        base = application.paths.base_folder(application.bases.current)
        base.mkdir()
        (base / "text.sqlite").write_bytes(b"x" * 2_000_000)
        stranger = application.paths.bases / "stranger"
        stranger.mkdir()
        (stranger / "text.sqlite").write_bytes(b"x" * 1_000_000)
        old = time.time() - 7200
        for path in (stranger / "text.sqlite", stranger):
            os.utime(path, (old, old))
        window.go("settings")
        page = window.page("settings")
        assert isinstance(page, SettingsPage)
        page.open_view("storage")
        (section,) = page.findChildren(StorageSection)
        assert "2\u00a0MB" in words(section) and "What belongs to nothing" in words(section)

        def press() -> Confirm:
            named = [one for one in section.findChildren(Button) if "bases" in one.accessibleName()]
            named[-1].click()
            return window.findChildren(Confirm)[-1]

        question = press()
        assert "stranger" in "".join(label.text() for label in question.findChildren(QLabel))
        question.keep_button.click()
        assert stranger.exists()
        press().act_button.click()
        pump()
        assert not stranger.exists() and base.exists()
        wait_for(lambda: "Removed: " in words(section), 5)
        moving = [one for one in section.findChildren(Button) if one.text() == "Move…"][-1]
        moving.setFocus()
        section.rebuild()
        pump()
        held = section.focusWidget()
        assert isinstance(held, Button) and held is not moving and held.text() == "Move…"
