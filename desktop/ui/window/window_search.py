"""Ctrl+K on every page: the search over everything, and what becomes of what is chosen in it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.ui.dialogs.save_paper import print_paper, save_paper
from desktop.ui.search.hits import Command, Group, Hit
from desktop.ui.search.search_model import SearchModel
from desktop.ui.search.search_overlay import SearchOverlay
from desktop.ui.window.rail import BELOW, PAGES

if TYPE_CHECKING:
    from desktop.ui.window.main_window import MainWindow

FIRST_START = "first_start"  # has nothing to search yet
Commands = Callable[[], Sequence[Command]]
Settings = Callable[[str], Sequence[Hit]]


class WindowSearch(QObject):
    """Made once, a child of the window."""

    def __init__(
        self,
        window: "MainWindow",
        add_documents: Callable[[], object],
        make_model: Callable[[Commands, Settings], SearchModel],
    ) -> None:
        """`make_model` builds what is shown, of what the window can do and how it finds settings."""
        super().__init__(window)
        self._window, self._add_documents = window, add_documents
        model = make_model(self._commands, self._settings)
        model.save_wanted.connect(self._save)
        model.print_wanted.connect(partial(print_paper, window))
        self.overlay = SearchOverlay(window, model)
        self.overlay.chosen.connect(self._go)
        window.rail.search_wanted.connect(self.open)
        QShortcut(QKeySequence("Ctrl+K"), window).activated.connect(self.open)

    def open(self) -> None:
        """Show the search, but on the first start."""
        if self._window.current != FIRST_START:
            self.overlay.open_search()

    def _go(self, hit: Hit) -> None:
        if hit.act is not None:
            hit.act()
        elif hit.group is Group.PLACES and self._window.current == "chat":
            self._window.go(hit.address.replace("document:", "chat:@", 1))
        else:
            self._window.go(hit.address)

    def _save(self, title: str, markdown: str) -> None:
        if told := save_paper(self._window, title, markdown):
            self._window.toast.show_message(told)

    def _settings(self, words: str) -> list[Hit]:
        from desktop.ui.pages.settings_page import SettingsPage  # made when it is first needed

        page = self._window.page("settings")
        assert isinstance(page, SettingsPage)
        return [
            Hit(Group.SETTINGS, title, aside=section, icon="settings", address=f"settings:{name}")
            for name, section, title in page.found(words)
        ]

    def _commands(self) -> list[Command]:
        window, model = self._window, self._window.model
        pages = {name: window.rail.items[name].text() for name in (*PAGES, *BELOW)}
        return [
            Command(self.tr("New chat"), lambda: window.go("chat:/"), "plus", "Ctrl+N"),
            Command(self.tr("Add documents"), self._add_documents, "file-up", "Ctrl+O"),
            *(
                Command(words, partial(window.go, name), "arrow-right", f"Ctrl+{at}")
                for at, (name, words) in enumerate(pages.items(), 1)
            ),
            Command(self.tr("Help"), lambda: window.go("help"), "circle-question-mark", "F1"),
            Command(self.tr("Keys"), lambda: window.go("settings:shortcuts"), "keyboard", words="shortcuts"),
            Command(self.tr("Light theme"), lambda: model.set_appearance(theme="light"), "moon"),
            Command(self.tr("Dark theme"), lambda: model.set_appearance(theme="dark"), "moon"),
            Command(self.tr("Theme of the system"), lambda: model.set_appearance(theme="system"), "moon"),
            Command(self.tr("Larger text"), lambda: self._text(25), "zoom-in"),
            Command(self.tr("Smaller text"), lambda: self._text(-25), "zoom-out"),
            Command(self.tr("Quit Bukvar"), window.close, "x", "Ctrl+Q"),
        ]

    def _text(self, by: int) -> None:
        size = min(max(self._window.model.settings.text_size + by, 100), 200)
        self._window.model.set_appearance(text_size=size)
