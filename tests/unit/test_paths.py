"""Where things are kept when nobody knows the user or the user's home."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli.arguments import parse
from desktop.cli.command import Call, UsageError
from desktop.cli.output import Output
from desktop.paths import AppPaths
from desktop.settings.policy_file import expand, read_policy
from workers.contract.codes import Code, ProblemError

pwd = pytest.importorskip("pwd", reason="the list of users of systems with user ids")


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a container that runs with a user id of its own."""

    def unknown(asked: object) -> object:
        raise KeyError(asked)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setattr(pwd, "getpwnam", unknown)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize(
    "make",
    [AppPaths.standard, lambda: AppPaths.under(Path("~/x")), lambda: AppPaths.under(Path("~nouser/x"))],
)
def test_a_home_that_nobody_knows_is_a_sentence(make: Callable[[], AppPaths], tmp_path: Path) -> None:
    paths = make()
    with pytest.raises(ProblemError) as caught:
        paths.prepare()
    assert caught.value.problem.code is Code.FOLDER_NOT_WRITABLE
    assert list(tmp_path.iterdir()) == []  # no folder called "~"


@pytest.mark.usefixtures("nobody")
def test_a_policy_is_read_for_whom_nobody_knows(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_text('{"data_folder": "~/Bukvar", "log_folder": "/var/log/bukvar/$USER"}', "utf-8")
    policy = read_policy(file, trusted=lambda _: True)
    assert [note.params["key"] for note in policy.notes] == ["data_folder"]
    assert policy.log_folder.startswith("/var/log/bukvar/")
    assert expand("~/x") == "~/x"


def test_a_folder_of_somebody_unknown_is_just_not_there(tmp_path: Path) -> None:
    call = Call(parse(["doctor"]), tmp_path, Output(print, print))
    assert call.path("~no-such-user/x") == tmp_path / "~no-such-user/x"


def test_an_empty_data_folder_is_not_the_users_own() -> None:
    for arguments in (["--data-dir", "", "doctor"], ["doctor", "--data-dir="]):
        with pytest.raises(UsageError, match="--data-dir"):
            parse(arguments)
