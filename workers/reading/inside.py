"""Files inside files: attachments of letters, workbooks inside documents, members of archives."""

import tempfile
from pathlib import Path, PurePath

from workers.contract.codes import LOCK_CODES, ProblemError
from workers.contract.notes import NoteCode
from workers.reading.building import Builder
from workers.reading.options import DEEPEST, ReadOptions

# The heading of what is attached to a letter begins so.
ATTACHMENT = "Вложение: "


def add_file(
    builder: Builder, name: str, data: bytes, options: ReadOptions, unread: NoteCode, *, heading: str = ""
) -> bool:
    """Append the text of a file that lies in another, below `heading`; where it cannot be read, a note
    `unread` names it. Returns whether it was read: no file is where only pictures are asked for."""
    from workers.reading import read_any

    if not data or options.depth >= DEEPEST or options.show is not None:
        builder.note(unread, name)
        return False
    suffix = PurePath(name).suffix.casefold()[:12]
    with tempfile.TemporaryDirectory(prefix="inside-") as folder:
        copy = Path(folder) / f"file{suffix}"
        copy.write_bytes(data)
        try:
            document = read_any(copy, options.inside())
        except ProblemError as error:
            locked = error.code in LOCK_CODES
            builder.note(NoteCode.LOCKED if locked else unread, name)
            return False
    if heading:
        builder.heading(heading, 1)
    builder.document(document)
    builder.take_notes(document.notes, name)
    return True
