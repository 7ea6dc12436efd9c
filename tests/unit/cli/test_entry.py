"""What is typed without a command opens the window, over the folder that it names and no other."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import __main__, window
from desktop.cli.command import DONE, USAGE
from desktop.paths import AppPaths
from desktop.processes.window_guard import GUARD


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Path, tuple[str, ...]]]]:
    """The folders that windows were opened over, and their files."""
    found: list[tuple[Path, tuple[str, ...]]] = []

    def open_window(paths: AppPaths, files: list[str]) -> int:
        found.append((paths.data, tuple(files)))
        return DONE

    monkeypatch.setattr(window, "open_window", open_window)
    monkeypatch.setattr(type(GUARD), "apply", lambda guard: None)
    yield found
    gc.enable()


def test_a_window_opens_over_the_folder_that_was_named(
    opened: list[tuple[Path, tuple[str, ...]]], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("слова", encoding="utf-8")
    data = AppPaths.under(tmp_path).data
    for typed in (["--data-dir", str(tmp_path)], [f"--data-dir={tmp_path}"]):
        assert __main__.main(typed) == DONE
    assert __main__.main(["--data-dir", str(tmp_path), str(file)]) == DONE
    assert opened == [(data, ())] * 2 + [(data, (str(file),))]
    assert __main__.main([]) == DONE
    assert opened[-1][0] == AppPaths.standard().data != data


@pytest.mark.parametrize("typed", [["--data-dir", ""], ["--data-dir"], ["--data-dir", "--json"], ["--bogus"]])
def test_a_folder_that_is_not_named_is_never_the_users_own(
    opened: list[tuple[Path, tuple[str, ...]]], typed: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(typed) == USAGE
    assert not opened
    assert "bukvar" in capfd.readouterr().err
