"""EML (RFC 5322) through the standard library: who, to whom, when, about what, the text, attachments."""

import email
import email.policy
import re
import tempfile
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePath

from workers.contract.codes import ProblemError
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.encodings import decode
from workers.reading.formats.html import text_of
from workers.reading.options import ReadOptions

_NAMES = (("From", "От кого"), ("To", "Кому"), ("Cc", "Копия"), ("Date", "Дата"), ("Subject", "Тема"))
_MAX_ATTACHMENTS = 30


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The letter, the names of its attachments, and the text of those that can be read."""
    data = path.read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    raw = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n")[0]
    builder = Builder()
    for name, label in _NAMES:
        value = _header(message, name, raw)
        if value:
            builder.line(f"{label}: {value}")
    builder.block_ends()
    builder.paragraph(_body(message))
    attachments = [part for part in message.walk() if part.get_filename()][:_MAX_ATTACHMENTS]
    for part in attachments:
        _attachment(part, builder, options)
    return builder.finish("eml", _header(message, "Subject", raw))


def _header(message: EmailMessage, name: str, raw: bytes) -> str:
    """A header as text; one in raw bytes, against the rules, is decoded like a text file."""
    line = re.search(rb"(?im)^%s:[ \t]*(.*(?:\r?\n[ \t].*)*)" % name.encode("ascii"), raw)
    if line and not line[1].isascii():
        return " ".join(decode(line[1]).split())
    try:
        value = str(message[name] or "")
    except (ValueError, IndexError, AttributeError):
        return ""  # headers of real letters break every rule
    if name == "Date" and value:
        try:
            return parsedate_to_datetime(value).strftime("%d.%m.%Y %H:%M")
        except ValueError:
            return value
    return value


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = _content(part)
    return text_of(text) if part.get_content_subtype() == "html" else text


def _content(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _attachment(part: EmailMessage, builder: Builder, options: ReadOptions) -> None:
    from workers.reading import read_any

    name = PurePath(str(part.get_filename()).replace("\\", "/")).name or "?"
    builder.heading(f"Вложение: {name}", 1)
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data or PurePath(name).suffix.casefold() == ".eml":
        return
    with tempfile.TemporaryDirectory(prefix="bukvar-letter-") as folder:
        copy = Path(folder) / f"attachment{PurePath(name).suffix.casefold()[:12]}"
        copy.write_bytes(data)
        try:
            document = read_any(copy, options)
        except ProblemError:
            return  # the letter itself is read; the attachment stays named
    builder.paragraph(document.text)
