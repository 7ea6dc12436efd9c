"""What a security officer wants to see, on one page: versions, hashes, places, guards, what was refused."""

import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import PySide6

from desktop.core.entities import ModelRecord
from desktop.core.ports import Paths
from desktop.features.security.domain.licences import owners
from desktop.features.security.services.licence_list import LicenceService
from desktop.features.security.services.security_service import SecurityService
from desktop.reports.renderer import render
from desktop.reports.words import Words
from desktop.version import bukvar_version
from workers.files import sha256_of

_MOST_BLOCKED, _LIBRARIES = 8, 80  # lines of the page


@dataclass(frozen=True, slots=True)
class SecurityReport:
    """`html` needs no other file."""

    title: str
    language: str
    html: str


class SecurityReports:
    """Made by the application; `settings_file` is where settings lie."""

    def __init__(
        self, security: SecurityService, paths: Paths, settings_file: Path, licences: LicenceService
    ) -> None:
        self._security, self._paths, self._settings_file = security, paths, settings_file
        self._licences = licences

    def render(
        self, language: str, models: Sequence[ModelRecord], versions: Mapping[str, str]
    ) -> SecurityReport:
        """In any of `LANGUAGES`; ValueError for another language. `models` are those that are installed,
        `versions` of the engines as the worker that looks at the computer says."""
        words, security = Words(language), self._security
        known = {"Bukvar": bukvar_version(), "Qt": PySide6.__version__, **versions}
        libraries = owners(self._licences.components())
        html = render(
            "security.html",
            **words.values(),
            made=datetime.now(),
            system=f"{platform.system()} {platform.release()}, {platform.machine()}",
            sealed=security.sealed,
            guards={kind.value: guards for kind, guards in security.guards().items()},
            servers=security.servers(),
            attempts=security.attempts(),
            blocked=security.blocked_connections()[:_MOST_BLOCKED],
            data=self._paths.data,
            settings=self._settings_file,
            logs=self._paths.logs,
            models=models,
            programs=[(file.name, _hash_of(file)) for file in programs()],
            versions=", ".join(f"{name} {number}" for name, number in known.items() if number),
            libraries=libraries[:_LIBRARIES],
            left=max(len(libraries) - _LIBRARIES, 0),
        )
        return SecurityReport(words.tr("Security report of Bukvar"), language, html)


def programs() -> list[Path]:
    """What runs: the frozen programs, or the Python that runs the sources."""
    here = Path(sys.executable)
    if not getattr(sys, "frozen", False):
        return [here]
    return sorted(file for file in here.parent.iterdir() if file.is_file() and file.name.startswith("bukvar"))


def _hash_of(file: Path) -> str:
    """In hexadecimal digits; "" for a file that cannot be read."""
    try:
        return sha256_of(file)
    except OSError:
        return ""
