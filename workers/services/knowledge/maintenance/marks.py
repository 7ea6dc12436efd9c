"""Files in a base's folder by which the window knows of its state without a worker."""

from contextlib import suppress
from pathlib import Path

from workers.contract.codec import CodecError, from_json
from workers.contract.messages import Describe, Find, Message, Render, Search, Start
from workers.contract.specs.bases import CHECKED_MARK, DAMAGED_MARK, BaseRef


def mark(folder: Path) -> None:
    """The base is damaged, until it is mended."""
    _touch(folder / DAMAGED_MARK)


def mark_base_of(message: Message) -> None:
    """The base that a request names is damaged."""
    if isinstance(message, Search | Render | Describe | Find):
        mark(Path(message.base.folder))
    elif isinstance(message, Start):
        untrusted = message.params.get("base", message.params)
        with suppress(CodecError):
            mark(Path(from_json(BaseRef, untrusted).folder))


def unmark(folder: Path) -> None:
    """It is as it was written."""
    (folder / DAMAGED_MARK).unlink(missing_ok=True)


def note_check(folder: Path) -> None:
    """All of it was read now: the time of the file says when."""
    _touch(folder / CHECKED_MARK)


def _touch(file: Path) -> None:
    if file.parent.is_dir():
        file.touch(mode=0o600)
