"""Names of documents and models as the window says them."""

from pathlib import PurePath

from desktop.core.entities import ModelRecord
from desktop.ui.i18n import formats
from workers.text.language import in_language

_ICONS = {
    ".xlsx": "file-spreadsheet", ".ods": "file-spreadsheet", ".csv": "file-spreadsheet",
    ".pptx": "presentation", ".eml": "mail", ".html": "file-code", ".htm": "file-code",
    ".zip": "archive", ".rar": "archive", ".7z": "archive",
}  # fmt: skip


def name_of(record: ModelRecord) -> str:
    """A model's name in the window's language."""
    return in_language(record.name, formats.language()) or record.id


def document_icon(path: str) -> str:
    """The icon of a document's type."""
    return _ICONS.get(PurePath(path).suffix.lower(), "file-text")


def title_of(name: str) -> str:
    """A document's name without its suffix, for chips."""
    stem = PurePath(name).stem
    return stem or name


def counted(words: str, count: int) -> str:
    """Plural words with their number grouped: "1846 pages" → "1 846 pages"."""
    return words.replace(str(count), formats.number(count), 1)
