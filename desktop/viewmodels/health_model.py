"""Checks of this computer and of the data folder, each a sentence with a state."""

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.entities import ModelPurpose
from desktop.i18n import formats

if TYPE_CHECKING:
    from desktop.app import Application

LITTLE_DISK = 2_000_000_000  # bytes: less does not hold a model and an index
LITTLE_MEMORY = 4 * 1024**3  # bytes: less does not hold the small model beside the system


@dataclass(frozen=True, slots=True)
class Check:
    """`tone` is ok, warning or bad."""

    title: str
    sentence: str
    tone: str


class HealthModel(QObject):
    """Made by the health section each time it is shown; asks the services, starts nothing."""

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application

    def checks(self) -> list[Check]:
        """All checks, in the order of the list."""
        return [self._folder(), self._disk(), self._memory(), self._processor(), self._chat(), self._search()]

    def _folder(self) -> Check:
        folder = self._application.paths.data
        if os.access(folder, os.W_OK):
            return Check(self.tr("Folder of data"), self.tr("I can write to it."), "ok")
        return Check(
            self.tr("Folder of data"), self.tr("I cannot write to it. Check its permissions."), "bad"
        )

    def _disk(self) -> Check:
        free = shutil.disk_usage(self._application.paths.data).free
        words = self.tr("%1 are free.").replace("%1", formats.size(free))
        if free < LITTLE_DISK:
            words = self.tr("Only %1 are free. Free some room.").replace("%1", formats.size(free))
        return Check(self.tr("Disk"), words, "warning" if free < LITTLE_DISK else "ok")

    def _memory(self) -> Check:
        hardware = self._application.hardware.hardware
        if hardware is None:
            return Check(self.tr("Memory"), self.tr("Not checked yet. Choose “Check again”."), "warning")
        words = self.tr("%1, of them %2 are free.")
        words = words.replace("%1", formats.memory(hardware.memory_bytes))
        words = words.replace("%2", formats.memory(hardware.memory_free_bytes))
        return Check(self.tr("Memory"), words, "ok" if hardware.memory_bytes >= LITTLE_MEMORY else "warning")

    def _processor(self) -> Check:
        hardware = self._application.hardware.hardware
        if hardware is None:
            return Check(self.tr("Processor"), self.tr("Not checked yet. Choose “Check again”."), "warning")
        words = self.tr("%1, %n core(s).", "", hardware.cores).replace("%1", hardware.cpu)
        if hardware.avx2:
            return Check(self.tr("Processor"), words, "ok")
        slow = self.tr("An old processor: answers will be slow.")
        return Check(self.tr("Processor"), f"{words} {slow}", "warning")

    def _chat(self) -> Check:
        installed = self._application.models.installed(ModelPurpose.CHAT)
        if installed:
            words = self.tr("%n model(s) are ready to answer.", "", len(installed))
            return Check(self.tr("Model for answers"), words, "ok")
        words = self.tr("There is none. Get one on the page “Models”.")
        return Check(self.tr("Model for answers"), words, "bad")

    def _search(self) -> Check:
        if self._application.models.embedder() is not None:
            return Check(self.tr("Model for search"), self.tr("It works."), "ok")
        words = self.tr("It is not here yet. Documents cannot be read without it.")
        return Check(self.tr("Model for search"), words, "bad")
