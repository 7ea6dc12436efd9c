"""The real application and its real window over a temporary data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from desktop.app import Application
from desktop.composition.window import open_over
from desktop.core.entities import Document, DocumentState
from desktop.paths import AppPaths
from desktop.settings.policy import NO_POLICY, Policy
from desktop.shutdown import Shutdown
from desktop.storage.repositories import SqlDocuments
from desktop.ui.window.main_window import MainWindow
from tests.helpers.gui import qt_app, wait_for


@contextmanager
def running_application(
    data: Path, language: str = "en", policy: Policy = NO_POLICY, base: str = ""
) -> Iterator[Application]:
    """An application that has seen its first start, with a chosen base of the name `base` ("" = none); at the
    end its workers are ended and its files closed."""
    qt_app()
    application = Application(AppPaths.under(data, policy))
    application.settings.change(language=language, theme="light", first_start_done=True)
    application.recover()
    if base:
        application.bases.select(application.bases.create(base).id)
    try:
        yield application
    finally:
        ended: list[bool] = []
        Shutdown(application).begin(lambda: ended.append(True))
        wait_for(lambda: ended, 20)
        # No loop ends in a test, which is when Qt deletes what was left to be deleted later: a window that
        # stays hears of its application, with its database gone, in the tests that follow, and has all of
        # them speak its language. Not before, since its workers may answer until they have ended.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def put_documents(application: Application, count: int) -> None:
    """Documents of the current base, "d0", "d1" …, ready, each of 2 pages and 3 passages."""
    base = application.bases.current
    SqlDocuments(application.database.session).save(
        [
            Document(f"d{at}", base, f"/дом/{at}.pdf", DocumentState.READY, pages=2, chunks=3, modified=1e9)
            for at in range(count)
        ]
    )


@contextmanager
def open_window(application: Application, width: int = 1280, height: int = 800) -> Iterator[MainWindow]:
    """The real window, shown offscreen."""
    window = open_over(application)
    window.resize(width, height)
    window.show()
    try:
        yield window
    finally:
        window.hide()
        for timer in window.findChildren(QTimer):
            timer.stop()
        window.deleteLater()  # see `running_application`
        wait_for(lambda: False, 0.05, must=False)
