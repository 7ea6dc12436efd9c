"""What the folder of data may be called, and who reads in it."""

import os
import stat
from pathlib import Path

import pytest

from desktop.paths import AppPaths
from workers.contract.codes import Code, ProblemError


def refused(folder: str) -> Code:
    with pytest.raises(ProblemError) as caught:
        AppPaths.under(Path(folder)).prepare()
    return caught.value.code


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX")
def test_odd_folders_are_named_as_what_they_are(tmp_path: Path) -> None:
    assert refused(str(tmp_path / ("я" * 110) / ("я" * 110))) is Code.FOLDER_TOO_LONG
    assert refused(str(tmp_path / "a\udcffb")) is Code.FOLDER_NO_TEXT
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="modes are a thing of POSIX")
def test_what_an_earlier_version_left_open_is_closed_once(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path / "data")
    paths.prepare()
    files = [paths.database, paths.base_folder("b") / "text.sqlite", paths.logs / "bukvar.log"]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
        file.chmod(0o644)
    paths.prepare()
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(paths.base_folder("b").stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.pages.parent.stat().st_mode) == 0o700
    files[1].chmod(0o644)
    paths.prepare()
    assert stat.S_IMODE(files[1].stat().st_mode) == 0o644  # not looked at again
