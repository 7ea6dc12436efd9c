"""The `read_rows` job: examples out of somebody's file, read in a process that may die of it."""

from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.training.rows import ReadRowsResult, ReadRowsSpec
from workers.files import open_file
from workers.runtime.context import Context
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled

# What the user can do something about is said as it is; all else is a file that cannot be read.
_SAID = frozenset(
    (
        Code.TOO_LARGE,
        Code.EMPTY_FILE,
        Code.PASSWORD,
        Code.LOCK_UNKNOWN,
        Code.ROWS_UNREADABLE,
        Code.COLUMNS_UNKNOWN,
        Code.READER_MEMORY,
        Code.READER_TIMEOUT,
        Code.DISK_FULL,
        Code.DISK_ERROR,
    )
)


def read_rows(spec: ReadRowsSpec, context: Context, readers: ReaderPool) -> ReadRowsResult:
    """Read a file, or its preview. Raises FILE_MISSING, NO_PERMISSION, TOO_LARGE, EMPTY_FILE, PASSWORD,
    READER_MEMORY, READER_TIMEOUT, ROWS_UNREADABLE (file), COLUMNS_UNKNOWN (file, columns)."""
    path = Path(spec.path)
    context.progress("reading", 0, 1, "steps", path.name)
    try:
        with open_file(path):
            pass
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ProblemError(Code.FILE_MISSING, str(error)) from error
    except OSError as error:
        raise ProblemError(Code.NO_PERMISSION, str(error)) from error
    try:
        result = readers.rows(spec, cancelled=lambda: context.cancelled)
    except ReadingCancelled:
        context.raise_if_cancelled()
        raise
    except ProblemError as error:
        if error.problem.code in _SAID:
            raise
        raise ProblemError(Code.ROWS_UNREADABLE, error.problem.detail, file=path.name) from error
    context.progress("reading", 1, 1, "steps", path.name)
    return result
