"""How workers are started."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.processes.launcher import TUNING_PYTHON, Launcher, launch
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Kind


def test_the_folder_one_is_in_and_foreign_variables_offer_no_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "here", tmp_path / "path"):
        (folder / "workers").mkdir(parents=True)
        (folder / "workers" / "__init__.py").write_text("raise SystemExit('a foreign package')")
        (folder / "json.py").write_text("raise SystemExit('a foreign module')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    started = launch(Kind.ECHO)
    assert "PYTHONSTARTUP" not in started.environment
    done = subprocess.run(
        [started.program, *started.arguments],
        env=started.environment,
        cwd=tmp_path / "here",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    assert b"foreign" not in done.stderr
    assert done.stdout.startswith(b'{"type":"hello"')


def test_a_frozen_build_starts_the_console_program_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Bukvar.exe"))
    started = launch(Kind.CHAT)
    assert started.program == str(tmp_path / "bukvar-worker.exe")
    assert started.arguments == ("chat",)
    assert "PYTHONPATH" not in started.environment


def test_tuning_has_a_python_of_its_own_or_a_known_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TUNING_PYTHON, raising=False)
    assert Launcher()(Kind.ECHO) == launch(Kind.ECHO)
    for absent in (None, tmp_path / "gone"):
        with pytest.raises(ProblemError) as raised:
            Launcher(lambda absent=absent: absent)(Kind.TUNE)
        assert raised.value.problem.code is Code.TUNING_MISSING
    given = tmp_path / "python"
    given.touch()
    started = Launcher(lambda: given)(Kind.TUNE)
    assert started.program == str(given)
    # No folder of ours is on its path: it would bring along the libraries that lie beside the package.
    assert "PYTHONPATH" not in started.environment
    monkeypatch.setenv(TUNING_PYTHON, sys.executable)
    assert Launcher(lambda: given)(Kind.TUNE).program == sys.executable
