"""What nobody caught is told in the window, by its cause."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from desktop.core.unexpected import UNEXPECTED
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code, ProblemError


def test_a_broken_disk_that_a_click_met_is_told(tmp_path: Path) -> None:
    with (
        running_application(tmp_path / "data", base="Приказы") as application,
        open_window(application) as window,
    ):
        UNEXPECTED.report(ProblemError(Code.DISK_ERROR, folder="/дом/данные"))
        shown = " ".join(label.text() for label in window.toast.findChildren(QLabel))
        assert "The disk reports an error at /дом/данные" in shown
        assert "Check that the disk is connected" in shown
