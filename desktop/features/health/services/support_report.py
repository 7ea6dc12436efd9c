"""The report for support: what is needed to help, and not a word of anybody's documents.

Everything in it is chosen by name (figures, codes, versions, hashes), never taken as a whole with parts
crossed out; of logs only the program's own words go in (`features.health.domain.log_redaction`). A person
sees all of it before it is saved.
"""

import contextlib
import getpass
import json
import platform
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import KnowledgeBase, ModelRecord
from desktop.core.feature_ports import Chats, Documents, Models
from desktop.core.ports import Paths
from desktop.core.saving import saving
from desktop.features.health.domain.health import Check, ReportPart
from desktop.features.health.domain.log_redaction import HIDDEN, redacted, safe_words
from desktop.features.health.services.crash_service import CrashService
from desktop.settings.policy import POLICY_KEYS, Policy
from desktop.settings.schema import Settings
from desktop.settings.store import SettingsStore
from desktop.version import bukvar_version
from workers.contract.addresses import server, web_address
from workers.contract.codes import Code, Problem
from workers.contract.specs.hardware import Hardware
from workers.files import written_whole

_LINES = 2000  # the last of each log
# Suffixes that are worth counting by name; another could be part of a name.
_FORMATS = (
    ".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".ppt", ".odt", ".ods", ".odp", ".rtf", ".html",
    ".htm", ".md", ".eml", ".txt", ".csv", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".zip",
    ".msg", ".xml", ".json",
)  # fmt: skip
# Parameters and figures whose text is the program's or a model's.
_TELLING = (
    "kind", "model", "engine", "smaller", "key", "expected", "setting", "architecture", "cpu", "cards",
    "role", "device", "failed", "sha256",
)  # fmt: skip
# Settings whose text somebody wrote, and a hash that could be guessed at: only whether there is one.
_PRIVATE = ("reviewer", "backup_folder", "seal_passphrase")
_HIDDEN_SETTINGS = (
    "current_base",
    "geometry",
    "splitters",
    "learn_asked",
    "readiness_wanted",
    "backups_made",
)


class SupportReports:
    """Made by the application; `hardware` is what was seen last, `refusals` how often each process tried to
    reach the network."""

    def __init__(
        self,
        *,
        paths: Paths,
        settings: SettingsStore,
        policy: Policy,
        models: Models,
        bases: BaseService,
        documents: Documents,
        chats: Chats,
        crashes: CrashService,
        hardware: Callable[[], Hardware | None],
        blocked_connections: Callable[[], Mapping[str, int]],
    ) -> None:
        self._paths, self._settings, self._policy = paths, settings, policy
        self._models, self._bases, self._documents, self._chats = models, bases, documents, chats
        self._crashes, self._hardware, self._blocked_connections = crashes, hardware, blocked_connections

    def parts(self, checks: Sequence[Check]) -> tuple[ReportPart, ...]:
        """Everything that would be saved, with the checks of Health as they ended."""
        bodies = {
            "about.json": _about(),
            "computer.json": self._computer(),
            "health.json": [_check(check, place) for place, check in enumerate(checks, 1)],
            "crashes.json": [_fields(crash) for crash in self._crashes.list()],
            "settings.json": self._shown_settings(),
            "policy.json": _shown_policy(self._policy),
            "models.json": [self._model(model) for model in self._models.list()],
            "documents.json": [self._base(base) for base in self._bases.list()],
            "network.json": {"refused": dict(self._blocked_connections())},
        }
        made = [ReportPart(name, _json(body)) for name, body in bodies.items()]
        return (*made, *_logs(self._paths))

    # --- parts ---

    def _computer(self) -> dict[str, Any]:
        hardware = self._hardware()
        if hardware is None:
            return {}
        shown = _fields(hardware)
        reports = hardware.search_reports.values()
        shown["search_reports"] = [_engine(report) for report in reports]
        report = hardware.engine_report
        shown["engine_report"] = None if report is None else _engine(report)
        shown["gpus"] = [_fields(card) for card in hardware.gpus]
        return shown

    def _shown_settings(self) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for field in fields(Settings):
            value = getattr(self._settings.values, field.name)
            if field.name in _HIDDEN_SETTINGS:
                continue
            if field.name in _PRIVATE:
                value = bool(value)
            elif field.name == "mirror":
                value = shown_place(value)
            shown[field.name] = {"value": value, "fixed": field.name in self._settings.fixed}
        return shown

    def _model(self, model: ModelRecord) -> dict[str, Any]:
        names = ("id", "sha256", "size", "purpose", "state", "licence", "architecture", "quantization",
                 "context", "parameters", "added", "tried", "words_per_second")  # fmt: skip
        return {
            **{name: getattr(model, name) for name in names},
            "shared": self._models.is_shared(model),
        }

    def _base(self, base: KnowledgeBase) -> dict[str, Any]:
        documents = self._documents.list(base.id)
        return {
            "documents": len(documents),
            "states": _counted(document.state.value for document in documents),
            "formats": _counted(_format(document.path) for document in documents),
            "reasons": _counted(_reason(document.code) for document in documents if document.code),
            "pages": sum(document.pages for document in documents),
            "chunks": sum(document.chunks for document in documents),
            "chats": len(self._chats.list(base.id)),
            "server": bool(base.server),
        }


