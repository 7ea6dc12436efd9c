"""What happens before anything else: the log files, what to do with the unexpected, the language."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop.core.unexpected import UNEXPECTED, known_cause
from desktop.paths import AppPaths
from desktop.ui.i18n.translator import Translator
from workers.contract.codes import Code, Problem, ProblemError

_log = logging.getLogger(__name__)
_LOG_BYTES = 1_000_000
_LOG_FILES = 3
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def start_logging(paths: AppPaths) -> Callable[[], None]:
    """Write the log to a rotating file; what nobody caught, and what Qt says, goes there too. Called by the
    process that holds the data folder: two processes would rotate each other's file away. Returns what has
    it written at once; until then only errors are."""
    handler = _LogFile(paths.logs / "bukvar.log")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s:%(lineno)d: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    sys.excepthook = _unexpected
    threading.excepthook = lambda args: _unexpected(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    qInstallMessageHandler(_from_qt)
    return handler.open


class _LogFile(logging.Handler):
    """The rotating file. What is less than an error waits for `open`, or the end: a window starts sooner."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._path = file
        self._file: logging.Handler | None = None
        self._waiting: list[logging.LogRecord] = []

    def open(self) -> None:
        """Write what waits, and from here on at once."""
        if self._file is None:
            self._file = self._opened()
            self._file.setFormatter(self.formatter)
        for record in self._waiting:
            if record.levelno >= self._file.level:
                self._file.handle(record)
        self._waiting.clear()

    def _opened(self) -> logging.Handler:
        from desktop.private_log import open_log

        try:
            return open_log(self._path, _LOG_BYTES, _LOG_FILES)
        except OSError as error:  # no reason to do no work
            sys.stderr.write(f"The log cannot be written: {error}\n")
            errors = logging.StreamHandler()
            errors.setLevel(logging.ERROR)
            return errors

    def emit(self, record: logging.LogRecord) -> None:
        self._waiting.append(record)
        if self._file is not None or record.levelno >= logging.ERROR:
            self.open()

    def close(self) -> None:
        if self._waiting:
            self.open()
        if self._file is not None:
            self._file.close()
        super().close()


def language_of(paths: AppPaths) -> str:
    """That of the settings, where these can be read, or of the administrator."""
    from desktop.settings.store import SettingsStore

    try:
        fixed = paths.policy.fixed()
        return SettingsStore(paths.settings_file, fixed=fixed, only_looks=True).values.language
    except (ProblemError, OSError):
        return "system"


def speak(paths: AppPaths, language: str) -> Translator:
    """Use one of `WINDOW_LANGUAGES` for as long as the translator lives; needs a Qt application."""
    translator = Translator(paths.resources / "i18n")
    translator.apply(language)
    return translator


def defect(error: Exception) -> Problem:
    """What to tell of a defect that stopped a start, or of a disk that did; all its detail goes into the log,
    or to standard error while there is no log yet."""
    known = known_cause(error)
    if known is not None:
        _log.error("The start was stopped: %s", known)
        return known.problem
    _log.critical("A defect stopped the start", exc_info=error)
    return Problem(Code.BUG, detail="".join(traceback.format_exception(error)))


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Into the log with all its detail, and told to a person; the window goes on where it can."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    UNEXPECTED.report(error.with_traceback(trace))


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
