"""What an administrator fixes for everybody on a computer: the policy, and how its file is understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from desktop.settings.schema import WINDOW_LANGUAGES
from workers.contract.addresses import web_address
from workers.contract.codes import Code, Problem

_HEX = frozenset("0123456789abcdef")
_KEY_DIGITS = 64
_REMARK = "comment"
# Matches no key at all: what a list of trusted keys becomes when none of it could be understood.
NOBODY = "-"


class PolicyState(StrEnum):
    """Whether there is a policy, and what is thought of it."""

    NONE = "none"
    HONOURED = "honoured"
    REFUSED = "refused"  # others than administrators may change it
    DAMAGED = "damaged"  # it is no JSON object, or cannot be opened


@dataclass(frozen=True, slots=True)
class Policy:
    """`data_folder`, `log_folder`, `mirror`, `language` "" = the user's own affair; `allowed_models` None =
    all, `pack_keys` None = as the user says. `model_folders` hold models that are used where they lie.
    `notes` are for the administrator. A policy that is refused or damaged fixes one thing: sealed mode."""

    state: PolicyState = PolicyState.NONE
    file: str = ""
    data_folder: str = ""
    log_folder: str = ""
    model_folders: tuple[str, ...] = ()
    mirror: str = ""
    sealed: bool = False
    language: str = ""
    allowed_models: tuple[str, ...] | None = None
    pack_keys: tuple[str, ...] | None = None
    training: bool = True
    watch_folders: bool = True
    notes: tuple[Problem, ...] = ()

    def fixed(self) -> dict[str, Any]:
        """Settings (by name) that a user cannot change, with their values."""
        values: dict[str, Any] = {}
        if self.mirror:
            values["mirror"] = self.mirror
        if self.sealed:
            values["sealed"] = True
        if self.language:
            values["language"] = self.language
        if self.pack_keys is not None:
            values["pack_keys"] = list(self.pack_keys)
        if not self.watch_folders:
            values["watch_folders"] = False
        return values

    def allows(self, model: str, sha256: str, known: bool) -> bool:
        """Whether a model may be used. An id counts for models that the catalogue or a shared folder names
        (`known`): what a user adds may be called anything, so it counts by its hash alone."""
        if self.allowed_models is None:
            return True
        return (known and model in self.allowed_models) or (bool(sha256) and sha256 in self.allowed_models)


NO_POLICY = Policy()


def locked_down(state: PolicyState, file: str, note: Problem) -> Policy:
    """Of a file that is there and cannot be followed: what is safe."""
    return Policy(state, file, sealed=True, notes=(note,))


def parse_policy(
    untrusted: Mapping[str, Any],
    file: str,
    expand: Callable[[str], str],
    repeated: Mapping[str, Sequence[Any]] = MappingProxyType({}),
) -> Policy:
    """The policy of a JSON object. What is not understood is a note, and of two readings the stricter holds.
    `repeated`: all values of each key that stands there more than once; where they differ none of them is
    believed, as if it were not understood. `expand` fills in the user's home and name."""
    twice = [key for key in repeated if key in _EXPECTED]
    unclear = {key: _UNCLEAR for key in twice if len({repr(value) for value in repeated[key]}) > 1}
    notes = [Problem(Code.POLICY_VALUE, {"key": key, "expected": Expected.ONCE.value}) for key in twice]
    reading = _Reading({**untrusted, **unclear}, expand, told=frozenset(twice))
    known = {*_EXPECTED, _REMARK}
    notes += [Problem(Code.POLICY_KEY, {"key": str(key)}) for key in untrusted if key not in known]
    return Policy(
        PolicyState.HONOURED,
        file,
        data_folder=reading.folder("data_folder"),
        log_folder=reading.folder("log_folder"),
        model_folders=reading.folders("model_folders"),
        mirror=reading.mirror(),
        # A mirror that is not understood must not open the public sources.
        sealed=reading.flag("sealed", absent=False, unclear=True) or reading.lacks_mirror,
        language=reading.language(),
        allowed_models=reading.models(),
        pack_keys=reading.keys(),
        training=reading.flag("training", absent=True, unclear=False),
        watch_folders=reading.flag("watch_folders", absent=True, unclear=False),
        notes=(*notes, *reading.notes),  # last: by now the reading has them all
    )


