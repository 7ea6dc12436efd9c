"""Backups in the settings: what is written, restored, looked through, and what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.core.entities import KnowledgeBase
from desktop.core.future import Future
from desktop.features.backup.viewmodels.backup_model import BackupModel
from desktop.features.backup.views.backup_section import BackupSection
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Button
from tests.conftest import Complaints
from tests.helpers.window import open_window, running_application
from workers.contract.care.backups import BackupFacts
from workers.contract.codes import Code, ProblemError

BASES = [KnowledgeBase(name, name, datetime(2026, 11, 30, tzinfo=UTC)) for name in ("Кадры", "Склад")]


@dataclass
class Desk:
    """Stands for the services; keeps what was asked, and answers when told."""

    asked: list[tuple[str, Any]] = field(default_factory=list)
    pending: list[Future[Any]] = field(default_factory=list)
    broken: set[str] = field(default_factory=lambda: {"Склад"})

    def _ask(self, what: str, value: object) -> Future[Any]:
        self.asked.append((what, value))
        self.pending.append(Future())
        return self.pending[-1]

    def list(self) -> list[KnowledgeBase]:
        return BASES

    def is_damaged(self, base: str) -> bool:
        return base in self.broken

    def make(
        self, path: str, bases: object, models: bool, password: str, told: Callable[..., None]
    ) -> Future[Any]:
        told(1, 4)
        return self._ask("make", (path, models, password))

    def restore(self, path: str, password: str = "", on_progress: object = None) -> Future[Any]:
        return self._ask("restore", (path, password))

    def findings(self, base: str) -> Future[int]:
        found: Future[int] = Future()
        found.resolve(0 if base == "Кадры" else 2)
        return found

    def mend(self, base: str) -> Future[Any]:
        return self._ask("mend", base)


def words(section: BackupSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(QLabel))


def press(section: BackupSection, name: str) -> None:
    *_, newest = (
        button for button in section.findChildren(Button) if name in (button.text(), button.accessibleName())
    )
    newest.click()


def test_the_section_writes_restores_looks_through_and_mends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "data") as application, open_window(application):
        desk = Desk()
        model = BackupModel(cast("Any", desk), cast("Any", desk), desk)
        settings = SettingsModel(application.settings, application.change_publisher)
        section = BackupSection(settings, model)
        section.rebuild()
        chosen = str(tmp_path / "x.bukvarbackup")
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (chosen, ""))

        press(section, "Back up…")
        assert desk.asked == [("make", (chosen, False, ""))] and "25 %" in words(section)
        assert model.busy
        desk.pending[-1].resolve(BackupFacts(chosen, 1_000_000, "", "", ()))
        assert "Written and read again" in words(section) and not model.busy

        wanted: list[str] = []
        model.locked.connect(wanted.append)
        press(section, "Restore…")
        desk.pending[-1].reject(ProblemError(Code.BACKUP_PASSWORD, file=chosen))
        assert wanted == [chosen]
        model.restore(chosen, "тайна")
        assert desk.asked[-1] == ("restore", (chosen, "тайна"))
        desk.pending[-1].reject(ProblemError(Code.BACKUP_DAMAGED, file=chosen))
        assert "is damaged" in words(section)

        press(section, "Look through")
        assert "Кадры: all agrees" in words(section) and "Склад: 2 findings" in words(section)
        press(section, "Mend: Склад")
        assert desk.asked[-1] == ("mend", "Склад")
        desk.broken.clear()
        desk.pending[-1].resolve(None)
        assert "Mended." in words(section)
        assert not model.damaged()
