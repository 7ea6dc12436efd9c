"""Quitting in stages: say what is kept, end the workers, close the database."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from workers.contract.codes import ProblemError

if TYPE_CHECKING:
    from desktop.app import Application


_log = logging.getLogger(__name__)
# All workers together; each has its own ladder within (cancel, terminate, kill). With the moment that the
# supervisor gives to those that it killed, everything ends within ten seconds.
DEADLINE_S = 8.5


class ShutdownSequence:
    """One quit. The window has asked the user before, naming the true consequence."""

    def __init__(self, application: "Application", deadline: float = DEADLINE_S) -> None:
        self._application, self._deadline = application, deadline
        self._begun = False

    def begin(self, done: Callable[[], None]) -> None:
        """End everything; `done` is called once from the event loop. A second call does nothing."""
        if self._begun:
            return
        self._begun = True
        application = self._application
        for keep in (
            application.idle_maintenance.close,
            application.documents.commit_removals,
            application.chats.save_all,
            application.living.close,
            application.jobs.close,
            application.documents.flush,
        ):
            _try(keep)
        application.workers.shutdown_all(lambda: self._close(done), self._deadline)

    def _close(self, done: Callable[[], None]) -> None:
        _try(self._application.documents.flush)
        _try(self._application.attached.close)
        _try(self._application.database.backups.make_daily)
        _try(self._application.database.close)
        done()


def _try(keep: Callable[[], object]) -> None:
    """A disk that takes nothing more must not keep the program from ending; the next start goes on from what
    was written before."""
    try:
        keep()
    except ProblemError as error:
        _log.warning("Not kept at the end: %s", error.problem.code)
    except OSError as error:
        _log.warning("Not kept at the end: %s", error)
