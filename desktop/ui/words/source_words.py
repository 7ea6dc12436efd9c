"""Sources in words: where a place is, and lists of places with what stands there."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.markdown import literal, literal_lines
from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage


def place(name: str, page: int) -> str:
    """ "Положение.pdf, p. 2"."""
    if not page:
        return name
    return f"{name}, {fill(QCoreApplication.translate('SourceChip', 'p. %1'), page)}"


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
