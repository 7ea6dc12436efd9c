"""A file that Office embedded into another one in a compound file: as a package, or wrapped with its name
([MS-OLEDS] 2.3.6)."""

import struct
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.encodings import decode
from workers.reading.formats.office97.compound import Compound
from workers.reading.inside import add_file
from workers.reading.options import ReadOptions

NATIVE = "\x01Ole10Native"
PLAIN = ("Package", "CONTENTS", "EmbeddedOdf")  # streams that are the file itself


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of the file inside. Raises UNKNOWN_TYPE when that is none that can be read."""
    builder = Builder()
    with Compound(path) as compound:
        if compound.has(NATIVE):
            name, data = _unwrapped(compound.stream(NATIVE))
        else:
            name, data = "", compound.stream(*PLAIN)
    if not add_file(builder, name, data, options, NoteCode.EMBEDDED_NOT_READ):
        raise ProblemError(Code.UNKNOWN_TYPE, "an object", suffix=path.suffix.casefold())
    return builder.finish("ole_object", name)


def _unwrapped(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of a file with its name before it; b"" where it is no such thing."""
    try:
        label, _, rest = data[6:].partition(b"\0")
        _, _, rest = rest.partition(b"\0")  # the path it came from
        length = struct.unpack_from("<I", rest, 4)[0]
        size = struct.unpack_from("<I", rest, 8 + length)[0]
    except struct.error:
        return "", b""
    return decode(label), rest[12 + length : 12 + length + size]
