"""Asking where to save: one dialog for all that a person saves."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.core.saving import require_outside
from desktop.ui.words.problem_text import hindrance

DATA_FOLDER = "data_folder"  # the property of the Qt application that names the folder of data
_saved_in: list[Path] = []  # where something was saved last; at first the user's documents


def ask_target(window: QWidget, title: str, name: str, kinds: str, kind: str = "") -> tuple[str, str]:
    """The file that a person chose, and its kind of `kinds` (`kind` is offered); ("", …) when it was called
    off. A file in the folder of data is refused, and asked for again: it would take the place of Bukvar's
    own. The first folder offered is the user's own for documents, later the last one chosen."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    app = QCoreApplication.instance()
    data = app.property(DATA_FOLDER) if app is not None else None
    while True:
        offered = str(next((one for one in _saved_in if one.is_dir()), documents) / name)
        path, chosen = QFileDialog.getSaveFileName(window, title, offered, kinds, kind)
        wrong = hindrance(partial(require_outside, Path(path), Path(data))) if path and data else ""
        if not wrong:
            _saved_in[:] = [Path(path).parent] if path else _saved_in
            return path, chosen
        QMessageBox.warning(window, title, wrong)
