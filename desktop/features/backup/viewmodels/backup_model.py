"""Backups and checks of bases, for the settings."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.entities import KnowledgeBase
from desktop.core.future import Future, spawn
from desktop.features.backup.services.backup_service import BackupService
from desktop.features.backup.services.file_check import FileCheck
from desktop.features.backup.services.idle_maintenance import Maintenance
from desktop.features.backup.services.scheduled_backups import ScheduledBackups
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import SUFFIX, BackupFacts

FILES = f"*{SUFFIX}"


class BackupModel(ProblemReporter, QObject):
    """Signals: `changed` (read all again), `said` (a line about what goes on), `message` (a problem in full),
    `locked(path)` (a password is needed for this backup)."""

    changed = Signal()
    said = Signal(str)
    message = Signal(str)
    locked = Signal(str)

    def __init__(
        self,
        backups: BackupService,
        bases: BaseService,
        maintenance: Maintenance,
        files: FileCheck,
        schedule: ScheduledBackups,
    ) -> None:
        super().__init__()
        self._schedule = schedule
        self._backups, self._bases, self._maintenance, self._files = backups, bases, maintenance, files
        self.busy = False
        self._found: set[str] = set()  # bases that were looked through and do not agree

    def bases(self) -> Sequence[KnowledgeBase]:
        """Those that are here."""
        return self._bases.list()

    def to_repair(self) -> Sequence[tuple[KnowledgeBase, str]]:
        """Those of which damage was met, that are gone, or that did not agree when they were looked through;
        each with what mending does."""
        known = [(base, self._maintenance.damage(base.id)) for base in self._bases.list()]
        return [
            (base, self._repair_words(damage)) for base, damage in known if damage or base.id in self._found
        ]

    def scheduled(self) -> str:
        """What became of the latest backup by schedule; "" before the first."""
        failed, last = self._schedule.failed, self._schedule.last
        if failed:
            return fill(self.tr("The last one was not made. %1"), in_full(failed))
        if last is None:
            return ""
        return fill(self.tr("The last one: %1"), f"{formats.day(last)}, {formats.clock(last)}")

    def save(self, path: str, models: bool, password: str) -> None:
        """Write all bases into a file."""
        self._begin(lambda: self._backups.make(path, (), models, password, self._progress), self._saved)

    def restore(self, path: str, password: str = "") -> None:
        """Put the bases of a backup beside those that are here."""

        def restored(found: list[KnowledgeBase]) -> None:
            names = ", ".join(base.name for base in found)
            self._end(fill(self.tr("Restored: %1"), names))

        self._begin(
            lambda: self._backups.restore(path, password=password, on_progress=self._progress),
            restored,
            lambda: self.locked.emit(path),
        )

    def verify(self) -> None:
        """Read all bases, and say what was found."""
        self._begin(lambda: spawn(self._verify()), self._end)

    def compare_files(self) -> None:
        """Compare models and adapters with their hashes, and say what was found."""
        self._begin(lambda: spawn(self._compare_files()), self._end)

    def repair(self, base: str) -> None:
        """Mend one that is damaged."""
        words = {
            Code.STORE_GONE: self.tr("Mended. What no backup has is read from your files."),
            Code.STORE_DAMAGED: self.tr(
                "Mended. What is left is read from your files; the damaged file is kept."
            ),
            None: self.tr("Mended. What is left is read from your files."),
        }[self._maintenance.damage(base)]

        def repaired(_: object) -> None:
            self._found.discard(base)
            self._end(words)

        self._begin(lambda: self._maintenance.repair_alone(base), repaired)

    def _repair_words(self, damage: Code | None) -> str:
        if damage is Code.STORE_GONE:
            return self.tr(
                "Its folder is gone: connect its disk or put it back. If it is lost, it is read again from "
                "your files and backups."
            )
        if damage is Code.STORE_DAMAGED:
            return self.tr("Damaged: what can be read is kept, the rest is read from your files again.")
        return self.tr("It does not agree with your files: what differs is read again.")

    async def _verify(self) -> str:
        lines = []
        for base in self._bases.list():
            self.said.emit(fill(self.tr("Looking through %1"), base.name))
            found = await self._maintenance.findings(base.id)
            (self._found.add if found else self._found.discard)(base.id)
            words = self.tr("%n finding(s)", "", found) if found else self.tr("all agrees")
            lines.append(f"{base.name}: {words}")
        return "\n".join(lines)

    async def _compare_files(self) -> str:
        words = self.tr("Comparing %1 (%2 of %3)")
        checked = await self._files.check(
            lambda name, done, total: self.said.emit(fill(words, name, done + 1, total))
        )
        wrong = [in_full(one.problem) for one in checked if one.problem]
        return "\n".join(wrong) or self.tr("%n file(s) compared: all are what they were.", "", len(checked))

    def _begin(
        self,
        work: Callable[[], Future[Any]],
        done: Callable[..., None],
        locked: Callable[[], None] | None = None,
    ) -> None:
        self.busy = True
        self.said.emit("")  # it would be taken for what is done now
        self.changed.emit()

        def failed(error: BaseException) -> None:
            self._end("")
            if locked and isinstance(error, ProblemError) and error.code is Code.BACKUP_PASSWORD:
                locked()
                return
            self.report_problem(error)

        work().then(done, failed)

    def _end(self, words: str) -> None:
        self.busy = False
        self.changed.emit()
        self.said.emit(words)

    def _saved(self, facts: BackupFacts) -> None:
        words = self.tr("Written and read again: %1, %2")
        self._end(fill(words, facts.path, formats.size(facts.size)))

    def _progress(self, done: int, total: int) -> None:
        if total:
            self.said.emit(f"{100 * done // total} %")
