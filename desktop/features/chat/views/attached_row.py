"""The files of the question that is being typed, as chips."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Chip, FlowLayout, Label
from desktop.ui.widgets.base import clear
from desktop.ui.widgets.translated import Translated
from workers.contract.paths import shown_name
from workers.contract.reading import SUFFIXES


class AttachedRow(Translated, QWidget):
    """Hidden while no file is attached. `paths`: those that are.

    Signals: `added(paths)` all that are attached now.
    """

    added = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []
        self._flow = FlowLayout(self, 8, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def choose(self) -> None:
        """Only the names are taken here; the files are read by the reader processes."""
        readable = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        kinds = ";;".join([fill(self.tr("Documents (%1)"), readable), self.tr("All files (*)")])
        paths, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Files for this question"), "", kinds)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[str]) -> None:
        """Attach files that a person has chosen, and tell of them."""
        self.add(paths)
        self.added.emit(self.paths)

    def add(self, paths: Sequence[str]) -> None:
        """Attach files, each once."""
        self._show([*self.paths, *(path for path in paths if path not in self.paths)])

    def forget(self, paths: Sequence[str]) -> None:
        """Take files away again, those that are there."""
        self._show([path for path in self.paths if path not in paths])

    def clear(self) -> None:
        """The question was asked."""
        self._show([])

    def chips(self) -> list[Chip]:
        """The removable chips."""
        return [chip for chip in self.findChildren(Chip) if chip.isVisibleTo(self)]

    def _show(self, paths: list[str]) -> None:
        self.paths = paths
        clear(self._flow)
        if not paths:
            self.hide()
            return
        label = Label(self.tr("For this question alone"), "body", "tertiary")
        label.setFixedHeight(theme().height("target_min"))
        self._flow.addWidget(label)
        for path in paths:
            name = shown_name(PurePath(path).name)
            chip = Chip(name, "paperclip", removable=True)
            chip.setAccessibleName(fill(self.tr("File %1, remove"), name))
            chip.clicked.connect(lambda _=False, chip=chip: chip.setChecked(True))
            chip.removed.connect(lambda path=path: self.forget([path]))
            self._flow.addWidget(chip)
        self.show()  # at last: what is shown says its words again

    def retranslate(self) -> None:
        """Say all words again."""
        self._show(self.paths)
