"""Quitting in stages: say what is kept, end the workers, close the database."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app import Application


# All workers together; each has its own ladder within (cancel, terminate, kill).
DEADLINE_S = 15.0


class Shutdown:
    """One quit. The window has asked the user before, naming the true consequence."""

    def __init__(self, application: "Application") -> None:
        self._application = application
        self._begun = False

    def begin(self, done: Callable[[], None]) -> None:
        """End everything; `done` is called once from the event loop. A second call does nothing."""
        if self._begun:
            return
        self._begun = True
        application = self._application
        application.documents.commit_removals()
        application.chats.save_all()
        application.jobs.close()
        application.documents.flush()
        application.workers.shutdown_all(lambda: self._close(done), DEADLINE_S)

    def _close(self, done: Callable[[], None]) -> None:
        self._application.documents.flush()
        self._application.database.close()
        done()
