"""The whole path with the network cut: every command runs in a network namespace without interfaces."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.models import install_into

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"


def cut_network() -> list[str]:
    """The prefix that takes the network away, where the system lets an ordinary user do that."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode == 0:
        return [unshare, "-rn"]
    return []


@pytest.mark.timeout(600)
def test_from_an_empty_folder_to_a_cited_answer_without_a_network(tmp_path: Path) -> None:
    data = tmp_path / "Мои данные"
    install_into(data)
    prefix = cut_network()
    if prefix:
        reached = subprocess.run(
            [*prefix, sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), 2)"],
            capture_output=True,
        )
        assert reached.returncode != 0, "the cut does not cut"

    def bukvar(*arguments: str) -> list[dict[str, object]]:
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "desktop", *arguments, "--data-dir", str(data), "--json"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    bukvar("base", "create", "Северный ветер")
    bukvar("import", "--base", "Северный ветер", str(SAMPLES))
    documents = bukvar("documents", "--base", "Северный ветер")
    assert documents
    assert {row["status"] for row in documents} == {"indexed"}
    (answer,) = bukvar("ask", "--base", "Северный ветер", "Сколько дней длится ежегодный отпуск?")
    assert answer["answered"] is True
    citations = answer["citations"]
    assert isinstance(citations, list) and citations
    assert "28" in str(answer["answer"])
