"""What stands before a training, in the real window: conditions and cures, component, dry run, expert."""

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.entities import JobRecord, JobState, ModelRecord
from desktop.core.training_entities import ComponentState, Gate, GateState, TuningComponent
from desktop.features.training.domain.tuning_rules import settings_for
from desktop.features.training.viewmodels.gate_text import gate_text
from desktop.features.training.viewmodels.start_model import DEFAULTS, tonight
from desktop.features.training.views.start.component_card import ComponentCard
from desktop.features.training.views.start.dry_run import DryRunCard
from desktop.features.training.views.start.expert import ExpertDrawer, parse
from desktop.features.training.views.start.when import WhenCard
from desktop.features.training.views.start_view import TrainingStartView
from tests.helpers.gui import plain_theme, pump, wait_for
from tests.helpers.training_rows import FORECAST, SETTINGS, put_model
from tests.helpers.window import open_window, running_application
from workers.contract.codec import to_json
from workers.contract.training.tuning import TuneSettings
from workers.contract.tuning_folder import DESCRIPTION, TuningFolder
from workers.files import sha256_of

# As `tuning_gates` writes them: code → parameters of a sound gate, and those of one that is not.
GATES: dict[str, tuple[dict[str, str | int | float], dict[str, str | int | float]]] = {
    "examples": ({"have": 1200, "need": 1000}, {"have": 42, "need": 100}),
    "refusals": ({"percent": 12, "low": 10, "high": 15}, {"percent": 2, "low": 10, "high": 15}),
    "contradictions": ({"rows": 0}, {"rows": 3}),
    "personal": ({"rows": 0}, {"rows": 3}),
    "component": ({"state": "ready"}, {"state": "absent"}),
    "backend": (
        {"name": "unsloth_cuda", "reason": "", "gpu": "RTX"},
        {"name": "peft_cuda", "reason": "no_gpu"},
    ),
    "driver": ({"version": "550", "reason": "", "gpu": ""}, {"version": "390", "reason": "driver_too_old"}),
    "model": ({"model": "m", "architecture": "llama"}, {"model": "m", "architecture": "mamba"}),
    "model, tokenizer": (
        {"model": "m", "architecture": "llama", "reason": ""},
        {"model": "m", "tokenizer": "plamo2", "reason": "tokenizer_not_trainable"},
    ),
    "closed_book": ({"asked": 20, "known": 9}, {"asked": 20, "known": 2}),
    "memory": ({"need": 1e9, "free": 2e9, "device": "ram"}, {"need": 9e9, "free": 2e9, "device": "video"}),
    "disk": ({"need": 1e9, "free": 2e9}, {"need": 9e9, "free": 2e9}),
    "battery": ({}, {}),
}


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    monkeypatch.delenv("BUKVAR_TUNING_PYTHON", raising=False)  # the component is absent
    with running_application(tmp_path / "данные", base="База") as application:
        yield application


@pytest.fixture
def model(application: Application, tmp_path: Path) -> ModelRecord:
    return put_model(application, tmp_path / "модели")


@pytest.fixture
def view(application: Application, model: ModelRecord) -> Iterator[TrainingStartView]:
    with open_window(application) as window:
        window.go("training")
        page = window.page("training")
        page.open_view("start")  # type: ignore[attr-defined]
        found = page.view("start")  # type: ignore[attr-defined]
        assert isinstance(found, TrainingStartView)
        wait_for(lambda: found.gates.lines, 30)
        yield found


@pytest.mark.parametrize("code", GATES)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_condition_has_words_and_what_is_wrong_a_way_out(
    application: Application, code: str, language: str
) -> None:
    application.settings.change(language=language)
    sound, unsound = GATES[code]
    code = code.split(",")[0]
    said = gate_text(Gate(code, GateState.OK, sound))
    assert said.sentence
    assert "%1" not in said.sentence + said.advice
    for state in (GateState.WARN, GateState.BLOCK):
        wrong = gate_text(Gate(code, state, unsound))
        assert wrong.sentence != said.sentence
        assert wrong.advice
        assert bool(wrong.cure) == bool(wrong.button)
        assert not {"%1", "%2"} & set((wrong.sentence + wrong.advice).split())


