"""EML (RFC 5322) through the standard library: who, to whom, when, about what, the text, attachments, and
letters inside letters."""

import base64
import binascii
import contextlib
import itertools
import quopri
import re
from datetime import datetime, timedelta
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePath

from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.encodings import decode, remove_mojibake
from workers.reading.formats.html import add_html
from workers.reading.formats.mail import invitation
from workers.reading.formats.mail.alternatives import page_says_more
from workers.reading.formats.mail.policy import UNFOLDED, parsed
from workers.reading.formats.page_pictures import is_page
from workers.reading.inside import ATTACHMENT, add_file
from workers.reading.options import DEEPEST, ReadOptions

_ORNAMENT = 20_000  # bytes of a picture between the words, below which it is a logo
_NAMES = (("From", "От кого"), ("To", "Кому"), ("Cc", "Копия"), ("Date", "Дата"), ("Subject", "Тема"))
MAX_ATTACHMENTS = 30
# They prove who wrote, and say nothing.
_SIGNATURES = {
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
}  # fmt: skip
_PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}  # of one page
_BOUNDARY = re.compile(rb"(?m)^--([!#-~]{1,70}?)[ \t\r]*$(?=\r?\n[!-9;-~]+:)")
_SOFT_BREAK = re.compile(r"(?<=\S) \r?\n(?=[^\s>])")
_PACKED = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} (\S[^\r\n]*)\r?\n((?:[!-`][ -`]*\r?\n)+)end[ \t\r]*$", re.MULTILINE
)


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The letter, the letters inside it, the names of its attachments, and the text of those that can be
    read; a note names each of the others."""
    builder = Builder()
    title = add_letter(builder, path.read_bytes(), options)
    return builder.finish("eml", title)


def add_letter(builder: Builder, data: bytes, options: ReadOptions) -> str:
    """Append a letter and what is in it; returns its subject."""
    message = parsed(data)
    raw = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n")[0]
    for name, label in _NAMES:
        value = header_text(message, name, raw)
        if value:
            builder.line(f"{label}: {value}")
    builder.block_ends()
    bodies, parts = _parts(message)
    for body in bodies:
        if body.get_content_subtype() == "html":
            add_html(builder, content_text(body), options)
        elif body.get_content_subtype() == "calendar":
            for line in invitation.lines(content_text(body)):
                builder.line(line)
            builder.block_ends()
        else:
            _add_plain(builder, content_text(body), options)
    for number, part in enumerate(parts):
        if number >= MAX_ATTACHMENTS:
            builder.note(NoteCode.LIMIT_REACHED, _name(part), count=len(parts) - number)
            break
        _attachment(part, builder, options)
    return header_text(message, "Subject", raw)


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The texts of a letter, and what is attached: files and letters of their own, not what is in those."""
    bodies: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_maintype()
        if kind == "image" and not part.is_attachment() and _size(part) < _ORNAMENT:
            continue  # a sign beside the words
        if part.get_content_type() in _SIGNATURES:
            continue
        if part.get_content_type() == "text/calendar":
            bodies.append(part)
        elif part is not message and (part.get_filename() or kind == "message" or part.is_attachment()):
            attached.append(part)
        elif part.is_multipart() or kind == "multipart":
            children = _children(part)
            if part.get_content_subtype() == "alternative":
                calendars = [one for one in children if one.get_content_type() == "text/calendar"]
                forms = [one for one in children if one not in calendars]
                children = _best(forms)
                left = [one for one in forms if one not in children and one.is_multipart()]
                children += calendars + [file for form in left for file in _files_of(form)]
            waiting.extend(reversed(children))
        elif kind == "text" and part.get_content_subtype() in {"plain", "html", "enriched"}:
            bodies.append(part)
        else:
            attached.append(part)
    # The same invitation comes as a form of the text and as a file.
    texts = {content_text(one): one for one in bodies if one.get_content_subtype() == "calendar"}
    return [
        one for one in bodies if one.get_content_subtype() != "calendar" or texts[content_text(one)] is one
    ], attached


