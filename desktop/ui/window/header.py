"""The header over the pages: base or title at the left, search at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.base_switcher import BaseSwitcher
from desktop.ui.page import Page
from desktop.ui.theme import theme
from desktop.ui.widgets import ElidedLabel, SearchField
from desktop.ui.widgets.base import mark, row, with_text_size
from desktop.ui.widgets.translated import Translated


class Header(Translated, QWidget):
    """56 px; belongs to the window, speaks for the page in front.

    Signals: `go(name)` opens another page: the shield leads to what keeps Bukvar off the network.
    """

    go = Signal(str)

    def __init__(self, switcher: BaseSwitcher, shield: QAbstractButton) -> None:
        super().__init__()
        mark(self, fill="surface", edge="bottom")
        with_text_size(self, lambda: self.setFixedHeight(theme().height("header")))
        layout = row(self, 16, (24, 0, 24, 0))
        self.switcher = switcher
        self.title = ElidedLabel("", "page_title")
        self.search = SearchField()
        layout.addWidget(self.switcher)
        layout.addWidget(self.title, 1000)
        layout.addStretch(1)
        layout.addWidget(self.search)
        self.shield = shield
        self.shield.clicked.connect(lambda: self.go.emit("settings:security"))
        layout.addWidget(self.shield)
        self._page: Page | None = None
        self.search.textChanged.connect(self._search)

    def show_page(self, page: Page) -> None:
        """Take title, switcher and search of `page`; the words typed for another page are gone, and with them
        what they left out there."""
        if page is not self._page:
            self.search.clear()
        self._page = page
        title = page.header_title()
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.switcher.setVisible(not title)
        self.search.setVisible(page.has_search)
        self.search.set_name(page.search_name() or self.tr("Find"))

    def _search(self, text: str) -> None:
        if self._page is not None:
            self._page.search(text.strip())

    def retranslate(self) -> None:
        if self._page is not None:
            self.show_page(self._page)
