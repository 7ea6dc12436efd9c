"""The window's start: hold the data folder, paint, build the application, take up work; and its end."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import startup
from desktop.paths import AppPaths
from desktop.processes.instance_client import Client, HolderLost
from desktop.processes.single_instance import Holder
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.problems import advice, sentence
from desktop.ui.window.main_window import MainWindow
from workers.contract.codes import Problem, ProblemError

if TYPE_CHECKING:
    from desktop.cli.serving import Serving


def open_window(paths: AppPaths, files: Sequence[str] = ()) -> int:
    """The exit code. A second window raises the first one, and gives it the `files` (absolute paths) that it
    was started with; behind a command it waits, or stops it."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bukvar")
    app.setDesktopFileName("bukvar")
    app.setQuitOnLastWindowClosed(False)
    spoken = startup.speak(paths, "system")
    try:
        paths.prepare()
        holder = _acquire(paths, files)
        if holder is None:
            return 0
        startup.start_logging(paths)
        settings = SettingsStore(paths.settings_file, fixed=paths.policy.fixed()).values
    except ProblemError as error:
        return _refuse(error.problem)
    except Exception as error:
        return _refuse(startup.defect(error))
    del spoken  # the window has a translator of its own, of the language in the settings
    window = MainWindow(paths.resources, settings)
    held: list[Serving] = []

    def begin() -> None:
        try:
            held.append(_begin(paths, holder, window, app))
            window.take_files(files)
        except ProblemError as error:
            window.hide()
            app.exit(_refuse(error.problem))
        except Exception as error:  # a window without an application behind it answers nothing
            window.hide()
            app.exit(_refuse(startup.defect(error)))

    # The libraries of the database take longer to load than a window to paint.
    window.painted.connect(begin, Qt.ConnectionType.SingleShotConnection)
    window.show()
    return app.exec()


def _begin(paths: AppPaths, holder: Holder, window: MainWindow, app: QApplication) -> "Serving":
    """Build the application behind a painted window; raises `ProblemError`."""
    from desktop.app import Application
    from desktop.cli.serving import Serving
    from desktop.composition.window import fill

    application = Application(paths)
    application.recover()
    application.readiness.automatic = True
    serving = Serving(application, holder)
    fill(window, application)

    def show(files: tuple[str, ...]) -> bool:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        window.take_files(files)
        return True

    def close() -> None:
        window.hide()
        serving.close(app.quit)

    holder.on_show = show
    window.closing.connect(close)
    serving.on_signals(close)
    # Comparing bases with their stores starts a worker: the first page comes before.
    QTimer.singleShot(0, application.continue_work)
    QTimer.singleShot(0, application.hardware.probe)
    return serving


def _refuse(problem: Problem) -> int:
    QMessageBox.critical(None, "Bukvar", f"{sentence(problem)}.\n\n{advice(problem)}")
    return 1


def _acquire(paths: AppPaths, files: Sequence[str]) -> Holder | None:
    """The folder, or None when a window that holds it was raised instead (or the user gave up)."""
    while True:
        holder = Holder.acquire(paths.data)
        if holder is not None:
            return holder
        try:
            shown = Client(paths.data).show(files)
        except HolderLost:
            continue
        if shown.shown:
            return None
        from desktop.ui.dialogs.waiting import Waiting

        if not Waiting(paths.data, shown.running).exec():
            return None
