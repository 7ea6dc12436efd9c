"""What the search finds while one types."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import ChatFinding, Documents, DocumentSearch
from desktop.core.future import CancelledError, Future
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import single_shot_timer
from desktop.ui.search.hits import Command, Group, Hit, snippet
from desktop.ui.search.matching import first_of, fits
from desktop.ui.viewer.places import address
from desktop.ui.words.source_words import page_in_full, passages_in_markdown
from workers.contract.codes import ProblemError
from workers.contract.messages import Passages
from workers.contract.paths import shown_name
from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage
from workers.text.shortening import shorten

TYPED_MS = 30  # after the last letter
SLOW_MS = 500  # after which it is told that places are still looked for
SETTINGS_MS = 250  # settings are made when they are first searched
_MOST = {Group.PLACES: 6, Group.DOCUMENTS: 5, Group.CHATS: 5, Group.SETTINGS: 4, Group.COMMANDS: 5}
_BEFORE = 30  # characters before the words that were looked for
_MARKS = re.compile(r"\*\*|^> ?", re.MULTILINE)  # of Markdown in answers
_LINE = 120  # characters of a message


class SearchModel(QObject):
    """Signals: `changed` other rows; `save_wanted(title, Markdown)` and `print_wanted(title, Markdown)` of
    the places that were found."""

    changed = Signal()
    save_wanted = Signal(str, str)
    print_wanted = Signal(str, str)

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        search: DocumentSearch,
        chats: ChatFinding,
        commands: Callable[[], Sequence[Command]],
        settings: Callable[[str], Sequence[Hit]],
    ) -> None:
        """`commands`: what the window can do; `settings` finds settings by words."""
        super().__init__()
        self._bases, self._documents, self._search, self._chats = bases, documents, search, chats
        self._commands, self._settings = commands, settings
        self.words, self._found = "", {group: tuple[Hit, ...]() for group in Group}
        self._pending: Future[Passages] | None = None
        self._ask_soon = single_shot_timer(self, TYPED_MS, self._ask)
        self._settings_soon = single_shot_timer(self, SETTINGS_MS, self._find_settings)
        self.looking = False  # places are still looked for, and not for the first moment
        self._slow = single_shot_timer(self, SLOW_MS, self._is_slow)

    def hits(self) -> tuple[Hit, ...]:
        """The rows, group by group."""
        return tuple(hit for group in Group for hit in self._found[group])

    def begin(self) -> None:
        """The search was opened: what chats say is read as far as it was not."""
        if self._bases.current:
            self._chats.prepare(self._bases.current)
        self.type("")

    def type(self, words: str) -> None:
        """Other words; names are found at once, the rest as it comes."""
        self.words = words.strip()
        if not self.words:
            self._found = dict.fromkeys(Group, ())
        self._found[Group.DOCUMENTS] = self._named_documents()
        self._found[Group.COMMANDS] = self._named_commands()
        self._found[Group.ASK] = self._question()
        for timer in (self._ask_soon, self._settings_soon):
            timer.start() if self.words else timer.stop()
        self.changed.emit()

    # --- names ---

    def _named_documents(self) -> tuple[Hit, ...]:
        if not self.words or not self._bases.current:
            return ()
        found = []
        for document in self._documents.list(self._bases.current):
            if document.answers and fits(self.words, PurePath(document.path).name):
                path = PurePath(document.path)
                where = address(Citation(0, document.id, path.name, 1, 0, 0, ""))
                name = shown_name(path.name)
                found.append(Hit(Group.DOCUMENTS, name, str(path.parent), icon="file-text", address=where))
                if len(found) == _MOST[Group.DOCUMENTS]:
                    break
        return tuple(found)

    def _named_commands(self) -> tuple[Hit, ...]:
        every = self._commands()
        if self.words:
            every = [one for one in every if fits(self.words, f"{one.title} {one.words}")]
        return tuple(
            Hit(Group.COMMANDS, one.title, aside=one.key, icon=one.icon, act=one.act)
            for one in every[: _MOST[Group.COMMANDS] if self.words else None]
        )

    def _question(self) -> tuple[Hit, ...]:
        if not self.words or not self._bases.current:
            return ()
        title = fill(self.tr("Ask: “%1”"), shorten(self.words, _LINE))
        return (Hit(Group.ASK, title, icon="corner-down-left", address=f"chat:?{self.words}"),)

    def _find_settings(self) -> None:
        if self.words:
            self._found[Group.SETTINGS] = tuple(self._settings(self.words))[: _MOST[Group.SETTINGS]]
            self.changed.emit()

    # --- places and chats ---

    def _ask(self) -> None:
        if self._pending is not None or not self.words or not self._bases.current:
            return  # the newest words are asked for when the answer is there
        words, base = self.words, self._bases.current
        pending = self._pending = self._search.search(base, words, _MOST[Group.PLACES], typing=True)

        self._slow.start()

        def over() -> bool:
            self._pending, self.looking = None, False
            self._slow.stop()
            if self.words != words:
                self._ask_soon.start()
            return bool(self.words)

        def came(found: Passages) -> None:
            if over():
                self._found[Group.PLACES] = tuple(map(self._place, found.passages))
                self._found[Group.CHATS] = self._said(base, found)
                self._found[Group.COMMANDS] = (*self._named_commands(), *self._taken_away(words, found))
                self.changed.emit()

        def failed(error: BaseException) -> None:
            over()
            self.changed.emit()
            if not isinstance(error, CancelledError | ProblemError):
                raise error

        pending.then(came, failed)

    def _is_slow(self) -> None:
        self.looking = self._pending is not None and bool(self.words)
        self.changed.emit()

    def _taken_away(self, words: str, found: Passages) -> tuple[Hit, ...]:
        """What can be done with all places together."""
        if not found.passages:
            return ()
        made = words, passages_in_markdown(words, found.passages)
        return (
            Hit(Group.COMMANDS, self.tr("Save these places as a document…"), icon="save",
                act=lambda: self.save_wanted.emit(*made)),
            Hit(Group.COMMANDS, self.tr("Print these places…"), icon="printer",
                act=lambda: self.print_wanted.emit(*made)),
        )  # fmt: skip

    def _place(self, passage: Passage) -> Hit:
        line, marks = snippet(passage)
        start, end = passage.core or (0, len(passage.text))
        place = (passage.start + start, passage.start + end)
        where = address(Citation(0, passage.document, passage.name, passage.page, *place, ""))
        page = page_in_full(passage.name, passage.page) if passage.page else ""
        return Hit(Group.PLACES, line, shown_name(passage.name), page, "file-search", where, marks=marks)

    def _said(self, base: str, found: Passages) -> tuple[Hit, ...]:
        hits = []
        for said in self._chats.find(base, found.terms, found.question, _MOST[Group.CHATS]):
            text = _MARKS.sub("", said.text)
            at = max(first_of(found.question, text) - _BEFORE, 0)
            at = text.find(" ", at) + 1 if at else 0  # no word is shown without its beginning
            line = shorten(" ".join(text[at : at + 3 * _LINE].split()), _LINE)
            where = f"chat:{said.chat}/{said.message}"
            hits.append(Hit(Group.CHATS, said.title, line, icon="message-square", address=where))
        return tuple(hits)