class Expected(StrEnum):
    """What a key wants, for whoever wrote it otherwise; said in words by `desktop.ui.i18n.problems`."""

    FOLDER = "folder"
    FOLDERS = "folders"
    MIRROR = "mirror"
    FLAG = "flag"
    LANGUAGE = "language"
    MODELS = "models"
    KEYS = "keys"
    ONCE = "once"


_EXPECTED = {
    "data_folder": Expected.FOLDER,
    "log_folder": Expected.FOLDER,
    "model_folders": Expected.FOLDERS,
    "mirror": Expected.MIRROR,
    "sealed": Expected.FLAG,
    "language": Expected.LANGUAGE,
    "allowed_models": Expected.MODELS,
    "pack_keys": Expected.KEYS,
    "training": Expected.FLAG,
    "watch_folders": Expected.FLAG,
}
# Stands for several values of one key that contradict each other: of no type that any key wants.
_UNCLEAR = object()
POLICY_KEYS = tuple(_EXPECTED)


class _Reading:
    """The values of one file."""

    def __init__(
        self, untrusted: Mapping[str, Any], expand: Callable[[str], str], told: frozenset[str] = frozenset()
    ) -> None:
        self._untrusted, self._expand, self._told = untrusted, expand, told
        self.lacks_mirror = False  # one is wanted, and which is not understood
        self.notes: list[Problem] = []

    def flag(self, key: str, absent: bool, unclear: bool) -> bool:
        value = self._untrusted.get(key, absent)
        if isinstance(value, bool):
            return value
        self._wrong(key)
        return unclear

    def folder(self, key: str) -> str:
        value = self._untrusted.get(key, "")
        if value == "":
            return ""
        found = self._absolute(value)
        if not found:
            self._wrong(key)
        return found

    def folders(self, key: str) -> tuple[str, ...]:
        found = [self._absolute(value) for value in self._list(key)]
        if not all(found):
            self._wrong(key)
        return tuple(dict.fromkeys(folder for folder in found if folder))

    def mirror(self) -> str:
        value = self._untrusted.get("mirror", "")
        if value == "":
            return ""
        web = web_address(value) if isinstance(value, str) else ""
        found = web or self._absolute(value)
        if not found:
            self.lacks_mirror = True
            self._wrong("mirror")
        return found

    def language(self) -> str:
        value = self._untrusted.get("language", "")
        if value == "" or value in WINDOW_LANGUAGES:
            return str(value)
        self._wrong("language")
        return ""

    def models(self) -> tuple[str, ...] | None:
        if "allowed_models" not in self._untrusted:
            return None
        given = self._list("allowed_models")
        good = [value.strip() for value in given if isinstance(value, str) and value.strip()]
        if len(good) != len(given):
            self._wrong("allowed_models")
        return tuple(value.lower() if _is_hash(value.lower()) else value for value in good)

    def keys(self) -> tuple[str, ...] | None:
        if "pack_keys" not in self._untrusted:
            return None
        given = self._list("pack_keys")
        good = [value.lower() for value in given if isinstance(value, str) and _is_hash(value.lower())]
        if len(good) != len(given):
            self._wrong("pack_keys")
        return tuple(good) or (NOBODY,)

    def _list(self, key: str) -> list[Any]:
        value = self._untrusted.get(key, [])
        if isinstance(value, list):
            return value
        self._wrong(key)
        return []

    def _absolute(self, value: object) -> str:
        """With home and name filled in; "" for what is no absolute folder."""
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            return ""
        expanded = self._expand(value.strip())
        return expanded if PurePath(expanded).is_absolute() and "$" not in expanded else ""

    def _wrong(self, key: str) -> None:
        if key not in self._told and all(note.params["key"] != key for note in self.notes):
            self.notes.append(Problem(Code.POLICY_VALUE, {"key": key, "expected": _EXPECTED[key].value}))


def _is_hash(value: str) -> bool:
    return len(value) == _KEY_DIGITS and set(value) <= _HEX
