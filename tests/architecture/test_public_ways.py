"""Tests of the window use what a person or another class could use: no private member of the product."""

import ast
from collections import Counter

from tests.architecture.test_layout import ROOT

FOLDER = ROOT / "tests" / "gui"
# (file, member): how often, and why there is no public way.
ALLOWED = {
    ("exam/test_certificate.py", "_store"): (3, "rows as no worker would have reported them"),
    ("exam/test_readiness_card.py", "_store"): (1, "a row as no worker would have reported it"),
}


def test_the_window_is_tested_from_outside() -> None:
    reached: Counter[tuple[str, str]] = Counter()
    for file in sorted(FOLDER.rglob("*.py")):
        name = file.relative_to(FOLDER).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            private = isinstance(node, ast.Attribute) and node.attr.startswith("_") and node.attr[:2] != "__"
            if private and ast.unparse(node.value) != "self":
                reached[name, node.attr] += 1
    assert reached == {place: times for place, (times, _) in ALLOWED.items()}
