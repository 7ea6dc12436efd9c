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
from desktop.features.backup.services.file_check import CheckedFile
from desktop.features.backup.viewmodels.backup_model import BackupModel
from desktop.features.backup.views.backup_section import BackupSection
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Button, Select, Switch
from tests.conftest import Complaints
from tests.helpers.gui import pump
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.maintenance.backups import BackupFacts

BASES = [KnowledgeBase(name, name, datetime(2026, 11, 30, tzinfo=UTC)) for name in ("Кадры", "Склад")]


@dataclass
class Desk:
    """Stands for the services; keeps what was asked, and answers when told."""

    asked: list[tuple[str, Any]] = field(default_factory=list)
    pending: list[Future[Any]] = field(default_factory=list)
    broken: dict[str, Code] = field(default_factory=lambda: {"Склад": Code.STORE_DAMAGED})
    failed: Problem | None = None
    last: datetime | None = None

    def _ask(self, what: str, value: object) -> Future[Any]:
        self.asked.append((what, value))
        self.pending.append(Future())
        return self.pending[-1]

    def list(self) -> list[KnowledgeBase]:
        return BASES

    def damage(self, base: str) -> Code | None:
        return self.broken.get(base)

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

    def check(self, told: Callable[..., object]) -> Future[Any]:
        told("qwen", 0, 2)
        return self._ask("check", None)

    def repair_alone(self, base: str) -> Future[Any]:
        return self._ask("mend", base)


def model_over(desk: Desk) -> BackupModel:
    anything = cast("Any", desk)
    return BackupModel(anything, anything, desk, anything, anything)


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
        model = model_over(desk)
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

        model.restore(chosen, "тайна")
        assert "is damaged" not in words(section), "of what is done now, nothing is known yet"
        desk.pending[-1].reject(ProblemError(Code.BACKUP_DAMAGED, file=chosen))
        press(section, "Look through")
        assert "Кадры: all agrees" in words(section) and "Склад: 2 findings" in words(section)
        press(section, "Compare")
        assert "Comparing qwen (1 of 2)" in words(section)
        problem = Problem(Code.MODEL_DAMAGED, {"model": "qwen"})
        desk.pending[-1].resolve([CheckedFile("qwen", problem), CheckedFile("Кадры 1")])
        assert "“qwen” is damaged" in words(section)
        press(section, "Compare")
        desk.pending[-1].resolve([CheckedFile("qwen"), CheckedFile("Кадры 1")])
        assert "2 files compared" in words(section)
        press(section, "Mend: Склад")
        assert desk.asked[-1] == ("mend", "Склад")
        desk.broken.clear()
        desk.pending[-1].resolve(None)
        assert "Mended." in words(section)
        assert not model.to_repair()


def test_what_does_not_agree_can_be_mended_and_damage_shows_when_the_section_does(
    tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "data") as application, open_window(application):
        desk = Desk(broken={})
        model = model_over(desk)
        section = BackupSection(SettingsModel(application.settings, application.change_publisher), model)
        section.rebuild()
        assert "Mend" not in words_of_buttons(section)
        section.show()
        section.hide()
        desk.broken["Кадры"] = Code.STORE_GONE
        section.show()
        assert "Its folder is gone" in words(section) and "Damaged" not in words(section)
        assert "Mend: Кадры" in words_of_buttons(section)
        desk.broken.clear()
        model.verify()
        assert "Mend: Склад" in words_of_buttons(section) and "Mend: Кадры" not in words_of_buttons(section)
        assert "does not agree with your files" in words(section)
        model.repair("Склад")
        desk.pending[-1].resolve(None)
        assert not model.to_repair()
        section.close()


def words_of_buttons(section: BackupSection) -> list[str]:
    pump()
    return [button.accessibleName() for button in section.findChildren(Button) if button.isVisibleTo(section)]


def test_the_password_of_a_backup_is_typed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "data") as application, open_window(application):
        desk = Desk()
        model = model_over(desk)
        section = BackupSection(SettingsModel(application.settings, application.change_publisher), model)
        section.rebuild()
        asked: list[Callable[[str], str]] = []
        monkeypatch.setattr(NamePopup, "ask", lambda *given, **_: asked.append(given[5]))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("x.bukvarbackup", ""))
        (protected,) = (one for one in section.findChildren(Switch) if "password" in one.accessibleName())
        protected.setChecked(True)
        press(section, "Back up…")
        assert asked[0]("тайна") == "" and not desk.asked
        pump()
        assert asked[1]("тайнв") and not desk.asked
        assert asked[1]("тайна") == ""
        assert desk.asked == [("make", ("x.bukvarbackup", False, "тайна"))]


def test_a_schedule_asks_for_its_folder_and_says_what_became_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "data") as application, open_window(application):
        desk = Desk()
        settings = SettingsModel(application.settings, application.change_publisher)
        section = BackupSection(settings, model_over(desk))
        section.rebuild()
        chosen = [""]
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen[0])

        def choose() -> None:
            named = [one for one in section.findChildren(Select) if "by itself" in one.accessibleName()]
            named[-1].chosen.emit("day")
            pump()

        choose()
        assert application.settings.values.backup_every == "never", "without a folder there is no schedule"
        chosen[0] = str(tmp_path)
        choose()
        values = application.settings.values
        assert (values.backup_every, values.backup_folder) == ("day", str(tmp_path))
        assert str(tmp_path) in words(section)
        desk.last = datetime(2026, 11, 30, 9, 5)
        section.show()
        # By what no language changes: a window of an earlier test may still be speaking its own.
        assert "9:05" in words(section)
        section.hide()
        desk.failed = Problem(Code.FOLDER_NOT_WRITABLE, {"folder": "/media/usb"})
        section.show()
        assert "/media/usb" in words(section)
        section.close()
