"""What a command tells, and what it leaves for the next start of the window."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.cli import main
from desktop.cli.command import PROBLEM
from desktop.cli.output import Output
from desktop.core.unexpected import known_cause
from desktop.storage.database import take_note_of_damage
from workers.contract.codes import Code, ProblemError


@pytest.mark.parametrize("met", ["row", "known", "another"])
def test_damage_that_a_command_meets_is_told_by_the_window_at_its_next_start(
    tmp_path: Path, met: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bukvar.sqlite"
    raised: Exception = {
        "row": ValueError("'no state' is not a valid JobState"),
        "known": ProblemError(Code.DATA_DAMAGED),
        "another": ProblemError(Code.DATA_IN_USE),
    }[met]
    if met == "row":
        monkeypatch.setattr(main, "known_cause", lambda error: ProblemError(Code.DATA_DAMAGED, repr(error)))
        assert known_cause(raised) is None  # only where it comes out of the database

    async def command(application: object, call: object) -> int:
        raise raised

    monkeypatch.setattr(main, "_command", lambda parsed: command)
    told: list[str] = []
    application: Any = SimpleNamespace(paths=SimpleNamespace(database=file), take_notes=list)
    output = Output(lambda text: None, told.append, False)
    ended = main.run(application, ["base", "list"], tmp_path, lambda as_json: output)
    codes: list[int] = []
    ended.then(codes.append)
    assert codes == [PROBLEM] and told
    if met == "another":
        take_note_of_damage(file)
    else:
        with pytest.raises(ProblemError) as caught:
            take_note_of_damage(file)
        assert caught.value.code is Code.DATA_DAMAGED
