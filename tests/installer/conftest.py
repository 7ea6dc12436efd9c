"""`--built` collects the tests of finished installers as well; they need root, Debian's tools and minutes."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--built", action="store_true", help="test the installers in dist/ as well")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without the option the folder does not exist."""
    if "built" in collection_path.parts and not config.getoption("--built", default=False):
        return True
    return None
