"""The window's start: hold the data folder, paint, build the application, take up work; and its end."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop import startup
from desktop.core.unexpected import known_cause
from desktop.data_place import read_place
from desktop.loading import keep_loaded, load
from desktop.paths import AppPaths
from desktop.processes.single_instance import Holder
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.translatable import translate
from desktop.ui.theme import STYLE, STYLED
from desktop.ui.window.main_window import MainWindow
from workers.contract.codes import Code, Problem, ProblemError

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.cli.serving import Serving


def open_window(paths: AppPaths, files: Sequence[str] = ()) -> int:
    """The exit code. A second window raises the first one, and gives it the `files` (absolute paths) that it
    was started with; behind a command it waits, or stops it."""
    app = QApplication([*sys.argv[:1], "-style", STYLE])
    app.setProperty(STYLED, True)
    app.setApplicationName("Bukvar")
    app.setDesktopFileName("bukvar")
    app.setQuitOnLastWindowClosed(False)
    spoken = startup.speak(paths, startup.language_of(paths))
    try:
        paths = _with_data(_moved(paths))
        holder = _acquire(paths, files)
        while holder is not None and paths.are_outdated():  # moved by whom we waited for
            holder.close()
            paths = paths.anew()
            paths.prepare()
            holder = _acquire(paths, files)
        if holder is None:
            return 0
        write_log = startup.start_logging(paths)
        fixed = paths.policy.fixed()
        settings = SettingsStore(paths.settings_file, fixed=fixed, only_looks=True).values
    except ProblemError as error:
        return _refuse(error.problem)
    except Exception as error:
        return _refuse(startup.defect(error))
    del spoken  # the window has a translator of its own, of the language in the settings
    window = MainWindow(paths.resources, settings)
    held: list[Serving] = []

    def guarded(step: Callable[[], object]) -> None:
        try:
            step()
        except ProblemError as error:
            window.hide()
            app.exit(_refuse(error.problem))
        except Exception as error:  # a window without an application behind it answers nothing
            window.hide()
            app.exit(_refuse(startup.defect(error)))

    def begin() -> None:
        write_log()
        guarded(open_data)

    def open_data() -> None:
        application = _opened(paths)
        if application is None:  # everything was said where it was asked
            window.hide()
            app.exit(1)
            return
        # In another round of the event loop, so that keys are taken in between.
        QTimer.singleShot(0, lambda: guarded(lambda: show(application)))

    def show(application: "Application") -> None:
        held.append(_serve(paths, holder, window, app, application))
        window.drops.take_files(files)
        keep_loaded()
        gc.enable()

    # The libraries of the database take longer to load than a window to paint.
    if settings.tray_icon and settings.start_in_background and not files:
        from desktop.ui.tray import can_stay

        if can_stay():
            QTimer.singleShot(0, begin)
            return app.exec()
    window.painted.connect(lambda: load(begin), Qt.ConnectionType.SingleShotConnection)
    window.show()
    return app.exec()


def _opened(paths: AppPaths) -> "Application | None":
    """The application; where the database is damaged or missing, over the copy or the empty one that the
    user chose, None if he chose neither. Raises `ProblemError`."""
    try:
        return _application(paths)
    except ProblemError as error:
        if error.problem.code not in (Code.DATA_DAMAGED, Code.DATA_MISSING):
            raise
        return _application(paths) if offer_copy(paths, error.problem) else None


def _application(paths: AppPaths) -> "Application":
    """Build the application behind a painted window; raises `ProblemError`."""
    from desktop.app import Application
    from desktop.storage.database import take_note_of_damage

    take_note_of_damage(paths.database)
    application = Application(paths)
    try:
        application.recover()
    except Exception as error:  # a row that nothing can read: a copy may take the file's place
        application.database.close()
        raise known_cause(error) or error from None
    return application


def _serve(
    paths: AppPaths, holder: Holder, window: MainWindow, app: QApplication, application: "Application"
) -> "Serving":
    """Show in the window what the application holds, and answer commands."""
    from desktop.cli.serving import Serving
    from desktop.composition.window import fill
    from desktop.ui.dialogs.consent import ConsentQuestions
    from desktop.ui.dialogs.save_target import DATA_FOLDER

    app.setProperty(DATA_FOLDER, str(paths.data))
    application.readiness.automatic = True
    application.idle_maintenance.begin()
    serving = Serving(application, holder)
    fill(window, application)
    application.consent = ConsentQuestions(window).ask

    def show(files: tuple[str, ...]) -> bool:
        window.come_up()
        window.drops.take_files(files)
        return True

    again: list[Path] = []

    def close() -> None:
        window.hide()
        serving.close(closed)

    def closed() -> None:
        if again:
            from desktop.moving import want_move
            from desktop.processes.own_program import begin_detached

            try:
                want_move(paths, again[0])
            except ProblemError as error:  # a full disk; the window comes again, with the data where they are
                _refuse(error.problem)
            begin_detached(paths.data, paths.options)
        app.quit()

    def move_to(target: Path) -> None:
        again[:] = [target]
        window.quit()

    window.stayed.connect(again.clear)

    application.move_to = move_to
    holder.on_show = show
    window.closing.connect(close)
    serving.on_signals(close)
    # Comparing bases with their stores starts a worker: the first page comes before.
    QTimer.singleShot(0, application.continue_work)
    QTimer.singleShot(0, application.hardware.probe)
    return serving


def _moved(paths: AppPaths) -> AppPaths:
    """Move the folder of data first, where that was wanted when the program was closed."""
    target = read_place(paths.settings_file.parent).moving_to
    if not target:
        return paths
    from desktop.moving import want_move
    from desktop.processes.own_command import OwnCommand
    from desktop.ui.dialogs.moving_data import MovingData

    def begin(action: str) -> OwnCommand:
        place = (target,) if action in ("move", "drop-copy") else ()
        return OwnCommand(paths.data, ("data", action, *place, *paths.options))

    MovingData(paths.data, Path(target), begin).exec()
    if read_place(paths.settings_file.parent).moving_to:  # it was not moved, and is not tried again
        want_move(paths, None)
    return paths.anew()


def _with_data(paths: AppPaths) -> AppPaths:
    """The folders, made where they were missing; where the disk that the data were moved to is not there, a
    person says where they are; once it is there again, whether to go back to them."""
    while True:
        try:
            paths.prepare()
        except ProblemError as error:
            from desktop.ui.dialogs.data_away import DataAway

            if error.problem.code is not Code.DATA_AWAY or not DataAway(paths, error.problem).exec():
                raise
            paths = paths.anew()
        else:
            break
    if read_place(paths.settings_file.parent).away:
        from desktop.moving import found_again
        from desktop.ui.dialogs.data_away import DataBack

        back = found_again(paths)
        if back is not None and DataBack(paths, back).exec():
            paths = paths.anew()
            paths.prepare()
    return paths


def offer_copy(paths: AppPaths, problem: Problem) -> bool:
    """Of a damaged or missing database: offer the newest copy, or an empty one. True when one of them is in
    its place."""
    from PySide6.QtWidgets import QMessageBox

    from desktop.storage.backups import Backups
    from desktop.storage.database import begin_anew
    from desktop.ui.i18n import formats
    from desktop.ui.i18n.placeholders import fill as fill_in
    from desktop.ui.i18n.problems import sentence

    backups = Backups(paths.database, paths.backups)
    copy = next(backups.sound(), None)
    words = translate("Start", "There is no copy of it.")
    if copy is not None:
        words = translate(
            "Start",
            "There is a copy of %1. What was asked and decided since then is not in it; documents are"
            " compared with their files again.",
        )
        words = fill_in(words, formats.day(copy.made))
    anew = translate(
        "Start", "An empty one knows no bases, chats and examples. What is there now is kept with the copies."
    )
    box = QMessageBox(QMessageBox.Icon.Critical, "Bukvar", f"{sentence(problem)}.\n\n{words} {anew}")
    take = translate("Start", "Take the copy")
    agreed = box.addButton(take, QMessageBox.ButtonRole.AcceptRole) if copy is not None else None
    begin = translate("Start", "Begin with an empty one")
    emptied = box.addButton(begin, QMessageBox.ButtonRole.DestructiveRole)
    close = box.addButton(translate("Start", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(agreed or close)
    box.exec()
    if copy is not None and box.clickedButton() is agreed:
        backups.restore(copy.path)
        return True
    if box.clickedButton() is emptied:
        begin_anew(paths.database, paths.backups, paths.bases, told=True)
        return True
    return False


def _refuse(problem: Problem) -> int:
    from PySide6.QtWidgets import QMessageBox

    from desktop.ui.i18n.problems import advice, sentence

    QMessageBox.critical(None, "Bukvar", f"{sentence(problem)}.\n\n{advice(problem)}")
    return 1


def _acquire(paths: AppPaths, files: Sequence[str]) -> Holder | None:
    """The folder, or None when a window that holds it was raised instead (or the user gave up)."""
    while True:
        holder = Holder.acquire(paths.data)
        if holder is not None:
            return holder
        # Not before somebody else holds it: a window starts sooner.
        from desktop.processes.instance_client import Client, HolderLost

        try:
            shown = Client(paths.data).show(files)
        except HolderLost:
            continue
        if shown.shown:
            return None
        from desktop.ui.dialogs.waiting import Waiting

        if not Waiting(paths.data, shown.running).exec():
            return None
