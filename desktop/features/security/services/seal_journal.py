"""Every change of sealed mode, with who made it: kept in the data folder, over restarts, within bounds."""

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from workers.contract.codec import decode_json
from workers.files import read_file, write_whole

KEPT = 200
_log = logging.getLogger(__name__)


class SealedBy(StrEnum):
    """Who changed it."""

    WINDOW = "window"
    COMMAND = "command"
    ADMINISTRATOR = "administrator"
    EARLIER = "earlier"  # it was so when this journal was begun
    OUTSIDE = "outside"  # the file of settings is another than Bukvar wrote


@dataclass(frozen=True, slots=True)
class SealChange:
    """`sealed` from then on; `purpose` is the model for which sealed mode was left for a while, else ""."""

    at: datetime
    sealed: bool
    by: SealedBy
    purpose: str = ""


class SealJournal:
    """The file `seal.jsonl`: one JSON object a line, the newest last."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changes: list[SealChange] = []
        self._read()

    def changes(self) -> list[SealChange]:
        """The latest first."""
        return self._changes[::-1]

    def add(self, sealed: bool, by: SealedBy, purpose: str = "") -> SealChange:
        """Keep one, in the log too; what cannot be written now is still shown."""
        change = SealChange(datetime.now(UTC), sealed, by, purpose[:200])
        _log.warning("sealed mode: %s, by %s %s", "on" if sealed else "off", by, change.purpose)
        self._changes = [*self._changes, change][-KEPT:]
        lines = [
            json.dumps({"at": one.at.isoformat(), "sealed": one.sealed, "by": one.by, "purpose": one.purpose})
            for one in self._changes
        ]
        try:
            write_whole(self._file, "\n".join(lines) + "\n", private=True)
        except OSError as error:
            _log.warning("a change of sealed mode could not be written down: %s", error)
        return change

    def _read(self) -> None:
        try:
            untrusted_lines = read_file(self._file).decode("utf-8", "replace").splitlines()
        except OSError:
            return
        for line in untrusted_lines[-KEPT:]:
            try:
                untrusted = decode_json(line)
                at = datetime.fromisoformat(str(untrusted["at"]))
                by, purpose = SealedBy(untrusted["by"]), str(untrusted.get("purpose", ""))[:200]
                self._changes.append(SealChange(at, bool(untrusted["sealed"]), by, purpose))
            except (ValueError, KeyError, TypeError):
                continue  # a line of somebody else
