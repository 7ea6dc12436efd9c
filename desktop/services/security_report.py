"""What a security officer wants to see, on one page: versions, hashes, places, guards, what was refused."""

import hashlib
import html
import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import distributions
from pathlib import Path
from string import Template

from desktop.domain.entities import ModelRecord
from desktop.services.ports import Paths
from desktop.services.security_service import SecurityService
from workers.contract.sealed import KERNEL, PYTHON

LANGUAGES = ("ru", "en")
_HASH = 16  # letters of a hash on paper
_REFUSALS, _LIBRARIES = 8, 24  # lines of the page


@dataclass(frozen=True, slots=True)
class SecurityReport:
    """`html` needs no other file."""

    title: str
    language: str
    html: str


class SecurityReports:
    """Made by the application. `models` lists what is installed, `settings_file` where settings lie."""

    def __init__(self, security: SecurityService, paths: Paths, settings_file: Path) -> None:
        self._security, self._paths, self._settings_file = security, paths, settings_file

    def render(self, language: str, models: Sequence[ModelRecord]) -> SecurityReport:
        """In "ru" or "en"; ValueError for another language."""
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
            words("program", name=file.name, hash=sha256_of(file)[:_HASH]) for file in programs()
        ])  # fmt: skip
        body += _part(words("libraries"), [_libraries(words)])
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
            hash=model.sha256[:_HASH],
        )
        for model in models
    ]  # fmt: skip
    return lines or [words("models.none")]


def _libraries(words: _Words) -> str:
    known = sorted({(one.name, one.version, _licence(one.metadata)) for one in distributions() if one.name})
    shown = [
        words("library", name=name, version=version, licence=licence) for name, version, licence in known
    ]
    left = len(shown) - _LIBRARIES
    return "; ".join(shown[:_LIBRARIES] + ([words("library.more", count=left)] if left > 0 else []))


def _licence(metadata: object) -> str:
    read = getattr(metadata, "get", lambda name: None)
    said = read("License-Expression") or " ".join((read("License") or "").split())
    return said if 0 < len(said) <= 40 else "—"


def _part(title: str, lines: Sequence[str]) -> list[str]:
    return [f"<h2>{title}</h2>", "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"]


def _system() -> str:
    return f"{platform.system()} {platform.release()}, {platform.machine()}"


def _day(at: datetime, language: str) -> str:
    return at.strftime("%d.%m.%Y %H:%M" if language == "ru" else "%Y-%m-%d %H:%M")


def _time(at: datetime, language: str) -> str:
    return at.strftime("%d.%m %H:%M:%S" if language == "ru" else "%m-%d %H:%M:%S")
