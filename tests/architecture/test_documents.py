"""The documents for developers name what is there."""

import re

import pytest

from tests.architecture.test_layout import ROOT

# A path in back quotes or as the target of a link; a pattern (<id>, …) names no file.
_PATH = re.compile(r"(?:desktop|workers|resources|installer|tests)/[\w./-]*[\w/]|[A-Z]+\.md|pyproject\.toml")
_LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "desktop/ARCHITECTURE.md", "workers/PROTOCOL.md"])
def test_every_path_that_a_document_names_exists(name: str) -> None:
    document = ROOT / name
    text = document.read_text(encoding="utf-8")
    named = [path for quoted in re.findall(r"`([^`\n]+)`", text) for path in _PATH.findall(quoted)]
    linked = [(document.parent / link).resolve() for link in _LINK.findall(text)]
    places = (ROOT, document.parent)
    missing = {path for path in named if not any((place / path).exists() for place in places)}
    missing |= {str(path) for path in linked if not path.exists()}
    assert len(named) > 5 and not missing


def test_the_commands_of_the_guide_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    modules = set(re.findall(r"python -m ([a-z]+(?:\.[a-z]+)*)", text)) - {"pytest"}
    tested = {"tests.bench", "tests.faults", "tests.pictures"}
    assert modules == {"installer", "installer.strings", "workers", *tested}
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module
    for script in set(re.findall(r"`\./(\w+)", text)):
        assert (ROOT / script).is_file(), script


def test_every_example_of_a_test_in_the_guide_finds_one() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (chosen,) = re.findall(r"pytest (\S+) -k (\w+)", text)
    assert f"def test_{chosen[1]}" in (ROOT / chosen[0]).read_text(encoding="utf-8")
