"""The page for administrators: every command on it works, and what it says of the policy is so."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.arguments import parse
from desktop.paths import AppPaths
from desktop.settings.policy import POLICY_KEYS, PolicyState
from desktop.settings.policy_file import VARIABLE, check_policy
from tests.helpers.commands import typed
from tests.helpers.models import install_into

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "installer" / "ADMINISTRATORS.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"(<!-- not run here: [^>]+ -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2], match[3]) for match in BLOCK.finditer(TEXT)]
RUN = [line for _, kind, body in BLOCKS if kind == "sh" for line in body.splitlines() if line]


def test_every_block_is_run_or_says_why_not() -> None:
    assert len(RUN) >= 18
    assert all(mark or kind in ("sh", "json") for mark, kind, _ in BLOCKS)
    assert not [line for line in RUN if not line.startswith("bukvar ")]


def test_commands_that_are_not_run_are_at_least_commands() -> None:
    typed = [
        shlex.split(line, comments=True)[1:]
        for mark, _, body in BLOCKS
        if mark
        for line in body.splitlines()
        if line.startswith("bukvar ")
    ]
    assert typed and all(parse(words).command for words in typed)


def test_the_example_is_a_policy_and_all_keys_are_told(tmp_path: Path) -> None:
    (example,) = [body for _, kind, body in BLOCKS if kind == "json"]
    file = tmp_path / "policy.json"
    file.write_text(example, encoding="utf-8")
    policy = check_policy(file)
    assert policy.state is PolicyState.HONOURED and policy.notes == ()
    rows = re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)
    assert set(rows) == {*POLICY_KEYS, "comment"}


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert "://" in link or (PAGE.parent / link).is_file(), link
    for name in ("bukvar", "config"):
        assert name in str(AppPaths.standard().settings_file) or sys.platform != "linux"


# What a person has to allow, in the window or on a terminal.
CONFIRMED = (
    "bukvar pack trust office.key.pub",
    "bukvar settings set mirror https://mirror.example/models",
    'bukvar settings set mirror ""',
)


@pytest.mark.timeout(900)
def test_every_command_does_what_the_page_says(tmp_path: Path) -> None:
    data = tmp_path / "данные"
    install_into(data)
    (example,) = [body for _, kind, body in BLOCKS if kind == "json"]
    (tmp_path / "policy.json").write_text(example, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    environment.pop(VARIABLE, None)
    said: dict[str, str] = {}
    for line in RUN:
        words = shlex.split(line)[1:]
        if line in CONFIRMED:
            allowed = typed(data, *words, lines=("yes",), folder=tmp_path)
            assert allowed.code == 0, (line, allowed.errors)
            continue
        command = [sys.executable, "-m", "desktop", "--data-dir", str(data), *words]
        ended = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )  # fmt: skip
        assert ended.returncode == 0, (line, ended.stdout[-2000:], ended.stderr[-2000:])
        said[line] = ended.stdout
    assert said["bukvar settings get text_size"].strip() == "115"
    checks = [json.loads(row) for row in said["bukvar doctor --json"].splitlines()]
    assert {"chat", "embedding", "vectors", "page", "database"} <= {row["check"] for row in checks}
    assert all(row["ok"] for row in checks)
    shown = said["bukvar report support"]
    assert "--- health.json" in shown and "--- logs/bukvar.log" in shown
    for file in ("support.zip", "security.html", "starter.bukvarpack", "office.key.pub"):
        assert (tmp_path / file).stat().st_size > 0
    assert "policy.json" in said["bukvar policy check policy.json"]
