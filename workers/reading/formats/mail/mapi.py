"""Letters as Outlook keeps them ([MS-OXPROPS]), in an MSG file or in a winmail.dat: headers, the text in its
best form, attachments, letters inside letters."""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy

from workers.contract.notes import NoteCode
from workers.reading.building import Builder
from workers.reading.encodings import decode, remove_mojibake
from workers.reading.formats.html import add_html
from workers.reading.formats.mail.alternatives import page_says_more
from workers.reading.formats.mail.eml import MAX_ATTACHMENTS, add_attached, date_text
from workers.reading.inside import ATTACHMENT, add_file
from workers.reading.options import DEEPEST, ReadOptions

SUBJECT, SENT, RECEIVED, HEADERS = 0x0037, 0x0039, 0x0E06, 0x007D
SENDER, SENDER_ADDRESS, SENDER_SMTP, TO, COPY = 0x0C1A, 0x0C1F, 0x5D01, 0x0E04, 0x0E03
BODY, HTML, RTF, CODE_PAGE, BODY_PAGE = 0x1000, 0x1013, 0x1009, 0x3FFD, 0x3FDE
DATA, LONG_NAME, SHORT_NAME, SHOWN_NAME = 0x3701, 0x3707, 0x3704, 0x3001
CONTENT_ID, HIDDEN, MIME = 0x3712, 0x7FFE, 0x370E
_MAX_RTF = 64 * 1024 * 1024
# What the dictionary of a compressed body begins with ([MS-OXRTFCP] 2.1.2.1).
_RTF_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
Value = str | bytes | int


@dataclass(slots=True)
class MapiMessage:
    """A letter, or an attachment of one. `values`: property → value; times are FILETIMEs."""

    values: dict[int, Value] = field(default_factory=dict)
    attachments: list["MapiMessage"] = field(default_factory=list)
    inner: "MapiMessage | None" = None  # an attachment that is a letter itself

    def text(self, *properties: int) -> str:
        """The first of these properties that has text; "" when none has."""
        for one in properties:
            value = self.values.get(one, "")
            if isinstance(value, bytes):
                value = in_page(value, self.values.get(CODE_PAGE))
            if isinstance(value, str) and value.strip("\0 \r\n\t"):
                return value.rstrip("\0")
        return ""

    def data(self, one: int) -> bytes:
        """A property that is bytes; b"" when it is not there."""
        value = self.values.get(one, b"")
        return value if isinstance(value, bytes) else b""


def in_page(data: bytes, page: object) -> str:
    """Bytes in the code page of a number, else in the one that they seem to be in."""
    if isinstance(page, int) and page not in {0, 20127}:
        names = {65001: "utf-8", 20866: "koi8-r", 21866: "koi8-u", 28595: "iso8859-5"}
        try:
            return remove_mojibake(data.decode(names.get(page, f"cp{page}")))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def add_message(builder: Builder, message: MapiMessage, options: ReadOptions) -> str:
    """Append a letter and what is in it; returns its subject."""
    subject = " ".join(message.text(SUBJECT).split())
    sender, address = message.text(SENDER), message.text(SENDER_SMTP, SENDER_ADDRESS)
    if "@" in address and address not in sender:
        sender = f"{sender} <{address}>" if sender else address
    rows = (("От кого", sender), ("Кому", message.text(TO)), ("Копия", message.text(COPY)),
            ("Дата", _date(message)), ("Тема", subject))  # fmt: skip
    for label, value in rows:
        builder.line(f"{label}: {value}" if value.strip() else "")
    builder.block_ends()
    _add_body(builder, message, options)
    add_attachments(builder, message.attachments, options)
    return subject


def add_attachments(builder: Builder, attachments: Sequence[MapiMessage], options: ReadOptions) -> None:
    """Append what is attached; a note names what cannot be read."""
    for number, one in enumerate(attachments):
        name = re.split(r"[\\/]", one.text(LONG_NAME, SHORT_NAME, SHOWN_NAME))[-1]
        if number >= MAX_ATTACHMENTS:
            builder.note(NoteCode.LIMIT_REACHED, name, count=len(attachments) - number)
            return
        if one.inner is None and _is_picture_of_body(one, name):
            continue
        builder.heading(f"{ATTACHMENT}{name or ('письмо' if one.inner else '?')}", 1)
        if one.inner is None:
            add_attached(builder, name, one.data(DATA), options)
        elif options.depth >= DEEPEST:
            builder.note(NoteCode.ATTACHMENT_NOT_READ, name)
        else:
            add_message(builder, one.inner, options.inside())


def _is_picture_of_body(attachment: MapiMessage, name: str) -> bool:
    """Whether an attachment is a picture between the words of the letter."""
    picture = attachment.text(MIME).startswith("image/") or re.search(
        r"(?i)\.(png|jpe?g|gif|bmp|emz|wmz)$", name
    )
    return bool(picture) and bool(attachment.values.get(HIDDEN) or attachment.text(CONTENT_ID))


def _add_body(builder: Builder, message: MapiMessage, options: ReadOptions) -> None:
    """The text: as a page where that has tables or says more, else plain, else as RTF."""
    raw = message.values.get(HTML, "")
    page = in_page(raw, message.values.get(BODY_PAGE)) if isinstance(raw, bytes) else str(raw)
    plain = message.text(BODY)
    if page.strip() and ("<table" in page.casefold() or page_says_more(page, plain)):
        add_html(builder, page)
    elif plain:
        builder.paragraph(plain)
    elif message.data(RTF):
        rtf = decompressed(message.data(RTF))
        add_file(builder, "письмо.rtf", rtf, options, NoteCode.ATTACHMENT_NOT_READ)


def _date(message: MapiMessage) -> str:
    """The date with the sender's zone where the headers say it, else in UTC."""
    headers = message.text(HEADERS)
    if headers:
        said = str(message_from_string(headers, policy=policy.compat32).get("Date") or "")
        if said:
            return date_text(said)
    for one in (SENT, RECEIVED):
        value = message.values.get(one)
        if isinstance(value, int) and value > 0:
            try:
                moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)
            except OverflowError:
                continue
            return f"{moment:%d.%m.%Y %H:%M} (UTC)"
    return ""


def decompressed(data: bytes) -> bytes:
    """A compressed RTF body ([MS-OXRTFCP]); what is there when it is cut off, b"" when it is none."""
    if len(data) < 16:
        return b""
    _, size, kind = struct.unpack_from("<III", data)
    if kind == 0x414C454D:  # "MELA": as it is
        return data[16 : 16 + size]
    if kind != 0x75465A4C:  # "LZFu"
        return b""
    window = bytearray(_RTF_BEGINNING.ljust(4096, b"\0"))
    at, place, written = 16, len(_RTF_BEGINNING), bytearray()
    limit = min(size, _MAX_RTF)
    while at < len(data) and len(written) < limit:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                piece = data[at : at + 1]
                at += 1
            else:
                if at + 1 >= len(data):
                    at = len(data)
                    break
                reference = data[at] << 8 | data[at + 1]
                at += 2
                offset, length = reference >> 4, (reference & 15) + 2
                if offset == place % 4096:
                    return bytes(written[:limit])
                # What is copied may reach into what it writes: letter by letter.
                copied = bytearray()
                for step in range(length):
                    letter = window[(offset + step) % 4096]
                    window[(place + step) % 4096] = letter
                    copied.append(letter)
                place += length
                written += copied
                continue
            window[place % 4096] = piece[0]
            place += 1
            written += piece
    return bytes(written[:limit])
