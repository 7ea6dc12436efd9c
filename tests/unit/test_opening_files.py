"""`bukvar FILE`: how file managers start the program."""

from pathlib import Path

import pytest

from desktop.cli.arguments import parse
from desktop.cli.command import UsageError


@pytest.mark.parametrize("before", [(), ("--data-dir", "папка.данных"), ("--json",)])
def test_a_file_in_a_commands_place_is_opened(tmp_path: Path, before: tuple[str, ...]) -> None:
    file = tmp_path / "Модель одна.gguf"
    file.touch()
    parsed = parse([*before, str(file), str(tmp_path)])
    assert (parsed.command, parsed.files) == ("open", [str(file), str(tmp_path)])


def test_commands_stay_commands_and_what_is_not_there_is_a_wrong_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "doctor").touch()
    assert parse(["doctor"]).command == "doctor"
    assert parse([]).command is None
    with pytest.raises(UsageError):
        parse(["нет-такого.gguf"])
