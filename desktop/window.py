"""The window's start: hold the data folder, build the application, show, take up work; and its end."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import startup
from desktop.app import Application
from desktop.domain.problem import ProblemError
from desktop.i18n.problems import advice, sentence
from desktop.paths import AppPaths
from desktop.processes.instance_client import Client, HolderLost
from desktop.processes.single_instance import Holder
from desktop.serving import Serving


def open_window(paths: AppPaths) -> int:
    """The exit code. A second window raises the first one; behind a command it waits, or stops it."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bukvar")
    app.setDesktopFileName("bukvar")
    app.setQuitOnLastWindowClosed(False)
    spoken = startup.speak(paths, "system")
    try:
        paths.prepare()
        holder = _acquire(paths)
        if holder is None:
            return 0
        startup.start_logging(paths)
        application = Application(paths)
    except ProblemError as error:
        QMessageBox.critical(None, "Bukvar", f"{sentence(error.problem)}.\n\n{advice(error.problem)}")
        return 1
    del spoken  # the window has a translator of its own, of the language in the settings
    application.recover()
    serving = Serving(application, holder)

    from desktop.views.main_window import MainWindow

    window = MainWindow(application)

    def show(files: tuple[str, ...]) -> bool:
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if files:
            window.open_files(files)
        return True

    def close() -> None:
        window.hide()
        serving.close(app.quit)

    holder.on_show = show
    holder.on_stop = lambda: None  # only who holds without a window can be told to make room
    window.closing.connect(close)
    serving.on_signals(close)
    window.show()
    # After the first paint: comparing bases with their stores starts a worker.
    QTimer.singleShot(0, application.continue_work)
    QTimer.singleShot(0, application.hardware.probe)
    return app.exec()


def _acquire(paths: AppPaths) -> Holder | None:
    """The folder, or None when a window that holds it was raised instead (or the user gave up)."""
    while True:
        holder = Holder.acquire(paths.data)
        if holder is not None:
            return holder
        try:
            shown = Client(paths.data).show()
        except HolderLost:
            continue
        if shown.shown:
            return None
        from desktop.views.dialogs.waiting import Waiting

        if not Waiting(paths.data, shown.running).exec():
            return None
