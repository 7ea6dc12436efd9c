"""Sources in words: where a place is, and lists of places with what stands there."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.markdown import literal, literal_lines
from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage

# Endings of documents whose pages are sheets, and slides.
_SHEETS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xlsb", ".ods", ".fods")
_SLIDES = (".pptx", ".pptm", ".ppsx", ".ppt", ".pps", ".pot", ".odp", ".fodp")


def page_of(name: str, page: int) -> str:
    """ "p. 2", "sheet 2" or "slide 2" of a document of this name."""
    translate = QCoreApplication.translate
    words = (
        translate("SourceChip", "p. %1"),
        translate("SourceChip", "sheet %1"),
        translate("SourceChip", "slide %1"),
    )
    return fill(words[_kind(name)], page)


def page_in_full(name: str, page: int, pages: int = 0) -> str:
    """ "page 2" or, of `pages` in all, "page 2 of 8"; of sheets and slides as `page_of`."""
    translate = QCoreApplication.translate
    if pages:
        words = (
            translate("SourceWords", "page %1 of %2"),
            translate("SourceWords", "sheet %1 of %2"),
            translate("SourceWords", "slide %1 of %2"),
        )
        return fill(words[_kind(name)], page, pages)
    return page_of(name, page) if _kind(name) else fill(translate("SourceWords", "page %1"), page)


def _kind(name: str) -> int:
    """What the pages of a document are: pages (0), sheets (1), slides (2)."""
    ending = PurePath(name).suffix.lower()
    return 1 if ending in _SHEETS else 2 if ending in _SLIDES else 0


def place(name: str, page: int) -> str:
    """ "Положение.pdf, p. 2"."""
    return f"{name}, {page_of(name, page)}" if page else name


def numbered(source: Citation) -> str:
    """ "2. Положение.pdf, p. 2"; a place that has no number without one."""
    where = place(source.name, source.page)
    return f"{source.number}. {where}" if source.number else where


def sources_in_markdown(sources: Sequence[Citation]) -> str:
    """Each place with its number and the quoted words."""
    parts = []
    for at, source in enumerate(sources, 1):
        words = literal_lines(source.quote.strip()).replace("\n", "\n> ")
        parts.append(f"**{source.number or at}.** {literal(place(source.name, source.page))}")
        parts += [f"> {words}"] if words else []
    return "\n\n".join(parts)


def passages_in_markdown(question: str, passages: Sequence[Passage]) -> str:
    """The places that a search has found, in its order."""
    title = fill(QCoreApplication.translate("SourceWords", "Found: %1"), literal(" ".join(question.split())))
    found = [
        Citation(at, one.document, one.name, one.page, one.start, one.end, one.text, one.chunk, one.heading)
        for at, one in enumerate(passages, 1)
    ]
    none = QCoreApplication.translate("SourceWords", "Nothing was found.")
    return f"# {title}\n\n{sources_in_markdown(found) or none}\n"