@pytest.mark.parametrize("device", ["ram", "video"])
def test_before_a_dry_run_the_memory_is_a_lower_bound(device: str) -> None:
    known = {"need": 1e9, "free": 2e9, "device": device}
    guessed = gate_text(Gate("memory", GateState.OK, {**known, "measured": 0})).sentence
    measured = gate_text(Gate("memory", GateState.OK, {**known, "measured": 1})).sentence
    assert "at least" in guessed and "dry run" in guessed
    assert "at least" not in measured


def test_too_few_examples_prevent_the_start_and_say_what_instead(view: TrainingStartView) -> None:
    line = next(line for line in view.gates.lines if line.gate.code == "examples")
    assert line.gate.state is GateState.BLOCK
    assert line.text.sentence == "0 examples checked, at least 100 needed"
    assert "search by documents" in line.text.advice
    assert line.text.cure == "examples"
    assert not view.start_button.isEnabled()
    assert view.start_button.toolTip()
    assert not view.dry_run.button.isEnabled()
    assert not view.when.button.isEnabled()
    opened: list[str] = []
    view.open_view.connect(opened.append)
    line.button.click()
    assert opened == ["examples"]


def test_samples_are_enough_to_try(view: TrainingStartView, application: Application) -> None:
    added = application.examples.importer.add_samples(application.bases.current, "ru")
    assert added == 150

    def state() -> GateState | None:
        found = [line.gate.state for line in view.gates.lines if line.gate.code == "examples"]
        return found[0] if found else None

    wait_for(lambda: state() is GateState.WARN, 60)
    words = next(line.text for line in view.gates.lines if line.gate.code == "examples")
    assert words.sentence == "150 checked examples: enough to try"
    assert "examples to learn from" in view.about.text()


def test_the_model_of_the_chat_is_proposed(view: TrainingStartView, model: ModelRecord) -> None:
    assert view.models.value() == model.id


def test_the_component_shows_its_licence_before_anything_is_got() -> None:
    plain_theme()
    card = ComponentCard()
    card.show()
    asked: list[bool] = []
    card.install_wanted.connect(asked.append)
    card.show_component(TuningComponent(ComponentState.ABSENT, ""))
    assert card.licence_button.isVisible()
    assert not card.internet_button.isVisible()
    card.show_licence("Words of the licence")
    assert card.text.toPlainText() == "Words of the licence"
    assert not card.licence_button.isVisible()
    card.internet_button.click()
    card.folder_button.click()
    assert asked == [False, True]
    card.later_button.click()
    assert card.licence_button.isVisible()
    card.close()


def test_a_folder_that_was_found_comes_first() -> None:
    plain_theme()
    card = ComponentCard()
    card.show()
    asked: list[str] = []
    card.found_wanted.connect(asked.append)
    card.show_component(TuningComponent(ComponentState.ABSENT, ""), found="/media/anna/USB/компонент")
    assert "/media/anna/USB/компонент" in card.sentence.text()
    card.show_licence("Words of the licence")
    assert card.found_button.text() == "I agree, install from “компонент”"
    card.found_button.click()
    assert asked == ["/media/anna/USB/компонент"]
    card.later_button.click()
    assert "USB" in card.sentence.text()
    card.show_component(TuningComponent(ComponentState.ABSENT, ""))
    card.show_licence("Words of the licence")
    assert not card.found_button.isVisible() and card.internet_button.isVisible()
    card.close()


def test_what_keeps_the_component_from_the_internet_is_said() -> None:
    plain_theme()
    card = ComponentCard()
    card.show()
    card.show_component(TuningComponent(ComponentState.ABSENT, ""), closed="Sealed mode is on.")
    card.show_licence("Words of the licence")
    assert not card.internet_button.isEnabled() and card.folder_button.isEnabled()
    assert card.internet_button.toolTip() == "Sealed mode is on."
    card.later_button.click()
    assert not card.internet_button.isEnabled()
    card.show_component(TuningComponent(ComponentState.ABSENT, ""))
    assert card.internet_button.isEnabled() and not card.internet_button.toolTip()
    card.close()


