"""The shield and its page: the switch acts, a real worker's attempt is shown and kept, the report written."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.requests import start
from desktop.features.security.views.security import SecuritySection
from desktop.features.security.views.shield import Shield
from desktop.ui.widgets import Switch
from tests.conftest import Complaints
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import EchoSpec, Job, Kind


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_the_shield_shows_what_was_refused(tmp_path: Path, complaints: Complaints) -> None:
    complaints.expect("propagateSizeHints")
    with running_application(tmp_path / "данные") as application, open_window(application) as window:
        assert window.header.shield.accessibleName() == "Not sealed"
        window.header.shield.click()
        page = window.page("settings")
        section = page.findChild(SecuritySection)
        assert section is not None
        section.findChild(Switch).click()
        assert application.settings.values.sealed
        assert window.header.shield.accessibleName().startswith("Sealed")
        window.go("chat")  # which has a header of its own
        shown = window.page("chat").findChild(Shield)
        assert shown is not None and shown.isVisible() and shown.accessibleName().startswith("Sealed")
        shown.click()
        assert window.current == "settings"

        outcome: list[BaseException] = []
        asked = start(application.workers, Kind.ECHO, Job.ECHO, to_json(EchoSpec("network")))
        asked.then(lambda _: None, outcome.append)
        wait_for(lambda: outcome, 30)
        assert isinstance(outcome[0], ProblemError)
        assert outcome[0].problem.code is Code.NETWORK_REFUSED
        assert [(row.process, row.where) for row in application.security.blocked_connections()] == [
            ("echo", "192.0.2.1")
        ]
        assert "1 attempt" in window.header.shield.accessibleName()
        page.open_section(0)  # type: ignore[attr-defined]
        window.go("settings:security")
        pump(0.1)
        section = page.findChild(SecuritySection)
        assert "192.0.2.1" in words_of(section)

        file = tmp_path / "Безопасность.pdf"
        section.save_report(file, "ru")
        with pdfium.PdfDocument(file) as document:
            assert len(document) == 1
            text = document[0].get_textpage().get_text_range()
        assert "192.0.2.1" in text and "Изолированный режим включён" in text
        section.save_report(tmp_path / "нет" / "x.pdf", "en")
        assert not (tmp_path / "нет").exists()
    with running_application(tmp_path / "данные") as again:
        assert (again.security.sealed, again.security.attempts()) == (True, 1)


def test_a_sealed_product_gets_nothing_from_the_network(tmp_path: Path) -> None:
    with running_application(tmp_path / "data") as application:
        application.security.seal(True)
        with pytest.raises(ProblemError) as raised:
            application.component.install()
        assert raised.value.problem.code is Code.SEALED
        application.security.seal(False)
        application.security.require_open()
