"""The keys of the whole window; pages bind their own."""

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
        """Rail, header, the parts of the page, and the rail again."""
        regions = [region for region in self._regions() if region.isVisible() and _first(region) is not None]
        focus = QApplication.focusWidget()
        at = next((i for i, region in enumerate(regions) if focus and region.isAncestorOf(focus)), -step)
        first = _first(regions[(at + step) % len(regions)])
        if first is not None:
            focus_by_key(first)

    def _regions(self) -> list[QWidget]:
        window = self._window
        page = window.page(window.current)
        parts = [part for part in page.findChildren(QWidget) if part.property(REGION)]
        return [window.rail, window.header, *(parts or [page])]


def _first(region: QWidget) -> QWidget | None:
    """What a key press comes to in a part of the window; a part may name it (`setFocusProxy`)."""
    wanted = [region.focusProxy(), *region.findChildren(QWidget)]
    fits = (widget for widget in wanted if widget and widget.isVisible() and widget.isEnabled())
    return next(
        (widget for widget in fits if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value), None
    )
