"""Files that are dropped anywhere on the window, or that the program was started with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent

from desktop.ui.window.drop_overlay import Dropped, recognise, sort_out

if TYPE_CHECKING:
    from desktop.ui.window.main_window import MainWindow

FIRST_START = "first_start"  # takes documents itself, and has no pages to go to yet


class Drops(QObject):
    """Made once by the window, whose child it is, when there is something to take files into."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        overlay = self._window.overlay
        if event.type() == QEvent.Type.DragLeave:
            overlay.hide()
        elif isinstance(event, QDropEvent):  # of all that is dragged: it enters, moves, is dropped
            if event.type() == QEvent.Type.DragMove:
                _accept_copy(event)
                return True
            dropped = recognise(event.mimeData())
            entered = event.type() == QEvent.Type.DragEnter
            if not entered:
                overlay.hide()
            if dropped:
                _accept_copy(event)
                if entered:
                    overlay.show_drop(dropped, self._window.model.base_name())
                else:
                    self.take(dropped)
            return True
        return False

    def take_files(self, files: Sequence[str]) -> None:
        """What the program was started with: as if it were dropped."""
        if dropped := sort_out([file for file in files if Path(file).exists()]):
            self.take(dropped)

    def take(self, dropped: Dropped) -> None:
        """Import what was dropped into the current base; models and packs of models to the models."""
        window = self._window
        for model in dropped.models:
            window.model.add_model(model)
        for pack in dropped.packs:
            window.packs.open(pack)
        paths = list(dropped.to_import)
        if paths and window.current == FIRST_START:
            window.page(FIRST_START).take_paths(paths)
        elif paths:
            if not window.page(window.current).takes(paths):
                window.model.import_paths(dropped.to_import, self.tr("My documents"))
        elif window.current != FIRST_START:
            window.go("models")


def _accept_copy(event: QDropEvent) -> None:
    """Files stay where they are, whatever the source proposes: one that is told "moved" deletes them."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
