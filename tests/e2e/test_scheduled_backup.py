"""A backup by schedule, by the real worker: written whole, and a folder that is gone is told."""

from pathlib import Path

import pytest

from desktop.settings.schema import BackupEvery
from tests.helpers.gui import wait_for
from tests.helpers.models import install_into
from tests.helpers.window import running_application
from workers.contract.codes import Code, Problem

pytestmark = pytest.mark.timeout(120)


def test_a_backup_by_schedule_is_whole_and_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "Копии"
    install_into(data)
    told: list[Problem] = []
    with running_application(data, base="Приказы") as application:
        schedule = application.scheduled_backups
        schedule.on_failed = told.append
        application.settings.change(backup_every=BackupEvery.DAY, backup_folder=str(folder), current_base="")
        failed = schedule.begin()
        assert failed is not None and wait_for(lambda: failed.completed, 60)
        assert [one.code for one in told] == [Code.FOLDER_NOT_WRITABLE]
        assert told[0].params["folder"] == str(folder) and not folder.exists()
        folder.mkdir()
        schedule = type(schedule)(application.settings, application.backups, application.bases)
        made = schedule.begin()
        assert made is not None and wait_for(lambda: made.completed, 60)
        (file,) = folder.iterdir()
        looked = application.backups.inspect(file)
        assert wait_for(lambda: looked.completed, 60)
        assert [base.name for base in looked.result().bases] == ["Приказы"] and not looked.result().models
        assert schedule.begin() is None and schedule.last is not None
