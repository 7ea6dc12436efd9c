"""What an administrator fixed, in the window: shown with its reason, and not to be changed."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.features.health.views.health import HealthSection
from desktop.features.security.views.security import SecuritySection
from desktop.settings.policy import NO_POLICY, PolicyState
from desktop.ui.pages.settings.general import GeneralSection
from desktop.ui.widgets import Select, Switch
from tests.conftest import Complaints
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code, Problem, ProblemError

REASON = "Set by your administrator."
POLICY = replace(
    NO_POLICY, state=PolicyState.HONOURED, file="/etc/bukvar/policy.json", sealed=True, language="en",
    mirror="/srv/mirror", training=False, allowed_models=("qwen",), model_folders=("/srv/models",),
    notes=(Problem(Code.POLICY_KEY, {"key": "seeled"}),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def offscreen(complaints: Complaints) -> None:
    complaints.expect("propagateSizeHints")


W = TypeVar("W", bound=QWidget)


def found(kind: type[W], widget: QWidget) -> W:
    child = widget.findChild(kind)
    assert isinstance(child, kind)
    return child


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_fixed_settings_are_shown_with_their_reason(tmp_path: Path) -> None:
    with (
        running_application(tmp_path / "данные", policy=POLICY) as application,
        open_window(application) as window,
    ):
        window.go("settings:general")
        page = window.page("settings")
        general = found(GeneralSection, page)
        language = next(one for one in general.findChildren(Select) if one.value() in ("ru", "en", "system"))
        assert not language.isEnabled() and language.value() == "en"
        assert REASON in language.accessibleDescription() and language.toolTip() == REASON
        assert REASON in words_of(general)
        assert general.findChildren(Switch)[0].isEnabled()  # the rest is the user's own
        window.go("settings:security")
        security = found(SecuritySection, page)
        switch = security.findChildren(Switch)[0]
        assert switch.isChecked() and not switch.isEnabled()
        assert REASON in switch.accessibleDescription()
        mirror = found(QLineEdit, security)
        assert (mirror.text(), mirror.isEnabled()) == ("/srv/mirror", False)
        assert REASON in mirror.accessibleDescription()
        shown = words_of(security)
        for words in ("/etc/bukvar/policy.json", "/srv/models", "qwen", "“seeled”"):
            assert words in shown
        window.go("settings:health")
        assert "“seeled”" in words_of(found(HealthSection, page))


def test_a_free_mirror_is_changed_in_the_window(tmp_path: Path) -> None:
    with running_application(tmp_path / "данные") as application, open_window(application) as window:
        window.go("settings:security")
        security = found(SecuritySection, window.page("settings"))
        mirror = found(QLineEdit, security)
        assert mirror.accessibleName() and mirror.isEnabled()
        mirror.setText(" https://mirror.example/models ")
        mirror.editingFinished.emit()
        assert application.settings.values.mirror == "https://mirror.example/models"
        assert "policy.json" not in words_of(security)
        mirror.setText("vasya:secret@mirror.example/models")
        mirror.editingFinished.emit()
        assert application.settings.values.mirror == "https://mirror.example/models"
        assert "neither an address nor a folder" in words_of(security)
        assert "neither an address nor a folder" in mirror.accessibleDescription()
        mirror.setText("")
        mirror.editingFinished.emit()
        assert application.settings.values.mirror == ""
        assert "neither an address" not in words_of(security) + mirror.accessibleDescription()
        assert mirror.accessibleDescription()


def test_training_is_refused_before_anything_is_begun(tmp_path: Path) -> None:
    with running_application(tmp_path / "данные", policy=POLICY) as application:
        base = application.bases.create("База")
        for act in (lambda: application.component.install(), lambda: application.runs.check(base.id)):
            with pytest.raises(ProblemError) as caught:
                act()
            assert caught.value.problem.code is Code.TRAINING_OFF
        assert application.component.python() is None
