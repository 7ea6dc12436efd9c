"""What a security officer wants to see, on one page: versions, hashes, places, guards, what was refused."""

import hashlib
import html
import json
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from string import Template

from desktop.core.entities import ModelRecord
from desktop.core.ports import Paths
from desktop.features.security.domain.licences import owners
from desktop.features.security.services.licence_list import LicenceService
from desktop.features.security.services.security_service import SecurityService
from desktop.version import bukvar_version
from workers.contract.sealed import KERNEL, PYTHON

LANGUAGES = ("ru", "en")
_REFUSALS, _LIBRARIES = 8, 60  # lines of the page


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
        """In "ru" or "en"; ValueError for another language. `models` are those that are installed,
        `versions` of the engines as the worker that looks at the computer says."""
        if language not in LANGUAGES:
            raise ValueError(f"there is no report in {language!r}")
        folder = Path(self._paths.resources)
        untrusted_words = json.loads((folder / "security" / f"{language}.json").read_text(encoding="utf-8"))
        words = _Words(untrusted_words)
        security = self._security
        body = [f"<h1>{words('title')}</h1>"]
        body.append(
            f'<p class="quiet">{words("made", date=_day(datetime.now(), language), system=_system())}</p>'
        )
        body.append(f"<p>{words('sealed.on' if security.sealed else 'sealed.off')}</p>")
        body += _part(words("guards"), self._guards(words))
        body += _part(words("blocked"), self._blocked(words, language))
        body += _part(words("data"), [
            words("data.data", folder=self._paths.data),
            words("data.settings", folder=self._settings_file),
            words("data.logs", folder=self._paths.logs),
        ])  # fmt: skip
        body += _part(words("models"), _models(models, language, words))
        body += _part(words("programs"), [
            words("program", name=file.name, hash=sha256_of(file)) for file in programs()
        ])  # fmt: skip
        known = {"Bukvar": bukvar_version(), "Qt": _version("PySide6_Essentials"), **versions}
        shown = ", ".join(f"{name} {number}" for name, number in known.items() if number)
        body += _part(words("versions"), [html.escape(shown)])
        body += _part(words("libraries"), [self._libraries(words)])
        page = Template((folder / "certificate" / "page.html").read_text(encoding="utf-8"))
        title = words("title")
        text = page.substitute(language=language, title=title, body="\n".join(body))
        return SecurityReport(title, language, text)

    def _guards(self, words: "_Words") -> list[str]:
        lines = [words("guard.window")]
        for kind, guards in self._security.guards().items():
            key = "guard.both" if KERNEL in guards else "guard.python" if PYTHON in guards else "guard.none"
            lines.append(words(key, kind=kind.value))
        return [
            *lines,
            *(words("server", base=base, server=where) for base, where in self._security.servers()),
        ]

    def _blocked(self, words: "_Words", language: str) -> list[str]:
        shown = self._security.refusals()[:_REFUSALS]
        return [
            words("blocked.count", count=self._security.attempts()),
            *(
                words(
                    "blocked.row",
                    time=_time(row.at.astimezone(), language),
                    kind=row.process,
                    where=row.where,
                )
                for row in shown
            ),
        ]

    def _libraries(self, words: "_Words") -> str:
        shown = [
            words("library", name=part.name, version=part.version, licence=part.licence or "—")
            for part in owners(self._licences.components())
        ]
        left = len(shown) - _LIBRARIES
        return "; ".join(shown[:_LIBRARIES] + ([words("library.more", count=left)] if left > 0 else []))


class _Words:
    """The sentences of a language; values are made safe for HTML."""

    def __init__(self, untrusted_words: dict[str, str]) -> None:
        self._words = {key: str(text) for key, text in untrusted_words.items()}

    def __call__(self, key: str, **values: object) -> str:
        safe = {name: html.escape(str(value)) for name, value in values.items()}
        return self._words[key].format(**safe)


def programs() -> list[Path]:
    """What runs: the frozen programs, or the Python that runs the sources."""
    here = Path(sys.executable)
    if not getattr(sys, "frozen", False):
        return [here]
    return sorted(file for file in here.parent.iterdir() if file.is_file() and file.name.startswith("bukvar"))


def sha256_of(file: Path) -> str:
    """In hexadecimal digits; "" for a file that cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _models(models: Sequence[ModelRecord], language: str, words: _Words) -> list[str]:
    lines = [
        words(
            "model", name=model.name.get(language) or model.id, licence=model.licence or "?",
            hash=model.sha256,
        )
        for model in models
    ]  # fmt: skip
    return lines or [words("models.none")]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _part(title: str, lines: Sequence[str]) -> list[str]:
    return [f"<h2>{title}</h2>", "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"]


def _system() -> str:
    return f"{platform.system()} {platform.release()}, {platform.machine()}"


def _day(at: datetime, language: str) -> str:
    return at.strftime("%d.%m.%Y %H:%M" if language == "ru" else "%Y-%m-%d %H:%M")


def _time(at: datetime, language: str) -> str:
    return at.strftime("%d.%m %H:%M:%S" if language == "ru" else "%m-%d %H:%M:%S")
