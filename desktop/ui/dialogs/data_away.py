"""Shown by a start that does not find the folder which the data were moved to, or finds it again."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.moving import holds_data, use_folder
from desktop.paths import AppPaths
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.problems import sentence
from workers.contract.codes import Problem, ProblemError
from workers.contract.paths import shown_name


class DataAway(QMessageBox):
    """Waits for the disk, takes the folder where the data lie now, or begins without them. Made before there
    is a theme or an application; `exec` gives True when the start may look again."""

    def __init__(self, paths: AppPaths, problem: Problem) -> None:
        super().__init__()
        self._paths = paths
        self._missing = f"{sentence(problem)}."
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("Bukvar")
        role = QMessageBox.ButtonRole
        self.again = self.addButton(self.tr("Look again"), role.AcceptRole)
        self.choose = self.addButton(self.tr("Choose the folder…"), role.ActionRole)
        self.anew = self.addButton(self.tr("Begin without them"), role.DestructiveRole)
        self.close_it = self.addButton(self.tr("Close"), role.RejectRole)
        self.setDefaultButton(self.again)
        self._say("")

    def exec(self) -> int:
        """1 when there is something to look at again, 0 when the person gives up."""
        while True:
            super().exec()
            clicked = self.clickedButton()
            if clicked is self.again:
                return 1
            if clicked not in (self.choose, self.anew):
                return 0
            if self._taken(self._folder() if clicked is self.choose else None, clicked is self.anew):
                return 1

    def _folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(None, self.tr("Where the data of Bukvar lie"))
        return Path(chosen) if chosen else None

    def _taken(self, folder: Path | None, anew: bool) -> bool:
        if folder is None and not anew:
            return False
        if folder is not None and not holds_data(folder):
            self._say(fill(self.tr("No data of Bukvar lie in %1."), shown_name(str(folder))))
            return False
        try:
            use_folder(self._paths, folder)
        except ProblemError as error:
            self._say(f"{sentence(error.problem)}.")
            return False
        return True

    def _say(self, before: str) -> None:
        advice = self.tr(
            "Connect the disk that it lies on and look again, or choose the folder in which the data lie now."
            " Without them Bukvar begins in its usual folder with what lies there, and asks again once they"
            " are back; nothing is deleted."
        )
        self.setText("\n\n".join(part for part in (before, self._missing, advice) if part))


class DataBack(QMessageBox):
    """The data that a person began without are there again; `exec` gives True when they are taken."""

    def __init__(self, paths: AppPaths, folder: Path) -> None:
        super().__init__()
        self._paths, self._back = paths, folder
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle("Bukvar")
        self.take = self.addButton(self.tr("Open them"), QMessageBox.ButtonRole.AcceptRole)
        self.stay = self.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        words = self.tr(
            "The data that Bukvar began without are there again: %1. Open them? What was made meanwhile stays"
            " in %2 and is not shown then."
        )
        self.setText(fill(words, shown_name(str(folder)), shown_name(str(paths.data))))

    def exec(self) -> int:
        """1 when they are in use from now on. Raises why that could not be written."""
        super().exec()
        if self.clickedButton() is not self.take:
            return 0
        use_folder(self._paths, self._back)
        return 1
