"""`--built` runs the tests of finished installers as well; they need root, Debian's tools and minutes."""

import shutil
from pathlib import Path

import pytest

# What a file of `built` starts that is no part of Python; the others need what lies in dist/ alone.
_TOOLS = {
    "test_linux.py": ("debootstrap",),
    "test_windows_32.py": ("debootstrap",),
    "test_windows.py": ("makensis", "wine"),
    "test_windows_pages.py": ("makensis", "wine"),
    "test_windows_signing.py": ("makensis", "wine"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--built", action="store_true", help="test the installers in dist/ as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each of them is skipped with what it lacks: the option, or a program."""
    for item in items:
        if item.path.parent == Path(__file__).parent / "built" and (
            lacking := _lacking(config, item.path.name)
        ):
            item.add_marker(pytest.mark.skip(reason=f"a finished installer is tested with {lacking}"))


def _lacking(config: pytest.Config, file: str) -> str:
    if not config.getoption("--built", default=False):
        return "--built"
    return ", ".join(tool for tool in _TOOLS.get(file, ()) if not _is_there(tool))


def _is_there(tool: str) -> bool:
    places = (f"/usr/lib/wine/{tool}64", f"/usr/bin/{tool}64")
    return shutil.which(tool) is not None or any(Path(place).is_file() for place in places)
