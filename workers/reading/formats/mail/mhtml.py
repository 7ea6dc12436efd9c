"""MHTML (RFC 2557): a page of the web that was saved with all that belongs to it; its texts are read."""

from email.message import EmailMessage
from pathlib import Path

from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.html import add_html
from workers.reading.formats.mail.eml import content_text, header_text
from workers.reading.formats.mail.policy import parsed
from workers.reading.options import ReadOptions


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The page and the pages in its frames; pictures and styles have no text of their own."""
    data = path.read_bytes()
    message = parsed(data)
    builder = Builder()
    title = ""
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    for page in pages:
        title = add_html(builder, content_text(page), options) or title
    for part in parts if not pages else ():
        if part.get_content_type() == "text/plain":
            builder.paragraph(content_text(part))
    return builder.finish("mhtml", title or header_text(message, "Subject", data[:10_000]))
