"""The settings file: JSON, written atomically, with keys of other versions kept."""

import dataclasses
import json
import logging
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.core.saving import saving
from desktop.settings import upgrades
from desktop.settings.card_use import CardUse
from desktop.settings.schema import VERSION, Settings, within_limits
from workers.contract.addresses import is_place
from workers.contract.codec import CodecError, decode_json, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.files import read_file, write_whole

_log = logging.getLogger(__name__)


class SettingsStore:
    """Holds the settings in memory and on disk; made once by the application.

    `values` is the present `Settings`; `change(theme=…)` writes at once and calls `changed`. A file of a
    newer version is refused (DATA_NEWER): writing it would lose what this version does not know. A file that
    is not JSON is put aside (`set_aside` is where) and the defaults are used. What an administrator fixed
    (`fixed`, name → value) stands over the user's own choice, which stays in the file for the day when it is
    free again. `card` says what of `gpu_layers` counts just now. `only_looks`: nothing is put aside, for
    whoever reads before the application, which tells of it.
    """

    def __init__(
        self,
        file: Path,
        changed: Callable[[frozenset[str]], None] = lambda names: None,
        version: int = VERSION,
        steps: Mapping[int, upgrades.Step] = upgrades.STEPS,
        fixed: Mapping[str, Any] | None = None,
        only_looks: bool = False,
    ) -> None:
        self._file, self._changed, self._version = file, changed, version
        self._only_looks = only_looks
        self.card = CardUse()
        self.set_aside = ""
        self.fixed: Mapping[str, Any] = dict(fixed or {})
        self._raw = upgrades.upgrade(self._read(), version, steps)
        if self._raw["version"] > version:
            raise ProblemError(Code.DATA_NEWER, str(file))
        self._own = _parse(self._raw)
        self.values = self._with_fixed(self._own)

    def change(self, **values: Any) -> None:
        """Set some fields of `Settings` by name, save, and tell; nothing happens if nothing differs. Raises
        SET_BY_ADMINISTRATOR for another value of what is fixed, MIRROR_VALUE for a mirror that is none."""
        for name in self.fixed:
            if name in values and values[name] != getattr(self.values, name):
                raise ProblemError(Code.SET_BY_ADMINISTRATOR, setting=name)
        if values.get("mirror") and not is_place(values["mirror"]):
            raise ProblemError(Code.MIRROR_VALUE)  # without a word of it: there may be a password in it
        own = {name: value for name, value in values.items() if name not in self.fixed}
        changed = within_limits(dataclasses.replace(self._own, **own))
        names = [field.name for field in dataclasses.fields(Settings)]
        others = frozenset(name for name in names if getattr(changed, name) != getattr(self._own, name))
        if not others:
            return
        raw = {**self._raw, **to_json(changed)}
        body = _body(raw)  # what is no text changes nothing
        self._own, self._raw = changed, raw
        self.values = self._with_fixed(changed)
        self._write(body)
        self._changed(others)

    def says(self, name: str) -> bool:
        """Whether the file names this setting: it may have been lost with a damaged one."""
        return name in self._raw

    def _with_fixed(self, own: Settings) -> Settings:
        if not self.fixed:
            return own
        return dataclasses.replace(own, **{name: _typed(name, value) for name, value in self.fixed.items()})

    def _read(self) -> dict[str, Any]:
        try:
            untrusted = decode_json(read_file(self._file).decode("utf-8"))
        except FileNotFoundError:
            return {"version": self._version}
        except OSError as error:
            raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(self._file)) from error
        except ValueError:
            untrusted = None
        if isinstance(untrusted, dict):
            return untrusted
        if self._only_looks:
            return {"version": self._version}
        # A name that nothing else has: what was set aside before stays.
        aside = self._file.with_name(f"{self._file.stem}.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}.json")
        _log.warning("The settings file is damaged; it is kept as %s", aside.name)
        os.replace(self._file, aside)
        self.set_aside = str(aside)
        return {"version": self._version}

    def _write(self, body: bytes) -> None:
        with saving(self._file.parent):
            write_whole(self._file, body, private=True)


def _body(raw: dict[str, Any]) -> bytes:
    return json.dumps(raw, ensure_ascii=False, indent=2).encode()


def _typed(name: str, value: Any) -> Any:
    return getattr(from_json(Settings, {name: value}), name)


def _parse(untrusted_raw: dict[str, Any]) -> Settings:
    """Every field that fits; a value of the wrong kind is left at its default."""
    good: dict[str, Any] = {}
    for field in dataclasses.fields(Settings):
        if field.name not in untrusted_raw:
            continue
        try:
            one = from_json(Settings, {field.name: untrusted_raw[field.name]})
        except CodecError as error:
            _log.warning("A setting does not fit and is left at its default: %s", error)
            continue
        good[field.name] = getattr(one, field.name)
    return within_limits(Settings(**good))
