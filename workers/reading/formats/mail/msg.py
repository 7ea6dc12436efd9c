"""MSG ([MS-OXMSG]): a letter that Outlook saved, a compound file with a stream a property."""

import struct
from pathlib import Path

from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.mail import mapi
from workers.reading.formats.office97.compound import Compound
from workers.reading.options import ReadOptions

_WIDE, _NARROW, _BINARY, _LONG, _SHORT, _FLAG, _TIME = 0x1F, 0x1E, 0x102, 0x03, 0x02, 0x0B, 0x40
_PROPERTY = "__substg1.0_"
_ATTACHMENT = "__attach_version1.0_#"
_MAX_TREE = 20_000  # streams


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The letter, letters inside it, and the text of its attachments; a note names each of the others."""
    builder = Builder()
    with Compound(path) as compound:
        tree = _tree(compound)
        message = _message(compound, tree, "", 32)
    title = mapi.add_message(builder, message, options)
    return builder.finish("msg", title)


def _tree(compound: Compound) -> dict[str, list[str]]:
    """Storage ("" or "a/b/") → the names of what is in it."""
    tree: dict[str, list[str]] = {}
    for name in compound.names()[:_MAX_TREE]:
        parts = name.split("/")
        for depth in range(len(parts)):
            children = tree.setdefault("".join(f"{one}/" for one in parts[:depth]), [])
            if not children or children[-1] != parts[depth]:
                children.append(parts[depth])
    return tree


def _message(compound: Compound, tree: dict[str, list[str]], place: str, header: int) -> mapi.MapiMessage:
    """A letter in the storage `place`, whose fixed properties begin after `header` bytes."""
    message = mapi.MapiMessage(_values(compound, tree, place, header))
    names = sorted({name for name in tree.get(place, ()) if name.startswith(_ATTACHMENT)})
    for name in names:
        storage = f"{place}{name}/"
        attachment = mapi.MapiMessage(_values(compound, tree, storage, 8))
        attachment.values.setdefault(mapi.CODE_PAGE, message.values.get(mapi.CODE_PAGE, 0))
        inside = f"{storage}{_PROPERTY}{mapi.DATA:04X}000D/"
        # Without properties it is an object of another program, whose bytes stand in no stream of their own.
        if "__properties_version1.0" in tree.get(inside, ()):
            attachment.inner = _message(compound, tree, inside, 24)
        message.attachments.append(attachment)
    return message


def _values(compound: Compound, tree: dict[str, list[str]], place: str, header: int) -> dict[int, mapi.Value]:
    values: dict[int, mapi.Value] = {}
    names = tree.get(place, [])
    if "__properties_version1.0" in names:
        fixed = compound.stream(f"{place}__properties_version1.0")
        for at in range(header, len(fixed) - 15, 16):
            kind, number = struct.unpack_from("<HH", fixed, at)
            if kind in {_LONG, _SHORT, _FLAG}:
                values[number] = struct.unpack_from("<I", fixed, at + 8)[0]
            elif kind == _TIME:
                values[number] = struct.unpack_from("<Q", fixed, at + 8)[0]
    for name in names:
        if not name.startswith(_PROPERTY) or len(name) != len(_PROPERTY) + 8:
            continue
        try:
            number, kind = int(name[-8:-4], 16), int(name[-4:], 16)
        except ValueError:
            continue
        if kind in {_WIDE, _NARROW, _BINARY}:
            data = compound.stream(f"{place}{name}")
            values[number] = data.decode("utf-16-le", "replace") if kind == _WIDE else data
    return values
