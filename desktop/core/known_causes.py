"""The known problem behind an exception that nobody expected, where there is one."""

import logging
import traceback
from pathlib import PurePath

from workers.contract.codes import Code, ProblemError
from workers.disk import refused

_log = logging.getLogger(__name__)


def known_cause(error: BaseException) -> ProblemError | None:
    """What the disk refused, or a row of the database whose value nothing can read; None for a defect."""
    found = refused(error)
    unreadable = isinstance(error, ValueError) and not isinstance(error, UnicodeEncodeError)  # that is typed
    if found is None and unreadable and _is_of_a_row(error):
        _log.warning("A row cannot be read", exc_info=error)
        return ProblemError(Code.DATA_DAMAGED, repr(error))
    return found


def _is_of_a_row(error: BaseException) -> bool:
    """SQLite keeps any value in any column: a wrong byte makes of a date or a state none."""
    calls = [PurePath(call.filename) for call in traceback.extract_tb(error.__traceback__)]
    return any(path.parts[-3:-1] == ("desktop", "storage") or path.stem == "repository" for path in calls)
