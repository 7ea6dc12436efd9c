"""The keys of the whole window; pages bind their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.pages.help_page import TOPIC_OF
from desktop.ui.widgets.base import REGION, focus_by_key
from desktop.ui.window.rail import BELOW, PAGES

if TYPE_CHECKING:
    from desktop.ui.window.main_window import MainWindow

FIRST_START = "first_start"  # has no pages to go to yet


class WindowKeys(QObject):
    """Made once by the window, whose child it is."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        keys = {f"Ctrl+{at}": name for at, name in enumerate((*PAGES, *BELOW), 1)}
        keys.update({"Ctrl+,": "settings", "Ctrl+J": "tasks"})
        for key, name in keys.items():
            self._bind(key).activated.connect(lambda page=name: self._go(page))
        self._bind("Ctrl+F").activated.connect(self._find_here)
        self._bind("F1").activated.connect(self._help)
        self._bind("F6").activated.connect(lambda: self._next_region(1))
        self._bind("Shift+F6").activated.connect(lambda: self._next_region(-1))
        self._bind("Ctrl+Q").activated.connect(window.quit)

    def _bind(self, key: str) -> QShortcut:
        return QShortcut(QKeySequence(key), self._window)

    def _go(self, name: str) -> None:
        if self._window.current != FIRST_START:
            self._window.go(name)

    def _find_here(self) -> None:
        """In what has the focus and can be searched (a document beside the page), else in the page. No part
        binds the key itself: of two that wait for one key neither would get it."""
        part, page = QApplication.focusWidget(), self._window.page(self._window.current)
        while part is not None and part is not page:
            find = getattr(part, "find_here", None)
            if find is not None and find():
                return
            part = part.parentWidget()
        field = self._window.header.search
        if not page.find_here() and field.isVisible():
            field.setFocus()
            field.selectAll()

    def _help(self) -> None:
        """What is explained of the page in front; on the help itself the list of keys."""
        current = self._window.current
        self._go(f"help:{TOPIC_OF[current]}" if current in TOPIC_OF else "settings:shortcuts")

    def _next_region(self, step: int) -> None:
        """Rail, header, the page and its parts, and the rail again."""
        page = self._window.page(self._window.current)
        parts = [part for part in page.findChildren(QWidget) if part.property(REGION)]
        first = {one: _first(one) for one in (self._window.rail, self._window.header, *parts)}
        first[page] = _first(page, beside=parts)
        regions = [one for one, wanted in first.items() if one.isVisible() and wanted is not None]
        regions.sort(key=lambda one: one in parts)  # behind the page that holds them
        focus = QApplication.focusWidget()
        within = (at for at, one in enumerate(regions) if focus and one.isAncestorOf(focus))
        at = max(within, default=-step)
        wanted = first[regions[(at + step) % len(regions)]]
        if wanted is not None:
            focus_by_key(wanted)


def _first(region: QWidget, beside: Sequence[QWidget] = ()) -> QWidget | None:
    """What a key press comes to in a part of the window, and in none of those `beside` it; a part may name it
    (`setFocusProxy`)."""
    wanted = [region.focusProxy(), *region.findChildren(QWidget)]
    fits = (widget for widget in wanted if widget and widget.isVisible() and widget.isEnabled())
    stops = (one for one in fits if one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return next((one for one in stops if not any(part.isAncestorOf(one) for part in beside)), None)