def test_what_is_installed_can_be_checked_and_removed() -> None:
    plain_theme()
    card = ComponentCard()
    card.show()
    asked: list[str] = []
    card.repair_wanted.connect(lambda: asked.append("repair"))
    card.remove_wanted.connect(lambda: asked.append("remove"))
    card.show_component(TuningComponent(ComponentState.READY, "/data/tuning", 6_600_000_000))
    card.repair_button.click()
    card.remove_button.click()
    assert asked == ["repair", "remove"]
    card.show_component(TuningComponent(ComponentState.READY, "/data/tuning", 6_600_000_000, outdated=True))
    assert card.repair_button.text() == "Update" and "It works" in card.sentence.text()
    card.show_component(TuningComponent(ComponentState.READY, "/opt/chosen"))  # an administrator's own
    assert not card.repair_button.isVisible() and not card.remove_button.isVisible()
    card.close()


def test_the_view_looks_for_the_folder_by_itself(
    application: Application, model: ModelRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "USB"
    component = application.component
    monkeypatch.setattr(component, "places", lambda: (str(disk),))
    machine = platform.machine().lower().replace("amd64", "x86_64").replace("arm64", "aarch64")
    about = TuningFolder(1, sys.platform, machine, ("3.11",), "13.0", sha256_of(component.lock), 0, 0)
    (disk / "компонент").mkdir(parents=True)
    (disk / "компонент" / DESCRIPTION).write_text(json.dumps(to_json(about)), encoding="utf-8")
    with open_window(application) as window:
        window.go("training")
        page = window.page("training")
        page.open_view("start")  # type: ignore[attr-defined]
        view = page.view("start")  # type: ignore[attr-defined]
        assert isinstance(view, TrainingStartView)
        wait_for(lambda: view.components.folders, 30)
        assert view.components.folders == [str((disk / "компонент").resolve())]
        assert "компонент" in view.component.sentence.text()


def test_everything_fits_the_smallest_window(view: TrainingStartView, application: Application) -> None:
    application.settings.change(language="ru")
    view.window().resize(1024, 640)
    view.component.show_licence("Слова лицензии")
    view.expert.fold.click()
    pump(0.2)
    assert view.page.inner.minimumSizeHint().width() <= view.page.viewport().width()


@pytest.mark.parametrize(
    ("state", "words", "shown"),
    [
        (JobState.RUNNING, "Installing: 640\u00a0MB of 3.3\u00a0GB", {"Pause", "Cancel"}),
        (JobState.PAUSED, "paused: 640\u00a0MB of 3.3\u00a0GB", {"Continue", "Cancel"}),
        (JobState.FAILED, "There is not enough room on the disk", {"Try again", "Cancel"}),
    ],
)
def test_installing_can_be_paused_continued_and_cancelled(
    application: Application, state: JobState, words: str, shown: set[str]
) -> None:
    now = datetime.now(UTC)
    job = JobRecord(
        "j", "install", "", state, {}, now, now, 640_000_000, 3_300_000_000, "bytes", code="disk_full",
        problem_params={"need": 9e9, "free": 1e9},
    )  # fmt: skip
    card = ComponentCard()
    card.show()
    card.show_component(TuningComponent(ComponentState.INSTALLING, "", job="j"), job)
    assert words in card.progress.sentence.text()
    found = {b.text() for b in (card.pause_button, card.resume_button, card.cancel_button) if b.isVisible()}
    assert found == shown
    card.show_component(TuningComponent(ComponentState.READY, "", 6_100_000_000), None)
    assert card.remove_button.isVisible()
    assert "6.1" in card.sentence.text()
    card.close()


def test_the_dry_run_says_minutes_end_memory_and_what_was_lowered(application: Application) -> None:
    card = DryRunCard()
    card.show()
    card.show_forecast(None, False, "Something is missing")
    assert not card.button.isEnabled()
    assert card.button.toolTip() == "Something is missing"
    assert not card.facts[0].isVisible()
    begins = datetime.now().astimezone().replace(hour=15, minute=0)
    forecast = replace(FORECAST, adjusted=("micro_batch", "length"), rows_cut=3)
    card.show_forecast(forecast, False, "", begins)
    assert card.facts[0].accessibleName() == "Training takes: 22–28\u00a0min 177 steps"
    assert "15:22–15:28" in card.facts[1].accessibleName()
    assert "7\u00a0GB of graphics memory" in card.facts[2].accessibleName()
    assert "smaller portions" in card.lowered.text()
    assert "3 long examples will be left out" in card.lowered.text()
    card.show_forecast(None, True, "")
    assert card.stop_button.isVisible()
    assert not card.button.isEnabled()
    card.close()


def test_the_expert_sees_defaults_and_changes_them(application: Application) -> None:
    plain_theme()
    drawer = ExpertDrawer()
    drawer.show()
    chosen: list[TuneSettings] = []
    drawer.chosen.connect(chosen.append)
    drawer.show_settings(DEFAULTS, SETTINGS, None)
    assert not drawer.drawer.isVisible()
    drawer.fold.click()
    assert drawer.drawer.isVisible()
    rank = drawer.fields["rank"]
    assert rank.field.placeholderText() == "16"
    assert drawer.fields["learning_rate"].field.placeholderText() == "0.0001"
    rank.field.setText("32")
    rank.field.editingFinished.emit()
    assert chosen[-1] == replace(DEFAULTS, rank=32)
    rank.field.setText("many")
    rank.field.editingFinished.emit()
    assert rank.error.text() == "A number from 1 to 256"
    assert len(chosen) == 1
    drawer.early.click()
    assert chosen[-1].patience == 0
    drawer.four_bit.chosen.emit("4")
    assert chosen[-1].four_bit is True
    drawer.four_bit.chosen.emit("16")
    assert chosen[-1].four_bit is False
    drawer.full.chosen.emit("full")
    assert chosen[-1].full
    drawer.optimizer.chosen.emit("adamw_8bit")
    drawer.packed.chosen.emit("no")
    drawer.text.chosen.emit("text")
    assert (chosen[-1].optimizer, chosen[-1].packed, chosen[-1].text) == ("adamw_8bit", False, True)
    drawer.show_settings(chosen[-1], SETTINGS, None)
    drawer.reset_button.click()
    assert chosen[-1] == DEFAULTS
    drawer.close()


def test_the_expert_shows_that_learning_by_heart_is_not_stopped_early(
    application: Application,
) -> None:
    plain_theme()
    drawer = ExpertDrawer()
    by_heart = settings_for(100, None, 134_515_008, True)
    drawer.show_settings(DEFAULTS, by_heart, None)
    assert (drawer.early.isChecked(), drawer.early.isEnabled()) == (False, False)
    assert "by heart" in drawer.early.accessibleName()
    own = replace(DEFAULTS, epochs=2.0)
    drawer.show_settings(own, settings_for(100, own, 134_515_008, True), None)
    assert (drawer.early.isChecked(), drawer.early.isEnabled()) == (True, True)
    off = replace(own, patience=0)
    drawer.show_settings(off, settings_for(100, off, 134_515_008, True), None)
    assert (drawer.early.isChecked(), drawer.early.isEnabled()) == (False, True)
    drawer.close()


def test_numbers_are_read_as_people_write_them() -> None:
    assert parse("0,0002") == parse("2e-4") == 0.0002
    assert parse("1 024") == 1024
    assert parse("много") is None


def test_tonight_is_the_next_time_it_is_that_hour() -> None:
    noon = datetime(2026, 5, 14, 12, 30).astimezone()
    assert tonight(time(22, 0), noon).astimezone().replace(tzinfo=None) == datetime(2026, 5, 14, 22)
    assert tonight(time(6, 30), noon).astimezone().replace(tzinfo=None) == datetime(2026, 5, 15, 6, 30)


def test_the_hour_is_chosen_and_told(application: Application) -> None:
    card = WhenCard()
    heard: list[datetime] = []
    card.scheduled.connect(heard.append)
    card.show_state("", on_battery=True)
    assert card.field.value() == "22:00"
    assert "plug it in" in card.sentence.text()
    card.button.click()
    assert heard[0].astimezone().hour == 22
    card.show_state("Not yet", on_battery=False)
    assert not card.button.isEnabled()
