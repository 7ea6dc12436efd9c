"""Which Bukvar this is."""

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bukvar_version() -> str:
    """As the installer wrote it beside the programs, as the environment knows it, or as the sources say;
    "" where nobody does."""
    if getattr(sys, "frozen", False):
        file = Path(sys.executable).with_name("VERSION")
        return file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    try:
        return version("bukvar")
    except PackageNotFoundError:
        sources = ROOT / "pyproject.toml"
        if not sources.is_file():
            return ""
        return str(tomllib.loads(sources.read_text(encoding="utf-8"))["project"]["version"])
