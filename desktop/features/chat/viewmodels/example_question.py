"""One example question made of the base's own documents: the same each time, without a model."""

from functools import lru_cache
from itertools import islice

from PySide6.QtCore import QObject, Signal

from desktop.core.entities import Document, DocumentState
from desktop.core.feature_ports import Documents, DocumentSearch
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.words.names import title_of
from workers.contract.messages import Passages
from workers.contract.paths import pure_path
from workers.contract.specs.search import Filters
from workers.text import heading_path
from workers.text.language import SOURCE, language_of

_LOOKED_AT = 200  # documents, of which one is chosen
SHORTEST, LONGEST = 8, 64  # characters of a heading that makes a sensible question


class ExampleQuestion(QObject):
    """`find` looks into one document of the base for a heading.

    Signals: `changed` when `text()` is another.
    """

    changed = Signal()

    def __init__(self, documents: Documents, search: DocumentSearch) -> None:
        super().__init__()
        self._listed, self._search = documents, search
        self._base, self._document, self._heading = "", "", ""
        self._asked = ""  # the document in which a heading was looked for
        self._looking = self._foreign = False

    def text(self) -> str:
        """The question in the window's language; "" while nothing is ready."""
        if self._heading:
            return fill(self.tr("What does the section “%1” say?"), self._heading)
        if self._document:
            return fill(self.tr("What is the document “%1” about?"), title_of(self._document))
        return ""

    def find(self, base: str) -> None:
        """Choose the first ready document by name, rather one that is named in the window's language, and ask
        the search for a place in it with a heading."""
        if base == self._base and self._looking:
            return
        if base != self._base:
            self._base, self._document, self._heading = base, "", ""
            self._asked, self._looking = "", False
        ready = islice((d for d in self._documents(base) if d.state is DocumentState.READY), _LOOKED_AT)
        first = min(ready, key=_order, default=None)
        if first is None or first.id == self._asked:  # it has no heading
            self.changed.emit()
            return
        if self._heading and (not self._foreign or _is_foreign(first)):
            return  # what is offered stays, unless one in the window's language is ready at last
        self._heading, self._foreign = "", _is_foreign(first)
        self._document, self._asked = pure_path(first.path).name, first.id
        self._looking = True
        self.changed.emit()
        filters = Filters(documents=(first.id,))
        pending = self._search.search(base, title_of(self._document), k=10, filters=filters)
        pending.then(lambda passages: self._found(base, passages), lambda _: self._not_found(base))

    def _found(self, base: str, passages: Passages) -> None:
        if base != self._base:
            return
        self._looking = False
        ordered = sorted(passages.passages, key=lambda passage: passage.start)
        headings = [
            _clean(title) for passage in ordered for title in heading_path.titles(passage.heading)[:1]
        ]
        self._heading = next((h for h in headings if SHORTEST <= len(h) <= LONGEST), "")
        self.changed.emit()

    def _not_found(self, base: str) -> None:
        if base == self._base:
            self._asked, self._looking = "", False

    def _documents(self, base: str) -> list[Document]:
        return self._listed.list(base) if base else []


def _order(document: Document) -> tuple[bool, str]:
    return _is_foreign(document), document.path


def _is_foreign(document: Document) -> bool:
    return _language(document.path) != formats.language()


@lru_cache(maxsize=4 * _LOOKED_AT)  # asked again at each change of a document
def _language(path: str) -> str:
    # A bare name in Latin letters counts as English here, whatever language its readers speak.
    return language_of(title_of(pure_path(path).name), SOURCE)


def _clean(heading: str) -> str:
    """Without its number ("4.2. ") and closing punctuation; a heading in capitals becomes a sentence."""
    text = heading.strip().lstrip("0123456789.) \t").rstrip(" .:;")
    return text.capitalize() if text.isupper() else text
