"""winmail.dat ([MS-OXTNEF]): what Outlook packs attachments into when it writes to programs of others."""

import struct
from collections.abc import Iterator
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.mail import mapi
from workers.reading.options import ReadOptions

SIGNATURE = b"\x78\x9f\x3e\x22"
_TITLE, _DATA, _PROPERTIES, _PAGE = 0x00018010, 0x0006800F, 0x00069003, 0x00069007
_BEGINS, _ATTACHMENT, _SUBJECT, _BODY = 0x00069002, 0x00069005, 0x00018004, 0x0002800C
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_MAX_VALUES = 100_000


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text that lies in it, and the text of its attachments; a note names each of the others."""
    builder = Builder()
    title = mapi.add_message(builder, parsed(path.read_bytes()), options)
    return builder.finish("tnef", title)


def parsed(data: bytes) -> mapi.MapiMessage:
    """The letter in these bytes, as far as it goes. Raises BROKEN_FILE for what is none."""
    if not data.startswith(SIGNATURE):
        raise ProblemError(Code.BROKEN_FILE, "no TNEF")
    message = mapi.MapiMessage()
    current = message
    at = 6
    while at + 9 <= len(data):
        identifier, size = struct.unpack_from("<II", data, at + 1)
        value = data[at + 9 : at + 9 + size]
        at += 11 + size  # with a check sum of two bytes
        if len(value) < size:
            break  # what is cut off is not taken for the whole of an attachment
        if identifier == _BEGINS:
            current = mapi.MapiMessage({mapi.CODE_PAGE: message.values.get(mapi.CODE_PAGE, 0)})
            message.attachments.append(current)
        elif identifier == _PAGE and len(value) >= 4:
            message.values[mapi.CODE_PAGE] = struct.unpack_from("<I", value)[0]
        elif identifier in {_TITLE, _DATA} and current is not message:
            current.values.setdefault(mapi.SHORT_NAME if identifier == _TITLE else mapi.DATA, value)
        elif identifier in {_SUBJECT, _BODY}:
            message.values.setdefault(mapi.SUBJECT if identifier == _SUBJECT else mapi.BODY, value)
        elif identifier in {_PROPERTIES, _ATTACHMENT}:
            for number, one in _properties(value):
                if number != mapi.DATA or not isinstance(one, bytes):
                    current.values[number] = one
                elif one[16:20] == SIGNATURE:  # after the identifier of its interface
                    current.inner = parsed(one[16:])
                else:
                    current.values.setdefault(number, one)
    return message


def _properties(data: bytes) -> Iterator[tuple[int, mapi.Value]]:
    """(number, value) of what is text, bytes, a number or a time; it ends where the data does."""
    try:
        yield from _read_properties(data)
    except struct.error:
        return


def _read_properties(data: bytes) -> Iterator[tuple[int, mapi.Value]]:
    at = 4
    for _ in range(min(struct.unpack_from("<I", data)[0], _MAX_VALUES)):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:  # a name of its own
            named, length = struct.unpack_from("<II", data, at + 16)
            at += 24 + (-(-length // 4) * 4 if named else 0)
        variable = kind & 0xFFF in {0x0D, 0x1E, 0x1F, 0x102}
        count = 1
        if kind & 0x1000 or variable:
            count = struct.unpack_from("<I", data, at)[0]
            at += 4
        for _ in range(min(count, _MAX_VALUES)):
            if variable:
                size = struct.unpack_from("<I", data, at)[0]
                at += 4
                value: mapi.Value = data[at : at + size]
                if kind & 0xFFF == 0x1F and isinstance(value, bytes):
                    value = value.decode("utf-16-le", "replace")
                at += -(-size // 4) * 4
                yield number, value
                continue
            size = _SIZES.get(kind & 0xFFF, 0)
            if not size:
                return
            if size == 8:
                yield number, struct.unpack_from("<Q", data, at)[0]
            elif size == 4:
                yield number, struct.unpack_from("<I", data, at)[0]
            at += size
