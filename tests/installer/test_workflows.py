"""What runs on other people's computers is pinned: actions by their commit, tools by their hash."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))


def read(file: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_actions_are_pinned_by_their_commit(file: Path) -> None:
    """A tag can be moved to other code by whoever gets hold of the action's account."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    pins = {line.split("uses: ")[1] for line in lines}
    assert len(pins) == len({pin.split("@")[0] for pin in pins})  # one version of each


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_what_is_downloaded_has_its_hash(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    variables = read(file).get("env", {})
    addresses = {name: value for name, value in variables.items() if name.endswith("_URL")}
    assert set(re.findall(r"https?://[^\s\"']+", text)) == set(addresses.values())
    for name in addresses:
        assert re.fullmatch("[0-9a-f]{64}", variables[name.replace("_URL", "_SHA256")])
    assert not re.search(r"choco |winget |curl .*\| *(ba)?sh", text)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_nothing_may_be_written_to_the_repository(file: Path) -> None:
    assert read(file)["permissions"] == {"contents": "read"}
    steps = [step for job in read(file)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if "actions/checkout" in step.get("uses", "")]
    assert checkouts and all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert all("timeout-minutes" in job for job in read(file)["jobs"].values())


def test_the_setup_is_tried_where_it_was_not_built() -> None:
    jobs = read(FOLDER / "windows.yml")["jobs"]
    assert jobs["try"]["needs"] == "setup"
    script = "\n".join(step.get("run", "") for step in jobs["try"]["steps"])
    assert "try.ps1" in script and "uninstall.exe" in script and "-WholePath" in script
    build = "\n".join(step.get("run", "") for step in jobs["setup"]["steps"])
    assert "build.ps1" in build and "WithoutVulkan" not in build


def test_the_clean_room_is_entered_every_day() -> None:
    workflow = read(FOLDER / "linux.yml")
    assert workflow[True]["schedule"]  # YAML takes the word `on` for a truth
    assert workflow["jobs"]["newcomer"]["strategy"]["matrix"]["suite"] == ["bookworm", "trixie", "noble"]
