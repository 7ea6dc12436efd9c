"""What tried to reach the network and was refused: kept in the data folder, over restarts, within bounds."""

import json
import logging
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from workers.contract.codec import decode_json
from workers.files import read_file, write_whole

KEPT = 500  # of the latest; the count goes on
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BlockedConnection:
    """One attempt. `process` is a kind of worker or "window"; `where` an address or a name."""

    at: datetime
    process: str
    where: str


class BlockedConnections:
    """The file `network.jsonl`: one JSON object a line, the newest last."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.total = 0
        self._rows: deque[BlockedConnection] = deque(maxlen=KEPT)
        self._read()

    def rows(self) -> list[BlockedConnection]:
        """The latest first."""
        return list(self._rows)[::-1]

    def add(self, process: str, where: str) -> BlockedConnection:
        """Keep one; what cannot be written now is still counted and shown."""
        row = BlockedConnection(datetime.now(UTC), process, where[:200])
        self._rows.append(row)
        self.total += 1
        try:
            if self.total % KEPT == 0:
                self._rewrite()
            else:
                with self._file.open("a", encoding="utf-8") as stream:
                    stream.write(self._line(row, self.total))
        except OSError as error:
            _log.warning("an attempt to reach the network could not be written down: %s", error)
        return row

    def _line(self, row: BlockedConnection, number: int) -> str:
        values = {"number": number, **asdict(row), "at": row.at.isoformat()}
        return json.dumps(values, ensure_ascii=False) + "\n"

    def _rewrite(self) -> None:
        first = self.total - len(self._rows) + 1
        lines = [self._line(row, first + place) for place, row in enumerate(self._rows)]
        write_whole(self._file, "".join(lines), private=True)

    def _read(self) -> None:
        try:
            untrusted_lines = read_file(self._file).decode("utf-8", "replace").splitlines()
        except OSError:
            return
        for line in untrusted_lines:
            try:
                untrusted = decode_json(line)
                at = datetime.fromisoformat(str(untrusted["at"]))
                row = BlockedConnection(at, str(untrusted["process"])[:40], str(untrusted["where"])[:200])
                number = int(untrusted["number"])
            except (ValueError, KeyError, TypeError):
                continue  # a line that a kill cut off
            self._rows.append(row)
            self.total = max(self.total + 1, number)
