"""A start whose data are on a disk that is not there: looked for again, found elsewhere, begun without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox

from desktop import moving
from desktop.paths import AppPaths
from desktop.ui.dialogs.data_away import DataAway, DataBack
from tests.helpers.gui import plain_theme
from workers.contract.codes import ProblemError


@pytest.fixture
def away(tmp_path: Path) -> Iterator[tuple[AppPaths, DataAway]]:
    """Paths whose data were moved to a disk that is now elsewhere (`tmp_path / "c"`)."""
    plain_theme()
    paths = AppPaths.under(tmp_path / "a")
    paths.prepare()
    paths.database.write_bytes(b"database")
    moving.move(paths, tmp_path / "b")
    (tmp_path / "b").rename(tmp_path / "c")
    moved = AppPaths.under(tmp_path / "a")
    with pytest.raises(ProblemError) as told:
        moved.prepare()
    box = DataAway(moved, told.value.problem)
    yield moved, box
    box.deleteLater()


def clicked(box: QMessageBox, *buttons: QAbstractButton) -> int:
    """What `exec` gives when these are clicked, one after the other."""
    left = list(buttons)
    timer = QTimer(box)
    timer.timeout.connect(lambda: left.pop(0).click() if left and box.isVisible() else None)
    timer.start(5)
    try:
        return box.exec()
    finally:
        timer.stop()


def test_the_folder_is_chosen_where_it_lies_now(
    away: tuple[AppPaths, DataAway], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, box = away
    answers = ["", str(tmp_path), str(tmp_path / "c")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    assert clicked(box, box.choose, box.choose, box.choose)
    assert str(tmp_path) in box.text(), "what was chosen before held no data"
    found = paths.anew()
    found.prepare()
    assert found.data == tmp_path / "c"


def test_it_is_looked_again_given_up_or_begun_without(
    away: tuple[AppPaths, DataAway], tmp_path: Path
) -> None:
    paths, box = away
    assert box.defaultButton() is box.again
    assert not clicked(box, box.close_it)
    assert paths.anew().data == tmp_path / "b"
    assert clicked(box, box.again)
    assert clicked(box, box.anew)
    begun = paths.anew()
    begun.prepare()
    assert begun.data == tmp_path / "a"
    assert moving.found_again(begun) is None, "the disk is away still"
    (tmp_path / "c").rename(tmp_path / "b")
    back = moving.found_again(begun)
    assert back == tmp_path / "b"
    asked = DataBack(begun, back)
    assert not clicked(asked, asked.stay)
    assert moving.found_again(begun) == back, "it is asked again"
    assert clicked(asked, asked.take)
    assert begun.anew().data == tmp_path / "b"