def parts_without_application(paths: Paths, policy: Policy, stopped: Problem) -> tuple[ReportPart, ...]:
    """What can be told where Bukvar does not start at all, and what `stopped` it."""
    start = {"code": stopped.code, "params": _telling(stopped.params), "detail": safe_words(stopped.detail)}
    bodies = {"about.json": _about(), "start.json": start, "policy.json": _shown_policy(policy)}
    return (*(ReportPart(name, _json(body)) for name, body in bodies.items()), *_logs(paths))


def save(parts: Sequence[ReportPart], file: Path) -> None:
    """Write the parts as a zip file, whole or not at all. Raises FOLDER_NOT_WRITABLE."""
    with (
        saving(file.parent),
        written_whole(file, private=True, make_folder=False) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in parts:
            made.writestr(part.name, part.text)


def _about() -> dict[str, Any]:
    return {
        "report": 1,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "bukvar": bukvar_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "left_out": "text and names of documents, questions, answers, names of bases, chats and people",
    }


def _shown_policy(policy: Policy) -> dict[str, Any]:
    shown: dict[str, Any] = {"state": policy.state.value}
    for key in POLICY_KEYS:
        value = getattr(policy, key)
        if key in ("data_folder", "log_folder", "mirror"):
            value = shown_place(value)
        elif key == "model_folders":
            value = [shown_place(folder) for folder in value]
        shown[key] = value
    shown["notes"] = [{"code": note.code, **_telling(note.params)} for note in policy.notes]
    return shown


def _logs(paths: Paths) -> list[ReportPart]:
    found = sorted(
        file for file in paths.logs.glob("*.log*") if re.fullmatch(r"[a-z-]+\.log(\.\d)?", file.name)
    )
    made = []
    for file in found:
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES:]
        except OSError:
            continue
        made.append(ReportPart(f"logs/{file.name}", "\n".join(redacted(lines)) + "\n"))
    return made


def shown_place(value: str) -> str:
    """A folder with the user's name and home left out, or the server of an address without names, passwords
    and paths."""
    if not value:
        return ""
    scheme = value.split("://", 1)[0]
    if "://" in value:
        return f"{scheme}://{server(value).split(':')[0]}" if web_address(value) else HIDDEN
    if not PurePath(value).is_absolute() and not value.startswith("~"):
        return HIDDEN  # mistyped: nobody knows what is a name or a password in it
    home, user = _home_and_user()
    short = value.replace(home, "~", 1) if home and value.startswith(home) else value
    return "/".join("~" if user and part == user else part for part in PurePath(short).as_posix().split("/"))


def _home_and_user() -> tuple[str, str]:
    """(home folder, name); "" for what the system does not know of this user (in a container)."""
    home = user = ""
    with contextlib.suppress(RuntimeError):
        home = str(Path.home())
    with contextlib.suppress(KeyError, OSError, ImportError):
        user = getpass.getuser()
    return home, user


def _engine(report: Any) -> dict[str, Any]:
    shown = _fields(report)
    del shown["folder"]
    shown["tried"] = [{**_fields(one), "detail": safe_words(one.detail)} for one in report.tried]
    return shown


def _check(check: Check, place: int) -> dict[str, Any]:
    return {
        "number": place,
        "check": check.name.value,
        "verdict": check.verdict.value,
        "seconds": round(check.seconds, 3),
        "code": check.problem.code.value if check.problem else "",
        "params": _telling(check.problem.params) if check.problem else {},
        "detail": safe_words(check.problem.detail) if check.problem else "",
        "facts": _telling(check.facts),
    }


def _telling(params: Mapping[str, str | int | float]) -> dict[str, Any]:
    return {
        name: value if name in _TELLING or not isinstance(value, str) else HIDDEN
        for name, value in params.items()
    }


def _format(path: str) -> str:
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix in _FORMATS else "other"


def _reason(untrusted: str) -> str:
    return untrusted if untrusted in list(Code) else "other"


def _counted(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2, default=str) + "\n"
