"""What every command uses."""

import argparse
from pathlib import Path

import pytest

from desktop.cli.command import Call
from desktop.cli.output import Output
from workers.contract.codes import Code, ProblemError


def test_no_file_is_written_over_those_of_the_data(tmp_path: Path) -> None:
    data, link = tmp_path / "data", tmp_path / "link"
    data.mkdir()
    link.symlink_to(data, target_is_directory=True)
    call = Call(argparse.Namespace(), tmp_path, Output(lambda text: None, lambda text: None, False))
    for typed in ("data/bukvar.sqlite", "link/settings.json", "./other/../data/bases/b", str(data)):
        for known in (data, link):
            with pytest.raises(ProblemError) as caught:
                call.target(typed, known)
            assert caught.value.code is Code.FOLDER_NOT_WRITABLE
    assert call.target("data.bukvarbackup", data) == tmp_path / "data.bukvarbackup"
