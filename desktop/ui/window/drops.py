"""Files that are dropped anywhere on the window, or that the program was started with; and what covers the
page while something is dragged over it: where it will go, what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Card, Label
from desktop.ui.widgets.base import column
from desktop.ui.widgets.label import Icon
from desktop.ui.widgets.translated import Translated

FIRST_START = "first_start"  # takes documents itself, and has no pages to go to yet


@dataclass(frozen=True, slots=True)
class Dropped:
    """Paths of a drop, by what they are."""

    documents: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()

    @property
    def to_import(self) -> tuple[str, ...]:
        """Paths for the current base, folders first."""
        return self.folders + self.documents

    def __bool__(self) -> bool:
        return bool(self.documents or self.folders or self.models or self.packs)


def recognise(untrusted: QMimeData) -> Dropped:
    """Local files and folders among the dragged addresses. Folders are not walked here."""
    return sort_out([url.toLocalFile() for url in untrusted.urls() if url.isLocalFile()])


def sort_out(paths: Sequence[str]) -> Dropped:
    """Files and folders by what they are."""
    from workers.contract.packs import SUFFIX  # not before something is dropped: a window starts sooner

    documents, folders, models, packs = [], [], [], []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            folders.append(str(path))
        elif path.suffix.lower() == ".gguf":
            models.append(str(path))
        elif path.suffix.lower() == SUFFIX:
            packs.append(str(path))
        else:
            documents.append(str(path))
    return Dropped(tuple(documents), tuple(folders), tuple(models), tuple(packs))


class DropOverlay(Translated, QWidget):
    """Lies over the content of the window; shown between drag-enter and drop or leave."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dropped, self._base = Dropped(), ""
        outer = column(self)
        card = Card(padding=32, spacing=8)
        card.setProperty("card", "overlay")
        card.setFixedWidth(686)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = Label("", "welcome", wrap=True)
        self._what = Label("", "reading", "secondary", wrap=True)
        self._note = Label("", "body", "tertiary", wrap=True)
        for label in (self._title, self._what, self._note):
            label.setAlignment(centre)
        card.body.addSpacing(8)
        card.body.addWidget(Icon("folder-down", "accent_text", 48), 0, centre)
        card.body.addSpacing(12)
        card.body.addWidget(self._title)
        card.body.addWidget(self._what)
        card.body.addSpacing(12)
        card.body.addWidget(self._note)
        card.body.addSpacing(8)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_drop(self, dropped: Dropped, base: str) -> None:
        """`base` is the name of the base that will take it ("" = one will be made)."""
        self._dropped, self._base = dropped, base
        self.retranslate()
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("scrim"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().colour("accent"), 2)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        radius = theme().radius("overlay")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(25, 25, -25, -25), radius, radius)
        painter.end()

    def retranslate(self) -> None:
        dropped = self._dropped
        if not dropped:
            return
        if dropped.models and not dropped.to_import:
            self._title.setText(self.tr("Drop to add the model"))
            self._what.setText(_names(dropped.models))
            self._note.setText(self.tr("The file is checked before it is used"))
            return
        if dropped.packs and not dropped.to_import:
            self._title.setText(self.tr("Drop to install the models"))
            self._what.setText(_names(dropped.packs))
            self._note.setText(self.tr("The file is checked before it is used"))
            return
        if self._base:
            self._title.setText(fill(self.tr("Drop to add to “%1”"), self._base))
        else:
            self._title.setText(self.tr("Drop to make your first base"))
        files, folders = len(dropped.documents), len(dropped.folders)
        parts = []
        if files:
            parts.append(self.tr("%n file(s)", "", files))
        if folders:
            parts.append(self.tr("%n folder(s)", "", folders))
        found = parts[0] if len(parts) == 1 else fill(self.tr("%1 and %2"), parts[0], parts[1])
        self._what.setText(fill(self.tr("%1. Copies are recognised and not added twice."), found))
        self._note.setText(self.tr("The files stay where they are — Bukvar only reads them"))


def _names(paths: Sequence[str]) -> str:
    shown = ", ".join(Path(path).name for path in paths[:3])
    return shown if len(paths) <= 3 else f"{shown} +{formats.number(len(paths) - 3)}"


if TYPE_CHECKING:
    from desktop.ui.window.main_window import MainWindow


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
