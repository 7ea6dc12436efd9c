"""The walks through the files in `desktop/ARCHITECTURE.md` are those of the code."""

import ast
import re
from functools import cache

import pytest

from installer.project import ROOT

_WALK = re.compile(r"^\*\*(?P<title>[^*]+)\*\* \((?P<files>\d+) files\):\n(?P<steps>.+?)\n\n", re.M | re.S)
_STEP = re.compile(r"(?P<how>[→⇢]?)\s*`(?P<file>[^`]+)`\s(?P<symbol>[\w.]+)")
_WALKS = list(_WALK.finditer((ROOT / "desktop" / "ARCHITECTURE.md").read_text(encoding="utf-8")))


@cache
def _source(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _defines(file: str, symbol: str) -> bool:
    body = ast.parse(_source(file)).body
    for name in symbol.split("."):
        found = next((node for node in body if getattr(node, "name", "") == name), None)
        if not isinstance(found, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            return False
        body = found.body
    return True


def _called(file: str) -> set[str]:
    """Names that the code of a file uses."""
    nodes = list(ast.walk(ast.parse(_source(file))))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("walk", _WALKS, ids=lambda walk: str(walk["title"]))
def test_each_step_is_there_and_called_by_one_before_it(walk: re.Match[str]) -> None:
    steps = list(_STEP.finditer(walk["steps"]))
    assert len({step["file"] for step in steps}) == int(walk["files"])
    called: set[str] = set()
    for step in steps:
        assert _defines(step["file"], step["symbol"]), step[0]
        if step["how"] == "→":
            assert step["symbol"].split(".")[-1] in called, f"nothing before it calls {step[0]}"
        called |= _called(step["file"])


def test_there_are_three() -> None:
    assert len(_WALKS) == 3
