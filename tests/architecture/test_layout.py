"""The shape of the tree: what may lie where, how large a room may be, what no line may say."""

import ast
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    "pyproject.toml", "desktop", "workers", "resources", "installer", "tests",
    "README.md", "CONTRIBUTING.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", ".ci", ".github", ".gitignore",
    "run", "test", "bootstrap.sh",
}  # fmt: skip
# Patterns are assembled so that this file does not hold what it forbids.
FORBIDDEN = [
    re.compile(r"(^|[^A-Za-z0-9_])/" + "work" + "/"),
    re.compile("/" + "root" + r"/\."),
    re.compile("pypi" + r"\.org|python" + r"hosted\.org|registry\.npm" + r"js|deb\.debian" + r"\.org"),
    re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + r"X)\b"),
]


def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks or would track. A tree without git (an unpacked archive) is taken as it is, less
    what the names in .gitignore leave out."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        ignored = [".git", *(line.rstrip("/") for line in lines if line)]
        found = (path for path in _walk(ROOT, ignored) if any(_fits(path, one) for one in patterns or "*"))
        return sorted(found)
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in filter(None, listing.split("\0")) if (ROOT / line).is_file()]


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        anchored = "/" + path.relative_to(ROOT).as_posix()
        if any(fnmatch(anchored if name.startswith("/") else path.name, name) for name in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path


def _fits(path: Path, pattern: str) -> bool:
    """As git reads it: a star stands for any letters, "/" among them; a folder for all in it."""
    name = path.relative_to(ROOT).as_posix()
    return fnmatch(name, pattern) or name.startswith(f"{pattern}/")


def test_a_tree_without_git_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = ((), ("desktop/ui/pages/*.py",), ("*.md",), ("workers",))
    with_git = [tracked(*each) for each in patterns]
    if not (ROOT / ".git").exists():
        pytest.skip("there is no git here to compare with")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for each, expected in zip(patterns, with_git, strict=True):
        assert set(tracked(*each)) == set(expected)


def test_top_level_is_what_the_architecture_says() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert names <= TOP_LEVEL, names - TOP_LEVEL


@pytest.mark.parametrize(
    ("files", "limit"),
    [
        ("desktop/ui/pages/*.py", 300),
        ("desktop/features/*_page.py", 300),
        ("workers/services/*.py", 150),
    ],
)
def test_files_stay_small(files: str, limit: int) -> None:
    too_long = {
        str(path.relative_to(ROOT)): count
        for path in tracked(files)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert not too_long


def test_folders_stay_small() -> None:
    files = Counter(path.parent for path in tracked("desktop/*.py", "workers/*.py"))
    too_full = {str(folder.relative_to(ROOT)): count for folder, count in files.items() if count > 25}
    assert files and not too_full


def test_no_line_names_a_registry_a_machine_or_unfinished_work() -> None:
    found = []
    for path in tracked():
        if path.suffix in {".png", ".otf", ".ttf", ".pdf", ".docx", ".xlsx", ".pptx", ".ico"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for pattern in FORBIDDEN:
            match = pattern.search(text)
            if match:
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(ROOT)}:{line}: {match.group(0)!r}")
    assert not found


def test_one_place_imports_the_library_that_writes_to_its_maker() -> None:
    pattern = re.compile(r"^\s*(import|from) onnxruntime\b", re.MULTILINE)
    found = [path.name for path in tracked("*.py") if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == ["onnx_sessions.py"]


def test_one_place_hands_addresses_to_the_browser_and_it_asks_first() -> None:
    ways = {
        "openUrl(": {"system_opener.py"},
        "open_by_system(": {"system_opener.py", "open_file.py"},
        "open_page(": {"open_file.py", "web_page.py"},
    }
    for way, places in ways.items():
        found = {path.name for path in tracked("desktop/*.py") if way in path.read_text(encoding="utf-8")}
        assert found == places, way


def test_public_definitions_have_docstrings() -> None:
    missing = []
    for path in tracked("desktop/**/*.py", "workers/**/*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None and not _is_enum(node):
                missing.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}")
    assert not missing


def _is_enum(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases)


def test_no_colour_in_python() -> None:
    pattern = re.compile(r"""["']#[0-9A-Fa-f]{6,8}["']|QColor\(\s*\d""")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked("desktop/**/*.py")
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
