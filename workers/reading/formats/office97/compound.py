"""Compound files ([MS-CFB]), in which Office kept everything before 2007, through olefile."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import olefile
from olefile.olefile import UNKNOWN_SIZE

from workers.contract.codes import Code, ProblemError

MAX_STREAM = 256 * 1024 * 1024
_TITLE_BYTES = 300
# Stream that is in the file of a kind → the kind.
_KINDS = (
    ("__properties_version1.0", "msg"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"), ("Book", "xls"), ("\x01Ole10Native", "ole_object"), ("Package", "ole_object"),
    ("CONTENTS", "ole_object"), ("EmbeddedOdf", "ole_object"),
)  # fmt: skip


class _File(olefile.OleFileIO):  # type: ignore[misc,unused-ignore]
    """The library follows a circle of sectors for as long as a header says that a stream is, gigabytes in a
    file of two kilobytes: nothing is longer here than the file."""

    def loadfat(self, header: bytes) -> None:
        if self.num_fat_sectors > self.nb_sect:
            raise OSError("more sectors of its table than sectors")
        super().loadfat(header)

    def _open(self, start: int, size: int = UNKNOWN_SIZE, force_FAT: bool = False) -> Any:  # noqa: N803
        most = size if size == UNKNOWN_SIZE else min(size, self._filesize)
        return super()._open(start, most, force_FAT)


class Compound:
    """An opened compound file. Raises BROKEN_FILE for what is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = _File(str(path))
        except (FileNotFoundError, PermissionError, MemoryError):
            raise
        except Exception as error:  # whatever the library trips over
            raise ProblemError(Code.BROKEN_FILE, str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def kind(self) -> str:
        """What it is the file of; "" when that is unknown."""
        return next((kind for name, kind in _KINDS if self.has(name)), "")

    def has(self, name: str) -> bool:
        """Whether there is a stream or storage of this name ("storage/stream")."""
        return bool(self._file.exists(name))

    def names(self) -> list[str]:
        """All streams, "storage/stream"."""
        return ["/".join(one) for one in self._file.listdir(streams=True, storages=False)]

    def stream(self, *names: str) -> bytes:
        """The bytes of the first of these streams that is there. Raises BROKEN_FILE when none is, or it is
        cut off; TOO_LARGE."""
        for name in names:
            if not self.has(name):
                continue
            size = self._file.get_size(name)
            if size > MAX_STREAM:
                raise ProblemError(Code.TOO_LARGE, name, size=size, limit=MAX_STREAM)
            try:
                with self._file.openstream(name) as stream:
                    return bytes(stream.read())
            except OSError as error:
                raise ProblemError(Code.BROKEN_FILE, f"{name}: {error}") from error
        raise ProblemError(Code.BROKEN_FILE, f"no {names[0]}")

    def optional(self, name: str) -> bytes | None:
        """The bytes of a stream that its document can be read without, b"" when there is none; None where it
        is too large, broken or cut off."""
        if not self.has(name):
            return b""
        try:
            data = self.stream(name)
        except ProblemError:
            return None
        # Where a chain of sectors breaks off the library gives what comes before.
        return data if len(data) >= self._file.get_size(name) else None

    def title(self) -> str:
        """The title in the file's summary, "" when it has none."""
        if not self.has("\x05SummaryInformation"):
            return ""
        try:
            values = self._file.getproperties("\x05SummaryInformation", convert_time=False)
        except Exception:  # a damaged summary is no reason to leave the document unread
            return ""
        raw, page = values.get(2), values.get(1)
        if isinstance(raw, str):
            return raw.strip("\0")
        if not isinstance(raw, bytes):
            return ""
        code_page = page % 0x10000 if isinstance(page, int) else 1251
        try:
            text = raw.decode("utf-8" if code_page == 65001 else f"cp{code_page}", "replace")
        except LookupError:
            text = raw.decode("cp1251", "replace")
        return text.split("\0")[0][:_TITLE_BYTES]
