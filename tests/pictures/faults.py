"""What a person sees when data are damaged or gone, a disk is full, a part of the program crashed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

from PySide6.QtWidgets import QMessageBox

import desktop.window
from desktop.app import Application
from desktop.core.unexpected import UNEXPECTED
from desktop.features.backup.views.backup_section import BackupSection
from desktop.features.documents.services.check_service import DAMAGED_MARK, TEXTS
from desktop.storage.backups import Backups
from desktop.ui.window.main_window import MainWindow
from workers.contract.codes import Code, Problem, ProblemError

_FULL: dict[str, str | int | float] = {"need": 64 * 2**20, "free": 3 * 2**20}
_SHARE = {"folder": "/дом/Общая папка/Bukvar"}


@contextmanager
def _not_waiting(window: MainWindow) -> Iterator[None]:
    """Boxes of the start stand over the window, which goes on."""

    def show(box: QMessageBox) -> int:
        box.setParent(window, box.windowFlags())
        box.show()
        return 0

    def critical(parent: object, title: str, words: str) -> int:
        return show(QMessageBox(QMessageBox.Icon.Critical, title, words))

    with (
        patch.object(QMessageBox, "exec", show),
        patch.object(QMessageBox, "critical", critical),
    ):
        yield


def _database(code: Code, copied: bool, application: Application, window: MainWindow) -> None:
    """The question at the start, with and without a copy."""
    paths = application.paths
    window.go("chat")
    for copy in Backups(paths.database, paths.backups).list():
        copy.path.unlink()
    if copied:
        Backups(paths.database, paths.backups).make_daily()
    with _not_waiting(window):
        desktop.window.offer_copy(paths, Problem(code))


def _start(code: Code, params: dict[str, str | int | float], _: Application, window: MainWindow) -> None:
    """Why there is no start."""
    window.go("chat")
    with _not_waiting(window):
        desktop.window._refuse(Problem(code, params))


def _base(gone: bool, application: Application, window: MainWindow) -> None:
    """A base at *Settings › Backups* that is to be mended, and what the window said of it."""
    folder = application.paths.base_folder(application.bases.current)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TEXTS).touch()
    (folder / DAMAGED_MARK).touch()
    if gone:
        (folder / TEXTS).unlink()
    window.go("settings:backup")
    section = window.page("settings").findChild(BackupSection)
    assert section is not None
    section.rebuild()


def _untold(error: Exception, _: Application, window: MainWindow) -> None:
    """What nobody expected, over the page."""
    window.go("documents")
    UNEXPECTED._told.clear()
    UNEXPECTED.report(error)


SCENES: dict[str, Callable[[Application, MainWindow], object]] = {
    "fault_database_copy": partial(_database, Code.DATA_DAMAGED, True),
    "fault_database": partial(_database, Code.DATA_DAMAGED, False),
    "fault_database_gone": partial(_database, Code.DATA_MISSING, True),
    "fault_start_full": partial(_start, Code.DISK_FULL, _FULL),
    "fault_start_broken": partial(_start, Code.DISK_ERROR, dict(_SHARE)),
    "fault_base": partial(_base, False),
    "fault_base_gone": partial(_base, True),
    "fault_full": partial(_untold, ProblemError(Code.DISK_FULL, **_FULL)),
    "fault_defect": partial(_untold, ValueError("a defect")),
}