def _children(part: EmailMessage) -> list[EmailMessage]:
    """The parts of a part. Where its boundary does not occur in it, that which does; or all of it is text."""
    if part.is_multipart():
        return [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
    written = part.get_payload(decode=True)
    if not isinstance(written, bytes) or not written.strip():
        return []
    if found := _BOUNDARY.search(written):
        whole = _of_kind(b'multipart/mixed; boundary="%s"' % found[1], written)
        if whole.is_multipart():
            return [child for child in whole.iter_parts() if isinstance(child, EmailMessage)]
    return [_of_kind(b"text/plain", written)]  # not a part of parts again, which nothing would end


def _of_kind(kind: bytes, body: bytes) -> EmailMessage:
    return parsed(b"Content-Type: %s\n\n" % kind + body)


def _add_plain(builder: Builder, text: str, options: ReadOptions) -> None:
    """A plain text; files that old programs wrote into it, letter by letter, are attachments."""
    files = []

    def take(match: re.Match[str]) -> str:
        try:
            data = b"".join(binascii.a2b_uu(line) for line in match[2].splitlines() if line.strip("`\r "))
        except binascii.Error:
            return match[0]
        files.append((PurePath(match[1].strip()).name, data))
        return ""

    builder.paragraph(_UUENCODED.sub(take, text))
    for name, data in files[:MAX_ATTACHMENTS]:
        builder.heading(f"{ATTACHMENT}{name}", 1)
        add_file(builder, name, data, options, NoteCode.ATTACHMENT_NOT_READ)


def _files_of(form: EmailMessage) -> list[EmailMessage]:
    """What is attached within a form of the text that is not read: some programs put files there alone."""
    files = []
    for part in _children(form):
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.is_attachment():
            files.append(part)
        elif part.is_multipart():
            files += _files_of(part)
        elif part.get_filename() and part.get_content_maintype() != "image" and kind != "text/html":
            files.append(part)
    return files


def _size(part: EmailMessage) -> int:
    data = part.get_payload(decode=True)
    return len(data) if isinstance(data, bytes) else 0


def _best(alternatives: list[EmailMessage]) -> list[EmailMessage]:
    """Of several forms of one text the one to read: plain, unless a page says more."""
    plain = next((one for one in alternatives if one.get_content_type() == "text/plain"), None)
    others = [one for one in alternatives if one is not plain]
    if not alternatives:
        return []
    if plain is None or not others:
        return others[-1:] or alternatives[:1]
    markup = next((one for one in others[-1].walk() if one.get_content_type() == "text/html"), None)
    more = markup is not None and page_says_more(content_text(markup), content_text(plain))
    return others[-1:] if more else [plain]


def header_text(message: Message, name: str, raw: bytes) -> str:
    """A header as text; one in raw bytes, against the rules, is decoded like a text file."""
    line = re.search(rb"(?im)^%s:[ \t]*(.*(?:\r?\n[ \t].*)*)" % name.encode("ascii"), raw)
    if line and not line[1].isascii():
        return " ".join(decode(line[1]).split())
    try:
        value = str(message[name] or "")
    except (ValueError, IndexError, AttributeError):
        return ""  # headers of real letters break every rule
    if name == "Date" and value:
        # Parsed, a zone that has a name and no number is lost.
        return date_text(" ".join(line[1].decode("ascii").split()) if line else value)
    return remove_mojibake(value)


def date_text(value: str) -> str:
    """A date as the sender's clock showed it, with its zone: 06.10.2026 23:40 (UTC+5)."""
    try:
        moment = datetime.fromisoformat(value) if value[4:5] == "-" else parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return value
    zone = moment.utcoffset()
    written = moment.strftime("%d.%m.%Y %H:%M")
    if zone is None:
        named = re.search(r"\d\s+([A-Z]{3,5})\s*$", value)
        return f"{written} ({named[1]})" if named else written
    minutes = int(abs(zone) / timedelta(minutes=1))
    sign = "-" if zone < timedelta() else "+"
    shift = f"{sign}{minutes // 60}" + (f":{minutes % 60:02d}" if minutes % 60 else "")
    return f"{written} (UTC{shift if minutes else ''})"


def content_text(part: MIMEPart) -> str:
    """The text of a part, in its charset or the one that it seems to be in."""
    data = _unpacked(part)
    try:
        text = remove_mojibake(data.decode(part.get_content_charset() or "ascii"))
    except (LookupError, UnicodeDecodeError):
        text = decode(data)
    if str(part.get_param("delsp", "")).casefold() == "yes":  # RFC 3676: the break and its blank are no text
        text = _SOFT_BREAK.sub("", text)
    return text


def _unpacked(part: MIMEPart) -> bytes:
    """The bytes of a part, without what a list or a scanner wrote behind packed ones."""
    data = part.get_payload(decode=True)
    written, packed = part.get_payload(), str(part.get("Content-Transfer-Encoding", "")).strip().casefold()
    if packed == "base64" and part.defects and isinstance(written, str):
        lines = itertools.takewhile(_PACKED.fullmatch, written.split())
        letters = "".join(lines).partition("=")[0]
        with contextlib.suppress(ValueError):
            return base64.b64decode(letters[: len(letters) // 4 * 4] + _rest(letters))
    return data if isinstance(data, bytes) else b""


def _rest(letters: str) -> str:
    """The last incomplete four of packed letters, filled up."""
    rest = letters[len(letters) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""


def _name(part: EmailMessage) -> str:
    return PurePath(str(part.get_filename() or "").replace("\\", "/")).name


def _attachment(part: EmailMessage, builder: Builder, options: ReadOptions) -> None:
    name = _name(part)
    letter = part.get_content_type() == "message/rfc822" or PurePath(name).suffix.casefold() == ".eml"
    builder.heading(f"{ATTACHMENT}{name or 'письмо' if letter else name or '?'}", 1)
    data = _letter_bytes(part) if letter else part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data or (letter and options.depth >= DEEPEST):
        builder.note(NoteCode.ATTACHMENT_NOT_READ, name)
        return
    if letter:
        add_letter(builder, data, options.inside())
        return
    add_attached(builder, name, data, options)


def add_attached(builder: Builder, name: str, data: bytes, options: ReadOptions) -> None:
    """Append what is attached to a letter; a picture of a page is shown, so that it can be recognised."""
    if PurePath(name).suffix.casefold() in _PICTURES and is_page(data):
        builder.picture(name, data, options, is_page=True)
    else:
        add_file(builder, name, data, options, NoteCode.ATTACHMENT_NOT_READ)


def _letter_bytes(part: EmailMessage) -> bytes:
    """A letter that is a part of another, as bytes: a parsed one, or one that was packed like a file."""
    inside = part.get_payload()
    first = inside[0] if isinstance(inside, list) and inside else None
    if part.get_content_type() == "message/rfc822" and isinstance(first, Message):
        packed = str(part.get("Content-Transfer-Encoding", "")).strip().casefold()
        if packed not in {"base64", "quoted-printable"}:
            return first.as_bytes(policy=UNFOLDED)
        # Against the rules, and yet programs do it: the whole letter is packed.
        with contextlib.suppress(ValueError):
            letter = first.as_bytes(policy=UNFOLDED).strip()
            return base64.b64decode(letter) if packed == "base64" else quopri.decodestring(letter)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
