"""Shown by a start that moves the folder of data first: how far it is, what it ended with, what was left."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout

from desktop.processes.own_command import OwnCommand
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from workers.contract.paths import shown_name

_STEPS = 1000  # of the bar
Begin = Callable[[str], OwnCommand]


class MovingData(QDialog):
    """`begin(action)` starts `bukvar data ACTION` for the move. Accepted when it is over, whatever became of
    it. Made by the window's start, before there is a theme or an application."""

    def __init__(self, former: Path, target: Path, begin: Begin) -> None:
        super().__init__()
        self._former, self._target = shown_name(str(former)), shown_name(str(target))
        self._begin = begin
        self.setWindowTitle(self.tr("Bukvar"))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(460)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("Moving the data"))
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.act = buttons.addButton(self.tr("Again"), role.ActionRole)
        self.leave = buttons.addButton(self.tr("Stop"), role.RejectRole)
        layout = QVBoxLayout(self)
        for part in (self._words, self._bar, buttons):
            layout.addWidget(part)
        self.act.clicked.connect(self._act)
        buttons.rejected.connect(self._leave)
        self._moved = self._leaving = self._dropping = False
        self._running: OwnCommand | None = None
        self._move()

    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def _move(self) -> None:
        self.act.hide()
        self.leave.setText(self.tr("Stop"))
        self._show(0, 0)
        self._run("move")
        self._bar.show()

    def _run(self, action: str) -> None:
        self._running = self._begin(action)
        self._running.progress.connect(self._show)
        self._running.ended.connect(self._ended)

    def _show(self, done: float, total: float) -> None:
        pattern = self.tr("The data are being moved to %1: copied and compared %2 of %3.")
        sizes = formats.size(round(done)), formats.size(round(total))
        self._words.setText(fill(pattern, self._target, *sizes))
        self._bar.setValue(round(_STEPS * done / total) if total else 0)

    def _ended(self, failed: str) -> None:
        self._running = None
        self._bar.hide()
        if self._moved or self._dropping:  # the old copy is gone, or Settings › Storage names it
            self.accept()
        elif self._leaving and failed:
            self._drop()
        elif failed:
            unchanged = self.tr("Nothing was changed: the data are where they were.")
            self._words.setText(f"{failed}\n\n{unchanged}")
            self.act.setText(self.tr("Again"))
            self.act.show()
            self.leave.setText(self.tr("Open without moving"))
        else:
            self._moved = True
            pattern = self.tr(
                "The data are in %1 now; every file was compared. The old copy is still in %2. Remove it?"
            )
            self._words.setText(fill(pattern, self._target, self._former))
            self.act.setText(self.tr("Remove the old copy"))
            self.act.show()
            self.leave.setText(self.tr("Keep it"))
            self.leave.setDefault(True)
            self.leave.setFocus()

    def _act(self) -> None:
        if self._moved:
            self.act.setEnabled(False)
            self.leave.setEnabled(False)
            self._words.setText(self.tr("The old copy is being removed…"))
            self._run("remove-former")
        else:
            self._move()

    def _leave(self) -> None:
        """Nothing that was copied in vain stays on the other disk."""
        if self._moved:
            self.accept()
        elif self._running is not None:
            self._leaving = True
            self._running.stop()
        else:
            self._drop()

    def _drop(self) -> None:
        self._dropping = True
        self.act.hide()
        self.leave.setEnabled(False)
        self._words.setText(self.tr("What was copied is being removed…"))
        self._run("drop-copy")

    def reject(self) -> None:
        """Escape, and the window's own button: as *Stop*."""
        if self.leave.isEnabled():
            self._leave()
